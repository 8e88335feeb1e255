"""Pieces of Markdown: cells, code, tables and anchors.

Takes plain text, gives text in which nothing is read as markup but what is meant as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$])")


def plain(text: str) -> str:
    """Text in which no character is markup; line breaks become spaces."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def code(text: str) -> str:
    """Text as code, in as many backticks as it takes."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def codes(texts: Iterable[str]) -> str:
    """Several words as code, with commas between them."""
    return ", ".join(map(code, texts))


def sentence(text: str) -> str:
    """Text of ours, in which words between backticks are code and nothing else is markup."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    return "".join(code(part) if number % 2 else _escaped(part) for number, part in enumerate(parts))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; an upright in one of them is escaped. Empty without rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(headings), _row(["---"] * len(headings)), *lines, ""]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |"


def block(text: str, language: str = "text") -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"
