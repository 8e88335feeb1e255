"""Out and back without a change: nothing changes, whatever stands in the folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.folders import write_evidence, write_pack
from tests.northmoor.judging import NORTHMOOR
from vprs.commands.loading import judge
from vprs.commands.options import Request
from vprs.model import Assessment
from vprs.report.workbook_xlsx import render
from vprs.workbook.building import build_book
from vprs.workbook.plan import Plan
from vprs.workbook.planning import plan_changes
from vprs.workbook.returned import read_returned

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["=1+1", "-", "_x0041_", "#REF!", "  ", "a\r\nb", "1.10", "31/12/2026", "'", "\x85a\x0b\n b", "TRUE", "x" * 33_000]
)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
IDS = st.text("abcdefg-=+'/#", min_size=1, max_size=8)


def come_back(assessment: Assessment) -> Plan:
    returned = read_returned("vprs.xlsx", render(build_book(assessment)))
    return plan_changes(returned, assessment.workspace, assessment.packs)


def test_the_worked_example_comes_back_unchanged() -> None:
    plan = come_back(judge(Request(evidence=NORTHMOOR, as_of=date(2026, 10, 20))))
    assert plan == Plan()


@st.composite
def logs(draw: st.DrawFn) -> str:
    """An actions.yaml in which anything may stand."""
    out = ["records:"]
    for ident in draw(st.lists(IDS, max_size=4, unique=True)):
        fields = {
            "id": ident,
            "kind": draw(st.sampled_from(("action", "risk", "lesson", "attestation"))),
            "title": draw(TEXTS),
            "notes": draw(TEXTS),
            "what": draw(TEXTS),
            "progress": draw(TEXTS),
            "due": draw(st.sampled_from(("2026-10", "2026-10-31", "2027", "31/12/2026"))),
            "lead": draw(st.sampled_from(("lsms", "Executive lead", "nobody"))),
        }
        out.append(f"  - {json.dumps(fields)}")
    return "\n".join(out) + "\n"


@settings(max_examples=40)
@given(logs())
def test_any_folder_comes_back_unchanged(log: str) -> None:
    with TemporaryDirectory() as tmp:
        rules = write_pack(Path(tmp) / "rules")
        trust = write_evidence(Path(tmp) / "trust", **{"actions.yaml": log})
        plan = come_back(judge(Request(evidence=trust, as_of=date(2026, 9, 30), rules=(rules,))))
    assert plan == Plan()
