"""The options of a judgement where `--cycle` is among them: the cycle fixes the period and the rules.

Takes a request and the id of a cycle, gives the assessment of its period; options that would change what the cycle
fixed are a usage problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vprs.commands.cycle_folder import kept
from vprs.commands.cycle_loading import judge_cycle

if TYPE_CHECKING:
    from vprs.commands.options import Request
    from vprs.model import Assessment


def judge_in(request: Request, cycle: str) -> Assessment:
    """By the rules and for the period that the cycle fixed, as of its cut-off unless a day was given."""
    if request.period or request.rules or request.packs:
        said = f"cycle {cycle} has its own period and keeps the rules it opened with."
        raise click.UsageError(f"{said} Leave out --period, --rules and --pack, or --cycle.")
    held = kept(request.evidence)
    found = held.named(cycle)
    as_of = request.as_of if request.dated else None
    if as_of is not None and as_of < found.period.end:
        said = f"cycle {cycle} judges up to {found.period.end}, after the day of judgement, {as_of}."
        raise click.UsageError(f"{said} Choose a later --as-of, or leave it out: the cut-off is {found.cut_off}.")
    return judge_cycle(held, found, as_of=as_of)
