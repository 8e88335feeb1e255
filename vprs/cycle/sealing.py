"""The seal of a closed cycle: every file of rules, evidence and outputs by its digest, chained to the seal before.

Takes digests and accepted losses, gives the bytes of seal.json and its fingerprint. The fingerprint is printed in the
papers, so it is taken over everything but them; the papers stand in the seal all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from vprs.canonical import encode
from vprs.cycle.kept import PAPERS, PAPERS_KEPT, Cycle
from vprs.in_cycle import AcceptedLoss

FORMAT = "vprs-seal/1"


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def digests_below(folder: Path) -> dict[str, str]:
    """Path from the folder -> SHA-256 of every file below it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_of(path.read_bytes()) for path in files}


def seal_values(
    cycle: Cycle, *, previous: str, files: Mapping[str, str], accepted: Iterable[AcceptedLoss], program: str
) -> dict[str, Any]:
    """seal.json as plain values; `files` without the papers gives the fingerprint that they then print."""
    values: dict[str, Any] = {
        "format": FORMAT,
        "cycle": {"id": cycle.id, "revision": cycle.revision},
        "program": program,
        "previous": previous or None,
        "files": dict(files),
        "accepted": [{"file": each.file, "by": each.by, "on": each.on.isoformat()} for each in accepted],
    }
    return values | {"fingerprint": fingerprint_of(values, cycle)}


def fingerprint_of(values: Mapping[str, Any], cycle: Cycle) -> str:
    """First 16 hex digits of the SHA-256 over the seal's values without the fingerprint and without the papers."""
    files = {path: digest for path, digest in values["files"].items() if not is_paper(path, cycle)}
    rest = {key: value for key, value in values.items() if key != "fingerprint"}
    return digest_of(encode(rest | {"files": files}))[:16]


def is_paper(path: str, cycle: Cycle) -> bool:
    """Whether a path is one of the documents of this cycle that print its fingerprint."""
    folder, _, name = path.rpartition("/")
    return folder == cycle.place and (name == PAPERS_KEPT or name.rpartition(".")[0] in PAPERS)
