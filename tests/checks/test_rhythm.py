"""`recurs` and `each_period` where a date may mean several days, another date is asked, or a lag is long."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import ask, told
from vprs.dates import Period
from vprs.model import Lost

TOLD = "unknown ambiguous-date"
GAP = "no gap-too-long"


def minutes(*days: str) -> str:
    return "[" + ", ".join(f"{{kind: minute, body: board, date: {day}}}" for day in days) + "]"


def recurs(*days: str, every: str, window: str = "P12M", lost: int = 0, organisation: str = "") -> str:
    items = tuple(Lost(kind="minute", file="m.yaml", line=number) for number in range(1, lost + 1))
    form = f"recurs: {{kind: minute, every: {every}, window: {window}}}"
    return told(ask(form, minutes(*days), lost=items, organisation=organisation))


FROM_JANUARY = "{from: 2026-01-01, to: %s}"


@pytest.mark.parametrize(
    ("days", "every", "window", "answer"),
    [
        # a month at its worst: its first day decides how far it carries, its last whether it comes in time
        (("2026-03",), "P213D", "P12M", "yes"),
        (("2026-03",), "P212D", "P12M", TOLD),
        (("2026-04",), "P119D", FROM_JANUARY % "2026-06-30", "yes"),
        (("2026-04",), "P118D", FROM_JANUARY % "2026-06-30", TOLD),
        # a month may be the day of another record, and then carries it no further
        (("2026-04-01", "2026-04"), "P3M", FROM_JANUARY % "2026-07-01", "yes"),
        (("2026-04-01", "2026-04"), "P3M", FROM_JANUARY % "2026-07-02", TOLD),
        # a day reaches exactly to the next, and a month begins on the last day that is reached
        (("2026-03-01", "2026-08"), "P5M", "P12M", TOLD),
        (("2026-03-02", "2026-08"), "P5M", "P12M", GAP),
        (("2026-03-01", "2026-09"), "P5M", "P12M", GAP),
        (("2026-02-15", "2026-07"), "P5M", "P12M", TOLD),
        # a month that begins too late cannot be in time
        (("2026-05",), "P6M", "P12M", GAP),
        (("2026-04",), "P6M", "P12M", TOLD),
        # two months, one after the other
        (("2026-01", "2026-05"), "P5M", "P12M", "yes"),
        (("2026-02", "2026-06"), "P4M", "P12M", TOLD),
        (("2026-03", "2026-06"), "P4M", "P12M", GAP),
    ],
)  # fmt: skip
def test_a_date_that_may_mean_several_days_is_tried_at_its_worst_and_at_its_best(
    days: tuple[str, ...], every: str, window: str, answer: str
) -> None:
    assert recurs(*days, every=every, window=window) == answer


@pytest.mark.parametrize(
    ("days", "lost", "answer"),
    [
        ((), 1, GAP),
        ((), 2, "unknown unreadable"),
        (("2026-02-01",), 1, "unknown unreadable"),
        (("2026-02-02",), 1, GAP),
        (("2026-02-02",), 2, "unknown unreadable"),
        (("2026-02-01", "2026-06-01"), 1, "yes"),
    ],
)
def test_each_lost_item_may_fill_one_gap(days: tuple[str, ...], lost: int, answer: str) -> None:
    assert recurs(*days, every="P4M", lost=lost) == answer


def test_without_a_window_twelve_months_are_asked_and_nothing_before_them_counts() -> None:
    found = ask("recurs: {kind: minute, every: P6M}", minutes("2025-09-30", "2025-01-05", "2026-04-01"))
    assert (told(found), found.value) == ("yes", "longest gap 182 days")
    assert found.because.startswith("1 found from 1 October 2025 to 30 September 2026")


def test_an_organisation_formed_after_the_window_is_asked_nothing_yet() -> None:
    period = Period(date(2026, 4, 1), date(2026, 9, 30))
    for formed, answer in (("2026-10-01", "unknown not-yet-due"), ("2026-09-30", GAP)):
        form = "recurs: {kind: minute, every: P6M}"
        found = ask(form, "", as_of="2026-10-20", period=period, organisation=f"formed: {formed}")
        assert told(found) == answer


ACTION = "{id: %s, kind: action, raised_on: %s, closed_on: %s}"


def test_a_rhythm_of_another_date_is_told_by_that_date() -> None:
    records = f"[{ACTION % ('a', '2025-10-02', '2026-04-01')}, {ACTION % ('b', '2026-04-01', '2026-09-02')}]"
    assert told(ask("recurs: {kind: action, every: P6M, date: closed_on}", records)) == "yes"
    assert told(ask("recurs: {kind: action, every: P5M, date: closed_on}", records)) == GAP
    assert told(ask("recurs: {kind: action, every: P5M, date: raised_on}", records)) == GAP
    assert told(ask("recurs: {kind: action, every: P6M, date: raised_on}", records)) == "yes"


def test_each_period_of_another_date_is_told_by_that_date_even_where_a_record_names_its_period() -> None:
    each = "each_period: {kind: action, each: half-year%s}"
    records = f"[{ACTION % ('a', '2025-01-01', '2025-11-01')}, {ACTION % ('b', '2025-01-01', '2026-05-01')}]"
    assert told(ask(each % ", date: closed_on", records)) == "yes"
    assert told(ask(each % "", records)) == GAP
    report = (
        "{kind: report, report_type: annual, reported_on: 2026-05-01, period: {start: 2025-10-01, end: 2026-03-31}}"
    )
    last = "each_period: {kind: report, each: half-year, last: 1%s}"
    assert told(ask(last % ", date: reported_on", f"[{report}]")) == "yes"
    assert told(ask(last % "", f"[{report}]")) == GAP


def test_a_record_whose_period_has_only_an_end_is_the_one_for_where_it_is_placed() -> None:
    report = "{kind: report, report_type: annual, reported_on: 2026-05-01, period: {end: 2026-03-31}}"
    last = "each_period: {kind: report, each: half-year, last: 1%s}"
    assert told(ask(last % "", f"[{report}]")) == GAP
    assert told(ask(last % ", date: reported_on", f"[{report}]")) == "yes"


@pytest.mark.parametrize("lag", ["P56D", "P8W", "P120D", "P2M", "P1M25D"])
def test_a_long_lag_moves_the_periods_back_and_takes_none_away(lag: str) -> None:
    found = ask(f"each_period: {{kind: minute, each: month, lag: {lag}}}", minutes("2024-01-01"))
    assert found.value == "0 of 12"


def test_a_tolerance_of_months_lengthens_the_gap_by_months() -> None:
    form = "recurs: {kind: minute, every: P5M, tolerance: P1M}"
    assert told(ask(form, minutes("2026-04-01"))) == "yes"
    assert told(ask(form, minutes("2026-04-02"))) == GAP


def test_what_may_not_be_there_yet_may_fill_the_last_gap() -> None:
    form = "recurs: {kind: minute, every: P6M}"
    assert told(ask(form, minutes("2026-03-10", "2026-09"), as_of="2026-09-15")) == TOLD
    assert told(ask(form, minutes("2026-03-10"), as_of="2026-09-15")) == GAP
    assert told(ask(form, minutes("2026-03-15", "2026-09"), as_of="2026-09-15")) == "yes"


def test_a_record_that_does_not_say_is_no_beat_of_a_rhythm_and_one_that_lapsed_is() -> None:
    assert told(ask("recurs: {kind: minute, every: P6M, where: {decisions: x}}", minutes("2026-04-01"))) == GAP
    lapsed = "[{kind: assessment, assessment_type: tna, assessed_on: 2026-04-01, review_date: 2026-05-01}]"
    assert told(ask("recurs: {kind: assessment, every: P6M}", lapsed)) == "yes"
    assert told(ask("recurs: {kind: assessment, every: P6M, current: true}", lapsed)) == GAP


def test_where_there_is_none_no_gap_is_told_but_that_there_is_none() -> None:
    found = ask("recurs: {kind: minute, every: P12M}", "")
    assert (told(found), found.value) == (GAP, "0 found")
    assert found.because == (
        "0 found from 1 October 2025 to 30 September 2026, no gap longer than 12 months needed: minutes; there is none "
        "in these days."
    )
