"""The page of a Word document and what stands on every one: classification, draft mark, fingerprint, page x of y.

Takes a python-docx document, changes its last section, its headers and its footers. What a template has in them stays;
our marks stand below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from vprs.paper import Paper, Run, visible
from vprs.report.word_pieces import field_xml, run_xml

_MARGIN_MM = 17
_EMU_PER_TWIP = 635
_NARROWEST = Mm(90)  # of the text; with less a table of six columns cannot be read


def give_page(section: Any, *, landscape: bool) -> None:
    """A4 with our own margins."""
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(8)


def turn_page(section: Any, *, landscape: bool) -> None:
    """A template's page lies where the paper needs it; margins stay on their sides, unless they leave no room."""
    width, height = section.page_width or Mm(210), section.page_height or Mm(297)
    if landscape and width < height:
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        if getattr(section, side) is None:
            setattr(section, side, Mm(_MARGIN_MM))
    if text_width(section) * _EMU_PER_TWIP < _NARROWEST:
        section.left_margin = section.right_margin = Mm(_MARGIN_MM)
        section.gutter = 0
    room = section.page_height - abs(section.top_margin) - abs(section.bottom_margin)
    if room < _NARROWEST:
        section.top_margin, section.bottom_margin = Mm(20), Mm(18)


def lies(section: Any) -> bool:
    """Whether the page is wider than high."""
    return bool(section.page_width > section.page_height)


def text_width(section: Any) -> int:
    """In twentieths of a point."""
    taken = section.left_margin + section.right_margin + (section.gutter or 0)
    return int((section.page_width - taken) // _EMU_PER_TWIP)


def give_marks(document: Any, paper: Paper, *, theirs: bool = False) -> None:
    """On the first page and on even ones too, where those have headers and footers of their own.

    theirs: they are a template's, which may be narrow and hold much already, so that the title is left to page one
    """
    section = document.sections[0]
    width = text_width(section)
    for header, footer in _pairs(document, section):
        _write(header, _head_runs(paper), width)
        _write(footer, _foot_runs(paper, numbered=_is_numbered(footer), alone=not theirs), width)


def _pairs(document: Any, section: Any) -> Iterator[tuple[Any, Any]]:
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _head_runs(paper: Paper) -> list[str]:
    draft = [_text(paper.draft_line, strong=True)] if paper.draft else []
    return [_text(paper.classification, strong=True), _TAB, *draft]


def _foot_runs(paper: Paper, *, numbered: bool, alone: bool) -> list[str]:
    pages = [_text("Page "), field_xml("PAGE", "1"), _text(" of "), field_xml("NUMPAGES", "1")]
    title = (
        [_text(visible(paper.title)[:255]), _text(f"  {paper.fingerprint}")] if alone else [_text(paper.fingerprint)]
    )
    return [*title, _TAB, *([] if numbered else pages)]


def _is_numbered(place: Any) -> bool:
    """Whether a template's footer says page x of y itself."""
    if place.is_linked_to_previous:
        return False
    root = place._element  # noqa: SLF001  python-docx shows no fields
    told = [each.text or "" for each in root.iter(qn("w:instrText"))]
    told += [each.get(qn("w:instr"), "") for each in root.iter(qn("w:fldSimple"))]
    words = " ".join(told).upper().split()
    return "PAGE" in words and "NUMPAGES" in words


def _write(place: Any, runs: list[str], width: int) -> None:
    """Below what a template has there; a header that is made for us has one empty paragraph, which goes."""
    made = place.is_linked_to_previous
    place.is_linked_to_previous = False
    root = place._element  # noqa: SLF001  python-docx offers no way to empty a header
    if made:
        for old in list(root):
            root.remove(old)
    tabs = '<w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/>'
    tabs += f'<w:tab w:val="right" w:pos="{width}"/>'
    style = f'<w:pPr><w:pStyle w:val="Margin"/><w:tabs>{tabs}</w:tabs></w:pPr>'
    root.append(parse_xml(f"<w:p {nsdecls('w')}>{style}{''.join(runs)}</w:p>"))


_TAB = "<w:r><w:tab/></w:r>"


def _text(text: str, *, strong: bool = False) -> str:
    return run_xml(Run(text=text, strong=strong))
