"""What keeps a distribution from being made.

`CannotPack` holds every fault, each a sentence with its remedy.
"""

from __future__ import annotations

from collections.abc import Iterable


class CannotPack(Exception):
    """Why the folder cannot be made; `faults`: one sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
