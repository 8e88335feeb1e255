"""What `vprs rules list` and `vprs rules test` tell, as lines for people and as data for programs.

Takes packs as read and trials as run, gives lines and JSON values. It prints nothing and decides no exit code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from vprs.commands.rules_trials import Trial, Tried
from vprs.model import Pack
from vprs.phrases import many
from vprs.verification import unverified_in_words

PackTrials = Sequence[tuple[Pack, Sequence[Tried]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """checks: those that can decide; decided: those of them that a passing example decides."""

    requirements: int
    examples: int
    failed: int
    checks: int
    decided: int


def summary_of(packs: PackTrials) -> Summary:
    """The totals over all packs."""
    tried = [each for _, several in packs for each in several]
    trials = [trial for each in tried for trial in each.trials]
    return Summary(
        requirements=len(tried),
        examples=len(trials),
        failed=sum(not trial.passed for trial in trials),
        checks=sum(len(each.decided_by) for each in tried),
        decided=sum(bool(names) for each in tried for names in each.decided_by.values()),
    )


def list_as_data(pack: Pack) -> dict[str, Any]:
    """One pack for `rules list --format json`."""
    return {
        "name": pack.name,
        "title": pack.title,
        "version": pack.version,
        "edition": pack.edition,
        "publisher": pack.publisher,
        "types": list(pack.types),
        "verified": pack.verified,
        "compared": {field.name: len(getattr(pack.comparison, field.name)) for field in fields(pack.comparison)},
        "digest": pack.digest,
        "requirements": len(pack.requirements),
        "phases": _by_phase(pack),
    }


def verified_in_words(pack: Pack) -> str:
    """Whether the pack was compared with the official text, and by whom; how many of its files where not all were."""
    if not pack.verified or pack.verified_by is None:
        return f"not verified: {unverified_in_words(pack)}"
    return f"verified by {pack.verified_by['role']} on {pack.verified_by['date']}"


def list_lines(packs: Sequence[Pack]) -> list[str]:
    """Three lines a pack, those of one kind of organisation together."""
    lines: list[str] = []
    for types in sorted({pack.types for pack in packs}, key=lambda each: (bool(each), each)):
        lines += [*([""] if lines else []), f"For {types_in_words(types)}:"]
        lines += _pack_list([pack for pack in packs if pack.types == types])
    return lines


def types_in_words(types: Sequence[str]) -> str:
    """`acute and ambulance organisations`, `any organisation`."""
    return f"{' and '.join(types)} organisations" if types else "any organisation"


def _pack_list(packs: Sequence[Pack]) -> list[str]:
    lines = []
    for pack in packs:
        phases = ", ".join(f"{phase} {number}" for phase, number in _by_phase(pack).items())
        lines.append(f"{pack.name}  {pack.title} (edition {pack.edition}, pack version {pack.version})")
        lines.append(f"    {verified_in_words(pack)}")
        lines.append(f"    {many(len(pack.requirements), 'requirement')}: {phases}")
    return lines


def _by_phase(pack: Pack) -> dict[str, int]:
    return {phase: sum(each.phase == phase for each in pack.requirements) for phase in pack.phases}


def trials_lines(packs: PackTrials) -> list[str]:
    """Every example and every check, and the totals."""
    return [line for pack, tried in packs for line in _pack_lines(pack, tried)] + list(_totals(summary_of(packs)))


def _pack_lines(pack: Pack, tried: Sequence[Tried]) -> Iterator[str]:
    yield f"{pack.name}  {pack.title} ({verified_in_words(pack)})"
    for each in tried:
        yield f"  {each.requirement.phase}/{each.requirement.slug}"
        for trial in each.trials:
            yield from _trial_lines(each, trial)
        for slug in (slug for slug, names in each.decided_by.items() if not names):
            yield f"    NOT DECIDED  {slug}: no example turns on it"


def _trial_lines(tried: Tried, trial: Trial) -> Iterator[str]:
    if trial.passed:
        decides = f"; decides {', '.join(trial.decides)}" if trial.decides else ""
        yield f"    as expected  {trial.example.name}: {trial.example.expect}{decides}"
        return
    place = f"{tried.requirement.file}:{trial.example.line}"
    if trial.outcome is None:
        yield f"    UNREADABLE   {trial.example.name} ({place})"
        yield from (f"                 {problem}" for problem in trial.problems)
        return
    yield f"    NOT SO       {trial.example.name}: {trial.example.expect} expected, came to {trial.outcome} ({place})"
    yield f"                 {trial.why}"


def _totals(summary: Summary) -> Iterator[str]:
    passed = summary.examples - summary.failed
    yield ""
    yield (
        f"{many(summary.requirements, 'requirement')}, {many(summary.examples, 'example')}: "
        f"{passed} as expected, {summary.failed} not."
    )
    yield f"{summary.decided} of {many(summary.checks, 'check')} decided by an example ({_percent(summary)})."


def _percent(summary: Summary) -> str:
    """Cut off, not rounded: 100% is said only of all."""
    tenths = 1000 * summary.decided // summary.checks if summary.checks else 0
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def trials_as_data(packs: PackTrials) -> dict[str, Any]:
    """`rules test --format json`."""
    summary = summary_of(packs)
    return {
        "format": "vprs-rules-test/1",
        "requirements": [_tried_as_data(each) for _, tried in packs for each in tried],
        "summary": {
            "requirements": summary.requirements,
            "examples": summary.examples,
            "failed": summary.failed,
            "checks": summary.checks,
            "decided": summary.decided,
        },
    }


def _tried_as_data(tried: Tried) -> dict[str, Any]:
    return {
        "requirement": tried.requirement.path,
        "examples": [
            {
                "name": trial.example.name,
                "line": trial.example.line,
                "expect": trial.example.expect.value,
                "outcome": trial.outcome.value if trial.outcome else None,
                "why": trial.why,
                "decides": list(trial.decides),
                "problems": [str(problem) for problem in trial.problems],
            }
            for trial in tried.trials
        ],
        "checks": [{"check": slug, "decided_by": list(names)} for slug, names in tried.decided_by.items()],
    }
