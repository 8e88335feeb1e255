"""A paper before any renderer sees it: headings, paragraphs, lists and tables with every word already chosen.

Takes nothing, gives the frozen pieces that gaps and statement build and that Markdown, HTML and Word only draw. It
holds no sentence of its own, knows no output format and never reads an assessment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from vprs.chart import Chart


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text.

    strong  emphasised
    mono    a file, a line or a digest, to be set in a fixed-width face
    draft   said only as long as the paper is a draft
    """

    text: str
    strong: bool = False
    mono: bool = False
    draft: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """level 1 is the title of the paper and is given once; number is printed before the text where there is one."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """style: body, lead (the sentences of page one), warning (boxed), note (small), intro (stays with what follows)."""

    runs: Line
    style: str = "body"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bullets:
    items: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Lines of one table cell. tone: an outcome, so that a renderer may tint it; the word is always there as well."""

    lines: tuple[Line, ...]
    tone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table with a caption and one row of headings; every row has as many cells as there are headings.

    widths      shares of the width, one per column
    row_header  whether the first cell of a row names the row
    numbers     columns that hold figures, to be set to the right
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    row_header: bool = True
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A chart, and the table that stands where it cannot be drawn.

    described  the alternative text: what somebody who does not see it must know
    table      the same content; with_table: it stands under the picture as well
    """

    caption: str
    described: str
    chart: Chart
    table: Table
    with_table: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOff:
    """The block that people fill in by hand: one row per role, one empty box per heading after the first."""

    caption: str
    headings: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Bullets | Table | Figure | SignOff | PageBreak


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A whole document. draft: the word DRAFT stands on every page; author is the organisation, never a user.

    fingerprint  short digest of rules and evidence, printed in the footer
    dated        ISO date that stands in the file's properties
    one_page     it was made to fit one page: what is printed is set closely
    """

    title: str
    subject: str
    author: str
    classification: str
    draft_line: str
    dated: str
    blocks: tuple[Block, ...]
    draft: bool = True
    landscape: bool = False
    language: str = "en-GB"
    fingerprint: str = ""
    one_page: bool = False


def plain(text: str) -> Line:
    """One line of plain text."""
    return (Run(text=text),)


def strong(text: str) -> Run:
    return Run(text=text, strong=True)


def mono(text: str) -> Run:
    return Run(text=text, mono=True)


def paragraph(*parts: str | Run, style: str = "body") -> Paragraph:
    """A paragraph of plain strings and runs."""
    return Paragraph(runs=line(*parts), style=style)


def line(*parts: str | Run) -> Line:
    return tuple(part if isinstance(part, Run) else Run(text=part) for part in parts if part != "")


def cell(*lines: str | Line, tone: str = "") -> Cell:
    """A cell of one or more lines; an empty one where nothing is given."""
    return Cell(lines=tuple(plain(one) if isinstance(one, str) else one for one in lines if one), tone=tone)


def table_of(block: Table | Figure) -> Table:
    """The table itself, or the one that says what a figure shows."""
    return block.table if isinstance(block, Figure) else block


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


# Characters that turn the direction of writing, and so can make a file name or a sentence read as another.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef\ufeff]")
_PLAIN = re.compile("[ -~\u00a1-\u024f\u2010-\u2026]*")


def visible(text: str) -> str:
    """The text fit for any document: on one line, without control characters, with nothing that hides or turns.

    Characters that change the direction of writing are written out (`[U+202E]`); what XML cannot hold, lone
    surrogates among it, becomes U+FFFD.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _TURNING.sub(lambda match: f"[U+{ord(match.group()):04X}]", _BREAKS.sub(" ", text))
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("\ufffd", text))
