"""Files are put into place together: all of them or none, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report import building
from vprs.problem import InvalidInput
from vprs.report import FORMATS, write_outputs
from vprs.report.placing import place_together

ALL = [
    "assessment.json",
    "assurance-statement.docx",
    "assurance-statement.html",
    "assurance-statement.md",
    "chair-summary.docx",
    "chair-summary.html",
    "chair-summary.md",
    "evidence-manifest.json",
    "gap-analysis.docx",
    "gap-analysis.html",
    "gap-analysis.md",
    "report.html",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_format_gives_every_file_in_a_folder_that_is_made_for_them(tmp_path: Path) -> None:
    written = write_outputs(building.assessment(), tmp_path / "out" / "2026-10-20", FORMATS)
    assert [path.name for path in written] == ALL
    assert names(tmp_path / "out" / "2026-10-20") == ALL


def test_without_a_record_there_is_no_statement(tmp_path: Path) -> None:
    write_outputs(building.empty(), tmp_path, FORMATS)
    assert names(tmp_path) == [name for name in ALL if not name.startswith("assurance")]


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    write_outputs(building.assessment(), tmp_path, ["md", "json"])
    assert names(tmp_path) == ["assessment.json", "assurance-statement.md", "chair-summary.md", "gap-analysis.md"]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        write_outputs(building.assessment(), tmp_path / "out", ["json", "doc"])
    assert str(caught.value) == "--format: There is no format 'doc'. Did you mean 'docx'?"
    assert not (tmp_path / "out").exists()


def test_a_second_run_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_outputs(building.assessment(), tmp_path, FORMATS)
    before = (tmp_path / "gap-analysis.md").read_bytes()
    write_outputs(building.hopeless(), tmp_path, FORMATS)
    assert (tmp_path / "gap-analysis.md").read_bytes() != before
    assert names(tmp_path) == sorted([*ALL, "notes.txt"])


def test_a_file_where_the_folder_should_be_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InvalidInput) as caught:
        write_outputs(building.assessment(), tmp_path / "out", ["json"])
    assert str(caught.value) == (
        f"{(tmp_path / 'out').as_posix()}: The folder for the outputs cannot be made: a file of that name is in the "
        "way. Name another folder with --out."
    )


def test_a_folder_where_a_file_should_be_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "gap-analysis.md").mkdir()
    with pytest.raises(InvalidInput) as caught:
        write_outputs(building.assessment(), tmp_path, FORMATS)
    assert str(caught.value) == (
        f"{(tmp_path / 'gap-analysis.md').as_posix()}: The file cannot be written: a folder of that name is in the "
        "way. Mend that, or name another folder with --out."
    )
    assert names(tmp_path) == ["gap-analysis.md"]


def test_files_that_word_holds_open_are_all_named_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_together({"a.docx": b"old a", "b.docx": b"old b", "c.md": b"old c"}, tmp_path)
    real = Path.open

    def locked(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if self.suffix == ".docx" and "+" in mode:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(InvalidInput) as caught:
        place_together({"a.docx": b"new", "b.docx": b"new", "c.md": b"new"}, tmp_path)
    monkeypatch.undo()
    assert [problem.file.rpartition("/")[2] for problem in caught.value.problems] == ["a.docx", "b.docx"]
    assert caught.value.problems[0].message == "The file cannot be replaced: it is locked or protected."
    assert caught.value.problems[0].hint.startswith("Close it where it is open (Word, Excel, a browser)")
    assert [(tmp_path / name).read_bytes() for name in ("a.docx", "b.docx", "c.md")] == [b"old a", b"old b", b"old c"]


@pytest.mark.parametrize("failing", range(1, 7))
def test_a_fault_at_any_step_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    place_together({"a.md": b"old a", "b.md": b"old b"}, tmp_path)
    real, calls = Path.replace, iter(range(1, 100))

    def failing_replace(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    if failing > 5:  # two files are set aside and three are moved in: the sixth step is never taken
        place_together({"a.md": b"new", "b.md": b"new", "c.md": b"new"}, tmp_path)
        return
    with pytest.raises(InvalidInput):
        place_together({"a.md": b"new", "b.md": b"new", "c.md": b"new"}, tmp_path)
    assert names(tmp_path) == ["a.md", "b.md"]
    assert [(tmp_path / name).read_bytes() for name in ("a.md", "b.md")] == [b"old a", b"old b"]


def test_a_link_in_place_of_an_output_is_replaced_and_what_it_points_to_is_left(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("keep me")
    out = tmp_path / "out"
    out.mkdir()
    (out / "gap-analysis.md").symlink_to(elsewhere)
    write_outputs(building.assessment(), out, ["md"])
    assert elsewhere.read_text() == "keep me"
    assert not (out / "gap-analysis.md").is_symlink()


def test_a_folder_that_cannot_be_written_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if mode == "xb":
            raise OSError(28, "No space left on device", str(self))
        return real(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(InvalidInput) as caught:
        place_together({"a.md": b"new"}, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path.as_posix()}: The folder cannot be written: no space left on device. Mend that, or name another "
        "folder with --out."
    )
    assert names(tmp_path) == []
