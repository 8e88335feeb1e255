"""Absence that nothing can tell: asked for without a window, a complete register or a reason.

Takes a check and the examples of its requirement, gives doubts at its form. What makes a register complete is as in
`checks.registers`, which reads real evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from vprs.kinds import read_kinds
from vprs.model import Absent, Change, Check, Count, Form, Requirement, Selector
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.lint_words import fold
from vprs.strict_yaml import Path


def absence_doubts(requirement: Requirement, check: Check, path: Path) -> Iterator[Doubt]:
    """Where a form can be yes only by a complete register: that one can cover it, and that an example shows one."""
    selector, asked, hint = _needing(check.form)
    if selector is None:
        return
    if selector.window is None and not read_kinds()[selector.kind].has_validity and not isinstance(check.form, Change):
        said = f"no register can cover {selector.kind} for all time."
        yield Doubt(path=path, message=said, hint="Add a window, such as window: period.", never=True)
    records = chain.from_iterable(example.records for example in requirement.examples)
    if not any(_may_cover(record, selector.kind) for record in records):
        said = f"only a complete register can say {asked} {selector.kind}, and no example shows one."
        yield Doubt(path=path, message=said, hint=hint)


def _needing(form: Form) -> tuple[Selector | None, str, str]:
    """What must be covered by a register, what that is to tell, and what to do where none is."""
    match form:
        case Absent(closed_world=None):
            hint = "Add a register to an example, or say why with closed_world."
            return form.selector, "that there is no", hint
        case Count() if form.at_most is not None or form.exactly is not None:
            return form.selector, "that there is no further", "Add a register to an example."
        case Change(count=Selector()):
            return form.count, "that there is no further", "Add a register to an example."
        case _:
            return None, "", ""


def _may_cover(record: Mapping[str, object], kind: str) -> bool:
    """Whether the record of an example is a register of the kind that somebody declared complete."""
    complete = str(record.get("complete", "")).casefold() in ("true", "yes") and record.get("declared_by")
    if record.get("kind") != "register" or not complete:
        return False
    covers = record.get("covers_kind")
    if covers is not None:
        return fold(str(covers)) == fold(kind)
    return fold(str(record.get("register_type", ""))) in (fold(kind), fold(f"{kind}s"))
