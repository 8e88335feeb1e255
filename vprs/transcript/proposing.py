"""Which requirement each row of a transcription takes its checks from, if any.

Takes rows and the requirements of another pack, gives one `Proposal` a row. A row takes nothing from a requirement that
is not close, or whose condition leans on requirements that no row stands for: half a condition would be an easier one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from vprs.model import RequirementIs
from vprs.transcript.closeness import CLOSE, closest, known_words, words_of
from vprs.transcript.rows import Row
from vprs.transcript.slugs import made_title, requirement_slug, theme_slug
from vprs.transcript.taking import Model


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """One requirement of the new pack.

    place   `<phase>/<slug>`
    theme   its slug
    near    the closest requirement, and `share` how close it is, 0 to 1
    taken   whether the checks are those of `near`; `why_not` says why where they are not
    """

    row: Row
    place: str
    title: str
    theme: str
    near: Model
    share: float
    taken: bool
    why_not: str = ""

    @property
    def phase(self) -> str:
        return self.place.partition("/")[0]

    @property
    def percent(self) -> str:
        """The share, cut off and not rounded."""
        return f"{int(100 * self.share)}%"


def propose(
    rows: Sequence[Row], models: Mapping[str, Model], phases: Sequence[str], refused: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """One proposal for each row. refused: requirements that must not be taken over, and why."""
    known = known_words(model.requirement for model in models.values())
    titles = _titles(rows)
    themes = _themes(rows)
    found: list[Proposal] = []
    taken: set[str] = set()
    for row in rows:
        path, share = closest(words_of(row.title, row.text, *row.evidence), known)
        near = models[path]
        slug = requirement_slug(row.number, row.title or row.sentence, taken)
        taken.add(slug)
        why_not = _why_not(near, share, refused)
        found.append(
            Proposal(
                row=row,
                place=f"{row.phase or near.requirement.phase}/{slug}",
                title=titles[row.line],
                theme=near.requirement.theme if row.theme is None else themes[row.theme],
                near=near,
                share=share,
                taken=not why_not,
                why_not=why_not,
            )
        )
    return _standing(found, phases)


def _why_not(near: Model, share: float, refused: Mapping[str, str]) -> str:
    if share < CLOSE:
        return "nothing is close enough"
    if not near.by_lines:
        return "its file is not written key by key"
    return refused.get(near.requirement.path, "")


def stand_ins(proposals: Collection[Proposal]) -> Mapping[str, Proposal]:
    """By the requirement that it is taken from, the row that stands for it: the closest, of equals the first."""
    found: dict[str, Proposal] = {}
    for each in proposals:
        path = each.near.requirement.path
        if each.taken and (path not in found or each.share > found[path].share):
            found[path] = each
    return found


def _standing(proposals: list[Proposal], phases: Sequence[str]) -> tuple[Proposal, ...]:
    """Takes back proposals until none leans on what no row stands for."""
    while True:
        there = stand_ins(proposals)
        kept = [_leaning(each, there, phases) for each in proposals]
        if kept == proposals:
            return tuple(kept)
        proposals = kept


def _leaning(each: Proposal, there: Mapping[str, Proposal], phases: Sequence[str]) -> Proposal:
    if not each.taken:
        return each
    for condition in each.near.leans_on:
        other = there.get(condition.path)
        early = other is not None and phases.index(other.phase) <= phases.index(each.phase)
        if other is None or (isinstance(condition, RequirementIs) and not early):
            return replace(each, taken=False, why_not=f"it leans on {condition.path}, which no row stands for in time")
    return each


def _titles(rows: Sequence[Row]) -> Mapping[int, str]:
    """By line; a title that several rows share is told apart by their numbers."""
    times: dict[str, int] = {}
    for row in rows:
        times[row.title.casefold()] = times.get(row.title.casefold(), 0) + 1
    return {row.line: _title(row, alone=times[row.title.casefold()] == 1) for row in rows}


def _title(row: Row, *, alone: bool) -> str:
    if not row.title:
        return made_title(row.number, row.sentence)
    return row.title if alone else f"{row.number}: {row.title}"


def _themes(rows: Sequence[Row]) -> Mapping[str, str]:
    """Theme as written -> its slug, in the order of the table."""
    found: dict[str, str] = {}
    for row in rows:
        if row.theme is not None and row.theme not in found:
            alike = next((slug for theme, slug in found.items() if theme.casefold() == row.theme.casefold()), None)
            found[row.theme] = alike or theme_slug(row.theme, found.values())
    return found
