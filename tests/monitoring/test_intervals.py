"""How often, in words: what is read, what is put back, and what is refused because it may mean two things."""

from __future__ import annotations

import pytest

from vprs.dates import Duration
from vprs.monitoring.intervals import CHOICES, Interval, read_interval

MONTH, QUARTER, HALF, YEAR = (Interval(each=each) for each in ("month", "quarter", "half-year", "financial-year"))


def gap(months: int = 0, days: int = 0) -> Interval:
    return Interval(gap=Duration(months, days))


@pytest.mark.parametrize(
    ("cell", "expected", "words"),
    [
        ("Daily", gap(days=1), "Daily"),
        ("every week", gap(days=7), "Weekly"),
        ("fortnightly", gap(days=14), "Every 2 weeks"),
        ("Every 45 days", gap(days=45), "Every 45 days"),
        ("MONTHLY.", MONTH, "Monthly"),
        ("every 1 month", MONTH, "Monthly"),
        ("every two months", gap(2), "Every 2 months"),
        ("Quarterly", QUARTER, "Quarterly"),
        ("on a quarterly basis", QUARTER, "Quarterly"),
        ("three-monthly", QUARTER, "Quarterly"),
        ("four times a year", QUARTER, "Quarterly"),
        ("Twice a year", HALF, "Twice a year"),
        ("six-monthly", HALF, "Twice a year"),
        ("Annual", YEAR, "Annually"),
        ("at least annually", gap(12), "At least every 12 months"),
        ("not less than annually", gap(12), "At least every 12 months"),
        ("Annually (minimum)", gap(12), "At least every 12 months"),
        ("as a minimum, once a year", gap(12), "At least every 12 months"),
        ("at least once every 12 months", gap(12), "At least every 12 months"),
        ("no less frequently than quarterly", gap(3), "At least every 3 months"),
        ("at least twice a year", gap(6), "At least every 6 months"),
        ("at least monthly", gap(1), "At least every month"),
        ("at least every 18 months", gap(18), "Every 18 months"),
        ("at least weekly", gap(days=7), "Weekly"),
        ("Every other month", gap(2), "Every 2 months"),
        ("every second year", gap(24), "Every 2 years"),
        ("alternate weeks", gap(days=14), "Every 2 weeks"),
        ("every 12 months", YEAR, "Annually"),
        ("18 monthly", gap(18), "Every 18 months"),
        ("every two years", gap(24), "Every 2 years"),
        ("Every three years", gap(36), "Every 3 years"),
        ("3 yearly", gap(36), "Every 3 years"),
        ("every 10 years", gap(120), "Every 10 years"),
        ("at least every 12 months", gap(12), "At least every 12 months"),
        ("at least every three months", gap(3), "At least every 3 months"),
        ("As required", Interval(), "As required"),
        ("as and when required", Interval(), "As required"),
        ("Ad-hoc", Interval(), "As required"),
    ],
)
def test_a_frequency_is_read_and_put_back_as_the_same(cell: str, expected: Interval, words: str) -> None:
    assert read_interval(cell) == expected
    assert expected.words == words
    assert read_interval(words) == expected


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("bi-monthly", "may mean twice a month or every two months."),
        ("Biannually", "may mean twice a year or every two years."),
        ("biweekly", "may mean twice a week or every two weeks."),
        ("ongoing", "says no interval, so nobody can tell when it is late."),
        ("on a regular basis", "says no interval, so nobody can tell when it is late."),
        ("every 0 days", "is not a time between 1 day and 10 years."),
        ("every 11 years", "is not a time between 1 day and 10 years."),
        ("now and then", "is no frequency that can be checked."),
        ("when", "is no frequency that can be checked."),
        ("three times a year", "is no frequency that can be checked."),
        ("every -1 months", "is no frequency that can be checked."),
        ("every \u2013 2 years", "is no frequency that can be checked."),
        ("every 3 - 6 months", "is no frequency that can be checked."),
        ("every other quarter", "is no frequency that can be checked."),
        ("at least sometimes", "is no frequency that can be checked."),
        ("at least biannually", "may mean twice a year or every two years."),
        ("Bi-annually", "may mean twice a year or every two years."),
    ],
)
def test_what_is_no_frequency_is_refused_with_the_choices(cell: str, said: str) -> None:
    assert read_interval(cell) == (f"'{cell}' {said}", f"Write {CHOICES}.")


def test_a_slip_of_the_pen_is_offered_the_nearest() -> None:
    assert read_interval("Quartely") == ("'Quartely' is no frequency that can be checked.", "Did you mean 'quarterly'?")


@pytest.mark.parametrize("cell", ["April", "each May", "Annually in June"])
def test_a_month_says_when_and_not_how_often(cell: str) -> None:
    said = f"'{cell}' names a month, not how often."
    assert read_interval(cell) == (said, f"Write annually if it is once a year, or {CHOICES}.")


@pytest.mark.parametrize("cell", ["Monthly and quarterly", "Monthly / quarterly", "monthly, quarterly"])
def test_two_frequencies_in_one_cell_are_two_rows(cell: str) -> None:
    assert read_interval(cell) == (
        f"'{cell}' names several frequencies: monthly, quarterly.",
        "Make a row of its own for each, and end what it says under 'what' with how often, so that the rows differ.",
    )
