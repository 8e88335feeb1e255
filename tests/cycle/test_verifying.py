"""Verifying: what was modified, added or removed since the close, what leans on it, and the chain of seals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from tests.cycle.trust import H1, H2, Trust, everything


def verified(trust: Trust, *words: str) -> tuple[int, dict[str, Any]]:
    code = trust.cycle("verify", *words, "--format", "json")
    return code, json.loads(trust.out)


def changed(found: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(each["path"], each["how"], each["leaning"]) for each in found["cycles"][0]["changed"]]


def test_a_closed_cycle_verifies_and_the_same_bytes_come_out_again(closed: Trust) -> None:
    before = everything(closed.root)
    code, found = verified(closed)
    assert (code, found["whole"], found["chain"], changed(found)) == (0, True, [], [])
    assert found["cycles"][0]["judged_again"]["same"] is True
    assert everything(closed.root) == before


def test_so_does_a_signed_one(closed: Trust) -> None:
    closed.signed_by_all()
    code, found = verified(closed)
    assert (code, changed(found)) == (0, [("board.yaml", "added", [])])
    assert found["cycles"][0]["signoffs"][1] == {"role": "executive-lead", "decision": "approve", "date": "2026-10-28"}


@pytest.mark.parametrize(
    ("path", "leaning"),
    [
        ("minutes.yaml", ["tiny/plan/strategy"]),
        ("documents/strategy.md", ["tiny/plan/strategy"]),
        ("people.yaml", ["tiny/do/lead"]),
        ("organisation.yaml", ["every requirement"]),
        ("cycles/2026-H1/rules/tiny/do/lead.yaml", ["tiny/do/lead"]),
        ("cycles/2026-H1/rules/tiny/pack.yaml", ["every requirement of tiny"]),
        ("cycles/2026-H1/assurance-statement.docx", []),
        ("cycles/2026-H1/gap-analysis.md", []),
        ("cycles/2026-H1/chair-summary.html", []),
        ("cycles/2026-H1/papers.json", []),
    ],
)
@pytest.mark.parametrize("how", ["modified", "removed"])
def test_a_changed_file_is_named_with_what_leans_on_it(closed: Trust, path: str, leaning: list[str], how: str) -> None:
    place = closed.root / path
    if how == "removed" and path == "organisation.yaml":
        place.unlink()
        assert closed.cycle("verify") == 2
        assert "this is not an evidence folder" in closed.err
        return
    if how == "removed":
        place.unlink()
    else:
        place.write_bytes(place.read_bytes() + b"\n")
    code, found = verified(closed)
    assert code == 1
    assert (path, how, leaning) in changed(found)
    assert found["whole"] is False
    assert found["cycles"][0]["frozen"] is not path.startswith("cycles/")


def test_evidence_added_since_is_told_and_changes_nothing_that_was_sealed(closed: Trust) -> None:
    closed.write("alerts.yaml", "records:\n  - {kind: alert, received_on: 2026-10-25, issued_by: us}\n")
    code, found = verified(closed)
    assert (code, changed(found)) == (0, [("alerts.yaml", "added", [])])
    assert found["cycles"][0]["judged_again"]["same"] is True


def test_evidence_added_and_dated_back_shows_what_it_would_turn(trust: Trust) -> None:
    (trust.root / "people.yaml").rename(trust.root.parent / "people.yaml")
    assert trust.open(*H1) == trust.close("2026-H1") == 0
    (trust.root.parent / "people.yaml").rename(trust.root / "people.yaml")
    code, found = verified(trust)
    assert (code, changed(found)) == (0, [("people.yaml", "added", ["tiny/do/lead"])])
    moved = found["cycles"][0]["judged_again"]["moved"]
    assert moved == [{"requirement": "tiny/do/lead", "was": "not-met", "now": "met"}]


def test_a_file_slipped_into_the_closed_folder_is_a_fault(closed: Trust) -> None:
    closed.write("cycles/2026-H1/assurance-statement-final.docx", "x")
    code, found = verified(closed)
    assert (code, changed(found)) == (1, [("cycles/2026-H1/assurance-statement-final.docx", "added", [])])


def _edit(path: str, old: str, new: str) -> Callable[[Trust], None]:
    return lambda trust: trust.change(path, old, new)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_edit("cycles/2026-H1/seal.json", '"previous": null', f'"previous": "{"a" * 64}"'), "its fingerprint is not"),
        (_edit("cycles/2026-H1/seal.json", '"id": "2026-H1"', '"id": "2025-H2"'), "is the seal of 2025-H2"),
        (_edit("cycles/2026-H1/cycle.yaml", "status: closed", "status: open"), "its cycle.yaml says that it is open"),
    ],
)
def test_a_changed_seal_or_state_is_a_fault(closed: Trust, spoil: Callable[[Trust], None], said: str) -> None:
    spoil(closed)
    assert closed.cycle("verify") == 1
    assert said in closed.out


def test_a_seal_made_anew_is_found_by_the_minutes(closed: Trust) -> None:
    fingerprint = json.loads((closed.kept() / "seal.json").read_text())["fingerprint"]
    assert closed.cycle("verify", "2026-H1", "--fingerprint", fingerprint.upper()) == 0, closed.out
    shutil.rmtree(closed.root / "cycles")
    (closed.root / "people.yaml").unlink()
    assert closed.open(*H1) == closed.close("2026-H1") == 0
    assert closed.cycle("verify", "2026-H1") == 0
    assert closed.cycle("verify", "2026-H1", "--fingerprint", fingerprint) == 1
    assert f"not {fingerprint} as the minutes have it" in closed.out


def test_a_name_or_day_changed_in_the_sign_offs_shows_where_it_shows(closed: Trust) -> None:
    closed.signed_by_all()
    closed.change("cycles/2026-H1/signoffs.yaml", "2026-10-28", "2026-10-29")
    assert closed.cycle("verify") == 1
    assert "signed/assurance-statement.md is not what the sign-offs give" in closed.out


def test_a_sign_off_of_another_seal_is_a_fault(closed: Trust) -> None:
    assert closed.sign("2026-H1", "lsms", "2026-10-22", "Pat One") == 0
    digest = (closed.kept() / "signoffs.yaml").read_text().split('digest: "')[1][:64]
    closed.change("cycles/2026-H1/signoffs.yaml", digest, "b" * 64)
    assert closed.cycle("verify") == 1
    assert "lsms signed another seal (bbbbbbbbbbbbbbbb)" in closed.out


# ----------------------------------------------------------------------------------------------------- the chain


@pytest.fixture
def two(trust: Trust) -> Trust:
    for words in (H2, H1):
        assert trust.open(*words) == trust.close(words[0]) == 0, trust.err
    return trust


def test_a_chain_of_two_is_whole(two: Trust) -> None:
    code, found = verified(two)
    assert (code, [each["id"] for each in found["cycles"]]) == (0, ["2025-H2", "2026-H1"])


def test_an_earlier_cycle_taken_away_breaks_the_chain(two: Trust) -> None:
    shutil.rmtree(two.kept("2025-H2"))
    assert two.cycle("verify") == 1
    assert "cycles/2026-H1: the seal before it" in two.out


def test_an_earlier_seal_changed_breaks_the_chain_and_stops_the_next_close(two: Trust) -> None:
    two.change("cycles/2025-H2/seal.json", '"program": "', '"program": "x')
    assert two.cycle("verify") == 1
    assert "cycles/2026-H1: the seal before it" in two.out
    after = (
        "2026-H2",
        "--from",
        "2026-10-01",
        "--to",
        "2026-10-31",
        "--cut-off",
        "2026-11-01",
        "--board",
        "2026-11-05",
    )
    assert two.open(*after) == 0, two.err
    assert two.close("2026-H2") == 2
    assert "the chain of seals has 2 ends" in two.err


def test_a_cycle_without_its_cycle_yaml_is_missed(two: Trust) -> None:
    (two.kept() / "cycle.yaml").unlink()
    assert two.cycle("verify") == 1
    assert "cycles/2026-H1 has no cycle.yaml" in two.out


def test_an_older_cycle_still_verifies_after_a_later_revision_of_the_one_before(two: Trust) -> None:
    assert two.cycle("open", "2025-H2", "--revise", "--reason", "why") == two.close("2025-H2") == 0, two.err
    assert two.cycle("verify") == 0, two.out


def test_nothing_to_verify_is_not_a_pass(opened: Trust) -> None:
    assert opened.cycle("verify") == 2
    assert "there is no closed cycle to verify" in opened.err
    assert opened.cycle("verify", "2026-H1") == 2
    assert "it has no seal yet" in opened.err
    assert opened.cycle("verify", "2026-H2") == 2
    assert "Did you mean '2026-H1'?" in opened.err
