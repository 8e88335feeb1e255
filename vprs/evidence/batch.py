"""What one file of evidence yields: the records that could be read, the items that could not, and why not.

Takes nothing; readers of single files give it, the reader of the folder gathers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vprs.model import Lost, Record
from vprs.problem import Problem

WORKBOOK = "evidence-register.xlsx"


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """records, what was lost, and the problems that say why; all three may be there together.

    lost_ids  the ids of lost rows, where the cell that gives it could be read
    """

    records: tuple[Record, ...] = ()
    lost: tuple[Lost, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost_ids: frozenset[str] = frozenset()


def gather(batches: Iterable[Batch]) -> Batch:
    """One batch of all, in order."""
    kept = tuple(batches)
    return Batch(
        records=tuple(record for batch in kept for record in batch.records),
        lost=tuple(item for batch in kept for item in batch.lost),
        problems=tuple(problem for batch in kept for problem in batch.problems),
        lost_ids=frozenset().union(*(batch.lost_ids for batch in kept)),
    )


def is_workbook(path: str) -> bool:
    """Whether a file has the name of the register of evidence that most people fill in."""
    return path.rpartition("/")[2].casefold() == WORKBOOK


def is_private(record: Record) -> bool:
    """Whether no message may quote what the record says: a row of any table but the register of evidence.

    A row of that one rests on the file it names, never on the workbook itself.
    """
    return record.row and (not is_workbook(record.file) or record.rests_on == record.file)
