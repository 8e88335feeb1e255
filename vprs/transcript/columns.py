"""The columns of a transcription: which of their headings stands for number, text, evidence, phase, theme and title.

Takes rows of text, gives the row of the headings and what each column means. It guesses between two columns that may
mean the same only where one of them bears our own name for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vprs.evidence.tables import SEARCHED, fold_heading
from vprs.problem import InvalidInput, Problem, nearest

NEEDED = ("number", "text")

# Our name first; what transcriptions head such a column with besides.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number", "no", "no.", "nr", "#", "ref", "ref.", "reference", "reference number", "item", "item number",
        "item no", "indicator number", "indicator no", "indicator ref", "requirement number", "requirement no",
        "requirement ref", "standard number", "standard no", "standard ref", "criterion number", "official number",
    ),
    "text": (
        "text", "requirement", "requirements", "requirement text", "indicator", "indicators", "indicator text",
        "standard", "standard text", "statement", "official text", "official wording", "wording", "criterion",
        "criteria", "description", "full text",
    ),
    "evidence": (
        "evidence", "example evidence", "examples of evidence", "evidence examples", "suggested evidence",
        "evidence required", "required evidence", "evidence requirements", "evidence needed", "possible evidence",
    ),
    "phase": ("phase", "pdca", "pdca phase", "cycle phase", "stage", "phase of the cycle"),
    "theme": ("theme", "domain", "key area", "area", "section", "group", "category", "objective", "topic"),
    "title": ("title", "name", "heading", "short title", "short name", "requirement title", "indicator title"),
}  # fmt: skip
_MEANING = {fold_heading(alias): name for name, aliases in ALIASES.items() for alias in aliases}


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """row: where the headings stand; places: meaning -> column; unread: other headings; headings: the row as it is."""

    row: int
    places: Mapping[str, int]
    unread: tuple[str, ...]
    headings: tuple[str, ...]


def find_columns(file: str, rows: Iterable[Sequence[str]]) -> Columns | None:
    """The first row near the top that heads a number and a text; InvalidInput where two columns may be the same."""
    for number, cells in enumerate(islice(rows, SEARCHED), start=1):
        if set(NEEDED) <= {_MEANING.get(fold_heading(cell)) for cell in cells}:
            return _match(file, number, cells)
    return None


def no_headings(file: str, rows: Iterable[Sequence[str]]) -> Problem:
    """What to say where no row heads both: the row that comes nearest, and what it lacks."""
    best, place = 0, 0
    cells: tuple[str, ...] = ()
    for number, row in enumerate(islice(rows, SEARCHED), start=1):
        held = len({_MEANING.get(fold_heading(cell)) for cell in row} - {None})
        if held > best:
            best, place, cells = held, number, tuple(row)
    known = "Head the columns 'number' and 'text', and beside them 'evidence', 'phase', 'theme' or 'title'."
    if not best:
        return Problem(file=file, message=f"none of the first {SEARCHED} rows holds the headings.", hint=known)
    found = {_MEANING.get(fold_heading(cell)) for cell in cells}
    lacks = next(name for name in NEEDED if name not in found)
    hint = f"Head the column of {'official numbers' if lacks == 'number' else 'the requirements'} '{lacks}'."
    strange = (cell for cell in cells if cell.strip() and fold_heading(cell) not in _MEANING)
    near = next((said for cell in strange if (said := nearest(fold_heading(cell), ALIASES[lacks]))), "")
    said = f"the headings in this row hold none for '{lacks}'."
    return Problem(file=file, line=place, where=lacks, message=said, hint=" ".join(filter(None, (near, hint))))


def _match(file: str, row: int, cells: Sequence[str]) -> Columns:
    meant: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if (name := _MEANING.get(fold_heading(cell))) is not None:
            meant.setdefault(name, []).append(place)
    problems = []
    places = {}
    for name, found in meant.items():
        ours = [place for place in found if fold_heading(cells[place]) == name]
        chosen = ours if len(ours) == 1 else found
        if len(chosen) > 1:
            headed = ", ".join(f"'{cells[place].strip()}'" for place in chosen)
            said = f"several columns may be the {name}: {headed}."
            hint = f"Head the one that is '{name}', and no other so."
            problems.append(Problem(file=file, line=row, where=name, message=said, hint=hint))
        places[name] = chosen[0]
    if problems:
        raise InvalidInput(problems)
    read = set(places.values())
    unread = tuple(cell.strip() for place, cell in enumerate(cells) if place not in read and cell.strip())
    return Columns(row=row, places=places, unread=unread, headings=tuple(cell.strip() for cell in cells))
