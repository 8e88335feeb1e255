"""What is doubtful about the examples of a rule file: too few to show both sides, or at odds with each other.

Takes a requirement, gives doubts. It runs no example and reads no record: two are of the same evidence where the same
is written in them, in whatever order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from vprs.dates import Duration, rolling
from vprs.model import Example, Outcome, Requirement
from vprs.rulebook.lint_doubt import Doubt

_HALF_YEAR = Duration(6, 0)  # what is judged where an example names no period


def example_doubts(requirement: Requirement) -> Iterator[Doubt]:
    """Outcomes that no example shows, and examples of the same evidence that expect different ones."""
    expected = {example.expect for example in requirement.examples}
    if not expected:
        said = "the requirement has no examples, so nothing shows what it does."
        yield Doubt(path=("title",), message=said, hint="Add one that is met and one that is not.")
        return
    if Outcome.MET not in expected:
        yield Doubt(path=("examples",), message="no example is met.", hint="Add one that is.")
    if expected == {Outcome.MET}:
        yield Doubt(path=("examples",), message="every example is met.", hint="Add one that falls short.")
    yield from _at_odds(requirement.examples)


def _at_odds(examples: tuple[Example, ...]) -> Iterator[Doubt]:
    for index, example in enumerate(examples):
        for earlier in examples[:index]:
            if example.expect is not earlier.expect and _same_case(example, earlier):
                said = f"example '{earlier.name}', of the same evidence on the same day, expects {earlier.expect}."
                path = ("examples", index, "expect")
                yield Doubt(path=path, message=said, hint="Mend one of them, or what they hold.")
                break


def _same_case(one: Example, other: Example) -> bool:
    """Whether both hold the same; what is quickly told apart is looked at first."""
    return (
        one.as_of == other.as_of
        and len(one.records) == len(other.records)
        and (one.period or rolling(one.as_of, _HALF_YEAR)) == (other.period or rolling(other.as_of, _HALF_YEAR))
        and one.organisation == other.organisation
        and _records(one) == _records(other)
    )


def _records(example: Example) -> list[str]:
    return sorted(json.dumps(record, sort_keys=True, default=str) for record in example.records)
