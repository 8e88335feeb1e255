"""The words of a forecast, shared by all its formats: what an outcome came to, what lapsed, what is behind a turn.

Takes the records of `vprs.forecast.outlook`, gives short texts. Of rows of a register it tells numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vprs.forecast.outlook import Behind, Change, Crossing, Lapse
from vprs.in_cycle import Bounds
from vprs.model import Outcome, Record
from vprs.moves import IMPROVED, direction
from vprs.phrases import OUTCOMES, between, lower_first, many

ROWS_SHOWN = 12

PASSED: Mapping[str, str] = {
    "review_date": "passed its review date",
    "valid_until": "is no longer valid",
    "end": "has ended",
    "period.end": "has run its time",
    "expires": "has expired",
    "accreditation_expires": "has an accreditation that expired",
    "accepted_until": "is a risk whose acceptance lapsed",
    "due": "is overdue",
    Crossing.AGE: "is older than what is asked",
    Crossing.WINDOW: "is outside the time that is looked at",
    Crossing.DAY: "no longer counts",
}
MEANT: Mapping[Crossing | None, str] = {
    Crossing.DAY: "a date in it is reached or has passed",
    Crossing.WINDOW: "the time that is looked at moved past it",
    Crossing.AGE: "the time allowed since its date has run out",
    None: "",
}
BY_TIME = "by the passing of time alone, not by anything that was done"


def state_words(state: Bounds, words: Mapping[Outcome, str]) -> str:
    """`Met`, or `Not assessed, at worst not met, at best met`; words: the pack's own for an outcome."""
    said = words.get(state.outcome, OUTCOMES[state.outcome])
    if state.outcome is not Outcome.NOT_ASSESSED:
        return said
    worst, best = (lower_first(words.get(each, OUTCOMES[each])) for each in (state.floor, state.ceiling))
    return f"{said}, {between(worst, best, applies=state.floor is not state.ceiling)}"


def lapse_words(lapse: Lapse) -> str:
    """`documents/policy.md:2 (document policy) passed its review date`; of rows how many, and of which table."""
    if not lapse.records[0].row:
        (record,) = lapse.records
        return f"{record.place} ({record.kind} {record.id}) {PASSED[lapse.field]}"
    if len(lapse.records) == 1:
        return f"{rows(lapse.records)} ({lapse.records[0].kind}) {PASSED[lapse.field]}"
    return f"{rows(lapse.records)} ({lapse.records[0].kind}): each {PASSED[lapse.field]}"


def rows(records: Iterable[Record]) -> str:
    """`registers/training.xlsx, rows 14, 20 and 3 more`."""
    found = tuple(records)
    lines = sorted({record.line for record in found})
    more = f" and {many(len(lines) - ROWS_SHOWN, 'more', 'more')}" if len(lines) > ROWS_SHOWN else ""
    return f"{found[0].file}, {'rows' if len(lines) > 1 else 'row'} {', '.join(map(str, lines[:ROWS_SHOWN]))}{more}"


def behind_words(behind: Iterable[Behind]) -> Iterator[str]:
    """What a turn goes back to: a record each, the rows of one table together, and what happened to them."""
    tables: dict[tuple[str, str, Crossing | None], list[Record]] = {}
    for each in behind:
        if each.record.row:
            tables.setdefault((each.record.file, each.record.kind, each.crossing), []).append(each.record)
        else:
            place = f"{each.record.place} ({each.record.kind} {each.record.id})"
            yield _meant(place, each.crossing)
    for (_, kind, crossing), records in tables.items():
        yield _meant(f"{rows(records)} ({kind})", crossing)


def _meant(place: str, crossing: Crossing | None) -> str:
    return f"{place}: {MEANT[crossing]}" if crossing else place


def change_note(change: Change) -> str:
    """What to say of an outcome that improves: nothing was done for it."""
    return BY_TIME if change.moved and direction(change.before, change.after) == IMPROVED else ""
