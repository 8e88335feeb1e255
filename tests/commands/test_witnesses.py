"""Witnesses are told with their place; a thousand rows of a register make one line."""

from __future__ import annotations

from vprs.model import Record
from vprs.witnesses import witness_lines


def row(line: int, *, kind: str = "incident") -> Record:
    return Record(id=f"i{line}", kind=kind, fields={}, file="r.csv", line=line, rests_on="r.csv", held=True, row=True)


def test_a_single_row_is_told_with_its_id() -> None:
    assert list(witness_lines([row(14)])) == ["r.csv, row 14  incident i14 (the file is in this folder)"]


def test_rows_of_one_register_are_told_together_in_order() -> None:
    lines = list(witness_lines([row(9), row(5), row(7), row(8), row(12)]))
    assert lines == ["r.csv, 5 incident records (the file is in this folder), rows 5, 7-9, 12"]


def test_rows_of_two_kinds_are_kept_apart() -> None:
    lines = list(witness_lines([row(5), row(5, kind="response"), row(6), row(6, kind="response")]))
    assert lines == [
        "r.csv, 2 incident records (the file is in this folder), rows 5-6",
        "r.csv, 2 response records (the file is in this folder), rows 5-6",
    ]


def test_documents_are_told_one_by_one() -> None:
    one = Record(id="p", kind="document", fields={}, file="p.pdf.yaml", rests_on="p.pdf", held=True)
    two = Record(id="m", kind="minute", fields={}, file="m.yaml", line=2)
    assert list(witness_lines([one, two])) == [
        "p.pdf.yaml:1  document p (the file is in this folder, rests on p.pdf)",
        "m.yaml:2  minute m (stated, no file behind it)",
    ]


def test_what_is_left_out_is_counted() -> None:
    (line,) = witness_lines([row(2 * n) for n in range(1, 101)])
    assert line.endswith(", 78, 80 and 60 more; assessment.json has them all")
