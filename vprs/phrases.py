"""The fixed words of the papers: outcomes, reasons, answers, severities, dates and the names of roles and bodies.

Takes model values, gives short texts. One literal mapping per vocabulary, so that a word is changed in one place; it
never looks at evidence and never builds a paragraph.
"""

from __future__ import annotations

from datetime import date

from vprs.dates import Period, Span
from vprs.model import Answer, Assessment, Finding, Organisation, Outcome, Reason, Requirement, Value

OUTCOMES = {
    Outcome.NOT_MET: "Not met",
    Outcome.NOT_ASSESSED: "Not assessed",
    Outcome.PARTLY_MET: "Partly met",
    Outcome.MET: "Met",
    Outcome.NOT_APPLICABLE: "Not applicable",
}
WORST_FIRST = tuple(OUTCOMES)

ANSWERS = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.UNKNOWN: "Not known",
    Answer.NOT_APPLICABLE: "Not applicable",
}

SEVERITIES = {"high": 0, "medium": 1, "low": 2}

LEVELS = {
    "substantial": "substantial assurance",
    "moderate": "moderate assurance",
    "limited": "limited assurance",
    "none": "no assurance",
}

BASES = {
    "held": "files in this folder",
    "stated": "entries with no file behind them",
    "attested": "a person's attestation",
    "mixed": "a mixture of files, entries and attestations",
    "none": "no record",
}

REASONS = {
    Reason.MISSING: "not in this folder",
    Reason.EXPIRED: "out of date",
    Reason.NOT_YET_VALID: "not yet in force",
    Reason.UNAPPROVED: "not approved",
    Reason.WITHDRAWN: "withdrawn",
    Reason.SUPERSEDED: "replaced by a later version",
    Reason.WRONG_BODY: "not received by the body that was asked for",
    Reason.WRONG_ROLE: "not from the role that was asked for",
    Reason.TOO_FEW: "fewer than needed",
    Reason.TOO_MANY: "more than allowed",
    Reason.TOO_EARLY: "dated before what it should follow",
    Reason.TOO_LATE: "later than allowed",
    Reason.GAP_TOO_LONG: "too long a gap between one and the next",
    Reason.BELOW_TARGET: "below the target",
    Reason.ABOVE_TARGET: "above the limit",
    Reason.NO_BASELINE: "no earlier figure to compare with",
    Reason.EMPTY_POPULATION: "nothing in this folder to judge it by",
    Reason.AMBIGUOUS_DATE: "a date too imprecise to decide by",
    Reason.INCOMPLETE_REGISTER: "no register that is declared complete covers it",
    Reason.UNLINKED: "not linked to what it should answer",
    Reason.VACANT: "role not filled",
    Reason.UNACCREDITED: "holder without what the role needs",
    Reason.JUDGED_NOT_MET: "judged not met by the person asked",
    Reason.LAPSED_ATTESTATION: "attestation no longer valid",
    Reason.CONFLICTING: "values that contradict each other",
    Reason.MISSING_FIELD: "a detail that decides it is not given",
    Reason.NOT_YET_DUE: "not yet due",
    Reason.BODY_DISSOLVED: "the body concerned has ended",
    Reason.NOT_RELEVANT: "does not apply to this organisation",
    Reason.UNREADABLE: "an item that could decide it could not be read",
}

NOT_RECORDED = "not recorded in this folder"
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime: its words follow the machine's language


def in_words(value: date | Span) -> str:
    """`30 September 2026`, `September 2026` or `2026`: as precise as it was given."""
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if value.exact:
        return in_words(value.first)
    month = f"{MONTHS[value.first.month - 1]} {value.first.year}"
    return month if value.first.month == value.last.month else str(value.first.year)


def short(value: date | Span) -> str:
    """`30 Sep 2026`, for tables."""
    words = in_words(value).split()
    return " ".join(word[:3] if word.isalpha() else word for word in words)


def period_in_words(period: Period) -> str:
    return f"{in_words(period.start)} to {in_words(period.end)}"


def many(number: int, one: str, more: str = "") -> str:
    """`1 requirement`, `2 requirements`, `1,204 records`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def outcome_word(assessment: Assessment, pack: str, outcome: Outcome) -> str:
    """The pack's own word for an outcome, else ours."""
    words = next(one.outcome_words for one in assessment.packs if one.name == pack)
    return words.get(outcome, OUTCOMES[outcome])


def reference(assessment: Assessment, requirement: Requirement) -> str:
    """`plan/board-lead`; the whole path where several packs were judged by."""
    return requirement.path if len(assessment.packs) > 1 else f"{requirement.phase}/{requirement.slug}"


def worst_and_best(assessment: Assessment, finding: Finding) -> str:
    """`at worst not met, at best met` for a requirement that could not be assessed, else nothing.

    Where nobody can say whether it applies, that comes first.
    """
    if finding.outcome is not Outcome.NOT_ASSESSED:
        return ""
    pack = finding.requirement.pack
    worst, best = (outcome_word(assessment, pack, each) for each in (finding.floor, finding.ceiling))
    return between(lower_first(worst), lower_first(best), applies=not may_not_apply(finding))


MAY_NOT_APPLY = "whether it applies is not known"


def between(worst: str, best: str, *, applies: bool) -> str:
    """The worst and the best a requirement can be, in words that begin small; applies: whether that much is known."""
    if applies:
        return f"at worst {worst}, at best {best}"
    told = f"it is {worst}" if worst == best else f"at worst {worst}, at best {best}"
    return f"{MAY_NOT_APPLY}; if it does, {told}"


def may_not_apply(finding: Finding) -> bool:
    """Whether it is not assessed for want of knowing whether it applies: its checks may be sure, or its why says so."""
    if finding.outcome is not Outcome.NOT_ASSESSED:
        return False
    return finding.floor is finding.ceiling or finding.why.startswith(f"Not assessed: {MAY_NOT_APPLY}")


def lower_first(text: str) -> str:
    """`Not met` -> `not met`; an abbreviation (`RAG red`) stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def phase_word(phase: str) -> str:
    return upper_first(phase.replace("-", " "))


def reason_words(reason: Reason | None) -> str:
    return upper_first(REASONS[reason]) if reason else ""


def name_of(organisation: Organisation, list_name: str, ident: Value | None) -> str:
    """The name that organisation.yaml gives an id (`executive-lead` -> `Executive lead`), else the id in words."""
    if not isinstance(ident, str) or not ident:
        return ""
    for entry in organisation.lists.get(list_name, ()):
        if entry.fields.get("id", entry.id) == ident:
            name = entry.fields.get("name")
            return name if isinstance(name, str) else spoken(ident)
    return spoken(ident)


def spoken(ident: str) -> str:
    """An id as people say it: `executive-lead` -> `Executive lead`."""
    return ident.upper() if ident in ("lsms", "smd", "icb", "hse", "cqc") else upper_first(ident.replace("-", " "))


def role_name(organisation: Organisation, role: Value | None) -> str:
    return name_of(organisation, "roles", role)


def who_name(organisation: Organisation, ident: Value | None) -> str:
    """The name of a role or a body, for fields that may hold either."""
    bodies = {entry.fields.get("id", entry.id) for entry in organisation.lists.get("bodies", ())}
    return name_of(organisation, "bodies" if ident in bodies else "roles", ident)


def body_name(organisation: Organisation, body: Value | None) -> str:
    return name_of(organisation, "bodies", body)
