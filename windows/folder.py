"""The folder as it will lie on a Windows computer: path -> content.

Takes wheels and perhaps an interpreter, gives every file, licences and digests among them, or every reason why Windows
would not have it so.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

from vprs.disk import reserved_by_windows
from windows.embed import Embedded, machine_faults, search_path
from windows.faults import CannotPack
from windows.wheels import Wheel

ROOT = "vprs-windows"
SITE = "python/Lib/site-packages"
LONGEST = 180  # characters from the folder's own name; a profile's folder and OneDrive take most of the 260 there are
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\\]')
LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
OWN = Path(__file__).parent

Files = Mapping[str, bytes]


def laid_out(wheels: Sequence[Wheel], embedded: Embedded | None, version: str) -> Files:
    """Every file, sorted by path; without an interpreter the same folder lacks just that."""
    files: dict[str, bytes] = {}
    for wheel in wheels:
        files |= {f"{SITE}/{name}": content for name, content in unpacked(wheel).items()}
        files |= dict(_licences(wheel))
    if embedded:
        pth = f"python{embedded.python.replace('.', '')}._pth"
        files |= {f"python/{name}": content for name, content in embedded.files.items()}
        files[f"python/{pth}"] = search_path(embedded.python)
        files[f"licences/python-{embedded.python}/LICENSE.txt"] = embedded.files["LICENSE.txt"]
    files["vprs.cmd"] = _for_windows((OWN / "vprs.cmd").read_text("utf-8"))
    readme = (OWN / "README-WINDOWS.txt").read_text("utf-8").replace("{version}", version)
    files["README-WINDOWS.txt"] = _for_windows(readme)
    files["licences/LICENCES.txt"] = _for_windows(_named(wheels, embedded))
    files["SHA256SUMS"] = _sums(files)
    if faults := [*_faults(files), *_without_licence(wheels, files)]:
        raise CannotPack(faults)
    return {name: files[name] for name in sorted(files)}


def unpacked(wheel: Wheel) -> Files:
    """What a wheel installs beside other packages; programs to start it are left out, for vprs.cmd is the one."""
    with zipfile.ZipFile(wheel.path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    placed: dict[str, bytes] = {}
    for name, content in files.items():
        top, _, rest = name.partition("/")
        if not top.endswith(".data"):
            placed[name] = content
            continue
        sort, _, inner = rest.partition("/")
        if sort in ("purelib", "platlib"):
            placed[inner] = content
        elif sort not in ("scripts", "headers") and not inner.startswith(("share/man/", "share/doc/")):
            raise CannotPack([f"{wheel.path.name} puts files into '{sort}', which this folder has no place for."])
    return placed


def _licences(wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel.path) as archive:
        for name in archive.namelist():
            path = PurePosixPath(name)
            if path.parts[0].endswith(".dist-info") and LICENCE.search(path.name) and not name.endswith("/"):
                inner = "-".join(part for part in path.parts[1:] if part not in ("licenses", "license_files"))
                yield f"licences/{wheel.name}-{wheel.version}/{inner}", archive.read(name)


def _without_licence(wheels: Sequence[Wheel], files: Files) -> Iterator[str]:
    for wheel in wheels:
        if not any(name.startswith(f"licences/{wheel.name}-{wheel.version}/") for name in files):
            yield f"{wheel.path.name} carries no licence text, so it cannot be handed on. Take a version that does."


def _named(wheels: Sequence[Wheel], embedded: Embedded | None) -> str:
    """Each part with its version and the licence it names."""
    lines = [f"{wheel.name} {wheel.version}: {_licence_of(wheel)}" for wheel in wheels]
    if embedded:
        lines.append(f"Python {embedded.python}: PSF-2.0; the zip file it came in has the sha256 {embedded.digest}")
    return (
        "What is in this folder, and under which licence. The texts lie beside this file.\n\n" + "\n".join(lines) + "\n"
    )


def _licence_of(wheel: Wheel) -> str:
    said = wheel.metadata
    listed = [str(line).rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if "License ::" in str(line)]
    first = str(said["License"] or "").strip().partition("\n")[0]
    return str(said["License-Expression"] or "") or ", ".join(listed) or first or "see its text"


def _for_windows(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _sums(files: Files) -> bytes:
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _faults(files: Files) -> Iterator[str]:
    """What Windows would refuse, or take for another file."""
    for name in files:
        whole = f"{ROOT}/{name}"
        if len(whole) > LONGEST:
            yield f"{whole} is {len(whole)} characters long; {LONGEST} is the most. Leave the package out."
        for part in PurePosixPath(name).parts:
            if FORBIDDEN.search(part) or part.endswith((".", " ")) or reserved_by_windows(part):
                yield f"{whole}: Windows has no file of the name '{part}'. Leave the package out."
    counted = Counter(name.casefold() for name in files)
    yield from (f"{ROOT}/{name}: two names differ only in capitals." for name, times in counted.items() if times > 1)
    yield from machine_faults(files)
