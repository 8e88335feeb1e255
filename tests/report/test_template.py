"""The trust's own Word template: its look is kept, our marks stand beside it, nothing of it reaches outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from tests.report import building, templates
from tests.report.reading import word, word_text, words
from vprs.gaps import gap_paper
from vprs.paper import Heading, Paper
from vprs.problem import InvalidInput
from vprs.report import draw
from vprs.report.dress import Dress
from vprs.report.template_file import MOST_BYTES
from vprs.report.word import refuse_unusable
from vprs.statement import statement_paper

TRUST = building.with_registers()
PAPER = statement_paper(TRUST)
GAPS = gap_paper(TRUST)
Change = Callable[[Any], None] | None
CHANGES: tuple[Change, ...] = (
    None,
    templates.landscape,
    templates.without_our_styles,
    templates.in_german,
    templates.with_a_table_style,
    templates.first_page_and_even_ones_apart,
    templates.two_sections,
    templates.numbered_footer,
    templates.reaching_outside,
)
NAMES = [each.__name__ if each else "as it is" for each in CHANGES]
each_template = pytest.mark.parametrize("change", CHANGES, ids=NAMES)


def drawn(template: bytes, paper: Paper = PAPER) -> bytes:
    return draw({"it": paper}, ("docx",), Dress(template=template))["it.docx"]


def heads(document: Any) -> list[str]:
    """All text of every header and footer in use."""
    section = document.sections[0]
    places = [section.header, section.footer]
    if section.different_first_page_header_footer:
        places += [section.first_page_header, section.first_page_footer]
    if document.settings.odd_and_even_pages_header_footer:
        places += [section.even_page_header, section.even_page_footer]
    return ["".join(each.text or "" for each in place._element.iter(qn("w:t"))) for place in places]


@each_template
def test_every_page_has_our_marks_and_every_word_of_the_paper_stands_in_it(change: Change) -> None:
    document = word(drawn(templates.with_a_logo(change)))
    texts = heads(document)
    for head, foot in zip(texts[::2], texts[1::2], strict=True):
        assert "OFFICIAL-SENSITIVE" in head
        assert "DRAFT until signed" in head
        assert PAPER.fingerprint in foot
    shown = word_text(document).replace("  ", " ")
    for line in words(PAPER).splitlines():
        assert line in shown
    assert "Text of an old paper" not in shown


@each_template
def test_nothing_in_the_paper_reaches_outside(change: Change) -> None:
    with zipfile.ZipFile(io.BytesIO(drawn(templates.with_a_logo(change)))) as package:
        for name in (each for each in package.namelist() if "/media/" not in each):
            content = package.read(name)
            assert b'TargetMode="External"' not in content, name
            assert b"evil.example" not in content, name
            assert not re.search(rb"> DDE|AUTO cmd|INCLUDETEXT|attachedTemplate|OLEObject|Somebody Else", content), name


@each_template
def test_every_style_that_is_named_is_there_once(change: Change) -> None:
    document = word(drawn(templates.with_a_logo(change)))
    there = [each.get(qn("w:styleId")) for each in document.styles.element.iterchildren(qn("w:style"))]
    assert len(there) == len(set(there))
    named = {each.get(qn("w:val")) for each in document.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    assert named <= set(there)
    based = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:basedOn"))}
    assert based <= set(there) or change is templates.without_our_styles


@each_template
def test_the_same_template_gives_the_same_bytes(change: Change) -> None:
    template = templates.with_a_logo(change)
    assert drawn(template) == drawn(template)
    assert drawn(template, GAPS) == drawn(template, GAPS)


@pytest.mark.parametrize("paper", [PAPER, GAPS], ids=["statement", "gap analysis"])
def test_logo_address_margins_and_the_look_of_headings_are_kept(paper: Paper) -> None:
    content = drawn(templates.with_a_logo(), paper)
    document = word(content)
    section = document.sections[0]
    assert list(section.header._element.iter(qn("a:blip")))
    assert "Fernhill Trust, a fictional organisation" in heads(document)[1]
    assert (round(section.left_margin.mm), round(section.right_margin.mm), round(section.top_margin.mm)) == (30, 25, 35)
    assert (section.page_width > section.page_height) is paper.landscape
    assert str(document.styles["Heading 1"].font.color.rgb) == "005E3C"
    assert document.styles["Title"].font.name == "Georgia"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert templates.logo() in [package.read(name) for name in package.namelist() if "media" in name]


def test_a_landscape_template_lays_both_papers() -> None:
    template = templates.with_a_logo(templates.landscape)
    for paper in (PAPER, GAPS):
        section = word(drawn(template, paper)).sections[0]
        assert section.page_width > section.page_height


def test_headings_take_the_styles_of_word_in_another_language() -> None:
    document = word(drawn(templates.with_a_logo(templates.in_german)))
    found = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    wanted = [
        f"{one.number}  {one.text}".strip() for one in PAPER.blocks if isinstance(one, Heading) and one.level == 2
    ]
    assert found == wanted
    leads = [one for one in document.paragraphs if one.style.name == "Lead"]
    assert leads


def test_a_numbering_of_their_headings_does_not_number_ours_twice() -> None:
    document = word(drawn(templates.with_a_logo()))
    for one in document.paragraphs:
        if one.style.name.startswith(("Heading", "Title")):
            assert one._p.pPr.numPr.numId.val == 0


def test_bullets_are_a_real_list_where_the_template_has_none() -> None:
    document = word(drawn(templates.with_a_logo(templates.without_our_styles)))
    style = next(one.style for one in document.paragraphs if one.style.name == "List Bullet")
    number = style.element.pPr.numPr.numId.val
    (used,) = [one for one in document.part.numbering_part.element.iter(qn("w:num")) if one.numId == number]
    assert used.abstractNumId.val in {
        int(one.get(qn("w:abstractNumId"))) for one in document.part.numbering_part.element.iter(qn("w:abstractNum"))
    }


def test_their_own_table_style_is_used_without_our_shade() -> None:
    document = word(drawn(templates.with_a_logo(templates.with_a_table_style)))
    for table in document.tables:
        assert table.style.name == "Trust table"
        assert all(cell._tc.tcPr.find(qn("w:shd")) is None for cell in table.rows[0].cells)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_footer_that_numbers_pages_is_not_numbered_twice() -> None:
    plain, numbered = (
        "".join(one for one in heads(word(drawn(templates.with_a_logo(change))))[1::2])
        for change in (CHANGES[0], templates.numbered_footer)
    )
    assert "Page 1 of 1" in plain
    assert "Page" not in numbered


def test_words_of_links_and_fields_stay_where_what_they_reach_goes() -> None:
    head = heads(word(drawn(templates.with_a_logo(templates.reaching_outside))))[0]
    for told in ("Visible words", "Kept words", "Shown words"):
        assert told in head


def test_margins_that_leave_no_room_are_ours() -> None:
    from docx.shared import Mm

    def squeeze(document: Any) -> None:
        document.sections[0].left_margin = document.sections[0].right_margin = Mm(70)

    section = word(drawn(templates.with_a_logo(squeeze))).sections[0]
    assert round(section.left_margin.mm) == 17


# -------------------------------------------------------------------------------------------------------- refused

GOOD = templates.with_a_logo()
TYPES = zipfile.ZipFile(io.BytesIO(GOOD)).read("[Content_Types].xml")
REFUSED = {
    "nothing": (b"", "cannot be read"),
    "words": (b"no document", "cannot be read"),
    "half": (GOOD[: len(GOOD) // 2], "cannot be read"),
    "old or locked": (b"\xd0\xcf\x11\xe0" + bytes(2000), "locked with a password, or is of the kind"),
    "macros by part": (templates.rewritten(GOOD, **{"word/vbaProject.bin": b"x"}), "macros"),
    "macros by type": (
        templates.rewritten(
            GOOD, **{"[Content_Types].xml": TYPES.replace(b"wordprocessingml.document.main", b"macroEnabled.main")}
        ),
        "macros",
    ),
    "dotx": (
        templates.rewritten(
            GOOD,
            **{
                "[Content_Types].xml": TYPES.replace(
                    b"wordprocessingml.document.main", b"wordprocessingml.template.main"
                )
            },
        ),
        "Word template (.dotx)",
    ),
    "huge": (bytes(MOST_BYTES + 1), "larger than 10 MB"),
    "bomb": (templates.rewritten(GOOD, **{"word/x.xml": bytes(61_000_000)}), "unpacked it is larger"),
    "no document": (templates.rewritten(GOOD, **{"word/document.xml": b"<x/>"}), "cannot be read"),
    "no xml": (templates.rewritten(GOOD, **{"word/document.xml": b"\x00"}), "cannot be read"),
    "entities": (
        templates.rewritten(
            GOOD, **{"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}
        ),
        "cannot be read",
    ),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_template_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        refuse_unusable(content)
    (problem,) = caught.value.problems
    assert problem.file == "board-template.docx"
    assert told in problem.message
    assert problem.hint.endswith(".")


def _drawn_or_refused(template: bytes) -> bool:
    try:
        return bool(drawn(template))
    except InvalidInput as error:
        return error.problems[0].file == "board-template.docx"


def test_a_template_with_any_byte_changed_is_drawn_in_or_refused_never_worse() -> None:
    for place in range(0, len(GOOD), len(GOOD) // 60):
        spoilt = GOOD[:place] + bytes([GOOD[place] ^ 0xFF]) + GOOD[place + 1 :]
        assert _drawn_or_refused(spoilt)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/header1.xml", "word/numbering.xml"])
def test_a_template_with_any_part_cut_or_emptied_is_drawn_in_or_refused(part: str) -> None:
    whole = zipfile.ZipFile(io.BytesIO(GOOD)).read(part)
    for content in (
        b" ",
        whole[:200],
        re.sub(rb"<w:(style|sectPr|pgSz)\b.*?>", b"", whole),
        whole.replace(b'w:val="', b'w:val="-'),
    ):
        assert _drawn_or_refused(templates.rewritten(GOOD, **{part: content}))


def test_the_template_is_read_from_the_folder_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    from vprs.commands.template import template_of

    assert template_of(tmp_path) is None
    (tmp_path / "Board-Template.DOCX").write_bytes(GOOD)
    assert template_of(tmp_path) == GOOD
