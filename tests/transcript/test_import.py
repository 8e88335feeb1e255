"""`vprs rules import` as a person runs it: what is made of a table, and what is refused without leaving a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcript.tables import HEADINGS, REVIEW, ROWS, SHEEP, STRATEGY, as_csv, as_xlsx, save
from vprs.commands.main import run
from vprs.commands.rules import lint_reading
from vprs.commands.rules_trials import holds
from vprs.model import Attested, Pack, Requirement, RequirementIs
from vprs.rulebook import read_pack
from vprs.rulebook.conditions import leaves

Capture = pytest.CaptureFixture[str]


def imported(root: Path, content: bytes | None = None, name: str = "standard.csv", **options: object) -> Pack:
    """The pack `ours` that is made of a table; it must be sound in every way that lint and test know."""
    words = [word for key, value in options.items() for word in (f"--{key}", str(value))]
    assert run(["rules", "import", str(save(root, name, content)), "--pack", "ours", "--to", str(root), *words]) == 0
    return sound(root / "ours")


def sound(folder: Path) -> Pack:
    reading = read_pack(folder)
    assert reading.pack is not None
    assert lint_reading(reading) == ()
    assert [each.path for each in reading.pack.requirements if not holds(reading.pack, each)] == []
    return reading.pack


def numbered(pack: Pack, number: str) -> Requirement:
    (found,) = (each for each in pack.requirements if each.source["official_number"] == number)
    return found


def refused(root: Path, capsys: Capture, content: bytes, *words: str, name: str = "standard.csv") -> str:
    """What is said; nothing may be left behind."""
    path = save(root, name, content)
    before = {each: each.lstat().st_mtime_ns for each in root.rglob("*")}
    assert run(["rules", "import", str(path), "--to", str(root), *(words or ("--pack", "ours"))]) == 2
    assert {each: each.lstat().st_mtime_ns for each in root.rglob("*")} == before
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_pack_is_made_with_one_sound_file_for_each_row(tmp_path: Path, capsys: Capture) -> None:
    pack = imported(tmp_path)
    assert sorted(path.relative_to(tmp_path / "ours").as_posix() for path in (tmp_path / "ours").rglob("*.yaml")) == [
        "act/4-1-next-plan-violence-prevention-follows-management.yaml",
        "do/2-1-training-conflict-resolution-delivered-frontline-staff.yaml",
        "do/2-2-sheep-meadow-behind-laundry-shorn-before.yaml",
        "pack.yaml",
        "plan/1-1-strategy-against-violence-rests-legislation-approved.yaml",
        "plan/1-2-objectives-violence-plan-measurable-each-one.yaml",
    ]
    assert pack.themes == ("governance", "people-culture")
    assert not pack.verified
    out = capsys.readouterr().out
    assert "ours is ready: 5 requirements from standard.csv, in its own words.\n" in out
    assert "  4 with checks proposed from the closest requirement of vprs-2020" in out
    assert "  1 without: the executive lead's judgement stands in until checks are written.\n" in out


def test_the_same_table_gives_the_same_bytes_whether_csv_or_xlsx(tmp_path: Path) -> None:
    texts = []
    for name in ("standard.csv", "standard.xlsx"):
        (tmp_path / name[-3:]).mkdir()
        imported(tmp_path / name[-3:], name=name)
        files = sorted((tmp_path / name[-3:] / "ours").rglob("*.yaml"))
        texts.append([path.read_text("utf-8") for path in files if path.name != "pack.yaml"])
    assert [text.replace("standard.xlsx", "standard.csv") for text in texts[1]] == texts[0]


def test_a_table_in_markdown_is_read_too(tmp_path: Path) -> None:
    content = f"# Standard\n\n| Number | Text |\n|---|---|\n| 1.1 | {STRATEGY} |\n".encode()
    found = numbered(imported(tmp_path, content, "standard.md"), "1.1")
    assert (found.requirement, found.source["transcribed_in"]) == (STRATEGY, "standard.md, row 5")


def test_a_row_keeps_its_own_words_and_number(tmp_path: Path) -> None:
    found = numbered(imported(tmp_path), "1.1")
    assert found.requirement == STRATEGY
    assert found.evidence == ("Strategy", "Minute of the board")
    assert found.source["wording"] == "verbatim"
    assert found.source["phase_basis"] == "printed"
    assert found.source["transcribed_in"] == "standard.csv, row 2"


def test_checks_come_from_the_closest_requirement_and_say_so(tmp_path: Path) -> None:
    found = numbered(imported(tmp_path), "1.1")
    model = read_pack(Path("rules/vprs-2020")).pack
    assert model is not None
    near = next(each for each in model.requirements if each.slug == "strategy-endorsed")
    assert found.source["checks_from"] == "vprs-2020/plan/strategy-endorsed"
    assert [check.form for check in found.checks] == [check.form for check in near.checks]
    assert (found.met_when, found.partly_when, found.if_not_met) == (near.met_when, near.partly_when, near.if_not_met)
    assert len(found.examples) == len(near.examples)
    assert found.needs_review.startswith(
        "Everything below the evidence is proposed from vprs-2020/plan/strategy-endorsed"
    )
    assert str(found.source["words_shared"]) in found.needs_review


def test_a_row_that_nothing_is_close_to_waits_for_the_executive_lead(tmp_path: Path) -> None:
    found = numbered(imported(tmp_path), "2.2")
    (check,) = found.checks
    assert isinstance(check.form, Attested)
    assert (check.form.statement, check.form.by) == (found.slug, ("executive-lead",))
    assert found.severity == "high"
    assert found.needs_review.startswith("No checks are proposed: nothing is close enough")
    assert "checks_from" not in found.source


def test_a_condition_on_another_requirement_follows_the_row_that_stands_for_it(tmp_path: Path) -> None:
    pack = imported(tmp_path)
    (leaf,) = (leaf for leaf in leaves(numbered(pack, "4.1").met_when) if isinstance(leaf, RequirementIs))
    assert leaf.path == numbered(pack, "1.2").path


@pytest.mark.parametrize("rows", [[ROWS[4]], [ROWS[4], (*ROWS[1][:3], "Act", "Governance")]])
def test_no_half_of_a_condition_is_proposed(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    """The other requirement is not among the rows, or comes too late: without it the condition would be easier."""
    found = numbered(imported(tmp_path, as_csv(rows)), "4.1")
    if len(rows) == 1:
        assert isinstance(found.checks[0].form, Attested)
        assert "it leans on vprs-2020/plan/objectives-measurable, which no row stands for in time" in found.needs_review
    else:  # of the same phase is early enough
        assert [leaf for leaf in leaves(found.met_when) if isinstance(leaf, RequirementIs)]


def test_a_condition_may_not_lean_on_a_later_phase(tmp_path: Path) -> None:
    rows = [(*ROWS[4][:3], "Do", "Governance"), (*ROWS[1][:3], "Check", "Governance")]
    assert isinstance(numbered(imported(tmp_path, as_csv(rows)), "4.1").checks[0].form, Attested)


def test_without_phases_and_themes_those_of_the_closest_requirement_are_proposed(tmp_path: Path) -> None:
    found = numbered(imported(tmp_path, as_csv([row[:2] for row in ROWS], ("no", "indicator"))), "2.1")
    assert (found.phase, found.source["phase_basis"]) == ("do", "ours")
    assert found.theme == "training"
    assert "So is its phase." in found.needs_review


def test_titles_are_taken_and_told_apart(tmp_path: Path) -> None:
    rows = [("1", STRATEGY, "Board"), ("2", REVIEW, "board"), ("3", SHEEP, "Sheep: a plan"), ("4", "Goats too.", "")]
    pack = imported(tmp_path, as_csv(rows, ("number", "text", "title")))
    assert [numbered(pack, number).title for number in "1234"] == [
        "1: Board",
        "2: board",
        "Sheep: a plan",
        "4: Goats too",
    ]
    assert numbered(pack, "3").slug == "3-sheep-plan"


def test_a_theme_may_be_a_number_or_a_word_that_yaml_knows(tmp_path: Path) -> None:
    rows = [
        ("1", SHEEP, "1"),
        ("2", STRATEGY, "yes"),
        ("3", REVIEW, "\u4e2d"),
        ("4", "Goats.", "YES"),
        ("5", "Cows.", "Yes!"),
    ]
    assert imported(tmp_path, as_csv(rows, ("number", "text", "theme"))).themes == ("1", "yes", "theme", "yes-2")


def test_slugs_are_safe_and_unlike(tmp_path: Path) -> None:
    rows = [
        ("1.1", "Sheep."), ("1-1", "sheep?"), ("CON", "\u4e2d\u6587"), ("\u2460", "\u4e2d"), ("\u00a7x", "../../etc"),
        ("\u4e2d", "\u6587"),
    ]  # fmt: skip
    pack = imported(tmp_path, as_csv(rows, ("number", "text")))
    slugs = {str(each.source["official_number"]): each.slug for each in pack.requirements}
    assert slugs == {
        "1.1": "1-1-sheep",
        "1-1": "1-1-sheep-2",
        "CON": "item-con",
        "\u2460": "1",
        "\u00a7x": "x-etc",
        "\u4e2d": "item",
    }


HOSTILE = [
    "a: b", "- [x](http://x) `y`", "{{ 7*7 }} {% x %}", "<script>alert(1)</script>", "*x* & &amp; #y", "'; DROP TABLE",
    "${HOME} $statement %s {0}", "yes", "null", "12", "--- \n... \n%YAML", "  # not a comment", "|-\n>-",
    "\u00e9\u200d\U0001f411", "a" * 32_000, "x\u2028y", '"', "@x", "!tag", "key: &a *a",
]  # fmt: skip


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    pack = imported(
        tmp_path, as_csv([(f"{n} {t[:9]}", t, t[:200]) for n, t in enumerate(HOSTILE)], ("no", "text", "evidence"))
    )
    texts = {str(each.source["official_number"]).split()[0]: each.requirement for each in pack.requirements}
    assert [texts[str(n)] for n in range(len(HOSTILE))] == [" ".join(text.split()) for text in HOSTILE]


def test_a_small_pack_can_still_come_to_the_worst_opinion(tmp_path: Path) -> None:
    pack = imported(tmp_path, as_csv([("1", SHEEP)], ("number", "text")))
    assert "fact: not_met.high, at_least: 1}" in (tmp_path / "ours" / "pack.yaml").read_text("utf-8")
    assert pack.opinion[0].level == "none"


def test_a_pack_of_ones_own_may_be_the_base(tmp_path: Path) -> None:
    imported(tmp_path)
    words = ["--pack", "second", "--to", str(tmp_path), "--base", str(tmp_path / "ours")]
    assert run(["rules", "import", str(tmp_path / "standard.csv"), *words]) == 0
    found = numbered(sound(tmp_path / "second"), "1.1")
    assert str(found.source["checks_from"]).startswith("ours/plan/1-1-")
    assert found.source["words_shared"] == "100%"


def test_what_does_not_hold_in_the_base_is_not_proposed(tmp_path: Path) -> None:
    imported(tmp_path)
    (path,) = (tmp_path / "ours" / "plan").glob("1-1-*.yaml")
    path.write_text(path.read_text("utf-8").replace("expect: met", "expect: not-met", 1), "utf-8")
    words = ["--pack", "second", "--to", str(tmp_path), "--base", str(tmp_path / "ours")]
    assert run(["rules", "import", str(tmp_path / "standard.csv"), *words]) == 0
    assert "its own examples do not hold" in numbered(sound(tmp_path / "second"), "1.1").needs_review


def test_files_with_windows_line_ends_are_taken_over(tmp_path: Path) -> None:
    imported(tmp_path)
    for path in (tmp_path / "ours").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    words = ["--pack", "second", "--to", str(tmp_path), "--base", str(tmp_path / "ours")]
    assert run(["rules", "import", str(tmp_path / "standard.csv"), *words]) == 0
    assert numbered(sound(tmp_path / "second"), "1.1").source["words_shared"] == "100%"


# ----------------------------------------------------------------------------------------------------- what is refused


def test_a_fault_in_a_row_leaves_nothing_behind(tmp_path: Path, capsys: Capture) -> None:
    said = refused(tmp_path, capsys, as_csv([*ROWS, ("9", "", "", "Plan", "X")]))
    assert f"{tmp_path.as_posix()}/standard.csv:7: text: the row has the number '9' and no text." in said


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_never_written_over(tmp_path: Path, capsys: Capture, there: str) -> None:
    target = tmp_path / "ours"
    match there:
        case "folder":
            target.mkdir()
        case "file":
            target.write_text("mine", "utf-8")
        case _:
            target.symlink_to(tmp_path / "nowhere")
    said = refused(tmp_path, capsys, as_csv())
    assert "ours: is there already, and vprs rules import writes over nothing. Choose another --pack" in said


@pytest.mark.parametrize("name", ["a/b", "..", "", "a b", "nul", "con.x", "x" * 61, "vprs-2020", "VPRS-2020"])
def test_a_name_that_no_pack_can_have_is_refused(tmp_path: Path, capsys: Capture, name: str) -> None:
    said = refused(tmp_path, capsys, as_csv(), "--pack", name)
    assert "is not a name for a pack" in said or "There is a pack" in said


def test_an_unknown_base_is_told_with_the_nearest(tmp_path: Path, capsys: Capture) -> None:
    said = refused(tmp_path, capsys, as_csv(), "--pack", "ours", "--base", "vprs-22020")
    assert "there is no pack 'vprs-22020'. Did you mean 'vprs-2020'?" in said


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = save(tmp_path)
    assert run(["rules", "import", str(path), "--pack", "ours", "--to", str(path)]) == 2
    assert "this is a file, not a folder. Name a folder with --to." in capsys.readouterr().err


def test_a_table_that_is_not_there_is_a_usage_problem(tmp_path: Path, capsys: Capture) -> None:
    assert run(["rules", "import", str(tmp_path / "no.csv"), "--pack", "ours"]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_merged_number_leaves_nothing_behind(tmp_path: Path, capsys: Capture) -> None:
    rows = [ROWS[0], (None, *ROWS[1][1:])]
    said = refused(tmp_path, capsys, as_xlsx(rows, HEADINGS, merged=["A2:A3"]), name="s.xlsx")
    assert "s.xlsx:3: number: the row has text and no number." in said
