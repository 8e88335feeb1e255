"""`vprs rules verify-pack`: who compared which rule file with the official text, and when.

Takes a pack, a role and a day, adds to the pack's reviews.yaml, and marks pack.yaml once every file is agreed. What
people wrote in either file stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.options import RULES
from vprs.commands.printing import print_lines
from vprs.commands.saying import OneDay, Role, Words
from vprs.problem import InvalidInput, Problem, nearest

if TYPE_CHECKING:
    from vprs.model import Pack, Requirement
    from vprs.rulebook.pack import PackReading
    from vprs.rulebook.rewriting import NewReview

RESULTS = ("agreed", "changed", "rejected")

# Of these words one stands in every title of a role; a name of a person holds none.
ROLE_WORDS = frozenset(
    "ceo cfo cio cno coo hr "
    "accountant administrator advisor adviser analyst assistant assurance audit auditor board chair champion chief "
    "clerk clinician committee commissioner compliance consultant coordinator delivery deputy director doctor "
    "engineer executive governance governor group head inspector lead leader lsms lsmd manager matron midwife nurse "
    "office officer owner paramedic partner physician practitioner president quality registrar representative "
    "reviewer safety safeguarding secretary security solicitor specialist supervisor team trustee union".split()
)


@click.command("verify-pack", short_help="Record who compared a pack with the official text.")
@click.argument("pack", metavar="PACK or FOLDER")
@click.option("--role", required=True, type=Role(), metavar="ROLE", help="The role that compared it, such as lsms.")
@click.option("--on", "day", required=True, type=OneDay(), metavar="DATE", help="The day on which it was compared.")
@click.option(
    "--result", type=click.Choice(RESULTS), default="agreed", show_default=True, help="What came of the comparison."
)
@click.option(
    "--requirement",
    "wanted",
    multiple=True,
    metavar="PATH",
    help="The requirement that was compared, such as plan/strategy-endorsed; may be given again. Default: all.",
)
@click.option("--note", type=Words(), default=None, metavar="TEXT", help="Why, or what differs. Never a person's name.")
@RULES
def command(
    pack: str, role: str, day: date, result: str, wanted: tuple[str, ...], note: str | None, rules: tuple[Path, ...]
) -> None:
    """Record who compared the files of a pack with the official text, when, and what came of it.

    The record is kept in the pack's reviews.yaml, with the digest of each file as it is now: a file that changes later
    has to be compared again. Once every file is agreed, pack.yaml says verified: true and by whom, and every output
    says so too. A file that still says needs_review cannot be agreed: settle what it says first.

    \b
    For example:
      vprs rules verify-pack my-trust-vprs --role lsms --on 2026-11-05
      vprs rules verify-pack my-trust-vprs --role lsms --on 2026-11-05 --requirement plan/strategy --result rejected \\
        --note "The wording lacks a sentence."

    Exit code 0: recorded. 2: the pack, or what was asked, is at fault.
    """
    from vprs.commands.rules_places import one_pack
    from vprs.commands.rules_recording import new_reviews, record
    from vprs.rulebook import read_pack

    folder = one_pack(pack, rules)
    _refuse_installed(folder)
    reading = read_pack(folder)
    if reading.pack is None or reading.problems:
        raise InvalidInput(reading.problems)
    _refuse_role(role, reading.pack)
    chosen = _chosen(reading.pack, wanted)
    if result == "agreed":
        _refuse_unsettled(reading, chosen)
    reviews = new_reviews(reading, chosen, role=role, on=day, result=result, note=note or "")
    record(folder, reviews)
    print_lines(_told(folder, reviews, len(chosen)))


def _refuse_installed(folder: Path) -> None:
    """What came with vprs is replaced by its next version, and the reviews with it."""
    from vprs.rulebook.folders import is_installed

    if is_installed(folder):
        said = "this pack came with vprs, and what is recorded in it would be lost with the next version."
        hint = "Copy its folder into a folder of your own, and name that."
        raise InvalidInput([Problem(file=folder.name, message=said, hint=hint)])


def _refuse_role(role: str, pack: Pack) -> None:
    """A role that is nearly another, or that holds no word of which roles are made."""
    from vprs.rulebook.called import STARTER_ROLES
    from vprs.rulebook.lint_roles import nearly_same
    from vprs.rulebook.named import roles_of

    known = {*STARTER_ROLES, *roles_of([pack])}
    if role in known:
        return
    if (other := next((each for each in sorted(known) if nearly_same(role, each)), None)) is not None:
        raise click.BadParameter(f"'{role}' is nearly another role. Did you mean '{other}'?", param_hint="'--role'")
    if not ROLE_WORDS.intersection(role.split("-")):
        said = f"'{role}' does not look like a role. {nearest(role, known)}".rstrip()
        hint = "Write a role that organisation.yaml lists, such as lsms or internal-auditor, never a person's name."
        raise click.BadParameter(f"{said} {hint}", param_hint="'--role'")


def _chosen(pack: Pack, wanted: Sequence[str]) -> tuple[Requirement, ...]:
    """The requirements that were named, in the order of the pack; all where none was."""
    if not wanted:
        return pack.requirements
    there = {f"{each.phase}/{each.slug}": each for each in pack.requirements}
    problems = []
    found = set()
    for word in wanted:
        path = word.replace("\\", "/").removesuffix(".yaml")
        path = "/".join(path.split("/")[-2:])
        if path not in there:
            hint = nearest(path, there) or f"See vprs rules show {pack.name} for all of them."
            said = f"there is no requirement '{path}' in this pack."
            problems.append(Problem(file=pack.name, where="--requirement", message=said, hint=hint))
        found.add(path)
    if problems:
        raise InvalidInput(problems)
    return tuple(each for path, each in there.items() if path in found)


def _refuse_unsettled(reading: PackReading, chosen: Sequence[Requirement]) -> None:
    from vprs.rulebook.comparison import needs_review

    problems = []
    for requirement in filter(needs_review, chosen):
        tree = reading.trees[requirement.path]
        settled = [check.slug for check in requirement.checks if check.needs_review]
        path = ("needs_review",) if requirement.needs_review else ("checks", settled[0], "needs_review")
        said = "the file says that it needs review, so it cannot be agreed."
        hint = "Settle what the line says, take it out, then run this again; or record --result changed or rejected."
        problems.append(tree.problem(path, said, hint, at_key=True, where="needs_review"))
    if problems:
        raise InvalidInput(problems)


def _told(folder: Path, reviews: Sequence[NewReview], chosen: int) -> Iterator[str]:
    from vprs.commands.rules_told import verified_in_words
    from vprs.phrases import many
    from vprs.rulebook import read_pack
    from vprs.rulebook.pack import REVIEWS
    from vprs.verification import states_in_words

    pack = read_pack(folder).pack
    known = chosen - len(reviews)
    already = f"; {known} stood there already" if known else ""
    yield f"{many(len(reviews), 'review')} recorded in {folder / REVIEWS}{already}."
    if pack is not None:
        yield f"Of {many(len(pack.requirements), 'file')}: {states_in_words(pack.comparison)}."
        yield f"The pack is {verified_in_words(pack)}."
