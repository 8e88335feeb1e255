"""Parts 1 to 4: who and by what rules, who leads and by what route, what the board is asked, the opinion.

Takes an Assessment, gives blocks. People appear by role and by the code of a holder, never by name; what is not
recorded is said to be not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.counts import by_pack, count
from vprs.dates import Span, day
from vprs.holdings import date_of, known, span, text, title_of
from vprs.model import Assessment, Outcome, Record
from vprs.paper import Block, Bullets, Cell, Heading, Table, cell, paragraph, plain
from vprs.phrases import NOT_RECORDED, body_name, in_words, many, period_in_words, role_name, short
from vprs.standing import facts, facts_table, opinion_sentences, place, verified_sentence

LEAD = "executive-lead"
AUTHORS = ("lsms", "vpr-lead")


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="1", text="Organisation, period and standard")
    yield facts_table(assessment)
    yield Heading(level=2, number="2", text="Executive lead, author, route and dates")
    yield from _people(assessment)
    yield from _route(assessment)
    yield Heading(level=2, number="3", text="Decision asked of the board")
    yield from _decision(assessment)
    yield Heading(level=2, number="4", text="Opinion and why")
    yield from opinion_blocks(assessment)


def _people(assessment: Assessment) -> Iterator[Block]:
    organisation = assessment.organisation
    rows = [("Executive lead", f"{role_name(organisation, LEAD)}: {_held_by(assessment, LEAD)}")]
    rows += [("Author of this statement", _author(assessment))]
    for role in _author_roles(assessment):
        rows += [("Lead for violence prevention", f"{role_name(organisation, role)}: {_held_by(assessment, role)}")]
    yield facts("Executive lead, author and lead for violence prevention, by role", rows)


def _author_roles(assessment: Assessment) -> list[str]:
    appointed = {text(record, "role") for record in known(assessment, "appointment")}
    listed = {entry.fields.get("id", entry.id) for entry in assessment.organisation.lists.get("roles", ())}
    return [role for role in AUTHORS if role in appointed or role in listed]


def _held_by(assessment: Assessment, role: str) -> str:
    found = [record for record in known(assessment, "appointment") if text(record, "role") == role]
    holding = [record for record in found if _in_post(record, assessment)]
    told = []
    for record in holding:
        start = span(record, "start")
        since = f" since {in_words(start)}" if start else ""
        told.append(f"holder {text(record, 'holder')}{since} ({record.place})")
    return "; ".join(told) or f"holder {NOT_RECORDED}"


def _in_post(record: Record, assessment: Assessment) -> bool:
    end = span(record, "end")
    return end is None or assessment.as_of <= end.last


def _author(assessment: Assessment) -> str:
    """The role that prepared the statement of this very period, where a report record says so."""
    for record in _reports(assessment):
        if _is_this_statement(assessment, record) and text(record, "prepared_by"):
            return f"{role_name(assessment.organisation, record.fields.get('prepared_by'))} ({record.place})"
    return f"role {NOT_RECORDED}"


def _is_this_statement(assessment: Assessment, record: Record) -> bool:
    covered = (date_of(record, "period.start"), date_of(record, "period.end"))
    judged = (day(assessment.period.start), day(assessment.period.end))
    return text(record, "report_type") == "assurance-statement" and covered == judged


def _reports(assessment: Assessment) -> list[Record]:
    """Reports made within the judged period or since, up to as_of, newest first."""
    found = [(span(record, "reported_on"), record) for record in known(assessment, "report")]
    dated = [(when, record) for when, record in found if when and assessment.period.start <= when.last]
    return [record for _, record in sorted(dated, key=lambda pair: (pair[0], pair[1].id), reverse=True)]


def _route(assessment: Assessment) -> Iterator[Block]:
    rows = [cells for record in _reports(assessment) for cells in _receipts(assessment, record)]
    if not rows:
        yield paragraph(f"Route and dates: {NOT_RECORDED}. No report of this period or since says who received it.")
        return
    if not any(_is_this_statement(assessment, record) for record in _reports(assessment)):
        yield paragraph(
            f"Route of this statement: {NOT_RECORDED}. Reports made in the period or since went this way:",
            style="intro",
        )
    yield Table(
        caption="Route: reports of this period or since, and who received them",
        headings=("Report", "Reported on", "Received by", "On", "Minute", "Where"),
        rows=tuple(rows),
        widths=(25, 12, 18, 12, 13, 20),
    )


def _receipts(assessment: Assessment, record: Record) -> Iterator[tuple[Cell, ...]]:
    when = span(record, "reported_on")
    reported = short(when) if when else NOT_RECORDED
    received = record.fields.get("received_by")
    for entry in received if isinstance(received, tuple) else ():
        if isinstance(entry, Mapping):
            body, on, minute = (entry.get(name) for name in ("body", "date", "minute"))
            yield (
                cell(title_of(record)),
                cell(reported),
                cell(body_name(assessment.organisation, body) or NOT_RECORDED),
                cell(short(on) if isinstance(on, Span) else NOT_RECORDED),
                cell(str(minute) if minute else "no minute: not received"),
                place(record.place),
            )


def _decision(assessment: Assessment) -> Iterator[Block]:
    counts = count(assessment.findings)
    gaps = [finding for finding in assessment.findings if finding.gap is not None]
    unknown = [finding for finding in assessment.findings if finding.outcome is Outcome.NOT_ASSESSED]
    noted = (
        "opinions in part 4 and what they rest"
        if len(assessment.opinions) > 1
        else "opinion in part 4 and what it rests"
    )
    asked = [f"Receive this statement for {period_in_words(assessment.period)}, with its limits in part 13."]
    asked += [f"Note the {noted} on."]
    if counts[Outcome.NOT_MET] or counts[Outcome.PARTLY_MET]:
        asked += ["Note what is not met or partly met in part 6."]
    if gaps:
        told = f"{many(len(gaps), 'gap')}{by_pack(assessment, gaps)}"
        asked += [f"Agree the owners and dates of the actions that close {told} in part 7."]
    if unknown:
        told = f"{many(len(unknown), 'requirement')}{by_pack(assessment, unknown)}"
        asked += [f"Direct that the evidence for {told} not assessed be provided."]
    if any(finding.judged and finding.judged.disagrees for finding in assessment.findings):
        asked += ["Consider where a person's judgement and the finding disagree, in part 13."]
    asked += ["Decide on the declaration in part 14."]
    yield paragraph("The board is asked to:", style="intro")
    yield Bullets(items=tuple(plain(each) for each in asked))


def opinion_blocks(assessment: Assessment) -> Iterator[Block]:
    """For each pack the opinion and its reasons, and whether the rules were verified."""
    for sentence, opinion in zip(opinion_sentences(assessment), assessment.opinions, strict=True):
        pack = next(pack for pack in assessment.packs if pack.name == opinion.pack)
        yield paragraph(sentence)
        yield Bullets(items=tuple(plain(each) for each in (*opinion.because, verified_sentence(assessment, pack))))
    if not assessment.opinions:
        yield paragraph("No rules were applied, so there is no opinion.")
    yield paragraph(
        "The opinion follows from the rules and the evidence in this folder alone. A requirement that could not be "
        "assessed counts at its worst, so leaving evidence out cannot raise it.",
        style="note",
    )
