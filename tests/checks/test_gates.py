"""Whether a requirement applies, and what people have said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.asking import OPEN, check_of, organisation_of, pack_with, records_of
from vprs.checks import acceptance, gate, judgement, make_context
from vprs.checks.context import Context
from vprs.dates import Duration, rolling
from vprs.model import (
    Advice,
    CheckIs,
    Clause,
    Exists,
    Lost,
    Matcher,
    Organisation,
    Outcome,
    Requirement,
    Selector,
    Workspace,
)

AS_OF = date(2026, 9, 30)


def requirement(
    when: tuple[Clause, ...] = (), while_: Selector | None = None, not_applicable_by: tuple[str, ...] = ()
) -> Requirement:
    return Requirement(
        path="p/plan/x",
        pack="p",
        phase="plan",
        slug="x",
        title="X",
        requirement="X.",
        rationale="Because.",
        source={},
        theme="governance",
        severity="high",
        checks=(check_of("exists: {kind: alert, window: period}"),),
        met_when=CheckIs(slug="asked"),
        partly_when=None,
        if_not_met=Advice(gap="", action="", owner="lsms", due_in=Duration(1, 0)),
        when=when,
        while_=while_,
        not_applicable_by=not_applicable_by,
        file="p/plan/x.yaml",
        digest="",
    )


def context(records: str = "", who: Organisation = OPEN, lost: tuple[Lost, ...] = (), as_of: date = AS_OF) -> Context:
    workspace = Workspace(organisation=who, records=records_of(records, who), lost=lost)
    return make_context(pack_with({}), workspace, as_of, rolling(as_of, Duration(6, 0)))


def clause(field: str, *values: str) -> Clause:
    return Clause(field=tuple(field.split(".")), matchers=(Matcher(operator="one_of", operands=values),))


def test_when_asks_the_organisation() -> None:
    for_trusts = requirement(when=(clause("organisation.type", "acute", "ambulance"),))
    assert gate(for_trusts, context(who=organisation_of("type: acute"))).answer == "yes"
    shut = gate(for_trusts, context(who=organisation_of("type: icb")))
    assert (shut.answer, shut.reason) == ("no", "not-relevant")
    employers = requirement(when=(clause("organisation.functions", "commissioner"),))
    assert (
        gate(employers, context(who=organisation_of("{type: icb, functions: [commissioner, employer]}"))).answer
        == "yes"
    )
    assert gate(employers, context(who=organisation_of("{type: icb, functions: [employer]}"))).answer == "no"
    assert gate(employers, context(who=organisation_of("type: icb"))).answer == "unknown"


@pytest.mark.parametrize(
    ("asked", "value", "other"),
    [
        ("code", "EX", "EY"),
        ("name", "Example", "Sample"),
        ("type", "acute", "icb"),
        ("functions", "employer", "commissioner"),
    ],
)
def test_when_asks_what_every_organisation_has_wherever_it_was_made(asked: str, value: str, other: str) -> None:
    """One that was not read from a file has no fields, and says who it is all the same."""
    who = replace(OPEN, functions=("employer",))
    assert not who.fields
    for word, answer in ((value, "yes"), (other, "no")):
        assert gate(requirement(when=(clause(f"organisation.{asked}", word),)), context(who=who)).answer == answer


CONCERN = "{kind: risk, register: provider-concerns, raised_on: 2026-05-01%s}"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (CONCERN % "", "yes"),
        (CONCERN % ", closed_on: 2026-09-30", "no"),
        (CONCERN % ", closed_on: 2026-10-01", "yes"),
        (CONCERN.replace("2026-05-01", "2026-10-01") % "", "no"),
        ("{kind: risk, raised_on: 2026-05-01}", "unknown"),
    ],
)
def test_while_asks_for_a_record_that_stands(record: str, answer: str) -> None:
    absent = Clause(field=("closed_on",), matchers=(Matcher(operator="present", operands=(False,)),))
    standing = Selector(kind="risk", where=(clause("register", "provider-concerns"), absent))
    assert gate(requirement(while_=standing), context(f"[{record}]")).answer == answer


def test_a_lost_item_may_be_the_concern_that_stands() -> None:
    standing = Selector(kind="risk", where=(clause("register", "provider-concerns"),))
    found = gate(requirement(while_=standing), context(lost=(Lost(kind="risk", file="risks.yaml"),)))
    assert (found.answer, found.reason) == ("unknown", "unreadable")


ATTESTED = "{kind: attestation, requirement: p/plan/x, by: executive-lead, made_on: %s, judgement: %s, reason: We have no such sites%s}"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (ATTESTED % ("2026-03-30", "not-applicable", ""), "no"),
        (ATTESTED % ("2026-03-29", "not-applicable", ""), "yes"),
        (ATTESTED % ("2026-09-01", "not-applicable", ", valid_until: 2026-09-29"), "yes"),
        (ATTESTED % ("2026-09-01", "met", ""), "yes"),
        ((ATTESTED % ("2026-09-01", "not-applicable", "")).replace("executive-lead", "lsms"), "yes"),
        ((ATTESTED % ("2026-09-01", "not-applicable", "")).replace(", reason: We have no such sites", ""), "yes"),
        ((ATTESTED % ("2026-09-01", "not-applicable", "")).replace("p/plan/x", "p/plan/y"), "yes"),
    ],
)
def test_not_applicable_needs_an_allowed_role_a_reason_and_freshness(record: str, answer: str) -> None:
    found = gate(requirement(not_applicable_by=("executive-lead",)), context(f"[{record}]"))
    assert found.answer == answer
    assert (found.attested is not None) is (answer == "no")


def test_the_latest_word_of_an_allowed_role_counts_and_a_lost_one_may_be_later() -> None:
    older, newer = ATTESTED % ("2026-08-01", "not-applicable", ""), ATTESTED % ("2026-09-01", "met", "")
    asked = requirement(not_applicable_by=("executive-lead",))
    assert gate(asked, context(f"[{older}, {newer}]")).answer == "yes"
    lost = (Lost(kind="attestation", file="a.yaml", line=4),)
    assert gate(asked, context(f"[{older}]", lost=lost)).answer == "unknown"


def test_a_judgement_stands_beside_until_it_lapses() -> None:
    made = context(f"[{ATTESTED % ('2026-08-01', 'partly-met', '')}]")
    found = judgement(requirement(), made)
    assert found is not None
    assert found.fields["judgement"] == "partly-met"
    assert judgement(requirement(), context(f"[{ATTESTED % ('2026-03-01', 'met', '')}]")) is None


@pytest.mark.parametrize(
    ("until", "closed", "stands"),
    [("2026-09-30", "", True), ("2026-09-29", "", False), ("2027-01-01", ", closed_on: 2026-09-01", False)],
)
def test_an_accepted_risk_is_shown_until_it_lapses(until: str, closed: str, stands: bool) -> None:
    record = f"{{kind: risk, raised_on: 2026-05-01, requirement: p/plan/x, accepted_by: board, accepted_until: {until}{closed}}}"
    assert (acceptance(requirement(), context(f"[{record}]")) is not None) is stands


def test_an_unused_form_is_no_gate() -> None:
    assert gate(requirement(), context()).answer == "yes"
    assert isinstance(requirement().checks[0].form, Exists)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(("outcome", "shown"), [("not-met", "partly-met"), ("partly-met", "not-met")])
def test_of_one_day_the_judgement_that_differs_from_the_outcome_is_shown(
    outcome: str, shown: str, reverse: bool
) -> None:
    both = [ATTESTED % ("2026-08-01", "not-met", ""), ATTESTED % ("2026-08-01", "partly-met", "")]
    made = context(f"[{', '.join(both[::-1] if reverse else both)}]")
    found = judgement(requirement(), made, Outcome(outcome))
    assert found is not None
    assert found.fields["judgement"] == shown


HERE = "{name: Trial Trust, code: TT, type: acute, functions: [provider], sites: [{id: north, name: North, occupancy: owned}]}"


@pytest.mark.parametrize(
    ("field", "value", "answer"),
    [
        ("organisation.code", "TT", "yes"),
        ("organisation.code", "TX", "no"),
        ("organisation.name", "trial trust", "yes"),
        ("organisation.name", "Other", "no"),
        ("organisation.type", "acute", "yes"),
        ("organisation.functions", "provider", "yes"),
        ("organisation.functions", "employer", "no"),
        ("organisation.sites.id", "north", "yes"),
        ("organisation.sites.id", "south", "no"),
        ("organisation.sites.occupancy", "owned", "yes"),
        ("organisation.units.id", "north", "unknown"),
    ],
)
def test_what_organisation_yaml_says_decides_whether_it_applies(field: str, value: str, answer: str) -> None:
    assert gate(requirement(when=(clause(field, value),)), context(who=organisation_of(HERE))).answer == answer


def test_a_gate_that_is_shut_or_open_says_which_words_decide() -> None:
    asked = requirement(when=(clause("organisation.type", "icb"), clause("organisation.year_start", "01-01")))
    shut = gate(asked, context(who=organisation_of("{type: acute, year_start: '01-01'}")))
    assert shut.why == "It does not apply to this organisation, by its type, year start."
    open_ = gate(asked, context(who=organisation_of("type: icb")))
    assert (open_.answer, open_.reason) == ("unknown", "missing-field")
    assert open_.why == "organisation.yaml does not give what decides whether this applies (type, year start)."
    inside = gate(
        requirement(when=(clause("organisation.sites.occupancy", "leased"),)), context(who=organisation_of(HERE))
    )
    assert (inside.answer, inside.reason) == ("no", "not-relevant")
    assert inside.why == "It does not apply to this organisation, by its occupancy."


STANDING = Selector(kind="risk", where=(clause("register", "provider-concerns"),))


@pytest.mark.parametrize(
    ("records", "reason", "why"),
    [
        (
            "",
            "not-relevant",
            "It applies only while there is a provider-concerns risk, and there is none in this folder.",
        ),
        (
            "[{id: k, kind: risk, raised_on: 2026-05-01}]",
            "missing-field",
            "It applies only while there is a provider-concerns risk; k (records.yaml:1) may be one, but does"
            " not say its register.",
        ),
    ],
)
def test_what_a_requirement_waits_for_is_said(records: str, reason: str, why: str) -> None:
    found = gate(requirement(while_=STANDING), context(records))
    assert (found.reason, found.why) == (reason, why)


def test_a_requirement_waits_for_what_has_lapsed_too() -> None:
    contract = (
        "[{kind: document, doc_type: contract, status: approved, approved_on: 2020-01-01, review_date: 2021-01-01}]"
    )
    asked = requirement(while_=Selector(kind="document", where=(clause("doc_type", "contract"),)))
    assert gate(asked, context(contract)).answer == "yes"


RELEASE = "{id: n, kind: attestation, requirement: p/plan/x, by: executive-lead, made_on: %s, judgement: not-applicable, reason: We have no such sites}"
AGAINST = "{id: o, kind: attestation, requirement: p/plan/x, by: executive-lead, made_on: %s, judgement: not-met}"
OPEN_WORD = "n (records.yaml:1) says it does not apply; whether that is the latest word, and in force, cannot be told."
MID = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("records", "lost", "told", "why"),
    [
        (
            (RELEASE % "2026-08-15",),
            (),
            ("no", "not-relevant"),
            "n (records.yaml:1): attested not applicable by executive-lead: We have no such sites",
        ),
        ((RELEASE % "2026-08-15", AGAINST % "2026-08-15"), (), ("unknown", "conflicting"), OPEN_WORD),
        ((RELEASE % "2026-08-15", AGAINST % "2026-08"), (), ("unknown", "ambiguous-date"), OPEN_WORD),
        ((RELEASE % "2026-08", AGAINST % "2026-08-15"), (), ("unknown", "ambiguous-date"), OPEN_WORD),
        ((RELEASE % "2026-09",), (), ("unknown", "ambiguous-date"), OPEN_WORD),
        ((RELEASE % "2026-03",), (), ("unknown", "ambiguous-date"), OPEN_WORD),
        ((RELEASE % "2026-08-15", AGAINST % "2026-08-14"), (), ("no", "not-relevant"), "We have no such sites"),
        ((RELEASE % "2026-08-15", AGAINST % "2026-08-16"), (), ("yes", None), ""),
        ((AGAINST % "2026-09",), (), ("yes", None), ""),
        (
            (RELEASE % "2026-08-15",),
            (Lost(kind="attestation", file="a.yaml"), Lost(kind="attestation", file="b.yaml")),
            ("unknown", "unreadable"),
            "n (records.yaml:1) says it does not apply; a.yaml could not be read and may say otherwise.",
        ),
    ],
)
def test_what_was_attested_of_a_requirement_is_said(
    records: tuple[str, ...], lost: tuple[Lost, ...], told: tuple[str, str | None], why: str
) -> None:
    asked = requirement(not_applicable_by=("executive-lead",))
    found = gate(asked, context(f"[{', '.join(records)}]", lost=lost, as_of=MID))
    assert (found.answer, found.reason) == told
    assert found.why.endswith(why)


@pytest.mark.parametrize(
    ("until", "stands"),
    [
        ("", False),
        (", valid_until: 2026-09-14", False),
        (", valid_until: 2026-09-15", True),
        (", valid_until: 2030", True),
    ],
)
def test_a_judgement_that_says_until_when_stands_until_then(until: str, stands: bool) -> None:
    made = (AGAINST % "2025-01-01").replace("}", until + "}")
    assert (judgement(requirement(), context(f"[{made}]", as_of=MID)) is not None) is stands


@pytest.mark.parametrize(
    ("more", "id_shown"),
    [
        ((("a", "2026-10-01"), ("b", "2026-12-01")), "b"),
        ((("b", "2026-12-01"), ("a", "2026-12-01")), "b"),
        ((("a", "2026-12"), ("b", "2026-12-30")), "a"),
        ((("a", "2026-09-30"), ("b", "2026-09-29")), "a"),
        ((("a", "2026-09-29"),), None),
    ],
)
def test_of_several_accepted_risks_the_one_that_lapses_last_is_shown(
    more: tuple[tuple[str, str], ...], id_shown: str | None
) -> None:
    risk = "{id: %s, kind: risk, raised_on: 2026-05-01, requirement: p/plan/x, accepted_by: board, accepted_until: %s}"
    found = acceptance(requirement(), context(f"[{', '.join(risk % each for each in more)}]"))
    assert (found.id if found else None) == id_shown


@pytest.mark.parametrize("lacking", ["accepted_by: board, ", ", accepted_until: 2026-12-01", "requirement: p/plan/x, "])
def test_a_risk_that_nobody_accepted_until_a_day_is_not_accepted(lacking: str) -> None:
    risk = "{id: a, kind: risk, raised_on: 2026-05-01, requirement: p/plan/x, accepted_by: board, accepted_until: 2026-12-01}"
    assert acceptance(requirement(), context(f"[{risk}]")) is not None
    assert acceptance(requirement(), context(f"[{risk.replace(lacking, '')}]")) is None


@pytest.mark.parametrize(
    ("made", "until", "shown"),
    [
        ("2025-01-01", None, False),
        ("2025-01-01", date(2024, 12, 31), False),
        ("2025-01-01", date(2025, 1, 1), True),
        ("2025-01", date(2025, 1, 15), True),
    ],
)
def test_a_judgement_of_an_earlier_cycle_is_shown_as_carried_forward(
    made: str, until: date | None, shown: bool
) -> None:
    asked = replace(context(f"[{AGAINST % made}]", as_of=MID), confirmed_after=until)
    assert (judgement(requirement(), asked) is not None) is shown
