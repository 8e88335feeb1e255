"""Texts as a person would write them in YAML, so that `strict_yaml` reads back just what was meant.

Takes texts of printable characters, gives lines. It knows no schema and writes no file; a text with control characters,
which YAML cannot hold unescaped, is put in quotes with escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import wrap

WIDTH = 118
_PLAIN = re.compile(r"[^\W\d_][\w ,;./()%'\u2013\u2019-]*[\w.)%]|[^\W\d_]")
# What one reader of YAML or another takes for something else than text.
_TYPED = frozenset("true false yes no on off null y n".split())
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar(text: str) -> str:
    """The text on one line: plain where nobody could misread it, in double quotes elsewhere. Not for flow lists."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _TYPED and " #" not in text:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def quoted(text: str) -> str:
    """The text in double quotes, as numbers and versions are written so that they stay text."""
    plain = scalar(text)
    return plain if plain.startswith('"') else f'"{plain}"'


def flow_scalar(text: str) -> str:
    """The text on one line, as it stands in `[a, b]` and `{a: b}`."""
    return quoted(text) if "," in text else scalar(text)


def flow_list(texts: Iterable[str]) -> str:
    """`[a, b]`."""
    return f"[{', '.join(map(flow_scalar, texts))}]"


def entry(key: str, text: str, indent: str = "") -> list[str]:
    """`key: text` as lines: on one line where it fits, folded where it is long, as it stands where it has lines.

    key: a `- ` before it begins an item of a list, whose keys stand two further in.
    text: its lines hold neither tabs nor control characters, and the first one is not blank.
    """
    lines = [line.rstrip() for line in text.strip().split("\n")]
    inner = f"{indent}{'    ' if key.startswith('- ') else '  '}"
    if len(lines) > 1:
        return [f"{indent}{key}: |-", *(f"{inner}{line}" if line else "" for line in lines)]
    line = f"{indent}{key}: {scalar(text.strip())}"
    if len(line) <= WIDTH or _UNSEEN.search(text) or "  " in text:
        return [line]
    return [f"{indent}{key}: >-", *folded(text, inner)]


def folded(text: str, indent: str) -> list[str]:
    """A text without double spaces as lines of at most `WIDTH`, where its words allow."""
    return wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
