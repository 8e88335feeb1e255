"""One finding of the report: its outcome, its checks with their places, what stands beside it, what comes next.

Takes a row of the gap analysis, gives a `FindingView`. Every sentence is one that the gap analysis, the statement or
`vprs explain` says too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.explaining import found, needed, source_in_words, when_met
from vprs.gap_cells import TONES, check_remarks, check_why, gap_and_action, owner_and_due, progress
from vprs.gap_rows import NO_CYCLE, GapRow
from vprs.holdings import Cited, cite_records, relies
from vprs.model import Answer, Assessment, Finding, Observation, Outcome, Record
from vprs.paper import Line, line, mono, plain
from vprs.phrases import ANSWERS, BASES, many, phase_word, short, upper_first
from vprs.reasons import beside_lines
from vprs.report_view.pieces import CheckView, Fact, FindingView
from vprs.statement_parts.closing import FINDING_STANDS, reason_given
from vprs.verification import rule_note
from vprs.witnesses import rows_in_words

SHOWN = 40  # records listed under one check; the rest are counted there and all are in assessment.json


def finding_view(assessment: Assessment, row: GapRow, keys: Mapping[str, tuple[str, ...]]) -> FindingView:
    finding = row.finding
    asked = finding.requirement
    return FindingView(
        anchor=asked.path,
        reference=row.reference,
        title=asked.title,
        word=row.now,
        tone=finding.outcome.value,
        spread=row.spread,
        labels=(phase_word(row.phase), row.theme, f"Severity {asked.severity}", *owners(row)),
        marks=tuple(_marks(finding)),
        keys=keys,
        asks=tuple(_asks(row)),
        beside=tuple(_beside(assessment, finding)),
        next=tuple(_next(row)),
        checks=tuple(_checks(assessment, finding)),
        checks_title=many(len(asked.checks), "check"),
        about=tuple(_about(row)),
    )


def owners(row: GapRow) -> tuple[str, ...]:
    """Who is to act: the leads of its open actions, else whom the rule proposes; nobody where nothing is asked."""
    told = list(owner_and_due(row))[::2]  # they come as pairs of owner and due date
    return tuple(dict.fromkeys(upper_first(each) for each in told if each != NO_CYCLE))


def _marks(finding: Finding) -> Iterator[str]:
    if finding.judged and finding.judged.disagrees:
        yield "A person's judgement disagrees"
    if finding.accepted:
        yield f"Risk accepted until {short(finding.accepted.until)}"
    if note := rule_note(finding.requirement):
        yield upper_first(note)


def _asks(row: GapRow) -> Iterator[Fact]:
    yield _fact("What it asks", row.requirement)
    yield _fact("Because", upper_first(row.finding.why))
    yield _fact("Rests on", upper_first(BASES[row.finding.basis]))
    yield _fact("Last cycle", row.before)


def _beside(assessment: Assessment, finding: Finding) -> Iterator[Line]:
    yield from beside_lines(assessment, finding)
    if finding.judged:
        stands = FINDING_STANDS if finding.judged.disagrees else ""
        if told := f"{reason_given(finding.judged)}{stands}".rstrip():
            yield plain(told)


def _next(row: GapRow) -> Iterator[Fact]:
    if not (row.gap or row.action or row.actions or row.risks):
        return
    yield _fact("Gap and action", *gap_and_action(row))
    told = [each or NO_CYCLE for each in owner_and_due(row)]
    yield _fact("Owner, due", *(", ".join(pair) for pair in zip(told[::2], told[1::2], strict=True)))
    yield _fact("Progress, risk register", *progress(row))


def _about(row: GapRow) -> Iterator[Fact]:
    asked = row.finding.requirement
    yield _fact("How it is judged", *when_met(asked))
    yield _fact("Why it matters", asked.rationale)
    yield _fact("Where from", source_in_words(asked))
    yield _fact("Rule file", line(mono(asked.file)))


# --------------------------------------------------------------------------------------------------------- checks


def _checks(assessment: Assessment, finding: Finding) -> Iterator[CheckView]:
    answered = {one.check: one for one in finding.observations}
    for check in finding.requirement.checks:
        one = answered.get(check.slug)
        yield CheckView(
            slug=check.slug,
            says=check.says,
            answer=ANSWERS[one.answer] if one else "Not asked",
            tone=TONES.get(one.answer, Outcome.NOT_APPLICABLE).value if one else Outcome.NOT_APPLICABLE.value,
            facts=tuple(_check_facts(assessment, finding, one)) if one else (),
            remarks=tuple(check_remarks(check)),
        )


def _check_facts(assessment: Assessment, finding: Finding, one: Observation) -> Iterator[Fact]:
    if one.value or one.needed:
        yield _fact("Found", found(one))
        yield _fact("Needed", needed(one))
    yield _fact("Why", check_why(one))
    if one.witnesses:
        yield _fact(_evidence_name(finding, one), *_places(assessment, one))


def _evidence_name(finding: Finding, one: Observation) -> str:
    """What is near to something missing is not what the answer rests on, and must not look so."""
    if one.answer is Answer.YES:
        return "Evidence"
    return "Looked at" if relies(finding, one) else "Nearest, not relied on"


def _places(assessment: Assessment, one: Observation) -> Iterator[Line]:
    cited = cite_records(assessment, one.witnesses)
    yield from (_cited(each) for each in cited[:SHOWN])
    own = [each for each in one.witnesses if each.kind.startswith("organisation.")]
    yield from (_entry(each) for each in own[: max(0, SHOWN - len(cited))])
    if (rest := len(cited) + len(own) - SHOWN) > 0:
        yield plain(f"and {rest:,} more, listed in assessment.json")


def _cited(cited: Cited) -> Line:
    return line(*cited.lines, f" (rows {rows_in_words(cited.rows)})" if cited.rows else "")


def _entry(record: Record) -> Line:
    """An entry of a list in organisation.yaml, by the name of the list."""
    return line(f"{upper_first(record.kind.partition('.')[2].replace('_', ' '))}: ", mono(record.place))


def _fact(name: str, *lines: str | Line) -> Fact:
    """Lines that are empty are left out."""
    return Fact(name=name, lines=tuple(_flat(each) if isinstance(each, str) else each for each in lines if each))


def _flat(text: str) -> Line:
    return plain(" ".join(text.split()))
