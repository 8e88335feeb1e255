"""Which packs count as compared with the official text: by what their reviews say of the files as they are now."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, PACK, write_pack, write_reviews
from vprs.commands.rules import lint_reading
from vprs.model import Pack
from vprs.rulebook import read_pack
from vprs.rulebook.lint_review import review_notes as noted
from vprs.verification import review_notes, unverified_in_words

SOUND = HEAD + CHECK + EXAMPLES
OTHER = SOUND.replace("A strategy is in date", "A plan is there").replace("has a strategy", "has a plan")
CLAIMED = PACK.replace("verified: false", "verified: true\nverified_by: {role: auditor, date: 2026-11-01}")


def claiming(root: Path, **files: str) -> Path:
    return write_pack(root, pack=CLAIMED, **(files or {"plan__x": SOUND, "do__y": OTHER}))


def pack(folder: Path) -> Pack:
    reading = read_pack(folder)
    assert reading.pack is not None
    assert not reading.problems, reading.problems
    return reading.pack


def reviewed(folder: Path, *entries: str) -> Pack:
    """The pack with these reviews of plan/x: `date result`, or `date result old` for a file that it no longer is."""
    digest = sha256((folder / "plan" / "x.yaml").read_bytes()).hexdigest()
    lines = []
    for entry in entries:
        day, result, *old = entry.split()
        seen = "0" * 64 if old else digest
        lines.append(f"- {{requirement: plan/x, digest: {seen}, role: lsms, date: {day}, result: {result}}}\n")
    (folder / "reviews.yaml").write_text("".join(lines), "utf-8")
    return pack(folder)


def test_a_pack_is_verified_where_it_says_so_and_every_file_agrees(tmp_path: Path) -> None:
    folder = claiming(tmp_path)
    write_reviews(folder)
    assert pack(folder).verified
    assert pack(folder).comparison.agreed == ("small/plan/x", "small/do/y")
    assert lint_reading(read_pack(folder)) == ()


def test_what_a_pack_says_of_itself_is_not_enough(tmp_path: Path) -> None:
    found = pack(claiming(tmp_path))
    assert not found.verified
    assert unverified_in_words(found) == (
        "a working paraphrase, not compared with the official text; "
        "its pack.yaml says that it is verified, and that does not hold"
    )


def test_a_claim_without_reviews_is_asked_about(tmp_path: Path) -> None:
    folder = claiming(tmp_path)
    (problem,) = lint_reading(read_pack(folder))
    assert str(problem).removeprefix(f"{folder.as_posix()}/") == (
        "pack.yaml:7:11: verified: the reviews do not bear this out (of its files 0 agreed, 2 not compared), "
        "so every output says that the pack is not verified. Compare the files and record it with "
        "vprs rules verify-pack, or write false and take verified_by out."
    )


def test_one_file_without_a_review_undoes_it(tmp_path: Path) -> None:
    folder = claiming(tmp_path)
    write_reviews(folder)
    whole = (folder / "reviews.yaml").read_text("utf-8")
    (folder / "reviews.yaml").write_text(whole.splitlines(keepends=True)[0], "utf-8")
    assert not pack(folder).verified
    assert "only in part: of 2 files 1 agreed, 1 not compared" in unverified_in_words(pack(folder))


@pytest.mark.parametrize("changed", ["# a comment\n", "\n"])
def test_any_byte_that_changes_undoes_it(tmp_path: Path, changed: str) -> None:
    folder = claiming(tmp_path)
    write_reviews(folder)
    with (folder / "plan" / "x.yaml").open("a", encoding="utf-8") as file:
        file.write(changed)
    assert not pack(folder).verified
    assert pack(folder).comparison.stale == ("small/plan/x",)


def test_a_new_file_undoes_it(tmp_path: Path) -> None:
    folder = claiming(tmp_path)
    write_reviews(folder)
    new = OTHER.replace("A plan", "A third").replace("has a plan", "has a third")
    (folder / "do" / "z.yaml").write_text(new, "utf-8")
    assert not pack(folder).verified


@pytest.mark.parametrize("result", ["changed", "rejected"])
def test_only_what_agreed_counts(tmp_path: Path, result: str) -> None:
    folder = claiming(tmp_path)
    write_reviews(folder, result)
    assert not pack(folder).verified
    assert len(getattr(pack(folder).comparison, result)) == 2


def test_reviews_without_the_claim_do_not_verify_a_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND)
    write_reviews(folder)
    assert not pack(folder).verified
    assert unverified_in_words(pack(folder)).endswith("but its pack.yaml does not say that it is verified")


@pytest.mark.parametrize(
    ("entries", "verified"),
    [
        (("2026-11-01 rejected", "2026-11-02 agreed"), True),
        (("2026-11-02 agreed", "2026-11-01 rejected"), True),
        (("2026-11-01 agreed", "2026-11-02 rejected"), False),
        (("2026-11-02 rejected", "2026-11-01 agreed"), False),
        (("2026-11-01 agreed", "2026-11-01 rejected"), False),
        (("2026-11-01 rejected", "2026-11-01 agreed"), True),
        (("2026-11-01 agreed", "2026-11-09 rejected old"), True),
        (("2026-11-01 rejected", "2026-11-09 agreed old"), False),
        (("2026-11-09 agreed old",), False),
    ],
)
def test_the_latest_review_of_the_file_as_it_is_decides(
    tmp_path: Path, entries: tuple[str, ...], verified: bool
) -> None:
    assert reviewed(claiming(tmp_path, plan__x=SOUND), *entries).verified is verified


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("theme: governance\n", "theme: governance\nneeds_review: Proposed only.\n"),
        ("says: A strategy is in date.\n", "says: A strategy is in date.\n    needs_review: Proposed only.\n"),
    ],
)
def test_a_rule_that_needs_review_keeps_its_pack_from_being_verified(tmp_path: Path, there: str, instead: str) -> None:
    folder = claiming(tmp_path, plan__x=SOUND.replace(there, instead))
    write_reviews(folder)
    found = pack(folder)
    assert not found.verified
    assert found.comparison.unsettled == ("small/plan/x",)
    assert "1 file says that it needs review" in unverified_in_words(found)
    assert len(list(review_notes(found.requirements[0]))) == 1
    (note,) = noted(read_pack(folder))
    assert str(note).endswith("needs_review: note: Proposed only.")


def test_a_pack_without_files_is_never_verified(tmp_path: Path) -> None:
    found = read_pack(write_pack(tmp_path, pack=CLAIMED)).pack
    assert found is not None
    assert not found.verified


def test_words_are_called_a_transcription_only_where_all_are(tmp_path: Path) -> None:
    verbatim = SOUND.replace("wording: paraphrase", "wording: verbatim")
    whole = pack(write_pack(tmp_path / "a", plan__x=verbatim))
    part = pack(write_pack(tmp_path / "b", plan__x=verbatim, do__y=OTHER))
    assert unverified_in_words(whole) == "a transcription, not compared with the official text"
    assert unverified_in_words(part).startswith("partly a transcription, partly a working paraphrase, not compared")
