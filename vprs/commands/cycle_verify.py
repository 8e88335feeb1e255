"""`vprs cycle verify`: whether closed cycles are still as they were closed, and what leans on whatever is not.

Takes closed cycles, prints or gives as JSON what was found; exit code 1 where anything sealed is not as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from vprs import __version__
from vprs.canonical import encode
from vprs.commands.cycle_folder import Kept, kept
from vprs.commands.cycle_rejudging import Rejudged, rejudge
from vprs.commands.cycle_sign import called, signed_files
from vprs.commands.cycle_verified import Verified, as_values, lines
from vprs.commands.cycle_words import split, words
from vprs.commands.printing import print_bytes, print_lines
from vprs.commands.progress import progress
from vprs.cycle.files import read_values
from vprs.cycle.kept import ASSESSMENT, CYCLE, CYCLES, MANIFEST, SEAL, SIGNED, Cycle, Seal
from vprs.cycle.reading import read_signoffs
from vprs.cycle.sealing import digests_below
from vprs.cycle.signing import order_of, stand
from vprs.cycle.verifying import ADDED, Leaning, chain_faults, changes, leaning_of, seal_faults, signoff_faults
from vprs.evidence.files import read_files
from vprs.evidence.walk import walk
from vprs.problem import InvalidInput, Problem


@click.command(short_help="Show whether closed cycles are still as they were closed.")
@words("[EVIDENCE] [CYCLE]")
@click.option("--fingerprint", default="", metavar="HEX", help="The fingerprint that the minutes have; needs a CYCLE.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to tell it.")
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], fingerprint: str, form: str) -> None:
    """Hold closed cycles against their seals: rules, evidence, papers, sign-offs, and the chain of seals.

    \b
    For example:
      vprs cycle verify my-trust
      vprs cycle verify my-trust 2026-H1 --fingerprint 94d3d4be5307ba7d

    It says what was modified, added or removed since, which requirements lean on it, and judges the period again by the
    cycle's own rules to see that the same bytes come out. Exit code 0: everything sealed is as it was; files of
    evidence added since are told, and change nothing that was sealed. 1: something is not. 2: nothing is closed yet.
    """
    evidence, ids = split(words, 0, 1, "Which cycle?")
    held = kept(evidence)
    if fingerprint and not ids:
        raise click.UsageError("--fingerprint is that of one cycle. Name the cycle as well.")
    sealed = _sealed(held)
    chosen = [held.named(ids[0])] if ids else [cycle for cycle, _ in sealed]
    if ids and not any(cycle == chosen[0] for cycle, _ in sealed):
        said, hint = f"cycle {chosen[0].said} is open: it has no seal yet.", "Close it first: vprs cycle close."
        raise InvalidInput([Problem(file=f"{chosen[0].place}/{CYCLE}", message=said, hint=hint)])
    if not chosen:
        said, hint = "there is no closed cycle to verify.", "Close one first: vprs cycle close."
        raise InvalidInput([Problem(file=CYCLES, message=said, hint=hint)])
    now = _evidence_digests(evidence)
    chain = tuple(chain_faults(sealed)) + tuple(_unknown_folders(held))
    found = []
    with progress() as say:
        for cycle, seal in sealed:
            if cycle in chosen:
                say(f"Judging cycle {cycle.said} again")
                found.append(_verify(held, cycle, seal, now, fingerprint))
    if form == "json":
        print_bytes(encode(as_values(found, chain)))
    else:
        print_lines(lines(found, chain))
    ctx.exit(1 if chain or not all(each.whole for each in found) else 0)


def _sealed(held: Kept) -> list[tuple[Cycle, Seal]]:
    """Every cycle with its seal; one that is closed and has none is at fault."""
    return [(cycle, held.seal(cycle)) for cycle in held.cycles if cycle.closed or (held.folder(cycle) / SEAL).exists()]


def _unknown_folders(held: Kept) -> Iterator[str]:
    known = {cycle.folder for cycle in held.cycles}
    cycles = held.evidence / CYCLES
    for folder in sorted(cycles.iterdir()) if cycles.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in known:
            yield f"{CYCLES}/{folder.name} has no {CYCLE}, so it is no cycle any more."


def _evidence_digests(evidence: Path) -> dict[str, str]:
    files = read_files(walk(evidence), lambda _: None)
    return {path: found.sha256 for path, found in files.found.items()}


def _own_digests(held: Kept, cycle: Cycle) -> dict[str, str]:
    return {f"{cycle.place}/{path}": digest for path, digest in digests_below(held.folder(cycle)).items()}


def _verify(held: Kept, cycle: Cycle, seal: Seal, now: dict[str, str], fingerprint: str) -> Verified:
    faults = list(seal_faults(seal, cycle, fingerprint))
    leaning, frozen = _frozen(held, cycle, faults)
    found = changes(seal, now | _own_digests(held, cycle), cycle, leaning)
    added = frozenset(each.path for each in found if each.how == ADDED and not each.ours)
    again = Rejudged(why_not="what was frozen cannot be read.") if frozen is None else None
    again = again or rejudge(held, cycle, seal, added, frozen or {}, __version__)
    if again.cited:
        found = tuple(
            replace(each, leaning=again.cited.get(each.path, ())) if each.path in added else each for each in found
        )
    done, signed_faults = _signed(held, cycle, seal)
    return Verified(
        cycle=cycle,
        seal=seal,
        faults=(*faults, *signed_faults),
        changed=found,
        again=again,
        signed=done,
    )


def _frozen(held: Kept, cycle: Cycle, faults: list[str]) -> tuple[Leaning, dict[str, Any] | None]:
    try:
        assessment = read_values(held.folder(cycle) / ASSESSMENT, f"{cycle.place}/{ASSESSMENT}", "assessment.json")
        manifest = json.loads((held.folder(cycle) / MANIFEST).read_text("utf-8"))
        return leaning_of(assessment, manifest), assessment
    except InvalidInput as error:
        faults.extend(str(problem) for problem in error.problems[:1])
    except (OSError, ValueError, KeyError, TypeError):
        faults.append(f"{cycle.place}/{MANIFEST} cannot be read.")
    return Leaning(by_path={}), None


def _signed(held: Kept, cycle: Cycle, seal: Seal) -> tuple[tuple[tuple[str, str, str], ...], Sequence[str]]:
    """Role, decision and day of every sign-off; and what is wrong with them or with the papers drawn from them."""
    try:
        done = read_signoffs(held.evidence, cycle)
        faults = list(signoff_faults(done, cycle, seal))
        told = tuple((each.role, each.decision, each.on.isoformat()) for each in done)
        organisation = held.organisation()
        order = order_of(organisation, cycle)
        folder = held.folder(cycle) / SIGNED
        there = {path.name: path.read_bytes() for path in folder.glob("*")} if folder.is_dir() else {}
        wanted = signed_files(held, cycle, done, called(organisation, order)) if stand(done, order, seal) else {}
        differing = (name for name in sorted(there.keys() | wanted.keys()) if there.get(name) != wanted.get(name))
        faults += [f"{cycle.place}/{SIGNED}/{name} is not what the sign-offs give." for name in differing]
    except InvalidInput as error:
        return (), [str(problem) for problem in error.problems]
    return told, faults
