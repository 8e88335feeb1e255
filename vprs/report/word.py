"""A Paper as a Word document: real heading styles, repeated header rows, English of Great Britain, fixed bytes.

Takes a Paper, gives the bytes of a .docx. python-docx keeps the package, the styles and the properties; the body goes
in as text, because objects are slow for thousands of cells. It chooses no sentence.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml.ns import nsdecls
from lxml.etree import tostring

from vprs.paper import Paper, visible
from vprs.report.dress import PLAIN, Dress
from vprs.report.pictures import Pictures, charts_of
from vprs.report.template_package import open_template, refusing_broken
from vprs.report.template_styles import fit_styles
from vprs.report.word_body import Sheet, body_xml
from vprs.report.word_margins import give_marks, give_page, lies, text_width, turn_page
from vprs.report.word_pieces import Placed
from vprs.report.word_styles import BLUE, TABLE, give_styles

_APPLICATION = (  # the template's own says that another program wrote it, on one page
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>vprs</Application></Properties>'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold, and the same on every machine


def render(paper: Paper, dress: Dress = PLAIN) -> bytes:
    """Raises InvalidInput where the template of the dress is none."""
    document, table, head = _opened(dress.template, paper) if dress.template is not None else _made(paper)
    section = document.sections[0]
    sheet = Sheet(
        width=text_width(section),
        landscape=lies(section),
        pictures=_place(document, paper, dress.pictures),
        table=table,
        head=head,
        unnumber=dress.template is not None,
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return _assemble(buffer, document.part, body_xml(paper.blocks, sheet))


def _made(paper: Paper) -> tuple[Any, str, str]:
    """A document with our own look; the style of its tables and the shade behind their headings."""
    document = Document()
    give_page(document.sections[0], landscape=paper.landscape)
    give_styles(document, paper.language, dense=paper.landscape)
    _finish(document, paper)
    return document, TABLE, BLUE


def _opened(template: bytes, paper: Paper) -> tuple[Any, str, str]:
    """The same with the look of a template."""
    document = open_template(template)
    with refusing_broken():
        turn_page(document.sections[0], landscape=paper.landscape)
        table, head = fit_styles(document, paper.language, dense=paper.landscape)
        _finish(document, paper, theirs=True)
    return document, table, head


def _finish(document: Any, paper: Paper, *, theirs: bool = False) -> None:
    _give_properties(document, paper)
    give_marks(document, paper, theirs=theirs)
    _drop_thumbnail(document)


def refuse_unusable(template: bytes) -> None:
    """Raises InvalidInput where no paper, upright or lying, can be drawn in the template."""
    for lying in (False, True):
        paper = Paper(
            title="t",
            subject="s",
            author="a",
            classification="c",
            draft_line="d",
            dated="2026-01-01",
            blocks=(),
            landscape=lying,
        )
        render(paper, Dress(template=template))


def _give_properties(document: Any, paper: Paper) -> None:
    """Title, subject and language for readers' software; the organisation as author, never a user's name."""
    when = datetime.fromisoformat(paper.dated)
    properties = document.core_properties
    properties.title, properties.subject = _limited(paper.title), _limited(paper.subject)
    properties.author = properties.last_modified_by = _limited(paper.author)
    properties.language = paper.language
    properties.category = paper.classification
    properties.comments = paper.draft_line if paper.draft else ""
    properties.keywords = paper.fingerprint
    properties.created = properties.modified = when
    properties.revision = 1


def _limited(text: str) -> str:
    return visible(text)[:255]


def _drop_thumbnail(document: Any) -> None:
    """The template carries a picture of somebody else's document."""
    package = document.part.package
    for ident, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[ident]


def _place(document: Any, paper: Paper, pictures: Pictures) -> dict[str, Placed]:
    """Puts the pictures of the paper's charts into the package, in the order of the paper."""
    placed = {}
    for key in charts_of([paper]):
        if key in pictures:
            ident, image = document.part.get_or_add_image(io.BytesIO(pictures[key].png))
            placed[key] = Placed(ident=ident, width=image.width, height=image.height)
    return placed


def _assemble(buffer: io.BytesIO, main: Any, body: Iterator[str]) -> bytes:
    """The same package with the body in its place, and with fixed times and order."""
    target = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if f"/{name}" == main.partname:
                content = _document(main.element.body.sectPr, body)
            elif name == "docProps/app.xml":
                content = _APPLICATION
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            fixed.writestr(entry, content)
    return target.getvalue()


def _document(section: Any, body: Iterator[str]) -> bytes:
    start = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {nsdecls("w", "r")}><w:body>'
    return f"{start}{''.join(body)}{tostring(section, encoding='unicode')}</w:body></w:document>".encode()
