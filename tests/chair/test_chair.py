"""The summary for the chair: what it says, that it adds nothing, and that it fits one page whatever the folder."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.chair.trusts import TRUSTS, many_packs, two_packs
from tests.report import building
from tests.report.reading import table, words
from vprs.breadth import shortened
from vprs.chair.paper import chair_paper
from vprs.chair.told import NAME
from vprs.cycle.papers import as_values, from_values, signed_paper
from vprs.gravest import gravest_gaps
from vprs.in_cycle import Signature
from vprs.model import Assessment, Outcome
from vprs.paper import Bullets, Cell, Heading, Paper, Paragraph, Table, text_of
from vprs.phrases import LEVELS
from vprs.report import render_outputs
from vprs.report import word as word_report
from vprs.statement_parts.incident_part import NOT_BY_ITSELF

each_trust = pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)
OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium")


def gaps(paper: Paper) -> list[list[str]]:
    return table(paper, "The ")


def told(paper: Paper) -> dict[str, str]:
    return {row[0]: row[1] for row in table(paper, "What moved")}


# --------------------------------------------------------------------------------------------------- what it says


@each_trust
def test_it_says_draft_self_assessment_decision_limits_and_what_is_not_known(trust: Assessment) -> None:
    said = words(chair_paper(trust))
    assert "DRAFT. It stays a draft" in said
    assert "This is a self-assessment, not internal audit." in said
    assert "Decision asked. " in said
    assert NOT_BY_ITSELF in said
    assert list(told(chair_paper(trust))) == ["Since the last cycle", "Incidents and reporting", "Not known", "Limits"]


@each_trust
def test_the_opinion_of_each_of_two_packs_and_that_nobody_verified_them_is_said(trust: Assessment) -> None:
    said = words(chair_paper(trust))
    told = list(zip(trust.opinions, trust.packs, strict=True))
    for opinion, pack in told[:2]:
        level, by = LEVELS[opinion.level], f"{shortened(pack.name, NAME)} {pack.version}"
        assert (f"Opinion by the rules of {by}: {level}." if len(told) == 1 else f"{level} by {by}") in said
    assert said.count("Unverified: ") == min(2, sum(not pack.verified for pack in trust.packs))


def test_the_worst_opinion_of_the_packs_that_are_not_told_one_by_one_is_told() -> None:
    said = words(chair_paper(many_packs()))
    assert "10 more sets of rules were used; the worst opinion by them: no assurance (pack-11)." in said
    assert "10 more sets of rules are unverified." in said


def test_the_three_gaps_are_the_gravest_with_the_action_its_owner_and_its_date() -> None:
    made = building.with_registers()
    paper = chair_paper(made)
    assert gaps(paper) == [
        [
            "Title of policy | Not met, severity high, plan/policy",
            "Recorded: Replace panic alarms",
            "Local Security Management Specialist",
            "19 Oct 2026, overdue",
        ],
        [
            "Title of training | Partly met, severity high, do/training",
            "Proposed: Bring it to the next board.",
            "Chief Nurse",
            "19 Dec 2026",
        ],
        [
            "Title of reason-above-target | Not met, severity low, check/reason-above-target",
            "Proposed: Bring it to the next board.",
            "Chief Nurse",
            "19 Dec 2026",
        ],
    ]
    caption = next(one.caption for one in paper.blocks if isinstance(one, Table))
    assert caption == (
        f"The gravest 3 of {len(gravest_gaps(made))} gaps: high severity first, then the worst outcome, then what is "
        "due soonest"
    )


def test_a_graver_gap_comes_first_and_of_equal_ones_what_is_due_soonest() -> None:
    soon = dataclasses.replace(building.GAP, due=building.a_day("2026-11-01").first)
    found = (
        building.not_met("plan", "low", severity="low"),
        building.finding("plan", "partly", Outcome.PARTLY_MET),
        building.not_met("plan", "later"),
        building.not_met("do", "sooner", gap=soon),
        building.not_met("do", "medium", severity="medium", gap=soon),
    )
    rows = gravest_gaps(building.assessment(found))
    assert [row.finding.requirement.slug for row in rows] == ["sooner", "later", "partly", "medium", "low"]


def test_what_is_only_not_known_is_no_gap_but_is_counted() -> None:
    paper = chair_paper(building.assessment((building.met("plan", "a"), building.not_assessed("do", "b"))))
    assert "No gap was found: nothing that applies is known to fall short." in words(paper)
    assert "1 requirement not assessed, 1 of high severity." in told(paper)["Not known"]
    assert "1 not assessed and 0 not applicable; the opinion counts what is not assessed at its worst." in words(paper)
    assert "direct that the evidence for 1 requirement not assessed be provided" in words(paper)


def test_without_evidence_nothing_is_assured_and_no_statement_is_to_be_received() -> None:
    said = words(chair_paper(building.empty()))
    assert "Decision asked. No evidence was read, so nothing is assured: direct that the evidence be gathered." in said
    assert "receive the assurance statement" not in said
    assert "It stays a draft: there is no assurance statement to sign." in said
    assert "No incident of the period is in this folder, so none is counted." in said


def test_incidents_stand_with_those_of_the_period_before_and_the_reporting_rate() -> None:
    assert told(chair_paper(building.with_registers()))["Incidents and reporting"] == (
        "63 incidents recorded in the period. In the period before: 50. Reporting rate (staff survey, question 13d): "
        f"71.4% to 31 Dec 2025. | {NOT_BY_ITSELF}"
    )


def test_a_count_that_no_register_declares_complete_may_be_more() -> None:
    made = building.with_registers()
    records = tuple(each for each in made.workspace.records if each.kind != "register")
    made = dataclasses.replace(made, workspace=dataclasses.replace(made.workspace, records=records))
    said = told(chair_paper(made))["Incidents and reporting"]
    assert "no register is declared complete, so there may have been more." in said


def test_the_movement_since_the_last_cycle_is_that_of_the_statement() -> None:
    said = told(chair_paper(TRUSTS["longest by two packs"]))["Since the last cycle"]
    assert said.startswith("0 improved, 18 worse, 0 unchanged, 0 new, 0 gone or no longer asked. Cycle bbb")
    assert "judged as of 20 April 2026." in said
    assert "Opinion by vprs-2020 substantial then, limited now; by vprs-2024 substantial then, limited now." in said


def test_reasons_that_are_too_many_are_counted_and_the_stated_share_is_told() -> None:
    said = words(chair_paper(TRUSTS["longest"]))
    assert "Not moderate assurance: requirements of high severity not met: 0 (exactly 0 asked); " in said
    assert "; and 37 more." in said
    assert "Of the records behind answers of yes, stated without a file: 4%." in said


# --------------------------------------------------------------------------------------------------- one page

# Of A4 with the margins of our Word papers, in points; per style: height of a line, space around, letters across.
ROOM = (297 - 20 - 18) * 72 / 25.4
STYLES = {
    "title": (25.5, 10, 44),
    "lead": (15.5, 6, 80),
    "body": (13.5, 6, 92),
    "warning": (14.2, 20, 86),
    "note": (11.6, 6, 106),
    "caption": (11.6, 9, 104),
}
CELL_LINE, CELL_ACROSS = 10.8, 126


def height(paper: Paper) -> float:
    """What the paper takes of a page, by the number of characters; rather too much than too little."""
    return sum(_height(block) for block in paper.blocks)


def _height(block: object) -> float:
    match block:
        case Heading(level=1):
            return _lines("title", block.text)
        case Paragraph():
            return _lines(block.style, text_of(block.runs))
        case Table():
            rows = sum(_row(row, block.widths) for row in block.rows)
            return _lines("caption", block.caption) + CELL_LINE + 4 + rows + 7
    raise AssertionError(f"the page may hold no {type(block).__name__}")


def _lines(style: str, text: str) -> float:
    line, around, across = STYLES[style]
    return line * -(-len(text) // across) + around


def _row(cells: tuple, widths: tuple[int, ...]) -> float:
    rooms = [CELL_ACROSS * width // sum(widths) for width in widths]
    return 3.5 + max(_cell(cell, room) for cell, room in zip(cells, rooms, strict=True))


def _cell(cell: Cell, room: int) -> float:
    return sum(2 + CELL_LINE * (-(-len(text_of(line)) // room) or 1) for line in cell.lines)


def signed(paper: Paper) -> Paper:
    """As it is drawn once three have signed."""
    roles = {"a": "Local Security Management Specialist", "b": "Executive lead for violence", "c": "Trust Board"}
    done = tuple(
        Signature(role=each, decision="approve", on=building.a_day("2026-11-26").first, digest="") for each in roles
    )
    return signed_paper(from_values(as_values({"chair-summary": paper}))["chair-summary"], done, roles)


@each_trust
def test_it_keeps_to_the_room_of_one_page_signed_or_not(trust: Assessment) -> None:
    paper = chair_paper(trust)
    assert not any(isinstance(block, Bullets) for block in paper.blocks)
    assert height(paper) <= ROOM
    assert height(signed(paper)) <= ROOM


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed, so no page can be counted")
def test_a_word_processor_sets_it_on_one_page(tmp_path: Path) -> None:
    from pypdf import PdfReader

    assert OFFICE is not None
    for number, trust in enumerate(TRUSTS.values()):
        paper = chair_paper(trust)
        (tmp_path / f"{number}.docx").write_bytes(word_report.render(paper))
        (tmp_path / f"{number}-signed.docx").write_bytes(word_report.render(signed(paper)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    done = subprocess.run(
        [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        capture_output=True,
        timeout=300,
        check=False,
    )
    pages = {path.stem: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert pages == {Path(file).stem: 1 for file in files}, done.stderr.decode()


# ------------------------------------------------------------------------------------------------------ in its place


def test_it_is_written_in_every_form_also_where_there_is_no_statement() -> None:
    names = {f"chair-summary.{form}" for form in ("md", "html", "docx")}
    assert names <= set(render_outputs(building.assessment(), ("md", "html", "docx")))
    assert names <= set(render_outputs(building.empty(), ("md", "html", "docx")))


def test_it_is_no_draft_once_signed() -> None:
    paper = signed(chair_paper(two_packs()))
    said = words(paper)
    assert not paper.draft
    assert paper.one_page
    assert "Signed off. Local Security Management Specialist: approve, 2026-11-26; " in said
    assert "DRAFT" not in said
    assert "This is a self-assessment, not internal audit." in said


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("short", 5, "short"),
        ("shorts", 5, "shor\u2026"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two\u2026"),
        ("one two, three", 9, "one two\u2026"),
        ("one two three", 8, "one two\u2026"),
        ("a\nb", 5, "a b"),
        ("\u202e" * 9, 7, "[U+20\u2026"),
        ("", 3, ""),
        ("CAPITALS", 8, "CAPIT\u2026"),
        ("\u5b89\u5168" * 9, 5, "\u5b89\u5168\u2026"),
    ],
)
def test_a_text_is_shortened_between_words_and_marked(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown
    assert len(shortened(text, most)) <= most
