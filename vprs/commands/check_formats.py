"""What a folder lacks, as text for people and as JSON for programs.

Takes a `Completeness`, gives lines or one text. The formats that machines of CI read are in `check_ci`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vprs.commands.completeness import Completeness, in_words
from vprs.phrases import many
from vprs.problem import Problem

FORMAT = "vprs-check/1"
NO_EVIDENCE = "There is no evidence in this folder yet. Start with START-HERE.md, or with evidence-register.xlsx."


def render_text(found: Completeness) -> Iterator[str]:
    """For a person: what is wanting, one thing a line, and the numbers at the end."""
    yield from _block("Problems", [str(problem) for problem in found.problems])
    yield from _block("Files that no record describes", list(found.undescribed))
    yield from _block("Checks with no evidence of the kind they need", [in_words(each) for each in found.missing])
    if not found.records:
        yield NO_EVIDENCE
    yield counted(found)


def counted(found: Completeness) -> str:
    """How much was read, and how much is wanting."""
    if found.unread:
        return f"Nothing could be checked: {many(len(found.problems), 'problem')}."
    counts = f"{many(found.files, 'file')} and {many(found.records, 'record')} read"
    wanting = (
        f"{many(len(found.problems), 'problem')}, {many(len(found.undescribed), 'undescribed file')}, "
        f"{many(len(found.missing), 'check')} without evidence"
    )
    return f"{counts}: {wanting}."


def _block(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines):,}):"
        yield from (f"  {line}" for line in lines)
        yield ""


def render_json(found: Completeness) -> str:
    """The same for programs, format vprs-check/1."""
    document = {
        "format": FORMAT,
        "files": found.files,
        "records": found.records,
        "problems": [_problem(problem) for problem in found.problems],
        "undescribed": list(found.undescribed),
        "missing": [
            {
                "requirement": m.requirement,
                "check": m.check,
                "kind": m.kind,
                "needs": m.needs,
                "chosen_by": m.chosen_by,
                "nearest": m.nearest,
            }
            for m in found.missing
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "where": problem.where,
        "message": f"{problem.message} {problem.hint}".rstrip(),
    }
