import dataclasses
from typing import Any

import pytest

from tests.report import building
from tests.report.reading import table, words
from vprs.gaps import gap_paper, gap_rows
from vprs.model import Answer, Observation, Outcome, Reason
from vprs.phrases import REASONS
from vprs.problem import Problem


def test_every_requirement_has_exactly_one_row() -> None:
    trust = building.assessment()
    paths = [row.finding.requirement.path for row in gap_rows(trust)]
    assert sorted(paths) == sorted(finding.requirement.path for finding in trust.findings)


def test_within_a_phase_the_worst_come_first_and_what_is_met_is_shown_too() -> None:
    found = (
        building.met("plan", "a"),
        building.finding("plan", "b", Outcome.NOT_APPLICABLE),
        building.not_met("plan", "c", severity="low"),
        building.not_met("plan", "d", severity="high"),
        building.finding("plan", "e", Outcome.PARTLY_MET),
        building.not_assessed("plan", "f"),
        building.not_met("do", "g"),
    )
    order = [row.reference for row in gap_rows(building.assessment(found))]
    assert order == ["plan/d", "plan/c", "plan/f", "plan/e", "plan/a", "plan/b", "do/g"]


def test_not_assessed_always_says_at_worst_and_at_best() -> None:
    row = next(row for row in gap_rows(building.assessment()) if row.finding.outcome is Outcome.NOT_ASSESSED)
    assert (row.now, row.spread) == ("Not assessed", "at worst not met, at best met")


def test_the_last_cycle_is_a_dash_where_none_is_closed() -> None:
    assert {row.before for row in gap_rows(building.assessment())} == {"\u2014"}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_put_in_words(reason: Reason) -> None:
    rows = table(gap_paper(building.assessment()), "Check: requirements")
    wrong = next(row[4] for row in rows if row[0].startswith(f"check/reason-{reason} "))
    assert wrong.lower() == f"{REASONS[reason]}. Asked: what there says. | The check there answers no.".lower()


def test_missing_is_worded_not_in_this_folder() -> None:
    assert REASONS[Reason.MISSING] == "not in this folder"
    assert "the organisation has none" not in words(gap_paper(building.hopeless()))


def test_evidence_is_named_by_title_date_owner_and_place() -> None:
    rows = table(gap_paper(building.assessment()), "Do: requirements")
    partly = next(row for row in rows if row[0].startswith("do/training"))
    assert partly[3] == (
        "Violence prevention strategy, 1 May 2025, owner Chief Nurse, documents/strategy.md:1 | "
        "Executive-lead (appointment), 1 Apr 2024, no owner given, documents/letter.md:1 (stated: no file behind it)"
    ).replace("Executive-lead (", "Executive lead (")


def test_rows_about_people_are_counted_and_never_quoted() -> None:
    paper = gap_paper(building.assessment())
    row = next(row for row in table(paper, "Do: requirements") if row[0].startswith("do/reporting"))
    assert row[3] == "Incident: 7 rows, the first registers/incidents.csv:5"
    assert "Nurse B" not in words(paper)


def test_what_is_met_has_no_gap_and_nothing_wrong() -> None:
    row = table(gap_paper(building.perfect()), "Plan: requirements")[0]
    assert row[4:] == ["Nothing found.", "\u2014", "\u2014", "\u2014"]


def test_a_gap_without_an_action_shows_what_the_rules_propose() -> None:
    row = table(gap_paper(building.hopeless()), "Plan: requirements")[0]
    assert row[5:] == [
        "The board cannot show it. | Proposed: Bring it to the next board.",
        "Chief Nurse | 19 Dec 2026",
        "No action recorded in this folder | No risk recorded for it",
    ]


def test_a_recorded_action_takes_the_place_of_the_proposal_with_its_owner_due_date_and_progress() -> None:
    rows = table(gap_paper(building.with_registers()), "Plan: requirements")
    row = next(row for row in rows if row[0].startswith("plan/policy"))
    assert row[5] == "The board cannot show it. | Recorded: Replace panic alarms, documents/A-1.md:1"
    assert row[6] == "Local Security Management Specialist | 19 Oct 2026"
    assert row[7] == "Overdue | Quotes in | Risk register: R-17"


