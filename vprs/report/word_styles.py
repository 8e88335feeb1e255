"""The styles of the Word documents: sober, Arial, A4, readable in print and by a screen reader.

Takes a python-docx document, changes its styles in place and sets its language. A reader who wants another look
changes the styles in Word; nothing in the body is formatted by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

BLUE = "003087"
INK = "212B32"
GREY = "425563"
FONT = "Arial"
PLACE, TABLE = "Place", "Findings"  # of places in files, of tables
TONES = {
    "not-met": "FDE8E6",
    "not-assessed": "ECE7F5",
    "partly-met": "FFF4D1",
    "met": "E3F3E9",
    "not-applicable": "ECEFF1",
}

# style: based on, size, space before, space after, colour, bold, keep with next
PARAGRAPHS: Mapping[str, tuple[str | None, float, float, float, str, bool, bool]] = {
    "Normal": (None, 10.5, 0, 0, INK, False, False),
    "Body Text": (None, 10.5, 0, 6, INK, False, False),
    "Title": (None, 18, 0, 8, BLUE, True, True),
    "Heading 1": (None, 14, 16, 6, BLUE, True, True),
    "Heading 2": (None, 11.5, 12, 4, INK, True, True),
    "Heading 3": (None, 10.5, 10, 4, INK, True, True),
    "Caption": (None, 9, 6, 3, GREY, True, True),
    "Figure": ("Normal", 10.5, 6, 2, INK, False, True),
    "Figure Caption": ("Caption", 9, 0, 8, GREY, True, False),
    "List Bullet": (None, 10.5, 0, 3, INK, False, False),
    "Intro": ("Body Text", 10.5, 0, 6, INK, False, True),
    "Lead": ("Body Text", 11, 0, 6, INK, False, False),
    "Warning": ("Body Text", 11, 4, 10, INK, False, False),
    "Note": ("Body Text", 9, 0, 6, GREY, False, False),
    "Cell Text": ("Normal", 8.5, 1, 1, INK, False, False),
    "Cell Figure": ("Normal", 8.5, 1, 1, INK, False, False),
    "After Table": ("Normal", 6, 0, 0, INK, False, False),
    "Margin": ("Normal", 8.5, 0, 0, GREY, False, False),
}

BUILT_IN = frozenset(name for name, (parent, *_) in PARAGRAPHS.items() if parent is None)


def give_styles(document: Any, language: str, *, dense: bool) -> None:
    """dense: smaller text in tables, for papers of wide ones."""
    for name, (parent, size, before, after, colour, bold, keep) in PARAGRAPHS.items():
        _look(_style(document, name, parent), size, before, after, colour, bold=bold, keep=keep)
    for name in ("Cell Text", "Cell Figure"):
        document.styles[name].font.size = Pt(7.5 if dense else 8.5)
    document.styles["Cell Figure"].paragraph_format.alignment = 2  # right
    box(document.styles["Warning"])
    _plain_title(document.styles["Title"])
    _place(document, dense=dense)
    give_table_style(document)
    speak(document, language)


def _style(document: Any, name: str, parent: str | None) -> Any:
    if parent is None:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[parent]
    style.element.set(qn("w:styleId"), name.replace(" ", ""))
    return style


def _look(style: Any, size: float, before: float, after: float, colour: str, *, bold: bool, keep: bool) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    _face(style)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), keep
    spacing.line_spacing = 1.1


def _face(style: Any) -> None:
    """One face for all scripts: the template's theme fonts would win over a plain name."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    properties.insert(0, parse_xml(fonts))


def box(style: Any) -> None:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="4" w:color="7A4B00"/>'
        for edge, size in (("top", 8), ("left", 36), ("bottom", 8), ("right", 8))
    )
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>"),
        *("w:shd w:tabs w:suppressAutoHyphens w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl".split()),
    )
    properties.insert_element_before(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF9E5"/>'),
        *("w:tabs w:suppressAutoHyphens w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl".split()),
    )


def _plain_title(style: Any) -> None:
    """The template underlines titles, and gives them no level in the outline."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))


def _place(document: Any, *, dense: bool) -> None:
    style = document.styles.add_style(PLACE, WD_STYLE_TYPE.CHARACTER)
    style.font.name, style.font.size = "Consolas", Pt(7 if dense else 8)
    style.font.no_proof = True


def give_table_style(document: Any) -> None:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="AEB7BD"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{TABLE}"/>'
            f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>'
            '<w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
            '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )
    )


def speak(document: Any, language: str) -> None:
    """The language for spelling and for screen readers: in the defaults, in every style and in the settings."""
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is not None and properties.find(qn("w:lang")) is None:
        properties.append(parse_xml(f"<w:lang {nsdecls('w')}/>"))
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    settings = document.settings.element
    for element in settings.findall(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
