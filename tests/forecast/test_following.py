"""An answer that is kept from the day before is the one that asking again would give, for every form."""

from __future__ import annotations

import random
from datetime import date

import pytest

from tests.checks.asking import OPEN, check_of, organisation_of, records_of
from tests.forecast.trusting import asked_anew, days_from, half_year, heard, pack_of
from tests.properties.casting import FORMS, case
from tests.properties.observing import check, workspace
from vprs.forecast.following import follow
from vprs.model import Lost, Workspace

FIRST_DAYS = (date(2025, 9, 15), date(2026, 3, 20), date(2026, 8, 25))
EACH, LENGTH = 16, 220


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_kept_from_the_day_before_is_the_one_that_asking_again_gives(form: str) -> None:
    turned = 0
    for seed in range(EACH):
        made = case(random.Random(f"{form} forecast {seed}").choice, form)
        lost = (Lost(kind=made.kinds[0], file="lost.yaml", line=1, many=seed % 10 == 0),) if seed % 5 == 0 else ()
        asked, own = workspace(made, made.records, lost), check(made)
        days = days_from(FIRST_DAYS[seed % 3], LENGTH)
        kept = follow(pack_of(own), asked, days, half_year)
        before = None
        for day, anew in zip(kept, asked_anew(own, asked, days), strict=True):
            (found,) = day.answered.observed["p/plan/x"]
            assert heard(found) == heard(anew), f"{form} {seed} on {day.on}: {found.because} | {anew.because}"
            turned += before is not None and heard(anew) != before
            before = heard(anew)
    assert turned, "no drawn answer ever turned, so nothing was tested"


def test_a_register_that_counts_the_records_there_are_needs_those_of_other_words_too() -> None:
    own = check_of("none: {kind: incident, where: {category: physical}, window: P12M}")
    register = (
        "{id: reg, kind: register, register_type: incidents, covers_kind: incident, as_at: 2026-12-31, complete: true,"
        " declared_by: lsms, period: {start: 2025-01-01, end: 2026-12-31}, count: 2}"
    )
    rows = ", ".join(
        f"{{id: i{n}, kind: incident, category: verbal, occurred_on: {day}}}"
        for n, day in enumerate(("2026-01-05", "2026-12-20"))
    )
    asked = Workspace(organisation=OPEN, records=records_of(f"[{register}, {rows}]"))
    days = days_from(date(2026, 12, 25), 10)
    kept = [day.answered.observed["p/plan/x"][0] for day in follow(pack_of(own), asked, days, half_year)]
    assert [heard(each) for each in kept] == [heard(each) for each in asked_anew(own, asked, days)]
    assert len({each.answer for each in kept}) == 2


@pytest.mark.parametrize("ended", ["2026-03-31", "2026-08-31", "2026-12-31", "2027-06-30"])
@pytest.mark.parametrize(
    "form",
    [
        "recurs: {kind: minute, where: {body: old}, every: P3M}",
        "each_period: {kind: minute, where: {body: old}, each: quarter, last: 2}",
    ],
)
def test_a_body_that_ends_is_followed_day_by_day(form: str, ended: str) -> None:
    own = check_of(form)
    held = ", ".join(f"{{kind: minute, body: old, date: {day}}}" for day in ("2026-01-10", "2026-04-02", "2026-06-28"))
    organisation = organisation_of(f"bodies: [{{id: old, to: {ended}}}]")
    asked = Workspace(organisation=organisation, records=records_of(f"[{held}]"))
    days = days_from(date(2026, 6, 1), 800)
    kept = [day.answered.observed["p/plan/x"][0] for day in follow(pack_of(own), asked, days, half_year)]
    assert [heard(each) for each in kept] == [heard(each) for each in asked_anew(own, asked, days)]
    assert kept[-1].answer == "not-applicable"
