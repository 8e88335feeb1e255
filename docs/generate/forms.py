"""The forms that a check can have, with their parameters and the reasons they give.

Takes `rules/forms.json` and the words of the papers, gives Markdown. Which form gives which reason is written here,
and a test asks every example of every pack whether it is so.
"""

from __future__ import annotations

from collections.abc import Mapping

from docs.generate.markdown import code, codes, sentence, table
from docs.generate.schemas import keys_told, settled
from vprs.model import Reason
from vprs.phrases import REASONS
from vprs.rulebook.forms import READERS

HOME = "rules/forms.json"
SHARED = ("selector_keys", "matcher", "window")

# Form -> what its no can be for, and what its unknown can be for beside `ANY_UNKNOWN`.
NO: Mapping[str, str] = {
    "exists": "missing expired not-yet-valid unapproved withdrawn superseded wrong-body missing-field",
    "none": "too-many",
    "count": "too-few too-many",
    "held": "vacant unaccredited",
    "attested": "missing wrong-role lapsed-attestation judged-not-met missing-field",
    "every": "unlinked",
    "follows": "missing unlinked too-early too-late expired unapproved withdrawn superseded not-yet-valid wrong-body",
    "fields": "missing-field",
    "recurs": "gap-too-long",
    "each_period": "gap-too-long",
    "ratio": "below-target above-target",
    "change": "above-target below-target",
    "agree": "conflicting",
}
ANY_UNKNOWN = "unreadable missing-field ambiguous-date"
UNKNOWN: Mapping[str, str] = {
    "none": "incomplete-register",
    "count": "incomplete-register",
    "attested": "conflicting",
    "every": "empty-population not-yet-due incomplete-register",
    "follows": "empty-population not-yet-due incomplete-register",
    "fields": "empty-population incomplete-register",
    "recurs": "not-yet-due",
    "each_period": "not-yet-due",
    "ratio": "empty-population incomplete-register",
    "change": "no-baseline conflicting",
    "agree": "empty-population",
}
NOT_APPLICABLE = "body-dissolved empty-population"  # of any form


def forms_told() -> str:
    """Each form: what it asks, its parameters beside those of a selector, and its reasons."""
    return "\n".join(map(_form, READERS))


def _form(name: str) -> str:
    schema = {"$ref": f"forms.json#/$defs/{name}"}
    whole, _, _ = settled(schema, HOME)
    shared = settled({"$ref": "forms.json#/$defs/selector_keys"}, HOME)[0]["properties"]
    takes_selector = set(shared) <= set(whole.get("properties", {}))
    own = {key: value for key, value in whole["properties"].items() if not takes_selector or key not in shared}
    lines = [f"(form-{name})=\n## {name}\n", sentence(whole["description"]) + "\n"]
    if takes_selector:
        beside = ", and beside them:" if own else "."
        lines.append(f"It has the keys of a [selector](#selectors){beside}\n")
    lines.append(keys_told({"properties": own, "required": whole.get("required", ())}, HOME))
    lines.append(f"No is for: {codes(NO[name].split())}.\n")
    unknown = (*ANY_UNKNOWN.split(), *UNKNOWN.get(name, "").split())
    lines.append(f"Not known is for: {codes(unknown)}.\n")
    return "\n".join(lines)


def matchers_told() -> str:
    """What selectors, matchers and windows are written with."""
    lines = []
    for name in SHARED:
        whole, _, _ = settled({"$ref": f"forms.json#/$defs/{name}"}, HOME)
        taken_apart = next((one for one in whole.get("oneOf", ()) if "properties" in one), whole)
        title = {"selector_keys": "Selectors", "matcher": "Matchers", "window": "Windows"}[name]
        lines += [f"## {title}\n", sentence(whole["description"]) + "\n", keys_told(taken_apart, HOME)]
    return "\n".join(lines)


def reasons_told() -> str:
    """Each reason code in words, and the forms that give it."""
    rows = []
    for reason in Reason:
        forms = [name for name in READERS if reason.value in f"{NO[name]} {UNKNOWN.get(name, '')}".split()]
        everywhere = reason.value in f"{ANY_UNKNOWN} {NOT_APPLICABLE}".split()
        links = ", ".join(f"[{code(name)}](#form-{name})" for name in forms)
        rows.append((code(reason.value), sentence(REASONS[reason]), "any form" if everywhere else links))
    return table(("reason", "in the papers", "given by"), rows)
