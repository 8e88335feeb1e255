"""Dates as intervals, calendar arithmetic from the anchor, windows and whole periods, at their edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.dates import (
    Duration,
    Period,
    Span,
    add,
    after,
    day,
    not_before,
    parse_duration,
    parse_span,
    rolling,
    same,
    shift,
    whole_periods,
    year_holding,
)

D = date.fromisoformat


def span(text: str) -> Span:
    found = parse_span(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-10-31", "2027-10-31", "2027-10-31"),
        ("2027-10", "2027-10-01", "2027-10-31"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2027", "2027-01-01", "2027-12-31"),
        (" 2027-10-31 ", "2027-10-31", "2027-10-31"),
        ("2027-10-31 14:05", "2027-10-31", "2027-10-31"),
        ("2027-10-31T14:05:59", "2027-10-31", "2027-10-31"),
        ("2027-10-31T14:05:59.123Z", "2027-10-31", "2027-10-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_is_the_days_that_it_may_mean(text: str, first: str, last: str) -> None:
    assert span(text) == Span(D(first), D(last))


@pytest.mark.parametrize(
    "text",
    [
        "", "Aug 24", "2027-13", "2027-00", "2027-10-00", "2027-02-29", "2027-10-32", "0000", "27-10-31", "2027/10/31",
        "31/10/2027", "2027-1-1", "2027-10-31x", "x2027-10-31", "2027-10-31 14", "14:05",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("31/10/2027", "2027-10-31"),
        ("1/2/2027", "2027-02-01"),
        ("01.02.2027", "2027-02-01"),
        ("31/10/2027 14:05", "2027-10-31"),
        ("2027-10-31", "2027-10-31"),
        ("29/02/2028", "2028-02-29"),
    ],
)
def test_a_british_date_names_the_day_first(text: str, first: str) -> None:
    assert parse_span(text, day_first=True) == day(D(first))


@pytest.mark.parametrize("text", ["29/02/2027", "31/13/2027", "0/10/2027", "10/0/2027", "31-10-2027", "31/10/27"])
def test_a_british_date_that_does_not_exist_is_none(text: str) -> None:
    assert parse_span(text, day_first=True) is None


@pytest.mark.parametrize("text", ["2027-10-31", "2027-10", "2027-02", "2027", "2024-02-29"])
def test_a_date_is_written_as_it_was_given(text: str) -> None:
    assert str(span(text)) == text


def test_a_span_over_two_years_is_written_by_its_first() -> None:
    assert str(Span(D("2026-05-01"), D("2027-05-31"))) == "2026"
    assert Span(D("2026-05-01"), D("2026-05-02")).exact is False
    assert day(D("2026-05-01")).exact is True


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [("P6M", 6, 0), ("P1Y", 12, 0), ("P1Y6M", 18, 0), ("P30D", 0, 30), ("P2W", 0, 14), ("P1Y2M3W4D", 14, 25),
     (" P6M ", 6, 0), ("P1000Y", 12_000, 0), ("P366000D", 0, 366_000), ("P52285W", 0, 365_995), ("P0D", 0, 0)],
)  # fmt: skip
def test_a_duration_is_whole_months_and_days(text: str, months: int, days: int) -> None:
    assert parse_duration(text) == Duration(months, days)


@pytest.mark.parametrize(
    "text", ["", "P", "6M", "P6", "PT6H", "P1.5Y", "P-1M", "P1000Y1M", "P366001D", "P52286W", "P52285W6D", "p6m"]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("duration", "text", "words"),
    [
        (Duration(6, 0), "P6M", "6 months"),
        (Duration(1, 0), "P1M", "1 month"),
        (Duration(12, 0), "P1Y", "12 months"),
        (Duration(18, 0), "P1Y6M", "18 months"),
        (Duration(0, 30), "P30D", "30 days"),
        (Duration(0, 1), "P1D", "1 day"),
        (Duration(14, 3), "P1Y2M3D", "14 months and 3 days"),
        (Duration(), "P0D", "0 days"),
    ],
)
def test_a_duration_is_told_in_months_and_days(duration: Duration, text: str, words: str) -> None:
    assert str(duration) == text
    assert duration.words == words


@pytest.mark.parametrize(
    ("start", "duration", "times", "end"),
    [
        ("2024-02-29", Duration(12, 0), 1, "2025-02-28"),
        ("2024-02-29", Duration(12, 0), 4, "2028-02-29"),
        ("2024-02-29", Duration(48, 0), 1, "2028-02-29"),
        ("2025-08-31", Duration(6, 0), 1, "2026-02-28"),
        ("2025-08-31", Duration(6, 0), 2, "2026-08-31"),
        ("2026-01-31", Duration(1, 1), 1, "2026-03-01"),
        ("2026-12-31", Duration(0, 1), 1, "2027-01-01"),
        ("2026-01-31", Duration(0, 10), 3, "2026-03-02"),
        ("2026-01-31", Duration(0, 10), -3, "2026-01-01"),
        ("2026-12-15", Duration(1, 0), 1, "2027-01-15"),
        ("2026-01-15", Duration(1, 0), -1, "2025-12-15"),
        ("2026-03-31", Duration(1, 0), -1, "2026-02-28"),
        ("9999-12-31", Duration(0, 1), 1, "9999-12-31"),
        ("0001-01-01", Duration(0, 1), -1, "0001-01-01"),
        ("9999-12-15", Duration(1, 0), 1, "9999-12-31"),
        ("0001-01-15", Duration(1, 0), -1, "0001-01-01"),
        ("9999-11-15", Duration(1, 0), 1, "9999-12-15"),
        ("0001-02-15", Duration(1, 0), -1, "0001-01-15"),
    ],
)
def test_time_is_added_by_calendar_from_the_anchor(start: str, duration: Duration, times: int, end: str) -> None:
    assert add(D(start), duration, times) == D(end)


def test_both_ends_of_a_date_move() -> None:
    assert shift(span("2026-08"), Duration(6, 0)) == Span(D("2027-02-01"), D("2027-02-28"))


@pytest.mark.parametrize(
    ("end", "duration", "start"),
    [
        ("2026-09-30", Duration(6, 0), "2026-04-01"),
        ("2026-09-30", Duration(12, 0), "2025-10-01"),
        ("2026-09-29", Duration(6, 0), "2026-03-30"),
        ("2026-08-31", Duration(6, 0), "2026-03-01"),
        ("2024-02-29", Duration(12, 0), "2023-03-01"),
        ("2025-02-28", Duration(12, 0), "2024-03-01"),
        ("2025-02-28", Duration(0, 30), "2025-01-30"),
        ("2026-09-30", Duration(0, 1), "2026-09-30"),
        ("2026-09-30", Duration(1, 1), "2026-08-30"),
        ("2026-12-31", Duration(3, 0), "2026-10-01"),
        ("2026-01-31", Duration(1, 0), "2026-01-01"),
    ],
)
def test_a_rolling_window_starts_the_day_after_its_anchor(end: str, duration: Duration, start: str) -> None:
    assert rolling(D(end), duration) == Period(D(start), D(end))


@pytest.mark.parametrize(
    ("moment", "year_start", "start", "end"),
    [
        ("2026-04-01", (4, 1), "2026-04-01", "2027-03-31"),
        ("2026-03-31", (4, 1), "2025-04-01", "2026-03-31"),
        ("2026-12-31", (1, 1), "2026-01-01", "2026-12-31"),
        ("2026-01-01", (1, 1), "2026-01-01", "2026-12-31"),
        ("2024-02-29", (2, 29), "2024-02-29", "2025-02-27"),
        ("2025-02-28", (2, 29), "2025-02-28", "2026-02-27"),
        ("2025-02-27", (2, 29), "2024-02-29", "2025-02-27"),
        ("2026-10-15", (10, 15), "2026-10-15", "2027-10-14"),
        ("2026-10-14", (10, 15), "2025-10-15", "2026-10-14"),
    ],
)
def test_a_day_lies_in_one_financial_year(moment: str, year_start: tuple[int, int], start: str, end: str) -> None:
    assert year_holding(D(moment), year_start) == Period(D(start), D(end))


@pytest.mark.parametrize(
    ("each", "ended_by", "last", "periods"),
    [
        ("half-year", "2026-09-30", 2, ["2025-10-01 to 2026-03-31", "2026-04-01 to 2026-09-30"]),
        ("half-year", "2026-09-29", 2, ["2025-04-01 to 2025-09-30", "2025-10-01 to 2026-03-31"]),
        ("quarter", "2026-06-30", 1, ["2026-04-01 to 2026-06-30"]),
        ("quarter", "2026-06-29", 1, ["2026-01-01 to 2026-03-31"]),
        ("month", "2024-02-29", 1, ["2024-02-01 to 2024-02-29"]),
        ("month", "2024-02-28", 1, ["2024-01-01 to 2024-01-31"]),
        ("financial-year", "2026-03-31", 2, ["2024-04-01 to 2025-03-31", "2025-04-01 to 2026-03-31"]),
        ("financial-year", "2026-03-30", 1, ["2024-04-01 to 2025-03-31"]),
        (
            "month",
            "2026-04-30",
            3,
            ["2026-02-01 to 2026-02-28", "2026-03-01 to 2026-03-31", "2026-04-01 to 2026-04-30"],
        ),
        ("month", "2026-09-30", 0, []),
    ],
)
def test_the_last_whole_periods(each: str, ended_by: str, last: int, periods: list[str]) -> None:
    assert [str(one) for one in whole_periods(each, (4, 1), ended_by=D(ended_by), last=last)] == periods


@pytest.mark.parametrize(
    ("left", "right", "not_earlier", "later", "equal"),
    [
        ("2026-05-02", "2026-05-01", True, True, False),
        ("2026-05-01", "2026-05-01", True, False, True),
        ("2026-04-30", "2026-05-01", False, False, False),
        ("2026-05", "2026-05-01", True, None, None),
        ("2026-05", "2026-05-31", None, False, None),
        ("2026-05", "2026-05-15", None, None, None),
        ("2026-05", "2026-04-30", True, True, False),
        ("2026-05", "2026-06-01", False, False, False),
        ("2026-05-01", "2026-05", None, False, None),
        ("2026-05-31", "2026-05", True, None, None),
        ("2026-06-01", "2026-05", True, True, False),
        ("2026-05", "2026-05", None, None, None),
        ("2026", "2026-12-31", None, False, None),
        ("2026", "2027", False, False, False),
    ],
)
def test_dates_are_compared_over_all_days_that_they_may_mean(
    left: str, right: str, not_earlier: bool | None, later: bool | None, equal: bool | None
) -> None:
    one, other = span(left), span(right)
    assert (not_before(one, other), after(one, other), same(one, other)) == (not_earlier, later, equal)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-04-01", True), ("2026-09-30", True), ("2026-03-31", False), ("2026-10-01", False), ("2026-04", True),
        ("2026-09", True), ("2026-03", False), ("2026-10", False), ("2026", None), ("2025", False), ("2027", False),
    ],
)  # fmt: skip
def test_a_period_holds_both_its_ends(text: str, inside: bool | None) -> None:
    assert Period(D("2026-04-01"), D("2026-09-30")).contains(span(text)) is inside


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-04-15", "2026-09-30"),
        ("2026-04-01", "2026-04-15"),
        ("2026-04-30", "2026-09-30"),  # only its last day
        ("2026-01-01", "2026-04-01"),  # only its first
    ],
)
def test_a_month_that_a_period_ends_in_may_lie_in_it(start: str, end: str) -> None:
    assert Period(D(start), D(end)).contains(span("2026-04")) is None


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
SPANS = st.builds(lambda first, days: Span(first, first + timedelta(days=days)), DAYS, st.integers(0, 40))


@given(SPANS, SPANS)
def test_a_comparison_is_known_where_all_days_give_the_same(one: Span, other: Span) -> None:
    def every(test: object) -> set[bool]:
        ends = [(a, b) for a in (one.first, one.last) for b in (other.first, other.last)]
        return {test(a, b) for a, b in ends}  # type: ignore[operator]

    for found, answers in (
        (not_before(one, other), every(lambda a, b: a >= b)),
        (after(one, other), every(lambda a, b: a > b)),
    ):
        assert found is (answers.pop() if len(answers) == 1 else None)


@given(DAYS, st.integers(1, 60))
def test_a_window_and_the_time_from_its_anchor_meet(end: date, months: int) -> None:
    window = rolling(end, Duration(months, 0))
    anchor = window.start - timedelta(days=1)
    assert add(anchor, Duration(months, 0)) <= end
    assert window.start <= end
