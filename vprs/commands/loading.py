"""One place where every command reads evidence and rules and has them judged.

Takes a `Request`, gives what was read or the assessment; whatever is wrong leaves as InvalidInput. It prints
nothing but progress, and imports the readers only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vprs.commands.options import Request
from vprs.commands.progress import progress
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.in_cycle import LastCycle
    from vprs.model import Assessment, Pack, Workspace


def judge(request: Request) -> Assessment:
    """Read the evidence and the rule packs it is to be judged by, and judge it."""
    from vprs.assess import assess

    with progress() as say:
        workspace, packs = read_all(request, say)
        say("Judging")
        last = last_closed(request)
        return assess(packs, workspace, as_of=request.as_of, period=request.period, last=last, apart=True)


def last_closed(request: Request) -> LastCycle | None:
    """What the last cycle came to that was closed by the day of judgement, for a period before the judged one."""
    if not (request.evidence / "cycles").is_dir():
        return None  # and nothing more to import
    from vprs.commands.cycle_loading import last_before

    return last_before(request.evidence, request.as_of, request.period)


def read_all(request: Request, say: Callable[[str], None]) -> tuple[Workspace, tuple[Pack, ...]]:
    """Evidence first, for it names the packs; where it is at fault, the faults of the rules are told with it."""
    from vprs.evidence import read_evidence

    try:
        workspace = read_evidence(request.evidence, progress=say)
    except InvalidInput as error:
        raise InvalidInput((*error.problems, *_faults(request))) from None
    return workspace, read_rules(request.rules, request.packs or _named(workspace))


def _faults(request: Request) -> tuple[Problem, ...]:
    try:
        read_rules(request.rules, request.packs or _written(request.evidence))
    except InvalidInput as error:
        return error.problems
    return ()


def _written(evidence: Path) -> tuple[str, ...]:
    """The packs that organisation.yaml names although it is at fault elsewhere; none where that cannot be read."""
    from vprs.evidence.organisation import FILE
    from vprs.strict_yaml import decode, read_tree

    try:
        text, _ = decode((evidence / FILE).read_bytes(), FILE)
    except OSError:
        return ()
    tree, _ = read_tree(text, FILE)
    packs = tree.value.get("packs") if tree is not None and isinstance(tree.value, dict) else None
    return tuple(name for name in (packs if isinstance(packs, list) else [packs]) if isinstance(name, str))


def read_rules(folders: Sequence[Path], names: Sequence[str]) -> tuple[Pack, ...]:
    """The packs of these names, from the user's folders first; at least one requirement, or InvalidInput."""
    from vprs.commands.rules_places import misplaced
    from vprs.rulebook import built_in_folder, read_packs

    problems = list(misplaced(folders))
    packs: tuple[Pack, ...] = ()
    try:
        packs = read_packs((*folders, built_in_folder()), tuple(dict.fromkeys(names)))
    except InvalidInput as error:
        problems.extend(error.problems)
    problems.extend(_without_requirements(packs))
    if problems:
        raise InvalidInput(problems)
    return packs


def _without_requirements(packs: Sequence[Pack]) -> Iterator[Problem]:
    said, hint = "the pack holds no requirement.", "Add a rule file to it."
    for pack in packs:
        if not pack.requirements:
            yield Problem(file=f"{pack.name}/pack.yaml", message=said, hint=hint)


def _named(workspace: Workspace) -> tuple[str, ...]:
    if not workspace.organisation.packs:
        said = "no rule pack is named, so there is nothing to judge by."
        hint = "Write one, like packs: [vprs-2020], or use --pack vprs-2020."
        raise InvalidInput([Problem(file="organisation.yaml", where="packs", message=said, hint=hint)])
    return workspace.organisation.packs
