"""The cycles of an evidence folder, as its `cycles/` holds them.

Takes the evidence folder, gives every revision of every cycle, or all problems of their files at once. It writes
nothing and follows no link.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vprs.cycle.files import day_in, read_values
from vprs.cycle.kept import (
    CYCLE,
    CYCLES,
    SEAL,
    SIGNOFFS,
    Against,
    Carried,
    Cycle,
    KeptPack,
    Replaced,
    Seal,
    SignOff,
    split_revision,
)
from vprs.cycle.sealing import digest_of
from vprs.dates import Period
from vprs.in_cycle import AcceptedLoss
from vprs.problem import InvalidInput, Problem, nearest


def read_cycles(evidence: Path) -> tuple[Cycle, ...]:
    """Every revision, by the end of its period, then id and revision. Raises InvalidInput with the faults of all."""
    found: list[Cycle] = []
    problems: list[Problem] = []
    for folder in _folders(evidence / CYCLES):
        try:
            found.append(_read(folder))
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return tuple(sorted(found, key=lambda each: (each.period.end, each.id, each.revision)))


def _folders(cycles: Path) -> list[Path]:
    if not cycles.is_dir() or cycles.is_symlink():
        return []
    return sorted(
        each
        for each in cycles.iterdir()
        if not each.name.startswith(".") and not each.is_symlink() and (each / CYCLE).is_file()
    )


def _read(folder: Path) -> Cycle:
    shown = f"{CYCLES}/{folder.name}/{CYCLE}"
    raw = read_values(folder / CYCLE, shown, "cycles/cycle.json")
    period = Period(
        day_in(raw["period"]["start"], shown, "period.start"), day_in(raw["period"]["end"], shown, "period.end")
    )
    cycle = Cycle(
        id=raw["id"],
        revision=raw["revision"],
        status=raw["status"],
        period=period,
        cut_off=day_in(raw["cut_off"], shown, "cut_off"),
        board_body=raw["board"]["body"],
        board_date=day_in(raw["board"]["date"], shown, "board.date"),
        packs=tuple(KeptPack(**each) for each in raw["packs"]),
        replaces=Replaced(**raw["replaces"]) if "replaces" in raw else None,
        carried=_carried(raw["carried"], shown) if "carried" in raw else None,
        against=_against(raw["against"] or {}, shown) if "against" in raw else None,
    )
    faults = []
    if cycle.folder != folder.name:
        faults += [("id", f"it says cycle {cycle.said}, and its folder is named '{folder.name}'.")]
    if period.end < period.start:
        faults += [("period", "it ends before it starts.")]
    if cycle.cut_off < period.end:
        faults += [("cut_off", f"{cycle.cut_off} is before the end of the period, {period.end}.")]
    if faults:
        raise InvalidInput(
            Problem(file=shown, where=where, message=said, hint="Put it back as it was.") for where, said in faults
        )
    return cycle


def _against(raw: Any, shown: str) -> Against:
    after = raw.get("confirmed_after")
    return Against(
        id=raw.get("id", ""),
        revision=raw.get("revision", 0),
        confirmed_after=day_in(after, shown, "against.confirmed_after") if after else None,
        former={path: tuple(paths) for path, paths in (raw.get("former") or {}).items()},
    )


def _carried(raw: Any, shown: str) -> Carried:
    return Carried(
        source=raw["from"],
        judged_until=day_in(raw["judged_until"], shown, "carried.judged_until"),
        actions=tuple(raw.get("actions", ())),
        judgements=tuple(raw.get("judgements", ())),
        evidence={path: tuple(files) for path, files in (raw.get("evidence") or {}).items()},
    )


def read_seal(evidence: Path, cycle: Cycle) -> Seal:
    """The seal of a closed cycle. Raises InvalidInput where it is not there or not as it was written."""
    shown = f"{cycle.place}/{SEAL}"
    path = evidence / CYCLES / cycle.folder / SEAL
    raw = read_values(path, shown, "cycles/seal.json")
    return Seal(
        cycle=raw["cycle"]["id"],
        revision=raw["cycle"]["revision"],
        previous=raw["previous"] or "",
        files=raw["files"],
        accepted=tuple(
            AcceptedLoss(file=each["file"], by=each["by"], on=day_in(each["on"], shown, "accepted.on"))
            for each in raw["accepted"]
        ),
        fingerprint=raw["fingerprint"],
        program=raw["program"],
        digest=digest_of(path.read_bytes()),
    )


def read_signoffs(evidence: Path, cycle: Cycle) -> tuple[SignOff, ...]:
    """The sign-offs of a cycle in the order in which they were made; none where nobody has signed."""
    shown = f"{cycle.place}/{SIGNOFFS}"
    path = evidence / CYCLES / cycle.folder / SIGNOFFS
    if not path.exists():
        return ()
    raw = read_values(path, shown, "cycles/signoffs.json")
    return tuple(
        SignOff(
            role=each["role"],
            name=each["name"],
            decision=each["decision"],
            on=day_in(each["date"], shown, f"{number}.date"),
            digest=each["digest"],
            minute=each.get("minute", ""),
        )
        for number, each in enumerate(raw)
    )


def named(cycles: Iterable[Cycle], ident: str) -> Cycle:
    """The cycle of an id, its latest revision, or the one that `-rN` names. InvalidInput offers a spelling."""
    cycles = tuple(cycles)
    own, revision = split_revision(ident)
    for wanted, number in ((ident, None), (own, revision)):
        found = [each for each in cycles if each.id == wanted and (number is None or each.revision == number)]
        if found:
            return max(found, key=lambda each: each.revision)
    known = sorted({each.id for each in cycles})
    hint = nearest(ident, known) or (
        f"The cycles there are: {', '.join(known)}." if known else "Begin one with `vprs cycle open`."
    )
    raise InvalidInput([Problem(file=CYCLES, message=f"there is no cycle '{ident}'.", hint=hint)])


def latest_revisions(cycles: Iterable[Cycle]) -> tuple[Cycle, ...]:
    """Of every cycle the revision with the highest number."""
    found: dict[str, Cycle] = {}
    for each in sorted(cycles, key=lambda each: each.revision):
        found[each.id] = each
    return tuple(sorted(found.values(), key=lambda each: (each.period.end, each.id)))


def standing(cycles: Iterable[Cycle]) -> tuple[Cycle, ...]:
    """Of every cycle that was ever closed its latest closed revision."""
    return latest_revisions(each for each in cycles if each.closed)


def before(cycles: Iterable[Cycle], period: Period) -> Cycle | None:
    """The one among these whose period ended last before a period begins; None where none did."""
    earlier = [each for each in cycles if each.period.end < period.start]
    return max(earlier, key=lambda each: (each.period.end, each.cut_off, each.revision), default=None)
