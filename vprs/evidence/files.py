"""The files of an evidence folder with their digests, and the way from a record to the file it rests on.

Takes what `walk` listed, reads every file once (large ones in pieces), gives `Files`. A path in a record is looked
up among the files that were listed; no path out of a record is ever opened, so none can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

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
    """found and refused by path; near: folded path -> path, to tell a spelling that is almost right."""

    found: Mapping[str, Found]
    refused: Mapping[str, Refused]
    near: Mapping[str, str]

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
    return Files(found=found, refused=refused, near={_folded(path): path for path in (*found, *refused)})


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


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def find(files: Files, text: str, described_in: str) -> Found | Fault:
    """The file that a record names: a path from the evidence folder, else from the folder of the describing file."""
    path = text.replace("\\", "/").removeprefix("./")
    parts = PurePosixPath(path).parts
    if "://" in text:
        return _fault(text, "is an address, not a file in this folder.", "Save a copy in the folder and name that.")
    if path.startswith("/") or path[1:2] == ":" or ".." in parts:
        return _fault(text, "leaves the evidence folder.", "Write a path inside it, such as documents/policy.pdf.")
    beside = described_in.rpartition("/")[0]
    candidates = tuple(filter(None, ("/".join(parts), "/".join((beside, *parts)) if beside else "")))
    for candidate in candidates:
        known = _known(files, candidate, text)
        if isinstance(known, Found) and _only_describes(known.path, described_in):
            return _fault(text, "says what evidence there is and is none itself.", "Name the file that shows it.")
        if known is not None:
            return known
    return _missing(files, text, candidates)


def _known(files: Files, path: str, text: str) -> Found | Fault | None:
    path = path if path in files.found else _same_letters(files, path)
    found = files.found.get(path)
    if found is not None:
        return found if found.size else _fault(text, "is empty (0 bytes).", "Put the file back, or name another.")
    if path in files.refused:
        return _fault(text, f"is not read: {files.refused[path].message}", files.refused[path].hint)
    return None


def _only_describes(path: str, described_in: str) -> bool:
    """A record cannot be held by the file that states it, nor by another that only states; Markdown is its own text."""
    folded = path.casefold()
    return folded.endswith(YAML) or (path == described_in and not folded.endswith(MARKDOWN))


def _same_letters(files: Files, path: str) -> str:
    """The path of a file whose name is the same text in another Unicode form, as some systems store it."""
    near = files.near.get(_folded(path), path)
    return near if unicodedata.normalize("NFC", near) == unicodedata.normalize("NFC", path) else path


def _missing(files: Files, text: str, candidates: tuple[str, ...]) -> Fault:
    near = next((files.near[_folded(path)] for path in candidates if _folded(path) in files.near), None)
    if near:
        return _fault(text, "is not in this folder.", f"Write '{near}': upper and lower case must agree.")
    if any(known.startswith(f"{path}/") for path in candidates for known in files.found):
        return _fault(text, "is a folder.", "Name one file in it.")
    return _fault(text, "is not in this folder.", "Put the file there, or take the name out.")


def check_digest(found: Found, recorded: str) -> Fault | None:
    """Whether a file still is what it was when somebody recorded its sha256."""
    given = recorded.casefold()
    if given == found.sha256:
        return None
    if len(given) != 64 or set(given) - set("0123456789abcdef"):
        return Fault(("sha256",), "it is not a sha256 digest.", "Write the 64 hexadecimal digits.")
    said = f"'{found.path}' has changed: its sha256 begins {found.sha256[:12]}, recorded is {given[:12]}."
    return Fault(("sha256",), said, "Put the old file back, or check the new one and record its sha256.")


def _fault(text: str, said: str, hint: str) -> Fault:
    return Fault(("file",), f"'{text}' {said}", hint, discreet=f"the file that it names {said}")
