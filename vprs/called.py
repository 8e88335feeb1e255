"""What a pack calls a body or a role: a record of the model, in a room of its own.

Takes nothing and imports nothing of vprs. It is read in `vprs.rulebook.called`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """What a pack calls a body or a role that its rules name, for a new folder; nothing is judged by it.

    level   of a body: where it stands; empty for roles
    to      the last day of a body that has ended
    """

    id: str
    name: str
    level: str = ""
    to: date | None = None
