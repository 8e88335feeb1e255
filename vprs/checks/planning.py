"""What is known of a selector before any record is asked: which it finds, which are to be asked one by one.

Takes a selector as a form asks it and a context, gives a `Plan`, made once for each. A long register is sorted by its
columns here; whoever sorts the rest asks record by record.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.columns import Bits, positions
from vprs.checks.conditions import Asked, holding, unsettled
from vprs.checks.context import Context
from vprs.checks.linking import Link, links_of
from vprs.checks.narrowing import is_paired, matching
from vprs.checks.selection import Selection
from vprs.model import Record, Selector, Window

TURNED, OPEN, SURE = 0, 1, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A selector as it is asked in a context, with the kind's records in order.

    sure     the records that it finds, as far as it asks for no other of a pair
    open     those that have to be asked one by one; the rest is turned away
    other    those that are of other words for certain
    paired   whether it asks for the other of a pair
    links    clauses by which the other of a pair leads to few records; alone: one of them is all that it asks of it
    marks    with links, for every record whether it is TURNED, OPEN or SURE
    nothing  what it finds where a link leads to no record
    """

    asked: Asked
    records: tuple[Record, ...]
    sure: Bits
    open: Bits
    other: Bits
    paired: bool
    links: tuple[Link, ...]
    alone: bool
    marks: bytes
    nothing: Selection


def plan_of(
    selector: Selector, context: Context, population: bool, current_default: bool, window_default: Window | None
) -> Plan:
    """The plan of a selector, as `select` is asked."""
    key = ("plan", id(selector), population, current_default, window_default)
    known: tuple[Selector, Plan] | None = context.matches.get(key)
    if known is None:
        by_default = current_default and context.kinds[selector.kind].has_validity
        asked = Asked(
            selector=selector,
            population=population,
            window=context.window(selector.window or window_default),
            in_force=by_default if selector.current is None else selector.current,
        )
        if asked not in context.matches:  # another check may ask the same in so many words
            context.matches[asked] = _planned(asked, context)
        known = (selector, context.matches[asked])
        context.matches[key] = known  # holding the selector keeps its id from being given to another
    return known[1]


def _planned(asked: Asked, context: Context) -> Plan:
    kind, records = asked.selector.kind, context.records.get(asked.selector.kind, ())
    sure, other, paired = _by_words(asked, context, (1 << len(records)) - 1)
    beside = holding(asked, context)
    sure &= beside.yes
    open_ = ((1 << len(records)) - 1) & ~(other | beside.no | sure)
    links = tuple(links_of(asked.selector, context))
    return Plan(
        asked=asked,
        records=records,
        sure=sure,
        open=open_,
        other=other,
        paired=bool(paired),
        links=links,
        alone=paired == 1 and len(links) == 1 and links[0].alone,
        marks=_marks(sure, open_, len(records)) if links else b"",
        nothing=Selection(lost=context.lost_of(kind)),
    )


def _by_words(asked: Asked, context: Context, every: Bits) -> tuple[Bits, Bits, int]:
    """The records that match all clauses but those for pairs, those of other words, and how many clauses are for pairs.

    A record that may also be otherwise is of other words for nobody until it was asked in each way.
    """
    kind, population = asked.selector.kind, asked.population
    sure, other, paired, unsure = every, 0, 0, unsettled(kind, context)
    for clause in asked.selector.where:
        if is_paired(clause):
            paired += 1
            continue
        words = matching(clause, kind, context, population=population)
        sure, other = sure & words.yes, other | (words.no & ~unsure)
    return sure, other, paired


def _marks(sure: Bits, open_: Bits, size: int) -> bytes:
    marks = bytearray(size)
    for bits, mark in ((sure, SURE), (open_, OPEN)):
        for place in positions(bits):
            marks[place] = mark
    return bytes(marks)
