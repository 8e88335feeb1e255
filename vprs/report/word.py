"""A Paper as a Word document: real heading styles, repeated header rows, English of Great Britain, fixed bytes.

Takes a Paper, gives the bytes of a .docx. python-docx keeps the package, the styles and the properties; the body goes
in as text, because objects are slow for thousands of cells. It chooses no sentence.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from vprs.paper import Paper, Run, visible
from vprs.report.dress import PLAIN, Dress
from vprs.report.pictures import Pictures, charts_of
from vprs.report.word_body import Sheet, body_xml
from vprs.report.word_pieces import Placed, field_xml, run_xml
from vprs.report.word_styles import give_styles

_BODY_START = b"<w:body>"
_APPLICATION = (  # the template's own says that another program wrote it, on one page
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>vprs</Application></Properties>'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold, and the same on every machine
_TWIPS_PER_MM = 56.6929
_MARGIN_MM = 17


def render(paper: Paper, dress: Dress = PLAIN) -> bytes:
    document = Document()
    _give_page(document, paper)
    give_styles(document, paper.language, dense=paper.landscape)
    _give_properties(document, paper)
    _give_header_and_footer(document, paper)
    _drop_thumbnail(document)
    sheet = Sheet(width=_width(paper), landscape=paper.landscape, pictures=_place(document, paper, dress.pictures))
    buffer = io.BytesIO()
    document.save(buffer)
    return _assemble(buffer, _body(paper, sheet))


def _give_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    short, long = Mm(210), Mm(297)
    section.page_width, section.page_height = (long, short) if paper.landscape else (short, long)
    if paper.landscape:
        from docx.enum.section import WD_ORIENT

        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(8)


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


def _body(paper: Paper, sheet: Sheet) -> bytes:
    return "".join(body_xml(paper.blocks, sheet)).encode("utf-8")


def _width(paper: Paper) -> int:
    """Of the text, in twentieths of a point."""
    return int(((297 if paper.landscape else 210) - 2 * _MARGIN_MM) * _TWIPS_PER_MM)


def _place(document: Any, paper: Paper, pictures: Pictures) -> dict[str, Placed]:
    """Puts the pictures of the paper's charts into the package, in the order of the paper."""
    placed = {}
    for key in charts_of([paper]):
        if key in pictures:
            ident, image = document.part.get_or_add_image(io.BytesIO(pictures[key].png))
            placed[key] = Placed(ident=ident, width=image.width, height=image.height)
    return placed


def _assemble(buffer: io.BytesIO, body: bytes) -> bytes:
    """The same package with the body in its place, and with fixed times and order."""
    target = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(_BODY_START, _BODY_START + body, 1)
            elif name == "docProps/app.xml":
                content = _APPLICATION
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            fixed.writestr(entry, content)
    return target.getvalue()


# ---------------------------------------------------------------------------------------------- header and footer


def _give_header_and_footer(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    width = _width(paper)
    marks = [_field_run(paper.classification, strong=True)]
    draft = [_field_run(paper.draft_line, strong=True)] if paper.draft else []
    _fill(section.header, [*marks, _tab(), *draft], width)
    title = [_field_run(_limited(paper.title)), _field_run(f"  {paper.fingerprint}")]
    pages = [_field_run("Page "), field_xml("PAGE", "1"), _field_run(" of "), field_xml("NUMPAGES", "1")]
    _fill(section.footer, [*title, _tab(), *pages], width)


def _fill(place: Any, runs: list[str], width: int) -> None:
    place.is_linked_to_previous = False
    for old in list(place._element):  # noqa: SLF001  python-docx offers no way to empty a header
        place._element.remove(old)  # noqa: SLF001
    tabs = '<w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/>'
    tabs += f'<w:tab w:val="right" w:pos="{width}"/>'
    style = f'<w:pPr><w:pStyle w:val="Margin"/><w:tabs>{tabs}</w:tabs></w:pPr>'
    place._element.append(parse_xml(f"<w:p {nsdecls('w')}>{style}{''.join(runs)}</w:p>"))  # noqa: SLF001


def _field_run(text: str, *, strong: bool = False) -> str:
    return run_xml(Run(text=text, strong=strong))


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"
