"""Reads rendered papers back: HTML as a tree of tags, Markdown as tokens, Word through python-docx."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from docx import Document
from markdown_it import MarkdownIt

from vprs.paper import Bullets, Figure, Heading, Paper, Paragraph, Table, text_of

VOID = frozenset(("meta", "col", "br", "hr", "img", "link", "input"))


def words(paper: Paper) -> str:
    """Every word of a paper, one line per heading, paragraph, item or cell line."""
    return "\n".join(line for block in paper.blocks for line in _lines(block))


def _lines(block: object) -> list[str]:
    match block:
        case Heading():
            return [f"{block.number} {block.text}".strip()]
        case Paragraph():
            return [text_of(block.runs)]
        case Bullets():
            return [text_of(item) for item in block.items]
        case Table():
            return [block.caption, *(text_of(line) for row in block.rows for cell in row for line in cell.lines)]
        case Figure():
            return _lines(block.table)
    return []


def tables(paper: Paper) -> list[Table]:
    """Every table of the paper, those that stand in for a chart among them."""
    inside = (one.table if isinstance(one, Figure) else one for one in paper.blocks)
    return [one for one in inside if isinstance(one, Table)]


def table(paper: Paper, caption: str) -> list[list[str]]:
    """The rows of the table whose caption starts so, each cell as one text."""
    found = next(one for one in tables(paper) if one.caption.startswith(caption))
    return [[" | ".join(text_of(line) for line in cell.lines) for cell in row] for row in found.rows]


@dataclass
class Tag:
    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[Tag] = field(default_factory=list)

    def all(self, name: str) -> list[Tag]:
        return [one for tag in self.inside for one in ([tag] if tag.name == name else []) + tag.all(name)]

    @property
    def words(self) -> str:
        return self.text + "".join(tag.words for tag in self.inside)


class Tree(HTMLParser):
    """Builds tags; a tag that is closed out of turn fails the test that reads it."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.root = Tag("", {})
        self.stack = [self.root]
        self.feed(html.decode("utf-8"))
        assert self.stack == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, dict(attrs))
        self.stack[-1].inside.append(made)
        if tag not in VOID:
            self.stack.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.stack[-1].inside.append(Tag("#text", {}, text=data))


def html(content: bytes) -> Tag:
    return Tree(content).root


def markdown(content: bytes) -> list[Any]:
    """Every token, inline ones too, as GitHub's kind of Markdown reads them, with HTML and bare addresses on."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = parser.parse(content.decode("utf-8"))
    return [one for token in tokens for one in (token, *(token.children or ()))]


def word(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def word_text(document: Any) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells)).replace("\u200b", "")
