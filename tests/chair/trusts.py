"""Assessments at the edges of what one page must hold: nothing, everything met, the longest of everything."""

from __future__ import annotations

import dataclasses
from datetime import date
from types import MappingProxyType

from tests.report import building, hostile
from vprs.in_cycle import Bounds, InCycle, LastCycle
from vprs.model import Assessment, EvidenceFile, Finding, Lost, Outcome
from vprs.problem import Problem

LONG = "Violence prevention and reduction across every site and every service of the whole organisation, " * 6
BROAD = "W" * 3000


def two_packs() -> Assessment:
    found = (
        building.met("plan", "a"),
        building.not_met("plan", "b"),
        building.not_assessed("do", "c"),
        building.met("plan", "x", pack="vprs-2024"),
        building.not_met("do", "y", pack="vprs-2024"),
    )
    return building.assessment(found)


def many_packs() -> Assessment:
    found = tuple(building.not_met("plan", "a", pack=f"pack-{number:02}") for number in range(12))
    made = building.assessment(found)
    *others, last = made.opinions
    return dataclasses.replace(made, opinions=(*others, dataclasses.replace(last, level="none")))


def longest(text: str, packs: tuple[str, ...]) -> Assessment:
    """The text wherever evidence or rules can put one, in a signed-off cycle after another, with everything wrong."""
    found = tuple(_finding(text, pack, number) for pack in packs for number in range(9))
    role = building.record("lsms", "organisation.roles", file="organisation.yaml", id="lsms", name=text)
    actions = tuple(
        building.record(
            f"A-{number}",
            "action",
            what=text,
            lead="lsms",
            due=building.a_day("2026-10-01"),
            raised_on=building.a_day("2026-04-01"),
            requirement=f"{packs[-1]}/plan/case-{number}",
            status="open",
        )
        for number in range(2)
    )
    made = building.with_registers()
    made = building.assessment(
        found,
        records=(*made.workspace.records, *actions),
        problems=tuple(Problem(file=text, message=text) for _ in range(1234)),
        lost=(Lost(kind=None, file=text),) * 1234,
        files=tuple(EvidenceFile(path=f"{number}", size=1, sha256=None, described=False) for number in range(12345)),
        who=dataclasses.replace(building.organisation(text), lists={"roles": (role,)}),
    )
    reason = "; ".join(f"requirements of high severity not met: {number} (exactly 0 asked)" for number in range(40))
    because = (f"Limited assurance: {reason}.", f"Not moderate assurance: {reason}.", "Open actions: 4 overdue.")
    return dataclasses.replace(
        made,
        opinions=tuple(dataclasses.replace(each, because=because) for each in made.opinions),
        cycle=InCycle(
            id="c" * 40, revision=12, cut_off=date(2026, 10, 20), board_body="board", board_date=date(2026, 11, 26)
        ),
        last=LastCycle(
            id="b" * 40,
            revision=12,
            as_of=date(2026, 4, 20),
            found={each.requirement.path: _met() for each in found},
            levels=dict.fromkeys(packs, "substantial"),
        ),
    )


def _met() -> Bounds:
    return Bounds(outcome=Outcome.MET, floor=Outcome.MET, ceiling=Outcome.MET)


def _finding(text: str, pack: str, number: int) -> Finding:
    if number == 8:
        return building.not_assessed("plan", f"case-{number}", title=text, pack=pack)
    made = building.not_met("plan", f"case-{number}", title=text, pack=pack)
    source = MappingProxyType(dict(made.requirement.source))
    gap = dataclasses.replace(building.GAP, gap=text, action=text)
    checks = tuple(dataclasses.replace(each, chosen_by="pack") for each in made.requirement.checks)
    asked = dataclasses.replace(made.requirement, source=source, checks=checks)
    return dataclasses.replace(made, requirement=asked, gap=gap)


TRUSTS = {
    "no evidence": building.empty(),
    "no rules": building.assessment(()),
    "everything met": building.perfect(),
    "nothing met": building.hopeless(),
    "every case": building.assessment(),
    "registers": building.with_registers(),
    "two packs": two_packs(),
    "twelve packs": many_packs(),
    "hostile": hostile.trust(),
    "longest": longest(LONG, ("vprs-2020",)),
    "longest by two packs": longest(LONG, ("vprs-2020", "vprs-2024")),
    "one long word": longest(BROAD, ("vprs-2020", "p" * 300)),
}
