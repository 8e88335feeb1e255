"""What sort of incident: category, injury, clinical factor and RIDDOR.

Takes records of incidents, gives splits. What nobody recorded is a row of its own, and so is `unknown`: neither is
counted as a no. An incident is in one row of each split and in one only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from vprs.holdings import span, text
from vprs.incidents.splits import NOT_GIVEN, Split, split
from vprs.model import Record
from vprs.phrases import upper_first

CATEGORIES = ("physical", "verbal", "threat", "sexual", "hate", "theft", "damage", "trespass", "near-miss", "other")

INJURY = {"yes": "Somebody was injured", "no": "Nobody was injured", NOT_GIVEN: "Not recorded either way"}
CLINICAL = {"yes": "Yes", "no": "No", "unknown": "Unknown", NOT_GIVEN: "Not given"}

REPORTED, OVER_SEVEN, RECORDED, NOT_REPORTED = "reported", "over-seven-days", "recorded", "not-reported"
PENDING, PENDING_LONG = "pending", "pending-long"
DAYS_TO_REPORT = 15  # an absence of more than seven days is to be reported within so many days of the incident
RIDDOR = {
    REPORTED: "Reported",
    PENDING: f"Pending, up to {DAYS_TO_REPORT} days after the incident",
    PENDING_LONG: f"Pending, more than {DAYS_TO_REPORT} days after the incident",
    OVER_SEVEN: "Not reported, more than seven days of absence recorded",
    RECORDED: "Not reported, more than three and up to seven days of absence recorded",
    NOT_REPORTED: "Not reported, no such absence recorded",
    NOT_GIVEN: "Not given, no such absence recorded",
}


def by_category(records: Sequence[Record]) -> Split:
    names = {each: upper_first(each.replace("-", " ")) for each in CATEGORIES}
    return split((text(record, "category") for record in records), {**names, NOT_GIVEN: "Not given"})


def by_injury(records: Sequence[Record]) -> Split:
    said = {True: "yes", False: "no"}
    found = (record.fields.get("injury") for record in records)
    return split((said[value] if isinstance(value, bool) else NOT_GIVEN for value in found), INJURY)


def by_clinical_factor(records: Sequence[Record]) -> Split:
    return split((text(record, "clinical_factor") for record in records), CLINICAL)


def by_riddor(records: Sequence[Record], as_of: date) -> Split:
    """Reported, pending, and of what is not reported how long the absence was.

    More than three days are to be recorded, more than seven to be reported (RIDDOR 2013). Whether a report was in time
    cannot be told: no record holds the day on which it was made.
    """
    return split((_riddor(record, as_of) for record in records), RIDDOR)


def _riddor(record: Record, as_of: date) -> str:
    answer, days = text(record, "riddor"), record.fields.get("days_absent")
    if answer == "yes":
        return REPORTED
    if answer == "pending":
        when = span(record, "occurred_on")
        return PENDING_LONG if when and (as_of - when.last).days > DAYS_TO_REPORT else PENDING
    absent = days if isinstance(days, int | Decimal) and not isinstance(days, bool) else 0
    if absent > 7:
        return OVER_SEVEN
    if absent > 3:
        return RECORDED
    return NOT_REPORTED if answer == "no" else NOT_GIVEN
