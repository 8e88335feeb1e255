"""A rule pack in plain English, as `vprs rules show` puts it.

Takes the name of a built-in pack, gives Markdown: what the pack is, and each requirement under its phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from textwrap import dedent

from docs.generate.markdown import block, code, plain, sentence, table
from vprs.commands.rules_show import show_all_lines
from vprs.model import Pack, Requirement
from vprs.rulebook import built_in_folder, read_pack


@cache
def read(name: str) -> Pack:
    """A built-in pack. Raises ValueError where it has problems; the suite sees to it that none has."""
    reading = read_pack(built_in_folder() / name)
    if reading.pack is None or reading.problems:
        raise ValueError([str(problem) for problem in reading.problems])
    return reading.pack


def pack_told(name: str) -> str:
    """Every requirement: what it asks in a sentence, and the whole rule in words."""
    pack = read(name)
    return "\n".join([*_overview(pack), *(part for phase in pack.phases for part in _phase(pack, phase))])


def _overview(pack: Pack) -> Iterator[str]:
    yield f"Edition {plain(pack.edition)}, published by {plain(pack.publisher)}; pack version {plain(pack.version)}.\n"
    rows = ((_link(each), plain(each.title), plain(each.theme), each.severity) for each in pack.requirements)
    yield table(("requirement", "title", "theme", "severity"), rows)


def _link(requirement: Requirement) -> str:
    return f"[{code(f'{requirement.phase}/{requirement.slug}')}](#{_anchor(requirement)})"


def _anchor(requirement: Requirement) -> str:
    return requirement.path.replace("/", "-")


def _phase(pack: Pack, phase: str) -> Iterator[str]:
    yield f"## {phase.capitalize()}\n"
    for each in pack.requirements:
        if each.phase == phase:
            yield f"({_anchor(each)})=\n### {plain(each.title)}\n"
            yield sentence(each.requirement) + "\n"
            yield block("\n".join(_rule(each)))


def _rule(requirement: Requirement) -> tuple[str, ...]:
    """The rule in words, without the digest of its file, which would date the page."""
    first, *rest = _shown()[requirement.path]
    return (first, *dedent("\n".join(line for line in rest if not line.startswith("  File: "))).splitlines())


@cache
def _shown() -> Mapping[str, tuple[str, ...]]:
    """Path -> what `vprs rules show` says of it."""
    shown: dict[str, tuple[str, ...]] = {}
    for line in show_all_lines(()):
        path = line.partition(":")[0]
        if line and not line.startswith(" "):
            shown[path] = (line,)
        elif line:
            *_, path = shown
            shown[path] += (line,)
    return shown
