"""What a new evidence folder holds: organisation.yaml, the register workbook, guidance with templates.

Takes an empty folder, the organisation's name, code and type and the packs it is to be judged by, and fills the folder.
None of it counts as evidence: the workbook has no rows, and guidance has names that are never read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from string import Template

from vprs.commands.pack_names import bodies_of, roles_of
from vprs.evidence.workbook import write_evidence_register
from vprs.model import Pack

GUIDANCE = ("START-HERE.md", "documents/README.md", "registers/README.md")
FUNCTIONS = {"icb": "commissioner"}
ALWAYS = ("executive-lead", "lsms")
NAMES = {"lsms": "Local Security Management Specialist", "icb": "Integrated care board"}
EXTERNAL = ("icb",)
FILES = (*GUIDANCE, "organisation.yaml", "evidence-register.xlsx")


def fill(folder: Path, *, name: str, code: str, sort: str, packs: Sequence[Pack]) -> None:
    """Write `FILES` into a folder that is there and empty."""
    for path in GUIDANCE:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(_shipped(path), "utf-8", newline="\n")
    organisation = _organisation(name=name, code=code, sort=sort, packs=packs)
    (folder / "organisation.yaml").write_text(organisation, "utf-8", newline="\n")
    write_evidence_register(folder / "evidence-register.xlsx")


def _shipped(path: str) -> str:
    return resources.files("vprs.commands").joinpath("starter", *path.split("/")).read_text("utf-8")


def _organisation(*, name: str, code: str, sort: str, packs: Sequence[Pack]) -> str:
    """Names are quoted as JSON, which YAML reads alike whatever stands in them."""
    bodies = sorted(bodies_of(packs) - {"board"})
    return Template(_shipped("organisation.yaml")).substitute(
        name=json.dumps(name, ensure_ascii=False),
        code=json.dumps(code, ensure_ascii=False),
        type=sort,
        function=FUNCTIONS.get(sort, "provider"),
        packs=", ".join(pack.name for pack in packs),
        bodies="".join(f"  - {{id: {body}, name: {_name(body)}, level: {_level(body)}}}\n" for body in bodies),
        roles="".join(f"  - {{id: {role}, name: {_name(role)}}}\n" for role in sorted({*ALWAYS, *roles_of(packs)})),
    )


def _name(ident: str) -> str:
    return NAMES.get(ident) or ident.replace("-", " ").capitalize()


def _level(body: str) -> str:
    return "external" if body in EXTERNAL else "committee"
