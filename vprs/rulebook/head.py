"""pack.yaml -> what a pack says of itself.

Takes its page, gives the fields of `Pack` that are not requirements, with the defaults of DESIGN 5 filled in. It
looks at no other file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vprs.kinds import FieldSpec, read_kinds
from vprs.model import All, FactIs, OpinionRule, Outcome, Pack
from vprs.problem import nearest
from vprs.rulebook.called import read_called
from vprs.rulebook.conditions import Terms, fact_names, read_condition
from vprs.rulebook.page import Page, shown
from vprs.rulebook.shape import fits
from vprs.rulebook.values import read_day, read_span

OUTCOME_WORDS = {
    Outcome.MET: "Met",
    Outcome.PARTLY_MET: "Partly met",
    Outcome.NOT_MET: "Not met",
    Outcome.NOT_ASSESSED: "Not assessed",
    Outcome.NOT_APPLICABLE: "Not applicable",
}
_SHORTFALLS = ("not_met", "not_assessed", "partly_met.high")
_NOTHING_SHORT = (
    FactIs(name="met", operator="at_least", number=1),  # nothing asked is no assurance
    *(FactIs(name=name, operator="is", number=0) for name in _SHORTFALLS),
)
DEFAULT_OPINION = (
    OpinionRule(level="none", when=All(items=(FactIs(name="not_met.high", operator="at_least", number=5),))),
    OpinionRule(level="substantial", when=All(items=_NOTHING_SHORT)),
    OpinionRule(level="limited", when=None),
)


def read_head(page: Page, name: str) -> Pack | None:
    """The pack without its requirements and digest; None where pack.yaml has problems."""
    raw = page.tree.value
    fits(page, (), raw, "pack.json")
    if not isinstance(raw, dict):
        return None
    _verified(page, raw)
    _dates(page, raw)
    for key in ("phases", "themes", "types"):
        _no_twins(page, (key,), raw.get(key))
    words = _words(page, raw.get("words", {})) if page.sound("words") else {}
    bodies, roles = (read_called(page, raw, key) for key in ("bodies", "roles"))
    opinion = _opinion(page, raw, name)
    if page.problems:
        return None
    return Pack(
        name=name,
        title=raw["title"],
        version=str(raw["version"]),
        edition=str(raw["edition"]),
        publisher=raw["publisher"],
        documents=tuple(raw["documents"]),
        licence=" ".join(raw.get("licence", "").split()),
        verified=raw.get("verified", False),
        verified_by=raw.get("verified_by"),
        phases=tuple(raw["phases"]),
        themes=tuple(raw["themes"]),
        words=words,
        outcome_words=OUTCOME_WORDS | {Outcome(key): text for key, text in raw.get("outcome_words", {}).items()},
        outcome_definitions={
            Outcome(key): " ".join(text.split()) for key, text in raw.get("outcome_definitions", {}).items()
        },
        caveat=" ".join(raw.get("caveat", "").split()),
        types=tuple(raw.get("types", ())),
        bodies=bodies,
        roles=roles,
        opinion=opinion,
        changes=tuple(raw.get("changes", ())),
        requirements=(),
        digest="",
    )


def _verified(page: Page, raw: Mapping[str, Any]) -> None:
    if raw.get("verified") is True and "verified_by" not in raw:
        said = "verified is true, and nobody is named who compared the pack with the official text."
        page.fault(("verified",), said, "Add verified_by: {role: ..., date: ...}, or write false.")
    if "verified_by" in raw and page.sound("verified_by"):
        read_day(page, ("verified_by", "date"), raw["verified_by"]["date"])
        if raw.get("verified") is not True:
            page.fault(("verified_by",), "the pack says that it is not verified.", "Take it out.", at_key=True)


def _dates(page: Page, raw: Mapping[str, Any]) -> None:
    ids: set[str] = set()
    for index, document in _sound_items(page, raw, "documents"):
        if "date" in document:
            read_span(page, ("documents", index, "date"), document["date"])
        if document["id"] in ids:
            page.fault(("documents", index, "id"), f"two documents have the id '{document['id']}'.", "Rename one.")
        ids.add(document["id"])
    for index, change in _sound_items(page, raw, "changes"):
        read_day(page, ("changes", index, "date"), change["date"])


def _sound_items(page: Page, raw: Mapping[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    """The items of a list that have the right shape, with their places."""
    items = raw.get(key)
    if isinstance(items, list):
        yield from ((index, item) for index, item in enumerate(items) if page.sound(key, index))


def _no_twins(page: Page, path: tuple[str, ...], raw: object) -> None:
    if not isinstance(raw, list):
        return
    for index, word in enumerate(raw):
        if word in raw[:index]:
            page.fault((*path, index), f"{shown(word)} stands twice.", "Keep one of them.")


def _words(page: Page, raw: Mapping[str, Any]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    known = _all_fields()
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for field, words in raw.items():
        if field not in known:
            hint = nearest(field, known) or "Name a field of some kind of evidence."
            page.fault(("words", field), f"no kind of evidence has a field '{field}'.", hint, at_key=True)
        found[field] = {word: tuple(str(alias) for alias in aliases) for word, aliases in words.items()}
        _one_meaning(page, field, found[field])
    return found


def _one_meaning(page: Page, field: str, words: Mapping[str, tuple[str, ...]]) -> None:
    """An alias leads to one word."""
    meaning: dict[str, str] = {}
    for word, aliases in words.items():
        for index, alias in enumerate(aliases):
            other = meaning.setdefault(_fold(alias), word)
            if other != word:
                said = f"'{alias}' stands for '{other}' and for '{word}'."
                page.fault(("words", field, word, index), said, "Keep it under one of them.")


def _fold(word: str) -> str:
    return " ".join(word.replace("-", " ").replace("_", " ").casefold().split())


def _all_fields() -> frozenset[str]:
    names: set[str] = set()
    for kind in read_kinds().values():
        names |= _names(kind.fields)
    return frozenset(names)


def _names(fields: Mapping[str, FieldSpec]) -> set[str]:
    return set(fields).union(*(_names(spec.fields) for spec in fields.values()))


def _opinion(page: Page, raw: Mapping[str, Any], pack: str) -> tuple[OpinionRule, ...]:
    if "opinion" not in raw:
        return DEFAULT_OPINION
    if not page.sound("opinion"):
        return ()
    phases = raw["phases"] if page.sound("phases") and "phases" in raw else ()
    terms = Terms(pack=pack, facts=fact_names(phases))
    rules = []
    for index, rule in enumerate(raw["opinion"]):
        path = ("opinion", index)
        last = index == len(raw["opinion"]) - 1
        if last and "when" in rule:
            said = "the last opinion has a condition."
            page.fault((*path, "when"), said, "Take it out: the last is given where no other is.", at_key=True)
        elif not last and "when" not in rule:
            page.fault(path, "this opinion has no condition, so those after it are never given.", "Add when.")
        when = read_condition(page, (*path, "when"), rule["when"], terms) if "when" in rule else None
        rules.append(OpinionRule(level=rule["level"], when=when))
    return tuple(rules)
