"""What may be taken from a case, and the few withdrawals that may help, each with its reason.

Takes cases, gives `Withdrawal`s and the records that are left. Whoever adds a line to `MAY_HELP` says why a board
paper may look better without that cell or record.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.properties.casting import Case, Raw, selectors
from vprs.dates import parse_span
from vprs.kinds import read_kinds
from vprs.model import Answer, Lost

Path = tuple[str | int, ...]
COMPLETE = (
    "- {id: r, kind: register, register_type: x, covers_kind: activity, complete: true, declared_by: lsms,"
    " as_at: 2026-09-30, period: {start: 2026-04, end: 2026-09}}"
)
RISES = {
    (Answer.NO, Answer.YES),
    (Answer.UNKNOWN, Answer.YES),
    (Answer.NO, Answer.NOT_APPLICABLE),
    (Answer.UNKNOWN, Answer.NOT_APPLICABLE),
    (Answer.NOT_APPLICABLE, Answer.YES),
}


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """how: deleted, garbled, or blanked at `path`; `left` and `lost` are what a reader then finds."""

    how: str
    record: Raw
    path: Path
    left: tuple[Raw, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def field(self) -> str:
        return str(self.path[0]) if self.path else ""

    def __str__(self) -> str:
        return f"{self.how} {self.record['id']} {'.'.join(map(str, self.path))}".strip()


def withdrawals(case: Case) -> Iterator[Withdrawal]:
    """Every record deleted, garbled, lost with a file of anything; every cell blanked."""
    for index, record in enumerate(case.records):
        before, after = case.records[:index], case.records[index + 1 :]
        rest = (*before, *after)
        own = Lost(kind=record["kind"], file=f"{record['id']}.yaml", line=1)
        file = Lost(kind=None, file="of any name.yaml", many=True)
        yield Withdrawal(how="deleted", record=record, path=(), left=rest)
        yield Withdrawal(how="garbled", record=record, path=(), left=rest, lost=(own,))
        yield Withdrawal(how="garbled", record=record, path=(), left=rest, lost=(file,))
        for path in cells(record):
            left = (*before, without(record, path), *after)
            yield Withdrawal(how="blanked", record=record, path=path, left=left)


def cells(record: Raw) -> Iterator[Path]:
    """Where a value stands that somebody may leave out: fields, and fields inside them."""
    for name, value in record.items():
        if name in ("id", "kind"):
            continue
        yield (name,)
        if isinstance(value, Mapping):
            yield from ((name, inner) for inner in value)
        for place, item in enumerate(value if isinstance(value, list) else ()):
            yield from ((name, place, inner) for inner in (item if isinstance(item, Mapping) else ()))


def without(record: Raw, path: Path) -> Raw:
    left = copy.deepcopy(dict(record))
    inner: Any = left
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return left


# ----------------------------------------------------------------------------------------------- what may help


@dataclass(frozen=True, kw_only=True)
class MayHelp:
    """A withdrawal that may turn an answer for the better. `shown`: a check, records before and after, as YAML."""

    what: str
    why: str
    holds: Callable[[Case, Withdrawal], bool]
    shown: tuple[str, str, str]


def counts_against(case: Case) -> list[Raw]:
    """Selectors of a check whose records can only spoil the answer: all must pass, or there must be few."""
    check = case.check
    if case.form in ("none", "fields", "agree", "attested", "change"):
        return selectors(case.form, check)
    if case.form == "count":
        return [] if set(check) & {"at_most", "exactly"} == set() else [check]
    found = [check[key] for key in ("of", "first") if key in check and "kind" in check[key]]
    if case.form == "ratio" and "at_most" in check:
        found.append(check["matching"] if "population" in check else {**check["of"], "where": check["matching"]})
    return found


def _asks(selector: Raw, field: str, present: bool) -> bool:
    return bool(selector.get("where", {}).get(field) == {"present": present})


def _takes_over(case: Case, gone: Withdrawal) -> bool:
    deciding = {"supersedes", "status", read_kinds()[gone.record["kind"]].dated_by.partition(".")[0]}
    others = {record["id"] for record in case.records} - {gone.record["id"]}
    cell = gone.how == "blanked" and not makes_unreadable(gone)
    return gone.record.get("supersedes") in others and (not cell or gone.field in deciding)


def makes_unreadable(gone: Withdrawal) -> bool:
    """Whether the cell is one without which the record, or a mapping in it, means nothing: then it is lost."""
    kind = read_kinds()[gone.record["kind"]]
    required = kind.required if len(gone.path) == 1 else kind.fields[gone.field].required
    return gone.path[-1] in required


def _is_counted(case: Case, gone: Withdrawal) -> bool:
    return gone.how == "deleted" and gone.record["kind"] in [each["kind"] for each in counts_against(case)]


def _absence_is_asked(case: Case, gone: Withdrawal) -> bool:
    asked = [*selectors(case.form, case.check), *_clauses_of_ratio(case)]
    return any(_asks(each, gone.field, False) for each in asked if each["kind"] == gone.record["kind"])


def _is_no_longer_counted(case: Case, gone: Withdrawal) -> bool:
    own = [each for each in counts_against(case) if each["kind"] == gone.record["kind"]]
    asked = any(_asks(each, gone.field, True) for each in own)
    return bool(own) and (asked or gone.field == case.check.get("distinct"))


def _is_no_longer_approved(case: Case, gone: Withdrawal) -> bool:
    own = [each for each in counts_against(case) if each["kind"] == "document"]
    return bool(own) and gone.record["kind"] == "document" and gone.field == "approved_on"


def _bounded(case: Case, gone: Withdrawal) -> bool:
    bounds = {(read_kinds()[gone.record["kind"]].valid_to or "").partition(".")[0], "extensions"} - {""}
    return gone.field in bounds


def _ended(case: Case, gone: Withdrawal) -> bool:
    return gone.record["kind"] == "document" and gone.field in ("status", "withdrawn_on")


def _link_is_asked(case: Case, gone: Withdrawal) -> bool:
    """Whether some record of a kind that is asked for a link, or for none, has one to the record that is gone."""
    for selector in [*selectors(case.form, case.check), *_clauses_of_ratio(case)]:
        fields = read_kinds()[selector["kind"]].fields
        links = [name for name in selector.get("where", {}) if name in fields and fields[name].reads == "id"]
        links += [name for name in case.check.get("paths", ()) if name in fields and fields[name].reads == "id"]
        of_kind = [record for record in case.records if record["kind"] == selector["kind"]]
        if any(gone.record["id"] in _ids(record.get(name)) for record in of_kind for name in links):
            return True
    return False


def _clauses_of_ratio(case: Case) -> list[Raw]:
    """What a ratio over records asks of the same records, as a selector."""
    if case.form != "ratio" or "of" not in case.check:
        return []
    return [{"kind": case.check["of"]["kind"], "where": case.check["matching"]}]


def _ids(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _leads_nowhere(case: Case, gone: Withdrawal) -> bool:
    return gone.how == "deleted" and _link_is_asked(case, gone)


def _placed(case: Case, gone: Withdrawal) -> bool:
    return gone.field == "period"


def _of_some_sites(case: Case, gone: Withdrawal) -> bool:
    return gone.record["kind"] == "register" and gone.field == "sites"


def _counts_its_rows(case: Case, gone: Withdrawal) -> bool:
    return gone.record["kind"] == "register" and gone.field == "count"


def _not_allowed(case: Case, gone: Withdrawal) -> bool:
    return case.form == "fields" and gone.field in case.check.get("allowed", {})


def _disagrees(case: Case, gone: Withdrawal) -> bool:
    return case.form == "agree" and gone.field in (*case.check.get("paths", ()), "declares")


def _exempt(case: Case, gone: Withdrawal) -> bool:
    return case.form == "every" and gone.field == case.check.get("exempt")


def _judged(case: Case, gone: Withdrawal) -> bool:
    return case.form == "attested" and gone.field == "statement"


def _dated_too_late(case: Case, gone: Withdrawal) -> bool:
    """See test_an_undated_record_counts_where_no_time_is_asked_and_only_there."""
    given = gone.record.get(gone.field)
    own = gone.field == read_kinds()[gone.record["kind"]].dated_by
    span = parse_span(given) if own and isinstance(given, str) else None
    return span is not None and span.last > date.fromisoformat(case.as_of)


MAY_HELP = (
    MayHelp(
        what="a later version",
        why="What takes an earlier version out of force counts against it; a lost row supersedes nothing (DESIGN 6.3).",
        holds=_takes_over,
        shown=(
            "exists: {kind: document, where: {doc_type: strategy}}",
            "- {id: a, kind: document, doc_type: strategy, approved_on: 2026-01-01, review_date: 2028}\n"
            "- {id: b, kind: document, doc_type: policy, approved_on: 2026-05-01, review_date: 2028, supersedes: a}",
            "- {id: a, kind: document, doc_type: strategy, approved_on: 2026-01-01, review_date: 2028}",
        ),
    ),
    MayHelp(
        what="a record that counts against",
        why="Of those that must all pass, or be few, one that does not pass is gone; a register holds the rest to it.",
        holds=_is_counted,
        shown=(
            "none: {kind: risk, where: {register: concerns}, window: period, closed_world: We hold it.}",
            "- {id: a, kind: risk, register: concerns, raised_on: 2026-05-01}",
            "",
        ),
    ),
    MayHelp(
        what="a cell that a rule asks to be empty",
        why="`present: false` asks for the blank cell itself.",
        holds=_absence_is_asked,
        shown=(
            "exists: {kind: risk, where: {closed_on: {present: false}}}",
            "- {id: a, kind: risk, raised_on: 2026-05-01, closed_on: 2026-06-01}",
            "- {id: a, kind: risk, raised_on: 2026-05-01}",
        ),
    ),
    MayHelp(
        what="a cell that makes a record count against",
        why="`present: true`, or the value by which it is told apart: without it the record is not of those asked.",
        holds=_is_no_longer_counted,
        shown=(
            "none: {kind: risk, where: {escalated_on: {present: true}}, window: period, closed_world: We hold it.}",
            "- {id: a, kind: risk, raised_on: 2026-05-01, escalated_on: 2026-06-01}",
            "- {id: a, kind: risk, raised_on: 2026-05-01}",
        ),
    ),
    MayHelp(
        what="the day of approval of a document that counts against",
        why="A document that says neither that it is approved nor when is not approved (decision 0008): it is a draft.",
        holds=_is_no_longer_approved,
        shown=(
            "none: {kind: document, window: period, open_ended: true, closed_world: We hold it.}",
            "- {id: a, kind: document, doc_type: policy, approved_on: 2026-05-01,"
            " period: {start: 2026-04, end: 2026-09}}",
            "- {id: a, kind: document, doc_type: policy, period: {start: 2026-04, end: 2026-09}}",
        ),
    ),
    MayHelp(
        what="the end of validity",
        why="Bounds that are not given are open, but for a document's review date (DESIGN 6.2).",
        holds=_bounded,
        shown=(
            "held: {role: lsms}",
            "- {id: a, kind: appointment, role: lsms, holder: P1, start: 2025-01-01, end: 2026-05-01}",
            "- {id: a, kind: appointment, role: lsms, holder: P1, start: 2025-01-01}",
        ),
    ),
    MayHelp(
        what="what says that a document is a draft or withdrawn",
        why="With a day of approval, a review date and nothing that says otherwise it is approved (decision 0008).",
        holds=_ended,
        shown=(
            "exists: {kind: document}",
            "- {id: a, kind: document, doc_type: policy, status: draft, approved_on: 2026-05-01, review_date: 2028}",
            "- {id: a, kind: document, doc_type: policy, approved_on: 2026-05-01, review_date: 2028}",
        ),
    ),
    MayHelp(
        what="the period that a record names",
        why="It is the record for that period only; without one, its day places it (decision 0008).",
        holds=_placed,
        shown=(
            "each_period: {kind: report, each: half-year, last: 1}",
            "- {id: a, kind: report, reported_on: 2026-06-01, period: {start: 2025-04, end: 2025-09}}",
            "- {id: a, kind: report, reported_on: 2026-06-01}",
        ),
    ),
    MayHelp(
        what="the sites of a register",
        why="A register that names sites speaks for those only, one that names none for all (decision 0008).",
        holds=_of_some_sites,
        shown=(
            "none: {kind: incident, window: period}",
            "- {id: a, kind: register, register_type: incidents, complete: true, declared_by: lsms, as_at: 2026-09-30,"
            " period: {start: 2026-04, end: 2026-09}, sites: [north]}",
            "- {id: a, kind: register, register_type: incidents, complete: true, declared_by: lsms, as_at: 2026-09-30,"
            " period: {start: 2026-04, end: 2026-09}}",
        ),
    ),
    MayHelp(
        what="the number of rows that a register counts",
        why="Nothing else tells that rows of it are missing (decision 0018); a register need not count them.",
        holds=_counts_its_rows,
        shown=(
            "none: {kind: incident, window: period}",
            "- {id: a, kind: register, register_type: incidents, complete: true, declared_by: lsms, as_at: 2026-09-30,"
            " period: {start: 2026-04, end: 2026-09}, count: 1}",
            "- {id: a, kind: register, register_type: incidents, complete: true, declared_by: lsms, as_at: 2026-09-30,"
            " period: {start: 2026-04, end: 2026-09}}",
        ),
    ),
    MayHelp(
        what="a value that is not allowed",
        why="`allowed` speaks of filled fields only (DESIGN 6.3); `required` asks that they are filled.",
        holds=_not_allowed,
        shown=(
            "fields: {kind: action, allowed: {status: [open]}}",
            "- {id: a, kind: action, raised_on: 2026-05-01, status: cancelled}",
            "- {id: a, kind: action, raised_on: 2026-05-01}",
        ),
    ),
    MayHelp(
        what="a value that disagrees with another",
        why="A single value is no disagreement (DESIGN 6.3).",
        holds=_disagrees,
        shown=(
            "agree: {kind: action, paths: [lead, owner]}",
            "- {id: a, kind: action, raised_on: 2026-05-01, lead: lsms, owner: executive-lead}",
            "- {id: a, kind: action, raised_on: 2026-05-01, lead: lsms}",
        ),
    ),
    MayHelp(
        what="what exempts a member that has what is asked",
        why="It is asked again, and it passes.",
        holds=_exempt,
        shown=(
            "every: {of: {kind: incident, window: period}, exempt: exempt_reason, at_least: 50%,"
            " has: {kind: response, where: {incident: $each.id}}}",
            "- {id: a, kind: incident, occurred_on: 2026-05-01, exempt_reason: seen to}\n"
            "- {id: b, kind: incident, occurred_on: 2026-05-01}\n"
            "- {id: c, kind: response, opened_on: 2026-05-01, incident: a}",
            "- {id: a, kind: incident, occurred_on: 2026-05-01}\n"
            "- {id: b, kind: incident, occurred_on: 2026-05-01}\n"
            "- {id: c, kind: response, opened_on: 2026-05-01, incident: a}",
        ),
    ),
    MayHelp(
        what="the statement of a judgement",
        why="What it judges is not said, so it is no judgement of this statement, and an earlier one is the latest.",
        holds=_judged,
        shown=(
            "attested: {statement: safe, by: [lsms]}",
            "- {id: a, kind: attestation, statement: safe, by: lsms, made_on: 2026-05-01, judgement: met, basis: [b]}\n"
            "- {id: b, kind: attestation, statement: safe, by: lsms, made_on: 2026-06-01, judgement: not-met}",
            "- {id: a, kind: attestation, statement: safe, by: lsms, made_on: 2026-05-01, judgement: met, basis: [b]}\n"
            "- {id: b, kind: attestation, by: lsms, made_on: 2026-06-01, judgement: not-met}",
        ),
    ),
    MayHelp(
        what="what a link leads to",
        why="A link that leads nowhere counts as not given (DESIGN 4.3), and the rule asks for none, or counts those.",
        holds=_leads_nowhere,
        shown=(
            "exists: {kind: action, where: {from: {present: false}}}",
            "- {id: a, kind: action, raised_on: 2026-05-01, from: b}\n"
            "- {id: b, kind: minute, body: x, date: 2026-05-01}",
            "- {id: a, kind: action, raised_on: 2026-05-01}",
        ),
    ),
    MayHelp(
        what="the day of a record that is, or may be, dated after the day of judgement",
        why="Where no time is asked a record without its day is there; the schema asks no day of it, lint a window.",
        holds=_dated_too_late,
        shown=(
            "exists: {kind: submission}",
            "- {id: a, kind: submission, return_type: survey, submitted_on: 2026-10-01}",
            "- {id: a, kind: submission, return_type: survey}",
        ),
    ),
)  # fmt: skip


def may_help(case: Case, gone: Withdrawal) -> bool:
    return any(each.holds(case, gone) for each in MAY_HELP)
