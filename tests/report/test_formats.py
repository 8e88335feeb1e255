"""What each format promises to every reader: structure, language, print, and the same bytes every time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from tests.report import building
from tests.report.reading import html, markdown, table, tables, word, word_text, words
from vprs.gap_cells import GAP_HEADINGS
from vprs.gaps import gap_paper
from vprs.model import Answer, Outcome, Reason
from vprs.paper import Cell, Heading, Paper, Table, cell, mono
from vprs.report import FORMATS, render_outputs
from vprs.report import html as html_report
from vprs.report import markdown as markdown_report
from vprs.report import word as word_report
from vprs.statement import statement_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRUST = building.with_registers()
PAPERS = {"gap analysis": gap_paper(TRUST), "statement": statement_paper(TRUST)}
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


# ------------------------------------------------------------------------------------------------------------ html


@each_paper
def test_html_has_a_language_one_h1_and_no_level_left_out(paper: Paper) -> None:
    root = html(html_report.render(paper))
    assert root.all("html")[0].attributes["lang"] == "en-GB"
    assert len(root.all("h1")) == 1
    levels = [int(tag.name[1]) for tag in _in_order(root) if re.fullmatch("h[1-6]", tag.name)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _in_order(tag: object) -> list:
    return [one for inner in tag.inside for one in (inner, *_in_order(inner))]  # type: ignore[attr-defined]


@each_paper
def test_html_tables_have_a_caption_and_headed_rows_and_columns(paper: Paper) -> None:
    for one in html(html_report.render(paper)).all("table"):
        assert one.all("caption")[0].words.strip()
        assert {tag.attributes["scope"] for tag in one.all("thead")[0].all("th")} == {"col"}
        for row in one.all("tbody")[0].all("tr"):
            assert [tag.attributes["scope"] for tag in row.all("th")] == ["row"]


@each_paper
def test_html_is_one_file_that_fetches_nothing_and_runs_nothing(paper: Paper) -> None:
    text = html_report.render(paper).decode()
    assert "http:" not in text
    assert "https:" not in text
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(", text)
    assert "default-src 'none'; style-src 'unsafe-inline'" in text


@each_paper
def test_html_prints_classification_draft_and_page_numbers_on_every_page(paper: Paper) -> None:
    text = html_report.render(paper).decode()
    assert '@top-left { content: "OFFICIAL-SENSITIVE"' in text
    assert '@top-right { content: "DRAFT until signed"' in text
    assert 'content: "Page " counter(page) " of " counter(pages)' in text
    assert '<div class="watermark" aria-hidden="true">DRAFT</div>' in text
    assert ("size: A4 landscape" in text) is paper.landscape


def test_colours_of_html_and_word_can_be_read() -> None:
    from vprs.report.word_styles import BLUE, GREY, INK, TONES

    pairs = [("FFFFFF", BLUE), (INK, "FFFFFF"), (GREY, "FFFFFF"), (BLUE, "FFFFFF"), (INK, "FFF9E5"), (INK, "F0F4F5")]
    for text, ground in [*pairs, *((INK, tone) for tone in TONES.values())]:
        assert _contrast(text, ground) >= 4.5, (text, ground)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# ------------------------------------------------------------------------------------------------------------ word


@each_paper
def test_word_has_real_headings_in_order(paper: Paper) -> None:
    drawn = [
        one for one in word(word_report.render(paper)).paragraphs if one.style.name.startswith(("Heading", "Title"))
    ]
    styles = {1: "Title", 2: "Heading 1", 3: "Heading 2", 4: "Heading 3"}
    wanted = [
        (styles[one.level], f"{one.number}  {one.text}".strip()) for one in paper.blocks if isinstance(one, Heading)
    ]
    assert [(one.style.name, one.text) for one in drawn] == wanted


@each_paper
def test_word_tables_repeat_their_header_and_split_no_row(paper: Paper) -> None:
    document = word(word_report.render(paper))
    assert len(document.tables) >= len(tables(paper))
    for one in document.tables:
        properties = [row._tr.trPr for row in one.rows]
        assert all(each.find(f"{W}cantSplit") is not None for each in properties)
        assert [each.find(f"{W}tblHeader") is not None for each in properties] == [True] + [False] * (len(one.rows) - 1)
        assert one._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")


@each_paper
def test_word_holds_the_same_words_as_the_paper(paper: Paper) -> None:
    shown = word_text(word(word_report.render(paper))).replace("  ", " ")
    for line in words(paper).splitlines():
        assert line in shown


@each_paper
def test_word_speaks_british_english_in_styles_settings_and_properties(paper: Paper) -> None:
    content = word_report.render(paper)
    document = word(content)
    languages = {tag.get(f"{W}val") for tag in document.styles.element.iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert document.settings.element.find(f"{W}themeFontLang").get(f"{W}val") == "en-GB"
    assert document.core_properties.language == "en-GB"


@each_paper
def test_word_shows_classification_draft_and_page_x_of_y_on_every_page(paper: Paper) -> None:
    document = word(word_report.render(paper))
    assert len(document.sections) == 1
    section = document.sections[0]
    assert not section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE\tDRAFT until signed"
    assert section.footer.paragraphs[0].text.endswith("Page 1 of 1")
    codes = [tag.text for tag in section.footer._element.iter(f"{W}instrText")]
    assert codes == [" PAGE ", " NUMPAGES "]
    assert (section.page_width > section.page_height) is paper.landscape


def test_word_properties_name_the_organisation_and_no_user() -> None:
    properties = word(word_report.render(PAPERS["statement"])).core_properties
    assert properties.title == "Board assurance statement: Northmoor Acute Hospitals NHS Trust (fictional)"
    assert properties.subject.startswith("Violence prevention and reduction, 2026-04-01 to 2026-09-30")
    assert properties.author == properties.last_modified_by == "Northmoor Acute Hospitals NHS Trust (fictional)"
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-10-20T00:00:00+00:00"


def test_word_packages_have_fixed_times_and_no_stray_picture() -> None:
    with zipfile.ZipFile(io.BytesIO(word_report.render(PAPERS["statement"]))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in package.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in package.read("_rels/.rels")
        assert b"<Application>vprs</Application>" in package.read("docProps/app.xml")


def test_a_word_statement_leaves_the_signature_boxes_empty() -> None:
    signing = next(
        one for one in word(word_report.render(PAPERS["statement"])).tables if one.rows[0].cells[-1].text == "Signature"
    )
    assert [[cell.text for cell in row.cells] for row in signing.rows[1:]] == [
        ["Executive lead", "", "", "", ""],
        ["Author of this statement", "", "", "", ""],
        ["Chair or chief executive", "", "", "", ""],
    ]


# -------------------------------------------------------------------------------------------------------- markdown


@each_paper
def test_markdown_says_classification_and_draft_at_head_and_foot(paper: Paper) -> None:
    text = markdown_report.render(paper).decode()
    assert text.startswith("**OFFICIAL-SENSITIVE** \u00b7 **DRAFT until signed**\n\n# ")
    assert text.count("**OFFICIAL-SENSITIVE** \u00b7 **DRAFT until signed**") == 2
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@each_paper
def test_markdown_tables_have_as_many_rows_as_the_paper(paper: Paper) -> None:
    tokens = markdown(markdown_report.render(paper))
    rows = sum(len(one.rows) + 1 for one in tables(paper))
    signing = 4 if paper is PAPERS["statement"] else 0
    assert sum(token.type == "tr_open" for token in tokens) == rows + signing


# ------------------------------------------------------------------------------------------------------------- all


def test_totals_are_the_same_in_every_format() -> None:
    total = table(PAPERS["statement"], "Requirements by phase")[-1]
    outputs = render_outputs(TRUST, FORMATS)
    row = " | ".join(total)
    assert row in outputs["assurance-statement.md"].decode()
    shown = word(outputs["assurance-statement.docx"]).tables
    assert total in [[cell.text for cell in one.rows[-1].cells] for one in shown]
    drawn = html(outputs["assurance-statement.html"]).all("table")
    cells = [[tag.words.strip() for tag in _in_order(one.all("tr")[-1]) if tag.name in ("th", "td")] for one in drawn]
    assert total in cells


def test_two_runs_give_the_same_bytes() -> None:
    assert render_outputs(TRUST, FORMATS) == render_outputs(building.with_registers(), FORMATS)


def test_another_process_with_another_hash_seed_and_time_zone_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.report import building; from vprs.report import FORMATS, render_outputs\n"
        "for name, content in render_outputs(building.with_registers(), FORMATS).items():\n"
        "    print(name, hashlib.sha256(content).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0"}
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    here = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in render_outputs(TRUST, FORMATS).items()]
    assert run.stdout.split("\n")[:-1] == here


def test_no_output_names_the_folder_of_the_rules() -> None:
    for content in render_outputs(TRUST, ["json", "md", "html", "manifest"]).values():
        assert b"/secret/place" not in content


def test_a_paper_that_is_signed_says_draft_nowhere() -> None:
    signed = dataclasses.replace(PAPERS["statement"], draft=False, blocks=PAPERS["statement"].blocks[:1])
    assert "draft" not in html_report.render(signed).decode().partition("</style>")[2].lower()
    assert "draft" not in markdown_report.render(signed).decode().lower()
    assert word(word_report.render(signed)).sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE\t"


# ----------------------------------------------------------------------------------------------- wide and tall


def test_only_the_wide_tables_of_html_are_wider_than_a_narrow_screen() -> None:
    drawn = html(html_report.render(PAPERS["gap analysis"])).all("table")
    wide = [one.all("caption")[0].words.strip() for one in drawn if one.attributes.get("class") == "wide"]
    assert wide
    assert all(": requirements, evidence and gaps" in each or ": every check" in each for each in wide)
    assert "min-width: 64rem" in (style := html_report.render(PAPERS["gap analysis"]).decode())
    assert style.count("64rem") == style.count(".landscape .wide { min-width: 64rem; }") == 1


def test_html_that_prints_margin_boxes_does_not_print_its_banner_as_well() -> None:
    text = html_report.render(PAPERS["statement"]).decode()
    assert "{ .banner { display: none; } }" in text
    assert f'@bottom-left {{ content: "Fingerprint {PAPERS["statement"].fingerprint}"' in text


def test_only_a_row_that_would_fill_much_of_a_page_may_run_on_over_two() -> None:
    because = "Something is not as it should be. " * 60
    tall = building.finding(
        "plan",
        "tall",
        Outcome.NOT_MET,
        observations=(building.observation("there", Answer.NO, Reason.TOO_FEW, because=because),),
    )
    paper = gap_paper(building.assessment((tall, building.not_met("plan", "low"))))
    drawn = next(one for one in word(word_report.render(paper)).tables if one.rows[0].cells[0].text == GAP_HEADINGS[0])
    kept = {row.cells[0].text.split("\n")[0]: row._tr.find(f".//{W}cantSplit") is not None for row in drawn.rows[1:]}
    assert kept == {"plan/tall": False, "plan/low": True}
    rows = next(one for one in html(html_report.render(paper)).all("table") if "evidence and gaps" in one.words)
    classes = [row.attributes.get("class") for row in rows.all("tbody")[0].all("tr")]
    assert sorted(classes, key=str) == [None, "tall"]


@pytest.mark.parametrize(
    ("count", "held"),
    [
        (1, [False]),
        (2, [True, False]),
        (4, [True, True, True, False]),
        (7, [True, False, False, False, True, True, False]),
    ],
)
def test_no_page_has_only_the_first_row_of_a_table_or_its_last_two(count: int, held: list[bool]) -> None:
    rows = tuple((cell(f"row {number}"), cell("text")) for number in range(count))
    made = Table(caption="Rows", headings=("Row", "Text"), rows=rows, widths=(50, 50))
    paper = dataclasses.replace(PAPERS["statement"], blocks=(made,))
    (drawn,) = word(word_report.render(paper)).tables
    assert [row._tr.find(f".//{W}keepNext") is not None for row in drawn.rows[1:]] == held


@pytest.mark.parametrize(("lines", "held"), [(3, [True, True, True, False]), (4, [False] * 4), (20, [False] * 4)])
def test_rows_of_more_than_three_lines_are_not_held_so_that_no_table_leaves_a_page_empty(
    lines: int, held: list[bool]
) -> None:
    """Held together, four rows of a third of a page each would all go to the next."""
    text = cell(*(f"line {number}" for number in range(lines)))
    rows = tuple((cell(f"row {number}"), text) for number in range(4))
    made = Table(caption="Rows", headings=("Row", "Text"), rows=rows, widths=(50, 50))
    paper = dataclasses.replace(PAPERS["statement"], blocks=(made,))
    (drawn,) = word(word_report.render(paper)).tables
    assert [row._tr.find(f".//{W}keepNext") is not None for row in drawn.rows[1:]] == held


def test_the_name_of_a_file_breaks_before_its_line_and_not_within() -> None:
    made = Table(
        caption="Places",
        headings=("From",),
        rows=((Cell(lines=((mono("registers/indicators.csv:15"),),)),),),
        widths=(100,),
    )
    paper = dataclasses.replace(PAPERS["statement"], blocks=(made,))
    (drawn,) = word(word_report.render(paper)).tables
    assert drawn.rows[1].cells[0].text == "registers/\u200bindicators.csv:\u200b15"
