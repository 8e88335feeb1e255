"""How far rules have been compared with the official text, and what in them still needs review, in words.

Takes packs and requirements, gives the fixed phrases that every output shares. It decides nothing: what counts as
compared is settled when a pack is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from vprs.compared import Comparison
from vprs.dates import Duration
from vprs.model import Check, Pack, Requirement
from vprs.phrases import many

_STATES: Mapping[str, str] = {
    "agreed": "agreed",
    "changed": "to be changed",
    "rejected": "rejected",
    "stale": "changed since compared",
    "missing": "not compared",
}


def unverified_in_words(pack: Pack) -> str:
    """`a working paraphrase, not compared with the official text`: what the rules are, and how far they were held."""
    return f"{wording_in_words(pack)}, {compared_in_words(pack)}"


def wording_in_words(pack: Pack) -> str:
    """Whose words the requirements are in: the document's only where every one of them says so."""
    verbatim = [each.source.get("wording") == "verbatim" for each in pack.requirements]
    if not any(verbatim):
        return "a working paraphrase"
    return "a transcription" if all(verbatim) else "partly a transcription, partly a working paraphrase"


def compared_in_words(pack: Pack) -> str:
    """`compared with the official text in part: of 33 files 30 agreed, 3 not compared`; why it is not verified."""
    comparison = pack.comparison
    said = "not compared with the official text"
    if comparison.complete:
        said = "compared with the official text file by file, but its pack.yaml does not say that it is verified"
    elif comparison.agreed or comparison.changed or comparison.rejected or comparison.stale:
        said = f"compared with the official text only in part: of {many(len(pack.requirements), 'file')} "
        said += states_in_words(comparison)
    if comparison.unsettled:
        said += f"; {unsettled_in_words(comparison)}"
    if pack.verified_by is not None:
        said += "; its pack.yaml says that it is verified, and that does not hold"
    return said


def states_in_words(comparison: Comparison) -> str:
    """`30 agreed, 1 rejected, 2 not compared`: every state that is not empty, and the agreed in any case."""
    counts = {said: len(getattr(comparison, state)) for state, said in _STATES.items()}
    return ", ".join(f"{number} {said}" for said, number in counts.items() if number or said == "agreed")


def unsettled_in_words(comparison: Comparison) -> str:
    number = len(comparison.unsettled)
    return f"{many(number, 'file')} {'says that it needs' if number == 1 else 'say that they need'} review"


def review_notes(requirement: Requirement) -> Iterator[str]:
    """What of the rule needs review, as sentences; none where nothing does."""
    if requirement.needs_review:
        yield f"This rule needs review: {requirement.needs_review}"
    for check in requirement.checks:
        yield from (f"Check {check.slug}: {note}" for note in check_notes(check))


def rule_note(requirement: Requirement) -> str:
    """What stands beside an outcome that comes of a rule which needs review; else empty."""
    return "its rule needs review" if any(review_notes(requirement)) else ""


def check_notes(check: Check) -> Iterator[str]:
    if check.needs_review:
        yield f"Needs review: {check.needs_review}"


def chosen_note(check: Check) -> str:
    """`Interval chosen by the pack, not by the organisation.`; empty where the source states the figure."""
    if not check.chosen_by:
        return ""
    what = "Interval" if _has_interval(check.form) else "Threshold"
    return f"{what} chosen by the {check.chosen_by}, not by the organisation."


def chosen_mark(check: Check) -> str:
    """`chosen by the pack`, to stand beside a figure in a table; empty where the source states it."""
    return f"chosen by the {check.chosen_by}" if check.chosen_by else ""


def _has_interval(part: object) -> bool:
    """Whether a duration stands anywhere in a form."""
    if isinstance(part, Duration):
        return True
    if isinstance(part, tuple):
        return any(map(_has_interval, part))
    return is_dataclass(part) and any(_has_interval(getattr(part, each.name)) for each in fields(part))
