"""What differs between two packs, told as a reviewer asks: in words, requirement by requirement.

Takes two packs, gives their differences. Requirements are matched by phase and name, so that a pack can be held against
its copy under another name. The text of files is not compared: a change of layout alone is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from vprs.model import Check, Pack, Requirement
from vprs.rulebook.prose import form_in_words
from vprs.rulebook.prose_words import clauses_in_words, selector_in_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One thing that was said and is said otherwise; empty where it was not, or is no more.

    what  `title`, `severity`, `check in-date: what it asks` and their like
    """

    what: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PackDifferences:
    """added, removed: requirements as phase/name; changed: the differences of each that both have."""

    of_pack: tuple[Difference, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[Difference, ...]]

    @property
    def any(self) -> bool:
        return bool(self.of_pack or self.added or self.removed or self.changed)


def pack_differences(before: Pack, after: Pack, *, condition: Callable[..., str]) -> PackDifferences:
    """condition: how a condition is put into words."""
    old, new = ({short(each): each for each in pack.requirements} for pack in (before, after))
    both = [name for name in old if name in new]
    told = {name: tuple(_requirement(old[name], new[name], condition)) for name in both}
    return PackDifferences(
        of_pack=tuple(_told(_pack_facts(before, condition), _pack_facts(after, condition))),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed={name: differences for name, differences in told.items() if differences},
    )


def short(requirement: Requirement) -> str:
    return f"{requirement.phase}/{requirement.slug}"


def _told(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for what in dict.fromkeys((*before, *after)):
        was, now = before.get(what, ""), after.get(what, "")
        if was != now:
            yield Difference(what=what, before=was, after=now)


def _pack_facts(pack: Pack, condition: Callable[..., str]) -> Mapping[str, str]:
    levels = {
        f"opinion {rule.level}": condition(rule.when) if rule.when else "where none of these holds"
        for rule in pack.opinion
    }
    words = {
        f"words of {name}: {word}": ", ".join(aliases) or "no other spelling"
        for name, known in pack.words.items()
        for word, aliases in known.items()
    }
    return {
        "title": pack.title,
        "version": pack.version,
        "edition": pack.edition,
        "publisher": pack.publisher,
        "licence": pack.licence,
        "themes": ", ".join(pack.themes),
        "order of opinions": ", ".join(rule.level for rule in pack.opinion),
        **levels,
        **{f"word for {outcome.value}": word for outcome, word in pack.outcome_words.items()},
        **{f"meaning of {outcome.value}": text for outcome, text in pack.outcome_definitions.items()},
        "caveat": pack.caveat,
        **words,
    }


def _requirement(before: Requirement, after: Requirement, condition: Callable[..., str]) -> Iterator[Difference]:
    yield from _told(_facts(before, condition), _facts(after, condition))


def _facts(each: Requirement, condition: Callable[..., str]) -> Mapping[str, str]:
    advice = each.if_not_met
    checks = {
        f"check {check.slug}: {what}": said for check in each.checks for what, said in _check_facts(check).items()
    }
    source = {f"source, {key}": str(value) for key, value in each.source.items()}
    return {
        "title": each.title,
        "requirement": each.requirement,
        "reason": each.rationale,
        "theme": each.theme,
        "severity": each.severity,
        **source,
        "applies where": clauses_in_words(each.when) if each.when else "",
        "applies only while there is one": selector_in_words(each.while_) if each.while_ else "",
        "may be attested not applicable by": ", ".join(each.not_applicable_by),
        **checks,
        "met": condition(each.met_when),
        "partly met": condition(each.partly_when) if each.partly_when else "never",
        "gap": advice.gap,
        "action": advice.action,
        "owner": advice.owner,
        "due within": advice.due_in.words,
        "effort": advice.effort,
        "evidence looked for": "; ".join(each.evidence),
        "needs review": each.needs_review,
        **{f"example '{example.name}'": f"{example.expect.value} as of {example.as_of}" for example in each.examples},
    }


def _check_facts(check: Check) -> Mapping[str, str]:
    return {
        "what it says": check.says,
        "what it asks": form_in_words(check.form),
        "weight": "advisory" if check.advisory else "decides",
        "figure chosen by": check.chosen_by or "the source",
        "answers": ", ".join(check.commitments),
        "needs review": check.needs_review,
    }
