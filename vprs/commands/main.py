"""The command `vprs`: a group that imports a verb only when it is used, and the one error boundary.

Takes the arguments, gives an exit code: 0 done; 1 done, and something was found; 2 invalid input or usage; 3 our
bug, or the engines disagree; 130 interrupted. It must stay quick to import: `vprs --version` pays for nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from vprs import __version__
from vprs.commands import plainly
from vprs.commands.verbs import Verbs
from vprs.problem import InvalidInput

VERBS = ("init", "check", "assess", "explain", "workbook", "cycle", "report", "foi", "rules", "completion")
OUR_BUG = 3
INTERRUPTED = 130
BROKEN_PIPE = 141  # what a shell reports of any program whose reader has gone


EXAMPLES = """\b
Start here:
  vprs init                                           asks what it needs, and makes a folder for evidence
  vprs init my-trust --type acute                     the same, without being asked
  vprs assess my-trust                                judge it, and write the documents
  vprs explain my-trust plan/strategy-endorsed        why a requirement came out as it did

Each command has its own help with an example: vprs assess --help
"""


@click.command(
    cls=Verbs,
    verbs=VERBS,
    module="vprs.commands.{}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXAMPLES,
    invoke_without_command=True,
    no_args_is_help=False,
)
@click.option(
    plainly.OPTION,
    is_flag=True,
    help="One fact a line, in words alone: for screen readers. May stand anywhere; VPRS_PLAIN=1 does the same.",
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Show the version and stop.")
@click.pass_context
def group(ctx: click.Context, plain: bool) -> None:
    """Show how well an organisation meets the NHS violence prevention and reduction standard.

    vprs reads a folder of evidence, holds it against written rules, and writes a gap analysis and a board
    assurance statement in which every claim leads to a file and a line.

    Colour is never the only sign of anything; NO_COLOR=1 switches it off.
    """
    ctx.meta[plainly.KEY] = plain
    if os.environ.get("NO_COLOR") or plainly.is_plain():
        ctx.color = False
    elif os.environ.get("FORCE_COLOR"):
        ctx.color = True
    if ctx.invoked_subcommand is None:
        from vprs.commands.next_here import lines_here

        # Nothing was checked, so that a script must not see success.
        click.echo("\n".join(lines_here() or [ctx.get_help()]), err=True)
        ctx.exit(2)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; every way in which it can end comes to an exit code here."""
    _speak_utf8()
    if question := os.environ.get("_VPRS_COMPLETE", ""):
        from vprs.commands.completing import answer

        return answer(group, question)
    try:
        code = _invoke(plainly.first(sys.argv[1:] if arguments is None else list(arguments)))
        sys.stdout.flush()
        return code
    except InvalidInput as error:
        return _invalid(error)
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo("\nInterrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001  the boundary: whatever is left is our own fault
        return _unexpected(error)


def _invoke(arguments: list[str]) -> int:
    """The exit code that the command asked for; a command that just returns is done: 0."""
    try:
        with group.make_context("vprs", arguments) as ctx:
            group.invoke(ctx)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


def _invalid(error: InvalidInput) -> int:
    from vprs.paper import visible  # what a file quotes may not steer the terminal

    for problem in error.problems:
        click.echo(visible(str(problem)), err=True)
    count = len(error.problems)
    click.echo(f"{count} problem{'' if count == 1 else 's'} found.", err=True)
    return 2


def _refused(error: OSError) -> int:
    """The machine said no: a full disk, a locked file. Not our bug, so no traceback."""
    place = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error) or type(error).__name__
    click.echo(f"{place}{reason}. Close the file in other programs, check the disk and your rights to it.", err=True)
    return 2


def _unexpected(error: Exception) -> int:
    engine = sys.modules.get("vprs.engine.infer")
    if engine is not None and isinstance(error, engine.EnginesDisagree):
        click.echo(str(error), err=True)
        return OUR_BUG
    import platform
    import traceback

    click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    click.echo(
        f"unexpected: {type(error).__name__}. This is a fault in vprs, not in your files.\n"
        "Report the lines above and these:\n"
        f"vprs {__version__}, Python {platform.python_version()}, {platform.system()}",
        err=True,
    )
    return OUR_BUG


def _speak_utf8() -> None:
    """Windows gives redirected output a code page of its own, in which names and dashes would be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Nobody reads any more: let the interpreter flush what is left into nothing at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
