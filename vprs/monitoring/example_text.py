"""The examples of a rule made from a row: one that does all the row asks, one short of each part, and an empty folder.

Takes a row and its checks, gives YAML lines. Days stand on the edge: the last day of each period, and gaps just as long
as they may be, so that the examples show where the edge is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from vprs.dates import Duration, Period, add, parse_duration, rolling, whole_periods
from vprs.monitoring.asked import JUDGE, Asked, judged_statement
from vprs.monitoring.intervals import Interval
from vprs.monitoring.names import Name
from vprs.monitoring.report_types import report_type
from vprs.monitoring.rhythm import LAGS, LAST, SHORT, window_of
from vprs.monitoring.rows import Row
from vprs.monitoring.slugs import Slugs
from vprs.yaml_text import entry, scalar

AS_OF = date(2026, 9, 30)
_SHORT_GAPS = 4  # so many fit into the period of an example that asks for short ones
_YEAR_START = (4, 1)
_IN_FORCE = "status: approved, approved_on: 2025-05-01, review_date: 2028-05"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """missed: the body that did not get the latest report; open: whoever left an action open; empty: no records."""

    name: str
    expect: str
    missed: Name | None = None
    open: Name | None = None
    lapsed: bool = False
    empty: bool = False


def example_lines(row: Row, asked: Sequence[Asked], slugs: Slugs) -> Iterator[str]:
    """The `examples:` of the rule file."""
    period = _period(row)
    yield "examples:"
    for case in _cases(asked):
        yield from entry("- name", case.name, "  ")
        yield f"    as_of: {AS_OF}"
        if period is not None:
            yield f"    period: {{start: {period.start}, end: {period.end}}}"
        records = [] if case.empty else list(_records(row, asked, slugs, case, period or _half_year()))
        yield "    records:" if records else "    records: []"
        yield from (f"      - {{{each}}}" for each in records)
        yield f"    expect: {case.expect}"


def _cases(asked: Sequence[Asked]) -> Iterator[Case]:
    """What each comes to follows from the conditions: reports alone make a requirement partly met."""
    reports = [each for each in asked if not each.advisory and each.part != "closed"]
    yield Case(name="all that the row asks for", expect="met")
    for each in reports:
        fewer = "partly-met" if len(reports) > 1 else "not-met"
        if each.part == "told" and each.about is not None:
            yield Case(name=f"the latest did not reach {each.about.text}", expect=fewer, missed=each.about)
        if each.part == "judged":
            yield Case(name="the judgement lapsed the day before", expect=fewer, lapsed=True)
    for each in asked:
        if each.part == "closed" and each.about is not None:
            left = "an action was left open" if each.form == "ratio" else "an action came to no minute"
            yield Case(name=f"{left} on its day, {each.about.text}", expect="partly-met", open=each.about)
    yield Case(name="nothing in the folder", expect="not-met", empty=True)


def _half_year() -> Period:
    return rolling(AS_OF, Duration(6, 0))


def _period(row: Row) -> Period | None:
    """A short one where a short gap is asked of the period, which the default of six months would fill with records."""
    gaps = [each.gap for each in (row.when, row.told) if each.gap and each.gap.days and each.gap.days <= SHORT]
    longest = max((gap.days for gap in gaps), default=0)
    return rolling(AS_OF, Duration(0, _SHORT_GAPS * longest)) if longest else None


def due_days(interval: Interval, period: Period) -> tuple[date, ...]:
    """As few days as will do, each as late as may be."""
    if interval.each:
        late = whole_periods(interval.each, _YEAR_START, ended_by=period.end, last=LAST[interval.each] + 2)
        due = [each.end for each in late if add(each.end, LAGS[interval.each]) <= AS_OF]
        return tuple(due[-LAST[interval.each] :])
    if interval.gap is None:
        return ()
    length = parse_duration(window_of(interval.gap))
    days = rolling(AS_OF, length) if length else period
    found: list[date] = []
    for number in count(1):
        day = add(days.start, interval.gap, number)
        if day >= days.end:
            break
        found.append(day)
    return tuple(found) or (days.end,)


def _records(row: Row, asked: Sequence[Asked], slugs: Slugs, case: Case, period: Period) -> Iterator[str]:
    told = due_days(row.told, period)
    for number, day in enumerate(told, start=1):
        missed = case.missed if day == told[-1] else None
        yield from _report(row, slugs, number, day, [name for name in row.where if name != missed])
    if any(each.part == "made" for each in asked):
        extra = [day for day in due_days(row.when, period) if day not in told]
        yield from (f"id: q{number}, {_made(row, slugs, day)}" for number, day in enumerate(extra, start=1))
    yield from _actions(row, asked, slugs, case)
    if any(each.part == "judged" for each in asked):
        day = add(AS_OF, Duration(-6, 0)) - timedelta(days=1 if case.lapsed else 0)
        yield f"id: d, kind: document, doc_type: procedure, {_IN_FORCE}"
        made = f"made_on: {day}, judgement: met, basis: [d]"
        yield f"id: j, kind: attestation, statement: {judged_statement(row.slug)}, by: {JUDGE}, {made}"


def _made(row: Row, slugs: Slugs, day: date) -> str:
    sort = report_type(row)
    typed = f"report_type: {sort}, " if sort else ""
    by = scalar(slugs.role(row.who[0]))
    return f"kind: report, {typed}topics: [{scalar(row.slug)}], prepared_by: {by}, reported_on: {day}"


def _report(row: Row, slugs: Slugs, number: int, day: date, told: Sequence[Name]) -> Iterator[str]:
    inside = [slugs.body(name) for name in told if not name.external]
    outside = [slugs.body(name) for name in told if name.external]
    for body in inside:
        yield f"id: m{number}-{body}, kind: minute, body: {scalar(body)}, date: {day}"
    received = ", ".join(f"{{body: {scalar(body)}, date: {day}, minute: m{number}-{body}}}" for body in inside)
    yield f"id: r{number}, {_made(row, slugs, day)}" + (f", received_by: [{received}]" if received else "")
    for body in outside:
        owner = scalar(slugs.role(row.who[0]))
        sent = f"return_type: {scalar(row.slug)}, recipient: {scalar(body)}, owner: {owner}, submitted_on: {day}"
        yield f"id: s{number}-{body}, kind: submission, {sent}"


def _actions(row: Row, asked: Sequence[Asked], slugs: Slugs, case: Case) -> Iterator[str]:
    """One action for each role, or one that nobody leads; the minute of each body links them all."""
    closing = [each.about for each in asked if each.part == "closed" and each.about is not None]
    leads = [name for name in closing if not slugs.is_body(name)]
    bodies = [name for name in closing if slugs.is_body(name)]
    ids = [f"a{number}" for number in range(1, max(len(leads), bool(bodies)) + 1)]
    for number, action in enumerate(ids):
        lead = leads[number] if leads else None
        closed = ", status: open" if lead is not None and lead == case.open else f", closed_on: {AS_OF}, status: closed"
        led = f", lead: {scalar(slugs.role(lead))}" if lead else ""
        raised = f"raised_on: 2026-04-01, due: {AS_OF}"
        yield f"id: {action}, kind: action, topics: [{scalar(row.slug)}]{led}, {raised}{closed}"
    for name in bodies:
        if name != case.open:
            body = slugs.body(name)
            yield f"id: x-{body}, kind: minute, body: {scalar(body)}, date: {AS_OF}, links: [{', '.join(ids)}]"
