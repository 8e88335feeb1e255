"""The embeddable interpreter, where somebody has it.

Takes the zip file as the Python project publishes it, gives its files and its version, or every reason why it will not
do. It is never fetched: whoever makes the folder downloads it and compares its digest with the one published beside it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from windows.faults import CannotPack

AMD64 = 0x8664
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ASK = "Give the file called 'Windows embeddable package (64-bit)' of a release of Python 3.11 to 3.14."


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """The interpreter's files by name; python: its version, `3.12`; digest: sha256 of the zip, in hex."""

    files: Mapping[str, bytes]
    python: str
    digest: str


def read_embedded(path: Path, expected: str = "") -> Embedded:
    """The interpreter in a zip file. expected: the sha256 it must have; empty: it is told and not held."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile) as error:
        raise CannotPack([f"{path} cannot be read as a zip file ({error}). {ASK}"]) from error
    digest = sha256(content).hexdigest()
    faults = []
    if expected and digest != expected.strip().lower():
        faults.append(f"{path.name} has the sha256 {digest}, not {expected.strip().lower()}. Download it again.")
    python = next((f"3.{found[1]}" for name in files if (found := re.fullmatch(r"python3(\d\d)\.dll", name))), "")
    if python not in PYTHONS:
        faults.append(f"{path.name} holds no python3NN.dll of Python {PYTHONS[0]} to {PYTHONS[-1]}. {ASK}")
    else:
        digits = python.replace(".", "")
        needed = ("python.exe", f"python{digits}.dll", f"python{digits}.zip", f"python{digits}._pth", "LICENSE.txt")
        faults += [f"{path.name} holds no {name}. {ASK}" for name in needed if name not in files]
    faults += [f"{path.name}: {fault}" for fault in machine_faults(files)]
    if faults:
        raise CannotPack(faults)
    return Embedded(files=files, python=python, digest=digest)


def machine_faults(files: Mapping[str, bytes]) -> list[str]:
    """The programs and libraries among files that are not for 64-bit Windows."""
    programs = {name: each for name, each in files.items() if name.lower().endswith((".exe", ".dll", ".pyd"))}
    return [f"{name} is not a program for 64-bit Windows. {ASK}" for name, each in programs.items() if not _amd64(each)]


def _amd64(content: bytes) -> bool:
    """Whether a portable executable is for AMD64, by its header (PE format: offset of the header at 0x3C)."""
    start = int.from_bytes(content[0x3C:0x40], "little")
    header = content[start : start + 6]
    return content[:2] == b"MZ" and header[:4] == b"PE\0\0" and int.from_bytes(header[4:6], "little") == AMD64


def search_path(python: str) -> bytes:
    """The `._pth` file: where this Python looks for modules, and nowhere else; no registry, no PYTHONPATH."""
    return f"python{python.replace('.', '')}.zip\r\n.\r\nLib\\site-packages\r\n".encode()
