"""The items of evidence that a pack lists, numbered, each with what was decided about it and why nothing was.

Takes an Assessment, gives `Items`: the records its answers rest on or fall short by, none of them about people and none
a row of a register. A file is given only where every record that rests on it, or is written in it, agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vprs.evidence.batch import is_private
from vprs.evidence.disclosure import FIELD
from vprs.foi.decisions import DISCLOSE, REDACT, Decision, decision_of, lacking
from vprs.holdings import date_of, relied_on, text
from vprs.kinds import read_kinds
from vprs.model import Assessment, Finding, Record, Workspace
from vprs.phrases import upper_first

COUNTED_ONLY = frozenset(kind for kind, spec in read_kinds().items() if FIELD not in spec.fields)
NOT_DECIDED = "decision not yet made"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One item. number: by which the pack names it; decision: None where none was made that can be acted on.

    lacking  why there is none, as sentences for those who decide: never for the pack
    given    path and SHA-256 of the file that is disclosed or of its redacted copy, empty where none is
    """

    number: int
    record: Record
    decision: Decision | None
    lacking: tuple[str, ...] = ()
    given: str = ""
    sha256: str = ""

    @property
    def title(self) -> str:
        """What the pack calls it; empty where it may not say, which holds until something was decided."""
        if self.decision is None or self.decision.title_withheld:
            return ""
        return text(self.record, "title") or _sort(self.record)

    @property
    def how(self) -> str:
        """`disclosed`, `redacted`, `withheld` or `decision not yet made`."""
        said = {DISCLOSE: "disclosed", REDACT: "redacted"}
        return said.get(self.decision.decision, "withheld") if self.decision else NOT_DECIDED


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """All items in order; by: requirement path -> numbers; counted: requirements that rest on what is only counted."""

    every: tuple[Item, ...]
    by: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()


def gather_items(assessment: Assessment) -> Items:
    """The items of an assessment."""
    whole = {record.id: record for record in assessment.workspace.records}  # a decision may be younger than as_of
    resting = {each.requirement.path: tuple(_whole(each, whole)) for each in assessment.findings}
    listed = {record.id: record for records in resting.values() for record in records if not only_counted(record)}
    closed = _closed(assessment.workspace)
    ordered = sorted(listed.values(), key=lambda record: (record.kind, _day(record), record.id))
    digests = {file.path: file.sha256 or "" for file in assessment.workspace.files}
    items = tuple(_item(number, record, digests, closed) for number, record in enumerate(ordered, 1))
    numbers = {each.record.id: each.number for each in items}
    return Items(
        every=items,
        by={
            path: tuple(sorted(numbers[record.id] for record in records if record.id in numbers))
            for path, records in resting.items()
        },
        counted=frozenset(path for path, records in resting.items() if any(map(only_counted, records))),
    )


def only_counted(record: Record) -> bool:
    """Whether it is about people, or a row of a register: such are counted, and never listed."""
    return record.kind in COUNTED_ONLY or is_private(record)


def _whole(finding: Finding, whole: Mapping[str, Record]) -> Iterator[Record]:
    """Each once, as it is written; what somebody made of nothing but organisation.yaml is no item."""
    yield from {each.id: whole[each.id] for each in relied_on(finding) if each.id in whole}.values()


def _day(record: Record) -> str:
    when = date_of(record, read_kinds()[record.kind].dated_by)
    return str(when) if when else ""


def _sort(record: Record) -> str:
    """Its kind, with its sort where that is one of a closed list of words."""
    spec = read_kinds()[record.kind]
    kind = upper_first(record.kind)
    closed = spec.type_field is not None and spec.fields[spec.type_field].reads == "choice"
    sort = text(record, str(spec.type_field)).replace("-", " ") if closed else ""
    return f"{upper_first(sort)} ({record.kind})" if sort else kind


# ------------------------------------------------------------------------------------------------- which files may go


def _closed(workspace: Workspace) -> Mapping[str, str]:
    """Digest of every file that may not be given -> why. Files of the same bytes are one file here.

    What describes evidence (YAML, workbooks) holds notes and codes of people, so it is never given itself.
    """
    digests = {file.path: file.sha256 for file in workspace.files}
    found: dict[str, str] = {}
    for record in workspace.records:
        if record.file != record.rests_on:
            _close(found, digests.get(record.file), "it describes evidence, and holds more than one item.")
        if only_counted(record):
            _close(found, record.sha256, "it is a register, or about people.")
            _close(found, digests.get(record.file), "it is a register, or about people.")
            continue
        decision = decision_of(record)
        if decision is None or decision.decision != DISCLOSE:
            _close(found, record.sha256, f"{record.place} rests on it, and is not disclosed.")
    _close(found, digests.get("organisation.yaml"), "it says who is who.")
    return found


def _close(found: dict[str, str], digest: str | None, why: str) -> None:
    if digest:
        found.setdefault(digest, why)


def _item(number: int, record: Record, digests: Mapping[str, str], closed: Mapping[str, str]) -> Item:
    decision = decision_of(record)
    if decision is None:
        return Item(number=number, record=record, decision=None, lacking=lacking(record))
    path, digest = _given(record, decision, digests)
    if why := closed.get(digest):
        said = f"its file cannot be given: {why} Decide alike, or put what may be given into a file of its own."
        return Item(number=number, record=record, decision=None, lacking=(said,))
    return Item(number=number, record=record, decision=decision, given=path, sha256=digest)


def _given(record: Record, decision: Decision, digests: Mapping[str, str]) -> tuple[str, str]:
    """Path and digest of what is given; of what is withheld nothing, for a short file could be guessed from it."""
    path = {DISCLOSE: record.rests_on or "", REDACT: decision.copy}.get(decision.decision, "")
    return path, digests.get(path, "")


def by_decision(items: Iterable[Item]) -> dict[str, int]:
    """How many items were disclosed, redacted, withheld and not decided; all four are always there."""
    counts = {"disclosed": 0, "redacted": 0, "withheld": 0, NOT_DECIDED: 0}
    for each in items:
        counts[each.how] += 1
    return counts
