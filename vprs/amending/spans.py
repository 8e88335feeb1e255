"""Where the values of a YAML text begin and end, so that one can be changed and all others stay as they are.

Takes text that `strict_yaml` has read without a problem, gives `Spot`s: places in the text by path. It gives no values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from vprs.strict_yaml import LOADER, Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A value in the text.

    start, end  its first character and the one after its last, neither comments nor blanks behind it
    column      where it begins in its line, from 0
    style       the quote or the sign it is written with: ' " | > or empty
    flow        a list or mapping in brackets, or a text within one
    key_column  where its key begins in its line, of a member of a mapping
    """

    start: int
    end: int
    column: int
    style: str = ""
    flow: bool = False
    key_column: int = 0


def find_spots(text: str) -> Mapping[Path, Spot]:
    """Every value of the text by its path; empty where the text holds nothing."""
    node = yaml.compose(text, Loader=LOADER)
    return dict(_spots(node, (), text, key_column=0, flow=False)) if node is not None else {}


def _spots(node: Any, path: Path, text: str, *, key_column: int, flow: bool) -> Iterator[tuple[Path, Spot]]:
    start, end = node.start_mark.index, node.end_mark.index
    style, inner = "", False
    if isinstance(node, yaml.ScalarNode):
        style = node.style or ""
    else:
        inner = flow or bool(node.flow_style)
        end = end if inner else start  # the end of a block is where the next thing begins
        for below, spot in _members(node, path, text, flow=inner):
            if len(below) == len(path) + 1 and not inner:
                end = max(end, spot.end)
            yield below, spot
    end = start + len(text[start:end].rstrip())
    yield (
        path,
        Spot(
            start=start,
            end=end,
            column=node.start_mark.column,
            style=style,
            flow=inner or flow,
            key_column=key_column,
        ),
    )


def _members(node: Any, path: Path, text: str, *, flow: bool) -> Iterator[tuple[Path, Spot]]:
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _spots(item, (*path, index), text, key_column=node.start_mark.column, flow=flow)
    else:
        for key, value in node.value:
            yield from _spots(value, (*path, key.value), text, key_column=key.start_mark.column, flow=flow)
