"""The rows of a transcription: each is one requirement as the document words it.

Takes a `Transcription` and the phases there are, gives `Row`s, or raises InvalidInput with every fault of every row.
A row is never half taken, and none is left out without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.problem import Problem, nearest
from vprs.transcript.cells import fault_of, lines_of, number_fault, parts_of
from vprs.transcript.slugs import ascii_words
from vprs.transcript.table import Transcription
from vprs.transcript.whole import Limits, read_whole

MOST_ROWS = 2_000  # no standard comes near, and every row becomes a file

Cells = Mapping[str, str]
Fault = Callable[[str, str, str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One requirement.

    line   the row as a spreadsheet numbers it
    text   as given, its lines kept and single-spaced
    phase  one of the pack's; None where there is no such column
    theme  as written; None where there is no such column
    title  as written; empty where there is none
    """

    line: int
    number: str
    text: str
    evidence: tuple[str, ...]
    phase: str | None
    theme: str | None
    title: str

    @property
    def sentence(self) -> str:
        """The text in one line."""
        return " ".join(self.text.split())


LIMITS = Limits(
    most=MOST_ROWS,
    too_many=f"the table has more than {MOST_ROWS:,} rows, which no standard has.",
    fewer="Delete the rows that are no requirements, or split the table.",
    none="Write one row for each requirement.",
)


def read_rows(table: Transcription, phases: Sequence[str]) -> tuple[Row, ...]:
    """Every row that is filled. phases: those that the column of phases may name."""
    return read_whole(table, LIMITS, lambda line, cells, _: _row(table, line, cells, phases), _twins)


def _row(table: Transcription, line: int, cells: Cells, phases: Sequence[str]) -> tuple[Row | None, list[Problem]]:
    faults: list[Problem] = []

    def fault(where: str, said: str, hint: str) -> None:
        faults.append(Problem(file=table.file, line=line, where=where, message=said, hint=hint))

    read = {name: lines_of(cell) for name, cell in cells.items()}
    for name, cell in cells.items():
        if (wrong := fault_of(cell)) is not None:
            fault(name, *wrong)
    number, text = " ".join(read.get("number", ())), "\n".join(read.get("text", ()))
    if not any(each.where == "number" for each in faults) and (missed := _number_missed(number, text)):
        fault("number", *missed)
    if not text:
        said = f"the row has {f'the number {number!r}' if number else 'evidence or the like'} and no text."
        fault("text", said, "Write the requirement's text, or delete the row if it is a heading.")
    phase = _phase(table, read, phases, fault)
    if "theme" in table.columns.places and not read.get("theme"):
        fault("theme", "no theme is given.", _MERGED)
    if faults:
        return None, faults
    theme = " ".join(read["theme"]) if "theme" in table.columns.places else None
    evidence, title = parts_of(read.get("evidence", ())), " ".join(read.get("title", ()))
    row = Row(line=line, number=number, text=text, evidence=evidence, phase=phase, theme=theme, title=title)
    return row, []


_MERGED = "Write it in this row: of merged cells only the first row holds it."


def _number_missed(number: str, text: str) -> tuple[str, str] | None:
    if number:
        return number_fault(number)
    return ("the row has text and no number.", _MERGED) if text else ("the row has no number.", _MERGED)


def _phase(
    table: Transcription, read: Mapping[str, tuple[str, ...]], phases: Sequence[str], fault: Fault
) -> str | None:
    """The one phase that the cell names, as `Plan`, `PLAN` or `1. Plan`."""
    if "phase" not in table.columns.places:
        return None
    said = " ".join(read.get("phase", ()))
    if not said:
        fault("phase", "no phase is given.", _MERGED)
        return None
    words = ascii_words(said)
    named = [phase for phase in phases if phase in words or phase == "-".join(words)]
    if len(named) != 1:
        hint = nearest(said.lower(), phases) or f"The phases are {', '.join(phases)}."
        fault("phase", f"'{said[:60]}' names {'no phase' if not named else 'more than one phase'}.", hint)
        return None
    return named[0]


def _twins(file: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """Numbers and texts that stand twice."""
    numbers: dict[str, int] = {}
    texts: dict[str, int] = {}
    for row in rows:
        first = numbers.setdefault(row.number.casefold(), row.line)
        if first != row.line:
            said = f"the number '{row.number}' stands in row {first} too."
            hint = "Number each row as the document does; a spreadsheet makes 1.10 into 1.1 unless the column is text."
            yield Problem(file=file, line=row.line, where="number", message=said, hint=hint)
        first = texts.setdefault(row.sentence.casefold(), row.line)
        if first != row.line:
            said = f"the text is the same as that of row {first}."
            yield Problem(file=file, line=row.line, where="text", message=said, hint="Correct it, or delete the row.")
