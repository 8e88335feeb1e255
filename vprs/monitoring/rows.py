"""The rows of a monitoring table: each is one thing that is checked, and who is told of it how often.

Takes a table whose columns are known, gives `Row`s, or raises InvalidInput with every fault of every row. A row is
never half taken; a frequency that may mean two things is refused with the choices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vprs.monitoring.headings import NOT_READ, behind_question
from vprs.monitoring.intervals import Interval, read_interval
from vprs.monitoring.names import Name, bodies_in, closers_in, fold_name, roles_in
from vprs.monitoring.no_names import is_stand_in, no_name, points_elsewhere
from vprs.monitoring.passing import passed_over
from vprs.problem import Problem
from vprs.transcript.cells import fault_of, lines_of, parts_of
from vprs.transcript.slugs import requirement_slug
from vprs.transcript.table import Transcription
from vprs.transcript.whole import Limits, read_whole

MOST_ROWS = 500  # each becomes a file; no monitoring table comes near
MOST_NAMES = 12  # in one cell; each becomes a check
MARKED = ("'=", "'+", "'-", "'@")  # as vprs writes a text that a spreadsheet would take for a formula

Fault = Callable[[str, str, str], None]
Lines = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row.

    line      the row as a spreadsheet numbers it
    slug      of the requirement, and of what reports on it are about
    how       one text for each line or bullet
    reported  None where the table does not say; then as often as it is checked
    """

    line: int
    slug: str
    what: str
    how: tuple[str, ...]
    when: Interval
    who: tuple[Name, ...]
    where: tuple[Name, ...]
    reported: Interval | None
    closes: tuple[Name, ...]

    @property
    def unasked(self) -> tuple[tuple[str, str], ...]:
        """(names, what a cell says of them besides), for which there is no check."""
        said: dict[str, list[str]] = {}
        for name in (*self.who, *self.where, *self.closes):
            if name.rest:
                said.setdefault(name.rest, []).append(name.text)
        return tuple((", ".join(names), rest) for rest, names in said.items())

    @property
    def told(self) -> Interval:
        """How often the bodies are told."""
        return self.reported or self.when


LIMITS = Limits(
    most=MOST_ROWS,
    too_many=f"the table has more than {MOST_ROWS} rows, which no monitoring table has.",
    fewer="Delete the rows that monitor nothing, or split the table.",
    none="Write one row for each thing that is monitored.",
)


def read_rows(table: Transcription) -> tuple[Row, ...]:
    """Every row that is filled and not passed over."""
    passed = {each.line: each.reason for each in passed_over(table)}
    limits = replace(LIMITS, none=_UNMARK) if any(passed.values()) else LIMITS

    def read_row(line: int, cells: Mapping[str, str], before: Sequence[Row]) -> tuple[Row | None, list[Problem]]:
        return (None, []) if line in passed else _row(table.file, line, cells, {row.slug for row in before})

    return read_whole(table, limits, read_row, _twins)


def row_of(cells: Mapping[str, str]) -> tuple[Row | None, list[Problem]]:
    """One row that stands in no file yet, or what is wrong with it."""
    return _row("", 1, cells, set())


_UNMARK = f"Every row is marked '{NOT_READ}': give a row what it lacks, and clear its mark."


def _row(file: str, line: int, cells: Mapping[str, str], taken: set[str]) -> tuple[Row | None, list[Problem]]:
    faults: list[Problem] = []

    unreadable = {name: wrong for name, cell in cells.items() if (wrong := fault_of(cell)) is not None}

    def tell(where: str, said: str, hint: str) -> None:
        faults.append(Problem(file=file, line=line, where=where, message=said, hint=hint))

    def fault(where: str, said: str, hint: str) -> None:
        if where not in unreadable:  # one word about such a cell is enough
            tell(where, said, hint)

    texts = {name: behind_question(cell[1:] if cell.startswith(MARKED) else cell) for name, cell in cells.items()}
    for name, wrong in unreadable.items():
        tell(name, *wrong)
    read = {name: lines_of(cell) for name, cell in texts.items()}
    what = " ".join(read.get("what", ()))
    how = parts_of(read.get("how", ()))
    for name, text in (("what", what), *(("how", each) for each in how)):
        if points_elsewhere(text):
            fault(name, f"'{text}' points at another row.", f"Write out {_SUBJECT[name]} in this row.")
    if is_stand_in(what):
        fault("what", "the row does not say what is monitored.", _MERGED)
    when = _interval(read, "when", fault)
    reported = _interval(read, "reported", fault) if read.get("reported") else None
    who = roles_in(read.get("who", ()))
    where = bodies_in(read.get("where", ()))
    closes = closers_in(read.get("closes", ()))
    for closer in closes:
        if closer.external:
            said = f"'{closer.text[:60]}' is outside the organisation, whose actions are not in this folder."
            fault("closes", said, "Name who sees to them inside.")
    _named(read, {"who": who, "where": where, "closes": closes}, fault)
    if faults or when is None:
        return None, faults
    slug = requirement_slug("", what, taken)
    return Row(
        line=line, slug=slug, what=what, how=how, when=when, who=who, where=where, reported=reported, closes=closes
    ), []


_SUBJECT = {"what": "what is monitored", "how": "how it is monitored"}
_MERGED = "Write it in this row: of merged cells only the first row holds it."
_LACKS = {"who": "no role that checks it is given.", "where": "no body that is told is given."}


def _interval(read: Lines, name: str, fault: Fault) -> Interval | None:
    said = " ".join(read.get(name, ()))
    if not said:
        fault(name, "no frequency is given.", _MERGED)
        return None
    found = read_interval(said)
    if isinstance(found, Interval):
        return found
    fault(name, *found)
    return None


def _named(read: Lines, names: Mapping[str, tuple[Name, ...]], fault: Fault) -> None:
    for column, found in names.items():
        if not found and (column in _LACKS or read.get(column)):
            fault(
                column,
                _LACKS.get(column, "it names nobody."),
                _MERGED if column in _LACKS else "Name a role or a body.",
            )
        for name in found:
            if (wrong := no_name(name.text, column)) is not None:
                fault(column, *wrong)
            elif not fold_name(name.text):
                said = f"'{name.text[:60]}' holds none of the letters a to z."
                fault(column, said, "Write the name in such letters.")
        if len(found) > MOST_NAMES:
            said = f"it names {len(found)}, and each would be a check of its own."
            fault(column, said, f"Name at most {MOST_NAMES}, or split the row.")


_APART = "End each with what sets it apart, such as how often, or merge the two."


def _twins(file: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """What is monitored in two rows: reports on the one could not be told from reports on the other."""
    first: dict[str, int] = {}
    for row in rows:
        line = first.setdefault(row.what.casefold(), row.line)
        if line != row.line:
            said = f"row {line} says the same of what is monitored."
            yield Problem(file=file, line=row.line, where="what", message=said, hint=_APART)
