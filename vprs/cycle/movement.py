"""Two closed cycles side by side: what improved, what got worse, and why, requirement by requirement.

Takes what both froze (assessment.json, manifest.json, digests of rules), gives one `Move` per requirement. The
causes are told apart by digests: an edition is another pack, a rule another file, evidence another record; where all of
these are the same, only time has passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vprs.cycle.causes import EDITION, RULE, Because, Frozen, causes
from vprs.in_cycle import Bounds
from vprs.model import RANK, Outcome
from vprs.moves import GONE, NEW, UNCHANGED, direction


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One requirement in two cycles. was, now: outcomes, empty where it is not in that cycle.

    former  its path in the earlier edition, where that is another
    """

    requirement: str
    title: str
    move: str
    was: str
    now: str
    why: tuple[Because, ...] = ()
    former: str = ""


def compare(
    one: Frozen, other: Frozen, crosswalk: Mapping[str, Iterable[tuple[str, str]]] | None = None
) -> tuple[Move, ...]:
    """Every requirement of either cycle, by path.

    crosswalk  path of an earlier edition -> (path of a later one, relation)
    """
    former: dict[str, list[tuple[str, str]]] = {}
    for path, counterparts in (crosswalk or {}).items():
        for later, relation in counterparts:
            if path in one.findings and later in other.findings and later not in one.findings:
                former.setdefault(later, []).append((path, relation))
    taken = {path for pairs in former.values() for path, _ in pairs}
    moves = [_move(one, other, path, former.get(path, [])) for path in other.findings]
    moves += [_gone(one, other, path) for path in one.findings if path not in other.findings and path not in taken]
    return tuple(sorted(moves, key=lambda each: each.requirement))


def _gone(one: Frozen, other: Frozen, path: str) -> Move:
    was = one.findings[path]
    cause = RULE if path.partition("/")[0] in {pack.name for pack in other.cycle.packs} else EDITION
    why = (Because(cause=cause, what="The later cycle has no such rule."),)
    return Move(requirement=path, title=was["title"], move=GONE, was=was["outcome"], now="", why=why)


def _move(one: Frozen, other: Frozen, path: str, former: list[tuple[str, str]]) -> Move:
    now = other.findings[path]
    if path in one.findings:
        was = one.findings[path]
        move = _direction(was, now)
        moved = move != UNCHANGED or was["outcome"] != now["outcome"]
        why = tuple(causes(one, other, path)) if moved else ()
        return Move(requirement=path, title=now["title"], move=move, was=was["outcome"], now=now["outcome"], why=why)
    if not former:
        packs = {pack.name for pack in one.cycle.packs}
        cause = RULE if path.partition("/")[0] in packs else EDITION
        why = (Because(cause=cause, what="The cycle before had no such rule."),)
        return Move(requirement=path, title=now["title"], move=NEW, was="", now=now["outcome"], why=why)
    return _from_edition(one, now, path, former)


def _from_edition(one: Frozen, now: Mapping[str, Any], path: str, former: list[tuple[str, str]]) -> Move:
    """Of several in the earlier edition the worst is what it was: a requirement is as good as its parts."""
    old, _ = min(former, key=lambda pair: (_floor(one.findings[pair[0]]), pair[0]))
    was = one.findings[old]
    told = "; ".join(f"{each} ({kind})" for each, kind in former)
    why = (Because(cause=EDITION, what=f"In the edition before it was {told}."),)
    return Move(
        requirement=path,
        title=now["title"],
        move=_direction(was, now),
        was=was["outcome"],
        now=now["outcome"],
        why=why,
        former=", ".join(each for each, _ in former),
    )


def _direction(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    return direction(bounds(was), bounds(now))


def bounds(finding: Mapping[str, Any]) -> Bounds:
    """Of a finding in an assessment.json."""
    outcome, floor, ceiling = (Outcome(finding[name]) for name in ("outcome", "floor", "ceiling"))
    return Bounds(outcome=outcome, floor=floor, ceiling=ceiling)


def _floor(finding: Mapping[str, Any]) -> int:
    return RANK.get(Outcome(finding["floor"]), -1)
