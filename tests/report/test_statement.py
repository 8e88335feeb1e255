import dataclasses
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.report import building
from tests.report.reading import table, words
from vprs.chair.paper import chair_paper
from vprs.gaps import gap_paper
from vprs.model import Answer, Assessment, EvidenceFile, Finding, Lost, Outcome, Reason
from vprs.paper import Heading, Paper, Paragraph, SignOff, Table, text_of
from vprs.phrases import short
from vprs.problem import Problem
from vprs.statement import statement_paper

PARTS = [
    ("1", "Organisation, period and standard"),
    ("2", "Executive lead, author, route and dates"),
    ("3", "Decision asked of the board"),
    ("4", "Opinion and why"),
    ("5", "Results by phase, and change since last time"),
    ("6", "What is not met, and why"),
    ("7", "Actions overdue, and due before the next statement"),
    ("8", "Incident indicators, trend and reporting rate"),
    ("9", "Training"),
    ("10", "RIDDOR and regulator contact"),
    ("11", "Risks"),
    ("12", "Equality"),
    ("13", "Limits of this assurance"),
    ("14", "Declaration and sign-off"),
    ("", "Appendix"),
]
TRUSTS = {
    "empty": building.empty(),
    "perfect": building.perfect(),
    "hopeless": building.hopeless(),
    "every case": building.assessment(),
    "registers": building.with_registers(),
    "no rules": building.assessment(()),
}


@pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)
def test_the_fourteen_parts_and_the_appendix_stand_in_order_for_every_trust(trust: Assessment) -> None:
    headings = [one for one in statement_paper(trust).blocks if isinstance(one, Heading)]
    assert [(one.number, one.text) for one in headings if one.level == 2] == PARTS
    assert [one.level for one in headings].count(1) == 1


@pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)
def test_page_one_says_draft_self_assessment_opinion_and_the_number_not_assessed(trust: Assessment) -> None:
    blocks = statement_paper(trust).blocks
    first = next(number for number, one in enumerate(blocks) if isinstance(one, Heading) and one.number == "2")
    told = " ".join(text_of(one.runs) for one in blocks[:first] if isinstance(one, Paragraph))
    assert told.startswith("DRAFT. ")
    assert "This is a self-assessment, not internal audit." in told
    assert f"Opinion by the rules of vprs-2020 1.0.0: {trust.opinions[0].level} assurance" in told.replace(
        "no assurance", "none assurance"
    )
    assert "%" not in told
    if trust.findings:
        assert f" {Counter(one.outcome for one in trust.findings)[Outcome.NOT_ASSESSED]} not assessed" in told


def test_page_one_names_who_when_and_by_which_rules() -> None:
    rows = dict(table(statement_paper(building.assessment()), "What was assessed"))
    assert rows["Organisation"] == "Northmoor Acute Hospitals NHS Trust (fictional) (NMA), acute"
    assert rows["Period judged"] == "1 April 2026 to 30 September 2026"
    assert rows["Judged as of"] == "20 October 2026"
    assert rows["Rules: vprs-2020"] == (
        "NHS Violence Prevention and Reduction Standard, first edition; version 1.0.0, edition 2020. "
        "Not verified: a working paraphrase, not compared with the official text."
    )


def test_a_verified_pack_says_who_compared_it_and_when() -> None:
    rows = dict(table(statement_paper(building.perfect()), "What was assessed"))
    assert rows["Rules: vprs-2020"].endswith(
        "Verified: every file was compared with the official text by Local Security Management Specialist on "
        "2026-09-01."
    )


@pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)
def test_counts_per_phase_and_outcome_add_up_to_the_findings(trust: Assessment) -> None:
    rows = table(statement_paper(trust), "Requirements by phase and outcome")
    *phases, total = [[int(cell) for cell in row[1:]] for row in rows]
    assert [sum(column) for column in zip(*phases, strict=True)] == total
    assert all(sum(row[:-1]) == row[-1] for row in (*phases, total))
    assert total[-1] == len(trust.findings)


@pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)
def test_part_six_lists_every_requirement_that_is_not_met_or_not_assessed(trust: Assessment) -> None:
    told = words(statement_paper(trust))
    for finding in trust.findings:
        listed = f"{finding.requirement.phase}/{finding.requirement.slug}, severity" in told
        assert listed == (finding.outcome in (Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.NOT_ASSESSED))


def test_a_perfect_trust_is_asked_to_agree_no_action_and_told_of_no_gap() -> None:
    told = words(statement_paper(building.perfect()))
    for sentence in (
        "No requirement was found to be not met.",
        "No requirement was found to be partly met.",
        "No requirement was left not assessed.",
        "Every requirement that applies was assessed.",
        "No gap was found, so none is proposed.",
        "No judgement in this folder disagrees with a finding.",
        "Every item of evidence in this folder was read.",
    ):
        assert sentence in told.splitlines()
    assert "Agree the owners" not in told


def test_a_hopeless_trust_reads_nothing_that_sounds_like_a_pass() -> None:
    told = words(statement_paper(building.hopeless()))
    assert "Of 12 requirements: 0 met, 0 partly met, 12 not met, 0 not assessed and 0 not applicable." in told
    assert "Agree the owners and dates of the actions that close 12 gaps in part 7." in told
    assert "Opinion by the rules of vprs-2020 1.0.0: no assurance." in told


def test_a_folder_with_nothing_in_it_has_every_part_say_so() -> None:
    lines = words(statement_paper(building.empty())).splitlines()
    for sentence in (
        "Chief Nurse: holder not recorded in this folder",
        "role not recorded in this folder",
        "Route and dates: not recorded in this folder. No report of this period or since says who received it.",
        "There is no closed cycle to compare with, so no change since last time is shown.",
        "No action is recorded in this folder.",
        "No incident of 1 April 2026 to 30 September 2026 is in this folder, so none is counted here.",
        "No staff survey result or other measure is in this folder.",
        "No training record is in this folder, so no training figure is given.",
        "No incident of the period is in this folder, so nothing is known here of reports under RIDDOR.",
        "Contact with a regulator in the period or since: not recorded in this folder.",
        "No open risk is recorded in this folder.",
        "The folder holds no evidence file.",
    ):
        assert sentence in lines


def test_people_appear_by_role_and_code() -> None:
    rows = table(statement_paper(building.with_registers()), "Executive lead")
    assert rows[0] == ["Executive lead", "Chief Nurse: holder P-014 since 1 April 2024 (documents/letter.md:1)"]
    assert rows[1] == ["Author of this statement", "role not recorded in this folder"]
    assert rows[2] == [
        "Lead for violence prevention",
        "Local Security Management Specialist: holder not recorded in this folder",
    ]


def test_the_author_is_the_role_that_prepared_the_statement_of_this_very_period() -> None:
    period = {"start": building.a_day("2026-04-01"), "end": building.a_day("2026-09-30")}
    report = building.record(
        "this",
        "report",
        report_type="assurance-statement",
        reported_on=building.a_day("2026-10-15"),
        prepared_by="lsms",
        period=period,
    )
    rows = dict(table(statement_paper(building.assessment(records=(report,))), "Executive lead"))
    assert rows["Author of this statement"] == "Local Security Management Specialist (documents/this.md:1)"


def test_the_route_shows_who_received_which_report_on_which_minute() -> None:
    rows = table(statement_paper(building.with_registers()), "Route")
    assert rows == [
        [
            "Assurance statement, first half",
            "20 May 2026",
            "Trust Board",
            "28 May 2026",
            "minutes-2026-05",
            "documents/paper.md:1",
        ]
    ]


def test_why_names_the_reason_the_question_the_answer_and_the_place() -> None:
    rows = table(statement_paper(building.assessment()), "Partly met")
    assert rows[0][1] == "Out of date. Asked: What second says. | It ran out (documents/strategy.md:1)."
    assert table(statement_paper(building.assessment()), "Not assessed")[0][1] == (
        "At worst not met, at best met. | No register that is declared complete covers it. Asked: What there says. | "
        "The check there answers unknown. (registers/incidents.csv:5)"
    )


