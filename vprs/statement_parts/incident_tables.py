"""Part 8.1: the incidents of the period by month, site, category, staff group, injury and clinical factor, with rates.

Takes incidents analysed, gives tables of what may be shown and the sentences that say how to read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.incidents import NOT_GIVEN, IncidentAnalysis, Row, Split, percent
from vprs.paper import Block, Cell, Table, cell, paragraph
from vprs.statement_parts.pictures import incidents_picture

RATE = "Reporting rate (staff survey, question 13d)"
SMALL = (
    "Where incidents are split, <5 stands for a count from 1 to 4, and * for one that would give such a count away. A "
    "total of the whole organisation is shown as it is."
)
NONE_KNOWN = (
    "Not known stands where none is recorded and there may have been some all the same: no register that is declared "
    "complete covers those days, or something could not be read or placed."
)
UNKNOWN_APART = (
    "Unknown is kept apart from no: neither is counted as the other, and a clinical factor takes no incident out of a "
    "count. Shares are of all incidents of the period, cut and not rounded up."
)


def split_blocks(now: IncidentAnalysis, rates: Mapping[str, str]) -> Iterator[Block]:
    """rates: month, as `2026-04` -> the latest reporting rate by its end, a number from 0 to 100 as text."""
    yield from _by_month(now.by_month, rates)
    yield from split_table("Incidents by site", "Site", now.by_site)
    yield from split_table("Incidents by category", "Category", now.by_category)
    yield from _group_table(now)
    yield paragraph(rates_told(now))
    yield from split_table("Incidents by injury", "Injury", now.injury, share=True)
    yield from split_table(
        "Incidents by clinical factor", "A clinical factor was recorded", now.clinical_factor, share=True
    )
    yield paragraph(UNKNOWN_APART, style="note")
    yield from none_known(now)


def none_known(*analyses: IncidentAnalysis) -> Iterator[Block]:
    """What `not known` means, where it stands in a table of these."""
    splits = (
        split
        for each in analyses
        for split in (
            each.by_month,
            each.by_site,
            each.by_category,
            each.by_staff_group,
            each.injury,
            each.clinical_factor,
            each.riddor,
        )
    )
    if any(split.open for split in splits):
        yield paragraph(NONE_KNOWN, style="note")


def _by_month(split: Split, rates: Mapping[str, str]) -> Iterator[Block]:
    months = [row for row in split.rows if row.key != NOT_GIVEN]
    for block in split_table("Incidents by month of the judged period", "Month", split):
        if isinstance(block, Table):
            shown = [(row.name, "" if row.hidden else row.shown) for row in months]
            yield incidents_picture(block, shown, [rates.get(row.key, "") for row in months], RATE)
        else:
            yield block


def split_table(caption: str, heading: str, split: Split, *, share: bool = False) -> Iterator[Block]:
    """The table of a split, or the sentence why it is not shown. share: beside each count its part of the total."""
    if not split.rows:
        yield paragraph(f"{caption}: not shown, for {split.why_not}.")
        return
    yield Table(
        caption=caption if not any(row.hidden for row in split.rows) else f"{caption}, small counts hidden",
        headings=(heading, "Incidents", "Share") if share else (heading, "Incidents"),
        rows=tuple(_row(row, split.total, share=share) for row in split.rows),
        widths=(60, 20, 20) if share else (70, 30),
        numbers=frozenset((1, 2) if share else (1,)),
    )


def _row(row: Row, total: int, *, share: bool) -> tuple[Cell, ...]:
    figures = (cell(row.name), cell(row.shown))
    return (*figures, cell(percent(row.count, total) or ("hidden" if row.hidden else row.shown))) if share else figures


def _group_row(row: Row, rates: Mapping[str, str]) -> tuple[Cell, ...]:
    rate = rates.get(row.key) or ("hidden" if row.hidden else "none")
    return cell(row.name), cell(row.shown), cell(rate)


def _group_table(now: IncidentAnalysis) -> Iterator[Block]:
    """By staff group with the rate of each; without a rate anywhere as any other split."""
    split, rates = now.by_staff_group, now.rates.by_group
    caption = "Incidents by staff group of the person harmed"
    if not split.rows or not any(rates.values()):
        yield from split_table(caption, "Staff group", split)
        return
    hidden = any(row.hidden for row in split.rows)
    yield Table(
        caption=f"{caption}, small counts hidden" if hidden else caption,
        headings=("Staff group", "Incidents", "Per 1,000 of the group"),
        rows=tuple(_group_row(row, rates) for row in split.rows),
        widths=(54, 20, 26),
        numbers=frozenset((1, 2)),
    )


def rates_told(now: IncidentAnalysis) -> str:
    rates = now.rates
    if not rates.covered:
        return (
            "No rate per 1,000 staff is given: no register that is declared complete covers the whole period, so how "
            "many incidents it had is not known."
        )
    if rates.missing:
        return (
            "No rate per 1,000 staff is given for the organisation: organisation.yaml states no headcount for "
            f"{', '.join(rates.missing)}. Add `headcount` to each under `staff_groups`."
        )
    if rates.headcount is None:
        return (
            "No rate per 1,000 staff is given: organisation.yaml lists no staff group for the period. Add "
            "`staff_groups` with a `headcount` each."
        )
    if not rates.overall:
        return f"No rate per 1,000 staff is given: organisation.yaml states a headcount of {rates.headcount:,}."
    physical = f", and {rates.physical} for physical violence alone" if rates.physical else ""
    least = "at least " if now.found.missing else ""
    return (
        f"Per 1,000 staff that is {least}{rates.overall} incidents of every category{physical}. The rates are of the "
        f"period and not of a year, by the headcount that organisation.yaml states today ({rates.headcount:,} in all "
        "staff groups); headcounts of the period itself are not in this folder."
    )
