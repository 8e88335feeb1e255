"""The next steps: what turns most, of high severity first, claimed only where judging again shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.asking import OPEN
from tests.commands.folders import write_evidence, write_pack
from tests.northmoor import judging
from tests.packs.built_in import packs
from tests.packs.test_worked import FOLDERS, judged
from tests.pathway.ways import AS_OF, assessed, pack_of, requirement
from vprs.assess import assess, judged_alike
from vprs.commands.main import run
from vprs.model import Assessment, Outcome, Workspace
from vprs.pathway import NextSteps, nearest_steps, next_lines, next_steps
from vprs.whatif import Added, Changed, apply
from vprs.whatif.facts import ANEW, FACTS

POLICY = "exists: {kind: document, where: {doc_type: policy}}"
LEAD = "held: {role: lsms}"
ENDORSED = "exists: {kind: minute, where: {body: board, decisions: endorsed}}"
FUNDED = "exists: {kind: minute, where: {body: board, decisions: funded}, window: P12M}"
FORUM = "exists: {kind: minute, where: {body: forum, decisions: heard}}"
TRAINED = (
    "ratio: {of: {kind: training, where: {course: crt}}, matching: {completed_on: {present: true}}, at_least: 50%}"
)
MANY = "count: {kind: minute, where: {body: board}, at_least: 5, distinct: date}"


def turned(found: NextSteps) -> list[list[str]]:
    return [[each.slug for each in step.turned] for step in found.steps]


def hold(assessment: Assessment, found: NextSteps) -> None:
    """What is claimed is so where everything is made and everything judged, and was not so before."""
    edits = tuple(edit for step in found.steps for edit in step.edits)
    again = judged_alike(assessment, apply(assessment.workspace, edits))
    before = {each.requirement.path: each for each in assessment.findings}
    after = {each.requirement.path: each for each in again.findings}
    claimed = [each.path for step in found.steps for each in step.turned]
    assert len(claimed) == len(set(claimed))
    for path in claimed:
        assert before[path].floor is Outcome.NOT_MET
        assert after[path].floor in (Outcome.PARTLY_MET, Outcome.MET), path
    assert len(found.steps) <= 3


def test_where_nothing_is_open_nothing_is_said() -> None:
    assessment = assessed(pack_of([requirement("none", "none: {kind: alert, closed_world: 'x'}")]))
    found = next_steps(assessment)
    assert (found.steps, found.gaps, list(next_lines(assessment, found))) == ((), (), [])


def test_one_minute_that_serves_two_rules_is_one_step_and_comes_first() -> None:
    asked = [requirement(name, check) for name, check in (("a", POLICY), ("b", ENDORSED), ("c", FORUM), ("d", FUNDED))]
    assessment = assessed(pack_of(asked))
    found = next_steps(assessment)
    assert turned(found)[0] == ["b", "d"]
    assert sorted(turned(found)[1:]) == [["a"], ["c"]]
    hold(assessment, found)
    lines = list(next_lines(assessment, found))
    assert lines[:4] == [
        "Next 3 steps:",
        "  1. A minute with body Board; decisions endorsed, funded.",
        "     Once it exists and is filed, it turns plan/b and plan/d.",
        "     To see to it: LSMS.",
    ]
    assert lines[-2:] == [
        "Judged again with all of this made, 4 of the 4 requirements of high severity that are not met, or may not be, "
        "would be partly met or better.",
        "Do and file only what is so. vprs explain with --to partly-met says more of each.",
    ]


def test_what_is_of_high_severity_goes_before_more_of_less() -> None:
    asked = [
        requirement("a", ENDORSED, severity="medium"),
        requirement("b", FUNDED, severity="medium"),
        requirement("c", POLICY, severity="low"),
        requirement("d", LEAD, effort="large"),
    ]
    assessment = assessed(pack_of(asked))
    assert turned(next_steps(assessment)) == [["d"], ["a", "b"], ["c"]]
    hold(assessment, next_steps(assessment))


def test_the_easier_of_two_that_turn_as_much_comes_first() -> None:
    asked = [requirement("a", POLICY, effort="large"), requirement("b", LEAD, effort="small")]
    assert turned(next_steps(assessed(pack_of(asked)))) == [["b"], ["a"]]


def test_what_takes_more_than_a_few_changes_is_no_next_step() -> None:
    assessment = assessed(pack_of([requirement("many", MANY)]))
    found = next_steps(assessment)
    assert (found.steps, [each.slug for each in found.gaps]) == ((), ["many"])
    (line,) = next_lines(assessment, found)
    assert line.startswith("No single change is known")


def test_no_person_and_no_supposed_day_is_told() -> None:
    rows = "[{id: t, kind: training, course: crt, person: P-17, required: true}]"
    assessment = assessed(pack_of([requirement("trained", TRAINED)]), rows)
    found = next_steps(assessment)
    assert turned(found) == [["trained"]]
    said = "\n".join(next_lines(assessment, found))
    assert "P-17" not in said
    assert AS_OF.isoformat() not in said


def test_a_date_that_has_passed_is_named_and_none_is_offered() -> None:
    lapsed = (
        "{id: p, kind: document, doc_type: policy, status: approved, approved_on: 2024-05-01, review_date: 2026-09-29}"
    )
    assessment = assessed(pack_of([requirement("policy", POLICY)]), f"[{lapsed}]")
    lines = list(next_lines(assessment, next_steps(assessment)))
    assert "whose review date is 2026-09-29, and file what comes of it as a version of its own" in lines[1]
    assert "Once it is so" in lines[2]
    assert AS_OF.isoformat() not in "\n".join(lines)


def test_among_too_many_records_no_way_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "[{id: t, kind: training, course: crt, person: P-17}, {id: u, kind: training, course: crt, person: P-18}]"
    asked = pack_of([requirement("trained", TRAINED), requirement("policy", POLICY)])
    assessment = assessed(asked, rows)
    monkeypatch.setattr(nearest_steps, "TRIED", 2)
    assert turned(next_steps(assessment)) == [["policy"], ["trained"]]
    monkeypatch.setattr(nearest_steps, "TRIED", 1)
    found = next_steps(assessment)
    assert turned(found) == [["policy"]]
    assert len(found.gaps) == 2


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_from_an_empty_folder_three_steps_are_known_and_hold(pack: object) -> None:
    (own,) = [each for each in packs() if each is pack]
    assessment = assess([own], Workspace(organisation=OPEN, records=()), as_of=AS_OF)
    found = next_steps(assessment)
    assert len(found.steps) == 3
    high = [all(each.severity == "high" for each in step.turned) for step in found.steps]
    # Nobody is told to make an incident, and most that this pack holds to be grave asks what follows one.
    assert high == ([True, True, False] if own.name == "uhmbt-2017" else [True] * 3)
    hold(assessment, found)
    assert found == next_steps(assessment)


@pytest.mark.parametrize("judged", [judging.assessment, judging.by_both_editions])
def test_of_the_worked_example_each_claim_holds(judged: Callable[[], Assessment]) -> None:
    assessment = judged()
    found = next_steps(assessment)
    assert found.steps
    hold(assessment, found)
    ids = [edit.record.id for step in found.steps for edit in step.edits if isinstance(edit, Added)]
    assert len(ids) == len(set(ids))


def test_text_ends_with_them_and_json_never_looks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path / "rules")
    write_evidence(tmp_path / "trust")
    asked = ["assess", str(tmp_path / "trust"), "--rules", str(tmp_path / "rules"), "--as-of", "2026-09-30"]
    assert run(asked) == 0
    said = capsys.readouterr().out
    assert "\nNext step:\n  1. An appointment with role lsms; a holder.\n" in said
    assert said.index("Next step:") < said.index("Written:")

    def fail(_: Assessment) -> None:
        raise AssertionError

    monkeypatch.setattr("vprs.pathway.next_steps", fail)
    assert run([*asked, "--format", "json"]) == 0


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_no_step_says_to_write_a_recorded_fact_otherwise(folder: str) -> None:
    """A figure, an incident and a judgement are what they are: only blanks may be filled.

    What a document declares may be otherwise in a version of its own, which is how it is told.
    """
    found = next_steps(judged(folder))
    assert found.steps
    for edit in (edit for step in found.steps for edit in step.edits if isinstance(edit, Changed)):
        if edit.anew:
            assert edit.record.kind in ANEW
            continue
        given = {name for name, value in edit.values.items() if edit.record.fields.get(name) not in (None, value)}
        assert not given or (edit.record.kind not in FACTS and "declares" not in given), edit


def test_what_one_body_receives_for_two_rules_it_receives_once_and_is_told_once() -> None:
    received = "exists: {kind: report, where: {report_type: annual, topics: %s}, received_by: board}"
    asked = [requirement("a", received % "training"), requirement("b", received % "lessons")]
    assessment = assessed(pack_of(asked))
    found = next_steps(assessment)
    assert turned(found) == [["a", "b"]]
    ((report, minute),) = [step.edits for step in found.steps]
    assert isinstance(report, Added)
    assert isinstance(minute, Added)
    assert report.record.fields["received_by"] == (
        {"body": "board", "date": minute.record.fields["date"], "minute": minute.record.id},
    )
    line = list(next_lines(assessment, found))[1]
    assert line == (
        "  1. A report with report type annual; topics training, lessons; received by Board, with the minute that "
        "shows it."
    )
