"""A Paper as a Word document: real heading styles, repeated header rows, English of Great Britain, fixed bytes.

Takes a Paper, gives the bytes of a .docx. The body is written as WordprocessingML in one piece, because cell objects
are slow for thousands of cells; python-docx keeps the package, the styles and the properties. It chooses no sentence.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from vprs.paper import Block, Bullets, Cell, Heading, Line, PageBreak, Paper, Paragraph, Run, SignOff, Table, visible
from vprs.report.word_styles import BLUE, TONES, give_styles

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold, and the same on every machine
_TWIPS_PER_MM = 56.6929
_MARGIN_MM = 17


def render(paper: Paper) -> bytes:
    document = Document()
    _give_page(document, paper)
    give_styles(document, paper.language)
    _give_properties(document, paper)
    _give_body(document, paper)
    _give_header_and_footer(document, paper)
    _drop_thumbnail(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _fixed(buffer)


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


def _fixed(buffer: io.BytesIO) -> bytes:
    """The same package with fixed times and order."""
    target = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            fixed.writestr(entry, source.read(name))
    return target.getvalue()


# ----------------------------------------------------------------------------------------------------------- body


def _give_body(document: Any, paper: Paper) -> None:
    width = (297 if paper.landscape else 210) - 2 * _MARGIN_MM
    inner = "".join(part for block in paper.blocks for part in _block(block, int(width * _TWIPS_PER_MM)))
    parsed = parse_xml(f"<w:body {nsdecls('w')}>{inner}</w:body>")
    body = document.element.body
    section = body.sectPr
    for element in list(parsed):
        section.addprevious(element)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}  " if block.number else ""
            style = "Title" if block.level == 1 else f"Heading{block.level - 1}"
            yield _paragraph(style, _run(Run(text=f"{number}{block.text}")))
        case Paragraph():
            yield _paragraph(STYLES[block.style], _runs(block.runs))
        case Bullets():
            yield from (_paragraph("ListBullet", _runs(item)) for item in block.items)
        case Table():
            yield _paragraph("Caption", _run(Run(text=block.caption)))
            yield from _table(block, width)
            yield _paragraph("AfterTable", "")
        case SignOff():
            yield _paragraph("Caption", _run(Run(text=block.caption)))
            yield from _sign_off(block, width)
            yield _paragraph("AfterTable", "")
        case PageBreak():
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


STYLES = {"body": "BodyText", "lead": "Lead", "warning": "Warning", "note": "Note"}


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _runs(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    marks = ("<w:b/>" if run.strong else "") if not run.mono else '<w:rStyle w:val="Place"/>'
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    text = _breakable(visible(run.text)) if run.mono else visible(run.text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _breakable(text: str) -> str:
    """A long path or digest may break after a slash or every sixteen digits; the marks have no width."""
    if len(text) == 64 and text.isalnum():
        return "\u200b".join(text[start : start + 16] for start in range(0, 64, 16))
    return text.replace("/", "/\u200b")


def _table(table: Table, width: int) -> Iterator[str]:
    widths = _twips(table.widths, width)
    yield _table_start(widths, table.caption)
    yield _header_row(table.headings, widths, table.numbers)
    for cells in table.rows:
        yield '<w:tr><w:trPr><w:cantSplit/></w:trPr>'
        for column, cell in enumerate(cells):
            yield _cell(cell, widths[column], figure=column in table.numbers)
        yield "</w:tr>"
    yield "</w:tbl>"


def _sign_off(block: SignOff, width: int) -> Iterator[str]:
    widths = _twips((22, 24, 20, 12, 22), width)
    yield _table_start(widths, block.caption)
    yield _header_row(block.headings, widths, frozenset())
    for role in block.roles:
        yield '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="850" w:hRule="atLeast"/></w:trPr>'
        yield _cell(Cell(lines=((Run(text=role),),)), widths[0])
        yield from (_cell(Cell(lines=()), each) for each in widths[1:])
        yield "</w:tr>"
    yield "</w:tbl>"


def _twips(shares: tuple[int, ...], width: int) -> list[int]:
    return [width * share // sum(shares) for share in shares]


def _table_start(widths: list[int], caption: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    described = escape(visible(caption), {'"': "&quot;"})
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Findings"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{described}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _header_row(headings: tuple[str, ...], widths: list[int], numbers: frozenset[int]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[column]}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{BLUE}"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{_cell_style(column in numbers)}"/><w:keepNext/>{_right(column in numbers)}</w:pPr>'
        f'<w:r><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:t xml:space="preserve">{escape(visible(heading))}</w:t></w:r></w:p></w:tc>'
        for column, heading in enumerate(headings)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int, *, figure: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES[cell.tone]}"/>' if cell.tone else ""
    start = f'<w:p><w:pPr><w:pStyle w:val="{_cell_style(figure)}"/></w:pPr>'
    inner = "".join(f"{start}{_runs(line)}</w:p>" for line in cell.lines) or f"{start}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _cell_style(figure: bool) -> str:
    return "CellFigure" if figure else "CellText"


# ---------------------------------------------------------------------------------------------- header and footer


def _give_header_and_footer(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    width = int(((297 if paper.landscape else 210) - 2 * _MARGIN_MM) * _TWIPS_PER_MM)
    marks = [_field_run(paper.classification, strong=True)]
    draft = [_field_run(paper.draft_line, strong=True)] if paper.draft else []
    _fill(section.header, [*marks, _tab(), *draft], width)
    title = [_field_run(_limited(paper.title)), _field_run(f"  {paper.fingerprint}")]
    pages = [_field_run("Page "), _field("PAGE"), _field_run(" of "), _field("NUMPAGES")]
    _fill(section.footer, [*title, _tab(), *pages], width)


def _fill(place: Any, runs: list[str], width: int) -> None:
    place.is_linked_to_previous = False
    old = place.paragraphs[0]._p
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    new = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Margin"/>{tabs}</w:pPr>{"".join(runs)}</w:p>')
    old.getparent().replace(old, new)


def _field_run(text: str, *, strong: bool = False) -> str:
    return _run(Run(text=text, strong=strong))


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"


def _field(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _right(figure: bool) -> str:
    return '<w:jc w:val="right"/>' if figure else ""


