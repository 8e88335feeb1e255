"""The body of a Word document as WordprocessingML, written in one piece.

Takes the blocks of a Paper, the width of the page and whether it lies, gives XML. Text only ever passes through
`visible` and an escape; the look is that of named styles, so that a reader can change it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape  # only writes, parses nothing

from vprs.paper import Block, Bullets, Cell, Figure, Heading, Line, PageBreak, Paragraph, Run, SignOff, Table, visible
from vprs.phrases import many
from vprs.report.tall import is_low, is_tall
from vprs.report.word_pieces import Placed, caption_xml, drawing_xml, in_attribute, run_xml
from vprs.report.word_styles import BLUE, TONES


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What the body is drawn on.

    width      of the text, in twentieths of a point
    landscape  whether the page lies
    pictures   key of a chart -> its id in the package and its size in EMU; what has none is drawn as its table
    table      id of the style of tables; head: shade behind their headings, empty where the style has its own
    unnumber   whether headings are to be kept from a numbering that their style brings along
    """

    width: int
    landscape: bool
    pictures: Mapping[str, Placed] = field(default_factory=dict)
    table: str = "Findings"
    head: str = BLUE
    unnumber: bool = False


def body_xml(blocks: tuple[Block, ...], sheet: Sheet) -> Iterator[str]:
    """A page break becomes a property of the paragraph after it: a paragraph of its own would leave an empty line."""
    broken = False
    captions: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, PageBreak):
            broken = True
            continue
        drawn = "".join(_block(block, sheet, captions))
        yield drawn.replace("/>", "/><w:pageBreakBefore/>", 1) if broken else drawn
        broken = False


def _block(block: Block, sheet: Sheet, captions: Counter[str]) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}  " if block.number else ""
            style = "Title" if block.level == 1 else f"Heading{block.level - 1}"
            more = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if sheet.unnumber else ""
            yield _paragraph(style, run_xml(Run(text=f"{number}{block.text}")), more)
        case Paragraph():
            yield _paragraph(STYLES[block.style], _runs(block.runs))
        case Bullets():
            yield from (_paragraph("ListBullet", _runs(item)) for item in block.items)
        case Table():
            yield caption_xml("Table", block.caption, captions)
            yield from _table(block, sheet)
            yield _paragraph("AfterTable", "")
        case Figure():
            yield from _figure(block, sheet, captions)
        case SignOff():
            yield caption_xml("Table", block.caption, captions)
            yield from _sign_off(block, sheet)
            yield _paragraph("AfterTable", "")


def _figure(block: Figure, sheet: Sheet, captions: Counter[str]) -> Iterator[str]:
    placed = sheet.pictures.get(block.chart.key)
    if placed:
        number = captions["Figure"] + 1
        yield _paragraph("Figure", drawing_xml(placed, number, block.caption, block.described, sheet.width))
        yield caption_xml("Figure", block.caption, captions)
    if block.with_table or not placed:
        yield from _block(block.table, sheet, captions)


ROWS_AT_END = 3
STYLES = {"body": "BodyText", "lead": "Lead", "warning": "Warning", "note": "Note", "intro": "Intro"}


def _paragraph(style: str, inner: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def _runs(line: Line) -> str:
    return "".join(map(run_xml, line))


def _table(table: Table, sheet: Sheet) -> Iterator[str]:
    widths = _twips(table.widths, sheet.width)
    yield _table_start(widths, table.caption, _told(table.headings, len(table.rows)), sheet)
    yield _header_row(table.headings, widths, table.numbers, sheet)
    for number, cells in enumerate(table.rows):
        tall = is_tall(cells, table.widths, landscape=sheet.landscape)
        low = is_low(cells, table.widths, landscape=sheet.landscape)
        keep = low and _held_to_the_next(number, len(table.rows))
        yield "<w:tr>" if tall else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for column, cell in enumerate(cells):
            yield _cell(cell, widths[column], figure=column in table.numbers, keep=keep)
        yield "</w:tr>"
    yield "</w:tbl>"


def _held_to_the_next(number: int, rows: int) -> bool:
    """Whether a low row keeps to the one below: so that no page has only the first row of a table, or its last two."""
    return number + 1 < rows and (number == 0 or number + ROWS_AT_END >= rows)


def _sign_off(block: SignOff, sheet: Sheet) -> Iterator[str]:
    widths = _twips((22, 24, 20, 12, 22), sheet.width)
    yield _table_start(widths, block.caption, _told(block.headings, len(block.roles)), sheet)
    yield _header_row(block.headings, widths, frozenset(), sheet)
    for role in block.roles:
        yield '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="850" w:hRule="atLeast"/></w:trPr>'
        yield _cell(Cell(lines=((Run(text=role),),)), widths[0])
        yield from (_cell(Cell(lines=()), each) for each in widths[1:])
        yield "</w:tr>"
    yield "</w:tbl>"


def _twips(shares: tuple[int, ...], width: int) -> list[int]:
    return [width * share // sum(shares) for share in shares]


def _told(headings: tuple[str, ...], rows: int) -> str:
    """What a table is, for who hears it before hearing its cells."""
    return f"Columns: {', '.join(headings)}. {many(rows, 'row')} below the headings."


def _table_start(widths: list[int], caption: str, told: str, sheet: Sheet) -> str:
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{sheet.table}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{in_attribute(caption)}"/>'
        f'<w:tblDescription w:val="{in_attribute(told)}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _header_row(headings: tuple[str, ...], widths: list[int], numbers: frozenset[int], sheet: Sheet) -> str:
    cells = "".join(_head(heading, widths[column], column in numbers, sheet) for column, heading in enumerate(headings))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head(heading: str, width: int, figure: bool, sheet: Sheet) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{sheet.head}"/>' if sheet.head else ""
    style = f'<w:pPr><w:pStyle w:val="{_cell_style(figure)}"/><w:keepNext/></w:pPr>'
    ink = '<w:color w:val="FFFFFF"/>' if sheet.head else ""
    look = f"<w:rPr><w:b/>{ink}</w:rPr>"
    text = f'<w:t xml:space="preserve">{escape(visible(heading))}</w:t>'
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
    return f"<w:tc>{properties}<w:p>{style}<w:r>{look}{text}</w:r></w:p></w:tc>"


def _cell(cell: Cell, width: int, *, figure: bool = False, keep: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES[cell.tone]}"/>' if cell.tone else ""
    more = "<w:keepNext/>" if keep else ""
    start = f'<w:p><w:pPr><w:pStyle w:val="{_cell_style(figure)}"/>{more}</w:pPr>'
    inner = "".join(f"{start}{_runs(line)}</w:p>" for line in cell.lines) or f"{start}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _cell_style(figure: bool) -> str:
    return "CellFigure" if figure else "CellText"
