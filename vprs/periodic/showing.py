"""Which figures of indicators may be shown beside the tables of incidents, and as what.

Takes indicators and the analyses whose tables stand in the same paper, gives texts. A count of the register is shown
only where every row that it asks about is shown in its table: then incidents could be moved among the hidden rows and
the count would be the same, so that it says nothing of them (docs/decisions/0036-quarterly-and-annual-reports.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from vprs.checks.words import fold
from vprs.dates import Period
from vprs.evidence.suppression import is_small, small_hidden
from vprs.incidents import IncidentAnalysis, Split
from vprs.incidents.survey import is_percent
from vprs.model import Clause, Record, Selector
from vprs.periodic.figures import Figure, Indicator, Source

HIDDEN = "hidden"
Sets = list[frozenset[str]]
Shown = Mapping[tuple[str, Period], str]  # as `texts` gives it

# The fields that a table splits by, and that table: a count that asks for anything else beside it is not shown.
TABLES: Mapping[str, str] = {
    "category": "by_category",
    "injury": "injury",
    "clinical_factor": "clinical_factor",
    "staff_group": "by_staff_group",
}
YES_NO = {True: "yes", False: "no"}


def texts(found: Iterable[Indicator], analyses: Iterable[IncidentAnalysis]) -> dict[tuple[str, Period], str]:
    """(path of the requirement and check, period) -> the figure as it may be shown; where there is none, nothing.

    One after the other: what is shown already counts as known.
    """
    by_period = {each.found.period: each for each in analyses}
    seen: dict[Period, Sets] = {}
    shown: dict[tuple[str, Period], str] = {}
    for source, path in _sources(found):
        for figure in (source.then, source.now):
            if figure.value is None:
                continue
            sets = seen.setdefault(figure.period, [])
            if not source.by_register:
                shown[path, figure.period] = metric_text(figure)
            elif may_be_shown(source, figure, by_period.get(figure.period), sets):
                sets.append(_ids(figure.records))
                shown[path, figure.period] = f"{figure.value.numerator:,}"
            else:
                shown[path, figure.period] = HIDDEN
    return shown


def key_of(indicator: Indicator, source: Source) -> str:
    return f"{indicator.requirement.path}#{source.check.slug}"


def _sources(found: Iterable[Indicator]) -> Iterator[tuple[Source, str]]:
    for indicator in found:
        for source in indicator.sources:
            yield source, key_of(indicator, source)


def metric_text(figure: Figure) -> str:
    """The organisation's own figure as it stands, a whole number from 1 to 4 as `<5`."""
    value = figure.value or Fraction(0)
    if figure.records and is_percent(figure.records[0]):
        return f"{plain(value)}%"
    return small_hidden(value.numerator) if value.denominator == 1 else plain(value)


def plain(value: Fraction) -> str:
    """`1,204`, `19.5`: every figure of a folder is a decimal, so nothing is lost."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def may_be_shown(source: Source, figure: Figure, beside: IncidentAnalysis | None, seen: Sets) -> bool:
    """Whether a count of the register tells nothing that its tables, or a count shown before, hide."""
    asked = source.form.count
    if asked is None or beside is None or not _plainly_asked(asked):
        return False
    rows = [_rows_asked(clause, getattr(beside, TABLES[clause.name])) for clause in asked.where]
    if any(one is None for one in rows):
        return False
    if len(asked.where) <= 1:
        return True  # a total, or a sum of rows that are shown: nothing new
    own = _ids(figure.records)
    wholes = [each for each in rows if each is not None]
    return not is_small(len(own)) and not any(
        is_small(each) for each in (*(whole - len(own) for whole in wholes), *_apart(own, seen))
    )


def _apart(own: frozenset[str], seen: Sets) -> Iterator[int]:
    """What a reader has who takes one count from another that holds it."""
    for other in seen:
        if own <= other or other <= own:
            yield abs(len(other) - len(own))


def _plainly_asked(asked: Selector) -> bool:
    if asked.kind != "incident" or asked.window or asked.date or asked.max_age or asked.received_by or asked.current:
        return False
    names = [clause.name for clause in asked.where]
    return len(set(names)) == len(names) and all(name in TABLES for name in names)


def _rows_asked(clause: Clause, table: Split) -> int | None:
    """How many incidents the rows hold that are asked about; None where one of them is hidden, or not plainly asked."""
    if len(clause.matchers) != 1 or clause.matchers[0].operator not in ("is", "one_of"):
        return None
    words = [YES_NO[each] if isinstance(each, bool) else each for each in clause.matchers[0].operands]
    asked = {fold(each) for each in words if isinstance(each, str)}
    counts = [row.count for row in table.rows if fold(row.key) in asked]
    if len(asked) != len(words) or len(counts) != len(asked):
        return None
    return None if any(count is None for count in counts) else sum(count or 0 for count in counts)


def _ids(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(record.id for record in records)
