"""One rule file -> `Requirement`.

Takes the page of a `<phase>/<slug>.yaml` and the head of its pack, gives the requirement, or None and every problem
in the file at once. Whether other requirements that it names exist is settled in `links`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vprs.kinds import FieldSpec, read_organisation_kind
from vprs.model import FORM_NAMES, Advice, All, Check, CheckIs, Clause, Condition, Requirement, Selector
from vprs.problem import nearest
from vprs.rulebook.conditions import Terms, named_checks, read_condition
from vprs.rulebook.examples import read_examples
from vprs.rulebook.forms import read_form
from vprs.rulebook.page import Page, shown
from vprs.rulebook.selectors import read_selector, words
from vprs.rulebook.shape import fits
from vprs.rulebook.values import NO_SCOPE, key_of_organisation, nearest_key, read_duration
from vprs.rulebook.where import read_open_where, read_where

_BESIDE_THE_FORM = ("says", "advisory", "commitments", "chosen_by", "evidence", "needs_review")
# What `when:` may ask of: the keys of organisation.yaml, below the word itself.
_ORGANISATION = {
    "organisation": FieldSpec(
        name="organisation", reads="mapping", description="", fields=read_organisation_kind().fields
    )
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What a rule file is read against: its pack's name, themes and document ids. None: the pack did not say."""

    pack: str
    themes: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None


def read_requirement(page: Page, head: Head, *, phase: str, slug: str, file: str, digest: str) -> Requirement | None:
    """The requirement, or None where the page has problems."""
    raw = page.tree.value
    fits(page, (), raw, "requirement.json")
    if not isinstance(raw, dict):
        return None
    if "theme" in raw and page.sound("theme"):
        _known(page, ("theme",), raw["theme"], head.themes, "theme", "of the pack")
    if "source" in raw and page.sound("source"):
        _known(page, ("source", "document"), raw["source"]["document"], head.documents, "document", "of the pack")
    checks = _checks(page, raw.get("checks"))
    when, while_ = _when(page, raw), _while(page, raw)
    met_when, partly_when = _outcomes(page, raw, head, checks)
    advice = _advice(page, raw)
    examples = read_examples(page, raw["examples"]) if isinstance(raw.get("examples"), list) else ()
    if page.problems or met_when is None or advice is None:
        return None
    return Requirement(
        path=f"{head.pack}/{phase}/{slug}",
        pack=head.pack,
        phase=phase,
        slug=slug,
        title=_line(raw["title"]),
        requirement=_line(raw["requirement"]),
        rationale=_line(raw["rationale"]),
        source=raw["source"],
        theme=raw["theme"],
        severity=raw["severity"],
        evidence=tuple(raw.get("evidence", ())),
        needs_review=_line(raw.get("needs_review", "")),
        checks=checks,
        met_when=met_when,
        partly_when=partly_when,
        if_not_met=advice,
        examples=examples,
        when=when,
        while_=while_,
        not_applicable_by=words(raw.get("not_applicable_by", ())),
        file=file,
        digest=digest,
    )


def _line(text: str) -> str:
    """A folded text as one line."""
    return " ".join(text.split())


def _known(page: Page, path: tuple[str, ...], value: Any, known: tuple[str, ...] | None, noun: str, of: str) -> None:
    if known is not None and value not in known:
        hint = nearest(value, known) or f"The pack has {', '.join(known)}."
        page.fault(path, f"{shown(value)} is not a {noun} {of}.", hint)


def _checks(page: Page, raw: object) -> tuple[Check, ...]:
    """The checks that are sound; the others have told their problems."""
    if not isinstance(raw, dict):
        return ()
    found = [_check(page, slug, body) for slug, body in raw.items() if page.sound("checks", slug)]
    return tuple(check for check in found if check is not None)


