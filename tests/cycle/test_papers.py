"""The papers as data: what is kept draws the same papers again, and signing takes only what is of a draft."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report import building
from vprs.cycle.kept import Against, Carried, Cycle, KeptPack, Replaced, SignOff
from vprs.cycle.papers import as_values, from_values, signed_paper
from vprs.cycle.reading import read_cycles, read_signoffs
from vprs.cycle.writing import cycle_text, signoffs_text
from vprs.dates import Period
from vprs.gaps import gap_paper
from vprs.in_cycle import Bounds, InCycle, LastCycle, Signature
from vprs.model import Outcome
from vprs.paper import Heading, Paper, Table, mono, paragraph
from vprs.report import draw
from vprs.statement import statement_paper

FORMATS = ("md", "html", "docx")
SIGNATURES = (Signature(role="lsms", decision="approve", on=date(2026, 10, 22), digest="ab" * 32),)


@pytest.fixture(params=[gap_paper, statement_paper])
def paper(request: pytest.FixtureRequest) -> Paper:
    made: Paper = request.param(building.assessment())
    return made


def test_what_is_kept_draws_the_same_bytes(paper: Paper) -> None:
    kept = json.loads(json.dumps(as_values({"it": paper}), ensure_ascii=False))
    again = from_values(kept)
    assert again == {"it": paper}
    assert draw(again, FORMATS) == draw({"it": paper}, FORMATS)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"papers": {"x": {"is": "Nothing"}}},
        {"papers": {"x": {"is": "Run", "text": "a"}}},
        {"papers": {"x": {"is": "Paper"}}},
    ],
)
def test_what_is_no_paper_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_values(values)


def test_signing_takes_the_draft_marks_and_nothing_else(paper: Paper) -> None:
    signed = signed_paper(paper, SIGNATURES, {"lsms": "The specialist"})
    assert (paper.draft, signed.draft) == (True, False)
    assert len(signed.blocks) == len(paper.blocks)
    different = [(a, b) for a, b in zip(paper.blocks, signed.blocks, strict=True) if a != b]
    assert 1 <= len(different) <= 3
    for one in (draw({"it": signed}, ("md",))["it.md"].decode(),):
        assert "DRAFT" not in one
        assert "Signed off. The specialist: approve, 2026-10-22." in one


def test_every_sort_of_block_is_kept() -> None:
    blocks = (
        Heading(level=2, text="a", number="1"),
        paragraph("x", mono("y"), style="note"),
        Table(caption="c", headings=("h",), rows=((),), widths=(1,), numbers=frozenset({0, 3}), row_header=False),
    )
    paper = Paper(
        title="t",
        subject="s",
        author="a",
        classification="c",
        draft_line="d",
        dated="2026-01-01",
        blocks=blocks,
        landscape=True,
    )
    assert from_values(json.loads(json.dumps(as_values({"p": paper})))) == {"p": paper}


# ------------------------------------------------------------------------------- what the papers say of the cycle

CYCLE = InCycle(
    id="2026-H1", revision=2, cut_off=date(2026, 10, 20), board_body="board", board_date=date(2026, 11, 5),
    replaces="revision 1 (seal abc), because: a page was lost", fingerprint="0123456789abcdef",
)  # fmt: skip


def _text(paper: Paper) -> str:
    return draw({"it": paper}, ("md",))["it.md"].decode()


def test_the_first_table_names_the_cycle_its_meeting_and_its_fingerprint() -> None:
    told = _text(statement_paper(replace(building.assessment(), cycle=CYCLE)))
    assert "| Cycle | 2026-H1, revision 2; cut-off 20 October 2026; " in told
    assert "| Replaces | Revision 1 (seal abc), because: a page was lost. |" in told
    assert "| Fingerprint of the seal | 0123456789abcdef (to be entered in the minutes) |" in told
    assert told.endswith("Fingerprint: `0123456789abcdef`\n")


MET, PARTLY, NOT = Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET
UNKNOWN, OUT = Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("was", "now", "move"),
    [
        ((MET, MET, MET), (MET, MET, MET), "unchanged"),
        ((NOT, NOT, NOT), (PARTLY, PARTLY, PARTLY), "improved"),
        ((MET, MET, MET), (PARTLY, PARTLY, PARTLY), "worse"),
        ((MET, MET, MET), (UNKNOWN, NOT, MET), "worse"),
        ((UNKNOWN, NOT, MET), (NOT, NOT, NOT), "worse"),
        ((NOT, NOT, NOT), (UNKNOWN, NOT, MET), "unchanged"),
        ((PARTLY, PARTLY, PARTLY), (UNKNOWN, PARTLY, MET), "unchanged"),
        ((UNKNOWN, PARTLY, MET), (PARTLY, PARTLY, PARTLY), "worse"),
        ((NOT, NOT, NOT), (UNKNOWN, PARTLY, MET), "improved"),
        ((UNKNOWN, PARTLY, MET), (MET, MET, MET), "improved"),
        ((UNKNOWN, NOT, MET), (PARTLY, PARTLY, PARTLY), "improved"),
        ((UNKNOWN, NOT, MET), (UNKNOWN, NOT, MET), "unchanged"),
        ((OUT, OUT, OUT), (MET, MET, MET), "new"),
        ((MET, MET, MET), (OUT, OUT, OUT), "gone"),
        ((OUT, OUT, OUT), (OUT, OUT, OUT), "unchanged"),
    ],
)
def test_what_is_not_known_counts_at_its_worst_first(
    was: tuple[Outcome, Outcome, Outcome], now: tuple[Outcome, Outcome, Outcome], move: str
) -> None:
    from vprs.moves import direction

    bounds = [Bounds(outcome=outcome, floor=floor, ceiling=ceiling) for outcome, floor, ceiling in (was, now)]
    assert direction(*bounds) == move


def test_the_change_since_the_last_cycle_counts_every_requirement_once() -> None:
    judged = building.assessment()
    paths = [finding.requirement.path for finding in judged.findings]
    found = {path: Bounds(outcome=NOT, floor=NOT, ceiling=NOT) for path in paths[1:]}
    last = LastCycle(id="2025-H2", revision=1, as_of=date(2026, 4, 20), found=found | {"x/y/gone": found[paths[1]]})
    told = _text(statement_paper(replace(judged, last=last)))
    sentence = next(each for each in told.splitlines() if " improved, " in each)
    numbers = [int(word) for word in sentence.replace(",", "").split() if word.isdigit()]
    assert sum(numbers) == len(paths) + 1
    assert numbers[3] == 1, "the first requirement was not asked then"


# --------------------------------------------------------------------------------------- what is written reads back

WORDS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=30
).filter(str.strip)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))


@settings(max_examples=60, deadline=None)
@given(reason=WORDS, ids=st.lists(WORDS, max_size=3), body=WORDS, day=DAYS, name=WORDS)
def test_cycles_and_sign_offs_read_back_as_written(
    reason: str, ids: list[str], body: str, day: date, name: str
) -> None:
    cycle = Cycle(
        id="2026-H1", revision=2, status="closed", period=Period(day, day), cut_off=day, board_body=body,
        board_date=day,
        packs=(KeptPack(name="tiny", version="1.10", digest="0" * 64),),
        replaces=Replaced(revision=1, seal="1" * 64, reason=reason),
        carried=Carried(
            source="2025-H2", judged_until=day, actions=tuple(ids), evidence={"tiny/a/b": tuple(ids)} if ids else {}
        ),
        against=Against(id="2025-H2", revision=1, confirmed_after=day),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "cycles" / "2026-H1-r2"
        kept.mkdir(parents=True)
        (kept / "cycle.yaml").write_text(cycle_text(cycle), "utf-8", newline="")
        assert read_cycles(Path(folder)) == (cycle,)
        signed = SignOff(role=body, name=name, decision="note", on=day, digest="2" * 64, minute=reason)
        (kept / "signoffs.yaml").write_text(signoffs_text([signed]), "utf-8", newline="")
        assert read_signoffs(Path(folder), cycle) == (signed,)
