"""Two monitoring tables as policies print them, in our own words, and the files they may come in.

ACUTE is read from WAHT-CG-809 section 11, COMMUNITY from POL/002/015/001 section 8: the same rows, columns,
frequencies and recipients.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.transcript.tables import as_csv, as_xlsx
from vprs.commands.main import run
from vprs.commands.rules import lint_reading
from vprs.commands.rules_trials import holds
from vprs.model import Pack
from vprs.monitoring.from_pack import HEADINGS, table_of
from vprs.monitoring.headings import MONITORING
from vprs.monitoring.rows import Row, read_rows
from vprs.problem import InvalidInput
from vprs.rulebook import read_pack
from vprs.transcript.table import read_transcription

Rows = Sequence[Sequence[object]]
Table = tuple[Sequence[str], Rows]

ACUTE: Table = (
    ("Section", "WHAT?", "HOW?", "WHEN?", "WHO?", "WHERE? (sees that actions follow)", "WHEN?"),
    (
        ("11", "Security incident reports for the committee", "Written by the LSMS", "Quarterly", "LSMS",
         "The Health and Safety Committee", "Quarterly"),
        ("11", "Annual security report, with progress towards the national standard", "Written by the LSMS", "Annually",
         "LSMS", "Health and Safety Committee, TME and Audit Committee", "Annually"),
    ),
)  # fmt: skip
COMMUNITY: Table = (
    ("Aspect watched", "Method", "Responsible", "Frequency", "Committee told", "Who sees that actions are done"),
    (
        ("Progress on the yearly work plan", "The work plan and a report on it", "Safety and Security Officer",
         "Annual", "Fire, Health, Safety and Security Committee. NHS Protect", "Head of Corporate Governance"),
        ("Compliance with the outside standards", "The self-assessment that is sent", "Safety and Security Officer",
         "Annual", "Fire, Health, Safety and Security Committee. NHS Protect", "Head of Corporate Governance"),
    ),
)  # fmt: skip
# As `vprs rules table` prints them: under our headings, names in one spelling, reported as often as checked.
ACUTE_PRINTED = (
    ("Security incident reports for the committee", "Written by the LSMS", "Quarterly", "LSMS",
     "Health and Safety Committee", "Quarterly", ""),
    ("Annual security report, with progress towards the national standard", "Written by the LSMS", "Annually", "LSMS",
     "Health and Safety Committee; TME; Audit Committee", "Annually", ""),
)  # fmt: skip
COMMUNITY_PRINTED = tuple(
    (what, how, "Annually", "Safety and Security Officer", "Fire, Health, Safety and Security Committee; NHS Protect",
     "Annually", "Head of Corporate Governance")
    for what, how in (
        ("Progress on the yearly work plan", "The work plan and a report on it"),
        ("Compliance with the outside standards", "The self-assessment that is sent"),
    )
)  # fmt: skip
OURS = ("what", "how", "when", "who", "where", "reported", "closes")
GOOD = ("Visits to wards", "A walk round", "Monthly", "LSMS", "Security Group", "Quarterly", "")


def as_md(rows: Rows, headings: Sequence[str], *, above: str = "") -> bytes:
    lines = [headings, ["---"] * len(headings), *rows]
    return (above + "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)).encode()


WRITERS: Mapping[str, Callable[[Rows, Sequence[str]], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "md": as_md}


def save(folder: Path, ending: str, table: Table) -> Path:
    headings, rows = table
    path = folder / f"table.{ending}"
    path.write_bytes(WRITERS[ending](rows, headings))
    return path


def one(*row: object, headings: Sequence[str] = OURS) -> bytes:
    """A CSV file of one row."""
    return as_csv([row], headings)


def changed(**cells: str) -> bytes:
    """A CSV file of one good row, some of whose cells are otherwise."""
    return one(*(cells.get(name, cell) for name, cell in zip(OURS, GOOD, strict=True)))


def read(content: bytes, file: str = "t.csv") -> tuple[Row, ...]:
    return read_rows(read_transcription(file, content, sheet=None, encoding=None, headings=MONITORING))


def faults(content: bytes, file: str = "t.csv") -> list[str]:
    """Every problem of a table; none where it can be read."""
    try:
        read(content, file)
    except InvalidInput as error:
        return [str(problem) for problem in error.problems]
    return []


def made(folder: Path, table: Path, name: str = "ours") -> Pack:
    """The pack that the command makes of a table; it must be sound in every way that lint and test know."""
    assert run(["rules", "from-table", str(table), "--pack", name, "--to", str(folder), "--title", "Our table"]) == 0
    return sound(folder / name)


def sound(folder: Path) -> Pack:
    reading = read_pack(folder)
    assert reading.pack is not None
    assert lint_reading(reading) == ()
    assert [each.path for each in reading.pack.requirements if not holds(reading.pack, each)] == []
    assert all(each.needs_review for each in reading.pack.requirements)
    return reading.pack


def printed(pack: Pack) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table_of(pack).rows)


__all__ = ["HEADINGS", "as_csv", "as_xlsx"]