def test_overdue_means_due_before_the_day_of_judgement_and_what_is_due_that_day_is_not() -> None:
    paper = statement_paper(building.with_registers())
    overdue, due = table(paper, "Recorded actions that are overdue"), table(paper, "Recorded actions due before")
    assert [row[0] for row in overdue] == ["Replace panic alarms | documents/A-1.md:1"]
    assert [row[0] for row in due] == ["Write the lone working procedure | documents/A-2.md:1"]
    assert due[0][2] == "no owner recorded"
    assert [row[0] for row in table(paper, "Other open actions")] == ["No date | documents/A-4.md:1"]
    assert (
        "Of 4 recorded actions, 3 are open: 3 listed above, 0 due later. Of those open, 1 without a date, 2 without an "
        "owner and 0 recorded as closed without evidence."
    ) in words(paper)


IN_WORDS: dict[str, Any] = {
    "what": "Train",
    "lead": "lsms",
    "raised_on": building.a_day("2026-05-01"),
    "status": "closed",
}
DOUBT = "Recorded as closed without evidence, so it counts as open: link it to a record made since it was raised."


@pytest.mark.parametrize(
    ("due", "caption"),
    [
        ("2026-10-19", "Recorded actions that are overdue"),
        ("2026-10-20", "Recorded actions due before"),
        ("2028-01-01", "Other"),
    ],
)
def test_what_is_closed_in_words_alone_stands_among_the_open_ones_and_says_so(due: str, caption: str) -> None:
    action = building.record("A-9", "action", due=building.a_day(due), progress="Done", **IN_WORDS)
    paper = statement_paper(building.assessment(records=(action,)))
    assert table(paper, caption) == [
        [
            "Train | documents/A-9.md:1",
            "no requirement named",
            "Local Security Management Specialist",
            short(building.a_day(due)),
            f"{DOUBT} | Done",
        ]
    ]
    assert "0 due later. Of those open, 0 without a date, 0 without an owner and 1 recorded as closed" in words(paper)


def test_an_action_that_is_due_after_the_next_statement_and_lacks_nothing_is_counted_only() -> None:
    open_one: dict[str, Any] = {**IN_WORDS, "status": "open"}
    action = building.record("A-9", "action", due=building.a_day("2028-01-01"), **open_one)
    told = words(statement_paper(building.assessment(records=(action,))))
    assert "Of 1 recorded action, 1 is open: 0 listed above, 1 due later." in told
    assert "Every other open action has an owner and a date." in told


def test_a_gap_whose_action_came_from_another_edition_gets_no_second_one_proposed() -> None:
    moved: dict[str, Any] = {
        "requirement": "vprs-2024/plan/policy",
        "was": ("vprs-2020/plan/policy",),
        "status": "open",
    }
    action = building.record("A-9", "action", what="Renew it", raised_on=building.a_day("2026-05-01"), **moved)
    rows = table(statement_paper(building.assessment(records=(action,))), "Actions proposed by the rules")
    assert "plan/policy" not in [row[1] for row in rows]


def test_gaps_with_an_open_action_get_no_second_one_proposed() -> None:
    rows = table(statement_paper(building.with_registers()), "Actions proposed by the rules")
    assert "plan/policy" not in [row[1] for row in rows]
    assert rows[0] == ["Bring it to the next board.", "do/training", "Chief Nurse", "19 Dec 2026"]


def test_the_next_statement_is_the_one_for_the_next_period_of_the_same_length() -> None:
    told = words(statement_paper(building.perfect()))
    assert "The next statement is taken to be the one for the period that ends on 31 March 2027." in told


def test_where_judgement_and_finding_disagree_both_are_shown_and_the_finding_stands() -> None:
    told = words(statement_paper(building.assessment()))
    assert (
        "plan/policy: found not met; Local Security Management Specialist judged it met on 12 October 2026 "
        "(documents/view.md:1). Reason given: Seen in use. The finding stands; the judgement is shown beside it."
    ) in told
    assert "plan/strategy: found" not in told


