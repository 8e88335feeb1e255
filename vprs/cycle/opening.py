"""Opening a cycle: its days, its rules as they are now, and what comes over from the one before.

Takes what was asked, the cycles there are, packs and evidence; gives a Cycle and the files that keep it. It refuses
days that cannot be, an id that is taken and a period that another cycle has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vprs.actions.recorded import recorded_actions
from vprs.checks.attested import is_carried
from vprs.cycle.kept import CLOSED, CYCLE, OPEN, RULES, Against, Carried, Cycle, KeptPack, Replaced, fault_in_id
from vprs.cycle.reading import before, latest_revisions, standing
from vprs.cycle.writing import cycle_text
from vprs.dates import Period
from vprs.holdings import known
from vprs.model import Answer, Assessment, Pack
from vprs.problem import InvalidInput, Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What somebody asked to open."""

    id: str
    period: Period
    cut_off: date
    board_body: str
    board_date: date


def opened(asked: Asked, cycles: Sequence[Cycle], packs: Sequence[Pack]) -> Cycle:
    """The cycle, without what it carries over. Raises InvalidInput with everything that is wrong with it."""
    problems = [Problem(file=where, message=said, hint=hint) for where, said, hint in _faults(asked, cycles)]
    if problems:
        raise InvalidInput(problems)
    return Cycle(
        id=asked.id,
        revision=1,
        status=OPEN,
        period=asked.period,
        cut_off=asked.cut_off,
        board_body=asked.board_body,
        board_date=asked.board_date,
        packs=kept_packs(packs),
    )


def _faults(asked: Asked, cycles: Sequence[Cycle]) -> Iterator[tuple[str, str, str]]:
    if fault := fault_in_id(asked.id):
        yield "cycle", f"'{asked.id}' is no id for a cycle: {fault}.", "Write one like 2026-H1."
    period = asked.period
    if period.end < period.start:
        yield "--to", f"{period.end} is before --from, {period.start}.", "Give the earlier day first."
    if asked.cut_off < period.end:
        said = f"{asked.cut_off} is before the end of the period, {period.end}."
        yield "--cut-off", said, "A period is judged as of its last day or later."
    if asked.board_date < asked.cut_off:
        said = f"{asked.board_date} is before the cut-off, {asked.cut_off}."
        yield "--board", said, "A board receives what has been judged: name its meeting after the cut-off."
    for other in latest_revisions(cycles):
        if other.id.casefold() == asked.id.casefold():
            hint = "Correct a closed one with --revise." if other.closed else "Go on with it, or choose another id."
            yield f"{other.place}/{CYCLE}", f"there is a cycle '{other.id}' already.", hint
        elif other.period.start <= period.end and period.start <= other.period.end:
            said = (
                f"cycle {other.id} judges {other.period.start} to {other.period.end}, which this one would judge again."
            )
            yield f"{other.place}/{CYCLE}", said, "Give the new one a period of its own."


def kept_packs(packs: Iterable[Pack]) -> tuple[KeptPack, ...]:
    return tuple(KeptPack(name=pack.name, version=pack.version, digest=pack.digest) for pack in packs)


def revised(cycle: Cycle, seal: str, reason: str, packs: Sequence[Pack] | None = None) -> Cycle:
    """The next revision of a closed cycle, by the same rules unless others are given. Raises InvalidInput.

    seal: the SHA-256 of the seal.json that is corrected.
    """
    if not cycle.closed:
        said, hint = f"cycle {cycle.said} is open: there is nothing to correct yet.", "Close it first."
        raise InvalidInput([Problem(file=f"{cycle.place}/{CYCLE}", message=said, hint=hint)])
    if not reason.strip():
        said, hint = "a correction needs its reason.", 'Add --reason "why the closed one is wrong".'
        raise InvalidInput([Problem(file=f"{cycle.place}/{CYCLE}", message=said, hint=hint)])
    return replace(
        cycle,
        revision=cycle.revision + 1,
        status=OPEN,
        packs=cycle.packs if packs is None else kept_packs(packs),
        replaces=Replaced(revision=cycle.revision, seal=seal, reason=" ".join(reason.split())),
    )


def closed(cycle: Cycle, cycles: Iterable[Cycle], former: Mapping[str, tuple[str, ...]]) -> Cycle:
    """The cycle as closed, with what it was judged against. former: as in `Against`."""
    cycles = tuple(cycles)
    last, after = last_closed(cycle, cycles), confirmed_after(cycle, cycles)
    ident, revision = (last.id, last.revision) if last else ("", 0)
    against = Against(id=ident, revision=revision, confirmed_after=after, former=former)
    return replace(cycle, status=CLOSED, against=against)


# ----------------------------------------------------------------------------------------------- what comes over


def confirmed_after(cycle: Cycle, cycles: Iterable[Cycle]) -> date | None:
    """The cut-off of the cycle before: what was judged by then is carried forward; None where there is none before."""
    if cycle.against:
        return cycle.against.confirmed_after
    earlier = before((each for each in latest_revisions(cycles) if each.id != cycle.id), cycle.period)
    days = [day for day in (earlier and earlier.cut_off, cycle.carried and cycle.carried.judged_until) if day]
    return max(days, default=None)


def last_closed(cycle: Cycle, cycles: Iterable[Cycle]) -> Cycle | None:
    """The closed cycle before this one, its latest revision; of a closed cycle the one it was judged against."""
    if cycle.against:
        ident, revision = cycle.against.id, cycle.against.revision
        return next((each for each in cycles if (each.id, each.revision) == (ident, revision)), None)
    return before((each for each in standing(cycles) if each.id != cycle.id), cycle.period)


def carried(source: Cycle, judged_until: date, frozen: Mapping[str, tuple[str, ...]], now: Assessment) -> Carried:
    """What comes over: open actions, evidence that is still there, judgements that nobody has confirmed again.

    frozen  requirement path -> files its answers rested on when the cycle before was closed
    now     the evidence judged in the new cycle
    """
    there = {file.path for file in now.workspace.files}
    links = {path: tuple(file for file in files if file in there) for path, files in frozen.items()}
    return Carried(
        source=source.id,
        judged_until=judged_until,
        actions=tuple(sorted(each.record.id for each in recorded_actions(now) if each.open)),
        judgements=carried_judgements(now),
        evidence={path: files for path, files in sorted(links.items()) if files},
    )


def carried_judgements(now: Assessment) -> tuple[str, ...]:
    """Ids of the attestations that belong to an earlier cycle than the one that is judged."""
    if now.cycle is None or now.cycle.confirmed_after is None:
        return ()
    until = now.cycle.confirmed_after
    return tuple(sorted(each.id for each in known(now, "attestation") if is_carried(each, until) is not False))


def rested_on(assessment: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Requirement path -> files that a yes of it rested on, out of a closed assessment.json."""
    found: dict[str, tuple[str, ...]] = {}
    findings = assessment["findings"]
    assert isinstance(findings, list)
    for finding in findings:
        files = {
            place["file"]
            for check in finding["checks"]
            if check["state"] == Answer.YES.value
            for place in check["evidence"]
        }
        if files:
            found[finding["requirement"]] = tuple(sorted(files))
    return found


def files_of(cycle: Cycle, rules: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path below `cycles/` -> bytes: cycle.yaml and the copy of the rules that the cycle keeps."""
    kept = {f"{cycle.folder}/{RULES}/{path}": content for path, content in rules.items()}
    return kept | {f"{cycle.folder}/{CYCLE}": cycle_text(cycle).encode()}
