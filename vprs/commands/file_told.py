"""What a file of evidence is good for, and what would fall if it went, as lines of text for a person.

Takes the assessment and the one that was made without the file, gives lines. It reads nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import Assessment, Finding
from vprs.phrases import ANSWERS, many, outcome_word, worst_and_best
from vprs.witnesses import witness_lines


def explain_file(
    assessment: Assessment, path: str, without: Assessment | None, line: int | None = None
) -> Iterator[str]:
    """What a file of evidence holds, every check whose answer leans on it, and what would fall if it went.

    With a `line`, only what stands on it is told of what the file holds; the rest is about the whole file as ever.
    """
    yield from _held(assessment, path) if line is None else _held_on(assessment, path, line)
    it = "it" if line is None else path
    yield ""
    leaning = list(_leaning(assessment, path))
    yield from (f"Checks that lean on {it}:", "") if leaning else (f"No check leans on {it}.",)
    yield from leaning
    yield ""
    yield from _fallen(assessment, without, path, it)


def _held(assessment: Assessment, path: str) -> Iterator[str]:
    records = [each for each in assessment.workspace.records if path in (each.file, each.rests_on)]
    yield f"{path}: {many(len(records), 'record')}" if records else f"{path}: no record describes it"
    yield from (f"  {told}" for told in witness_lines(records))
    yield from (f"  {problem}" for problem in assessment.workspace.problems if problem.file == path)


def _held_on(assessment: Assessment, path: str, line: int) -> Iterator[str]:
    records = [each for each in assessment.workspace.records if (each.file, each.line) == (path, line)]
    yield f"{path}:{line}: {many(len(records), 'record') if records else 'no record begins here'}"
    yield from (f"  {told}" for told in witness_lines(records))
    problems = assessment.workspace.problems
    yield from (f"  {problem}" for problem in problems if (problem.file, problem.line) == (path, line))


def _fallen(assessment: Assessment, without: Assessment | None, path: str, it: str) -> Iterator[str]:
    """Every outcome and opinion that would be another one without the file, found by reading and judging again."""
    if without is None:
        yield f"Without {path} this would not be an evidence folder."
        return
    pairs = zip(assessment.findings, without.findings, strict=True)
    changed = [
        f"  {before.requirement.path}: {_outcome(assessment, before)} -> {_outcome(without, after)}"
        for before, after in pairs
        if (before.outcome, before.floor, before.ceiling) != (after.outcome, after.floor, after.ceiling)
    ]
    changed += [
        f"  opinion by {before.pack}: {before.level} -> {after.level}"
        for before, after in zip(assessment.opinions, without.opinions, strict=True)
        if before.level != after.level
    ]
    gone = f"If {it} were not there"
    yield from (f"{gone}:", "") if changed else (f"{gone}, every outcome would be the same.",)
    yield from changed


def _outcome(assessment: Assessment, finding: Finding) -> str:
    word = outcome_word(assessment, finding.requirement.pack, finding.outcome)
    bounds = worst_and_best(assessment, finding)
    return f"{word} ({bounds})" if bounds else word


def _leaning(assessment: Assessment, path: str) -> Iterator[str]:
    for finding in assessment.findings:
        says = {check.slug: check.says for check in finding.requirement.checks}
        for observation in finding.observations:
            used = [record for record in observation.witnesses if path in (record.file, record.rests_on)]
            if used:
                name = f"{finding.requirement.path}, check {observation.check}"
                yield f"  [{ANSWERS[observation.answer]}] {name}: {says[observation.check]}"
                yield f"      {observation.because}"
