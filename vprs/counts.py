"""How many requirements came to what: the sentences and tables of counts that every paper and the terminal share.

Takes an Assessment, gives sentences and tables, each pack by itself and in its own words. Packs are never added up: two
editions ask much the same, and a gap in both would count twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from vprs.chart import STACKED, Chart, Series
from vprs.findings import findings_of
from vprs.model import Assessment, Finding, Outcome, Pack
from vprs.paper import Cell, Figure, Table, cell
from vprs.phrases import lower_first, many, outcome_word, phase_word

COUNTED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE)


def counts_sentences(assessment: Assessment) -> tuple[str, ...]:
    """`Of 34 requirements: 20 met, ... and 2 not applicable.` for each pack; the last says what not assessed is."""
    if not assessment.findings:
        return ("No requirement was asked, so nothing is assured.",)
    several = len(assessment.packs) > 1
    told = [
        f"By {pack.name} {pack.version}, {lower_first(counts_of(assessment, pack))}"
        if several
        else counts_of(assessment, pack)
        for pack in assessment.packs
    ]
    if count(assessment.findings)[Outcome.NOT_ASSESSED]:
        told[-1] += " What is not assessed is not a pass; the opinion counts it at its worst."
    return tuple(told)


def counts_of(assessment: Assessment, pack: Pack) -> str:
    """`Of 34 requirements: 20 met, ... and 2 not applicable.`, in the pack's own words."""
    findings = findings_of(assessment, pack)
    counts = count(findings)
    told = [f"{counts[each]} {lower_first(outcome_word(assessment, pack.name, each))}" for each in COUNTED]
    return f"Of {many(len(findings), 'requirement')}: {', '.join(told[:-1])} and {told[-1]}."


def counts_tables(assessment: Assessment) -> Iterator[Table | Figure]:
    """For each pack, how many requirements of each phase came to each outcome, with a picture; the last row is all.

    Where the sharing out to phases is ours alone, the edition's own grouping follows.
    """
    for pack in assessment.packs:
        own = findings_of(assessment, pack)
        phases = {phase: [each for each in own if each.requirement.phase == phase] for phase in pack.phases}
        yield _pictured(assessment, pack, _counts_table(assessment, pack, "phase", phases), phases)
        if own and all(each.requirement.source.get("phase_basis") == "ours" for each in own):
            themes = {theme: [each for each in own if each.requirement.theme == theme] for theme in pack.themes}
            yield _counts_table(assessment, pack, "theme", themes)


def _counts_table(assessment: Assessment, pack: Pack, by: str, groups: Mapping[str, list[Finding]]) -> Table:
    every = [finding for findings in groups.values() for finding in findings]
    rows = ((phase_word(name), findings) for name, findings in groups.items())
    return Table(
        caption=f"Requirements by {by} and outcome: {pack.name} {pack.version}",
        headings=(phase_word(by), *(outcome_word(assessment, pack.name, each) for each in COUNTED), "All"),
        rows=tuple(_count_row(name, findings) for name, findings in (*rows, (f"All {by}s", every))),
        widths=(22, 13, 13, 13, 13, 13, 13),
        numbers=frozenset(range(1, 7)),
    )


def _pictured(assessment: Assessment, pack: Pack, table: Table, groups: Mapping[str, list[Finding]]) -> Table | Figure:
    """The table with its picture above it; a picture with nothing in it is none."""
    counts = {phase_word(name): count(findings) for name, findings in groups.items()}
    words = {each: outcome_word(assessment, pack.name, each) for each in COUNTED}
    chart = Chart(
        kind=STACKED,
        categories=tuple(counts),
        axis="Requirements",
        series=tuple(
            Series(name=words[each], values=tuple(str(found[each]) for found in counts.values()), tone=each.value)
            for each in COUNTED
        ),
    )
    if chart.empty:
        return table
    told = "; ".join(f"{name}: {_in_a_row(found, words)}" for name, found in counts.items() if found.total())
    return Figure(
        caption=f"Outcomes in each phase: {pack.name} {pack.version}",
        described=f"Bars, one for each phase, of how many requirements came to which outcome. {told}.",
        chart=chart,
        table=table,
        with_table=True,
    )


def _in_a_row(found: Counter[Outcome], words: Mapping[Outcome, str]) -> str:
    return ", ".join(f"{found[each]} {lower_first(words[each])}" for each in COUNTED if found[each])


def _count_row(name: str, findings: list[Finding]) -> tuple[Cell, ...]:
    counts = count(findings)
    figures = [cell(str(counts[each]), tone=each if counts[each] else "") for each in COUNTED]
    return (cell(name), *figures, cell(str(len(findings))))


def count(findings: Iterable[Finding]) -> Counter[Outcome]:
    return Counter(finding.outcome for finding in findings)


def by_pack(assessment: Assessment, findings: Iterable[Finding]) -> str:
    """` (2 by vprs-2020, 1 by vprs-2024)` where several packs were judged by, else nothing."""
    if len(assessment.packs) < 2:
        return ""
    counts = Counter(finding.requirement.pack for finding in findings)
    return f" ({', '.join(f'{counts[pack.name]} by {pack.name}' for pack in assessment.packs)})"
