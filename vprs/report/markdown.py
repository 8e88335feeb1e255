"""A Paper as Markdown: GitHub's kind, readable as plain text.

Takes a Paper, gives bytes. It draws and escapes: no text of evidence can start a heading, break out of a table cell,
hold markup or become a link. It chooses no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vprs.paper import (
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    SignOff,
    Table,
    visible,
)
from vprs.report.dress import PLAIN, Dress

_SPECIAL = re.compile(r"([\\`*<>\[\]~&#])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word it is a letter like any other
_ADDRESS = re.compile(r"://|\bwww\.|(?<=[\w.+-])@(?=\w)|mailto:", re.IGNORECASE)
_STARTS = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(paper: Paper, dress: Dress = PLAIN) -> bytes:  # noqa: ARG001  it draws tables for pictures
    """UTF-8, one newline at the end; classification and draft line stand at head and foot."""
    banner = f"**{escape(paper.classification)}**" + (f" \u00b7 **{escape(paper.draft_line)}**" if paper.draft else "")
    body = "\n\n".join("\n".join(_block(block)) for block in paper.blocks if not isinstance(block, PageBreak))
    foot = f"Fingerprint: `{paper.fingerprint}`"
    return f"{banner}\n\n{body}\n\n---\n\n{banner}\n\n{foot}\n".encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}. " if block.number and block.level == 2 else f"{block.number} ".lstrip()
            yield f"{'#' * block.level} {number}{escape(block.text)}"
        case Paragraph(style="warning"):
            yield f"> {_line(block.runs)}"
        case Paragraph():
            yield _at_start(_line(block.runs))
        case Bullets():
            yield from (f"- {_at_start(_line(item))}" for item in block.items)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _table(block.table)
        case SignOff():
            yield from _sign_off(block)


def _table(table: Table) -> Iterator[str]:
    yield f"*{escape(table.caption)}*"
    yield ""
    yield _row([_in_cell(escape(heading)) for heading in table.headings])
    yield _row(["---:" if number in table.numbers else "---" for number in range(len(table.headings))])
    for cells in table.rows:
        yield _row([_cell(cell) for cell in cells])


def _sign_off(block: SignOff) -> Iterator[str]:
    empty = tuple(Cell(lines=()) for _ in block.headings[1:])
    rows = tuple((Cell(lines=((Run(text=role),),)), *empty) for role in block.roles)
    yield from _table(Table(caption=block.caption, headings=block.headings, rows=rows, widths=()))


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    return _in_cell("<br>".join(_line(each) for each in cell.lines))


def _in_cell(text: str) -> str:
    """A bar would end the cell, in code as well as in text."""
    return text.replace("|", r"\|")


def _line(runs: Line) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.mono:
        return _code(visible(run.text))
    text = escape(run.text)
    return _bold(text) if run.strong else text


def _bold(text: str) -> str:
    """The marks stand at the words: `**DRAFT.** `, for Markdown takes `**DRAFT. **` as plain stars."""
    inner = text.strip()
    if not inner:
        return text
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{head}**{inner}**{tail}"


def _code(text: str) -> str:
    """A code span; backticks in it get a longer fence."""
    if "`" not in text:
        return f"`{text}`" if text else ""
    fence = "`" * (max(len(run) for run in re.findall("`+", text)) + 1)
    return f"{fence} {text} {fence}"


def escape(text: str) -> str:
    """The text on one line, with everything that Markdown would take for itself escaped."""
    text = _UNDERSCORE.sub(r"\\_", _SPECIAL.sub(r"\\\1", visible(text)))
    return _ADDRESS.sub(
        lambda match: match.group()[:-1] + "\\" + match.group()[-1:] if match.group() != "://" else "\\://", text
    )


def _at_start(text: str) -> str:
    """A line of text that begins like a list stays a line of text."""
    return _STARTS.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", text)
