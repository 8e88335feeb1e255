"""The next steps in words: what would have to be there, and which requirements it would turn, once it is so.

Takes an assessment and its next steps, gives lines for a person. Days are left out, for those of a record that was only
supposed are nobody's; `vprs explain` tells of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vprs.checks.wording import a, field_words
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Assessment, Organisation, Record, Requirement, Value
from vprs.pathway.nearest_steps import NextStep, NextSteps
from vprs.phrases import body_name, many, role_name, upper_first
from vprs.whatif import Added, Changed, Days, Edit, Way, done_anew, told
from vprs.whatif.telling import FOUND, SO

_UNTOLD = frozenset({"status", "links", "from", "basis", "incident", "id"})  # what follows from the rest
_ANY = frozenset({"lead", "assessor", "subject", "rating", "owner", "holder", "person"})  # whichever it is


def next_lines(assessment: Assessment, found: NextSteps) -> Iterator[str]:
    """A heading, the steps and what they claim; nothing where nothing is open."""
    if not found.gaps:
        return
    if not found.steps:
        yield "No single change is known that would turn what is not met; the gap analysis says what each lacks."
        return
    count = "one" if len(found.steps) == 1 else str(len(found.steps))
    yield f"Next {f'{count} steps' if len(found.steps) > 1 else 'step'}:"
    for number, step in enumerate(found.steps, 1):
        yield from _step(number, step, assessment)
    yield _claim(found)
    yield "Do and file only what is so. vprs explain with --to partly-met says more of each."


def _step(number: int, step: NextStep, assessment: Assessment) -> Iterator[str]:
    own = (edit for edit in step.edits if not _is_receipt(edit, step.edits))
    parts = Counter(_edit(edit, assessment.organisation, assessment.as_of) for edit in own)
    said = "; ".join(part if times == 1 else f"{part} ({times} of them)" for part, times in parts.items())
    yield f"  {number}. {upper_first(said)}."
    mends = all(isinstance(edit, Changed) for edit in step.edits)
    several = len(assessment.packs) > 1
    names = _all([each.path if several else f"{each.phase}/{each.slug}" for each in step.turned])
    yield f"     {'Once it is so' if mends else 'Once it exists and is filed'}, it turns {names}."
    yield f"     To see to it: {role_name(assessment.organisation, step.turned[0].if_not_met.owner)}."


def _all(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _claim(found: NextSteps) -> str:
    turned = [each for step in found.steps for each in step.turned]
    high = [each for each in found.gaps if each.severity == "high"]
    lower = [each for each in turned if each.severity != "high"]
    parts = [_of(high, turned, "high")] if high else ["nothing of high severity is not met"]
    parts += [_of([each for each in found.gaps if each not in high], lower, "lower")] if lower else []
    return (f"Judged again with all of this made, {' and '.join(parts)} would be partly met or better.").replace(
        "is not met and", "is not met, and"
    )


def _of(gaps: Sequence[Requirement], turned: Sequence[Requirement], severity: str) -> str:
    number = sum(each in turned for each in gaps)
    if len(gaps) == number == 1:
        return f"the one requirement of {severity} severity that is not met, or may not be,"
    of = f"{number} of the {many(len(gaps), 'requirement')} of {severity} severity"
    return f"{of} that {'is' if len(gaps) == 1 else 'are'} not met, or may not be,"


def _edit(edit: Edit, organisation: Organisation, as_of: date) -> str:
    match edit:
        case Added(record=record, like=like):
            asked = "; ".join(_fields(record, like[0] if like else "", organisation))
            return f"{a(record.kind)}{f' with {asked}' if asked else ''}"
        case Changed(record=record, values=values, anew=True):
            return done_anew(record, values, record.place)
        case Changed(record=record, values=values) if any(isinstance(value, Span) for value in values.values()):
            dates = [name for name, value in values.items() if isinstance(value, Span)]
            now = "; ".join(_another(record, name) for name in dates)
            others = [f"{name}: {_words(value)}" for name, value in values.items() if name not in dates and value]
            return f"in {record.place}: {'; '.join((now, *others))}"
        case _:
            return told(edit, Days(), as_of)


def _another(record: Record, name: str) -> str:
    value = record.fields.get(name)
    words = field_words(name)
    return f"another {words} than {value}" if isinstance(value, Span) else f"{words} filled in"


def _fields(record: Record, whose: str, organisation: Organisation) -> Iterator[str]:
    """whose: the field that says of whom it is, which is told of nobody."""
    kind = read_kinds()[record.kind]
    placing = kind.dated_by.partition(".")[0]
    for name, value in record.fields.items():
        if name in (*_UNTOLD, whose, placing):
            continue
        if name in _ANY:
            yield a(name)
        elif name == "received_by":
            yield f"received by {_all(_receivers(value, organisation))}, with the minute that shows it"
        elif isinstance(value, Span):
            yield f"{field_words(name)} filled in"
        elif kind.fields[name].reads == "body":
            yield f"{field_words(name)} {body_name(organisation, value)}"
        elif words := _words(value):
            yield f"{field_words(name)} {words}{SO if name in FOUND else ''}"


def _receivers(value: Value, organisation: Organisation) -> list[str]:
    receipts = value if isinstance(value, tuple) else (value,)
    named = (body_name(organisation, each["body"]) for each in receipts if isinstance(each, Mapping) and "body" in each)
    return list(dict.fromkeys(named))


def _is_receipt(edit: Edit, edits: Way) -> bool:
    """Whether it is the minute of a receipt that another of the edits tells of, and says nothing besides."""
    if not isinstance(edit, Added) or set(edit.record.fields) - {"body", "date"}:
        return False
    received = [each.record.fields.get("received_by", ()) for each in edits if isinstance(each, Added)]
    received += [each.values.get("received_by") or () for each in edits if isinstance(each, Changed)]
    elements = (one for each in received if isinstance(each, tuple) for one in each)
    return any(isinstance(one, Mapping) and one.get("minute") == edit.record.id for one in elements)


def _words(value: Value) -> str:
    """The value; of a list what is in it, of mappings what is no day in them; nothing of a day."""
    if isinstance(value, Span):
        return ""
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (_words(inner) for name, inner in value.items() if name not in ("minute", "id"))))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
