"""The worked example judged as the README judges it: as of 30 September 2026, by the pack that it names, or by both.

Takes a folder, gives its workspace or the outcome of every requirement by its short name. Rules are read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from vprs.assess import assess
from vprs.evidence import read_evidence
from vprs.model import Assessment, Pack, Workspace
from vprs.rulebook import built_in_folder, read_packs

NORTHMOOR = Path(__file__).parents[2] / "evidence" / "northmoor-acute"
AS_OF = date(2026, 9, 30)


@cache
def packs() -> tuple[Pack, ...]:
    return read_packs([built_in_folder()], ["vprs-2020"])


@cache
def workspace() -> Workspace:
    """The example as it stands."""
    return read_evidence(NORTHMOOR)


@cache
def assessment() -> Assessment:
    return assess(packs(), workspace(), as_of=AS_OF)


@cache
def by_both_editions() -> Assessment:
    return assess(read_packs([built_in_folder()], ["vprs-2020", "vprs-2024"]), workspace(), as_of=AS_OF)


def outcomes(judged: Assessment) -> Mapping[str, str]:
    """`plan/policy-in-force` -> `not-met`, for every requirement."""
    return {finding.requirement.path.partition("/")[2]: str(finding.outcome) for finding in judged.findings}


def judge(folder: Path) -> Mapping[str, str]:
    return outcomes(assess(packs(), read_evidence(folder), as_of=AS_OF))
