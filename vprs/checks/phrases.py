"""How a selector is said in plain English: `a strategy on violence-prevention`, `2 trend reports linked to it`.

Takes a selector and a scope, gives noun phrases for the sentences of checks. It names what was asked and nothing of
any record.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprs.checks.phrase_words import (
    COMPARED,
    DATED,
    EACH,
    LINKS,
    LISTS,
    NEVER_A_SORT,
    NOUNS,
    PLURALS,
    SORTS,
    SPOKEN,
    TYPED,
)
from vprs.checks.scope import Scope
from vprs.checks.wording import a, field_words, when, window_words
from vprs.dates import Span
from vprs.model import Clause, Matcher, OfOrganisation, Operand, Ref, Selector


def describe(selector: Selector, scope: Scope) -> str:
    """`strategy on violence-prevention`, without an article, in the singular."""
    return _phrase(selector, scope, many=False)


def these(selector: Selector, scope: Scope) -> str:
    """The same in the plural: `strategies on violence-prevention`."""
    return _phrase(selector, scope, many=True)


def population_words(of: tuple[str, ...] | OfOrganisation | Selector, scope: Scope) -> str:
    """Who is asked, in the plural."""
    if isinstance(of, Selector):
        return these(of, scope)
    if isinstance(of, OfOrganisation):
        rest = " and ".join(_clause(clause, scope) for clause in of.where)
        return f"{field_words(of.name)} of the organisation" + (f" {rest}" if rest else "")
    return f"these words: {', '.join(of)}"


def clauses_words(clauses: tuple[Clause, ...], scope: Scope) -> str:
    """`with expires at least 30 September 2026, with completed on`."""
    return ", ".join(_clause(clause, scope) for clause in clauses)


def _phrase(selector: Selector, scope: Scope, *, many: bool) -> str:
    kind = scope.context.kinds[selector.kind]
    sort = kind.type_field if kind.type_field not in NEVER_A_SORT else None
    typed = next((clause for clause in selector.where if clause.name == sort), None)
    noun = _noun(selector.kind, typed, scope, many=many)
    rest = [_clause(clause, scope) for clause in selector.where if clause is not typed or noun is None]
    text = noun or _many(NOUNS.get(selector.kind, selector.kind), many)
    text += "".join(f" {part}" if index == 0 else f", {part}" for index, part in enumerate(rest))
    return text + _conditions(selector, scope)


def _conditions(selector: Selector, scope: Scope) -> str:
    text = f", received by {' or '.join(selector.received_by)} with a minute" if selector.received_by else ""
    if selector.max_age:
        text += f", no older than {selector.max_age.words}"
    window = scope.context.window(selector.window)
    return text + (f", dated {window_words(window)}" if window else "")


def _noun(kind: str, typed: Clause | None, scope: Scope, *, many: bool) -> str | None:
    """The sort and the kind in one noun, or None where the rule does not ask for one sort by its word."""
    if typed is None or len(typed.matchers) != 1 or typed.matchers[0].operator not in ("is", "one_of"):
        return None
    sorts = [_operand(operand, scope) for operand in typed.matchers[0].operands]
    if sorts == ["it"]:  # each of several sorts in turn
        return f"{_many(NOUNS.get(kind, kind), many)} of that {'name' if kind == 'metric' else 'kind'}"
    return " or ".join(_many(_sort(kind, sort), many) for sort in sorts)


def _sort(kind: str, sort: str) -> str:
    pattern = TYPED.get(kind, "{} " + NOUNS.get(kind, kind))
    return SORTS.get(sort) or pattern.format(sort.replace("-", " ") if pattern == "{}" else sort)


def _many(noun: str, many: bool) -> str:
    if not many:
        return noun
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.startswith("register of "):
        return "registers" + noun.removeprefix("register")
    if noun.endswith("y") and not noun.endswith(("ay", "ey", "oy")):
        return noun[:-1] + "ies"
    return noun + "s"


def _clause(clause: Clause, scope: Scope) -> str:
    return " and ".join(_matcher(clause, matcher, scope) for matcher in clause.matchers)


def _matcher(clause: Clause, matcher: Matcher, scope: Scope) -> str:
    name = field_words(clause.name)
    if matcher.operator == "present":
        return f"with {a(name)}" if matcher.operands[0] else f"with no {name}"
    if matcher.operator == "any":
        return f"with one of its {name} {' and '.join(_clause(inner, scope) for inner in matcher.clauses)}"
    values = [_told(operand, clause.field[-1], scope) for operand in matcher.operands]
    if clause.field[-1] in LINKS and values == ["it"]:
        return "linked to it"
    if clause.name == "id" and values == ["it"]:
        return "that is itself"
    said = (" and " if matcher.operator == "all_of" else " or ").join(values)
    dated = any(isinstance(_filled(operand, scope), Span) for operand in matcher.operands)
    compared = (DATED if dated else COMPARED).get(matcher.operator)
    if compared is None and said in ("yes", "no"):
        return f"{'marked' if said == 'yes' else 'not marked'} {name}"
    spoken = _spoken(clause)
    if compared is None and spoken is not None:
        return spoken.replace("the role ", "" if said.startswith("that ") else "the role ").format(said)
    if compared is None and said == f"that {EACH.get(clause.field[-1])}":
        return f"for {said}"
    return f"with {name if dated or name.endswith('s') else a(name)} {compared + ' ' if compared else ''}{said}"


def _told(operand: Operand, field: str, scope: Scope) -> str:
    """An operand as a reader knows it: by the name that organisation.yaml gives, or as that subject, site, role."""
    if isinstance(operand, Ref) and operand.base == "each" and operand.path in ((), ("id",)) and field in EACH:
        return f"that {EACH[field]}"
    said = _operand(operand, scope)
    entries = scope.context.organisation.lists.get(LISTS.get(field, ""), ())
    names = (entry.fields.get("name") for entry in entries if entry.id == said)
    return str(next(names, None) or said)


def _spoken(clause: Clause) -> str | None:
    table: Mapping[str, str] = SPOKEN
    return table.get(clause.name)


def _filled(operand: Operand, scope: Scope) -> Operand | None:
    return scope.context.fill(operand) if isinstance(operand, Ref) else operand


def _operand(operand: Operand, scope: Scope) -> str:
    if isinstance(operand, Ref):
        value = scope.context.fill(operand)
        if isinstance(value, Span):
            return when(value)
        return "it" if operand.path in ((), ("id",)) else f"the same {field_words('.'.join(operand.path))}"
    if isinstance(operand, Span):
        return when(operand)
    if isinstance(operand, bool):
        return "yes" if operand else "no"
    return str(operand)
