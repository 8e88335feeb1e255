"""How far the files of a pack were compared with the official text: a record of the model, in a room of its own.

Takes nothing and imports nothing of vprs. What counts as compared is settled in `vprs.rulebook.comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How far the files of a pack were compared with the official text: every requirement's path, in one list each.

    agreed, changed, rejected  the result of the latest review of the file as it is now
    stale                      reviewed, and the file has changed since
    missing                    never reviewed
    unsettled                  of all of these, those whose file says that it needs review
    """

    agreed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every file agrees with the official text and none needs review; a pack without files does not."""
        short = self.changed or self.rejected or self.stale or self.missing or self.unsettled
        return bool(self.agreed) and not short


NOTHING_COMPARED = Comparison()
