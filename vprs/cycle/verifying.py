"""Whether a closed cycle is still as it was closed: its seal, the chain of seals, every sealed file, its sign-offs.

Takes what lies in the folder now as digests, gives what was modified, added or removed and which requirements lean on
it. It judges nothing again; that is done where assessments are made, and told beside this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vprs.cycle.kept import RULES, SEAL, SIGNED, SIGNOFFS, Cycle, Seal, SignOff
from vprs.cycle.sealing import seal_values

EVERY = "every requirement"
MODIFIED, ADDED, REMOVED = "modified", "added", "removed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A file that is not as it was sealed.

    how      modified, added or removed
    leaning  paths of requirements that lean on it, sorted; `every requirement` where all of a pack or folder do
    ours     whether it lies in the cycle's own folder, where nothing may change
    """

    path: str
    how: str
    leaning: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaning:
    """Which requirements of a closed assessment lean on which file."""

    by_path: Mapping[str, frozenset[str]]

    def on(self, path: str, cycle: Cycle) -> tuple[str, ...]:
        rules = f"{cycle.place}/{RULES}/"
        if path.startswith(rules):
            pack, _, rest = path.removeprefix(rules).partition("/")
            slug = rest.removesuffix(".yaml")
            return (f"{pack}/{slug}",) if "/" in slug else (f"{EVERY} of {pack}",)
        if path == "organisation.yaml":
            return (EVERY,)
        return tuple(sorted(self.by_path.get(path, ())))


def leaning_of(assessment: Mapping[str, Any], manifest: Mapping[str, Any]) -> Leaning:
    """From what was frozen: a check leans on the file of a record it cites, and on the file which that rests on."""
    asked_by_id: dict[str, set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for finding in assessment["findings"]:
        for check in finding["checks"]:
            for place in check["evidence"]:
                found[place["file"]].add(finding["requirement"])
                asked_by_id[place["id"]].add(finding["requirement"])
    for file in manifest["evidence"]["files"]:
        for ident in file["records"]:
            if ident in asked_by_id:
                found[file["path"]] |= asked_by_id[ident]
    return Leaning(by_path={path: frozenset(paths) for path, paths in found.items()})


def changes(seal: Seal, now: Mapping[str, str], cycle: Cycle, leaning: Leaning) -> tuple[Changed, ...]:
    """What is not as it was sealed; `now`: path -> digest of evidence and of the cycle's folder."""
    found = []
    for path in sorted(seal.files.keys() | now.keys()):
        ours = path.startswith(f"{cycle.place}/")
        if path not in seal.files:
            if not (ours and _comes_later(path, cycle)):
                found.append(Changed(path=path, how=ADDED, leaning=leaning.on(path, cycle), ours=ours))
        elif path not in now:
            found.append(Changed(path=path, how=REMOVED, leaning=leaning.on(path, cycle), ours=ours))
        elif now[path] != seal.files[path]:
            found.append(Changed(path=path, how=MODIFIED, leaning=leaning.on(path, cycle), ours=ours))
    return tuple(found)


def _comes_later(path: str, cycle: Cycle) -> bool:
    """The seal itself, and what is written when people sign."""
    rest = path.removeprefix(f"{cycle.place}/")
    return rest in (SEAL, SIGNOFFS) or rest.startswith(f"{SIGNED}/")


def seal_faults(seal: Seal, cycle: Cycle, wanted: str = "") -> Iterator[str]:
    """What is wrong with a seal in itself; `wanted`: the fingerprint that the minutes have."""
    if (seal.cycle, seal.revision) != (cycle.id, cycle.revision):
        yield f"{cycle.place}/{SEAL} is the seal of {seal.cycle}, revision {seal.revision}."
    if not cycle.closed:
        yield f"{cycle.place} has a seal, and its cycle.yaml says that it is open."
    if _fingerprint(seal, cycle) != seal.fingerprint:
        yield f"{cycle.place}/{SEAL} was changed: its fingerprint is not that of what it holds."
    if wanted and wanted.casefold() != seal.fingerprint:
        yield f"The fingerprint is {seal.fingerprint}, not {wanted} as the minutes have it."


def _fingerprint(seal: Seal, cycle: Cycle) -> str:
    """That of what the seal holds, whatever it says of itself."""
    held = seal_values(cycle, previous=seal.previous, files=seal.files, accepted=seal.accepted, program=seal.program)
    return str(held["fingerprint"])


def chain_faults(seals: Sequence[tuple[Cycle, Seal]]) -> Iterator[str]:
    """Where the seals do not follow one another in one line, from a first one without another before it."""
    by_digest = {seal.digest: cycle for cycle, seal in seals}
    named: dict[str, list[Cycle]] = defaultdict(list)
    for cycle, seal in seals:
        named[seal.previous].append(cycle)
        if seal.previous and seal.previous not in by_digest:
            yield f"{cycle.place}: the seal before it ({seal.previous[:16]}) was changed or removed."
    for digest, cycles in sorted(named.items()):
        if len(cycles) > 1:
            told = ", ".join(cycle.place for cycle in cycles)
            before = f"the seal {digest[:16]}" if digest else "no seal"
            yield f"{told} each follow {before}: the seals are not one line."
    for cycle, _ in seals:
        old = cycle.replaces
        if old and not any(
            (each.id, each.revision, seal.digest) == (cycle.id, old.revision, old.seal) for each, seal in seals
        ):
            yield f"{cycle.place} replaces revision {old.revision}, whose seal is not the one it names."


def signoff_faults(done: Iterable[SignOff], cycle: Cycle, seal: Seal) -> Iterator[str]:
    """Sign-offs of something else than what is sealed."""
    for each in done:
        if each.digest != seal.digest:
            yield f"{cycle.place}/{SIGNOFFS}: {each.role} signed another seal ({each.digest[:16]})."
