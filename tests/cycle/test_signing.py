"""Sign-offs: their order, their independence, what exactly was signed, and the end of the draft."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cycle.trust import RECEIVED, Trust, everything
from vprs.cycle.reading import read_cycles, read_signoffs


def draft_words(folder: Path) -> Iterator[tuple[str, int]]:
    """How often every paper in a folder says DRAFT."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".md", ".html"):
            yield path.name, path.read_text("utf-8").count("DRAFT")
        elif path.suffix == ".docx":
            with ZipFile(path) as archive:
                yield path.name, sum(archive.read(name).count(b"DRAFT") for name in archive.namelist())


def test_every_paper_is_a_draft_in_every_format_until_its_sign_offs_stand(closed: Trust) -> None:
    assert all(number for _, number in draft_words(closed.kept()))
    assert closed.sign("2026-H1", "lsms", "2026-10-22", "Pat One") == 0, closed.err
    assert "It stays a draft until these have signed: executive-lead, board." in closed.out
    assert not (closed.kept() / "signed").exists()
    closed.write("board.yaml", RECEIVED)
    assert closed.sign("2026-H1", "executive-lead", "2026-10-28", "Kim Two") == 0, closed.err
    assert not (closed.kept() / "signed").exists()
    more = ("--minute", "board-2026-11")
    assert closed.sign("2026-H1", "board", "2026-11-05", "Sam Three", *more, decision="note") == 0, closed.err
    assert "The sign-offs stand" in closed.out
    assert dict(draft_words(closed.kept() / "signed")) == {
        f"{paper}.{form}": 0
        for paper in ("gap-analysis", "assurance-statement", "chair-summary")
        for form in ("md", "html", "docx")
    }


def test_what_was_closed_stays_as_it_was_when_it_is_signed(closed: Trust) -> None:
    before = everything(closed.kept())
    closed.signed_by_all()
    after = everything(closed.kept())
    assert {path: after[path] for path in before} == before


def test_role_decision_day_and_digest_are_kept_and_the_name_goes_into_no_paper(closed: Trust) -> None:
    closed.signed_by_all()
    seal = hashlib.sha256((closed.kept() / "seal.json").read_bytes()).hexdigest()
    done = read_signoffs(closed.root, read_cycles(closed.root)[0])
    assert [(each.role, each.name, each.decision, str(each.on), each.digest, each.minute) for each in done] == [
        ("lsms", "Pat One", "approve", "2026-10-22", seal, ""),
        ("executive-lead", "Kim Two", "approve", "2026-10-28", seal, ""),
        ("board", "Sam Three", "approve", "2026-11-06", seal, "board-2026-11"),
    ]
    signed = (closed.kept() / "signed" / "assurance-statement.md").read_text("utf-8")
    assert "Signed off. Local Security Management Specialist: approve, 2026-10-22; " in signed
    assert f"| Trust Board | approve | 2026-11-06 | {seal[:16]}, minute board-2026-11 |" in signed
    assert "filled" not in signed
    for content in everything(closed.kept() / "signed").values():
        assert not any(name in content for name in (b"Pat One", b"Kim Two", b"Sam Three"))


def test_evidence_may_go_on_changing_before_it_is_signed(closed: Trust) -> None:
    closed.write("more.yaml", "records:\n  - {kind: alert, received_on: 2026-10-25, issued_by: us}\n")
    closed.change("people.yaml", "A1", "A2")
    closed.signed_by_all()
    closed.change("people.yaml", "A2", "A1")
    (closed.root / "more.yaml").unlink()
    assert closed.cycle("verify") == 0, closed.out


