"""The columns of a table that becomes rules: which of their headings stands for what.

Takes rows of text and the headings there may be, gives the row of the headings and what each column means. It guesses
between two columns that may mean the same only where one of them bears our own name for it, or where the headings say
what a second one means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from vprs.evidence.tables import SEARCHED, fold_heading
from vprs.problem import InvalidInput, Problem, nearest

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
class Headings:
    """The columns that a table may have, by our names for them.

    aliases    name -> what such a column is headed with
    needed     the names that a table must have
    described  needed name -> what the column holds, for messages
    means      a heading as written -> its name, or None
    second     name -> (other, third): of two columns that mean it, the one right of `other` means `third`
    """

    aliases: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    described: Mapping[str, str]
    means: Callable[[str], str | None]
    second: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        """How to head the columns."""
        beside = [name for name in self.aliases if name not in self.needed]
        return f"Head the columns {_listed(self.needed, 'and')}, and beside them {_listed(beside, 'or')}."


def _listed(names: Sequence[str], last: str) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}" if len(quoted) > 1 else quoted[0]


STANDARD = Headings(
    aliases=ALIASES,
    needed=("number", "text"),
    described={"number": "official numbers", "text": "the requirements"},
    means=lambda cell: _MEANING.get(fold_heading(cell)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """row: where the headings stand; places: meaning -> column; unread: other headings; headings: the row as it is."""

    row: int
    places: Mapping[str, int]
    unread: tuple[str, ...]
    headings: tuple[str, ...]


def find_columns(file: str, rows: Iterable[Sequence[str]], headings: Headings) -> Columns | None:
    """The first row near the top that heads all that is needed; InvalidInput where two columns may be the same."""
    for number, cells in enumerate(islice(rows, SEARCHED), start=1):
        if set(headings.needed) <= {headings.means(cell) for cell in cells}:
            return _match(file, number, cells, headings)
    return None


def no_headings(file: str, rows: Iterable[Sequence[str]], headings: Headings) -> Problem:
    """What to say where no row heads all of it: the row that comes nearest, and what it lacks."""
    best, place = 0, 0
    cells: tuple[str, ...] = ()
    for number, row in enumerate(islice(rows, SEARCHED), start=1):
        held = len({headings.means(cell) for cell in row} - {None})
        if held > best:
            best, place, cells = held, number, tuple(row)
    if not best:
        said = f"none of the first {SEARCHED} rows holds the headings."
        return Problem(file=file, message=said, hint=headings.hint)
    found = {headings.means(cell) for cell in cells}
    lacks = next(name for name in headings.needed if name not in found)
    hint = f"Head the column of {headings.described[lacks]} '{lacks}'."
    strange = (cell for cell in cells if cell.strip() and headings.means(cell) is None)
    near = next((said for cell in strange if (said := nearest(fold_heading(cell), headings.aliases[lacks]))), "")
    said = f"the headings in this row hold none for '{lacks}'."
    return Problem(file=file, line=place, where=lacks, message=said, hint=" ".join(filter(None, (near, hint))))


def _match(file: str, row: int, cells: Sequence[str], headings: Headings) -> Columns:
    meant: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if (name := headings.means(cell)) is not None:
            meant.setdefault(name, []).append(place)
    _tell_apart(meant, headings)
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


def _tell_apart(meant: dict[str, list[int]], headings: Headings) -> None:
    """Of two columns of one meaning, the one behind the column that the headings name has a meaning of its own."""
    for name, (other, third) in headings.second.items():
        found, between = meant.get(name, []), meant.get(other, [])
        if len(found) == 2 and len(between) == 1 and third not in meant and found[0] < between[0] < found[1]:
            meant[name], meant[third] = [found[0]], [found[1]]
