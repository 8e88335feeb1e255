"""`vprs rules from-table`: what each row asks, and what is refused without leaving a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.monitoring.tables import ACUTE, COMMUNITY, GOOD, OURS, WRITERS, as_csv, changed, made, one, save
from vprs.commands.main import run
from vprs.dates import Duration
from vprs.model import Attested, Check, EachPeriod, Every, Exists, Pack, Ratio, Recurs

Capture = pytest.CaptureFixture[str]


def of_row(root: Path, content: bytes) -> dict[str, Check]:
    path = root / "t.csv"
    path.write_bytes(content)
    (requirement,) = made(root, path).requirements
    return {check.slug: check for check in requirement.checks}


def clauses(check: Check) -> dict[str, object]:
    """The words that the selector of a check asks for."""
    selector = check.form.selector  # type: ignore[union-attr]
    return {clause.name: clause.matchers[0].operands for clause in selector.where}


def test_each_body_that_is_told_is_asked_for_by_itself(tmp_path: Path) -> None:
    pack = made(tmp_path, save(tmp_path, "csv", ACUTE))
    annual, quarterly = pack.requirements
    assert [check.slug for check in annual.checks] == ["to-health-and-safety-committee", "to-tme", "to-audit-committee"]
    for check in annual.checks:
        assert isinstance(check.form, EachPeriod)
        assert (check.form.each, check.form.last, check.form.lag) == ("financial-year", 1, Duration(6, 0))
        assert check.form.selector.received_by == (check.slug.removeprefix("to-"),)
        assert clauses(check)["report_type"] == ("annual",)
        assert clauses(check)["prepared_by"] == ("lsms",)
    (check,) = quarterly.checks
    assert isinstance(check.form, EachPeriod)
    assert (check.form.each, check.form.last, check.form.lag) == ("quarter", 4, Duration(2, 0))
    assert clauses(check)["report_type"] == ("quarterly",)


def test_an_outside_body_is_sent_a_return_and_actions_are_closed_by_their_lead(tmp_path: Path) -> None:
    pack = made(tmp_path, save(tmp_path, "csv", COMMUNITY))
    for requirement in pack.requirements:
        inside, outside, closing = requirement.checks
        assert isinstance(inside.form, EachPeriod)
        assert inside.form.selector.received_by == ("fire-health-safety-and-security-committee",)
        assert isinstance(outside.form, EachPeriod)
        assert outside.form.selector.kind == "submission"
        assert clauses(outside)["recipient"] == ("nhs-protect",)
        assert isinstance(closing.form, Ratio)
        assert closing.form.at_least == 1
        assert "Head of Corporate Governance" in closing.says
        assert "The table does not say when it is reported" in requirement.needs_review
    assert pack.words["body"]["nhs-protect"] == ("NHS Protect",)
    assert pack.words["role"]["head-of-corporate-governance"] == ("Head of Corporate Governance",)


def test_one_report_does_not_answer_two_rows(tmp_path: Path) -> None:
    """Both rows of the community table ask the same officer for a yearly report to the same committee."""
    first, second = made(tmp_path, save(tmp_path, "csv", COMMUNITY)).requirements
    assert clauses(first.checks[0])["topics"] != clauses(second.checks[0])["topics"]


def test_an_interval_that_is_no_calendar_period_asks_for_no_longer_gap(tmp_path: Path) -> None:
    checks = of_row(tmp_path, changed(when="every 3 years", reported=""))
    form = checks["to-security-group"].form
    assert isinstance(form, Recurs)
    assert form.every == Duration(36, 0)
    assert form.selector.window is not None
    assert form.selector.window.duration == Duration(36, 0)
    assert checks["to-security-group"].chosen_by == "pack"  # the table does not say when it is reported


def test_what_is_checked_more_often_than_reported_is_asked_for_too(tmp_path: Path) -> None:
    checks = of_row(tmp_path, changed(when="weekly", reported="quarterly"))
    assert list(checks) == ["made", "to-security-group"]
    weekly = checks["made"].form
    assert isinstance(weekly, Recurs)
    assert (weekly.every, weekly.selector.received_by) == (Duration(0, 7), ())
    assert checks["made"].chosen_by is None  # the table says it all
    assert checks["to-security-group"].chosen_by == "pack"  # but for how late a report may be


def test_what_is_done_as_required_is_advisory_and_somebody_judges_it(tmp_path: Path) -> None:
    checks = of_row(tmp_path, changed(when="as required", reported="", where="Board; Police"))
    assert [check.advisory for check in checks.values()] == [True, True, False]
    assert isinstance(checks["to-board"].form, Exists)
    judged = checks["judged-as-required"].form
    assert isinstance(judged, Attested)
    assert judged.by == ("executive-lead",)  # not the role that checks


def test_what_is_reported_as_required_is_still_checked_at_its_interval(tmp_path: Path) -> None:
    checks = of_row(tmp_path, changed(when="monthly", reported="as required"))
    assert {slug: check.advisory for slug, check in checks.items()} == {"made": False, "to-security-group": True}


def test_a_body_that_closes_actions_takes_each_in_a_minute(tmp_path: Path) -> None:
    checks = of_row(tmp_path, changed(closes="Security Group; LSMS"))
    assert list(checks) == ["made", "to-security-group", "actions-at-security-group", "actions-of-lsms"]
    form = checks["actions-at-security-group"].form
    assert isinstance(form, Every)
    assert isinstance(checks["actions-of-lsms"].form, Ratio)


def test_what_a_cell_says_of_a_body_and_no_check_asks_is_told(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(changed(where="The Security Group will watch what comes of it", reported=""))
    (requirement,) = made(tmp_path, path).requirements
    assert [check.slug for check in requirement.checks] == ["to-security-group"]
    said = "f the Security Group it says 'will watch what comes of it', which no check asks for"
    assert f"O{said}." in requirement.needs_review
    assert f"; o{said}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "how", "when", "expected"),
    [
        ("Annual report on security", "", "Annually", ("annual",)),
        ("Security report", "", "Annually", ("annual",)),
        ("Security report", "", "Monthly", None),
        ("Security", "Audit of ten wards", "Monthly", ("audit",)),
        ("Minutes", "Sent to the Audit Committee", "Monthly", None),
        ("Annual audit report", "", "Annually", None),  # of two sorts, so of neither for certain
        ("Board assurance statement", "", "Twice a year", ("assurance-statement",)),
        ("Incident trends", "", "Quarterly", ("trend",)),
        ("Training", "Evaluation", "Annually", ("evaluation",)),
    ],
)
def test_the_sort_of_report_is_told_by_words_or_left_open(
    tmp_path: Path, what: str, how: str, when: str, expected: tuple[str, ...] | None
) -> None:
    asked = clauses(of_row(tmp_path, changed(what=what, how=how, when=when, reported=""))["to-security-group"])
    assert asked.get("report_type") == expected
    assert "topics" in asked


@pytest.mark.parametrize("frequency", ["daily", "weekly", "every 45 days", "monthly", "every 2 months", "quarterly",
                                       "at least every 3 months", "twice a year", "annually", "every 18 months",
                                       "every 10 years"])  # fmt: skip
@pytest.mark.parametrize("reported", ["", "quarterly", "as required"])
def test_every_frequency_makes_a_sound_pack(tmp_path: Path, frequency: str, reported: str) -> None:
    of_row(tmp_path, changed(when=frequency, reported=reported, where="Board; Police", closes="LSMS; Audit Committee"))


def test_the_same_table_gives_the_same_rules_from_every_sort_of_file(tmp_path: Path) -> None:
    texts = []
    for ending in WRITERS:
        (tmp_path / ending).mkdir()
        pack = made(tmp_path / ending, save(tmp_path / ending, ending, COMMUNITY))
        texts.append([(each.slug, [check.form for check in each.checks]) for each in pack.requirements])
    assert texts[0] == texts[1] == texts[2]


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    path = save(tmp_path, "csv", ACUTE)
    made(tmp_path, path, "a1")
    made(tmp_path, path, "a2")
    for file in sorted((tmp_path / "a1").rglob("*.yaml")):
        assert file.read_bytes() == (tmp_path / "a2" / file.relative_to(tmp_path / "a1")).read_bytes()


HOSTILE = ["a: b", "- [x](http://x) `y`", "{{ 7*7 }}", "<script>alert(1)</script>", "yes", "null", "12", "# no", 'x"y',
           "@x", "!tag", "&a *a", "$each.id", "${HOME}", "\u00e9\u200d\U0001f411 x", "x" * 3_000, "con", "[a, b]",
           "100%"]  # fmt: skip


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    rows = [(text, text, "Quarterly", f"{text[:20]} lead", f"{text[:20]} board", "", "") for text in HOSTILE]
    path = tmp_path / "t.csv"
    path.write_bytes(as_csv(rows, OURS))
    assert {each.title for each in made(tmp_path, path).requirements} == {" ".join(text.split()) for text in HOSTILE}


def test_the_command_tells_how_it_read_each_row(tmp_path: Path, capsys: Capture) -> None:
    made(tmp_path, save(tmp_path, "csv", ACUTE))
    out = capsys.readouterr().out
    assert "ours is ready: 2 requirements from table.csv, one a row.\n" in out
    assert "  Columns: what from 'WHAT?', how from 'HOW?', when from 'WHEN?', who from 'WHO?', " in out
    assert "  Columns not read: Section.\n" in out
    assert "  The heading of 'where' speaks of actions too: who closes them is read from a column 'closes' " in out
    assert ": checked annually by LSMS; told annually, one check each, to Health and Safety Committee, TME, " in out
    made(tmp_path, tmp_path / "table.csv", "second")
    path = tmp_path / "t.csv"
    path.write_bytes(changed(when="as required", reported=""))
    made(tmp_path, path, "third")
    out = capsys.readouterr().out
    assert "told as required too, for the table does not say" in out
    assert "what is done as required is advisory: it is shown and never decides.\n" in out


def test_the_command_tells_which_rows_it_passed_over(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.csv"
    questions = ("What?", "How?", "When?", "Who?", "Where?", "When?", "Who?", "")
    path.write_bytes(as_csv([questions, ("Walks", *GOOD[1:], "where: x"), (*GOOD, "")], (*OURS, "Not read back")))
    made(tmp_path, path)
    out = capsys.readouterr().out
    assert "  Headings repeated, left out: row 2.\n" in out
    assert "  1 row left out, marked in the table as not to be read back:\n    Row 3: where: x\n" in out


def test_until_it_is_reviewed_the_pack_gives_no_good_opinion(tmp_path: Path) -> None:
    pack: Pack = made(tmp_path, save(tmp_path, "csv", ACUTE))
    text = (tmp_path / "ours" / "pack.yaml").read_text("utf-8")
    assert "{fact: needs_review, is: 0}" in text
    assert [rule.level for rule in pack.opinion] == ["none", "substantial", "limited"]
    assert not pack.verified


# ------------------------------------------------------------------------------------------------------ what is refused


def refused(root: Path, capsys: Capture, content: bytes, *words: str) -> str:
    path = root / "t.csv"
    path.write_bytes(content)
    before = sorted(root.rglob("*"))
    assert run(["rules", "from-table", str(path), "--to", str(root), *(words or ("--pack", "ours"))]) == 2
    assert sorted(root.rglob("*")) == before
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_fault_leaves_nothing_behind(tmp_path: Path, capsys: Capture) -> None:
    said = refused(tmp_path, capsys, changed(when="sometimes"))
    assert "t.csv:2: when: 'sometimes' is no frequency that can be checked." in said


def test_a_pack_of_ours_that_cannot_be_read_is_our_fault_and_leaves_nothing(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vprs.monitoring.pack_text.rule_text", lambda *_: "title: [\n")
    path = tmp_path / "t.csv"
    path.write_bytes(one(*GOOD))
    assert run(["rules", "from-table", str(path), "--pack", "ours", "--to", str(tmp_path)]) == 3
    assert "This is a fault in vprs, not in your files." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("column", ["where", "who", "closes"])
def test_a_name_longer_than_a_line_is_a_name(tmp_path: Path, column: str) -> None:
    long = " ".join(["Strategic Commissioning Partnership and Oversight"] * 2)
    names = "; ".join(f"{long} {last} Group" for last in ("North", "South", "North East"))
    checks = of_row(tmp_path, changed(**{column: names, "reported": ""}))
    assert len(checks) == {"where": 3, "who": 1, "closes": 4}[column]


def test_what_is_there_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "ours").mkdir()
    said = refused(tmp_path, capsys, one(*GOOD))
    assert "ours: is there already, and vprs rules from-table writes over nothing." in said


@pytest.mark.parametrize("name", ["../up", "waht-2024", "nul", ""])
def test_a_name_that_no_pack_can_have_is_refused(tmp_path: Path, capsys: Capture, name: str) -> None:
    said = refused(tmp_path, capsys, one(*GOOD), "--pack", name)
    assert "is not a name for a pack" in said or "There is a pack" in said


def test_a_csv_or_markdown_file_has_no_sheets(tmp_path: Path, capsys: Capture) -> None:
    assert "a CSV file has no sheets. Leave --sheet out." in refused(
        tmp_path, capsys, one(*GOOD), "--pack", "ours", "--sheet", "x"
    )
