"""Takes out of one part of a template whatever reaches outside it, runs or asks: links, fields, objects, bindings.

Takes a part of a python-docx package, changes it in place and says whether it can be kept. What a reader sees, text and
pictures that lie in the file, stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

PICTURES = frozenset(
    f"image/{kind}" for kind in "png jpeg jpg gif bmp tiff x-emf emf x-wmf wmf".split()
)  # not SVG, which may name addresses of its own
FIELDS = frozenset("PAGE NUMPAGES SECTION SECTIONPAGES STYLEREF TITLE SUBJECT".split())
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_WORDS_ONLY = frozenset(("descr", "title", "alt", "uri"))  # texts for readers, and names of kinds
_UNWRAPPED = frozenset(
    map(qn, "w:hyperlink w:sdt w:sdtContent w:smartTag w:customXml w:ins w:moveTo w:fldSimple".split())
)
_TAKEN_OUT = frozenset(
    map(
        qn,
        "w:object w:altChunk w:control w:del w:moveFrom w:sdtPr w:sdtEndPr w:customXmlPr w:smartTagPr w:numPicBullet "
        "w:lvlPicBulletId a:hlinkClick a:hlinkHover w:movie w:subDoc w:printerSettings w:footnoteReference "
        "w:endnoteReference w:commentReference w:commentRangeStart w:commentRangeEnd".split(),
    )
)
_AROUND_A_PICTURE = (qn("w:drawing"), qn("w:pict"))


def clean_part(part: Any) -> bool:
    """Whether the part may stay; a part that is no XML we read, and is linked with others, may not."""
    lost = [ident for ident, relation in part.rels.items() if not _may_stay(relation)]
    for ident in lost:
        del part.rels[ident]
    if not isinstance(part, XmlPart):
        return not lost
    root = part.element
    for element in [each for each in root.iter() if not isinstance(each.tag, str)]:  # comments, instructions
        _take_out(element)
    for element in [each for each in root.iter() if each.tag in _TAKEN_OUT]:
        _take_out(element)
    _plain_fields(root)
    for element in [each for each in root.iter() if each.tag in _UNWRAPPED and not _is_kept_field(each)]:
        _unwrap(element)
    for element in list(root.iter()):
        _loosen(element, part)
    return True


def _may_stay(relation: Any) -> bool:
    if relation.is_external or relation.reltype != RT.IMAGE:
        return False
    picture = relation.target_part
    return picture.content_type.lower() in PICTURES and not picture.rels


def _loosen(element: Any, part: Any) -> None:
    """Of one element: attributes that name an address or a part that is not kept, and the picture that needs them."""
    for name, value in list(element.attrib.items()):
        bare = name.rpartition("}")[2]
        if name.startswith(_LINKED) or name == f"{_OFFICE}relid":
            if bare == "link" or value not in part.rels:
                del element.attrib[name]
                if bare != "link" or f"{_LINKED}embed" not in element.attrib:
                    _take_out(_picture_around(element))
        elif bare not in _WORDS_ONLY and _names_a_place(value):
            del element.attrib[name]


def _names_a_place(value: str) -> bool:
    plain = value.strip().lower()
    return "://" in plain or plain.startswith(("\\\\", "//", "file:", "mailto:", "javascript:"))


def _picture_around(element: Any) -> Any:
    """The whole picture, unless it is only the second form of one that has a first."""
    if element.tag.endswith("}svgBlip"):
        return element
    return next(element.iterancestors(*_AROUND_A_PICTURE), element)


def _take_out(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(place + number, child)
    parent.remove(element)


# ------------------------------------------------------------------------------------------------------------- fields


def _is_kept_field(element: Any) -> bool:
    return element.tag == qn("w:fldSimple") and _asks(element.get(qn("w:instr")) or "")


def _asks(instruction: str) -> bool:
    """Whether the instruction is one that asks only the document itself."""
    return (instruction.split() or [""])[0].upper() in FIELDS


def _plain_fields(root: Any) -> None:
    """A field that may fetch, ask or tell who and when becomes the text that it showed last."""
    for marks, instruction in list(_fields(root)):
        if not _asks(instruction):
            for mark in marks:
                _take_out(mark)


def _fields(root: Any) -> Iterator[tuple[list[Any], str]]:
    """Of each complex field the marks and instructions that make it one, with the instruction as text."""
    opened: list[tuple[list[Any], list[str]]] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            opened.append(([], []))
        if not opened:
            yield [element], ""  # an instruction outside of any field
            continue
        marks, words = opened[-1]
        marks.append(element)
        if element.tag != qn("w:fldChar"):
            words.append(element.text or "")
        if kind == "end":
            opened.pop()
            yield marks, "".join(words)
    for marks, _ in opened:
        yield marks, ""  # never closed
