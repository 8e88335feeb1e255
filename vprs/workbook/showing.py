"""The sheets that are only read: summary, gap analysis, incidents by month.

Takes an Assessment, gives sheets. What they say is what the papers say; nothing is computed anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import COUNTED, counts_sentences, counts_tables
from vprs.gap_cells import gap_cells
from vprs.gap_rows import GapRow, gap_rows
from vprs.incidents.places import by_month
from vprs.incidents.recorded import Incidents, incidents
from vprs.model import Assessment
from vprs.paper import Cell as PaperCell
from vprs.paper import table_of, text_of
from vprs.phrases import in_words, outcome_word, period_in_words, phase_word
from vprs.standing import SELF_ASSESSMENT, facts_table, opinion_sentences, verified_sentence
from vprs.workbook.sheets import Column, Row, Sheet
from vprs.workbook.texts import seen

SUMMARY, GAPS, INCIDENTS = "Summary", "Gap analysis", "Incidents by month"


def summary_sheet(assessment: Assessment) -> Sheet:
    """Opinion, counts and what was assessed."""
    organisation = assessment.organisation
    notes = (
        f"{organisation.name} ({organisation.code}): {period_in_words(assessment.period)}, judged as of "
        f"{in_words(assessment.as_of)}. {SELF_ASSESSMENT}",
        "Nothing of this sheet comes back. Fill in Actions, Judgements and Evidence register, save the workbook as "
        ".xlsx, and give it to whoever keeps the folder: `vprs workbook read` takes what you wrote.",
    )
    columns = (Column(heading="What", width=80), *(Column(heading=each, width=14) for each in _heads(assessment)))
    rows = tuple(Row(cells=cells, tones=tones) for cells, tones in _summary(assessment, len(columns)))
    return Sheet(title=SUMMARY, notes=notes, columns=columns, rows=rows)


def _heads(assessment: Assessment) -> tuple[str, ...]:
    pack = assessment.packs[0].name
    return (*(outcome_word(assessment, pack, each) for each in COUNTED), "All")


def _summary(assessment: Assessment, width: int) -> Iterator[tuple[tuple[str | int, ...], dict[int, str]]]:
    blank = ("",) * (width - 1)
    for table in map(table_of, counts_tables(assessment)):
        yield (seen(table.caption), *map(seen, table.headings[1:])), {}
        for cells in table.rows:
            words = [_words(each) for each in cells]
            tones = {place: each.tone for place, each in enumerate(cells) if each.tone}
            yield (words[0], *(int(word) if word.isdigit() else word for word in words[1:])), tones
    for sentence, pack in zip(opinion_sentences(assessment), assessment.packs, strict=False):
        yield (seen(sentence), *blank), {}
        yield (seen(f"{pack.name}: {verified_sentence(assessment, pack)}"), *blank), {}
    for sentence in counts_sentences(assessment):
        yield (seen(sentence), *blank), {}
    for cells in facts_table(assessment).rows:
        first, second = (_words(each) for each in cells)
        yield (f"{first}: {second}", *blank), {}


def _words(cell: PaperCell) -> str:
    return seen("\n".join(text_of(runs) for runs in cell.lines))


GAP_COLUMNS = (
    Column(heading="Requirement", width=22),
    Column(heading="Phase", width=8),
    Column(heading="Theme", width=14),
    Column(heading="Severity", width=9),
    Column(heading="Title", width=22),
    Column(heading="What it asks", width=30),
    Column(heading="Outcome now", width=13),
    Column(heading="At worst, at best", width=13),
    Column(heading="Last cycle", width=11),
    Column(heading="Evidence relied on", width=32),
    Column(heading="What is wrong with it", width=36),
    Column(heading="Gap and action", width=34),
    Column(heading="Owner", width=15),
    Column(heading="Due", width=13),
    Column(heading="Progress, risk register", width=20),
)


def gaps_sheet(assessment: Assessment) -> Sheet:
    """One row for each requirement, by phase, the worst first."""
    notes = (
        "Nothing of this sheet comes back: write actions, leads and dates on the sheet Actions, and your own view of a "
        "requirement on the sheet Judgements.",
        "Not assessed is not a pass: the evidence in the folder decides neither way. Owner and due are those of the "
        "recorded action, else what the rule proposes.",
    )
    rows = tuple(_gap(assessment, row) for row in gap_rows(assessment))
    return Sheet(title=GAPS, notes=notes, columns=GAP_COLUMNS, rows=rows)


def _gap(assessment: Assessment, row: GapRow) -> Row:
    asked = row.finding.requirement
    _, _, _, evidence, wrong, gap, owner, progress = gap_cells(assessment, row)
    lines = [text_of(runs) for runs in owner.lines]
    cells = (
        asked.path,
        phase_word(row.phase),
        row.theme,
        asked.severity,
        asked.title,
        row.requirement,
        row.now,
        row.spread,
        row.before,
        _words(evidence),
        _words(wrong),
        _words(gap),
        "\n".join(lines[::2]),
        "\n".join(lines[1::2]),
        _words(progress),
    )
    return Row(key=asked.path, cells=tuple(map(seen, cells)), tones={6: row.finding.outcome})


def incidents_sheet(assessment: Assessment) -> Sheet:
    """The incidents of each month of the judged period, small numbers hidden as the statement hides them."""
    (found,) = incidents(assessment, (assessment.period,))
    months = by_month(found)
    columns = (Column(heading="Month", width=34), Column(heading="Incidents recorded", width=24))
    notes = (
        f"Incidents recorded, {period_in_words(assessment.period)}; of a month that is cut, its days in it.",
        "A rise is not by itself worse, nor a fall better: more reporting shows as more incidents.",
        "<5 and * stand for numbers that are hidden, so that nobody can be known by them.",
        _how_sure(found),
        *([f"The months are not shown: {months.why_not}."] if found.told and not months.rows else []),
    )
    rows = [Row(cells=(seen(row.name), row.shown if row.count is None else row.count)) for row in months.rows]
    if found.told:
        rows.append(Row(cells=("All of them", found.total)))
    return Sheet(title=INCIDENTS, notes=notes, columns=columns, rows=tuple(rows) if found.told else ())


def _how_sure(found: Incidents) -> str:
    if not found.told:
        return "No incident is in the folder and no register declared complete covers the period: nothing is known."
    if found.register is None:
        return "No register declared complete covers the period, so there may have been more."
    if found.missing:
        return (
            "A register declared complete covers the period, but something of it is missing: there may have been more."
        )
    return "A register declared complete covers the period."
