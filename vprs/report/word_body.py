"""The body of a Word document as WordprocessingML, written in one piece.

Takes the blocks of a Paper, the width of the page and whether it lies, gives XML. Text only ever passes through
`visible` and an escape; the look is that of named styles, so that a reader can change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape  # only writes, parses nothing

from vprs.paper import Block, Bullets, Cell, Heading, Line, PageBreak, Paragraph, Run, SignOff, Table, visible
from vprs.report.tall import is_tall
from vprs.report.word_styles import BLUE, TONES


def body_xml(blocks: tuple[Block, ...], width: int, *, landscape: bool) -> Iterator[str]:
    """A page break becomes a property of the paragraph after it: a paragraph of its own would leave an empty line."""
    broken = False
    for block in blocks:
        if isinstance(block, PageBreak):
            broken = True
            continue
        drawn = "".join(_block(block, width, landscape))
        yield drawn.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1) if broken else drawn
        broken = False


def _block(block: Block, width: int, landscape: bool) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}  " if block.number else ""
            style = "Title" if block.level == 1 else f"Heading{block.level - 1}"
            yield _paragraph(style, run_xml(Run(text=f"{number}{block.text}")))
        case Paragraph():
            yield _paragraph(STYLES[block.style], _runs(block.runs))
        case Bullets():
            yield from (_paragraph("ListBullet", _runs(item)) for item in block.items)
        case Table():
            yield _paragraph("Caption", run_xml(Run(text=block.caption)))
            yield from _table(block, width, landscape)
            yield _paragraph("AfterTable", "")
        case SignOff():
            yield _paragraph("Caption", run_xml(Run(text=block.caption)))
            yield from _sign_off(block, width)
            yield _paragraph("AfterTable", "")


STYLES = {"body": "BodyText", "lead": "Lead", "warning": "Warning", "note": "Note", "intro": "Intro"}


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _runs(line: Line) -> str:
    return "".join(map(run_xml, line))


def run_xml(run: Run) -> str:
    """One run; what XML cannot hold has been made visible, the rest is escaped."""
    marks = ("<w:b/>" if run.strong else "") if not run.mono else '<w:rStyle w:val="Place"/>'
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    text = _breakable(visible(run.text)) if run.mono else visible(run.text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _breakable(text: str) -> str:
    """A long path or digest may break after a slash or every sixteen digits; the marks have no width."""
    if len(text) == 64 and text.isalnum():
        return "\u200b".join(text[start : start + 16] for start in range(0, 64, 16))
    return text.replace("/", "/\u200b")


def _table(table: Table, width: int, landscape: bool) -> Iterator[str]:
    widths = _twips(table.widths, width)
    yield _table_start(widths, table.caption)
    yield _header_row(table.headings, widths, table.numbers)
    for cells in table.rows:
        tall = is_tall(cells, table.widths, landscape=landscape)
        yield "<w:tr>" if tall else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
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
    cells = "".join(_head(heading, widths[column], column in numbers) for column, heading in enumerate(headings))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head(heading: str, width: int, figure: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{BLUE}"/>'
    style = f'<w:pPr><w:pStyle w:val="{_cell_style(figure)}"/><w:keepNext/></w:pPr>'
    look = '<w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    text = f'<w:t xml:space="preserve">{escape(visible(heading))}</w:t>'
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
    return f"<w:tc>{properties}<w:p>{style}<w:r>{look}{text}</w:r></w:p></w:tc>"


def _cell(cell: Cell, width: int, *, figure: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES[cell.tone]}"/>' if cell.tone else ""
    start = f'<w:p><w:pPr><w:pStyle w:val="{_cell_style(figure)}"/></w:pPr>'
    inner = "".join(f"{start}{_runs(line)}</w:p>" for line in cell.lines) or f"{start}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _cell_style(figure: bool) -> str:
    return "CellFigure" if figure else "CellText"
