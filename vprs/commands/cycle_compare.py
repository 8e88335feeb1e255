"""`vprs cycle compare`: two closed cycles side by side, and why each requirement moved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from vprs.canonical import encode
from vprs.commands.cycle_editions import crosswalk
from vprs.commands.cycle_folder import Kept, frozen_values, kept, refuse_unsealed
from vprs.commands.cycle_words import split, words
from vprs.commands.printing import print_bytes, print_lines
from vprs.cycle.causes import Frozen, frozen
from vprs.cycle.kept import CYCLE, MANIFEST, Cycle
from vprs.cycle.movement import Move, compare
from vprs.moves import MOVES, UNCHANGED
from vprs.problem import InvalidInput, Problem

FORMAT = "vprs-compare/1"
WIDTH = 10


@click.command(short_help="Show what moved between two closed cycles, and why.")
@words("[EVIDENCE] A B")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to tell it.")
def command(words: tuple[str, ...], form: str) -> None:
    """Compare two closed cycles: what improved, what got worse, what is new or gone, and why.

    \b
    For example:
      vprs cycle compare my-trust 2025-H2 2026-H1

    The reason is one of: evidence changed (a record is new, altered or gone), time passed (the same records on a later
    day), rule changed (another file, by its digest), edition changed (another edition, by the crosswalk).
    """
    evidence, (first, second) = split(words, 2, 2, "Which two cycles?")
    held = kept(evidence)
    one, other = _frozen(held, held.named(first)), _frozen(held, held.named(second))
    moves = compare(one, other, crosswalk())
    if form == "json":
        print_bytes(encode(_values(one.cycle, other.cycle, moves)))
    else:
        print_lines(_lines(one.cycle, other.cycle, moves))


def _frozen(held: Kept, cycle: Cycle) -> Frozen:
    if not cycle.closed:
        said = f"cycle {cycle.said} is open, so it has come to nothing yet."
        raise InvalidInput([Problem(file=f"{cycle.place}/{CYCLE}", message=said, hint="Close it first.")])
    seal = held.seal(cycle)
    refuse_unsealed(held, seal, [f"{cycle.place}/{MANIFEST}"])
    content = (held.folder(cycle) / MANIFEST).read_bytes()
    return frozen(cycle, seal, frozen_values(held, cycle), json.loads(content))


def _lines(one: Cycle, other: Cycle, moves: tuple[Move, ...]) -> Iterator[str]:
    yield f"From cycle {one.said} (as of {one.cut_off}) to {other.said} (as of {other.cut_off}):"
    counts = Counter(each.move for each in moves)
    yield "  " + ", ".join(f"{counts[move]} {move}" for move in MOVES)
    for move in MOVES:
        chosen = [each for each in moves if each.move == move and (move != UNCHANGED or each.was != each.now)]
        if chosen:
            yield ""
            yield "Unchanged at its worst, but known less surely:" if move == UNCHANGED else f"{move.capitalize()}:"
            for each in chosen:
                yield f"  {each.requirement}  {each.title}"
                yield f"    {each.was or 'not there'} -> {each.now or 'not there'}"
                yield from (f"    {because.cause.capitalize()}: {because.what}" for because in each.why)


def _values(one: Cycle, other: Cycle, moves: tuple[Move, ...]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "from": {"id": one.id, "revision": one.revision, "as_of": one.cut_off.isoformat()},
        "to": {"id": other.id, "revision": other.revision, "as_of": other.cut_off.isoformat()},
        "counts": {move: sum(each.move == move for each in moves) for move in MOVES},
        "moves": [
            {
                "requirement": each.requirement,
                "former": each.former or None,
                "title": each.title,
                "move": each.move,
                "was": each.was or None,
                "now": each.now or None,
                "why": [{"cause": because.cause, "what": because.what} for because in each.why],
            }
            for each in moves
        ],
    }