def test_an_action_closed_in_words_alone_is_shown_as_open_with_what_it_lacks() -> None:
    day = building.a_day("2026-10-19")
    fields: dict[str, Any] = {"requirement": "vprs-2020/plan/policy", "what": "Renew it", "lead": "lsms", "due": day}
    action = building.record("A-9", "action", raised_on=building.a_day("2026-05-01"), closed_on=day, **fields)
    rows = table(gap_paper(building.assessment(records=(action,))), "Plan: requirements")
    row = next(row for row in rows if row[0].startswith("plan/policy"))
    assert row[5] == "The board cannot show it. | Recorded: Renew it, documents/A-9.md:1"
    assert row[7].startswith("Overdue | Recorded as closed without evidence, so it counts as open: link it")


def test_a_judgement_and_an_accepted_risk_stand_beside_the_finding() -> None:
    rows = table(gap_paper(building.assessment()), "Plan: requirements")
    row = next(row for row in rows if row[0].startswith("plan/policy"))
    assert (
        "Judged: Local Security Management Specialist judged it met on 12 Oct 2026; this disagrees with the finding "
        "(documents/view.md:1). | Risk accepted: by Trust Board until 31 Jan 2027 (documents/R-17.md:1)."
    ) in row[4]
    assert row[2] == "Not met | Last cycle: \u2014"


def test_not_applicable_gives_its_reason_and_none_of_its_checks_counts_as_wrong() -> None:
    seen = (building.observation("there", Answer.NO, Reason.MISSING),)
    found = (
        building.finding("plan", "a", Outcome.NOT_APPLICABLE, observations=seen, why="Not applicable: no such ward."),
    )
    paper = gap_paper(building.assessment(found))
    assert table(paper, "Plan: requirements")[0][4] == "Not applicable: no such ward."
    assert table(paper, "Plan: every check")[0][3] == "Not applicable: no such ward."


def test_every_check_is_shown_with_its_sentence_and_its_place_whether_it_passed_or_not() -> None:
    trust = building.assessment()
    rows = [row for phase in ("Plan", "Do", "Check", "Act") for row in table(gap_paper(trust), f"{phase}: every check")]
    for finding in trust.findings:
        for one in finding.observations:
            row = next(row for row in rows if one.because in row[3] and row[0].endswith(finding.requirement.slug))
            assert all(witness.place in row[4] for witness in one.witnesses[:4])


def test_an_advisory_check_is_shown_and_said_to_decide_nothing() -> None:
    rows = table(gap_paper(building.assessment()), "Do: every check")
    row = next(row for row in rows if "advisory-third" in row[1])
    assert row[1] == "What advisory-third says. | Shown only; it never decides."
    wrong = next(row for row in table(gap_paper(building.assessment()), "Do: requirements") if "training" in row[0])[4]
    assert "advisory" not in wrong


def test_without_evidence_it_says_that_it_is_a_list_of_what_to_collect() -> None:
    assert "No evidence was read. This is a list of what to collect" in words(gap_paper(building.empty()))
    assert "No evidence was read." not in words(gap_paper(building.assessment()))


def test_problems_and_undescribed_files_are_listed_with_what_to_do() -> None:
    problem = Problem(file="a.csv", line=3, column=2, where="expires", message="'x' is not a date.", hint="Mend it.")
    lines = words(gap_paper(building.assessment(problems=(problem,)))).splitlines()
    assert "a.csv:3:2: expires: 'x' is not a date. Mend it." in lines
    assert "documents/loose.pdf" in lines


def test_of_a_thousand_problems_a_hundred_are_listed_and_the_rest_counted() -> None:
    problems = tuple(Problem(file="a.csv", line=n, message="Bad.") for n in range(1000))
    told = words(gap_paper(building.assessment(problems=problems)))
    assert told.count("a.csv:") == 99 + told.count("a.csv: Bad.")
    assert "And 900 more problems, listed in assessment.json." in told