def test_limits_say_what_is_stated_attested_unknown_lost_and_what_engines_agree_on() -> None:
    trust = building.assessment(
        lost=(
            Lost(kind="incident", file="registers/incidents.csv", line=14),
            Lost(kind=None, file="x.pdf.yaml", many=True),
        ),
        problems=(
            Problem(file="registers/incidents.csv", line=14, message="'31/02/2026' is not a date.", hint="Mend it."),
        ),
    )
    lines = words(statement_paper(trust)).splitlines()
    assert (
        "vprs-2020: of the records that answers of yes rest on, 4% are stated (no file in the folder backs them) and "
        "2% are attested (a person's word)."
    ) in lines
    assert building.NOTE in lines
    assert "Of 36 checks, 1 could not be answered either way; none of them counts as a pass." in lines
    assert (
        "Lost: registers/incidents.csv:14 (one item of kind incident). A check that it could change is not known."
        in lines
    )
    assert "Lost: x.pdf.yaml (any number of items of unknown kind). A check that it could change is not known." in lines
    assert "registers/incidents.csv:14: '31/02/2026' is not a date. Mend it." in lines
    assert "Nobody has accepted a lost item: that is done when a cycle is closed, and none is closed here." in lines


def test_the_sign_off_block_is_left_blank_for_people() -> None:
    block = next(one for one in statement_paper(building.perfect()).blocks if isinstance(one, SignOff))
    assert block.roles == ("Executive lead", "Author of this statement", "Chair or chief executive")
    assert block.headings == ("Role", "Name", "Decision (approve, note, reject)", "Date", "Signature")


def test_the_appendix_holds_every_requirement_every_file_and_the_fingerprints() -> None:
    trust = building.assessment()
    paper = statement_paper(trust)
    assert len(table(paper, "Every requirement, by phase")) == len(trust.findings)
    assert ["documents/strategy.md", "yes", "ab" * 32] in table(paper, "Evidence files")
    prints = dict(table(paper, "Fingerprints"))
    assert prints["Rules vprs-2020 1.0.0"] == "ef" * 32
    assert prints["Evidence folder"] == "99" * 32
    assert prints["Rules and evidence together"] == paper.fingerprint
    assert len(paper.fingerprint) == 16


def test_the_fingerprint_changes_with_evidence_and_with_rules() -> None:
    trust = building.assessment()
    prints = {
        statement_paper(trust).fingerprint,
        statement_paper(
            dataclasses.replace(trust, workspace=dataclasses.replace(trust.workspace, digest="98" * 32))
        ).fingerprint,
        statement_paper(
            dataclasses.replace(trust, packs=tuple(dataclasses.replace(one, digest="00" * 32) for one in trust.packs))
        ).fingerprint,
    }
    assert len(prints) == 3


def test_two_packs_are_counted_and_worded_apart() -> None:
    found = (building.met("plan", "a"), building.not_met("plan", "b", pack="security-2017"))
    paper = statement_paper(building.assessment(found))
    assert table(paper, "Requirements by phase and outcome: vprs-2020")[-1] == ["All phases", *"1 0 0 0 0 1".split()]
    assert table(paper, "Requirements by phase and outcome: security-2017")[-1] == [
        "All phases",
        *"0 0 1 0 0 1".split(),
    ]
    assert [row[0] for row in table(paper, "Every requirement")] == ["vprs-2020/plan/a", "security-2017/plan/b"]


def test_every_row_of_every_table_has_a_cell_for_every_heading() -> None:
    for trust in TRUSTS.values():
        for block in statement_paper(trust).blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.headings)} == {len(block.widths)}


def test_a_folder_of_ten_thousand_files_has_a_register_of_those_it_relies_on() -> None:
    files = tuple(
        EvidenceFile(path=f"documents/{n:05}.md", size=1, sha256="00" * 32, described=True) for n in range(10_000)
    )
    files += (EvidenceFile(path="documents/strategy.md", size=1, sha256="ab" * 32, described=True),)
    paper = statement_paper(building.assessment(files=files))
    assert [row[0] for row in table(paper, "Evidence files")] == ["documents/strategy.md"]
    assert "The folder holds 10,001 files; the 1 below are those that answers rest on." in words(paper)