def _check(page: Page, slug: str, raw: Mapping[str, Any]) -> Check | None:
    path = ("checks", slug)
    forms = [name for name in FORM_NAMES if name in raw]
    if slug == "never":
        page.fault(path, "a check cannot be called 'never'.", "That word says that nothing is partly met.", at_key=True)
    if not forms:
        if all(key in _BESIDE_THE_FORM for key in raw):  # any other key was meant for a form, and told as unknown
            page.fault(path, f"check '{slug}' asks nothing.", f"Add one of {', '.join(FORM_NAMES)}.", at_key=True)
        return None
    if len(forms) > 1:
        said = f"check '{slug}' has two forms, '{forms[0]}' and '{forms[1]}'."
        page.fault((*path, forms[1]), said, "Make a check of its own for each.", at_key=True)
        return None
    return Check(
        slug=slug,
        says=_line(raw["says"]),
        form=read_form(page, (*path, forms[0]), forms[0], raw[forms[0]]),
        form_name=forms[0],
        advisory=raw.get("advisory", False),
        commitments=tuple(raw.get("commitments", ())),
        chosen_by=raw.get("chosen_by"),
        evidence=raw.get("evidence"),
        needs_review=_line(raw.get("needs_review", "")),
        line=page.tree.key(*path)[0],
    )


def _when(page: Page, raw: Mapping[str, Any]) -> tuple[Clause, ...]:
    if "when" not in raw or not page.sound("when"):
        return ()
    known: dict[str, Any] = {}
    free: dict[str, Any] = {}
    for key, matcher in raw["when"].items():
        base, *rest = key.split(".")
        spec = key_of_organisation(tuple(rest)) if base == "organisation" and all(rest) and rest else None
        if spec is None:
            said = f"'{key}' is not a key of the organisation."
            page.fault(("when", key), said, nearest_key(key), at_key=True)
        else:
            (free if spec.reads == "any" else known)[key] = matcher
    found = read_where(page, ("when",), known, _ORGANISATION, "organisation.yaml", NO_SCOPE)
    return (*found, *read_open_where(page, ("when",), free, {}, NO_SCOPE))


def _while(page: Page, raw: Mapping[str, Any]) -> Selector | None:
    if "while" not in raw or not page.sound("while"):
        return None
    return read_selector(page, ("while",), raw["while"])


def _outcomes(
    page: Page, raw: Mapping[str, Any], head: Head, checks: tuple[Check, ...]
) -> tuple[Condition | None, Condition | None]:
    """(met when, partly met when); the second is None for never."""
    slugs = tuple(raw["checks"]) if isinstance(raw.get("checks"), dict) else ()
    terms = Terms(pack=head.pack, checks=slugs)
    met: Condition | None = None
    if "met_when" in raw:
        met = read_condition(page, ("met_when",), raw["met_when"], terms) if page.sound("met_when") else None
    else:
        met = _default(page, checks)
    partly: Condition | None = None
    if raw.get("partly_met_when", "never") != "never":
        if page.sound("partly_met_when"):
            partly = read_condition(page, ("partly_met_when",), raw["partly_met_when"], terms)
    elif met is not None and "partly_met_when" not in raw and len(named_checks(met)) > 1:
        said = f"{len(named_checks(met))} checks decide, and nothing says when the requirement is partly met."
        hint = "Add partly_met_when: a condition, or never."
        page.problems.append(page.tree.problem(("checks",), said, hint, at_key=True, where="partly_met_when"))
    return met, partly


def _default(page: Page, checks: tuple[Check, ...]) -> Condition | None:
    """All checks that are not advisory."""
    deciding = tuple(CheckIs(slug=check.slug) for check in checks if not check.advisory)
    if not deciding and checks and page.sound("checks"):
        page.fault(("checks",), "every check is advisory, so nothing decides.", "Let one decide.", at_key=True)
    return All(items=deciding) if deciding else None


def _advice(page: Page, raw: Mapping[str, Any]) -> Advice | None:
    if "if_not_met" not in raw or not page.sound("if_not_met"):
        return None
    advice = raw["if_not_met"]
    return Advice(
        gap=_line(advice["gap"]),
        action=_line(advice["action"]),
        owner=advice["owner"],
        due_in=read_duration(page, ("if_not_met", "due_in"), advice["due_in"]),
        effort=advice.get("effort", "medium"),
    )