def test_a_pack_may_have_its_own_words_for_outcomes() -> None:
    words_of_pack = {Outcome.NOT_MET: "Red", Outcome.MET: "Green"}
    rows = table(gap_paper(building.assessment(words=words_of_pack)), "Plan: requirements")
    assert [row[2].split(" | ")[0] for row in rows] == ["Red", "Green"]


def test_two_packs_stand_under_headings_of_their_own() -> None:
    found = (building.met("plan", "a"), building.not_met("plan", "b", pack="security-2017"))
    lines = words(gap_paper(building.assessment(found))).splitlines()
    assert "NHS Violence Prevention and Reduction Standard, first edition (security-2017 1.0.0)" in lines


def test_where_nobody_knows_whether_it_applies_that_is_said_before_what_is_missing() -> None:
    seen = (building.observation("there", Answer.NO, Reason.MISSING),)
    found = building.finding(
        "plan",
        "a",
        Outcome.NOT_ASSESSED,
        observations=seen,
        why="Not assessed: it may not apply.",
        floor=Outcome.NOT_MET,
    )
    row = table(gap_paper(building.assessment((found,))), "Plan: requirements")[0]
    assert row[4] == (
        "Not assessed: it may not apply. | Not in this folder. Asked: What there says. | The check there answers no."
    )


def test_what_another_requirement_decides_is_explained_by_the_finding_itself() -> None:
    found = building.finding("plan", "a", Outcome.NOT_MET, why="Not met: vprs-2020/plan/b is not met.")
    row = table(gap_paper(building.assessment((found,))), "Plan: requirements")[0]
    assert row[4] == "Not met: vprs-2020/plan/b is not met."


def test_an_entry_of_the_organisation_is_no_evidence() -> None:
    site = building.record("north", "organisation.sites", file="organisation.yaml", line=13)
    seen = (building.observation("there", Answer.NO, Reason.UNLINKED, witnesses=(site,)),)
    found = building.finding("plan", "a", Outcome.NOT_MET, observations=seen)
    row = table(gap_paper(building.assessment((found,))), "Plan: requirements")[0]
    assert row[3] == "No record is relied on."
    assert row[4].endswith("(organisation.yaml:13)")


def test_with_two_packs_every_reference_names_its_pack() -> None:
    found = (building.met("plan", "a"), building.not_met("plan", "b", pack="security-2017"))
    assert [row.reference for row in gap_rows(building.assessment(found))] == [
        "vprs-2020/plan/a",
        "security-2017/plan/b",
    ]


def a_finding(outcome: Outcome, *seen: Observation, **rest: Any) -> list[str]:
    """The row that the gap analysis gives a requirement of the phase plan, a text for each cell."""
    found = building.finding("plan", "a", outcome, observations=seen, **rest)
    return table(gap_paper(building.assessment((found,))), "Plan: requirements")[0]


def test_the_nearest_miss_of_what_is_missing_is_not_relied_on() -> None:
    seen = building.observation("there", Answer.NO, Reason.MISSING, witnesses=(building.STRATEGY,))
    assert a_finding(Outcome.NOT_MET, seen)[3] == "No record is relied on."


@pytest.mark.parametrize("reason", [Reason.EXPIRED, Reason.UNAPPROVED, Reason.WRONG_BODY, Reason.BELOW_TARGET])
def test_a_record_that_itself_falls_short_is_cited(reason: Reason) -> None:
    seen = building.observation("there", Answer.NO, reason, witnesses=(building.STRATEGY,))
    assert a_finding(Outcome.NOT_MET, seen)[3].startswith("Violence prevention strategy, 1 May 2025")


def test_nothing_is_relied_on_where_the_requirement_does_not_apply() -> None:
    seen = building.observation("there", Answer.YES, witnesses=(building.STRATEGY,))
    assert a_finding(Outcome.NOT_APPLICABLE, seen)[3] == "No record is relied on."


DOUBT = "Not assessed: whether it applies is not known; if it does, "


