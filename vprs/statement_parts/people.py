"""Who leads, who wrote and which reports went round, as the folder records it: by role and code, never by name.

Takes an Assessment, gives records and short texts for the cover and for part 2.
"""

from __future__ import annotations

from vprs.dates import day
from vprs.holdings import date_of, known, span, text
from vprs.model import Assessment, Record
from vprs.phrases import NOT_RECORDED, in_words, role_name

LEAD = "executive-lead"
AUTHORS = ("lsms", "vpr-lead")


def author_roles(assessment: Assessment) -> list[str]:
    """The roles that lead the work, where the folder knows them."""
    appointed = {text(record, "role") for record in known(assessment, "appointment")}
    listed = {entry.fields.get("id", entry.id) for entry in assessment.organisation.lists.get("roles", ())}
    return [role for role in AUTHORS if role in appointed or role in listed]


def holders(assessment: Assessment, role: str) -> list[Record]:
    """The appointments to a role that stand on as_of."""
    found = [record for record in known(assessment, "appointment") if text(record, "role") == role]
    return [record for record in found if _in_post(record, assessment)]


def held_by(assessment: Assessment, role: str) -> str:
    """Who holds a role, by code, since when and where that stands."""
    told = []
    for record in holders(assessment, role):
        start = span(record, "start")
        since = f" since {in_words(start)}" if start else ""
        told.append(f"holder {text(record, 'holder')}{since} ({record.place})")
    return "; ".join(told) or f"holder {NOT_RECORDED}"


def _in_post(record: Record, assessment: Assessment) -> bool:
    end = span(record, "end")
    return end is None or assessment.as_of <= end.last


def author(assessment: Assessment) -> str:
    """The role that prepared the statement of this very period, where a report record says so."""
    record = prepared(assessment)
    if record is None:
        return f"role {NOT_RECORDED}"
    return f"{role_name(assessment.organisation, record.fields.get('prepared_by'))} ({record.place})"


def prepared(assessment: Assessment) -> Record | None:
    """The report that is the statement of this very period and says who prepared it."""
    found = (record for record in reports(assessment) if is_this_statement(assessment, record))
    return next((record for record in found if text(record, "prepared_by")), None)


def is_this_statement(assessment: Assessment, record: Record) -> bool:
    """Whether a report is the assurance statement of the judged period."""
    covered = (date_of(record, "period.start"), date_of(record, "period.end"))
    judged = (day(assessment.period.start), day(assessment.period.end))
    return text(record, "report_type") == "assurance-statement" and covered == judged


def reports(assessment: Assessment) -> list[Record]:
    """Reports made within the judged period or since, up to as_of, newest first."""
    found = [(span(record, "reported_on"), record) for record in known(assessment, "report")]
    dated = [(when, record) for when, record in found if when and assessment.period.start <= when.last]
    return [record for _, record in sorted(dated, key=lambda pair: (pair[0], pair[1].id), reverse=True)]
