"""Parts 8 to 12: incidents, training, RIDDOR and regulator contact, risks, equality.

Takes an Assessment, gives blocks. Figures come from `vprs.indicators`; each stands with the fixed sentence that a rise
is not by itself worse nor a fall better, and where the folder holds nothing the part says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.holdings import date_of, known, number, open_risks, span, text, title_of
from vprs.indicators import (
    Course,
    Incidents,
    Measure,
    incidents,
    measures,
    periods_compared,
    reporting_rate_by,
    training,
)
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, paragraph
from vprs.phrases import (
    NOT_RECORDED,
    body_name,
    in_words,
    many,
    period_in_words,
    role_name,
    short,
    upper_first,
)
from vprs.standing import place

NOT_BY_ITSELF = (
    "A rise is not by itself worse, nor a fall better: people may report more or less of what happens. Read the count "
    "beside the reporting rate."
)
SMALL = "Counts from 1 to 4 are hidden where incidents are split, and one more figure where it would give them away."


def parts(assessment: Assessment) -> Iterator[Block]:
    compared = incidents(assessment, periods_compared(assessment.period))
    yield Heading(level=2, number="8", text="Incident indicators, trend and reporting rate")
    yield from _incidents(assessment, compared)
    yield from _measures(assessment)
    yield Heading(level=2, number="9", text="Training")
    yield from _training(assessment)
    yield Heading(level=2, number="10", text="RIDDOR and regulator contact")
    yield from _riddor(compared[0])
    yield from _regulators(assessment)
    yield Heading(level=2, number="11", text="Risks")
    yield from _risks(assessment)
    yield Heading(level=2, number="12", text="Equality")
    yield from _equality(assessment)


# ------------------------------------------------------------------------------------------------------ incidents


def _incidents(assessment: Assessment, compared: tuple[Incidents, ...]) -> Iterator[Block]:
    now = compared[0]
    rates = [reporting_rate_by(assessment, each.period.end) for each in compared]
    if not now.total and now.register is None:
        yield paragraph(f"No incident of {period_in_words(now.period)} is in this folder, so none is counted here.")
    else:
        yield paragraph(f"{upper_first(many(now.total, 'incident'))} occurred in {period_in_words(now.period)}. {_cover(assessment, now)}")
    if any(each.total for each in compared) or any(rates):
        yield _trend_table(assessment, compared, rates)
        yield paragraph(_trend(compared))
    yield paragraph(NOT_BY_ITSELF)
    if now.total:
        yield _month_table(now)
        yield _split_table("Incidents by category", "Category", now.by_category)
        yield _split_table("Incidents by clinical factor", "A clinical factor was recorded", now.by_clinical)
        yield paragraph(f"Unknown is kept apart from no: neither is counted as the other. {SMALL}", style="note")


def _cover(assessment: Assessment, each: Incidents) -> str:
    if each.register is None:
        return "No register in this folder is declared complete for the period, so there may have been more."
    role = role_name(assessment.organisation, each.register.fields.get("declared_by"))
    return f"The register is declared complete for the period by: {role} ({each.register.place})."


def _trend_table(assessment: Assessment, compared: tuple[Incidents, ...], rates: list[Record | None]) -> Table:
    rows = (
        ("Incidents recorded", [_counted(each, each.total) for each in compared]),
        ("of these, with an injury", [_counted(each, each.injured) for each in compared]),
        ("of these, injury not recorded either way", [_counted(each, each.injury_unknown) for each in compared]),
        ("Register declared complete", ["yes" if each.register else "no" for each in compared]),
        ("Reporting rate (staff survey, question 13d)", [_rate(rate) for rate in rates]),
    )
    return Table(
        caption="Incidents and reporting rate side by side",
        headings=("Measure", *(f"{short(each.period.start)} to {short(each.period.end)}" for each in compared)),
        rows=tuple((cell(name), *(cell(value) for value in values)) for name, values in rows),
        widths=(34, 22, 22, 22),
        numbers=frozenset((1, 2, 3)),
    )


def _counted(each: Incidents, figure: int) -> str:
    """A count; where nothing was recorded and no complete register says so, that there is no figure."""
    return f"{figure:,}" if each.total or each.register else "not in this folder"


def _rate(record: Record | None) -> str:
    if record is None:
        return "not in this folder"
    ended = date_of(record, "period.end")
    return f"{_figure(record)} (to {short(ended)})" if ended else _figure(record)


def _figure(record: Record) -> str:
    unit = text(record, "unit")
    value = number(record.fields.get("value"))
    return f"{value}%" if unit.lower() in ("%", "percent", "per cent", "percentage") else f"{value} {unit}".strip()


def _trend(compared: tuple[Incidents, ...]) -> str:
    now, before, year_ago = compared
    return (
        f"{_moved(now, before, 'the period before')} {_moved(now, year_ago, 'the same period a year earlier')}"
    )


def _moved(now: Incidents, then: Incidents, name: str) -> str:
    if not ((now.total or now.register) and (then.total or then.register)):
        return f"Against {name} there is nothing to compare."
    if now.total == then.total:
        return f"Against {name} the recorded count is the same, {now.total:,}."
    way = "rose" if now.total > then.total else "fell"
    return f"Against {name} the recorded count {way} from {then.total:,} to {now.total:,}."


def _month_table(now: Incidents) -> Table:
    return Table(
        caption="Incidents by month of the judged period",
        headings=("Month", "Incidents"),
        rows=tuple((cell(month), cell(f"{count:,}")) for month, count in now.by_month),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )


def _split_table(caption: str, heading: str, rows: tuple[tuple[str, str], ...]) -> Table:
    return Table(
        caption=f"{caption}, small counts hidden",
        headings=(heading, "Incidents"),
        rows=tuple((cell(upper_first(name)), cell(shown)) for name, shown in rows),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )


def _measures(assessment: Assessment) -> Iterator[Block]:
    found = measures(assessment)
    if not found:
        yield paragraph("No staff survey result or other measure is in this folder.")
        return
    yield Table(
        caption="Staff survey and other measures, the latest and the one before",
        headings=("Measure", "Latest", "Period ends", "Before", "Period ended", "Where"),
        rows=tuple(_measure_row(each) for each in found),
        widths=(30, 13, 14, 13, 14, 16),
        numbers=frozenset((1, 3)),
    )


def _measure_row(each: Measure) -> tuple[Cell, ...]:
    before = each.before
    return (
        cell(text(each.latest, "title") or each.name.replace("-", " ")),
        cell(_figure(each.latest)),
        cell(_ended(each.latest)),
        cell(_figure(before) if before else "none"),
        cell(_ended(before) if before else "\u2014"),
        place(each.latest.place),
    )


def _ended(record: Record) -> str:
    ended = date_of(record, "period.end")
    return short(ended) if ended else NOT_RECORDED


# ------------------------------------------------------------------------------------------------------- training


def _training(assessment: Assessment) -> Iterator[Block]:
    courses = training(assessment)
    if not courses:
        yield paragraph("No training record is in this folder, so no training figure is given.")
        return
    yield paragraph(
        f"Of the people a course is required of, those who hold it in date on {in_words(assessment.as_of)}. Each person "
        "is counted once for a course."
    )
    yield Table(
        caption="Training in date, by course",
        headings=("Course", "Required of", "In date", "Share", "In date without an end date", "Not stated if required"),
        rows=tuple(_course_row(each) for each in courses),
        widths=(30, 13, 13, 12, 16, 16),
        numbers=frozenset(range(1, 6)),
    )
    yield paragraph(
        "A higher or lower share is not by itself better or worse: who a course is required of may have changed. Shares "
        "are cut, not rounded up. Courses required of fewer than five people are not shown in figures.",
        style="note",
    )


def _course_row(course: Course) -> tuple[Cell, ...]:
    name = upper_first(course.name.replace("-", " "))
    if 0 < course.required < 5:
        return cell(name), cell("fewer than 5"), cell("hidden"), cell("hidden"), cell("hidden"), _count(course.not_stated)
    share = _percent(course.in_date, course.required) if course.required else "no one"
    figures = (course.required, course.in_date)
    return cell(name), *(cell(f"{each:,}") for each in figures), cell(share), _count(course.no_end), _count(course.not_stated)


def _count(figure: int) -> Cell:
    return cell("1 to 4" if 0 < figure < 5 else f"{figure:,}")


def _percent(part: int, whole: int) -> str:
    """One decimal, cut: 84.98% is not shown as 85.0%."""
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%"


# ----------------------------------------------------------------------------------------- RIDDOR and regulators


def _riddor(now: Incidents) -> Iterator[Block]:
    if not now.total:
        yield paragraph("No incident of the period is in this folder, so nothing is known here of reports under RIDDOR.")
        return
    answers = now.riddor
    yield paragraph(
        f"Of {many(now.total, 'incident')} in the period, RIDDOR is recorded as yes for {answers['yes']:,}, no for "
        f"{answers['no']:,}, pending for {answers['pending']:,}, and not given for {answers['not given']:,}."
    )
    if now.long_absence:
        yield paragraph(
            f"{upper_first(many(now.long_absence, 'incident'))} with more than seven days of absence recorded and RIDDOR not "
            "recorded as yes: each wants a look."
        )
    yield paragraph(NOT_BY_ITSELF)


def _regulators(assessment: Assessment) -> Iterator[Block]:
    found = [(span(record, "submitted_on"), record) for record in known(assessment, "submission")]
    sent = [(on, record) for on, record in found if on and assessment.period.start <= on.last]
    alerts = [span(record, "received_on") for record in known(assessment, "alert")]
    received = sum(on is not None and assessment.period.start <= on.last for on in alerts)
    if sent:
        yield Table(
            caption="Returns and notices sent to regulators, commissioners and others in the period or since",
            headings=("What", "To", "Sent on", "Receipt", "Where"),
            rows=tuple(_submission_row(assessment, record) for _, record in sorted(sent, key=lambda pair: pair[0])),
            widths=(30, 24, 14, 14, 18),
        )
    else:
        yield paragraph(f"Contact with a regulator in the period or since: {NOT_RECORDED}.")
    if received:
        yield paragraph(f"{upper_first(many(received, 'alert'))} received in the period or since {'is' if received == 1 else 'are'} recorded.")


def _submission_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    on = span(record, "submitted_on")
    return (
        cell(text(record, "title") or upper_first(text(record, "return_type").replace("-", " ")) or "not named"),
        cell(body_name(assessment.organisation, record.fields.get("recipient")) or NOT_RECORDED),
        cell(short(on) if on else NOT_RECORDED),
        cell(text(record, "receipt") or "none recorded"),
        place(record.place),
    )


# --------------------------------------------------------------------------------------------- risks and equality


def _risks(assessment: Assessment) -> Iterator[Block]:
    risks = open_risks(assessment)
    if not risks:
        yield paragraph("No open risk is recorded in this folder.")
        return
    above = sum(_above(record) for record in risks)
    yield paragraph(
        f"{upper_first(many(len(risks), 'risk'))} {'is' if len(risks) == 1 else 'are'} open on {in_words(assessment.as_of)}; "
        f"{above} {'scores' if above == 1 else 'score'} above the threshold recorded with it."
    )
    yield Table(
        caption="Open risks",
        headings=("Reference", "Risk", "Score (threshold)", "Raised", "For requirement", "Accepted"),
        rows=tuple(_risk_row(assessment, record) for record in risks),
        widths=(14, 32, 12, 12, 16, 14),
    )
    yield paragraph("A change in the number of open risks is not by itself better or worse.", style="note")


def _above(record: Record) -> bool:
    score, threshold = record.fields.get("score"), record.fields.get("threshold")
    if isinstance(score, (str, bool, tuple)) or isinstance(threshold, (str, bool, tuple)):
        return False
    return score is not None and threshold is not None and score > threshold  # type: ignore[operator]


def _risk_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    score, threshold = number(record.fields.get("score")), number(record.fields.get("threshold"))
    raised = span(record, "raised_on")
    return (
        cell(record.id),
        cell(title_of(record), record.place),
        cell(f"{score or 'none'} ({threshold or 'none'})"),
        cell(short(raised) if raised else NOT_RECORDED),
        cell(text(record, "requirement") or "none named"),
        cell(_accepted(assessment, record)),
    )


def _accepted(assessment: Assessment, record: Record) -> str:
    until, by = span(record, "accepted_until"), text(record, "accepted_by")
    if not by:
        return "no"
    if until is None:
        return f"by {role_name(assessment.organisation, by)}, no end date"
    lapsed = ", lapsed" if until.last < assessment.as_of else ""
    return f"by {role_name(assessment.organisation, by)} until {short(until)}{lapsed}"


def _equality(assessment: Assessment) -> Iterator[Block]:
    found = [record for record in known(assessment, "assessment") if text(record, "assessment_type") == "equality"]
    if not found:
        yield paragraph(
            "No equality assessment is in this folder, so nothing is shown here of whether violence falls unequally on "
            "groups of staff."
        )
        return
    yield Table(
        caption="Equality assessments in this folder",
        headings=("Assessment", "Of version", "Assessed on", "Review date", "Where"),
        rows=tuple(_equality_row(assessment, record) for record in sorted(found, key=lambda record: record.id)),
        widths=(38, 12, 16, 16, 18),
    )
    yield paragraph(
        "That an assessment is here does not show that its findings were acted on. Incidents are not split by protected "
        "characteristic: the folder's incident records do not hold them.",
        style="note",
    )


def _equality_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    assessed, review = span(record, "assessed_on"), span(record, "review_date")
    passed = ", passed" if review and review.last < assessment.as_of else ""
    return (
        cell(title_of(record)),
        cell(text(record, "for_version") or "not given"),
        cell(short(assessed) if assessed else "no date given"),
        cell(f"{short(review)}{passed}" if review else "no date given"),
        place(record.place),
    )


