"""The files of an evidence folder with their digests, and the way from a record to the file it rests on.

Takes what `walk` listed, reads every file once (large ones in pieces), gives `Files`. A path in a record is looked
up among the files that were listed; no path out of a record is ever opened, so none can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vprs.evidence.batch import is_workbook
from vprs.evidence.faults import Fault
from vprs.evidence.walk import REMEDY, Listed, Refused, Walk, unreadable

YAML = (".yaml", ".yml")
MARKDOWN = (".md", ".markdown")
KEPT = (*YAML, *MARKDOWN)  # looked into when all files are known; small, so their bytes are kept
KEPT_LIMIT = 20_000_000  # bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A file that could be read: its bytes where they are kept, and the hex sha256 of them."""

    path: str
    real: str
    size: int
    sha256: str
    content: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """found and refused by path.

    near          folded path -> path, to tell a spelling that is almost right
    plain_tables  workbooks named as the register of evidence that the sidecar of a register makes tables like others
    """

    found: Mapping[str, Found]
    refused: Mapping[str, Refused]
    near: Mapping[str, str]
    plain_tables: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """The hex sha256 over the paths and digests of all files, sorted by path."""
        whole = hashlib.sha256()
        for path in sorted(self.found):
            whole.update(f"{path}\0{self.found[path].sha256}\n".encode())
        return whole.hexdigest()


def read_files(walk: Walk, say: Callable[[str], None]) -> Files:
    """Every file of the folder, read and hashed."""
    found: dict[str, Found] = {}
    refused = {entry.path: entry for entry in walk.refused}
    for number, listed in enumerate(walk.files, start=1):
        if number % 1000 == 0 or listed.size > 50_000_000:
            say(f"Reading file {number} of {len(walk.files)}: {listed.path}")
        read = _read(listed)
        if isinstance(read, Found):
            found[listed.path] = read
        else:
            refused[listed.path] = read
    return Files(found=found, refused=refused, near={folded(path): path for path in (*found, *refused)})


def _read(listed: Listed) -> Found | Refused:
    content = None
    try:
        with Path(listed.real).open("rb") as file:
            if listed.path.casefold().endswith(KEPT) and listed.size <= KEPT_LIMIT:
                content = file.read()
                digest = hashlib.sha256(content).hexdigest()
            else:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return Refused(path=listed.path, message=unreadable(error), hint=REMEDY)
    size = listed.size if content is None else len(content)
    return Found(path=listed.path, real=listed.real, size=size, sha256=digest, content=content)


def with_contents(files: Files, contents: Mapping[str, bytes]) -> Files:
    """The files as if these bytes stood in the folder, in place of a file or as a new one."""
    made = {path: _instead(files.found.get(path), path, content) for path, content in contents.items()}
    merged = {**files.found, **made}
    found = {path: merged[path] for path in sorted(merged)}
    return replace(files, found=found, near={**files.near, **{folded(path): path for path in made}})


def _instead(stood: Found | None, path: str, content: bytes) -> Found:
    digest = hashlib.sha256(content).hexdigest()
    return Found(path=path, real=stood.real if stood else "", size=len(content), sha256=digest, content=content)


def folded(path: str) -> str:
    """A path without regard to upper and lower case and to how a system stores its accents."""
    return unicodedata.normalize("NFC", path).casefold()


def find(files: Files, text: str, described_in: str) -> Found | Fault:
    """The file that a record names: a path from the evidence folder, else from the folder of the describing file.

    It may be empty, which is for the record to tell.
    """
    path = text.replace("\\", "/")
    if "://" in text:
        return _fault(text, "is an address, not a file in this folder.", "Save a copy in the folder and name that.")
    inside = [_inside(f"{above}{path}") for above in dict.fromkeys(("", f"{described_in.rpartition('/')[0]}/"))]
    candidates = tuple(filter(None, inside))
    if path.startswith("/") or path[1:2] == ":" or all(one is None for one in inside):
        return _fault(text, "leaves the evidence folder.", "Write a path inside it, such as documents/policy.pdf.")
    for candidate in candidates:
        known = _known(files, candidate, text)
        if isinstance(known, Found) and _only_describes(files, known.path, described_in):
            return _fault(text, "says what evidence there is and is none itself.", "Name the file that shows it.")
        if known is not None:
            return known
    return _missing(files, text, candidates)


def _inside(path: str) -> str | None:
    """The path without `.` and `..`, from the evidence folder; None where it leaves that."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == ".." and not kept:
            return None
        if part == "..":
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept)


def _known(files: Files, path: str, text: str) -> Found | Fault | None:
    path = path if path in files.found else _same_letters(files, path)
    found = files.found.get(path)
    if found is None and path in files.refused:
        return _fault(text, f"is not read: {files.refused[path].message}", files.refused[path].hint)
    return found


def _only_describes(files: Files, path: str, described_in: str) -> bool:
    """A record cannot be held by the file that states it, nor by another that only states; Markdown is its own text."""
    plain = path.casefold()
    states = plain.endswith(YAML) or (is_workbook(path) and path not in files.plain_tables)
    return states or (path == described_in and not plain.endswith(MARKDOWN))


def _same_letters(files: Files, path: str) -> str:
    """The path of a file whose name is the same text in another Unicode form, as some systems store it."""
    near = files.near.get(folded(path), path)
    return near if unicodedata.normalize("NFC", near) == unicodedata.normalize("NFC", path) else path


def _missing(files: Files, text: str, candidates: tuple[str, ...]) -> Fault:
    near = next((files.near[folded(path)] for path in candidates if folded(path) in files.near), None)
    if near:
        return _fault(text, "is not in this folder.", f"Write '{near}': upper and lower case must agree.")
    if any(known.startswith(f"{path}/") for path in candidates for known in files.found):
        return _fault(text, "is a folder.", "Name one file in it.")
    return _fault(text, "is not in this folder.", "Put the file there, or take the name out.")


def refuse_empty(found: Found) -> Fault | None:
    """What is wrong with a file that holds nothing, as the backing of a record."""
    return None if found.size else _fault(found.path, "is empty (0 bytes).", "Put the file back, or name another.")


def check_digest(found: Found, recorded: str) -> Fault | None:
    """Whether a file still is what it was when somebody recorded its sha256."""
    return compare_digests(found.path, found.sha256, recorded)


def compare_digests(path: str, digest: str, recorded: str) -> Fault | None:
    """What is wrong where the digest of the file at `path` is not the one recorded."""
    given = recorded.casefold()
    if given == digest:
        return None
    if len(given) != 64 or set(given) - set("0123456789abcdef"):
        return Fault(("sha256",), "it is not a sha256 digest.", "Write the 64 hexadecimal digits.")
    said = f"'{path}' has changed: its sha256 begins {digest[:12]}, recorded is {given[:12]}."
    return Fault(("sha256",), said, "Put the old file back, or check the new one and record its sha256.")


def _fault(text: str, said: str, hint: str) -> Fault:
    return Fault(("file",), f"'{text}' {said}", hint)
