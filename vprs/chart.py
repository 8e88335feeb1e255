"""A chart as plain data: what is counted, of which kinds, beside which rate. No colour, no size, no library.

Takes nothing, gives frozen records that a paper holds and that whoever draws pictures reads. Numbers are kept as they
are printed, so that a chart kept in a file is drawn the same again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256

from vprs.canonical import encode

STACKED, COLUMNS = "stacked", "columns"


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One kind of thing counted, in every category.

    values  decimal numbers as text, `12` or `71.4`, one per category; empty where there is none to draw
    tone    an outcome, or one of `first second third fourth`; it chooses shade and hatching, never colour alone
    """

    name: str
    values: tuple[str, ...]
    tone: str = "first"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """kind: stacked (bars lie, one series goes on where another ends) or columns (stand side by side).

    axis    what the numbers are, `Requirements`
    beside  a rate from 0 to 100 drawn as a line against an axis of its own, beside_axis; None where there is none
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    beside: Series | None = None
    beside_axis: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing would be seen: no number in it is more than 0."""
        return not any(float(value or 0) for series in self.series for value in series.values)

    @property
    def key(self) -> str:
        """16 hex digits over everything in it: the same chart has the same picture."""
        return sha256(encode(asdict(self))).hexdigest()[:16]
