"""The worked example assessed as a whole on every day: what changes, and when, is what the forecast says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.northmoor import judging
from tests.properties.northmoor import thinned
from vprs.assess import assess
from vprs.forecast.forecasting import forecast
from vprs.forecast.outlook import Forecast
from vprs.model import Assessment, Workspace

AS_OF = judging.AS_OF


def every_day(what: Workspace, until: date) -> list[Assessment]:
    number = (until - AS_OF).days + 1
    return [assess(judging.packs(), what, as_of=AS_OF + timedelta(days=each)) for each in range(number)]


def turned(days: list[Assessment]) -> Iterator[str]:
    for before, after in pairwise(days):
        for old, new in zip(before.findings, after.findings, strict=True):
            was, now = (old.outcome, old.floor, old.ceiling), (new.outcome, new.floor, new.ceiling)
            answers = zip(old.observations, new.observations, strict=True)
            checks = [f"{o.check} {o.answer}>{n.answer} {n.value}" for o, n in answers if o.answer is not n.answer]
            if was != now or checks:
                yield f"{after.as_of} {new.requirement.path} {' '.join(was)} > {' '.join(now)}: {', '.join(checks)}"


def foretold(found: Forecast) -> Iterator[str]:
    for each in found.changes:
        was, now = ((one.outcome, one.floor, one.ceiling) for one in (each.before, each.after))
        checks = ", ".join(f"{turn.check} {turn.before}>{turn.after} {turn.value}" for turn in each.turns)
        yield f"{each.on} {each.requirement.path} {' '.join(was)} > {' '.join(now)}: {checks}"


def opinions(days: list[Assessment]) -> list[tuple[date, str, str]]:
    return [
        (after.as_of, old.level, new.level)
        for before, after in pairwise(days)
        for old, new in zip(before.opinions, after.opinions, strict=True)
        if old.level != new.level
    ]


@pytest.mark.parametrize(
    ("what", "until"), [(thinned, date(2027, 3, 31)), (judging.workspace, date(2026, 10, 26))], ids=["thinned", "whole"]
)
def test_the_forecast_names_the_days_that_assessing_every_day_finds(what: object, until: date) -> None:
    workspace = what()  # type: ignore[operator]
    found = forecast(judging.packs(), workspace, as_of=AS_OF, until=until)
    days = every_day(workspace, until)
    assert sorted(foretold(found)) == sorted(turned(days))
    assert [(each.on, each.before, each.after) for each in found.opinions] == opinions(days)
    assert found.changes
