"""Withdrawal never helps where real files are read: taken out, emptied or garbled, they raise nothing."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.northmoor.judging import NORTHMOOR, assessment
from tests.properties.northmoor import Standing, judged, rises
from vprs.engine import durable
from vprs.evidence import read_evidence

FILES = (
    "minutes.yaml",
    "actions.yaml",
    "evidence-register.xlsx",
    "documents/violence-prevention-strategy-2025-2028.md",
    "registers/incidents.csv",
    "registers/training.xlsx.yaml",
)
WAYS: dict[str, Callable[[Path], object]] = {
    "taken out": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "garbled": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"\xff\x00: [&\n\t- '"),
}


@pytest.fixture(autouse=True)
def one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawal") / "northmoor"
    shutil.copytree(NORTHMOOR, folder)
    return folder


@pytest.fixture
def spoilt(copy: Path) -> Iterator[Callable[[str, Callable[[Path], object]], list[str]]]:
    """Spoils one file, reads the folder anew, gives what rose; the file is put back afterwards."""
    changed: list[str] = []

    def spoil(file: str, how: Callable[[Path], object]) -> list[str]:
        changed.append(file)
        how(copy / file)
        return list(rises(before(), Standing.of(judged(read_evidence(copy)))))

    yield spoil
    for file in changed:
        shutil.copyfile(NORTHMOOR / file, copy / file)


@cache
def before() -> Standing:
    return Standing.of(assessment())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", FILES)
def test_a_file_spoilt_raises_nothing(
    file: str, way: str, spoilt: Callable[[str, Callable[[Path], object]], list[str]]
) -> None:
    assert spoilt(file, WAYS[way]) == []


def only_headings_of_csv(path: Path) -> None:
    """An export with its preamble and headings, and no row."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    last = next(number for number, row in enumerate(rows) if row[:1] == ["Ref"])
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows[: last + 1])
    path.write_text(out.getvalue(), "utf-8", newline="")


def only_headings_of_workbook(path: Path) -> None:
    book = load_workbook(path)
    book["Matrix"].delete_rows(4, book["Matrix"].max_row)
    book.save(path)


@pytest.mark.parametrize(
    ("file", "how"),
    [("registers/incidents.csv", only_headings_of_csv), ("registers/training.xlsx", only_headings_of_workbook)],
)
def test_an_export_emptied_to_its_headings_raises_nothing_where_its_digest_was_recorded(
    file: str, how: Callable[[Path], object], copy: Path, spoilt: Callable[[str, Callable[[Path], object]], list[str]]
) -> None:
    """Without a digest it is an exception: somebody declared that very export complete, so nothing was to ask of."""
    sidecar, told = copy / f"{file}.yaml", sha256((NORTHMOOR / file).read_bytes()).hexdigest()
    sidecar.write_text(f"{sidecar.read_text('utf-8')}sha256: {told}\n", "utf-8")
    try:
        assert spoilt(file, how) == []
    finally:
        shutil.copyfile(NORTHMOOR / f"{file}.yaml", sidecar)
