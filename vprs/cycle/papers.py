"""The papers of a closed cycle kept as data, so that they can be drawn again once they are signed.

Takes Papers, gives plain values and back. Evidence goes on changing after the close, so the signed papers come from
what was frozen then, never from the folder as it is by the time somebody signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vprs.chart import Chart, Series
from vprs.in_cycle import Signature
from vprs.paper import (
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    SignOff,
    Table,
    cell,
    strong,
)

FORMAT = "vprs-papers/1"
_KINDS: Mapping[str, type] = {
    each.__name__: each
    for each in (Bullets, Cell, Chart, Figure, Heading, PageBreak, Paper, Paragraph, Run, Series, SignOff, Table)
}
_SETS = frozenset({"numbers"})


def as_values(papers: Mapping[str, Paper]) -> dict[str, Any]:
    """The papers by name as plain values."""
    return {"format": FORMAT, "papers": {name: _plain(paper) for name, paper in papers.items()}}


def _plain(value: Any) -> Any:
    """A record as its name and what is not as it is by default; so that thousands of cells stay short."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {
            each.name: _plain(getattr(value, each.name))
            for each in fields(value)
            if getattr(value, each.name) != each.default
        }
        return {"is": type(value).__name__, **kept}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return sorted(value) if isinstance(value, frozenset) else value


def from_values(values: Mapping[str, Any]) -> dict[str, Paper]:
    """The papers again. Raises ValueError where the values are not papers."""
    try:
        found = {name: _record(value) for name, value in values["papers"].items()}
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(str(fault)) from None
    if not all(isinstance(each, Paper) for each in found.values()):
        raise ValueError("not papers")
    return found


def _record(value: Any) -> Any:
    if isinstance(value, dict):
        kind = _KINDS[value["is"]]
        given = {name: _record(each) for name, each in value.items() if name != "is"}
        return kind(**{name: frozenset(each) if name in _SETS else each for name, each in given.items()})
    return tuple(_record(each) for each in value) if isinstance(value, list) else value


# ------------------------------------------------------------------------------------------------------ once signed


def signed_paper(paper: Paper, signatures: tuple[Signature, ...], roles: Mapping[str, str]) -> Paper:
    """The paper without its draft marks, and with roles, decisions and days in its sign-off block. Names stay out.

    roles  role or body id -> how it is called
    """
    told = "; ".join(f"{roles.get(each.role, each.role)}: {each.decision}, {each.on}" for each in signatures)
    head = strong(f"Signed off. {told}. ")
    blocks = tuple(_signed_block(block, head, signatures, roles) for block in paper.blocks)
    return replace(paper, draft=False, blocks=blocks)


def _signed_block(block: Block, head: Run, signatures: tuple[Signature, ...], roles: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph) and any(run.draft for run in block.runs):
        rest: Line = tuple(run for run in block.runs if not run.draft)
        front = block.style == "warning"  # the box at the head of page one
        return replace(block, runs=(head, *rest) if front else rest, style="body" if front else block.style)
    if isinstance(block, SignOff):
        return Table(
            caption="Sign-offs recorded; names stay in the organisation's folder",
            headings=("Role", "Decision", "Date", "Seal that was signed"),
            rows=tuple(_row(each, roles) for each in signatures),
            widths=(30, 15, 15, 40),
        )
    return block


def _row(each: Signature, roles: Mapping[str, str]) -> tuple[Cell, ...]:
    return cell(roles.get(each.role, each.role)), cell(each.decision), cell(each.on.isoformat()), cell(_shown(each))


def _shown(signature: Signature) -> str:
    minute = f", minute {signature.minute}" if signature.minute else ""
    return f"{signature.digest[:16]}{minute}"
