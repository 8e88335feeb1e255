"""`vprs cycle sign`: records that somebody signed a closed cycle, and draws the papers again once the sign-offs stand.

Takes role, decision, day and a name that the person types; writes signoffs.yaml and, when all have signed, `signed/`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from vprs.commands.cycle_dress import kept_dress
from vprs.commands.cycle_folder import Kept, refuse_unsealed, working
from vprs.commands.cycle_words import day_option, split, words
from vprs.commands.printing import print_lines
from vprs.cycle.files import read_values
from vprs.cycle.kept import CYCLE, CYCLES, PAPERS_KEPT, SIGNED, SIGNOFFS, Cycle, Seal, SignOff
from vprs.cycle.papers import from_values, signed_paper
from vprs.cycle.reading import read_signoffs
from vprs.cycle.signing import DECISIONS, order_of, refusals, role_meant, signatures, stand
from vprs.cycle.writing import SIGN_HEAD, signoffs_text
from vprs.evidence import read_evidence
from vprs.phrases import body_name, role_name
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.model import Organisation

LONGEST = 200  # characters of a name


@click.command(short_help="Record that a role signed a closed cycle.")
@words("[EVIDENCE] CYCLE")
@click.option(
    "--role", required=True, metavar="ROLE", help="Who signs: lsms, executive-lead, or the body that receives."
)
@click.option("--decision", required=True, type=click.Choice(DECISIONS), help="What was decided.")
@day_option("--on", "The day on which it was signed.", required=True)
@click.option(
    "--minute", default="", metavar="ID", help="Of the body that receives: the id of its minute in this folder."
)
@click.option("--name", default=None, metavar="NAME", help="The person's own name; asked for where it is not given.")
def command(words: tuple[str, ...], role: str, decision: str, on: date, minute: str, name: str | None) -> None:
    """Record a sign-off of a closed cycle: role, decision, day, and the digest of exactly what was signed.

    \b
    For example:
      vprs cycle sign my-trust 2026-H1 --role lsms --decision approve --on 2026-10-22
      vprs cycle sign my-trust 2026-H1 --role executive-lead --decision approve --on 2026-10-28
      vprs cycle sign my-trust 2026-H1 --role board --decision note --on 2026-11-05 --minute board-2026-11

    The order is the author, the executive lead, then the board by its minute; nobody signs twice. The name is typed by
    the person who signs. It stays in signoffs.yaml and goes into no paper. Once all have signed, the papers are written
    again without the word DRAFT, into the cycle's folder signed/.
    """
    evidence, (ident,) = split(words, 1, 1, "Which cycle?")
    if on > date.today():  # noqa: DTZ011  the day on the user's own calendar is what they mean
        raise click.UsageError(f"--on {on} has not come yet. Give the day on which it was signed.")
    with working(evidence) as held:
        cycle = held.named(ident)
        seal = _sealed(held, cycle)
        workspace = read_evidence(evidence)
        order = order_of(workspace.organisation, cycle)
        meant = role_meant(workspace.organisation, order, role)
        done = read_signoffs(evidence, cycle)
        typed = _name(name, f"{meant}, {decision}, {on}")
        new = SignOff(role=meant, name=typed, decision=decision, on=on, digest=seal.digest, minute=minute)
        found = next((each for each in workspace.records if each.id == minute), None) if minute else None
        if problems := list(refusals(new, done, order, cycle, seal, found)):
            raise InvalidInput(problems)
        everybody = (*done, new)
        files = {f"{cycle.folder}/{SIGNOFFS}": _appended(held, cycle, new)}
        stands = stand(everybody, order, seal)
        if stands:
            roles = called(workspace.organisation, order)
            files |= {
                f"{cycle.folder}/{SIGNED}/{name}": each
                for name, each in signed_files(held, cycle, everybody, roles).items()
            }
        held.commit(files)
    print_lines(_told(cycle, new, order, everybody, stands=stands))


def _sealed(held: Kept, cycle: Cycle) -> Seal:
    """The seal, where what it seals in the cycle's folder is still as it was: nobody signs anything else."""
    if not cycle.closed:
        said, hint = f"cycle {cycle.said} is open: there is nothing to sign.", "Close it first: vprs cycle close."
        raise InvalidInput([Problem(file=f"{cycle.place}/{CYCLE}", message=said, hint=hint)])
    seal = held.seal(cycle)
    own = (path for path in seal.files if path.startswith(f"{cycle.place}/"))
    refuse_unsealed(held, seal, own, when="at the close")
    return seal


def _name(given: str | None, what: str) -> str:
    if given is None:
        if not sys.stdin.isatty():
            click.echo(f"Signing as {what}.", err=True)
        try:
            given = click.prompt("Your name, typed by yourself", err=True)
        except click.Abort:
            raise click.UsageError("No name was typed. Type it when you are asked, or give --name.") from None
    name = " ".join(str(given).split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise click.UsageError(f"A name is a line of up to {LONGEST} readable characters.")
    return name


def _appended(held: Kept, cycle: Cycle, new: SignOff) -> bytes:
    """What stands in signoffs.yaml stays as it is; the new one is added below."""
    path = held.evidence / CYCLES / cycle.folder / SIGNOFFS
    if not path.exists():
        return signoffs_text([new]).encode()
    old = path.read_bytes()
    return old + (b"" if old.endswith(b"\n") else b"\n") + signoffs_text([new]).removeprefix(SIGN_HEAD).encode()


def signed_files(held: Kept, cycle: Cycle, done: tuple[SignOff, ...], roles: Mapping[str, str]) -> dict[str, bytes]:
    """The papers of the closed cycle without their draft marks, in every format; the same bytes every time."""
    from vprs.report import draw

    shown = f"{cycle.place}/{PAPERS_KEPT}"
    try:
        papers = from_values(read_values(held.folder(cycle) / PAPERS_KEPT, shown, "cycles/papers.json"))
    except ValueError as fault:
        hint = "Put it back as it was."
        raise InvalidInput([Problem(file=shown, message=f"it holds no papers: {fault}.", hint=hint)]) from None
    signed = {name: signed_paper(paper, signatures(done), roles) for name, paper in papers.items()}
    return draw(signed, dress=kept_dress(held, cycle))


def called(organisation: Organisation, order: tuple[str, ...]) -> dict[str, str]:
    return {
        **{role: role_name(organisation, role) for role in order[:-1]},
        order[-1]: body_name(organisation, order[-1]) or order[-1],
    }


def _told(
    cycle: Cycle, new: SignOff, order: tuple[str, ...], done: tuple[SignOff, ...], *, stands: bool
) -> Iterator[str]:
    yield f"Signed: cycle {cycle.said}, {new.role}: {new.decision}, {new.on}."
    yield f"  Of seal {new.digest[:16]}; recorded in {cycle.place}/{SIGNOFFS}."
    waiting = [role for role in order if role not in {each.role for each in done}]
    if stands:
        yield f"The sign-offs stand. The papers without the word DRAFT are in {cycle.place}/{SIGNED}/."
    elif new.decision == "reject":
        yield f"It was rejected and stays a draft. Correct it: vprs cycle open {cycle.id} --revise."
    elif waiting:
        yield f"It stays a draft until these have signed: {', '.join(waiting)}."
    else:
        yield "All have signed, but not all approved, so it stays a draft."
