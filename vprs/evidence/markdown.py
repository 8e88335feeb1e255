"""Markdown with YAML front matter: a record and the text it stands on.

Takes the text of a file, gives its front matter as a `Tree` and its headings as plain words. Raw HTML in it is text
like any other; nothing is rendered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vprs.problem import Problem
from vprs.strict_yaml import Tree, read_tree

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNCLOSED = re.compile(r"---[ \t]*\n(?:[ \t]*[#\w-][^\n]*\n)*?kind[ \t]*:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """tree: None where there is no front matter, or where it cannot be read (problems say why)."""

    tree: Tree | None
    headings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_page(text: str, file: str) -> Page:
    """The front matter and the headings of one Markdown text."""
    if not text.startswith("---"):
        return Page(tree=None)
    reader, links = _reader(), dict[str, Any]()
    tokens = reader.parse(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), links)
    if not tokens or tokens[0].type != "front_matter":
        return _without_front_matter(text, file)
    tree, problems = read_tree(tokens[0].content, file, first_line=2)
    headings = (
        _words(_inline(reader, tokens[place + 1].content, links))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    )
    return Page(tree=tree, headings=tuple(filter(None, headings)), problems=problems)


@cache
def _reader() -> MarkdownIt:
    """Built once, and only where there is Markdown to read. Of the text within blocks only headings matter here,
    so the rules that read all of it are left out, and the line ends are made alike before.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    reader = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin)
    reader.core.ruler.disable(["normalize", "inline"])
    return reader


def _inline(reader: MarkdownIt, text: str, links: dict[str, Any]) -> list[Token]:
    children: list[Token] = []
    reader.inline.parse(text, reader, links, children)
    return children


def _words(children: list[Token]) -> str:
    """The words of a heading, without their emphasis and links."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children).strip()


def _without_front_matter(text: str, file: str) -> Page:
    """A line of dashes may begin any text; where a kind follows, front matter was meant."""
    if not _UNCLOSED.match(text.replace("\r\n", "\n")):
        return Page(tree=None)
    said = "the front matter that starts here does not end."
    return Page(tree=None, problems=(Problem(file=file, line=1, column=1, message=said, hint="End it with ---."),))
