"""What a pack calls the bodies and roles that its rules name: `bodies` and `roles` of pack.yaml, for a new folder.

Takes the page of pack.yaml and the pack, gives the entries, their problems, and doubts about names that are left out.
Nothing is judged by them: in a folder, organisation.yaml says who they are and until when they were there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vprs.called import Called
from vprs.model import Pack
from vprs.problem import nearest
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.named import Sort, named_in
from vprs.rulebook.page import Page
from vprs.rulebook.values import read_day

# Those that every new folder has, whatever the rules name; tests hold them and `vprs init` together.
STARTER_ROLES = ("executive-lead", "lsms")
STARTER_BODIES = ("board",)
_STARTER = {"bodies": STARTER_BODIES, "roles": STARTER_ROLES}
_ONE = {"bodies": "body", "roles": "role"}


def read_called(page: Page, raw: Mapping[str, Any], key: str) -> tuple[Called, ...]:
    """The entries of `bodies` or `roles` that have the right shape."""
    entries = raw.get(key, ())
    found: dict[str, Called] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not page.sound(key, index):
            continue
        if entry["id"] in found:
            said = f"'{entry['id']}' stands twice."
            page.fault((key, index, "id"), said, "Keep one of them.")
        to = read_day(page, (key, index, "to"), entry["to"]) if "to" in entry else None
        name = " ".join(entry["name"].split())
        found[entry["id"]] = Called(id=entry["id"], name=name, level=entry.get("level", ""), to=to)
    return tuple(found.values())


def called_problems(page: Page, pack: Pack) -> None:
    """Entries that no rule names, which a folder would be given for nothing; the faults go to the page of pack.yaml."""
    for key, one in _ONE.items():
        entries: tuple[Called, ...] = getattr(pack, key)
        known = _named(pack, key, either=True) if entries else frozenset()
        for index, entry in enumerate(entries):
            if entry.id not in known:
                said = f"no rule of this pack names the {one} '{entry.id}'."
                page.fault((key, index, "id"), said, nearest(entry.id, known) or "Take it out.")


def called_doubts(pack: Pack) -> Iterator[Doubt]:
    """Names that the rules use and a list that is there leaves out, so that a new folder shows their ids as names."""
    for key, one in _ONE.items():
        entries: tuple[Called, ...] = getattr(pack, key)
        there = {*_STARTER[key], *(entry.id for entry in entries)}
        for name in sorted(_named(pack, key, either=False) - there) if entries else ():
            hint = f"Add {{id: {name}, name: ...{', level: ...' if key == 'bodies' else ''}}}."
            yield Doubt(path=(key,), message=f"the rules name the {one} '{name}', which is not here.", hint=hint)


def _named(pack: Pack, key: str, *, either: bool) -> frozenset[str]:
    sort: Sort = "body" if key == "bodies" else "role"
    stands = (named_in(each, sort, either=either) for each in pack.requirements)
    return frozenset(name for several in stands for _, name in several)
