"""Each form of DESIGN 6.3 as a rule file writes it, and as the checks receive it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.rulebook.packs import faults, form
from vprs.dates import Duration, Period, Span
from vprs.model import (
    Absent,
    Agree,
    Attested,
    Change,
    Clause,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Matcher,
    OfOrganisation,
    Operand,
    Ratio,
    Recurs,
    Ref,
    Selector,
    Window,
)


def clause(name: str, *operands: Operand, operator: str = "is") -> Clause:
    return Clause(field=tuple(name.split(".")), matchers=(Matcher(operator=operator, operands=operands),))


MINUTE = Selector(kind="minute")
YEAR = Window(name="rolling", duration=Duration(12, 0))
FORMS: list[tuple[str, Form]] = [
    ("exists: {kind: document}", Exists(selector=Selector(kind="document"))),
    (
        "exists: {kind: report, window: period, max_age: P6M, received_by: board, date: reported_on}",
        Exists(
            selector=Selector(
                kind="report",
                window=Window(name="period"),
                max_age=Duration(6, 0),
                received_by=("board",),
                date="reported_on",
            )
        ),
    ),
    (
        "exists: {kind: document, current: false, open_ended: true}",
        Exists(selector=Selector(kind="document", current=False, open_ended=True)),
    ),
    (
        "none: {kind: incident, window: financial-year}",
        Absent(selector=Selector(kind="incident", window=Window(name="financial-year"))),
    ),
    (
        "none: {kind: incident, window: {from: 2026-04, to: 2026-09}, closed_world: all are written up}",
        Absent(
            selector=Selector(
                kind="incident",
                window=Window(name="between", between=Period(date(2026, 4, 1), date(2026, 9, 30))),
            ),
            closed_world="all are written up",
        ),
    ),
    ("count: {kind: minute, at_least: 2, distinct: date}", Count(selector=MINUTE, at_least=2, distinct="date")),
    ("count: {kind: minute, exactly: 0}", Count(selector=MINUTE, exactly=0)),
    ("count: {kind: minute, at_least: 1, at_most: 3}", Count(selector=MINUTE, at_least=1, at_most=3)),
    ("held: {role: lsms}", Held(role="lsms")),
    (
        "held: {role: lsms, at_least: 2, where: {accredited: true}, throughout: period, max_vacancy: P30D}",
        Held(
            role="lsms",
            at_least=2,
            where=(clause("accredited", True),),
            throughout="period",
            max_vacancy=Duration(0, 30),
        ),
    ),
    ("attested: {statement: capacity, by: smd}", Attested(statement="capacity", by=("smd",))),
    (
        "attested: {statement: capacity, by: [smd, lsms], valid_for: P1Y, min_basis: 0}",
        Attested(statement="capacity", by=("smd", "lsms"), valid_for=Duration(12, 0), min_basis=0),
    ),
    (
        "every: {of: {list: [police, 101]}, has: {kind: activity, where: {partner: $each}}, at_least: 84.5%}",
        Every(
            of=("police", "101"),
            has=Selector(kind="activity", where=(clause("partner", Ref(base="each")),)),
            at_least=Fraction(169, 200),
        ),
    ),
    (
        (
            "every: {of: {organisation: sites, where: {opened: {at_most: $period.start}, occupancy: owned}},"
            " has: {kind: assessment, where: {sites: $each.id}}}"
        ),
        Every(
            of=OfOrganisation(
                name="sites",
                where=(
                    clause("opened", Ref(base="period", path=("start",)), operator="at_most"),
                    clause("occupancy", "owned"),
                ),
            ),
            has=Selector(kind="assessment", where=(clause("sites", Ref(base="each", path=("id",))),)),
        ),
    ),
    (
        (
            "every: {of: {kind: incident}, has: {kind: response, where: {incident: $each.id}}, exempt: exempt_reason,"
            " grace: P14D, due: 2026-12-31}"
        ),
        Every(
            of=Selector(kind="incident"),
            has=Selector(kind="response", where=(clause("incident", Ref(base="each", path=("id",))),)),
            exempt="exempt_reason",
            grace=Duration(0, 14),
            due=date(2026, 12, 31),
        ),
    ),
    (
        "follows: {first: {kind: document}, then: {kind: minute, where: {links: $first.id}}}",
        Follows(
            first=Selector(kind="document"),
            then=Selector(kind="minute", where=(clause("links", Ref(base="first", path=("id",))),)),
        ),
    ),
    (
        "follows: {first: {kind: document}, then: {kind: minute}, order: after, within: P3M, for: latest}",
        Follows(
            first=Selector(kind="document"), then=MINUTE, order="after", within=Duration(3, 0), quantifier="latest"
        ),
    ),
    (
        (
            "fields: {kind: document, which: latest, required: [owner, horizon.end], sections: [duties],"
            " allowed: {status: [Approved, ratified]}}"
        ),
        Fields(
            selector=Selector(kind="document"),
            which="latest",
            required=("owner", "horizon.end"),
            allowed={"status": ("approved", "ratified")},
            sections=("duties",),
        ),
    ),
    (
        "recurs: {kind: minute, every: P6M}",
        Recurs(selector=Selector(kind="minute", window=YEAR), every=Duration(6, 0)),
    ),
    (
        "recurs: {kind: minute, every: P6M, tolerance: P2W, window: P24M}",
        Recurs(
            selector=Selector(kind="minute", window=Window(name="rolling", duration=Duration(24, 0))),
            every=Duration(6, 0),
            tolerance=Duration(0, 14),
        ),
    ),
    (
        "each_period: {kind: minute, each: month, last: 3, lag: P1M}",
        EachPeriod(selector=MINUTE, each="month", last=3, lag=Duration(1, 0)),
    ),
    (
        (
            "ratio: {of: {kind: training}, matching: {expires: {at_least: $as_of}}, distinct: person, at_least: 85%,"
            " min_denominator: 5}"
        ),
        Ratio(
            of=Selector(kind="training"),
            matching=(clause("expires", Ref(base="as_of"), operator="at_least"),),
            distinct="person",
            at_least=Fraction(17, 20),
            min_denominator=5,
        ),
    ),
    (
        (
            "ratio: {population: {organisation: staff_groups, where: {frontline: true}, sum: headcount},"
            " matching: {kind: training, where: {staff_group: $each.id}}, max_age: P3Y, at_most: 0.5%}"
        ),
        Ratio(
            of=OfOrganisation(name="staff_groups", where=(clause("frontline", True),), sum="headcount"),
            matching=Selector(kind="training", where=(clause("staff_group", Ref(base="each", path=("id",))),)),
            max_age=Duration(36, 0),
            at_most=Fraction(1, 200),
        ),
    ),
    ("change: {metric: assaults, at_most: -5%}", Change(metric="assaults", at_most=Fraction(-1, 20))),
    (
        "change: {count: {kind: minute}, each: quarter, compared: true}",
        Change(count=MINUTE, each="quarter", compared=True),
    ),
    (
        "agree: {kind: document, topic: review}",
        Agree(selector=Selector(kind="document"), topic="review"),
    ),
    (
        "agree: {kind: document, paths: [review_date, horizon.end]}",
        Agree(selector=Selector(kind="document"), paths=("review_date", "horizon.end")),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text for text, _ in FORMS])
def test_a_form_is_read_as_it_is_written(tmp_path: Path, text: str, expected: Form) -> None:
    assert form(tmp_path, text) == expected


@pytest.mark.parametrize(("each", "last"), [("month", 12), ("quarter", 4), ("half-year", 2), ("financial-year", 1)])
def test_each_period_asks_for_one_year_unless_told(tmp_path: Path, each: str, last: int) -> None:
    found = form(tmp_path, f"each_period: {{kind: minute, each: {each}}}")
    assert found == EachPeriod(selector=MINUTE, each=each, last=last)


def matcher(root: Path, kind: str, where: str) -> Matcher:
    found = form(root, f"exists: {{kind: {kind}, where: {{{where}}}}}")
    assert isinstance(found, Exists)
    return found.selector.where[0].matchers[0]


WHERE: list[tuple[str, str, Matcher]] = [
    ("document", "doc_type: [strategy, policy]", Matcher(operator="one_of", operands=("strategy", "policy"))),
    ("document", "doc_type: Terms of_Reference", Matcher(operator="is", operands=("terms-of-reference",))),
    ("document", "version: 3", Matcher(operator="is", operands=("3",))),
    ("document", "version: 1.10", Matcher(operator="is", operands=("1.10",))),
    ("document", "owner: {present: false}", Matcher(operator="present", operands=(False,))),
    ("document", "topics: {all_of: [a, b]}", Matcher(operator="all_of", operands=("a", "b"))),
    (
        "document",
        "review_date: {more_than: 2028-02}",
        Matcher(operator="more_than", operands=(Span(date(2028, 2, 1), date(2028, 2, 29)),)),
    ),
    ("document", "review_date: 2028", Matcher(operator="is", operands=(Span(date(2028, 1, 1), date(2028, 12, 31)),))),
    ("metric", "value: {less_than: 1.5}", Matcher(operator="less_than", operands=(Decimal("1.5"),))),
    ("metric", "value: {at_most: -5}", Matcher(operator="at_most", operands=(-5,))),
    ("incident", "suspected_crime: false", Matcher(operator="is", operands=(False,))),
    ("incident", "suspected_crime: yes", Matcher(operator="is", operands=(True,))),
    ("incident", "clinical_factor: unknown", Matcher(operator="is", operands=("unknown",))),
    (
        "report",
        "received_by: {any: {body: board}}",
        Matcher(operator="any", clauses=(clause("body", "board"),)),
    ),
    (
        "document",
        "owner: $organisation.code",
        Matcher(operator="is", operands=(Ref(base="organisation", path=("code",)),)),
    ),
]


@pytest.mark.parametrize(("kind", "where", "expected"), WHERE, ids=[where for _, where, _ in WHERE])
def test_an_operand_is_typed_as_its_field(tmp_path: Path, kind: str, where: str, expected: Matcher) -> None:
    assert matcher(tmp_path, kind, where) == expected


def test_several_operators_must_all_hold(tmp_path: Path) -> None:
    found = form(tmp_path, "exists: {kind: metric, where: {value: {at_least: 1, less_than: 2}}}")
    assert isinstance(found, Exists)
    assert [each.operator for each in found.selector.where[0].matchers] == ["at_least", "less_than"]


def test_a_share_is_kept_exactly(tmp_path: Path) -> None:
    found = form(tmp_path, "ratio: {of: {kind: training}, matching: {course: crt}, at_least: 33.333333333%}")
    assert isinstance(found, Ratio)
    assert found.at_least == Fraction(33333333333, 100000000000)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("85", "85 is not a share. Write 85%."),
        ("some", "'some' is not a share. Write a percentage: 85% or 84.5%."),
        ("100.1%", "'100.1%' is outside 0% to 100%. Write a share that can be."),
        ("-1%", "'-1%' is outside 0% to 100%. Write a share that can be."),
    ],
)
def test_a_share_that_cannot_be_is_refused(tmp_path: Path, share: str, said: str) -> None:
    text = f"ratio: {{at_least: {share}, of: {{kind: training}}, matching: {{course: crt}}}}"
    assert faults(tmp_path, text) == [f"plan/x.yaml:11:23: at_least: {said}"]


@pytest.mark.parametrize("share", ["0%", "100%", "0.1%"])
def test_a_share_at_the_edge_is_taken(tmp_path: Path, share: str) -> None:
    text = f"ratio: {{at_least: {share}, of: {{kind: training}}, matching: {{course: crt}}}}"
    assert faults(tmp_path, text) == []
