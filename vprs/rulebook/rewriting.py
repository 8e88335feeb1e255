"""New texts for the files of a pack that commands write in: reviews.yaml and the verified keys of pack.yaml.

Takes the text that is there, gives the text with what is new, everything else as people wrote it. What comes out is
read again: where it does not say just what was meant, nothing is given but InvalidInput with what to write by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vprs.problem import InvalidInput, Problem
from vprs.strict_yaml import Tree, read_tree
from vprs.yaml_text import scalar


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReview:
    """A review to be recorded. requirement: `<phase>/<slug>`; digest: sha256 of the file, all of it."""

    requirement: str
    digest: str
    role: str
    on: date
    result: str
    note: str = ""

    @property
    def as_data(self) -> dict[str, str]:
        found = {
            "requirement": self.requirement,
            "digest": self.digest,
            "role": self.role,
            "date": self.on.isoformat(),
            "result": self.result,
        }
        return found | ({"note": self.note} if self.note else {})


def with_reviews(text: str, file: str, reviews: Sequence[NewReview]) -> str:
    """The text of reviews.yaml with reviews at its end. file: its name for messages; a text that is empty is none."""
    tree = _read(text, file)
    old = tree.value or []
    indent = " " * _indent(text, tree) if old else ""
    body = text if old else text.replace("[]", "", 1)
    made = _ended(body) + "".join(_item(review, indent) for review in reviews)
    wanted = [*old, *(review.as_data for review in reviews)] if isinstance(old, list) else None
    if wanted is None or _value(made, file) != wanted:
        said = "nothing can be added at the end of this file."
        hint = "Write each review as an entry of its own that begins with '- ', then run the command again."
        raise InvalidInput([Problem(file=file, message=said, hint=hint)])
    return _as_before(made, text)


def with_verified(text: str, file: str, role: str, on: date) -> str:
    """The text of pack.yaml with `verified: true` and by whom and when."""
    tree = _read(text, file)
    lines = text.replace("\r\n", "\n").split("\n")
    claim = [f"verified_by: {{role: {scalar(role)}, date: {on.isoformat()}}}"]
    spans = _spans(tree, lines)
    if "verified" in spans:
        _turn(lines, tree)
        start, end = spans.get("verified_by", (spans["verified"][1], spans["verified"][1]))
    else:
        start = end = _above(lines, spans["phases"][0])
        claim.insert(0, "verified: true")
    made = "\n".join([*lines[:start], *claim, *lines[end:]])
    wanted = {**tree.value, "verified": True, "verified_by": {"role": role, "date": on.isoformat()}}
    if _value(made, file) != wanted:
        said = "the pack is compared, and this file is written so that it cannot be marked."
        hint = f"Write in it, each on a line of its own: verified: true and {claim[-1]}"
        raise InvalidInput([Problem(file=file, where="verified", message=said, hint=hint)])
    return _as_before(made, text)


def _above(lines: Sequence[str], line: int) -> int:
    """The line above which a key and the comments right above it begin."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _turn(lines: list[str], tree: Tree) -> None:
    """`false` becomes `true` in its place, whatever stands behind it."""
    line, column = tree.mark("verified")
    before, value = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if value.startswith("false"):
        lines[line - 1] = f"{before}true{value.removeprefix('false')}"


def _spans(tree: Tree, lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Key -> its first line and the line after its last, blank lines and comments behind it left out."""
    starts = sorted((line - 1, str(path[0])) for path, (line, _) in tree.keys.items() if len(path) == 1)
    ends = [line for line, _ in starts[1:]] + [len(lines)]
    found = {}
    for (start, key), after in zip(starts, ends, strict=True):
        end = after
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        found[key] = start, end
    return found


def _item(review: NewReview, indent: str) -> str:
    first, *rest = (f"{key}: {scalar(value) if key == 'note' else value}" for key, value in review.as_data.items())
    return "".join([f"{indent}- {first}\n", *(f"{indent}  {line}\n" for line in rest)])


def _indent(text: str, tree: Tree) -> int:
    """How far the entries that are there stand in."""
    line, _ = tree.mark(0)
    row = text.splitlines()[line - 1]
    return len(row) - len(row.lstrip(" "))


def _ended(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text if not text or text.endswith("\n") else f"{text}\n"


def _as_before(made: str, text: str) -> str:
    """With the line ends that the file had."""
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _read(text: str, file: str) -> Tree:
    tree, problems = read_tree(text, file)
    if tree is None:
        raise InvalidInput(problems)
    return tree


def _value(text: str, file: str) -> Any:
    tree, _ = read_tree(text, file)
    return None if tree is None else tree.value
