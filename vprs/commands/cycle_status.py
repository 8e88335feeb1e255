"""`vprs cycle status`: where each phase of a half-year stands, and what is to be done next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click

from vprs.canonical import encode
from vprs.commands import cycle_loading as loading
from vprs.commands.cycle_folder import Kept, frozen_values, kept
from vprs.commands.cycle_words import split, words
from vprs.commands.printing import print_bytes, print_lines
from vprs.cycle.kept import Cycle
from vprs.cycle.opening import carried_judgements
from vprs.cycle.reading import read_signoffs
from vprs.cycle.signing import order_of, stand
from vprs.model import Assessment, Outcome
from vprs.phrases import LEVELS, OUTCOMES, many, phase_word

FORMAT = "vprs-cycle-status/1"
SHOWN = 10  # problems or judgements in a list; the rest are counted


@click.command(short_help="Show where each phase of a cycle stands.")
@words("[EVIDENCE] [CYCLE]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to tell it.")
def command(words: tuple[str, ...], form: str) -> None:
    """Show where each phase of a cycle stands, what keeps it from being closed, and who has signed.

    \b
    For example:
      vprs cycle status my-trust
      vprs cycle status my-trust 2026-H1

    An open cycle is judged by its own rules as of its cut-off, by the evidence that is there now. A closed one is shown
    as it was closed.
    """
    evidence, ids = split(words, 0, 1, "Which cycle?")
    held = kept(evidence)
    chosen = [held.named(ids[0])] if ids else list(held.cycles)
    told = [_values(held, cycle) for cycle in chosen]
    if form == "json":
        print_bytes(encode({"format": FORMAT, "cycles": told}))
        return
    if not told:
        print_lines(["There is no cycle yet. Begin one: vprs cycle open --help"])
    for number, each in enumerate(told):
        print_lines([""] if number else [])
        print_lines(_lines(each))


def _values(held: Kept, cycle: Cycle) -> dict[str, Any]:
    """Everything that is told of one cycle."""
    return {
        "id": cycle.id,
        "revision": cycle.revision,
        "status": cycle.status,
        "period": {"start": cycle.period.start.isoformat(), "end": cycle.period.end.isoformat()},
        "cut_off": cycle.cut_off.isoformat(),
        "board": {"body": cycle.board_body, "date": cycle.board_date.isoformat()},
        "packs": [{"name": pack.name, "version": pack.version, "digest": pack.digest} for pack in cycle.packs],
        "replaces": cycle.replaces.revision if cycle.replaces else None,
        **(_closed(held, cycle) if cycle.closed else _open(loading.judge_cycle(held, cycle))),
    }


def _open(now: Assessment) -> dict[str, Any]:
    from vprs.report.assessment_json import summary

    facts = [opinion.facts for opinion in now.opinions]
    return {
        **summary(now),
        "opinions": {opinion.pack: opinion.level for opinion in now.opinions},
        "overdue_actions": max((each["overdue_actions"] for each in facts), default=0),
        "unowned_actions": max((each["unowned_actions"] for each in facts), default=0),
        "carried_judgements": list(carried_judgements(now)),
        "problems": [str(problem) for problem in now.workspace.problems],
        "records": len(now.workspace.records),
    }


def _closed(held: Kept, cycle: Cycle) -> dict[str, Any]:
    frozen, seal, done = frozen_values(held, cycle), held.seal(cycle), read_signoffs(held.evidence, cycle)
    order = order_of(held.organisation(), cycle)
    signed = {each.role for each in done}
    return {
        **frozen["summary"],
        "opinions": {each["pack"]: each["level"] for each in frozen["opinions"]},
        "fingerprint": seal.fingerprint,
        "accepted": [{"file": each.file, "by": each.by, "on": each.on.isoformat()} for each in seal.accepted],
        "signoffs": [{"role": each.role, "decision": each.decision, "date": each.on.isoformat()} for each in done],
        "waiting_for": [role for role in order if role not in signed],
        "rejected": any(each.decision == "reject" for each in done),
        "signed": stand(done, order, seal),
    }


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    name = told["id"] if told["revision"] == 1 else f"{told['id']}, revision {told['revision']}"
    yield f"Cycle {name}: {told['status']}"
    period, board = told["period"], told["board"]
    yield f"  Judges {period['start']} to {period['end']}, as of {told['cut_off']}; {board['body']}, {board['date']}."
    yield from (f"  Rules: {pack['name']} {pack['version']} ({pack['digest'][:16]})" for pack in told["packs"])
    if told["status"] == "open":
        yield "  By the evidence that is there now, judged as of the cut-off:"
    yield from (f"    {phase_word(phase)}: {_counts(counts)}" for phase, counts in told["by_phase"].items())
    yield from (f"    Opinion by {pack}: {LEVELS[level]}" for pack, level in told["opinions"].items())
    yield from _of_closed(told) if told["status"] == "closed" else _of_open(told)


def _counts(counts: Mapping[str, int]) -> str:
    found = Counter(counts)
    return ", ".join(f"{found[each]} {OUTCOMES[each].lower()}" for each in Outcome if found[each]) or "no requirement"


def _of_open(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"  Actions: {told['overdue_actions']} overdue, {told['unowned_actions']} without an owner."
    if carried := told["carried_judgements"]:
        yield f"  Carried forward, not re-confirmed: {many(len(carried), 'judgement')}. None is valid until made again:"
        yield from _listed(carried)
    if not told["records"]:
        yield "  It cannot be closed yet: the folder holds no evidence."
    elif problems := told["problems"]:
        yield f"  It cannot be closed yet: {many(len(problems), 'problem')} in the evidence:"
        yield from _listed(problems)
    else:
        yield "  No problem in the evidence keeps it from being closed."
    yield f"  Next: vprs cycle close, on {told['cut_off']} or later."


def _of_closed(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"  Fingerprint of the seal: {told['fingerprint']}"
    yield from (f"  Lost and accepted: {each['file']}, by {each['by']} on {each['on']}" for each in told["accepted"])
    for each in told["signoffs"]:
        yield f"  Signed: {each['role']}, {each['decision']}, {each['date']}"
    if told["signed"]:
        yield "  The sign-offs stand."
    elif told["rejected"]:
        yield f"  It was rejected. Next: vprs cycle open {told['id']} --revise."
    elif told["waiting_for"]:
        yield f"  A draft until these have signed: {', '.join(told['waiting_for'])}. Next: vprs cycle sign."
    else:
        yield "  A draft: all have signed, but not all approved."


def _listed(texts: list[str]) -> Iterator[str]:
    yield from (f"    {text}" for text in texts[:SHOWN])
    if (rest := len(texts) - SHOWN) > 0:
        yield f"    and {rest} more"
