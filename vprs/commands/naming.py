"""Which file of evidence, and which line of it, a person means who asks for it to be explained.

Takes the words from the command line, gives a path as the evidence folder knows it and perhaps a line; a word that
leads nowhere is a usage problem with the nearest name. Ids that may be about a person are found, but never offered.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.problem import nearest

if TYPE_CHECKING:
    from vprs.model import Assessment


def place(assessment: Assessment, evidence: Path, target: str) -> tuple[str, int | None]:
    """A file, a line of a file (`registers/incidents.csv:14`), or the place of the record with this id."""
    known = {file.path for file in assessment.workspace.files}
    if path := _known(target, evidence, known):
        return path, None
    name, _, line = target.rpartition(":")
    if line.isdecimal() and (path := _known(name, evidence, known)):
        return path, int(line)
    for record in assessment.workspace.records:
        if record.id == target:
            return record.file, record.line
    raise click.UsageError(_nowhere(assessment, evidence, target, known))


def _known(name: str, evidence: Path, known: Collection[str]) -> str:
    """The file as the evidence folder knows it, however the user got to it: from inside the folder or from outside."""
    paths = (path.replace("\\", "/").removeprefix("./") for path in (name, _inside(evidence, name)))
    return next((path for path in paths if path in known), "")


def _inside(evidence: Path, target: str) -> str:
    try:
        return Path(target).resolve().relative_to(evidence.resolve()).as_posix()
    except ValueError:
        return target


def _nowhere(assessment: Assessment, evidence: Path, target: str, files: Collection[str]) -> str:
    from vprs.evidence.batch import is_private

    paths = [finding.requirement.path for finding in assessment.findings]
    ids = [record.id for record in assessment.workspace.records if not is_private(record)]
    names = {*files, *ids, *paths, *(path.partition("/")[2] for path in paths)}
    hint = nearest(target, names) or "Run vprs rules show to see the requirements, vprs check to see the files."
    return f"'{target}' is neither a requirement nor a file or a record in {evidence}. {hint}"
