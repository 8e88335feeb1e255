"""Fits our text to a template's own styles: theirs where they have one of that name, ours in their face where not.

Takes a python-docx document that was opened from a template, changes its styles in place and tells which style of
tables is used. It never changes the look of a style that the template brings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from vprs.report.word_styles import BUILT_IN, PARAGRAPHS, PLACE, TABLE, box, give_table_style, speak

_POINTING = tuple(
    map(qn, "w:basedOn w:next w:link w:pStyle w:rStyle w:tblStyle w:styleLink w:numStyleLink".split())
)  # elements whose value is the id of a style
GREY = "425563"


def fit_styles(document: Any, language: str, *, dense: bool) -> tuple[str, str]:
    """Gives the id of the style of tables and the shade behind their headings, empty where the style has its own."""
    _call_by_our_ids(document)
    missing = [name for name in PARAGRAPHS if not _has(document, name)]
    for name in missing:
        _add(document, name, dense=dense)
    if "Warning" in missing:
        box(document.styles["Warning"])
    if "List Bullet" in missing:
        _give_bullet(document, document.styles["List Bullet"])
    if not _has(document, PLACE):
        style = document.styles.add_style(PLACE, WD_STYLE_TYPE.CHARACTER)
        style.font.name, style.font.size = "Consolas", Pt(7 if dense else 8)
    speak(document, language)
    if theirs := _their_table(document):
        return theirs, ""
    give_table_style(document)
    return TABLE, GREY


def _has(document: Any, name: str) -> bool:
    return any(_name(each) == name.casefold() for each in _all(document))


def _all(document: Any) -> list[Any]:
    return list(document.styles.element.iterchildren(qn("w:style")))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")).casefold() if name is not None else ""


def _call_by_our_ids(document: Any) -> None:
    """Word in another language has other ids for the same styles, and another style may have an id of ours."""
    wanted = {name.casefold(): name.replace(" ", "") for name in (*PARAGRAPHS, PLACE)}
    ids = {each.get(qn("w:styleId")): wanted.get(_name(each), "") for each in _all(document)}
    new = {old: ours or f"{old}Theirs" for old, ours in ids.items() if ours != old and (ours or old in wanted.values())}
    for part in _parts(document):
        for element in part.iter(*_POINTING):
            value = element.get(qn("w:val"))
            element.set(qn("w:val"), new.get(value, value))
    for style in _all(document):
        old = style.get(qn("w:styleId"))
        style.set(qn("w:styleId"), new.get(old, old))


def _parts(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if isinstance(relation.target_part, XmlPart):
            yield relation.target_part.element


def _add(document: Any, name: str, *, dense: bool) -> None:
    """Ours in size, space and weight; face and colour are those of the template's text or of its heading above."""
    parent, size, before, after, _, bold, keep = PARAGRAPHS[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
    style.element.set(qn("w:styleId"), name.replace(" ", ""))
    above = _heading_above(document, name) or parent or "Normal"
    if name != "Normal":
        style.base_style = document.styles[above]
    style.font.size, style.font.bold = Pt((7.5 if dense else 8.5) if name.startswith("Cell ") else size), bold
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), keep
    if name == "Cell Figure":
        spacing.alignment = 2  # right
    if name.startswith("Heading "):
        level = int(name.rpartition(" ")[2]) - 1
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def _heading_above(document: Any, name: str) -> str:
    if not name.startswith("Heading "):
        return ""
    numbers = range(int(name.rpartition(" ")[2]) - 1, 0, -1)
    return next((above for number in numbers if _has(document, above := f"Heading {number}")), "")


def _their_table(document: Any) -> str:
    """The style named as ours, else the one they set for all tables, else the only one they made."""
    found = [each for each in _all(document) if each.get(qn("w:type")) == "table"]
    named = [each for each in found if _name(each) == TABLE.casefold()]
    usual = [each for each in found if each.get(qn("w:default")) in ("1", "true") and _name(each) != "normal table"]
    made = [each for each in found if each.get(qn("w:customStyle")) in ("1", "true")]
    chosen = (*named[:1], *usual[:1], *(made if len(made) == 1 else ()))
    return str(chosen[0].get(qn("w:styleId"))) if chosen else ""


# ------------------------------------------------------------------------------------------------------------ bullets


def _give_bullet(document: Any, style: Any) -> None:
    """A real list, which a screen reader announces, where the template has none."""
    numbering = _numbering(document)
    taken = {int(each.get(qn("w:abstractNumId"))) for each in numbering.iterchildren(qn("w:abstractNum"))}
    listed = {int(each.get(qn("w:numId"))) for each in numbering.iterchildren(qn("w:num"))}
    kind, number = max(taken, default=0) + 1, max(listed, default=0) + 1
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>'
    )
    made = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>{level}'
    place = next((place for place, each in enumerate(numbering) if each.tag == qn("w:num")), len(numbering))
    numbering.insert(place, parse_xml(f"{made}</w:abstractNum>"))
    used = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
    last = [place for place, each in enumerate(numbering) if each.tag == qn("w:num")]
    numbering.insert((last[-1] if last else place) + 1, parse_xml(used))
    properties = style.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = number


def _numbering(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = XmlPart(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, element, document.part.package)
    document.part.relate_to(part, RT.NUMBERING)
    return element
