"""The names of a whole table by their slugs: bodies that are told, roles that check, whoever closes actions.

Takes rows, gives `Slugs`. One spelling in two cells is one body, or one role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vprs.monitoring.known_names import is_called_body
from vprs.monitoring.names import Name, fold_name, name_slugs
from vprs.monitoring.rows import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Slugs:
    """The names of a table by their slugs: slug -> name as first written."""

    bodies: Mapping[str, str]
    roles: Mapping[str, str]

    def body(self, name: Name) -> str:
        return _slug(name, self.bodies)

    def role(self, name: Name) -> str:
        return _slug(name, self.roles)

    def is_body(self, name: Name) -> bool:
        return any(fold_name(text) == fold_name(name.text) for text in self.bodies.values())


def _slug(name: Name, known: Mapping[str, str]) -> str:
    return next(slug for slug, text in known.items() if fold_name(text) == fold_name(name.text))


def slugs_of(rows: Sequence[Row]) -> Slugs:
    """Who closes actions is a body where it is told of something, or is called one and checks nothing."""
    told = [name for row in rows for name in row.where]
    check = [name for row in rows for name in row.who]
    bodies, roles = {fold_name(name.text) for name in told}, {fold_name(name.text) for name in check}
    for name in (name for row in rows for name in row.closes):
        folded = fold_name(name.text)
        if folded not in bodies and (folded in roles or not is_called_body(name.text)):
            check.append(name)
        else:
            told.append(name)
    return Slugs(bodies=name_slugs(told), roles=name_slugs(check))
