"""Wheels and an interpreter made up for the tests of the folder for Windows: a few bytes each, in the right form."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def program(machine: int = 0x8664) -> bytes:
    """The first bytes of a portable executable for a machine; AMD64 where none is given."""
    return b"MZ" + b"\0" * 58 + (64).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little")


def wheel(
    folder: Path,
    name: str,
    *,
    tag: str = "py3-none-any",
    needs: tuple[str, ...] = (),
    files: Mapping[str, bytes] | None = None,
    licence: str = "licenses/LICENSE",
    version: str = "1.0",
) -> Path:
    """A wheel of one module, or of the files given, with its metadata and licence."""
    own = f"{name}-{version}.dist-info"
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
    content = {f"{name}/__init__.py": b"", **(files or {}), f"{own}/METADATA": "\n".join(lines).encode()}
    if licence:
        content[f"{own}/{licence}"] = b"Do as you like.\n"
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in content.items():
            archive.writestr(inner, text)
    return path


def interpreter(path: Path, *, python: str = "312", without: str = "", machine: int = 0x8664) -> Path:
    """A zip file that looks like the embeddable interpreter."""
    files = {
        "python.exe": program(machine),
        f"python{python}.dll": program(),
        f"python{python}.zip": b"PK",
        f"python{python}._pth": f"python{python}.zip\n.\n#import site\n".encode(),
        "vcruntime140.dll": program(),
        "LICENSE.txt": b"The licence of Python.\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            if name != without:
                archive.writestr(name, content)
    return path
