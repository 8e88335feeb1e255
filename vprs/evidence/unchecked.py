"""Links that nobody can check while the register or the file that may hold their records is not read.

Takes the items that were lost and, one by one, the links that lead to no record; gives one problem for each file that
points and what it may point into. The rows are not at fault, so that advice to mend each of them would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vprs.kinds import read_kinds
from vprs.model import Lost, Record
from vprs.problem import Problem

Key = tuple[str, tuple[str, ...]]  # the file that points, and the files that cannot be read


class Unchecked:
    """Grows link by link; built, used and dropped in `settle`."""

    def __init__(self, lost: Iterable[Lost]) -> None:
        self.whole = tuple(dict.fromkeys((item.kind, item.file) for item in lost if item.many))
        self.first: dict[Key, tuple[int, str]] = {}
        self.number: dict[Key, int] = {}

    def take(self, record: Record, where: str) -> bool:
        """Whether a link at this place may lead into what is not read; it is then told with its like."""
        files = self._holding(record, where)
        if not files:
            return False
        key = (record.file, files)
        self.first[key] = min(self.first.get(key, (record.line, where)), (record.line, where))
        self.number[key] = self.number.get(key, 0) + 1
        return True

    def _holding(self, record: Record, where: str) -> tuple[str, ...]:
        """The files of the kind that the link leads to, else those of which nobody knows what they hold."""
        name = where.rpartition(".")[2]
        kind = record.kind if name == "supersedes" else name if name in read_kinds() else None
        for asked in ((kind, None) if kind else ()):
            if files := sorted({file for lost, file in self.whole if lost == asked}):
                return tuple(files)
        return () if kind else tuple(sorted({file for _, file in self.whole}))

    def problems(self) -> Iterator[Problem]:
        for (file, holding), (line, where) in self.first.items():
            number = self.number[(file, holding)]
            many = f"{number:,} links, this one first," if number > 1 else "this link"
            said = f"{many} cannot be checked while {' and '.join(holding)} cannot be read."
            hint = f"Mend {holding[0]} first; until then {'they count' if number > 1 else 'it counts'} as not given."
            yield Problem(file=file, line=line, where=where, message=said, hint=hint)
