"""How often, in the words of a monitoring table: as a calendar period, as a longest gap, or as required.

Takes the text of a cell, gives an `Interval` or what is wrong with it, and puts an interval back into words that read
as the same one. What may mean two things is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vprs.dates import MONTHS_IN, Duration
from vprs.problem import nearest

Wrong = tuple[str, str]  # what is wrong, and what to do

CHOICES = "weekly, monthly, quarterly, twice a year, annually, every 3 years or as required"
LONGEST_YEARS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """One of: `each` a calendar period of `MONTHS_IN`; `gap` the longest time between two; neither: as required."""

    each: str = ""
    gap: Duration | None = None

    @property
    def as_required(self) -> bool:
        return not self.each and self.gap is None

    @property
    def words(self) -> str:
        """As a cell says it; `read_interval` reads it back as the same."""
        if self.each:
            return _EACH_WORDS[self.each]
        if self.gap is None:
            return "As required"
        return _GAP_WORDS.get(self.gap) or _every(self.gap)


def read_interval(cell: str) -> Interval | Wrong:
    """What a cell of one line says."""
    plain = _plain(cell)
    bare = _LEAST.sub(" ", plain)
    found = _read(cell, " ".join(_FILLING.sub(" ", bare).split()))
    if bare != plain and isinstance(found, Interval) and found.each:
        return Interval(gap=Duration(MONTHS_IN[found.each], 0))  # at least: so long a gap, wherever the period begins
    return found


def _read(cell: str, said: str) -> Interval | Wrong:
    """said: the cell without what only goes with a frequency."""
    if said in _UNCLEAR:
        return f"'{cell}' {_UNCLEAR[said]}", f"Write {CHOICES}."
    if said in _KNOWN:
        return _KNOWN[said]
    if _AS_REQUIRED.fullmatch(said):
        return Interval()
    counted = _COUNTED.fullmatch(said)
    if counted is not None and not _MINUS.search(cell):
        number, unit = int(counted["number"] or counted["times"]), counted["unit"] or _UNITS[counted["ly"]]
        each = _PERIODS.get(number * {"month": 1, "year": 12}.get(unit, 0))
        return Interval(each=each) if each else _gap(number, unit, cell)
    return _no_frequency(cell, said)


def _no_frequency(cell: str, said: str) -> Wrong:
    held = {_KNOWN[word].words.lower() for word in said.split() if word in _KNOWN}
    if len(held) > 1:
        return f"'{cell[:60]}' names several frequencies: {', '.join(sorted(held))}.", _APART
    if _MONTH.search(said):
        return f"'{cell[:60]}' names a month, not how often.", f"Write annually if it is once a year, or {CHOICES}."
    return f"'{cell[:60]}' is no frequency that can be checked.", _nearest(said) or f"Write {CHOICES}."


def _nearest(said: str) -> str:
    """A slip of the pen: of as many words, from the same letter. What holds a figure is nearest to another figure."""
    if re.search(r"\d", said):
        return ""
    alike = (word for word in _KNOWN if word[0] == said[:1] and len(word.split()) == len(said.split()))
    return nearest(said, (word for word in alike if not re.search(r"\d", word)))


def _gap(number: int, unit: str, cell: str) -> Interval | Wrong:
    gap = {
        "day": Duration(0, number),
        "week": Duration(0, 7 * number),
        "month": Duration(number, 0),
        "year": Duration(12 * number, 0),
    }[unit]
    if not number or gap.months > 12 * LONGEST_YEARS or gap.days > 366 * LONGEST_YEARS:
        return f"'{cell}' is not a time between 1 day and {LONGEST_YEARS} years.", f"Write {CHOICES}."
    return Interval(gap=gap)


def _every(gap: Duration) -> str:
    """A gap that is as long as a calendar period says `at least`, so that it is not taken for the period."""
    if gap.days:
        number, unit = (gap.days // 7, "week") if gap.days % 7 == 0 else (gap.days, "day")
    else:
        number, unit = (gap.months // 12, "year") if gap.months % 12 == 0 and gap.months > 12 else (gap.months, "month")
    begins = "At least every" if unit == "month" and gap.months in _PERIODS else "Every"
    return f"{begins} {unit}" if number == 1 else f"{begins} {number} {unit}s"


def _plain(cell: str) -> str:
    """Small letters, figures for number words, no hyphens, brackets and full stop."""
    words = re.sub(r"[-\u2010-\u2014_/(),]+", " ", cell.casefold()).strip(" .;:").split()
    return _OTHER.sub(r"every 2 \1s", " ".join(_NUMBERS.get(word, word) for word in words))


_NUMBERS = {
    **{word: str(n) for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)},
    "one": "1",
}
_PERIODS = {months: each for each, months in MONTHS_IN.items()}
_EACH_WORDS = {"month": "Monthly", "quarter": "Quarterly", "half-year": "Twice a year", "financial-year": "Annually"}
_GAP_WORDS = {Duration(0, 1): "Daily", Duration(0, 7): "Weekly"}
_UNITS = {"weekly": "week", "monthly": "month", "yearly": "year"}
_LEAST = re.compile(
    r"\b(at least|not? less (often |frequently )?than|(as|at) an? minimum( of)?|at minimum|(a )?minimum( of)?)\b"
)
_OTHER = re.compile(r"\b(?:every (?:other|second)|alternate) (day|week|month|year)s?\b")
_MINUS = re.compile(r"(?:^|\s)[-\u2010-\u2014]\s*\d")
_MONTH = re.compile(r"\b(january|february|march|april|june|july|august|september|october|november|december)\b|\bmay$")
_APART = "Make a row of its own for each, and end what it says under 'what' with how often, so that the rows differ."
_COUNTED = re.compile(
    r"(?:once )?every (?P<number>\d{1,4}) (?P<unit>day|week|month|year)s?"
    r"|(?P<times>\d{1,4}) (?P<ly>weekly|monthly|yearly)"
)
_FILLING = re.compile(r"\b(on an?|basis|carried out|undertaken|reported|thereafter)\b")
_AS_REQUIRED = re.compile(
    r"(as and when|as|when|if|where)( and when)? (required|needed|necessary|appropriate|requested)|as and when|ad hoc"
    r"|on request|as it arises|as they arise|by exception"
)
_SPELLINGS: Mapping[str, tuple[Interval, str]] = {
    "day": (Interval(gap=Duration(0, 1)), "daily|every day|each day|once a day"),
    "week": (Interval(gap=Duration(0, 7)), "weekly|every week|each week|once a week"),
    "fortnight": (Interval(gap=Duration(0, 14)), "fortnightly|every fortnight|once a fortnight"),
    "month": (
        Interval(each="month"),
        "monthly|every month|each month|once a month|12 times a year|every calendar month",
    ),
    "quarter": (
        Interval(each="quarter"),
        "quarterly|every quarter|each quarter|once a quarter|4 times a year|4 times per year",
    ),
    "half": (
        Interval(each="half-year"),
        "twice a year|twice yearly|twice per year|half yearly|every half year|each half year|2 times a year"
        "|semi annually|twice annually",
    ),
    "year": (
        Interval(each="financial-year"),
        "annually|annual|yearly|once a year|every year|each year|once per year|per annum|once per annum"
        "|each financial year|every financial year",
    ),
    "2": (Interval(gap=Duration(24, 0)), "biennially|biennial"),
    "3": (Interval(gap=Duration(36, 0)), "triennially|triennial"),
}
_KNOWN = {word: interval for interval, words in _SPELLINGS.values() for word in words.split("|")}
_UNCLEAR = {
    **dict.fromkeys(("bimonthly", "bi monthly"), "may mean twice a month or every two months."),
    **dict.fromkeys(("biweekly", "bi weekly"), "may mean twice a week or every two weeks."),
    **dict.fromkeys(
        ("biannual", "biannually", "bi annual", "bi annually"), "may mean twice a year or every two years."
    ),
    **dict.fromkeys(
        ("ongoing", "continuous", "continuously", "continual", "regular", "regularly", "periodically", "routinely"),
        "says no interval, so nobody can tell when it is late.",
    ),
}