@pytest.mark.parametrize("made", [gap_paper, statement_paper])
def test_the_box_at_the_head_of_a_paper_names_every_pack_that_nobody_verified(
    made: Callable[[Assessment], Paper],
) -> None:
    found = (building.met("plan", "a"), building.met("plan", "b", pack="security-2017"))
    box = _box(made(building.assessment(found)))
    for name in ("vprs-2020", "security-2017"):
        assert f"Unverified: {name} 1.0.0 is a working paraphrase, not compared with the official text." in box
    assert "Unverified" not in _box(made(building.perfect()))


def _box(paper: Paper) -> str:
    return next(text_of(one.runs) for one in paper.blocks if isinstance(one, Paragraph) and one.style == "warning")


def test_of_a_rise_nothing_is_said_where_no_trend_is_shown() -> None:
    assert "A rise is not by itself worse" not in words(statement_paper(building.perfect()))
    assert words(statement_paper(building.with_registers())).count("A rise is not by itself worse") == 1


def test_where_every_check_was_answered_no_number_of_unknowns_is_given() -> None:
    assert "None of 4 checks was left unanswered." in words(statement_paper(building.perfect())).splitlines()
    assert "No check was asked of a requirement that applies." in words(statement_paper(building.assessment(())))


def test_checks_of_what_does_not_apply_are_not_counted_among_the_unknown() -> None:
    seen = (building.observation("there", Answer.UNKNOWN, Reason.MISSING_FIELD),)
    found = (building.met("plan", "a"), building.finding("plan", "b", Outcome.NOT_APPLICABLE, observations=seen))
    assert "The one check was answered." in words(statement_paper(building.assessment(found)))


def test_of_no_file_it_is_not_said_that_each_was_read() -> None:
    told = words(statement_paper(building.empty()))
    assert "Every file in the folder is described and was read" not in told


def test_the_headings_of_part_seven_are_numbered_from_one() -> None:
    for trust, last in ((building.perfect(), "7.1"), (building.with_registers(), "7.4")):
        numbers = [one.number for one in statement_paper(trust).blocks if isinstance(one, Heading)]
        assert [each for each in numbers if each.startswith("7.")][-1] == last
        assert len([each for each in numbers if each.startswith("7.")]) == int(last[-1])


def test_what_may_not_apply_is_told_once_in_part_six() -> None:
    why = "Not assessed: whether it applies is not known; if it does, it is not met. The form does not say."
    found = building.finding("plan", "a", Outcome.NOT_ASSESSED, floor=Outcome.NOT_MET, ceiling=Outcome.NOT_MET, why=why)
    assert table(statement_paper(building.assessment((found,))), "Not assessed")[0][1] == why


def test_the_statement_counts_the_checks_whose_figure_the_pack_chose_as_the_gap_analysis_marks_them() -> None:
    applies = _chosen(building.met("plan", "one"))
    does_not = _chosen(building.finding("do", "two", Outcome.NOT_APPLICABLE, observations=applies.observations))
    trust = building.assessment((applies, does_not))
    said = "In 2 checks the interval or threshold was chosen by the pack, not by the organisation"
    assert f"{said}; 1 of them of requirements that do not apply." in words(statement_paper(trust))
    assert words(gap_paper(trust)).count("chosen by the pack, not by the organisation") == 2
    assert "In 2 checks the pack, not the organisation, chose the interval" in words(chair_paper(trust))


def _chosen(finding: Finding) -> Finding:
    checks = tuple(dataclasses.replace(each, chosen_by="pack") for each in finding.requirement.checks)
    return dataclasses.replace(finding, requirement=dataclasses.replace(finding.requirement, checks=checks))


def test_the_statement_says_that_papers_of_overlapping_periods_give_small_counts_away_together() -> None:
    assert "give readers outside the organisation one of them, not both." in words(statement_paper(building.perfect()))
