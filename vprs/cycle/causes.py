"""Why a requirement moved between two closed cycles, by what both froze.

Takes what two cycles froze and a path that both have, gives causes in words: a rule is another file, a record is new,
altered or gone, or else only time has passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vprs.cycle.kept import RULES, Cycle, Seal

EVIDENCE, TIME, RULE, EDITION, LEANS = (
    "evidence changed",
    "time passed",
    "rule changed",
    "edition changed",
    "another requirement changed",
)
SHOWN = 3  # records named for one cause


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """What one closed cycle froze; rules: path of a requirement or `<pack>/pack` -> digest of its file."""

    cycle: Cycle
    findings: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, str]
    files: Mapping[str, str]
    rules: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Because:
    """One cause: which of the four (or five), and in words what it is."""

    cause: str
    what: str


def frozen(cycle: Cycle, seal: Seal, assessment: Mapping[str, Any], manifest: Mapping[str, Any]) -> Frozen:
    rules = f"{cycle.place}/{RULES}/"
    return Frozen(
        cycle=cycle,
        findings={each["requirement"]: each for each in assessment["findings"]},
        records=manifest["evidence"].get("records", {}),
        files=seal.files,
        rules={
            path.removeprefix(rules).removesuffix(".yaml"): digest
            for path, digest in seal.files.items()
            if path.startswith(rules)
        },
    )


def causes(one: Frozen, other: Frozen, path: str) -> Iterator[Because]:
    pack = path.partition("/")[0]
    ruled = False
    for rule, name in ((path, f"{path}.yaml"), (f"{pack}/pack", f"{pack}/pack.yaml")):
        was, now = one.rules.get(rule, ""), other.rules.get(rule, "")
        if was != now:
            ruled = True
            yield Because(cause=RULE, what=f"{name} is another file: {was[:12]} then, {now[:12]} now.")
    differing = list(_differing(one.findings[path], other.findings[path]))
    by_check = [(now["check"], list(_evidence_changed(one, other, was, now))) for was, now in differing]
    changed = list(dict.fromkeys(each for _, told in by_check for each in told))
    unmoved = [check for check, told in by_check if not told]
    if one.files.get("organisation.yaml") != other.files.get("organisation.yaml") and not differing:
        changed.append("organisation.yaml is another file")
    if changed:
        rest = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
        yield Because(cause=EVIDENCE, what=f"{'; '.join(changed[:SHOWN])}{rest}.")
    if unmoved and not ruled:
        yield Because(cause=TIME, what=f"The same records were judged on {other.cycle.cut_off}: {', '.join(unmoved)}.")
    if not differing and not ruled:
        yield Because(cause=LEANS, what="None of its own checks changed: a requirement that it leans on did.")


def _differing(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The checks whose answers are not the same; one that is new or gone is the rule's doing."""
    before = {each["check"]: each for each in was["checks"]}
    for each in now["checks"]:
        old = before.get(each["check"])
        if old is not None and (old["state"], old["reason"]) != (each["state"], each["reason"]):
            yield old, each


def _evidence_changed(one: Frozen, other: Frozen, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for place in now["evidence"]:
        if told := _told(place, one, other, "is new"):
            yield told
    for place in was["evidence"]:
        if told := _told(place, other, one, "is gone"):
            yield told
    if "unreadable" in (was["reason"], now["reason"]):
        yield "an item could be read in one cycle and not in the other"


def _told(place: Mapping[str, Any], there: Frozen, here: Frozen, missing: str) -> str:
    """How a record cited in one cycle (`here`) stands in the other (`there`); empty where it is the same there."""
    ident, file = place["id"], place["file"]
    if ident in here.records:
        known = there.records.get(ident)
        if known is None:
            return f"{ident} in {file} {missing}"
        if known != here.records[ident]:
            return f"{ident} in {file} was altered"
        return ""
    if file not in there.files:
        return f"{file} {missing}"
    return f"{file} is another file" if there.files[file] != here.files.get(file) else ""
