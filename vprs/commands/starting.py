"""What a new evidence folder holds: organisation.yaml, the register workbook, guidance with templates.

Takes an empty folder, the organisation's name, code and type and the packs it is to be judged by, and fills the folder.
None of it counts as evidence: the workbook has no rows, and guidance has names that are never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from string import Template

from vprs.called import Called
from vprs.commands.rules_told import verified_in_words
from vprs.commands.starter_told import (
    OF_TYPE,
    collecting_lines,
    document_lines,
    register_lines,
    short,
    to_collect_rows,
)
from vprs.evidence.workbook import write_evidence_register
from vprs.model import Pack, Requirement
from vprs.phrases import upper_first
from vprs.rulebook.named import bodies_of, roles_of
from vprs.wanted import Item, asked_lists, may_apply, wanted_items
from vprs.yaml_text import flow_scalar

GUIDANCE = ("START-HERE.md", "documents/README.md", "registers/README.md")
FUNCTIONS = {"icb": "commissioner"}
# What those are called that every new folder has; a pack's own words for them come first.
STARTERS = (
    Called(id="executive-lead", name="Executive Lead"),
    Called(id="lsms", name="Local Security Management Specialist"),
)
_COMMISSIONER = Called(id="icb", name="Integrated Care Board", level="external")
_NO_TRUST = ("icb", "other")
NOTHING = "\nThese rules ask for none."
FILES = (*GUIDANCE, "organisation.yaml", "evidence-register.xlsx")


def fill(folder: Path, *, name: str, code: str, sort: str, packs: Sequence[Pack]) -> None:
    """Write `FILES` into a folder that is there and empty."""
    chosen = [each for pack in packs for each in pack.requirements if _applies(each, sort)]
    items = wanted_items(packs, lambda requirement: _applies(requirement, sort))
    texts = {
        "START-HERE.md": _start_here(name, sort, packs, chosen, items),
        "documents/README.md": _guidance("documents/README.md", document_lines(packs, items)),
        "registers/README.md": _guidance("registers/README.md", register_lines(items)),
        "organisation.yaml": _organisation(name=name, code=code, sort=sort, packs=packs),
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    write_evidence_register(folder / "evidence-register.xlsx", tuple(to_collect_rows(packs, items)))


def _applies(requirement: Requirement, sort: str) -> bool:
    return may_apply(requirement, sort=sort, functions=(FUNCTIONS.get(sort, "provider"),))


def _guidance(path: str, lines: Iterable[str]) -> str:
    return Template(_shipped(path)).substitute(asked="\n".join(lines) or NOTHING)


def _start_here(
    name: str, sort: str, packs: Sequence[Pack], chosen: Sequence[Requirement], items: Sequence[Item]
) -> str:
    first = next((each for each in chosen if each.severity == "high"), packs[0].requirements[0])
    lists = [word.replace("_", " ") for word in asked_lists(packs)]
    return Template(_shipped("START-HERE.md")).substitute(
        name=" ".join(name.split()),
        kind=OF_TYPE[sort],
        packs="\n".join(_judge(pack) for pack in packs),
        lists=f"\n   The rules go through these lists of it: {', '.join(lists)}." if lists else "",
        items=len(items),
        example=short(first, packs),
        asked="\n".join(collecting_lines(packs, chosen, items)),
    )


def _shipped(path: str) -> str:
    return resources.files("vprs.commands").joinpath("starter", *path.split("/")).read_text("utf-8")


def _judge(pack: Pack) -> str:
    return f"- Judged by: `{pack.name}`, {pack.title}.\n  {upper_first(verified_in_words(pack))}."


def _organisation(*, name: str, code: str, sort: str, packs: Sequence[Pack]) -> str:
    """Names are quoted as JSON, which YAML reads alike whatever stands in them."""
    return Template(_shipped("organisation.yaml")).substitute(
        name=json.dumps(name, ensure_ascii=False),
        code=json.dumps(code, ensure_ascii=False),
        type=sort,
        function=FUNCTIONS.get(sort, "provider"),
        packs=", ".join(pack.name for pack in packs),
        bodies="".join(map(_entry, _bodies(packs, sort))),
        roles="".join(map(_entry, _roles(packs))),
    )


def _bodies(packs: Sequence[Pack], sort: str) -> list[Called]:
    """The board, then the others that the rules name, by id."""
    board = Called(id="board", name="Board" if sort in _NO_TRUST else "Trust Board", level="board")
    known = _first((*(body for pack in packs for body in pack.bodies), board))
    others = (*known.values(), *(_plainly(body, "committee") for body in bodies_of(packs)))
    return [known["board"], *_by_id(body for body in others if body.id != "board")]


def _roles(packs: Sequence[Pack]) -> list[Called]:
    named = (_plainly(role, "") for role in roles_of(packs))
    return _by_id((*(role for pack in packs for role in pack.roles), *STARTERS, *named))


def _by_id(several: Iterable[Called]) -> list[Called]:
    return sorted(_first(several).values(), key=lambda each: each.id)


def _first(several: Iterable[Called]) -> dict[str, Called]:
    """By id; where two packs have words for one, those of the pack that was named first."""
    found: dict[str, Called] = {}
    for each in several:
        found.setdefault(each.id, each)
    return found


def _plainly(ident: str, level: str) -> Called:
    """For what a pack names and has no words for: the words of its id. A committee, but for who commissions."""
    named = upper_first(ident.replace("-", " "))
    return _COMMISSIONER if ident == _COMMISSIONER.id else Called(id=ident, name=named, level=level)


def _entry(one: Called) -> str:
    """A line of organisation.yaml."""
    level = f", level: {one.level}" if one.level else ""
    ended = f", to: {one.to}" if one.to else ""
    return f"  - {{id: {flow_scalar(one.id)}, name: {flow_scalar(one.name)}{level}{ended}}}\n"
