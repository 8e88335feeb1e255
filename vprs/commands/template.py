"""`board-template.docx` of an evidence folder, read for those who draw papers.

Takes the folder, gives the bytes of a template that can be drawn in, or None. Where it cannot be used, `template_of`
refuses, and `usable_template` says so on standard error and goes on without it.
"""

from __future__ import annotations

from pathlib import Path

import click

from vprs.problem import InvalidInput, Problem


def template_of(evidence: Path) -> bytes | None:
    """The bytes, where there is one. Raises InvalidInput where it cannot be used."""
    from vprs.report.template_file import AGAIN, MOST_BYTES, TEMPLATE

    found = [each for each in evidence.iterdir() if each.name.casefold() == TEMPLATE]
    if not found:
        return None
    path = min(found)
    if path.is_symlink() or not path.is_file():
        said, hint = "it is not an ordinary file.", "Put the file itself there, or take away what stands in its place."
        raise InvalidInput([Problem(file=path.name, message=said, hint=hint)])
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as fault:
        said = f"it cannot be read: {(fault.strerror or type(fault).__name__).lower()}."
        raise InvalidInput([Problem(file=path.name, message=said, hint=AGAIN)]) from fault
    from vprs.report.word import refuse_unusable  # a slow library, and most folders hold no template

    refuse_unusable(content)
    return content


def usable_template(evidence: Path) -> bytes | None:
    """The same, but what cannot be used is told and left out: no judgement rests on it."""
    try:
        return template_of(evidence)
    except InvalidInput as error:
        for problem in error.problems:
            click.echo(f"{problem} The documents are written without it.", err=True)
        return None
