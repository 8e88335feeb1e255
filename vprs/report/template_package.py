"""An organisation's own Word template, opened as far as its look goes: styles, theme, page, headers, footers, logo.

Takes the bytes of `board-template.docx`, gives a python-docx document with an empty body and nothing that reaches
outside the file. Everything is left out that is not on the list of what is kept, so that no sort of link, macro or
hidden part needs to be known by name. Raises InvalidInput where the file is no such template, with what to do.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from vprs.problem import InvalidInput, Problem
from vprs.report.template_cleaning import clean_part
from vprs.report.template_file import AGAIN, MOST_BYTES, TEMPLATE

MOST_UNPACKED, MOST_PARTS = 60_000_000, 500

_PACKAGE_KEEPS = frozenset((RT.OFFICE_DOCUMENT,))
_DOCUMENT_KEEPS = frozenset((RT.STYLES, RT.THEME, RT.NUMBERING, RT.HEADER, RT.FOOTER))
_SECTION_KEEPS = frozenset(map(qn, "w:headerReference w:footerReference w:pgSz w:pgMar w:pgBorders w:titlePg".split()))
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


def open_template(content: bytes) -> Any:
    """The document to draw in. Raises InvalidInput."""
    if fault := next(_faults(content), None):
        raise _refused(*fault)
    with refusing_broken():
        document = Document(io.BytesIO(content))
        _keep_the_look(document)
    return document


@contextmanager
def refusing_broken() -> Iterator[None]:
    """What a template cannot be drawn in for, as a problem: the file is at fault, whatever its parts hold."""
    try:
        yield
    except _BROKEN as fault:
        said = f"it cannot be read as a Word document ({type(fault).__name__})."
        raise _refused(said, AGAIN) from fault


def _refused(message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file=TEMPLATE, message=message, hint=hint)])


def _faults(content: bytes) -> Iterator[tuple[str, str]]:
    """What is wrong with the file before it is opened, the gravest first, each with what to do."""
    smaller = "Take large pictures and old text out of it; only styles, header, footer and page are used."
    if len(content) > MOST_BYTES:
        yield f"it is larger than {MOST_BYTES // 1_000_000} MB.", smaller
        return
    if content.startswith(_OLD_OR_LOCKED):
        yield "it is locked with a password, or is of the kind that Word made before 2007 (.doc).", AGAIN
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
                yield f"unpacked it is larger than {MOST_UNPACKED // 1_000_000} MB or {MOST_PARTS} parts.", smaller
            elif any(each.flag_bits & 1 for each in entries):
                yield "it is locked with a password.", AGAIN
            else:
                yield from _of_another_kind(package)
    except _BROKEN as fault:
        yield f"it cannot be read as a Word document ({type(fault).__name__}).", AGAIN


def _of_another_kind(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    types = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or any("vba" in name.lower() for name in package.namelist()):
        yield "it holds macros.", AGAIN
    elif b"wordprocessingml.template.main" in types:
        yield "it is a Word template (.dotx) under the name of a document.", AGAIN


def _keep_the_look(document: Any) -> None:
    part = document.part
    odd_and_even = bool(document.settings.odd_and_even_pages_header_footer)
    for ident, relation in list(part.package.rels.items()):
        if relation.is_external or relation.reltype not in _PACKAGE_KEEPS:
            del part.package.rels[ident]
    section = _last_section(part.element)
    used = {each.get(qn("r:id")) for each in section.iterchildren(*_REFERENCES)}
    for ident, relation in list(part.rels.items()):
        unused = relation.reltype in (RT.HEADER, RT.FOOTER) and ident not in used
        if relation.is_external or relation.reltype not in _DOCUMENT_KEEPS or unused:
            del part.rels[ident]
    for element in [each for each in section.iterchildren(*_REFERENCES) if each.get(qn("r:id")) not in part.rels]:
        section.remove(element)
    for relation in list(part.rels.values()):
        if not clean_part(relation.target_part):
            del part.rels[relation.rId]
    _empty(part.element, section)
    document.settings.odd_and_even_pages_header_footer = odd_and_even


def _last_section(root: Any) -> Any:
    """The properties of the last section, with the headers and footers that it takes over from those before it."""
    sections = list(root.iter(qn("w:sectPr")))
    if not sections:
        return root.body.get_or_add_sectPr()
    last = sections[-1]
    inherited: dict[tuple[str, str | None], Any] = {}
    for each in sections:
        for reference in each.iterchildren(*_REFERENCES):
            inherited[reference.tag, reference.get(qn("w:type"))] = reference
    for element in list(last):
        if element.tag not in _SECTION_KEEPS or element.tag in _REFERENCES:
            last.remove(element)
    for place, key in enumerate(sorted(inherited, key=str)):
        last.insert(place, inherited[key])
    return last


def _empty(root: Any, section: Any) -> None:
    body = root.body
    for element in list(root):
        if element is not body:
            root.remove(element)
    for element in list(body):
        body.remove(element)
    body.append(section)
