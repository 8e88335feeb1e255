"""What keeps a cycle from being closed, and what is sealed when it is.

Takes the assessment of a cycle and what a role accepted by name, gives refusals, the accepted losses and the digests of
everything that was judged. It renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vprs.cycle.kept import CYCLE, RULES, Cycle, Seal
from vprs.evidence.names import gather_names
from vprs.in_cycle import AcceptedLoss
from vprs.model import Assessment, Organisation
from vprs.problem import InvalidInput, Problem, nearest


def accepted_losses(assessment: Assessment, files: Sequence[str], by: str | None, on: date) -> tuple[AcceptedLoss, ...]:
    """What a role accepts by name, with what is wrong with it. Raises InvalidInput for what is no lost item.

    files  paths as the problems name them; by: role id, name or alias
    """
    if not files:
        return ()
    organisation, problems = assessment.organisation, assessment.workspace.problems
    role = gather_names(organisation).resolve("role", by) if by is not None else None
    wrong = [] if role else [_no_role(organisation, by)]
    faulty = {problem.file for problem in problems}
    for file in files:
        if file not in faulty:
            hint = nearest(file, faulty) or "Only what is listed as a problem can be accepted."
            wrong.append(Problem(file="--accept", message=f"no problem concerns '{file}'.", hint=hint))
    if wrong or role is None:
        raise InvalidInput(wrong)
    return tuple(accepted_loss(file, role, on, problems) for file in sorted(set(files)))


def accepted_loss(file: str, by: str, on: date, problems: Iterable[Problem]) -> AcceptedLoss:
    """One loss with what is wrong with the file, out of all `problems`."""
    own = tuple(str(problem) for problem in problems if problem.file == file)
    return AcceptedLoss(file=file, by=by, on=on, problems=own)


def _no_role(organisation: Organisation, by: str | None) -> Problem:
    known = [each.id for each in organisation.lists.get("roles", ())]
    if by is None:
        hint = f"Add --by and a role: {', '.join(known)}." if known else "Add --by and a role."
        return Problem(file="--accept", message="who accepts it is not said.", hint=hint)
    hint = nearest(by, known) or (f"Use one of: {', '.join(known)}." if known else "List it under roles.")
    return Problem(file="--by", message=f"organisation.yaml knows no role '{by}'.", hint=hint)


def refusals(cycle: Cycle, assessment: Assessment, accepted: Iterable[AcceptedLoss], today: date) -> list[Problem]:
    """Why the cycle cannot be closed, as problems; empty where it can."""
    place = f"{cycle.place}/{CYCLE}"
    if today < cycle.cut_off:
        said = f"the cut-off, {cycle.cut_off}, has not come."
        return [Problem(file=place, message=said, hint="Close it on that day or later: it is judged as of that day.")]
    found = []
    if not assessment.workspace.records:
        said = "the folder holds no evidence, so there is nothing to state."
        found.append(Problem(file=place, message=said, hint="Gather evidence first; `vprs check` says what is needed."))
    taken = {each.file for each in accepted}
    for problem in assessment.workspace.problems:
        if problem.file not in taken:
            accept = f"Or let a role accept the loss by name: --accept {problem.file} --by executive-lead."
            found.append(
                Problem(
                    file=problem.file,
                    line=problem.line,
                    column=problem.column,
                    where=problem.where,
                    message=problem.message,
                    hint=f"{problem.hint} {accept}".strip(),
                )
            )
    return found


def judged_files(cycle: Cycle, assessment: Assessment, rules: Mapping[str, str]) -> dict[str, str]:
    """Path from the evidence folder -> SHA-256 of all that was judged. rules: path below `rules/` -> digest."""
    found = {file.path: file.sha256 for file in assessment.workspace.files if file.sha256}
    return found | {f"{cycle.place}/{RULES}/{path}": digest for path, digest in rules.items()}


def head_of(seals: Sequence[Seal]) -> str:
    """The digest of the seal that no other names as the one before: the end of the chain; empty where there is none.

    Raises InvalidInput where the chain has not exactly one end: then a seal was changed, or taken away.
    """
    ends = [seal for seal in seals if all(seal.digest != other.previous for other in seals)]
    if seals and len(ends) != 1:
        told = ", ".join(f"{each.cycle} revision {each.revision}" for each in ends) or "none"
        said = f"the chain of seals has {len(ends)} ends ({told}) where it must have one."
        hint = "A seal was changed or taken away: `vprs cycle verify` says which. Put it back as it was."
        raise InvalidInput([Problem(file="cycles", message=said, hint=hint)])
    return ends[0].digest if ends else ""
