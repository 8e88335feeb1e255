"""What papers are drawn with besides their words: the pictures of their charts, and the organisation's own template.

Takes nothing, gives one frozen record. It is an input like any other: the same papers in the same dress are the same
bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vprs.report.pictures import Pictures


@dataclass(frozen=True, kw_only=True, slots=True)
class Dress:
    """pictures: key of a chart -> its picture; a chart without one is drawn as its table. template: for Word."""

    pictures: Pictures = field(default_factory=dict)
    template: bytes | None = None


PLAIN = Dress()