@pytest.mark.parametrize(
    ("floor", "ceiling", "told"),
    [
        (Outcome.NOT_MET, Outcome.NOT_MET, "it is not met"),
        (Outcome.NOT_MET, Outcome.MET, "at worst not met, at best met"),
    ],
)
def test_where_it_may_not_apply_that_is_said_before_worst_and_best(floor: Outcome, ceiling: Outcome, told: str) -> None:
    seen = building.observation("there", Answer.UNKNOWN, Reason.MISSING_FIELD)
    why = f"{DOUBT}{told}. The form does not say."
    row = a_finding(Outcome.NOT_ASSESSED, seen, floor=floor, ceiling=ceiling, why=why)
    assert row[2] == f"Not assessed | whether it applies is not known; if it does, {told} | Last cycle: \u2014"
    assert row[4].startswith(f"{why} | ")
    assert row[5].endswith("Proposed: Provide what decides whether it applies.")


def test_what_is_not_assessed_without_a_gap_asks_its_owner_for_what_is_missing() -> None:
    row = table(gap_paper(building.assessment((building.not_assessed("plan", "a"),))), "Plan: requirements")[0]
    assert row[5:] == [
        "Proposed: Provide what is missing: The check there answers unknown.",
        "Local Security Management Specialist | 19 Dec 2026",
        "No action recorded in this folder",
    ]


def test_what_waits_for_another_requirement_asks_for_what_that_one_lacks() -> None:
    row = a_finding(Outcome.NOT_ASSESSED, floor=Outcome.NOT_MET, ceiling=Outcome.MET)
    assert row[5] == "Proposed: Provide what is missing for the requirements that decide this one."


def test_a_reason_that_its_sentence_begins_with_is_not_said_twice() -> None:
    seen = building.observation("there", Answer.NO, Reason.MISSING, because="Not in this folder: a policy.")
    found = building.finding("plan", "a", Outcome.NOT_MET, observations=(seen,))
    paper = gap_paper(building.assessment((found,)))
    assert table(paper, "Plan: requirements")[0][4] == "Asked: What there says. | Not in this folder: a policy."
    assert table(paper, "Plan: every check")[0][3] == "Not in this folder: a policy."


def test_a_place_is_listed_once_and_counted_once() -> None:
    rows = (*building.INCIDENT_ROWS, *building.INCIDENT_ROWS[:2])
    seen = building.observation("there", Answer.NO, Reason.TOO_FEW, witnesses=(rows[0], *rows))
    found = building.finding("plan", "a", Outcome.NOT_MET, observations=(seen,))
    where = table(gap_paper(building.assessment((found,))), "Plan: every check")[0][4]
    assert where == " | ".join([*(f"registers/incidents.csv:{n}" for n in range(5, 9)), "and 3 more"])


def test_the_full_stop_of_a_recorded_action_does_not_meet_the_comma_after_it() -> None:
    action = building.record("A-9", "action", what="Mend it.", requirement="vprs-2020/plan/a", status="open")
    trust = building.assessment((building.not_met("plan", "a"),), records=(action,))
    row = table(gap_paper(trust), "Plan: requirements")[0]
    assert row[5].endswith("Recorded: Mend it, documents/A-9.md:1")


def test_its_draft_waits_for_the_sign_offs_of_the_statement_for_it_has_none() -> None:
    assert "It stays a draft until the sign-offs of the assurance statement stand." in words(
        gap_paper(building.assessment())
    )
    assert "It stays a draft: there is no assurance statement to sign." in words(gap_paper(building.empty()))


def test_of_no_file_it_is_not_said_that_each_is_described() -> None:
    lines = words(gap_paper(building.empty())).splitlines()
    assert "The folder holds no evidence file." in lines
    assert "Every file in the folder is described by a record." not in lines
    described = dataclasses.replace(building.assessment().workspace, files=building.assessment().workspace.files[:1])
    trust = dataclasses.replace(building.assessment(), workspace=described)
    assert "Every file in the folder is described by a record." in words(gap_paper(trust)).splitlines()
