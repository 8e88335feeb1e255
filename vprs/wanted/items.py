"""Items of evidence that packs ask to see, from their checks: what is known of each, and what is asked of it besides.

Takes packs, gives items, those for the gravest requirements first. Two checks that ask for the same sort of thing (the
board's minutes, the strategy) ask for one item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vprs.kinds import KindSpec, read_kinds
from vprs.model import Check, Clause, Every, Form, OfOrganisation, Pack, Ratio, Requirement
from vprs.wanted.asking import Wanted, wanted_by
from vprs.wanted.wording import asked_in_words

SEVERITIES = ("high", "medium", "low")
# Fields that say which thing it is. Whatever else is asked (a decision, a status, a rating) is for its reader to find.
TELLING = frozenset("topics body role statement course name recipient register standard subject".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A check that asks for an item, in the requirement that it belongs to."""

    requirement: Requirement
    check: Check


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One sort of thing to collect.

    known   field -> the words that say which thing it is, of the closed and the open vocabularies alike
    asked   field (dotted where nested) -> what checks ask of it, in words
    whole   whether somebody must declare a register of this kind complete
    by      the checks that ask for it, those of the gravest requirements first
    """

    kind: str
    known: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: bool = False
    by: tuple[Asking, ...] = ()

    @property
    def spec(self) -> KindSpec:
        return read_kinds()[self.kind]

    @property
    def severity(self) -> str:
        return min((each.requirement.severity for each in self.by), key=SEVERITIES.index)

    @property
    def name(self) -> str:
        """`document: policy, violence-prevention`."""
        words = [word for given in self.known.values() for word in given]
        return f"{self.kind}: {', '.join(words)}" if words else self.kind


def wanted_items(packs: Sequence[Pack], applies: Callable[[Requirement], bool] = lambda _: True) -> tuple[Item, ...]:
    """Every item that a check of these packs asks for, the gravest first, then as the packs have them."""
    found: dict[tuple[object, ...], Item] = {}
    asking = [
        Asking(requirement=each, check=check)
        for pack in packs
        for each in pack.requirements
        if applies(each)
        for check in each.checks
    ]
    for each in sorted(asking, key=lambda one: SEVERITIES.index(one.requirement.severity)):
        for wanted in wanted_by(each.check.form):
            item = _item(wanted, each)
            key = (item.kind, tuple(sorted(item.known.items())))
            found[key] = _joined(found[key], item) if key in found else item
    return tuple(found.values())


def _item(wanted: Wanted, asking: Asking) -> Item:
    kind = read_kinds()[wanted.selector.kind]
    known: dict[str, tuple[str, ...]] = {}
    asked: dict[str, tuple[str, ...]] = {}
    for clause in wanted.selector.where:
        words = _telling(clause, kind)
        if words:
            known[clause.field[0]] = words
        else:
            asked[clause.name] = (asked_in_words(clause, kind, wanted.other),)
    for name, said in wanted.fields.items():
        asked[name] = (*asked.get(name, ()), said)
    return Item(kind=kind.name, known=known, asked=asked, whole=wanted.whole, by=(asking,))


def _telling(clause: Clause, kind: KindSpec) -> tuple[str, ...]:
    """The words of a field that says which thing it is; none where several would do, or where it is no such field."""
    if len(clause.field) != 1 or clause.field[0] not in {*TELLING, kind.type_field}:
        return ()
    fitting = [each for each in clause.matchers if each.operator == "all_of" or len(each.operands) == 1]
    words = [word for each in fitting if each.operator in ("is", "one_of", "all_of") for word in each.operands]
    if len(fitting) != len(clause.matchers) or not all(isinstance(word, str) for word in words):
        return ()
    return tuple(str(word) for word in words)


def _joined(one: Item, other: Item) -> Item:
    asked = {name: _both(one.asked.get(name, ()), other.asked.get(name, ())) for name in {**one.asked, **other.asked}}
    by = one.by if other.by[0] in one.by else (*one.by, *other.by)
    return Item(kind=one.kind, known=one.known, asked=asked, whole=one.whole or other.whole, by=by)


def _both(some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def asked_lists(packs: Sequence[Pack]) -> tuple[str, ...]:
    """The lists of organisation.yaml that checks go through: sites, staff_groups ..."""
    forms = [check.form for pack in packs for each in pack.requirements for check in each.checks]
    return tuple(sorted({name for form in forms for name in _lists(form)}))


def _lists(form: Form) -> Iterator[str]:
    if isinstance(form, Every | Ratio) and isinstance(form.of, OfOrganisation):
        yield form.of.name
