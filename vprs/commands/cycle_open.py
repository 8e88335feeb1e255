"""`vprs cycle open`: begins a half-year, fixes its rules, takes over what the one before left open.

Takes the days and packs, writes `cycles/ID/`; prints what was fixed and what came over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from vprs.commands import cycle_loading as loading
from vprs.commands.cycle_folder import Kept, frozen_values, working
from vprs.commands.cycle_words import day_option, split, words
from vprs.commands.loading import read_rules
from vprs.commands.options import PACKS, RULES, Day, FirstDay
from vprs.commands.printing import print_lines
from vprs.cycle.kept import RULES as KEPT_RULES
from vprs.cycle.kept import Cycle
from vprs.cycle.opening import Asked, carried, confirmed_after, files_of, last_closed, opened, rested_on, revised
from vprs.dates import Period
from vprs.evidence import read_evidence
from vprs.evidence.names import gather_names
from vprs.model import Organisation, Pack
from vprs.problem import InvalidInput, Problem, nearest


@click.command(short_help="Begin a half-year, and fix the rules it is judged by.")
@words("[EVIDENCE] CYCLE")
@click.option("--from", type=FirstDay(), metavar="DATE", help="First day of what is judged, like 2026-04-01.")
@click.option("--to", type=Day(), metavar="DATE", help="Last day of what is judged, like 2026-09-30.")
@day_option("--cut-off", "The day as of which it is judged: on or after the last day.")
@day_option("--board", "The day on which the board receives the statement.")
@click.option("--body", metavar="ID", help="The body that receives it. Default: the body of level board.")
@click.option("--revise", is_flag=True, help="Correct a closed cycle: opens its next revision, by the same rules.")
@click.option("--reason", default="", metavar="TEXT", help="With --revise: why the closed one is wrong.")
@RULES
@PACKS
def command(
    words: tuple[str, ...],
    cut_off: date | None,
    board: date | None,
    body: str | None,
    revise: bool,
    reason: str,
    rules: tuple[Path, ...],
    packs: tuple[str, ...],
    **days: date | None,
) -> None:
    """Open a cycle: its period, the day as of which it is judged, the board that receives it, its rules.

    \b
    For example:
      vprs cycle open my-trust 2026-H1 --from 2026-04-01 --to 2026-09-30 --cut-off 2026-10-20 --board 2026-11-05
      vprs cycle open my-trust 2026-H1 --revise --reason "an incident export was incomplete"

    The rules are copied into the cycle, which keeps them: a later version of vprs or of a pack changes nothing in it.
    Open actions and links to evidence come over from the cycle before; judgements are carried forward, not
    re-confirmed, and none of them is valid until somebody makes it again.
    """
    evidence, (ident,) = split(words, 1, 1, "Which cycle?")
    with working(evidence) as held:
        if revise:
            cycle, kept_packs = _revision(held, ident, reason, rules, packs)
        else:
            organisation = read_evidence(evidence).organisation
            asked = Asked(
                id=ident,
                period=Period(_given(days["from"], "--from"), _given(days["to"], "--to")),
                cut_off=_given(cut_off, "--cut-off"),
                board_body=_body(organisation, body),
                board_date=_given(board, "--board"),
            )
            kept_packs = read_rules(rules, packs or organisation.packs)
            cycle = opened(asked, held.cycles, kept_packs)
            cycle = _with_carried(held, cycle, kept_packs)
        held.commit(files_of(cycle, _rule_bytes(kept_packs)))
    print_lines(_told(cycle))


def _given(day: date | None, option: str) -> date:
    if day is None:
        raise click.UsageError(f"{option} is missing. Give a day, like {option} 2026-09-30.")
    return day


def _body(organisation: Organisation, named: str | None) -> str:
    """The id of the body that is named, or of the one that is the board."""
    bodies = organisation.lists.get("bodies", ())
    if named is None:
        boards = [each.id for each in bodies if each.fields.get("level") == "board"]
        return boards[0] if boards else "board"
    if found := gather_names(organisation).resolve("body", named):
        return found
    ids = [each.id for each in bodies]
    hint = nearest(named, ids) or (f"Use one of: {', '.join(ids)}." if ids else "List it under bodies.")
    raise InvalidInput([Problem(file="--body", message=f"organisation.yaml knows no body '{named}'.", hint=hint)])


def _revision(
    held: Kept, ident: str, reason: str, rules: tuple[Path, ...], packs: tuple[str, ...]
) -> tuple[Cycle, tuple[Pack, ...]]:
    """The next revision, by the rules that the cycle keeps, or by others that are named: these may be the fault."""
    old = held.named(ident)
    seal = held.seal(old).digest if old.closed else ""
    if rules or packs:
        chosen = read_rules(rules, packs or tuple(pack.name for pack in old.packs))
        return revised(old, seal, reason, chosen), chosen
    return revised(old, seal, reason), loading.rules_of(held, old)


def _with_carried(held: Kept, cycle: Cycle, packs: tuple[Pack, ...]) -> Cycle:
    source, until = last_closed(cycle, held.cycles), confirmed_after(cycle, held.cycles)
    if source is None or until is None:
        return cycle
    frozen = rested_on(frozen_values(held, source))
    now = loading.judged(held, cycle, read_evidence(held.evidence), packs=packs)
    return replace(cycle, carried=carried(source, until, frozen, now))


def _rule_bytes(packs: tuple[Pack, ...]) -> dict[str, bytes]:
    """Every YAML file of the packs, by its path from the folder that holds them."""
    from vprs.rulebook.pages import read_files

    found = {}
    for pack in packs:
        root = Path(pack.root)
        for file in read_files(root, pack.name)[0]:
            found[f"{pack.name}/{file.place}"] = (root / file.place).read_bytes()
    return found


def _told(cycle: Cycle) -> Iterator[str]:
    yield f"Opened: cycle {cycle.said}, in {cycle.place}/"
    period = cycle.period
    yield f"  Judges {period.start} to {period.end}, as of {cycle.cut_off}; {cycle.board_body}, {cycle.board_date}."
    for pack in cycle.packs:
        place = f"{cycle.place}/{KEPT_RULES}/{pack.name}/"
        yield f"  Rules: {pack.name} {pack.version}, digest {pack.digest[:16]}, kept in {place}"
    if cycle.replaces:
        yield f"  Replaces revision {cycle.replaces.revision}: {cycle.replaces.reason}"
    if over := cycle.carried:
        count, linked = len(over.judgements), len(over.evidence)
        yield f"  From {over.source}: {len(over.actions)} open actions, links to evidence of {linked} requirements."
        yield f"  Judgements carried forward, not re-confirmed: {count}. None of them is valid until it is made again."
    yield "Next: gather evidence, then vprs cycle status."
