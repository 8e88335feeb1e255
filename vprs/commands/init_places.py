"""Where a new evidence folder may be: a name that every system can hold, nothing there that would be written over.

Takes a folder, raises InvalidInput with a remedy where it will not do. It looks, and makes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vprs.disk import reserved_by_windows
from vprs.problem import InvalidInput, Problem

FORBIDDEN = '<>:"|?*\\'
# Excel for Windows opens no file whose whole path is longer than 218 characters; this leaves room for out/ and a name.
LONGEST = 160


def refuse_unfit(folder: Path, paths: tuple[str, ...]) -> None:
    """paths: what must not be in the folder yet."""
    problems = [*_misnamed(folder), *_taken(folder, paths)]
    if problems:
        raise InvalidInput(problems)


def refused(error: InvalidInput) -> str:
    """Its problems as one sentence after another, for a question that is asked again."""
    return " ".join(str(problem) for problem in error.problems)


def long_path(folder: Path) -> str:
    """What to say where programs on Windows will have trouble with the length of its path; empty where not."""
    length = len(str(folder.resolve()))
    if length <= LONGEST:
        return ""
    return (
        f"Note: the path of this folder has {length} characters, and Excel on Windows opens no file whose path has "
        f"more than 218. Choose a place nearer to the top, such as Documents, so that it has {LONGEST} at most."
    )


def _misnamed(folder: Path) -> Iterator[Problem]:
    """Only names that are to be made: what is there already is as it is."""
    for part in (folder, *folder.parents):
        if part.name in ("", "..") or part.exists():
            continue
        found = _fault(part.name)
        if found:
            hint = "Choose another name: letters, digits, spaces and hyphens will do everywhere."
            yield Problem(file=folder.as_posix(), message=f"'{part.name}' {found}.", hint=hint)


def _fault(name: str) -> str:
    signs = sorted({sign for sign in name if sign in FORBIDDEN or not sign.isprintable()})
    if signs:
        shown = " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs)
        return f"holds what Windows allows in no name: {shown}"
    if reserved_by_windows(name):
        return "is a name that Windows keeps for itself"
    return "ends in a point or a space, which Windows drops" if name[-1] in ". " else ""


def _taken(folder: Path, paths: tuple[str, ...]) -> Iterator[Problem]:
    if folder.exists() and not folder.is_dir():
        said = "a file has this name, so no folder can."
        yield Problem(file=folder.as_posix(), message=said, hint="Choose another name.")
        return
    for path in (folder / each for each in paths):
        if path.exists() or path.is_symlink():
            said = "is there already, and vprs init writes over nothing."
            yield Problem(file=path.as_posix(), message=said, hint="Choose a new folder, or assess this one.")
