"""The closed words in which the program answers: of a check, of a requirement, and why an answer is not yes.

Takes nothing, imports nothing of vprs. `vprs.model` hands them on beside the records that hold them.
"""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What a check answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Outcome(StrEnum):
    """What a requirement comes to. The first three are ordered, worst first; the others stand beside them."""

    NOT_MET = "not-met"
    PARTLY_MET = "partly-met"
    MET = "met"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"


RANK = {Outcome.NOT_MET: 0, Outcome.PARTLY_MET: 1, Outcome.MET: 2}


class Reason(StrEnum):
    """Why an answer is not yes; the codes of every output."""

    MISSING = "missing"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    UNAPPROVED = "unapproved"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    WRONG_BODY = "wrong-body"
    WRONG_ROLE = "wrong-role"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    GAP_TOO_LONG = "gap-too-long"
    BELOW_TARGET = "below-target"
    ABOVE_TARGET = "above-target"
    NO_BASELINE = "no-baseline"
    EMPTY_POPULATION = "empty-population"
    AMBIGUOUS_DATE = "ambiguous-date"
    INCOMPLETE_REGISTER = "incomplete-register"
    UNLINKED = "unlinked"
    VACANT = "vacant"
    UNACCREDITED = "unaccredited"
    JUDGED_NOT_MET = "judged-not-met"
    LAPSED_ATTESTATION = "lapsed-attestation"
    CONFLICTING = "conflicting"
    MISSING_FIELD = "missing-field"
    NOT_YET_DUE = "not-yet-due"
    BODY_DISSOLVED = "body-dissolved"
    NOT_RELEVANT = "not-relevant"
    UNREADABLE = "unreadable"


# ---------------------------------------------------------------------------------------------- what was read
