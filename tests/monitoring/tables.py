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
from vprs.monitoring.from_pack import table_of
from vprs.monitoring.headings import MONITORING
from vprs.monitoring.reading_back import HEADINGS
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
# As a page of print has them: long headings, a row of questions below them, sentences for names, broken lines.
PRINTED_ACUTE: Table = (
    ("Page of the paper", "Key control:", "Checks to be made that the paper is followed:", "How often one looks:",
     "Responsible for looking:", "Result of the check reported to: (which sees that what is missing is put right)",
     "Frequency of reporting:"),
    (
        ("", "WHAT?", "HOW?", "WHEN?", "WHO?", "WHERE?", "WHEN?"),
        ("", "Reports on thefts\nand violence for the committee", "LSMS writes it", "Quarterly", "LSMS to write",
         "The Porters' and\nWards' Committee will watch thefts and violence and whatever comes of them in the months"
         " that follow", "Quarterly"),
        ("", "The year's report for the committee, the TME and the auditors", "LSMS writes it", "At least annually",
         "LSMS / Head of Estates",
         "The Porters' and Wards' Committee, Quality and Safety Committee and the TME will watch how far the house has"
         " come on its way to the NHS Standard on Violence.", "Annually"),
    ),
)  # fmt: skip
PRINTED_ACUTE_BACK = (
    ("Reports on thefts and violence for the committee", "LSMS writes it", "Quarterly", "LSMS",
     "Porters' and Wards' Committee", "Quarterly", ""),
    ("The year's report for the committee, the TME and the auditors", "LSMS writes it", "At least every 12 months",
     "LSMS; Head of Estates", "Porters' and Wards' Committee; Quality and Safety Committee; TME", "Annually", ""),
)  # fmt: skip
PRINTED_COMMUNITY: Table = (
    ("Aspect of the paper that is watched", "Monitoring method", "Person responsible for watching it",
     "Frequency of the watch", "Committee / group that is sent the report",
     "Person / group / committee that completes the actions"),
    (
        ("WHAT?", "HOW?", "WHO?", "HOW OFTEN?", "WHERE?", "WHO?"),
        ("Progress on the yearly work plan", "The work plan\nand a report on it", "Safety and\nSecurity Officer",
         "Annual", "Corporate Fire, Health, Safety\nand Wards Committee.\nNHS Protect", "Head of\nCorporate Matters"),
        ("Standing against the outside standards", "The form that is sent", "Safety and Security Officer", "Annual",
         "Corporate Fire, Health, Safety and Wards Committee. NHS Protect", "Head of Corporate Matters"),
    ),
)  # fmt: skip
PRINTED_COMMUNITY_BACK = tuple(
    (what, how, "Annually", "Safety and Security Officer",
     "Corporate Fire, Health, Safety and Wards Committee; NHS Protect", "Annually", "Head of Corporate Matters")
    for what, how in (
        ("Progress on the yearly work plan", "The work plan; and a report on it"),
        ("Standing against the outside standards", "The form that is sent"),
    )
)  # fmt: skip
OURS = ("what", "how", "when", "who", "where", "reported", "closes")
GOOD = ("Visits to wards", "A walk round", "Monthly", "LSMS", "Security Group", "Quarterly", "")


def as_md(rows: Rows, headings: Sequence[str], *, above: str = "") -> bytes:
    lines = [headings, ["---"] * len(headings), *rows]
    written = (" | ".join(str(cell).replace("\n", "<br>") for cell in line) for line in lines)
    return (above + "".join(f"| {line} |\n" for line in written)).encode()


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
