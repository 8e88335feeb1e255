"""A cycle as it is kept: the records behind cycle.yaml, seal.json and signoffs.yaml, and where their files lie.

Takes nothing, gives frozen records and the names of files. Folder names carry the revision from the second on
(`2026-H1`, `2026-H1-r2`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vprs.dates import Period
from vprs.disk import reserved_by_windows
from vprs.in_cycle import AcceptedLoss

CYCLES = "cycles"
CYCLE, SEAL, SIGNOFFS, RULES, SIGNED = "cycle.yaml", "seal.json", "signoffs.yaml", "rules", "signed"
ASSESSMENT, MANIFEST = "assessment.json", "manifest.json"
OPEN, CLOSED = "open", "closed"
PAPERS = ("gap-analysis", "assurance-statement", "chair-summary")
PAPERS_KEPT = "papers.json"
PICTURES, TEMPLATE = "pictures.json", "board-template.docx"  # what the papers were drawn with
DECIDED = ".decided"  # what is to be moved into place, whatever happens

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_REVISED = re.compile(r"(?P<id>.+)-r(?P<revision>[1-9][0-9]*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPack:
    """The pack a cycle opened with: name, version, digest over its files."""

    name: str
    version: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaced:
    """The revision that a correction replaces: its number, the SHA-256 of its seal.json, why."""

    revision: int
    seal: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What a cycle took over when it was opened. evidence: requirement path -> files still there."""

    source: str
    judged_until: date
    actions: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Against:
    """What a closed cycle was judged against, so that it can be judged so again.

    id, revision     the last closed cycle, empty and 0 where there was none
    confirmed_after  judgements made on or before this day were of an earlier cycle; None where there was none
    former           requirement path -> those of earlier editions that ask the same
    """

    id: str = ""
    revision: int = 0
    confirmed_after: date | None = None
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cycle:
    """One revision of one cycle, as cycle.yaml says it; `against` is known once it is closed."""

    id: str
    revision: int
    status: str
    period: Period
    cut_off: date
    board_body: str
    board_date: date
    packs: tuple[KeptPack, ...]
    replaces: Replaced | None = None
    carried: Carried | None = None
    against: Against | None = None

    @property
    def closed(self) -> bool:
        return self.status == CLOSED

    @property
    def folder(self) -> str:
        """Name of its folder below `cycles/`."""
        return self.id if self.revision == 1 else f"{self.id}-r{self.revision}"

    @property
    def place(self) -> str:
        """Its folder as messages and seals name it, from the evidence folder down."""
        return f"{CYCLES}/{self.folder}"

    @property
    def said(self) -> str:
        return self.id if self.revision == 1 else f"{self.id}, revision {self.revision}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seal:
    """seal.json: what was judged and written, by digest.

    previous     SHA-256 of the seal closed before it, empty for the first
    files        path from the evidence folder -> SHA-256: rules, evidence, outputs, cycle.yaml
    fingerprint  first 16 hex digits of its own digest, the papers that print it left out
    program      the version of vprs that wrote it
    digest       SHA-256 of the bytes of seal.json, by which the next seal and the sign-offs name it
    """

    cycle: str
    revision: int
    previous: str
    files: Mapping[str, str]
    accepted: tuple[AcceptedLoss, ...]
    fingerprint: str
    program: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOff:
    """One entry of signoffs.yaml. The name stays in the folder; minute: of a board's receipt."""

    role: str
    name: str
    decision: str
    on: date
    digest: str
    minute: str = ""


def fault_in_id(ident: str) -> str:
    """What is wrong with a cycle's id as a name of a folder, or an empty string."""
    if not _ID.fullmatch(ident) or ident.endswith("."):
        return "an id is up to 40 letters, digits, dots, hyphens and underscores, beginning with a letter or digit"
    if reserved_by_windows(ident):
        return "Windows cannot have a folder of that name"
    return "an ending like -r2 is kept for revisions" if _REVISED.fullmatch(ident) else ""


def split_revision(name: str) -> tuple[str, int | None]:
    """`2026-H1-r2` -> (`2026-H1`, 2); `2026-H1` -> (`2026-H1`, None)."""
    found = _REVISED.fullmatch(name)
    return (found["id"], int(found["revision"])) if found else (name, None)
