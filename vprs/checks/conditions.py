"""What a selector may ask of a record beside its words: not a draft, in a window, in force, young enough, received.

Takes a selector as it is asked and a context; gives the `Match`es of one record, or for all records of the kind at once
which certainly hold and which certainly do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vprs.checks.columns import ID, Bits, Path, Told, bits_of, told
from vprs.checks.context import Context, once
from vprs.checks.matching import Match
from vprs.checks.validity import current, in_window, is_draft, received, young_enough
from vprs.dates import Period
from vprs.model import Reason, Record, Selector


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A selector as a form asks it: of a population or as evidence, within which days, whether in force."""

    selector: Selector
    population: bool
    window: Period | None
    in_force: bool


def conditions(asked: Asked, record: Record, context: Context) -> list[Match]:
    """What is asked beside words, in the order in which a reason is given."""
    selector, parts = asked.selector, list[Match]()
    if record.id in context.hazy:
        parts.append(Match(None, Reason.AMBIGUOUS_DATE, context.kinds[record.kind].dated_by))
    if is_draft(record):
        parts.append(Match(False, Reason.UNAPPROVED, "status"))
    if asked.window is not None:
        parts.append(in_window(record, asked.window, context, selector.date, population=asked.population))
    if asked.in_force:
        parts.append(current(record, context, open_ended=selector.open_ended))
    if selector.max_age is not None:
        parts.append(young_enough(record, selector.max_age, context, selector.date, population=asked.population))
    if selector.received_by:
        parts.append(received(record, selector.received_by, context))
    return parts


def holding(asked: Asked, context: Context) -> Told:
    """The records for which all of it holds, and those for which some of it does not.

    Those that may also be otherwise, and those whose own day is not certain, are in neither: they are asked one by one.
    """
    kind, unsure = asked.selector.kind, unsettled(asked.selector.kind, context)
    yes, no = (1 << len(context.records.get(kind, ()))) - 1, 0
    for part in _parts(asked, context):
        yes, no = yes & part.yes, no | part.no
    return Told(yes=yes & ~unsure, no=no & ~unsure)


def unsettled(kind: str, context: Context) -> Bits:
    """The records of the kind that may also be otherwise, or whose own day is not certain."""

    def find() -> Bits:
        records = context.records.get(kind, ())
        names = context.hazy | context.otherwise.keys()
        numbers = (number for number, record in enumerate(records) if record.id in names) if names else ()
        return bits_of(numbers, len(records))

    return once(context.shared, ("unsettled", kind), find)


def _parts(asked: Asked, context: Context) -> Iterator[Told]:
    """Each condition by itself, asked once for all records that hold the same in the fields that decide it."""
    selector, kind, window, max_age = asked.selector, asked.selector.kind, asked.window, asked.selector.max_age
    spec, population = context.kinds[kind], asked.population
    own: Path = tuple((selector.date or spec.dated_by).split("."))

    def part(name: object, paths: tuple[Path, ...], ask: Callable[[Record], bool | None]) -> Told:
        return once(context.shared, (name, kind, selector.date, population), lambda: told(kind, paths, context, ask))

    yield part("draft", (("status",),), lambda record: not is_draft(record))
    if window is not None:
        days = (own, ("period", "end"))
        yield part(
            ("window", window),
            days,
            lambda record: in_window(record, window, context, selector.date, population=population).truth,
        )
    if asked.in_force:
        yield _in_force(selector, context)
    if max_age is not None:
        yield part(
            ("max_age", max_age),
            (own,),
            lambda record: young_enough(record, max_age, context, selector.date, population=population).truth,
        )
    if selector.received_by:
        yield told(kind, (ID,), context, lambda record: received(record, selector.received_by, context).truth)


def _in_force(selector: Selector, context: Context) -> Told:
    """Of most kinds the ends of validity decide; a document has more to it, and what may be superseded has, too."""
    kind, spec = selector.kind, context.kinds[selector.kind]
    ends = (tuple(name.split(".")) for name in (spec.valid_from, spec.valid_to) if name)
    each = kind == "document" or any(record.id in context.superseders for record in context.records.get(kind, ()))
    paths = (ID,) if each else (*ends, ("extensions", "to"))
    return once(
        context.shared,
        ("in force", kind, selector.open_ended),
        lambda: told(kind, paths, context, lambda one: current(one, context, open_ended=selector.open_ended).truth),
    )
