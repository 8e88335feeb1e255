"""Which quarter and which year a report is of: by year_start, the last that is over, or the one that is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.dates import Period
from vprs.periodic import last_over, quarter_named, year_named
from vprs.problem import InvalidInput

APRIL, JANUARY, DECEMBER = (4, 1), (1, 1), (12, 1)
FAR = date(2199, 12, 31)


@pytest.mark.parametrize(
    ("as_of", "name", "start", "end"),
    [
        (date(2026, 9, 29), "Quarter 1 of 2026/27", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), "Quarter 2 of 2026/27", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), "Quarter 2 of 2026/27", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 3, 31), "Quarter 4 of 2025/26", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), "Quarter 4 of 2025/26", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_the_last_quarter_counts_from_its_own_last_day(as_of: date, name: str, start: date, end: date) -> None:
    found = last_over("quarter", APRIL, as_of)
    assert (found.name, found.period) == (name, Period(start, end))


@pytest.mark.parametrize(
    ("as_of", "year"), [(date(2026, 3, 30), "2024/25"), (date(2026, 3, 31), "2025/26"), (date(2026, 4, 1), "2025/26")]
)
def test_the_last_year_counts_from_its_own_last_day(as_of: date, year: str) -> None:
    assert last_over("financial-year", APRIL, as_of).name == year


def test_the_second_quarter_is_that_of_the_financial_year_not_of_the_calendar() -> None:
    for text in ("2026-Q2", "2026-q2", "2026 Q2", "2026/27-Q2", "2026/2027-Q2", " 2026Q2 "):
        assert quarter_named(text, APRIL, FAR).period == Period(date(2026, 7, 1), date(2026, 9, 30)), text
    assert quarter_named("2026-Q2", JANUARY, FAR).period == Period(date(2026, 4, 1), date(2026, 6, 30))


def test_a_year_of_the_calendar_is_named_by_one_year() -> None:
    assert year_named("2025", JANUARY, FAR).period == Period(date(2025, 1, 1), date(2025, 12, 31))
    assert last_over("quarter", JANUARY, date(2026, 3, 31)).slug == "2026-q1"


def test_a_quarter_that_ends_in_february_has_its_leap_day() -> None:
    assert quarter_named("2027-Q1", DECEMBER, FAR).period == Period(date(2027, 12, 1), date(2028, 2, 29))
    assert quarter_named("2026-Q1", DECEMBER, FAR).period == Period(date(2026, 12, 1), date(2027, 2, 28))


def said(call: object, *arguments: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        call(*arguments)  # type: ignore[operator]
    return str(caught.value)


def test_a_quarter_is_refused_until_its_last_day() -> None:
    assert quarter_named("2026-Q2", APRIL, date(2026, 9, 30)).number == 2
    assert said(quarter_named, "2026-Q2", APRIL, date(2026, 9, 29)) == (
        "--quarter: Quarter 2 of 2026/27 (1 July 2026 to 30 September 2026) is not over on 29 September 2026, the day "
        "of judgement. Choose an earlier one, or a later --as-of."
    )


@pytest.mark.parametrize(
    "text", ["", "Q2", "2026", "2026-Q5", "2026-Q0", "2026-07", "26-Q2", "2026-Q2x", "\u0662026-Q2"]
)
def test_what_is_no_quarter_is_refused_with_what_to_write(text: str) -> None:
    assert said(quarter_named, text, APRIL, FAR).endswith(
        "Write 2026-Q2 or 2026/27-Q2: the second quarter of the financial year that starts in 2026."
    )


@pytest.mark.parametrize(
    ("text", "year_start", "hint"),
    [
        ("2025", APRIL, "the one from 1 April 2025 is 2025/26. Write 2025/26."),
        ("2025/27", APRIL, "Write 2025/26."),
        ("2025/2126", APRIL, "Write 2025/26."),
        ("2025/26", JANUARY, "the one from 1 January 2025 is 2025. Write 2025."),
        ("25/26", APRIL, "Write 2025/26."),
        ("0000/01", APRIL, "Write 2025/26."),
        ("last", APRIL, "Write 2025/26."),
    ],
)
def test_what_is_no_year_of_the_organisation_is_refused(text: str, year_start: tuple[int, int], hint: str) -> None:
    assert said(year_named, text, year_start, FAR).endswith(hint)


def test_the_year_at_the_turn_of_a_century_is_written_with_two_digits() -> None:
    assert year_named("1999/00", APRIL, FAR).period.end == date(2000, 3, 31)
    assert year_named("1999/2000", APRIL, FAR).name == "1999/00"


LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
STARTS = [(month, day) for month, last in enumerate(LAST_DAYS, 1) for day in (1, 6, 28, 29, last)]


@given(st.sampled_from(STARTS), st.dates(date(2023, 1, 1), date(2029, 12, 31)))
def test_the_last_quarter_is_over_and_the_next_is_not(year_start: tuple[int, int], as_of: date) -> None:
    found = last_over("quarter", year_start, as_of)
    assert found.period.end <= as_of
    assert 1 <= found.number <= 4
    assert last_over("quarter", year_start, found.period.end - timedelta(days=1)).period.end < found.period.end


@given(st.sampled_from([each for each in STARTS if each != (2, 29)]), st.dates(date(2023, 1, 1), date(2029, 12, 31)))
def test_a_quarter_that_was_found_can_be_named(year_start: tuple[int, int], as_of: date) -> None:
    found = last_over("quarter", year_start, as_of)
    assert quarter_named(f"{found.year}-Q{found.number}", year_start, as_of) == found
