"""What has been read of one register so far: records, problems told and untold, rows lost.

Takes the rows of a register one by one with the records they make or their faults, gives the parts of a `Batch`.
It keeps what is told in bounds: problems of one sort are folded, lost rows counted beyond a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vprs.evidence.cells import CellFault, Faults
from vprs.evidence.makers import Maker
from vprs.model import Lost, Record, Value
from vprs.problem import Problem

TOLD = 20  # problems of one sort in one file that are told one by one
COUNTED = 1_000  # lost rows of a kind that are kept one by one


class Row(NamedTuple):
    """number: as the spreadsheet shows it; faults: what is wrong with the row as such, before any cell is read."""

    number: int
    cells: Sequence[str]
    faults: Faults = ()


@dataclass(kw_only=True, slots=True)
class Gathering:
    """Grows while a file is read; built, used and dropped there."""

    file: str
    digest: str
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    first_untold: dict[tuple[str, str], int] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    lost_rows: list[Lost] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)
    read: int = 0

    def keep_all(self, row: Row, made: Sequence[tuple[Maker, dict[str, Value]]]) -> None:
        """The records of one row; the first is what the others link to."""
        self.read += 1
        first = ""
        for maker, fields in made:
            name = str(fields.pop("id", "")) or self._id_of(row, maker)
            first = first or name
            if maker.link is not None:
                fields[maker.link] = first
            self.records.append(
                Record(
                    id=name,
                    kind=maker.kind,
                    fields=fields,
                    file=self.file,
                    line=row.number,
                    rests_on=self.file,
                    sha256=self.digest,
                    held=True,
                    row=True,
                )
            )

    def leave_out(self, row: Row, makers: Sequence[Maker], faults: Sequence[CellFault]) -> None:
        """No record of the row is made; each that it might have made stays in mind."""
        for fault in faults:
            self._tell(row, fault)
        for maker in makers:
            self._lose(maker.kind, row)
            if (own := maker.id_of(row.cells)) is not None:
                self.lost_ids.add(own or self._id_of(row, maker))

    def _id_of(self, row: Row, maker: Maker) -> str:
        return f"{self.file}#{row.number}{maker.suffix}"

    def _tell(self, row: Row, fault: CellFault) -> None:
        sort = (fault.where, fault.sort)
        self.sorts[sort] += 1
        if self.sorts[sort] <= TOLD:
            self.problems.append(
                Problem(file=self.file, line=row.number, where=fault.where, message=fault.message, hint=fault.hint)
            )
        else:
            self.first_untold.setdefault(sort, row.number)

    def _lose(self, kind: str, row: Row) -> None:
        self.lost[kind] += 1
        if self.lost[kind] <= COUNTED + 1:
            many = self.lost[kind] > COUNTED
            self.lost_rows.append(Lost(kind=kind, file=self.file, line=row.number, many=many))

    def folded(self) -> Iterator[Problem]:
        for (where, sort), first in self.first_untold.items():
            rest = self.sorts[(where, sort)] - TOLD
            said = f"{rest:,} more row{'' if rest == 1 else 's'} from here on: {sort}"
            yield Problem(file=self.file, line=first, where=where, message=said, hint="Mend them like those above.")
