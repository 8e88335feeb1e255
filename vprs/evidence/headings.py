"""Whether the headings of a table are those that its sidecar speaks of, and none that a register may not have.

Takes a table and the sidecar, raises InvalidInput with every problem, or gives nothing. What stands in the header row
is repeated only where the sidecar knows some of it: else it may be a row about a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.evidence.privacy import identifies_person
from vprs.evidence.sidecar import RegisterSidecar
from vprs.evidence.tables import Table, fold_heading
from vprs.problem import InvalidInput, Problem, nearest
from vprs.strict_yaml import Path


def refuse_headings(table: Table, spec: RegisterSidecar) -> None:
    """Raises where a heading that the sidecar names is not there, or stands twice, or where one identifies a person.

    Another sheet that holds such a table too is refused as well: nobody would miss its rows.
    """
    wanted = spec.headings
    missing = {heading: at for heading, at in wanted.items() if not table.positions(heading)}
    problems = [*_missing(table, spec, missing), *_twice(table, spec, wanted)]
    if len(missing) < len(wanted):
        problems += [*_people(table, spec), *_other_sheets(table, spec)]
    if problems:
        raise InvalidInput(problems)


def _missing(table: Table, spec: RegisterSidecar, missing: Mapping[str, Path]) -> Iterator[Problem]:
    elsewhere = table.header_elsewhere(spec.headings) if missing else None
    none = len(missing) == len(spec.headings)
    for heading, at in missing.items():
        said = f"{table.file} has no column '{heading}'."
        if elsewhere is not None:
            said = f"{table.file} has no column '{heading}' in row {table.header_row}."
            hint = f"Row {elsewhere} seems to hold the headings: write 'header_row: {elsewhere}'."
        elif none:
            hint = f"Row {table.header_row} holds none of the headings: write the number of the row that does"
            hint += " as 'header_row', or mend the names."
        else:
            hint = nearest(heading, table.headings) or f"Its columns: {', '.join(filter(None, table.headings))}."
        yield spec.tree.problem(at, said, hint, at_key=at[0] == "columns")


def _twice(table: Table, spec: RegisterSidecar, wanted: Mapping[str, Path]) -> Iterator[Problem]:
    for heading, at in wanted.items():
        if at[0] != "drop" and len(table.positions(heading)) > 1:
            said = f"{table.file} has {len(table.positions(heading))} columns '{heading}'."
            yield spec.tree.problem(at, said, "Rename one of them in the file.", at_key=True)


def _people(table: Table, spec: RegisterSidecar) -> Iterator[Problem]:
    dropped = {place for heading in spec.drop for place in table.positions(heading)}
    for place, heading in enumerate(table.headings):
        if place not in dropped and identifies_person(heading):
            said = "this column identifies a person, so the register is not read."
            hint = f"Delete the column, or write 'drop: [{heading}]' in {spec.tree.file} to leave it unread."
            yield Problem(file=table.file, line=table.header_row, where=heading, message=said, hint=hint)


def _other_sheets(table: Table, spec: RegisterSidecar) -> Iterator[Problem]:
    """Sheets in view with the headings that date a row and that its kind needs, and half of all that are read."""
    main = spec.main
    needed = {*main.kind.required, main.kind.dated_by.partition(".")[0]}
    wanted = {fold_heading(heading) for heading, at in spec.headings.items() if at[0] != "drop"}
    vital = {fold_heading(heading) for feed in main.feeds if feed.name in needed for heading in feed.headings[:1]}
    titles = list(table.sheets_with(vital, wanted))
    if titles:
        listed = ", ".join(f"'{title}'" for title in (table.sheet, *titles))
        said = f"several sheets hold these headings: {listed}."
        hint = "Name the one to read as 'sheet' in its sidecar, or put their rows into one sheet."
        yield Problem(file=table.file, where="sheet", message=said, hint=hint)
