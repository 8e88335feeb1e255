"""The packs that come with vprs, read once for all tests of packs.

Takes nothing, gives readings, packs and requirements in a fixed order. It judges nothing.
"""

from __future__ import annotations

from functools import cache

from vprs.model import Pack, Requirement
from vprs.rulebook import built_in_folder, find_packs, read_pack
from vprs.rulebook.pack import PackReading


@cache
def readings() -> tuple[PackReading, ...]:
    return tuple(read_pack(folder) for folder in find_packs(built_in_folder()))


@cache
def packs() -> tuple[Pack, ...]:
    return tuple(reading.pack for reading in readings() if reading.pack is not None)


def requirements() -> tuple[tuple[Pack, Requirement], ...]:
    return tuple((pack, requirement) for pack in packs() for requirement in pack.requirements)


def pack_named(name: str) -> Pack:
    return next(pack for pack in packs() if pack.name == name)


def requirement_at(path: str) -> Requirement:
    """The requirement of this full path, `vprs-2020/plan/strategy-endorsed`."""
    return next(requirement for _, requirement in requirements() if requirement.path == path)
