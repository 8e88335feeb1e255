"""The tables in a Markdown file as rows of text.

Takes bytes, gives each table with the line on which it begins: a cell is the words that a reader sees, without emphasis
and links, and `<br>` is a line break; cells beyond the headings, which no page shows, come as they are written. The
line of dashes below the headings is an empty row, so that rows and lines keep step. Raises InvalidInput where the bytes
are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MARKDOWN_ENDINGS = (".md", ".markdown")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkdownTable:
    """line: where its headings stand in the file; cells: its rows, headings first."""

    line: int
    cells: tuple[tuple[str, ...], ...]

    def rows(self) -> Iterator[Sequence[str]]:
        """Its rows, one for each line of the file."""
        return iter(self.cells)


def is_markdown(file: str) -> bool:
    return file.lower().endswith(MARKDOWN_ENDINGS)


def read_markdown_tables(file: str, content: bytes) -> tuple[MarkdownTable, ...]:
    """Every table of the file, in order."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = f"byte 0x{content[error.start]:02x} is not valid UTF-8."
        raise InvalidInput([Problem(file=file, line=line, message=said, hint="Save it again as UTF-8.")]) from None
    return tuple(_tables(_reader().parse(text), text.splitlines()))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # needed only where there is Markdown to read

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _tables(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[MarkdownTable]:
    line = 0
    rows: list[list[str]] = []
    for place, token in enumerate(tokens):
        match token.type:
            case "table_open":
                line, rows = (token.map or [0])[0] + 1, []
            case "tr_open":
                rows.append([])
            case "th_open" | "td_open":
                rows[-1].append(_words(tokens[place + 1].children or []))
            case "thead_close":
                rows.append([])
            case "tr_close" if len(rows) > 1:
                rows[-1] += _cells(lines[line + len(rows) - 2])[len(rows[-1]) :]
            case "table_close":
                yield MarkdownTable(line=line, cells=tuple(map(tuple, rows)))


def _words(children: Sequence[Token]) -> str:
    """What a reader sees of a cell."""
    return _BREAK.sub("\n", "".join(child.content for child in children)).strip()


def _cells(line: str) -> list[str]:
    """All that a line of a table holds between its bars."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip(" \t>").removeprefix("|").removesuffix("|"))]
