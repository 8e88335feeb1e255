"""Everything that a pack says, decided before any renderer sees it.

Takes an Assessment and its items, gives a `FoiPack`. Of an answer only the question, as the rule asks it, and the
reason in fixed words are said: the sentences that quote values, files and figures stay inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vprs.foi.decisions import particulars_in
from vprs.foi.exemptions import Exemption
from vprs.foi.items import Item, Items
from vprs.foi.numbers import Shown, Trained, incident_numbers, people_numbers, training_numbers
from vprs.foi.personal import particulars
from vprs.gap_rows import sorted_worst_first
from vprs.model import Assessment, Finding, Outcome
from vprs.phrases import ANSWERS, outcome_word, reason_words, reference, role_name, worst_and_best
from vprs.problem import Problem
from vprs.reasons import open_questions


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One requirement. short: what is asked and not shown, each with its reason in fixed words; gap: the rule's words.

    items    numbers of the items that its answers rest on
    counted  whether they rest on a register or on records about people as well, which are only counted
    """

    finding: Finding
    reference: str
    now: str
    spread: str
    short: tuple[str, ...]
    gap: str
    items: tuple[int, ...]
    counted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FoiPack:
    """exemptions: those that were used, in the order of the Act; people: kind -> how many, as it may be shown."""

    assessment: Assessment
    items: tuple[Item, ...]
    found: tuple[Found, ...]
    exemptions: tuple[Exemption, ...]
    incidents: tuple[Shown, ...]
    training: tuple[Trained, ...]
    people: tuple[tuple[str, str], ...]

    @property
    def undecided(self) -> int:
        return sum(each.decision is None for each in self.items)

    @property
    def complete(self) -> bool:
        """Whether it may leave: all is decided, and what could not be read cannot say otherwise."""
        workspace = self.assessment.workspace
        return bool(workspace.records) and not (self.undecided or workspace.problems or workspace.lost)


def make_pack(assessment: Assessment, items: Items) -> FoiPack:
    used = {one.code: one for each in items.every if each.decision for one in each.decision.exemptions}
    return FoiPack(
        assessment=assessment,
        items=items.every,
        found=tuple(_found(assessment, finding, items) for finding in sorted_worst_first(assessment)),
        exemptions=tuple(used[code] for code in sorted(used)),
        incidents=incident_numbers(assessment),
        training=training_numbers(assessment),
        people=tuple(people_numbers(assessment)),
    )


def _found(assessment: Assessment, finding: Finding, items: Items) -> Found:
    asked = finding.requirement
    return Found(
        finding=finding,
        reference=reference(assessment, asked),
        now=outcome_word(assessment, asked.pack, finding.outcome),
        spread=worst_and_best(assessment, finding),
        short=tuple(_short(finding)),
        gap=finding.gap.gap if finding.gap else "",
        items=items.by.get(asked.path, ()),
        counted=asked.path in items.counted,
    )


def _short(finding: Finding) -> Iterator[str]:
    if finding.outcome is Outcome.NOT_APPLICABLE:
        yield "Does not apply to this organisation."
    says = {check.slug: check.says for check in finding.requirement.checks}
    for one in open_questions(finding):
        reason = f" {reason_words(one.reason)}." if one.reason else ""
        yield f"{says[one.check]} {ANSWERS[one.answer]}.{reason}"


def with_digests(items: Items, digests: dict[int, str]) -> Items:
    """The items, those whose file is given otherwise than it lies in the folder with the digest of what is given."""
    return replace(
        items, every=tuple(replace(each, sha256=digests.get(each.number, each.sha256)) for each in items.every)
    )


# -------------------------------------------------------------------------------------------------------- particulars

MEND = "Take it out, or withhold the title as well (title_withheld: true)."


def personal_problems(assessment: Assessment, items: Items) -> tuple[Problem, ...]:
    """What a pack would print and looks as if it held somebody's particulars, each where it is written."""
    return (*_in_items(items), *_in_names(assessment, items))


def _in_items(items: Items) -> Iterator[Problem]:
    for each in items.every:
        for where, looks in particulars_in(each.record) if each.decision else ():
            if where != "title" or each.title:
                said = f"a pack would print this, and it looks as if it held {looks}."
                hint = MEND if where == "title" else "Take it out."
                yield Problem(file=each.record.file, line=each.record.line, where=where, message=said, hint=hint)


def _in_names(assessment: Assessment, items: Items) -> Iterator[Problem]:
    roles = sorted({each.decision.by for each in items.every if each.decision})
    lines = {entry.id: entry.line for entry in assessment.organisation.lists.get("roles", ())}
    names = [("name", assessment.organisation.name, 0)]
    names += [("roles", role_name(assessment.organisation, role), lines.get(role, 0)) for role in roles]
    for where, name, line in names:
        for looks in particulars(name):
            said = f"a pack would print this, and it looks as if it held {looks}."
            yield Problem(file="organisation.yaml", line=line, where=where, message=said, hint="Take it out.")
