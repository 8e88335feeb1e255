"""`vprs rules`: what the rules are, whether they are sound, and whether they do what their examples say.

Takes packs by name or folder, gives text or JSON on standard output and an exit code. Reading is done in
`vprs.rulebook`, examples are run in `rules_trials`; here it is only told.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vprs.commands.completing import packs_and_requirements
from vprs.commands.options import RULES
from vprs.commands.progress import progress
from vprs.commands.rules_diff import command as diff_command
from vprs.commands.rules_doc import command as doc_command
from vprs.commands.rules_from_table import command as from_table_command
from vprs.commands.rules_import import command as import_command
from vprs.commands.rules_table import command as table_command
from vprs.commands.rules_verify import command as verify_command

if TYPE_CHECKING:
    from vprs.problem import Problem
    from vprs.rulebook.pack import PackReading

PACKS = click.argument("packs", nargs=-1, metavar="[PACK or FOLDER]...", shell_complete=packs_and_requirements)
FORMAT = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to tell it."
)


@click.group(short_help="Show, check and test the rules.")
def command() -> None:
    """Show, check, test and make the rules by which evidence is judged.

    A pack is a folder of rules: one edition of a standard, or one document. Each command takes packs by name or by
    folder, and all packs where none is named.

    \b
    For example:
      vprs rules list
      vprs rules show vprs-2020/plan/strategy-endorsed
      vprs rules lint my-rules/our-strategy
      vprs rules test vprs-2020
      vprs rules doc vprs-2020 --out review
      vprs rules diff old-rules/our-strategy my-rules/our-strategy
      vprs rules import standard.xlsx --pack my-trust-vprs
      vprs rules verify-pack my-trust-vprs --role lsms --on 2026-11-05
      vprs rules from-table monitoring.xlsx --pack my-trust-monitoring
      vprs rules table my-trust-monitoring
    """


command.add_command(diff_command)
command.add_command(doc_command)
command.add_command(from_table_command)
command.add_command(import_command)
command.add_command(table_command)
command.add_command(verify_command)


@command.command("list", short_help="Which packs there are.")
@PACKS
@RULES
@FORMAT
def list_packs(packs: tuple[str, ...], rules: tuple[Path, ...], form: str) -> None:
    """List packs: title, edition, whether verified against the official text, and requirements by phase."""
    from vprs.commands.rules_reading import sound_packs
    from vprs.commands.rules_told import list_as_data, list_lines

    found = sound_packs(packs, rules)
    _tell(form, {"format": "vprs-rules-list/1", "packs": [list_as_data(each) for each in found]}, list_lines(found))


@command.command(short_help="A pack or a requirement in plain English.")
@click.argument("names", nargs=-1, metavar="[PACK or REQUIREMENT]...", shell_complete=packs_and_requirements)
@RULES
def show(names: tuple[str, ...], rules: tuple[Path, ...]) -> None:
    """Show a pack, or one requirement, in plain English: what it asks, where it comes from, when it is met.

    A requirement is named by its pack, phase and name: vprs-2020/plan/strategy-endorsed. Without a name, every
    requirement of every pack is shown.
    """
    from vprs.commands.printing import print_lines
    from vprs.commands.rules_show import show_all_lines, show_lines

    for name in names:
        print_lines(show_lines(name, rules))
    if not names:
        print_lines(show_all_lines(rules))


@command.command(short_help="Find what is wrong or doubtful in rule files.")
@PACKS
@RULES
@click.pass_context
def lint(ctx: click.Context, packs: tuple[str, ...], rules: tuple[Path, ...]) -> None:
    """Find everything that is wrong or doubtful in rule files, each with its file, line and remedy.

    Where a crosswalk lies beside the packs, it is checked too, and what has no counterpart is named. Rules that say of
    themselves that they need review are noted too; a note is no problem.

    Exit code 0: no problem found. 1: something was found. 2: there is no such pack, or no rule in it.
    """
    from vprs.commands.printing import print_lines
    from vprs.commands.rules_places import pack_folders
    from vprs.commands.rules_reading import readings as read
    from vprs.commands.rules_walked import walked
    from vprs.phrases import many
    from vprs.problem import InvalidInput
    from vprs.rulebook.lint_review import review_notes

    with _uncollected():
        readings = read(packs, rules)
        crosswalks = walked(pack_folders(packs, rules), rules)
        of_rules = (problem for reading in readings for problem in lint_reading(reading))
        problems = sorted((*of_rules, *crosswalks.problems))
        notes = [note for reading in readings for note in review_notes(reading)]
    files = sum(reading.files for reading in readings)
    if not files:
        raise InvalidInput(problems)
    beside = f", {many(len(notes), 'note')} of what needs review" if notes else ""
    print_lines(map(str, (*problems, *notes, *crosswalks.lines)))
    print_lines([f"{many(files, 'file')} read, {many(len(problems), 'problem')} found{beside}."])
    ctx.exit(1 if problems else 0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing read from rules is garbage until they are told of, and looking for it takes a sixth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def lint_reading(reading: PackReading) -> tuple[Problem, ...]:
    """Everything that `lint` finds in a pack, sorted; examples are run only where they alone tell what they decide."""
    from vprs.rulebook.lint import lint_problems
    from vprs.rulebook.lint_deciding import open_checks, undecided_problems, unsettled

    decided: dict[str, frozenset[str]] = {}
    if reading.pack is not None and (unsure := unsettled(reading)):
        from vprs.commands.rules_trials import decided_checks

        decided = {each.path: decided_checks(reading.pack, each, open_checks(each)) for each in unsure}
    return tuple(sorted((*lint_problems(reading), *undecided_problems(reading, decided))))


@command.command(short_help="Run the examples in rule files.")
@PACKS
@RULES
@FORMAT
@click.pass_context
def test(ctx: click.Context, packs: tuple[str, ...], rules: tuple[Path, ...], form: str) -> None:
    """Run every example in every rule file, and say which checks the examples decide.

    An example decides a check where turning that check's answer alone would change the outcome. Every check that is
    not advisory must be decided by at least one example that comes out as expected.

    Exit code 0: all is as expected and every check is decided. 1: it is not. 2: a rule file is at fault.
    """
    from vprs.commands.rules_reading import sound_packs
    from vprs.commands.rules_told import summary_of, trials_as_data, trials_lines
    from vprs.commands.rules_trials import try_requirement

    found = sound_packs(packs, rules)
    with progress() as say:
        tried = [(pack, [try_requirement(pack, each, say) for each in pack.requirements]) for pack in found]
    _tell(form, trials_as_data(tried), trials_lines(tried))
    summary = summary_of(tried)
    ctx.exit(0 if summary.failed == 0 and summary.decided == summary.checks else 1)


def _tell(form: str, data: dict[str, Any], lines: list[str]) -> None:
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        from vprs.commands.printing import print_lines

        print_lines(lines)
