"""What keeps a cycle from being closed, and what is sealed when it is.

Takes the assessment of a cycle and what a role accepted by name, gives refusals, the accepted losses and the digests of
everything that was judged. It renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from vprs.cycle.kept import CYCLE, RULES, Cycle, Seal
from vprs.cycle.names import entry_named
from vprs.in_cycle import AcceptedLoss
from vprs.model import Assessment, Organisation
from vprs.problem import InvalidInput, Problem, nearest


def accepted_losses(assessment: Assessment, files: Sequence[str], by: str | None, on: date) -> tuple[AcceptedLoss, ...]:
    """What a role accepts by name, with what is wrong with it. Raises InvalidInput for what is no lost item.

    files  paths as the problems name them; by: role id, name or alias
    """
    if not files:
        return ()
    wrong = list(_no_role(assessment.organisation, by))
    faulty = {problem.file for problem in assessment.workspace.problems}
    for file in files:
        if file not in faulty:
            hint = nearest(file, faulty) or "Only what is listed as a problem can be accepted."
            wrong.append(Problem(file="--accept", message=f"no problem concerns '{file}'.", hint=hint))
    if wrong:
        raise InvalidInput(wrong)
    role = entry_named(assessment.organisation, "roles", by or "") or ""
    return tuple(
        AcceptedLoss(
            file=file,
            by=role,
            on=on,
            problems=tuple(str(each) for each in assessment.workspace.problems if each.file == file),
        )
        for file in sorted(set(files))
    )


def _no_role(organisation: Organisation, by: str | None) -> Iterator[Problem]:
    known = [each.id for each in organisation.lists.get("roles", ())]
    if by is None:
        hint = f"Add --by and a role: {', '.join(known)}." if known else "Add --by and a role."
        yield Problem(file="--accept", message="who accepts it is not said.", hint=hint)
    elif entry_named(organisation, "roles", by) is None:
        hint = nearest(by, known) or (f"Use one of: {', '.join(known)}." if known else "List it under roles.")
        yield Problem(file="--by", message=f"organisation.yaml knows no role '{by}'.", hint=hint)


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


def sealed_files(
    cycle: Cycle, assessment: Assessment, outputs: Mapping[str, str], rules: Mapping[str, str]
) -> dict[str, str]:
    """Path from the evidence folder -> SHA-256 of everything that was judged or written.

    outputs  name in the cycle's folder -> digest
    rules    path below its `rules/` -> digest
    """
    found = {file.path: file.sha256 for file in assessment.workspace.files if file.sha256}
    found |= {f"{cycle.place}/{RULES}/{path}": digest for path, digest in rules.items()}
    found |= {f"{cycle.place}/{name}": digest for name, digest in outputs.items()}
    return dict(sorted(found.items()))


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
