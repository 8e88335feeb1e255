"""One pack followed through the days: what turns in it, and which records its answers cease to rest on.

Takes a pack, a workspace and the days, gives a `Trail`. The engines combine the answers again on every day on which one
of them moves; on the others nothing that they are given has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vprs.assess import half_year_to
from vprs.concluding import Judged, conclude
from vprs.forecast.following import Again, Day, follow
from vprs.forecast.outlook import Behind, Change, Crossing, OpinionChange, Turn
from vprs.in_cycle import Bounds
from vprs.model import Answer, Check, Observation, Outcome, Pack, Record, Workspace
from vprs.moves import bounds_of

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """A record on which the yes of a check (`path/check`) rested the day before `on`, and does no longer."""

    on: date
    record: Record
    crossing: Crossing
    check: str


@dataclass(slots=True)
class Trail:
    """What was met on the way. states: path -> Bounds by day, for the days asked; levels: the opinion on them."""

    pack: Pack
    changes: list[Change] = field(default_factory=list)
    opinions: list[OpinionChange] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    states: dict[date, Mapping[str, Bounds]] = field(default_factory=dict)
    levels: dict[date, str] = field(default_factory=dict)


def trail_of(
    pack: Pack,
    workspace: Workspace,
    days: Sequence[date],
    *,
    kept: Iterable[date] = (),
    previous: Mapping[str, Outcome] | None = None,
    apart: bool = False,
    say: Say = lambda _: None,
) -> Trail:
    """Follows a pack through the days in order; kept: the days of which states and opinion are wanted.

    Raises EnginesDisagree.
    """
    trail, wanted = Trail(pack=pack), frozenset(kept)
    judged: Judged | None = None
    for day in follow(pack, workspace, days, half_year_to):
        say(f"{pack.name}: {day.on.isoformat()}")
        if judged is None or _has_moved(day):
            now = conclude(pack, day.answered, as_of=day.on, previous=previous, apart=apart, before=judged)
            if judged is not None:
                trail.changes += _changes(judged, now, day)
                trail.opinions += _opinion(judged, now, day.on)
                trail.dropped += _dropped(day)
            judged = now
        if day.on in wanted:
            trail.states[day.on] = {each.requirement.path: bounds_of(each) for each in judged.findings}
            trail.levels[day.on] = judged.opinion.level
    return trail


def _has_moved(day: Day) -> bool:
    return day.actions_moved or any(_says(each.before) != _says(each.after) for each in day.again)


def _says(reply: object) -> object:
    """What an outcome or an opinion takes from an answer: a yes with the records that it rests on."""
    if not isinstance(reply, Observation):
        return getattr(reply, "answer", None)
    rests = frozenset(each.id for each in reply.witnesses) if reply.answer is Answer.YES else None
    return reply.answer, reply.reason, rests


def _opinion(before: Judged, after: Judged, on: date) -> Iterator[OpinionChange]:
    old, new = before.opinion, after.opinion
    if old.level != new.level:
        yield OpinionChange(on=on, pack=new.pack, before=old.level, after=new.level, because=new.because)


def _changes(before: Judged, after: Judged, day: Day) -> Iterator[Change]:
    turned: dict[str, list[Turn]] = {}
    for again in day.again:
        old, new = again.before, again.after
        if again.asked.check is None or not (isinstance(old, Observation) and isinstance(new, Observation)):
            continue
        if old.answer is not new.answer:
            turned.setdefault(again.asked.path, []).append(_turn(again.asked.check, old, new, again))
    for was, is_now in zip(before.findings, after.findings, strict=True):
        turns = tuple(turned.get(is_now.requirement.path, ()))
        if turns or bounds_of(was) != bounds_of(is_now):
            yield Change(
                on=day.on,
                requirement=is_now.requirement,
                before=bounds_of(was),
                after=bounds_of(is_now),
                why=is_now.why,
                turns=turns,
            )


def _turn(check: Check, before: Observation, after: Observation, again: Again) -> Turn:
    return Turn(
        check=check.slug,
        says=check.says,
        before=before.answer,
        after=after.answer,
        reason=after.reason,
        value_before=before.value,
        value=after.value,
        because=after.because,
        behind=_behind(before, after, again),
    )


def _behind(before: Observation, after: Observation, again: Again) -> tuple[Behind, ...]:
    """The records that bear witness and crossed something; else those that crossed; else those that bear witness."""
    witnesses = {record.id: record for record in (*before.witnesses, *after.witnesses)}
    crossed = [Behind(record=record, crossing=crossing) for record, crossing in again.crossed]
    own = [each for each in crossed if each.record.id in witnesses]
    found = own or crossed or [Behind(record=record, crossing=None) for record in after.witnesses]
    first = {each.record.id: each for each in reversed(found)}
    return tuple(sorted(first.values(), key=lambda each: (each.record.file, each.record.line, each.record.id)))


def _dropped(day: Day) -> Iterator[Dropped]:
    for again in day.again:
        before, after = again.before, again.after
        if not (again.asked.check and isinstance(before, Observation) and isinstance(after, Observation)):
            continue
        if before.answer is not Answer.YES:
            continue
        rested = {record.id for record in before.witnesses}
        rests = {record.id for record in after.witnesses} if after.answer is Answer.YES else set()
        for record, crossing in again.crossed:
            if record.id in rested - rests:
                name = f"{again.asked.path}/{again.asked.check.slug}"
                yield Dropped(on=day.on, record=record, crossing=crossing, check=name)
