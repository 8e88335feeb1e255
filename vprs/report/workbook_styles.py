"""The styles of the workbook, by name: what is filled in is white, what is read only is grey, and the words say so too.

Takes a workbook, gives it its styles. Every cell for text is formatted as text, so that no spreadsheet turns what is
typed there into a number or a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vprs.model import Outcome
from vprs.workbook.sheets import FILL_IN, NEW_ONLY, READ_ONLY

if TYPE_CHECKING:
    from openpyxl import Workbook

TITLE, NOTE, HEADING = "vprs title", "vprs note", "vprs heading"
BODY, OPEN, FIXED, NEW = "vprs text", "vprs fill in", "vprs read only", "vprs new row"
USES = {FILL_IN: "vprs use fill in", NEW_ONLY: "vprs use new rows", READ_ONLY: "vprs use read only"}
TONED = {outcome: f"vprs {outcome.value}" for outcome in Outcome}

_FILLS = {  # light enough for black text
    Outcome.MET: "D5EBDD",
    Outcome.PARTLY_MET: "FFF1CC",
    Outcome.NOT_MET: "F8D7D5",
    Outcome.NOT_ASSESSED: "E6DDF0",
    Outcome.NOT_APPLICABLE: "E8EDEE",
}
_BLUE, _PALE, _GREY, _EDGE = "005EB8", "E8F1FA", "F0F2F4", "AEB7BD"


def give_styles(book: Workbook) -> None:
    """Adds the named styles."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    edge = Side(style="thin", color=_EDGE)
    frame, top = Border(left=edge, right=edge, top=edge, bottom=edge), Alignment(wrap_text=True, vertical="top")

    def add(name: str, *, fill: str = "", color: str = "212B32", bold: bool = False, framed: bool = True) -> NamedStyle:
        style = NamedStyle(name=name, font=Font(name="Arial", size=10, bold=bold, color=color), number_format="@")
        style.alignment = top if framed else Alignment(vertical="top")
        if fill:
            style.fill = PatternFill("solid", fgColor=fill)
        if framed:
            style.border = frame
        book.add_named_style(style)
        return style

    add(TITLE, bold=True, framed=False).font = Font(name="Arial", size=14, bold=True, color=_BLUE)
    add(NOTE, framed=False)
    add(HEADING, fill=_BLUE, color="FFFFFF", bold=True)
    add(BODY)
    add(OPEN)
    add(NEW)
    add(FIXED, fill=_GREY, color="425563")
    add(USES[FILL_IN], fill=_PALE, color=_BLUE, bold=True)
    add(USES[NEW_ONLY], fill=_PALE, color=_BLUE)
    add(USES[READ_ONLY], fill=_GREY, color="425563")
    for outcome, fill in _FILLS.items():
        add(TONED[outcome], fill=fill, bold=True)
