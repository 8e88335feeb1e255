"""Saying more precisely what is in a folder never turns one certain answer into the other.

An answer that is certain under `2026-09` stands under any day of that month; only what was not known may be decided.
Bounds of validity and of periods are no intervals: they are read as their last (or first) day (DESIGN 6.2, 0008).
"""

from __future__ import annotations

import calendar
import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks import asking
from tests.properties.casting import AHEAD, FORMS, Case, Raw, value
from tests.properties.drawing import cases, pick_of, unhurried
from tests.properties.observing import ask
from tests.properties.withdrawing import cells
from vprs.dates import Span, parse_span
from vprs.kinds import LOOKING_AHEAD, read_kinds
from vprs.model import Answer

BOUNDS = (AHEAD | LOOKING_AHEAD | {"start"}) - {"period.end"}
Path = tuple[str | int, ...]


@pytest.mark.parametrize("form", FORMS)
@unhurried(120)
@given(data=st.data())
def test_a_date_made_exact_leaves_what_was_certain(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    before = ask(case)
    if before.answer is Answer.UNKNOWN or "distinct" in case.check:  # distinct: the expected failures below
        return
    pick = pick_of(data)
    for index, given_record in enumerate(case.records):
        for path, span in imprecise(given_record):
            refined = put(given_record, path, pick(more_precise(span)))
            after = ask(case, [*case.records[:index], refined, *case.records[index + 1 :]])
            assert after.answer == before.answer, (before, refined, after)


def imprecise(given_record: Raw) -> Iterator[tuple[Path, Span]]:
    """Where a record says a month or a year of something that happened on some day."""
    for path in cells(given_record):
        names = [step for step in path if isinstance(step, str)]
        own_start = given_record["kind"] == "appointment" and names == ["start"]
        text = value_of(given_record, path)
        span = parse_span(text) if isinstance(text, str) else None
        if span and not span.exact and (own_start or names[-1] not in BOUNDS):
            yield path, span


def more_precise(span: Span) -> list[str]:
    """Its first, middle and last day, and the months of a year."""
    middle = span.first + (span.last - span.first) / 2
    months = (
        [f"{span.first.year}-{month:02}" for month in (1, 4, 9, 10, 12)] if span.last.month > span.first.month else []
    )
    return [span.first.isoformat(), middle.isoformat(), span.last.isoformat(), *months]


def value_of(given_record: Raw, path: Path) -> Any:
    found: Any = given_record
    for step in path:
        found = found[step]
    return found


def put(given_record: Raw, path: Path, text: str) -> Raw:
    changed = copy.deepcopy(dict(given_record))
    value_of(changed, path[:-1])[path[-1]] = text
    return changed


def test_a_month_may_be_made_any_day_of_it() -> None:
    february = parse_span("2024-02")
    assert february is not None
    assert calendar.isleap(2024)
    assert more_precise(february) == ["2024-02-01", "2024-02-15", "2024-02-29"]


# ----------------------------------------------------------------------------------------------- filling a blank


@pytest.mark.parametrize("form", ["none", "count", "every", "follows", "fields", "agree", "ratio"])
@unhurried(120)
@given(data=st.data())
def test_a_blank_filled_in_a_population_leaves_what_was_certain(form: str, data: st.DataObject) -> None:
    """What does not say whether it is one of those asked for may be one: saying so decides only what was open."""
    case = data.draw(cases(form))
    before = ask(case)
    if before.answer is Answer.UNKNOWN:
        return
    pick = pick_of(data)
    for selector in populations(case):
        for index, given_record in enumerate(case.records):
            for name in blanks(case, selector, given_record):
                field = read_kinds()[selector["kind"]].fields[name]
                filled = {**given_record, name: value(pick, field, [each["id"] for each in case.records])}
                after = ask(case, [*case.records[:index], filled, *case.records[index + 1 :]])
                assert after.answer == before.answer, (before, filled, after)


def populations(case: Case) -> list[Raw]:
    """Selectors whose records are asked something, or must not be there: what lacks a field may be one of them."""
    if case.form in ("none", "fields", "agree") or (case.form == "count" and "at_least" not in case.check):
        return [case.check]
    return [case.check[key] for key in ("of", "first") if "kind" in case.check.get(key, {})]


def blanks(case: Case, selector: Raw, given_record: Raw) -> list[str]:
    """Fields of the selector's words that the record lacks, and that nothing else of the check asks about."""
    check = case.check
    elsewhere = {check.get("exempt"), check.get("distinct"), *check.get("required", ()), *check.get("paths", ())}
    elsewhere |= {*check.get("allowed", {}), *(check.get("matching", {}) if case.form == "ratio" else ())}
    if given_record["kind"] != selector["kind"]:
        return []
    plain = [name for name, asked in selector.get("where", {}).items() if "present" not in str(asked)]
    bound = read_kinds()[selector["kind"]].valid_to
    return [name for name in plain if name not in given_record and name not in {*elsewhere, bound}]


# ------------------------------------------------------------------------ found by these properties, and mended


@pytest.mark.parametrize(
    "check",
    [
        "fields: {kind: action, required: [from]}",
        "exists: {kind: action, where: {from: {present: true}}}",
        "attested: {statement: safe, by: [lsms]}",
        "none: {kind: action, where: {from: {present: false}}, window: period, closed_world: We hold it.}",
    ],
)
def test_a_link_to_a_record_that_may_be_dated_later_is_not_known_to_lead_anywhere(check: str) -> None:
    records = (
        "- {id: a, kind: action, raised_on: 2026-05-01, from: m}\n"
        "- {id: j, kind: attestation, statement: safe, by: lsms, made_on: 2026-05-01, judgement: met, basis: [m]}\n"
        "- {id: m, kind: minute, body: board, date: 2026-09}\n"
    )
    assert asking.ask(check, records, as_of="2026-09-15").answer == "unknown"


def test_a_month_and_a_day_of_it_are_not_told_apart() -> None:
    check = "ratio: {of: {kind: activity, window: period}, matching: {topics: a}, distinct: date, at_least: 100%}"
    rough = "- {id: a, kind: activity, activity_type: x, date: 2026-05, topics: [a]}\n"
    rough += "- {id: b, kind: activity, activity_type: x, date: 2026-05-01, topics: [b]}\n"
    exact = rough.replace("2026-05,", "2026-05-01,")
    assert asking.ask(check, exact).answer == "yes"
    assert asking.ask(check, rough).answer == "unknown"


def test_a_year_may_fill_the_gap_that_it_is_needed_for() -> None:
    check = "recurs: {kind: activity, window: P12M, every: P4M}"
    days = "- {{kind: activity, activity_type: x, date: {}}}\n"
    rough = "".join(days.format(day) for day in ("2026-01-15", "2026-08-15", "2026"))
    exact = rough.replace("date: 2026}", "date: 2026-05-15}")
    assert asking.ask(check, exact, as_of="2026-09-15").answer == "yes"
    assert asking.ask(check, rough, as_of="2026-09-15").answer == "unknown"


def test_all_are_exempt_only_where_no_other_may_be_a_member() -> None:
    check = (
        "every: {of: {kind: incident, where: {category: physical}, window: period}, exempt: exempt_reason, grace: P6M,"
        " has: {kind: response, where: {incident: $each.id}}}"
    )
    known = "- {id: a, kind: incident, occurred_on: 2026-05-01, category: physical, exempt_reason: seen to}\n"
    doubtful = "- {id: b, kind: incident, occurred_on: 2026-09-01}\n"
    filled = "- {id: b, kind: incident, occurred_on: 2026-09-01, category: physical}\n"
    assert asking.told(asking.ask(check, known + filled)) == "unknown not-yet-due"
    assert asking.ask(check, known + doubtful).answer == "unknown"


# ------------------------------------------------------------------------------------------ what is still wrong


@pytest.mark.parametrize(
    ("told_apart_by", "value"), [("links", "[m]"), ("closed_on", "2026-09")], ids=["link", "closing date"]
)
def test_a_value_that_may_not_be_there_is_not_one_more_for_certain(told_apart_by: str, value: str) -> None:
    check = f"count: {{kind: action, window: period, distinct: {told_apart_by}, at_least: 1}}"
    records = f"- {{id: a, kind: action, raised_on: 2026-05-01, {told_apart_by}: {value}}}\n"
    records += "- {id: m, kind: minute, body: board, date: 2026-09}\n"
    later = records.replace("2026-09}", "2026-09-30}")
    assert asking.ask(check, later, as_of="2026-09-15").answer == "no"
    assert asking.ask(check, records, as_of="2026-09-15").answer == "unknown"


def test_two_dates_that_are_written_alike_may_be_two_days() -> None:
    check = "count: {kind: activity, window: period, distinct: date, at_least: 2}"
    rough = "- {id: a, kind: activity, activity_type: x, date: 2026-05}\n"
    rough += "- {id: b, kind: activity, activity_type: x, date: 2026-05}\n"
    exact = rough.replace("2026-05", "2026-05-01", 1).replace("2026-05}", "2026-05-02}")
    assert asking.ask(check, exact).answer == "yes"
    assert asking.ask(check, rough).answer == "unknown"
