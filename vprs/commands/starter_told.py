"""What the packs ask for, as a new evidence folder tells it: in START-HERE.md, in the two READMEs and in the workbook.

Takes items and packs, gives lines and rows. Everything in them comes from the rules, so that a pack of the user's own
is told as well as a built-in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.evidence.new_workbook import EXPORTED
from vprs.kinds import read_kinds
from vprs.model import Pack, Requirement
from vprs.wanted import Item, register_template, template
from vprs.wanted.items import SEVERITIES

OF_TYPE = {
    "acute": "an acute trust",
    "mental-health": "a mental health trust",
    "community": "a community trust",
    "ambulance": "an ambulance trust",
    "icb": "an integrated care board",
    "other": "an organisation",
}
_LEADS = {
    "high": "First, what is of high severity",
    "medium": "Then what is of medium severity",
    "low": "Last, the rest",
}


def is_export(item: Item) -> bool:
    """Whether items of its sort come as rows of an export rather than one by one."""
    return item.kind in EXPORTED and item.kind != "register"


def short(requirement: Requirement, packs: Sequence[Pack]) -> str:
    """`plan/x`, with its pack where there are several."""
    own = f"{requirement.phase}/{requirement.slug}"
    return own if len(packs) == 1 else f"{requirement.pack}/{own}"


def collecting_lines(
    packs: Sequence[Pack], requirements: Sequence[Requirement], items: Sequence[Item]
) -> Iterator[str]:
    """Every requirement by severity, with what an assessor would look for and where it goes."""
    for severity in SEVERITIES:
        chosen = [each for each in requirements if each.severity == severity]
        if chosen:
            yield from ("", f"### {_LEADS[severity]} ({len(chosen)})", "")
        for each in chosen:
            yield f"- **{each.title}** (`{short(each, packs)}`)"
            yield from (f"  - {text}" for text in each.evidence or (check.says for check in each.checks))
            own = [item for item in items if any(one.requirement is each for one in item.by)]
            yield from (f"  - Where it goes: {'; '.join(_places(own))}" for _ in own[:1])


def _places(items: Sequence[Item]) -> Iterator[str]:
    one_by_one = [item.name for item in items if not is_export(item)]
    exports = sorted({item.kind for item in items if is_export(item)})
    if one_by_one:
        yield f"`evidence-register.xlsx`, rows for {' / '.join(one_by_one)}"
    if exports:
        yield f"`registers`, an export for {' and '.join(exports)}"


def document_lines(packs: Sequence[Pack], items: Sequence[Item]) -> Iterator[str]:
    """A template for each item that is described one by one."""
    for item in items:
        if not is_export(item):
            yield from ("", f"### {item.name}", "")
            yield from (f"- {one}" for one in _askers(item, packs))
            yield from ("", "```yaml", *template(item), "```")


def _askers(item: Item, packs: Sequence[Pack]) -> Iterator[str]:
    for one in item.by:
        yield f"{one.requirement.severity}, `{short(one.requirement, packs)}`: {one.check.says}"


def register_lines(items: Sequence[Item]) -> Iterator[str]:
    """A sidecar to fill in for each kind that comes as an export."""
    for kind in sorted({item.kind for item in items if is_export(item)}):
        yield from ("", f"### {kind}", "")
        yield f"Beside `{kind}.csv` (or `{kind}.xlsx`), as `{kind}.csv.yaml`:"
        own = [item for item in items if item.kind == kind]
        yield from ("", "```yaml", *register_template(read_kinds()[kind], own), "```")


def to_collect_rows(packs: Sequence[Pack], items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """Rows for the sheet `To collect`: what to write, what to fill in, who asks."""
    for item in items:
        known = {"kind": (item.kind,), **item.known}
        written = "\n".join(f"{name}: {'; '.join(words)}" for name, words in known.items())
        bounds = (*item.spec.required, item.spec.dated_by, item.spec.valid_to)
        blank = [name for name in (*bounds, *item.asked) if name and name not in known]
        place = "as an export in registers" if is_export(item) else "file\ntitle"
        asked = "\n".join(dict.fromkeys(short(one.requirement, packs) for one in item.by))
        says = "\n".join(one.check.says for one in item.by)
        yield item.severity, item.name, written, "\n".join((place, *dict.fromkeys(blank))), asked, says
