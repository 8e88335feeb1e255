"""The forecast: what an assessment would say on every day up to a last one if the folder stayed as it is.

Takes packs, a workspace, the days and the occasions for which an opinion is asked; gives a `Forecast`. Every occasion
is assessed as a whole, and so are the first day and the last; where what was kept from day to day differs from that,
there is no forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from vprs.assess import assess, half_year_to
from vprs.forecast.lapsing import lapses_of
from vprs.forecast.outlook import Forecast, Occasion, Standing
from vprs.forecast.trail import Say, Trail, trail_of
from vprs.in_cycle import LastCycle
from vprs.model import Observation, Pack, Ratio, Workspace
from vprs.moves import bounds_of


class ForecastAstray(AssertionError):
    """What was kept from day to day is not what a whole assessment finds: our own fault, never the user's."""


def forecast(
    packs: Sequence[Pack],
    workspace: Workspace,
    *,
    as_of: date,
    until: date,
    occasions: Iterable[Occasion] = (),
    assessed: Iterable[Standing] = (),
    last: LastCycle | None = None,
    apart: bool = False,
    say: Say = lambda _: None,
) -> Forecast:
    """What changes after as_of, up to `until` (later than as_of) and including it, if nothing is done.

    occasions  days for which the opinion is asked; as_of and `until` are always among the standings
    assessed   standings that were judged elsewhere, by rules and for a period of their own
    last       what the last closed cycle came to: it stays the last one throughout
    apart      as in `vprs.assess.assess`
    say        is told what is being done
    Raises InvalidInput, EnginesDisagree, ForecastAstray.
    """

    def standing(occasion: Occasion) -> Standing:
        say(f"Judging {occasion.as_of.isoformat()}")
        period = occasion.period
        judged = assess(packs, workspace, as_of=occasion.as_of, period=period, last=last, apart=apart)
        return Standing(occasion=occasion, assessment=judged)

    today = standing(plain_occasion(as_of, "today"))
    asked = (*sorted(occasions, key=lambda each: (each.on, each.name)), plain_occasion(until, "the last day"))
    own = tuple(standing(each) for each in asked)
    days = [as_of + timedelta(days=number) for number in range((until - as_of).days + 1)]
    kept = [each.occasion.as_of for each in (today, *own)]
    previous = last.outcomes if last else None
    trails = [trail_of(pack, workspace, days, kept=kept, previous=previous, apart=apart, say=say) for pack in packs]
    for each in (today, *own):
        _agree(each, trails)
    standings = tuple(sorted((*assessed, *own), key=lambda each: each.occasion.on))
    return Forecast(
        until=until,
        today=today,
        changes=tuple(sorted((one for each in trails for one in each.changes), key=lambda one: one.on)),
        opinions=tuple(sorted((one for each in trails for one in each.opinions), key=lambda one: one.on)),
        lapses=lapses_of(packs[0], workspace, as_of, until, [one for each in trails for one in each.dropped]),
        standings=standings,
        shares=_shares((today, *standings)),
    )


def plain_occasion(on: date, name: str) -> Occasion:
    """A day judged as `assess` judges it where no period is given."""
    return Occasion(on=on, name=name, as_of=on, period=half_year_to(on))


def _agree(standing: Standing, trails: Sequence[Trail]) -> None:
    """Holds what was kept from day to day against the whole assessment."""
    occasion = standing.occasion
    for trail in trails:
        kept = trail.states.get(occasion.as_of)
        if kept is None:
            continue
        own = [each for each in standing.assessment.findings if each.requirement.pack == trail.pack.name]
        whole = {each.requirement.path: bounds_of(each) for each in own}
        level = next(each.level for each in standing.assessment.opinions if each.pack == trail.pack.name)
        if kept != whole or trail.levels[occasion.as_of] != level:
            wrong = [path for path, state in whole.items() if kept.get(path) != state]
            raise ForecastAstray(f"{occasion.as_of.isoformat()}: {', '.join(wrong) or trail.pack.name}")


def _shares(standings: Sequence[Standing]) -> Mapping[str, tuple[str, ...]]:
    """What every share is found to be, by the standings; nothing where one of them does not ask it."""
    found = [dict(_shares_of(each)) for each in standings]
    names = dict.fromkeys(name for each in found for name in each)
    return {name: tuple(each.get(name, "") for each in found) for name in names}


def _shares_of(standing: Standing) -> Iterator[tuple[str, str]]:
    for finding in standing.assessment.findings:
        seen: dict[str, Observation] = {one.check: one for one in finding.observations}
        for check in finding.requirement.checks:
            if isinstance(check.form, Ratio) and check.slug in seen:
                yield f"{finding.requirement.path}/{check.slug}", seen[check.slug].value
