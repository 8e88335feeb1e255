"""The records that an answer rests on, as lines: each with its file and line, rows of one register together.

Takes records, best first, gives lines in that order. Rows are told by number only, never by what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vprs.model import Record

RUNS_SHOWN = 40  # of rows that follow one another; assessment.json has every row


def witness_lines(records: Iterable[Record]) -> Iterator[str]:
    """One line for each record, and one for all rows of one kind in one register."""
    groups: dict[tuple[str, str, int], list[Record]] = {}
    for number, record in enumerate(records):
        groups.setdefault((record.file, record.kind, -1 if record.row else number), []).append(record)
    yield from (_line(group) for group in groups.values())


def _line(group: Sequence[Record]) -> str:
    first = group[0]
    held = "the file is in this folder" if first.held else "stated, no file behind it"
    rests = f", rests on {first.rests_on}" if first.rests_on and first.rests_on != first.file else ""
    if len(group) == 1:
        place = f"{first.file}, row {first.line}" if first.row else first.place
        return f"{place}  {first.kind} {first.id} ({held}{rests})"
    rows = rows_in_words(record.line for record in group)
    return f"{first.file}, {len(group):,} {first.kind} records ({held}{rests}), rows {rows}"


def rows_in_words(rows: Iterable[int]) -> str:
    """`5, 7-10, 12`: the rows in order, those that follow one another drawn together."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    told = [str(start) if start == end else f"{start}-{end}" for start, end in runs[:RUNS_SHOWN]]
    rest = sum(end - start + 1 for start, end in runs[RUNS_SHOWN:])
    return ", ".join(told) + (f" and {rest:,} more; assessment.json has them all" if rest else "")
