"""What a pack says of its own review: the rules that need it, and a claim to be verified that its reviews do not bear.

Takes a pack as read, gives notes and doubts. A note is no problem: a rule that says that it needs review is honest.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import Pack
from vprs.problem import Problem
from vprs.rulebook.lint_doubt import Doubt, placed
from vprs.rulebook.pack import PackReading
from vprs.strict_yaml import Path
from vprs.verification import states_in_words, unsettled_in_words


def review_notes(reading: PackReading) -> tuple[Problem, ...]:
    """Every place where a rule file says that it needs review, in the order of the pack."""
    if reading.pack is None:
        return ()
    return tuple(
        placed(reading.trees[requirement.path], Doubt(path=path, message=f"note: {said}", hint=""))
        for requirement in reading.pack.requirements
        for path, said in (
            (("needs_review",), requirement.needs_review),
            *((_at(check.slug), check.needs_review) for check in requirement.checks),
        )
        if said
    )


def _at(check: str) -> Path:
    return ("checks", check, "needs_review")


def claim_doubts(pack: Pack) -> Iterator[Doubt]:
    """`verified: true` where not every file was compared and agreed as it is now: no output shows it as verified."""
    if pack.verified_by is not None and not pack.verified:
        comparison = pack.comparison
        left = f"of its files {states_in_words(comparison)}"
        if comparison.unsettled:
            left += f"; {unsettled_in_words(comparison)}"
        said = f"the reviews do not bear this out ({left}), so every output says that the pack is not verified."
        hint = "Compare the files and record it with vprs rules verify-pack, or write false and take verified_by out."
        yield Doubt(path=("verified",), message=said, hint=hint, at_key=False)
