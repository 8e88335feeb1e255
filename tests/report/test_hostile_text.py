"""Nothing that stands in evidence can change a paper: it is shown, and it stays text."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from tests.report import hostile
from tests.report.reading import html, markdown, tables, word, word_text
from vprs.gaps import gap_paper
from vprs.paper import Heading, Paper, visible
from vprs.report import html as html_report
from vprs.report import markdown as markdown_report
from vprs.report import render_outputs
from vprs.report import word as word_report
from vprs.report.terminal import summary_lines
from vprs.statement import statement_paper

TRUST = hostile.trust()
PAPERS = {"gap analysis": gap_paper(TRUST), "statement": statement_paper(TRUST)}
ALLOWED_TAGS = set(
    "html head meta title style body div header span main h1 h2 h3 h4 p strong code ul li table caption colgroup col "
    "thead tr th tbody td footer #text".split()
)


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_visible_text_is_one_line_without_anything_that_hides_or_turns(text: str) -> None:
    shown = visible(text)
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]", shown
    )


def test_a_turned_direction_is_written_out_so_that_a_reader_sees_it() -> None:
    assert visible("invoice\u202efdp.exe") == "invoice[U+202E]fdp.exe"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_html_holds_only_the_tags_of_the_template_and_no_address_to_follow(paper: Paper) -> None:
    root = html(html_report.render(paper))
    tags = [tag for name in ALLOWED_TAGS for tag in root.all(name)]
    assert len(tags) == len(every(root))
    followed = {
        "href",
        "src",
        "srcset",
        "action",
        "data",
        "poster",
        "background",
        "formaction",
        "onerror",
        "onclick",
        "style",
    }
    found = {(tag.name, name) for tag in tags for name in tag.attributes if name in followed}
    assert found <= {("col", "style")}


def every(root: object) -> list[object]:
    return [one for tag in root.inside for one in (tag, *every(tag))]  # type: ignore[attr-defined]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_html_shows_hostile_text_as_it_stands(paper: Paper) -> None:
    shown = html(html_report.render(paper)).words
    for text in (
        hostile.SCRIPT,
        "{{ 7 * 7 }}",
        "[link](https://evil.example/x)",
        "&lt;b&gt; &amp; &#x3c;",
        "=cmd|' /C calc'!A0",
    ):
        assert text in shown


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_markdown_keeps_hostile_text_out_of_headings_lists_links_and_markup(paper: Paper) -> None:
    tokens = markdown(markdown_report.render(paper))
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"link_open", "image", "fence", "code_block", "ordered_list_open", "html_block", "s_open"})
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    headings = sum(isinstance(block, Heading) for block in paper.blocks)
    assert sum(token.type == "heading_open" for token in tokens) == headings


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_markdown_tables_keep_every_row_and_every_cell(paper: Paper) -> None:
    tokens = markdown(markdown_report.render(paper))
    drawn = tables(paper)
    cells = sum(len(block.headings) * len(block.rows) for block in drawn)
    signing = 15 if paper is PAPERS["statement"] else 0
    assert sum(token.type == "td_open" for token in tokens) == cells + signing
    assert sum(token.type == "table_open" for token in tokens) == len(drawn) + bool(signing)


def test_markdown_shows_hostile_text_as_it_stands() -> None:
    tokens = markdown(markdown_report.render(PAPERS["gap analysis"]))
    shown = "".join(token.content for token in tokens if token.type in ("text", "text_special", "code_inline"))
    for text in (
        hostile.SCRIPT,
        "a | b | c",
        "[link](https://evil.example/x)",
        "*not* _strong_ **text** ~~gone~~ `code`",
        "# not a heading",
    ):
        assert text in shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://evil.example/x", "see https\\://evil.example/x"),
        ("www.evil.example", "www\\.evil.example"),
        ("someone@evil.example", "someone\\@evil.example"),
        ("snake_case_name.md and _emphasis_", "snake_case_name.md and \\_emphasis\\_"),
    ],
)
def test_no_address_in_markdown_can_be_taken_for_a_link_by_a_reader_that_makes_them(text: str, written: str) -> None:
    assert markdown_report.escape(text) == written


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_word_opens_and_shows_hostile_text_as_it_stands(paper: Paper) -> None:
    content = word_report.render(paper)
    shown = word_text(word(content))
    for text in (hostile.SCRIPT, "a | b | c", "=cmd|' /C calc'!A0", "{{ 7 * 7 }}", "]]> <!-- --> <?xml ?>"):
        assert text in shown
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    assert not any('TargetMode="External"' in part for part in parts.values())
    assert "w:hyperlink" not in parts["word/document.xml"]
    assert '<w:instrText xml:space="preserve"> PAGE </w:instrText>' in parts["word/footer1.xml"]


def test_every_format_is_valid_utf8_and_json_parses() -> None:
    for name, content in render_outputs(TRUST, ["json", "md", "html", "manifest"]).items():
        text = content.decode("utf-8")
        assert "\x00" not in text
        if name.endswith(".json"):
            assert json.loads(text)["format"].startswith("vprs-")


def test_the_terminal_gets_no_control_characters() -> None:
    for line in summary_lines(TRUST, width=80):
        assert "\x1b" not in line.text
        assert "\u202e" not in line.text
        line.text.encode("utf-8")
