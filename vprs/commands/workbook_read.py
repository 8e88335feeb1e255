"""`vprs workbook read`: what people wrote into a workbook goes into the YAML of the folder, row by row.

Takes the workbook and the folder; prints what changes and which rows are refused, and writes files whole or not at all.
Everything that stands in them and is not changed stays as it is.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import read_all
from vprs.commands.options import EVIDENCE, PACKS, RULES, Request
from vprs.commands.printing import print_lines
from vprs.commands.progress import progress
from vprs.dates import parse_span
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.workbook.plan import Plan
    from vprs.workbook.returned import Returned

LOCK = "~$vprs-workbook.lock"  # a name that is never read as evidence
PATIENCE = 2.0  # seconds
SIZE_LIMIT = 100_000_000  # bytes


@click.command(short_help="Take back what people wrote into a workbook.")
@click.argument("workbook", metavar="WORKBOOK", type=click.Path(path_type=Path))
@EVIDENCE
@RULES
@PACKS
@click.option("--dry-run", is_flag=True, help="Show what would change, row by row; write nothing.")
@click.pass_context
def command(
    ctx: click.Context, workbook: Path, evidence: Path, rules: tuple[Path, ...], packs: tuple[str, ...], dry_run: bool
) -> None:
    """Take what people wrote into a workbook of `vprs workbook`, and write it into the folder of evidence.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs workbook read vprs.xlsx my-trust --dry-run
      vprs workbook read vprs.xlsx my-trust

    Rows are known by their ID and columns by their heading, so that both may be moved, hidden, filtered and added. What
    is not there is left as it is: a missing row or column changes nothing, and neither does an emptied cell; a single -
    takes a value out. A row with a fault is refused whole, with its number in the spreadsheet, and the others are
    taken. A cell that was changed in the folder as well since the workbook was written is a conflict, and its row is
    refused.

    New actions go into actions.yaml, new judgements into judgements.yaml; other records are changed where they stand.
    Comments, order and all other words there stay. Reading the same workbook again changes nothing.

    Exit code 0: done. 1: done, and some rows were refused. 2: the input is at fault, and nothing was written.
    """
    from vprs.commands.workbook_told import told
    from vprs.disk import alone_at

    returned = _returned(workbook)
    said, hint = "another vprs is taking a workbook back into this folder.", "Wait until it has ended, and run again."
    waiting = Problem(file=evidence.as_posix(), message=said, hint=hint)
    request = Request(evidence=evidence, as_of=_day(returned), rules=rules, packs=packs)
    if dry_run or not evidence.is_dir():
        plan = _take(request, returned, write=False)
    else:
        with alone_at(evidence / LOCK, waiting, patience=PATIENCE):
            try:
                plan = _take(request, returned, write=True)
            finally:
                with suppress(OSError):  # Windows takes it away by itself
                    (evidence / LOCK).unlink()
    print_lines(told(returned, plan, written=not dry_run))
    ctx.exit(1 if plan.faults else 0)


def _returned(workbook: Path) -> Returned:
    from vprs.commands.replacing import read_or_none
    from vprs.workbook.returned import read_returned

    name = workbook.as_posix()
    size = workbook.stat().st_size if workbook.is_file() else 0
    if size > SIZE_LIMIT:
        said = f"the workbook is larger than {SIZE_LIMIT:,} bytes, and none that goes out is."
        raise InvalidInput([Problem(file=name, message=said, hint="Take out what was added to it.")])
    content = read_or_none(workbook, name)
    if content is None:
        hint = "Name the workbook that came back, then the folder of evidence."
        raise InvalidInput([Problem(file=name, message="there is no such file.", hint=hint)])
    return read_returned(name, content)


def _day(returned: Returned) -> date:
    """The day as of which the workbook was written."""
    found = parse_span(returned.original.head.get("as_of", ""))
    if found is None:
        said = "its hidden sheet does not say on which day it was written."
        raise InvalidInput([Problem(file=returned.file, message=said, hint="Write a new one, and fill that in.")])
    return found.first


def _take(request: Request, returned: Returned, *, write: bool) -> Plan:
    """What the workbook changes, once it is in the folder where it is to be written."""
    from vprs.commands.replacing import read_or_none, replace_files
    from vprs.evidence import read_evidence
    from vprs.workbook.filing import differences, file_plan
    from vprs.workbook.planning import plan_changes

    def read(path: str) -> bytes | None:
        return read_or_none(request.evidence / path, path)

    with progress() as say:
        workspace, packs = read_all(request, say)
        plan, contents = file_plan(plan_changes(returned, workspace, packs), read, returned.file)
        if contents:
            stood = {path: read(path) for path in contents}
            after = read_evidence(request.evidence, progress=say, contents=contents)
            if unlike := differences(plan, workspace, after):
                raise InvalidInput(unlike)
            if write:
                replace_files(request.evidence, contents, stood)
    return plan
