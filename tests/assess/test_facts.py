"""The integers of an opinion: floors counted, shares rounded the less flattering way."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.assess.building import AS_OF, asked, asks, document, folder, judge, on, record
from tests.engine.building import every, pack
from vprs.assess import assess
from vprs.dates import Span
from vprs.facts import describe_fact
from vprs.model import Attested, Check, Outcome, Record, Requirement
from vprs.problem import Problem


def facts(requirements: Requirement | list[Requirement], *records: Record) -> Mapping[str, int]:
    return judge(requirements, *records).opinions[0].facts


MANY = [
    asked("plan/a", "a", severity="high"),
    asked("plan/b", every("a", "b"), "a", severity="low"),
    asked("do/c", "c", severity="high"),
    asked("act/d", every("a", "u"), "a"),
]


def test_every_count_is_given_whole_by_phase_and_by_severity() -> None:
    found = facts(MANY, document("a"), document("u", review=None))
    names = ["requirements", "met", "partly_met", "not_met", "not_applicable", "not_assessed"]
    assert [found[name] for name in names] == [4, 1, 2, 1, 0, 1]
    assert [found[f"{name}.plan"] for name in names] == [2, 1, 1, 0, 0, 0]
    assert [found[f"{name}.do"] for name in names] == [1, 0, 0, 1, 0, 0]
    assert [found[f"{name}.check"] for name in names] == [0, 0, 0, 0, 0, 0]
    assert [found[f"{name}.act"] for name in names] == [1, 0, 1, 0, 0, 1]
    assert [found[f"{name}.high"] for name in names] == [2, 1, 0, 1, 0, 0]
    assert [found[f"{name}.medium"] for name in names] == [1, 0, 1, 0, 0, 1]
    assert [found[f"{name}.low"] for name in names] == [1, 0, 1, 0, 0, 0]
    assert len(found) == 6 * 8 + 5 + 2 + 4


def test_what_is_not_assessed_counts_as_its_floor_besides() -> None:
    found = facts(asked("plan/a", "a"), document("a", review=None))
    assert (found["not_assessed"], found["not_met"], found["met"]) == (1, 1, 0)


@pytest.mark.parametrize(("held", "asked_for", "percent"), [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100)])
def test_the_share_of_met_is_rounded_down(held: int, asked_for: int, percent: int) -> None:
    slugs = "abc"[:asked_for]
    found = facts([asked(f"plan/{slug}", slug) for slug in slugs], *(document(slug) for slug in slugs[:held]))
    assert (found["met_percent"], found["met_percent.plan"], found["met_percent.do"]) == (percent, percent, 0)


def test_the_share_of_met_leaves_out_what_does_not_apply_and_keeps_what_is_unknown() -> None:
    from tests.assess.test_findings import only_for

    asking = [asked("plan/a", "a"), asked("plan/b", "b"), asked("plan/c", "a", when=only_for("ambulance"))]
    found = facts(asking, document("a"), document("b", review=None))
    assert (found["not_applicable"], found["met_percent"]) == (1, 50)


def test_where_nothing_applies_nothing_is_met() -> None:
    from tests.assess.test_findings import only_for

    assert facts(asked("plan/c", "a", when=only_for("ambulance")), document("a"))["met_percent"] == 0


@pytest.mark.parametrize(("stated", "held", "percent"), [(0, 3, 0), (1, 9, 10), (1, 8, 12), (1, 2, 34), (3, 0, 100)])
def test_the_share_of_stated_records_is_rounded_up(stated: int, held: int, percent: int) -> None:
    slugs = [f"s{n}" for n in range(stated)] + [f"h{n}" for n in range(held)]
    records = [document(slug, held=slug.startswith("h")) for slug in slugs]
    found = facts([asked(f"plan/{slug}", slug) for slug in slugs], *records)
    assert (found["stated_percent"], found["attested_percent"]) == (percent, 0)


def test_a_record_that_many_answers_rest_on_is_one_record() -> None:
    asking = [asked(f"plan/{n}", "a") for n in "pqr"] + [asked("plan/s", "b")]
    assert facts(asking, document("a"), document("b", held=False))["stated_percent"] == 50


def test_records_behind_a_no_or_an_advisory_check_are_not_relied_on() -> None:
    asking = [asked("plan/a", "a", checks=(asks("a"), asks("c", advisory=True))), asked("plan/b", "b")]
    expired = document("b", held=False, review="2026-01-01")
    assert facts(asking, document("a"), expired, document("c", held=False))["stated_percent"] == 0


def test_attestations_have_a_share_of_their_own() -> None:
    form = Attested(statement="well", by=("lsms",), min_basis=0)
    said = asked("plan/s", "said", checks=(Check(slug="said", says="So.", form=form, form_name="attested"),))
    word = record("attestation", "w", statement="well", by="lsms", made_on=on("2026-09-01"), judgement="met")
    found = facts([said, asked("plan/a", "a"), asked("plan/b", "b")], word, document("a"), document("b"))
    assert (found["attested_percent"], found["stated_percent"]) == (34, 0)


def action(**fields: object) -> Record:
    return record("action", "act", **{"raised_on": on("2026-01-01"), "lead": "lsms", "status": "open", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "overdue"),
    [
        ({"due": on("2026-09-29")}, 1),
        ({"due": on("2026-09-30")}, 0),
        ({"due": on("2026-10-01")}, 0),
        ({"due": Span(on("2026-09-01").first, on("2026-09-30").first)}, 0),
        ({"due": Span(on("2026-08-01").first, on("2026-08-31").first)}, 1),
        ({}, 0),
        ({"due": on("2026-09-29"), "status": "closed", "links": ("proof",)}, 0),
        ({"due": on("2026-09-29"), "status": "closed"}, 1),
        ({"due": on("2026-09-30"), "status": "closed"}, 0),
        ({"due": on("2026-09-29"), "status": "cancelled"}, 0),
        ({"due": on("2026-09-29"), "closed_on": on("2026-09-30"), "links": ("proof",)}, 0),
        ({"due": on("2026-09-29"), "closed_on": on("2026-09-30")}, 1),
        ({"due": on("2026-09-29"), "closed_on": on("2026-10-01"), "links": ("proof",)}, 1),
        ({"due": on("2026-09-29"), "raised_on": on("2026-10-01")}, 0),
    ],
)
def test_an_action_is_overdue_the_day_after_it_was_due_while_it_is_open(
    fields: dict[str, object], overdue: int
) -> None:
    proof = record("minute", "proof", body="board", date=on("2026-05-01"))
    assert facts(asked("plan/a", "a"), action(**fields), proof)["overdue_actions"] == overdue


@pytest.mark.parametrize(
    ("proof", "closed"),
    [
        (record("minute", "proof", body="board", date=on("2026-01-01")), True),
        (record("minute", "proof", body="board", date=on("2025-12-31")), False),
        (record("minute", "proof", body="board", date=on("2026-09-30")), True),
        (record("minute", "proof", body="board", date=on("2026-10-01")), False),
        (record("minute", "proof", body="board", date=Span(on("2026-01-01").first, on("2026-01-31").last)), True),
        (record("minute", "proof", body="board", date=Span(on("2025-12-01").first, on("2026-01-31").last)), False),
        (record("minute", "proof", body="board", date=Span(on("2026-09-01").first, on("2026-10-31").last)), False),
        (record("minute", "proof", body="board"), False),
        (record("minute", "other", body="board", date=on("2026-05-01")), False),
        (record("action", "proof", raised_on=on("2026-05-01"), lead="lsms"), False),
        (record("document", "proof", doc_type="a", status="draft", approved_on=on("2026-05-01")), False),
        (record("document", "proof", doc_type="a", status="withdrawn", approved_on=on("2026-05-01")), False),
        (record("document", "proof", doc_type="a", status="approved", approved_on=on("2026-05-01")), True),
        (record("document", "proof", doc_type="a", status="approved", review_date=on("2026-05-01")), False),
        (record("report", "proof", report_type="trend", reported_on=on("2026-05-01")), True),
        (
            record(
                "plan",
                "proof",
                plan_type="work",
                agreed_on=on("2025-03-01"),
                period={"start": on("2025-04-01"), "end": on("2026-03-31")},
            ),
            False,
        ),
        (record("plan", "proof", plan_type="work", agreed_on=on("2026-03-01")), True),
        (
            record("metric", "proof", unit="n", period={"start": on("2025-10-01"), "end": on("2026-03-31")}),
            True,
        ),
    ],
)
def test_an_action_is_closed_only_by_evidence_made_for_certain_since_it_was_raised(proof: Record, closed: bool) -> None:
    ended = action(status="closed", due=on("2026-09-29"), links=("proof",))
    assert facts(asked("plan/z", "z"), ended, proof)["overdue_actions"] == (0 if closed else 1)


def test_an_action_that_does_not_say_when_it_was_raised_is_closed_by_nothing() -> None:
    proof = record("minute", "proof", body="board", date=on("2026-05-01"))
    ended = record("action", "act", lead="lsms", status="closed", due=on("2026-09-29"), links=("proof",))
    assert facts(asked("plan/a", "a"), ended, proof)["overdue_actions"] == 1


def test_an_open_action_without_a_lead_is_unowned() -> None:
    nobody = record("action", "act", raised_on=on("2026-01-01"), status="open")
    cancelled = record("action", "act2", raised_on=on("2026-01-01"), status="cancelled")
    in_words = record("action", "act3", raised_on=on("2026-01-01"), status="closed")
    assert facts(asked("plan/a", "a"), nobody, cancelled)["unowned_actions"] == 1
    assert facts(asked("plan/a", "a"), nobody, cancelled, in_words)["unowned_actions"] == 2
    assert facts(asked("plan/a", "a"), action())["unowned_actions"] == 0


def test_problems_of_the_folder_are_counted() -> None:
    problems = (Problem(file="a.md", message="It is torn."), Problem(file="b.md", message="It is wet."))
    found = assess([pack(asked("plan/a", "a"))], folder(problems=problems), as_of=AS_OF).opinions[0].facts
    assert found["problems"] == 2


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("not_met", 2, "requirements not met: 2"),
        ("not_met.high", 5, "requirements of high severity not met: 5"),
        ("met.plan", 0, "requirements met in Plan: 0"),
        ("met_percent.do", 40, "share of requirements met in Do: 40%"),
        ("stated_percent", 12, "share of the evidence relied on that is only stated: 12%"),
        ("overdue_actions", 1, "actions overdue: 1"),
    ],
)
def test_a_figure_is_named_in_words(name: str, number: int, words: str) -> None:
    assert describe_fact(name, number) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("not_met.high", "requirements of high severity red: 1"),
        ("partly_met", "requirements amber: 1"),
        ("met_percent.do", "share of requirements green in Do: 1%"),
        ("not_assessed", "requirements not assessed: 1"),
        ("requirements", "requirements: 1"),
    ],
)
def test_a_figure_is_named_in_the_words_of_its_pack(name: str, words: str) -> None:
    colours = {Outcome.MET: "Green", Outcome.PARTLY_MET: "Amber", Outcome.NOT_MET: "Red"}
    assert describe_fact(name, 1, colours) == words
