"""What somebody may want to do who is in an evidence folder and says nothing but `vprs`.

Takes the folder they are in, gives lines; none where it is no evidence folder. It looks only at which files are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def lines_here(folder: Path = Path()) -> list[str]:
    """What is there already, then what to do next."""
    return list(_lines(folder)) if (folder / "organisation.yaml").is_file() else []


def _lines(folder: Path) -> Iterator[str]:
    days = _folders(folder / "out")
    papers = [day for day in days if _DAY.fullmatch(day)]
    cycles = _folders(folder / "cycles")
    yield "This is an evidence folder: it holds organisation.yaml."
    if papers:
        yield f"It was last judged as of {papers[-1]}; the documents are in {folder / 'out' / papers[-1]}."
    else:
        yield "It has not been judged yet; START-HERE.md says what to put in first."
    yield "What to do next:"
    yield "  vprs check                         what is missing, undescribed or faulty"
    yield "  vprs assess                        judge it, and write the documents"
    if papers:
        yield "  vprs explain plan/REQUIREMENT      why a requirement came out as it did"
    if cycles:
        yield f"  vprs cycle status                  where each cycle stands: {', '.join(cycles)}"
    yield "  vprs --help                        everything else"


def _folders(place: Path) -> list[str]:
    try:
        return sorted(each.name for each in place.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []
