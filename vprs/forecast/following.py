"""The answers of a pack day after day, each question asked again only where its answer may have turned.

Takes a pack, a workspace and the days, gives for every day what was answered and which questions were asked again. An
answer that is kept is the one that asking again would give: `vprs.forecast.crossing` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vprs.checks import Gate, gate, make_context, observe
from vprs.checks.context import Context
from vprs.checks.scope import Scope
from vprs.concluding import Answered
from vprs.dates import Period, Span
from vprs.forecast.crossing import Placed, Watch, watch
from vprs.forecast.dated import parts
from vprs.forecast.outlook import Crossing
from vprs.forecast.pertinent import library_of, looked_at, needed_for
from vprs.forecast.questions import Asked, questions_of
from vprs.model import Observation, Pack, Record, Requirement, Selector, Workspace

PeriodOn = Callable[[date], Period]  # what is judged on a day of judgement
Reply = Observation | Gate
Name = tuple[str, str]  # path of the requirement; slug of the check, or nothing for whether it applies
ACTIONS = Asked(path="", check=None, selectors=(Selector(kind="action"),))


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """A question asked again: what it said before, what it says now, and the records of which a date was crossed."""

    asked: Asked
    before: Reply | None
    after: Reply
    crossed: tuple[tuple[Record, Crossing], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """What was answered on a day, and which questions had to be asked again."""

    on: date
    period: Period
    answered: Answered
    again: tuple[Again, ...]
    actions_moved: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """A question with the records that it needs."""

    watch: Watch
    needs: frozenset[str]


def follow(pack: Pack, workspace: Workspace, days: Iterable[date], period_on: PeriodOn) -> Iterator[Day]:
    """The answers on each of the days, which come in order; on the first every question is asked."""
    memory: _Memory | None = None
    for on in days:
        memory = memory or _Memory(pack, workspace, Scope(context=_bare(pack, workspace, on, period_on(on))))
        yield memory.day(on, period_on(on))


def _bare(pack: Pack, workspace: Workspace, on: date, period: Period) -> Context:
    """The days of judgement alone: enough to see where windows end."""
    return make_context(pack, replace(workspace, records=()), on, period)


def _loose(workspace: Workspace) -> bool:
    """Whether something is lost, or any date may mean several days, the day of forming too."""
    formed = workspace.organisation.formed
    if workspace.lost or (formed is not None and not formed.exact):
        return True
    values = (value for one in workspace.records for value in one.fields.values())
    return any(isinstance(part, Span) and not part.exact for value in values for part in parts(value))


@dataclass(slots=True)
class _Memory:
    """What was answered last, and where the days stood then. Lives as long as `follow` runs."""

    pack: Pack
    workspace: Workspace
    start: Scope
    watched: tuple[Watched, ...] = ()
    replies: dict[Name, Reply] = field(default_factory=dict)
    places: Mapping[Name, Placed] = field(default_factory=dict)
    actions: tuple[Record, ...] = ()
    by_id: Mapping[str, Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        library = library_of(self.pack, self.workspace)
        loose = _loose(self.workspace)
        watched = []
        for asked in (ACTIONS, *questions_of(self.pack, loose=loose)):
            own = looked_at(asked, library, self.start.context)
            needs = needed_for(own, library)
            others = [library.by_id[name] for name in sorted(needs - {record.id for record in own})]
            watched.append(Watched(watch=watch(asked, own, others, self.start), needs=needs))
        self.watched = tuple(watched)

    def day(self, on: date, period: Period) -> Day:
        bare = Scope(context=_bare(self.pack, self.workspace, on, period))
        now = {each.watch.asked.name: each.watch.places(bare) for each in self.watched}
        stale = [each for each in self.watched if each.watch.asked.steady or self._moved(each.watch, now)]
        again = tuple(self._ask(stale, on, period, now)) if stale else ()
        self.places = now
        return Day(
            on=on,
            period=period,
            answered=self._answered(),
            again=again,
            actions_moved=any(each.watch.asked is ACTIONS for each in stale),
        )

    def _moved(self, watch: Watch, now: Mapping[Name, Placed]) -> bool:
        return self.places.get(watch.asked.name) != now[watch.asked.name]

    def _ask(self, stale: list[Watched], on: date, period: Period, now: Mapping[Name, Placed]) -> Iterator[Again]:
        needs = frozenset().union(*(each.needs for each in stale))
        records = tuple(record for record in self.workspace.records if record.id in needs)
        context = make_context(self.pack, replace(self.workspace, records=records), on, period)
        requirements = {one.path: one for one in self.pack.requirements}
        for each in stale:
            asked = each.watch.asked
            if asked is ACTIONS:
                self.actions, self.by_id = context.records.get("action", ()), context.by_id
                continue
            before, after = self.replies.get(asked.name), _reply(asked, requirements[asked.path], context)
            self.replies[asked.name] = after
            yield Again(asked=asked, before=before, after=after, crossed=self._crossed(each.watch, now))

    def _crossed(self, watch: Watch, now: Mapping[Name, Placed]) -> tuple[tuple[Record, Crossing], ...]:
        known = self.places.get(watch.asked.name)
        crossed = watch.crossed(known, now[watch.asked.name]) if known else ()
        return tuple({(record.id, sort): (record, sort) for record, sort in crossed}.values())

    def _answered(self) -> Answered:
        observed, gates = {}, {}
        for one in self.pack.requirements:
            replies = [self.replies[one.path, each.slug] for each in one.checks]
            observed[one.path] = tuple(each for each in replies if isinstance(each, Observation))
            own = self.replies[one.path, ""]
            assert isinstance(own, Gate)
            gates[one.path] = own
        return Answered(
            observed=observed,
            gates=gates,
            actions=self.actions,
            by_id=self.by_id,
            problems=len(self.workspace.problems),
        )


def _reply(asked: Asked, requirement: Requirement, context: Context) -> Reply:
    return observe(asked.check, context) if asked.check else gate(requirement, context)