LSMS = ("lsms", "2026-10-22", "Pat One")
LEAD = ("executive-lead", "2026-10-28", "Kim Two")


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (
            [],
            ("executive-lead", "2026-10-28", "Kim Two"),
            "lsms signs first. The order is lsms, executive-lead, board.",
        ),
        ([], ("board", "2026-11-05", "Sam", "--minute", "board-2026-11"), "lsms signs first"),
        ([LSMS], LSMS, "this role has signed already"),
        ([LSMS], ("executive-lead", "2026-10-28", "pat  ONE"), "the same person has signed in another role"),
        ([LSMS], ("executive-lead", "2026-10-21", "Kim Two"), "2026-10-21 is before the sign-off of lsms, 2026-10-22"),
        ([], ("lsms", "2026-10-19", "Pat One"), "2026-10-19 is before the cut-off, 2026-10-20"),
        ([LSMS, LEAD], ("board", "2026-11-05", "Sam"), "a board receives a statement by a minute"),
        ([LSMS, LEAD], ("board", "2026-11-05", "Sam", "--minute", "nothing"), "there is no minute 'nothing'"),
        ([LSMS, LEAD], ("board", "2026-11-05", "Sam", "--minute", "lead"), "there is no minute 'lead'"),
        ([LSMS, LEAD], ("board", "2026-11-05", "Sam", "--minute", "minute-12"), "the minute is of 2025-05-29"),
        ([LSMS, LEAD], ("board", "2026-11-04", "Sam", "--minute", "board-2026-11"), "the minute is of 2026-11-05"),
        ([LSMS, LEAD], ("board", "2026-11-05", "Sam", "--minute", "other"), "is a minute of quality, not of board"),
        ([], ("lmss", "2026-10-22", "Pat One"), "'lmss' does not sign this statement. Did you mean 'lsms'?"),
        ([], ("quality", "2026-10-22", "Pat One"), "Those who sign are: lsms, executive-lead, board."),
        ([], ("lsms", "2999-01-01", "Pat One"), "2999-01-01"),
        ([], ("lsms", "2026-10", "Pat One"), "'2026-10' is not a day"),
        ([], ("lsms", "2026-10-22", "  "), "A name is a line of up to 200 readable characters"),
        ([], ("lsms", "2026-10-22", "a" * 201), "A name is a line of up to 200 readable characters"),
        ([], ("lsms", "2026-10-22", "a\x1b[31m"), "A name is a line of up to 200 readable characters"),
    ],
)
def test_a_sign_off_out_of_order_or_not_independent_is_refused(
    closed: Trust, first: list[tuple[str, ...]], then: tuple[str, ...], said: str
) -> None:
    closed.change("organisation.yaml", "level: board}", "level: board}, {id: quality, level: committee}")
    closed.write("board.yaml", f"{RECEIVED}  - {{id: other, kind: minute, body: quality, date: 2026-11-05}}\n")
    for role, on, name in first:
        assert closed.sign("2026-H1", role, on, name) == 0, closed.err
    before = everything(closed.root)
    role, on, name, *more = then
    assert closed.sign("2026-H1", role, on, name, *more) == 2
    assert said in closed.err
    assert everything(closed.root) == before


def test_an_alias_or_a_name_is_the_role(closed: Trust) -> None:
    assert closed.sign("2026-H1", "Local security management specialist", "2026-10-20", "Pat One") == 0, closed.err


def test_a_rejected_statement_is_signed_by_nobody_any_more(closed: Trust) -> None:
    assert closed.sign("2026-H1", *LSMS) == 0
    assert closed.sign("2026-H1", *LEAD, decision="reject") == 0, closed.err
    assert "It was rejected and stays a draft" in closed.out
    closed.write("board.yaml", RECEIVED)
    assert closed.sign("2026-H1", "board", "2026-11-05", "Sam", "--minute", "board-2026-11") == 2
    assert "the statement was rejected" in closed.err
    assert not (closed.kept() / "signed").exists()


def test_who_only_notes_has_not_approved(closed: Trust) -> None:
    assert closed.sign("2026-H1", *LSMS) == 0
    assert closed.sign("2026-H1", *LEAD, decision="note") == 0
    closed.write("board.yaml", RECEIVED)
    assert closed.sign("2026-H1", "board", "2026-11-05", "Sam", "--minute", "board-2026-11") == 0, closed.err
    assert "All have signed, but not all approved, so it stays a draft." in closed.out
    assert not (closed.kept() / "signed").exists()


def test_what_is_open_is_not_signed(opened: Trust) -> None:
    assert opened.sign("2026-H1", *LSMS) == 2
    assert "cycle 2026-H1 is open: there is nothing to sign" in opened.err


@pytest.mark.parametrize(
    "path", ["assessment.json", "assurance-statement.docx", "cycle.yaml", "rules/tiny/do/lead.yaml"]
)
def test_nobody_signs_what_is_not_what_was_sealed(closed: Trust, path: str) -> None:
    place = closed.kept() / path
    place.write_bytes(place.read_bytes() + b"\n")
    assert closed.sign("2026-H1", *LSMS) == 2
    assert f"cycles/2026-H1/{path}: it is not what was sealed at the close" in closed.err


def test_what_people_wrote_in_the_file_of_sign_offs_stays(closed: Trust) -> None:
    assert closed.sign("2026-H1", *LSMS) == 0
    place = closed.kept() / "signoffs.yaml"
    noted = place.read_bytes() + b"# seen by the secretary"
    place.write_bytes(noted)
    assert closed.sign("2026-H1", *LEAD) == 0
    assert place.read_bytes().startswith(noted + b"\n- role: executive-lead\n")


def test_an_organisation_may_set_its_own_order(closed: Trust) -> None:
    closed.change(
        "organisation.yaml", "packs: [tiny]", "packs: [tiny]\nconventions: {sign_off: [executive-lead, lsms, board]}"
    )
    assert closed.sign("2026-H1", "executive-lead", "2026-10-22", "Kim Two") == 0, closed.err
    assert "until these have signed: lsms, board" in closed.out


@pytest.mark.parametrize(
    "order", ["[lsms, board]", "lsms", "[lsms, lsms, board]", "[lsms, nobody, board]", "[lsms, executive-lead]"]
)
def test_an_order_in_which_somebody_signs_alone_is_refused(closed: Trust, order: str) -> None:
    closed.change("organisation.yaml", "packs: [tiny]", f"packs: [tiny]\nconventions: {{sign_off: {order}}}")
    assert closed.sign("2026-H1", *LSMS) == 2
    assert "conventions.sign_off: sign_off names at least two roles" in closed.err
