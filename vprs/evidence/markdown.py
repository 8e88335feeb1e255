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

_RULE = re.compile(r"[ \t]*-{3,}[ \t]*")
_DASHES = re.compile(r"---[ \t]*")
_DOTS = re.compile(r"\.\.\.[ \t]*")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(\s|$)")
_KIND = re.compile(r"kind[ \t]*:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """tree: None where there is no front matter, or where it cannot be read (problems say why)."""

    tree: Tree | None
    headings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_page(text: str, file: str) -> Page:
    """The front matter and the headings of one Markdown text.

    Front matter begins with `---` on the first line and ends with the next line that is `---` from its first column
    on. An indented one is part of a value.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    proper = not start and _DASHES.fullmatch(lines[0])
    if not _RULE.fullmatch(lines[start]) or not (_has_keys(lines[start + 1 :]) or (proper and _is_closed(lines))):
        return Page(tree=None)
    if not proper:
        said = "the front matter does not begin with --- on the first line."
        return _refused(file, start, said, "Write --- on line 1, with nothing above it.")
    end = _line_of(_DASHES, lines)
    dots = _line_of(_DOTS, lines[:end])
    if dots is not None:
        return _refused(file, dots, "the front matter ends with dots.", "End it with ---.")
    if end is None:
        return _refused(file, 0, "the front matter that starts here does not end.", "End it with ---.")
    tree, problems = read_tree("\n".join(lines[1:end]), file, first_line=2)
    return Page(tree=tree, headings=_headings("\n".join(lines[end + 1 :])), problems=problems)


def below_front_matter(text: str) -> str:
    """The text without the front matter that `read_page` reads in it; all of it where there is none."""
    if read_page(text, "").tree is None:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = _line_of(_DASHES, lines)
    return text if end is None else "\n".join(lines[end + 1 :]).lstrip("\n")


def _line_of(mark: re.Pattern[str], lines: list[str]) -> int | None:
    """The first line below the top that is such a mark and nothing else."""
    return next((place for place, line in enumerate(lines[1:], start=1) if mark.fullmatch(line)), None)


def _is_closed(lines: list[str]) -> bool:
    """Whether what the first line opens is closed, and does not begin with the blank line that follows a rule."""
    return bool(lines[1:] and lines[1].strip()) and _line_of(_DASHES, lines) is not None


def _has_keys(lines: list[str]) -> bool:
    """Whether keys follow. A line of dashes may begin any text: then it is a rule, and no front matter."""
    filled = [line for line in lines if line.strip() and not line.startswith("#")]
    block = lines[: next((place for place, line in enumerate(lines) if place and not line.strip()), len(lines))]
    return bool(filled and _KEY.match(filled[0])) or any(map(_KIND.match, block))


def _refused(file: str, place: int, said: str, hint: str) -> Page:
    return Page(tree=None, problems=(Problem(file=file, line=place + 1, column=1, message=said, hint=hint),))


def _headings(text: str) -> tuple[str, ...]:
    reader, links = _reader(), dict[str, Any]()
    tokens = reader.parse(text.replace("\0", "\ufffd"), links)
    headings = (
        _words(_inline(reader, tokens[place + 1].content, links))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    )
    return tuple(filter(None, headings))


@cache
def _reader() -> MarkdownIt:
    """Built once, and only where there is Markdown to read. Of the text within blocks only headings matter here,
    so the rules that read all of it are left out, and the line ends are made alike before.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False})
    reader.core.ruler.disable(["normalize", "inline"])
    return reader


def _inline(reader: MarkdownIt, text: str, links: dict[str, Any]) -> list[Token]:
    children: list[Token] = []
    reader.inline.parse(text, reader, links, children)
    return children


def _words(children: list[Token]) -> str:
    """The words of a heading, without their emphasis and links."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children).strip()
