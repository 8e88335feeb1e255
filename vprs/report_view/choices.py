"""The filters of the report and their choices: outcome, phase, theme, owner, and the rules where several were used.

Takes the rows of the gap analysis, gives filters with how many findings each choice fits, and the keys of each
finding. Every finding fits at least one choice of every filter, so that no choice can lose one for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vprs.gap_cells import NO_OWNER
from vprs.gap_rows import GapRow
from vprs.model import Assessment
from vprs.phrases import WORST_FIRST, phase_word, upper_first
from vprs.report_view.finding_parts import owners
from vprs.report_view.pieces import Choice, Filter
from vprs.statement_parts.results import outcome_words

NOTHING_ASKED = "Nobody: no action is asked"
_NOT_KEY = re.compile(r"[^a-z0-9]+")

Keys = dict[str, tuple[str, ...]]  # filter -> the keys of its choices that one finding fits


def filters(assessment: Assessment, rows: Sequence[GapRow]) -> tuple[tuple[Filter, ...], tuple[Keys, ...]]:
    """The filters, and for each row the keys of its choices."""
    asked = [row.finding.requirement for row in rows]
    packs = assessment.packs
    phases = {each: phase_word(each) for pack in packs for each in pack.phases}
    themes = {each: phase_word(each) for pack in packs for each in pack.themes}
    who = [owners(row) or (NOTHING_ASKED,) for row in rows]
    made = [
        _filter("outcome", "Outcome", _outcomes(assessment), [(row.finding.outcome.value,) for row in rows], True),
        _filter("phase", "Phase", phases, _one(asked, "phase")),
        _filter("theme", "Theme", themes, _one(asked, "theme")),
        _filter("owner", "Owner", {each: each for each in _names(who)}, who),
    ]
    if len(packs) > 1:
        named = {pack.name: f"{pack.name} {pack.version}" for pack in packs}
        made.append(_filter("rules", "Rules", named, _one(asked, "pack")))
    return tuple(one for one, _ in made), tuple(
        {one.name: keys[number] for one, keys in made} for number in range(len(rows))
    )


def _outcomes(assessment: Assessment) -> dict[str, str]:
    return {outcome.value: outcome_words(assessment, outcome) for outcome in WORST_FIRST}


def _one(asked: Sequence[object], name: str) -> list[tuple[str, ...]]:
    return [(str(getattr(each, name)),) for each in asked]


def _names(who: Iterable[tuple[str, ...]]) -> list[str]:
    """In the order of the alphabet; those without an owner stand last."""
    last = (upper_first(NO_OWNER), NOTHING_ASKED)
    return [*sorted({one for each in who for one in each} - set(last)), *last]


def _filter(
    name: str, label: str, words: Mapping[str, str], told: Sequence[tuple[str, ...]], several: bool = False
) -> tuple[Filter, list[tuple[str, ...]]]:
    """A filter with the choices that any finding fits, in the order of `words`, and the keys of each finding."""
    used = {each for own in told for each in own}
    keys = keys_for(each for each in words if each in used)
    counts = {each: sum(each in own for own in told) for each in keys}
    choices = tuple(Choice(key=key, words=words[each], count=counts[each]) for each, key in keys.items())
    made = Filter(name=name, label=label, choices=choices, several=several)
    return made, [tuple(keys[each] for each in own) for own in told]


def keys_for(names: Iterable[str]) -> dict[str, str]:
    """Name -> a key of small letters, digits and hyphens, no two alike; the same for the same names in order."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        key = base = _NOT_KEY.sub("-", name.lower()).strip("-")[:40] or "other"
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        keys[name] = key
        taken.add(key)
    return keys
