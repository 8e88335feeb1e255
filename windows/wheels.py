"""Wheels for 64-bit Windows: whether they are, what they need there, what they say of themselves.

Takes wheel files, gives `Wheel`s, or every reason why they will not do. What a wheel needs is asked with Windows' own
markers: pip, run elsewhere, passes over what is needed on Windows alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from windows.faults import CannotPack

PLATFORM = "win_amd64"


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """One wheel. needs: what it asks for on Windows, with the extras that were asked of it."""

    path: Path
    name: str
    version: str
    metadata: Message

    def needs(self, python: str, extras: Iterable[str] = ()) -> tuple[Requirement, ...]:
        asked = [Requirement(str(line)) for line in self.metadata.get_all("Requires-Dist", [])]
        worlds = [environment(python) | {"extra": extra} for extra in ("", *extras)]
        return tuple(one for one in asked if one.marker is None or any(map(one.marker.evaluate, worlds)))


def environment(python: str) -> dict[str, str]:
    """The markers of a 64-bit Windows with this Python (`3.12`)."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def tags(python: str) -> frozenset[Tag]:
    """Every tag of a wheel that this Python takes on 64-bit Windows."""
    major, minor = map(int, python.split("."))
    own = f"cp{major}{minor}"
    native = cpython_tags((major, minor), platforms=[PLATFORM])
    return frozenset((*native, *compatible_tags((major, minor), interpreter=own, platforms=[PLATFORM])))


def read_wheels(folder: Path, python: str) -> tuple[Wheel, ...]:
    """Every wheel of a folder, by name. Raises CannotPack for whatever else lies there or is not for Windows."""
    faults: list[str] = []
    found: dict[str, Wheel] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".whl":
            faults.append(f"{path.name} is no wheel. Nothing may be built on the way: ask for a version that has one.")
            continue
        _, _, _, offered = parse_wheel_filename(path.name)
        if not offered & tags(python):
            faults.append(f"{path.name} is not for Python {python} on 64-bit Windows. Download it for {PLATFORM}.")
            continue
        wheel = _read(path)
        if wheel.name in found:
            faults.append(f"{path.name} and {found[wheel.name].path.name} are one package. Keep one of them.")
        found[wheel.name] = wheel
    if faults:
        raise CannotPack(faults)
    return tuple(found[name] for name in sorted(found))


def _read(path: Path) -> Wheel:
    with zipfile.ZipFile(path) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA") and each.count("/") == 1)
        metadata = message_from_bytes(archive.read(name))
    name, version = canonicalize_name(str(metadata["Name"])), str(metadata["Version"])
    return Wheel(path=path, name=name, version=version, metadata=metadata)


def missing(wheels: Sequence[Wheel], python: str, extras: Mapping[str, Sequence[str]]) -> tuple[Requirement, ...]:
    """What the wheels need on Windows and no wheel meets; extras: package -> those asked of it by ourselves."""
    there = {wheel.name: wheel for wheel in wheels}
    asked = {name: set(wanted) for name, wanted in extras.items()}
    lacking: dict[str, Requirement] = {}
    waiting = [wheel.name for wheel in wheels]
    while waiting:
        name = waiting.pop()
        for need in there[name].needs(python, sorted(asked.get(name, ()))):
            other = canonicalize_name(need.name)
            if other not in there or not need.specifier.contains(there[other].version, prereleases=True):
                lacking[str(need)] = need
            elif not need.extras <= asked.setdefault(other, set()):
                asked[other] |= need.extras
                waiting.append(other)
    return tuple(lacking[each] for each in sorted(lacking))
