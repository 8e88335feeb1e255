"""What we hand out is whole: the wheel and the source archive carry rules, schemas and guidance, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from vprs.rulebook import built_in_folder, find_packs

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built from this checkout by the build tools at hand."""
    pytest.importorskip("build", reason="the package 'build' is not installed; `make test` installs it")
    pytest.importorskip("hatchling", reason="the package 'hatchling' is not installed; `make test` installs it")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, laid out as an installation has it."""
    (wheel,) = built.glob("*.whl")
    place = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_the_wheel_carries_the_rules_byte_for_byte(unpacked: Path) -> None:
    rules = dict(files_of(ROOT / "rules"))
    assert rules
    assert dict(files_of(unpacked / "vprs" / "rules")) == rules


def test_the_wheel_carries_all_of_the_program(unpacked: Path) -> None:
    shipped = {name: content for name, content in files_of(unpacked / "vprs") if not name.startswith("rules/")}
    assert shipped == dict(files_of(ROOT / "vprs"))


def test_no_copy_of_the_rules_hides_in_the_checkout() -> None:
    assert not (ROOT / "vprs" / "rules").exists()


def test_the_wheel_installs_nothing_beside_the_program(unpacked: Path) -> None:
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} == {"vprs"}


def test_an_installed_program_finds_its_rules_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    code = "from vprs.rulebook import built_in_folder; print(built_in_folder())"
    settings = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=settings, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == unpacked / "vprs" / "rules"


def test_an_installed_program_lists_every_pack_and_reads_the_crosswalk(unpacked: Path, tmp_path: Path) -> None:
    settings = {**os.environ, "PYTHONPATH": str(unpacked)}
    told = [
        subprocess.run(
            [sys.executable, "-m", "vprs", "rules", verb],
            cwd=tmp_path,
            env=settings,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for verb in ("list", "lint")
    ]
    listed = [line.split()[0] for line in told[0].splitlines() if line[:1].strip() and not line.endswith(":")]
    assert sorted(listed) == [folder.name for folder in find_packs(built_in_folder())]
    assert {"vprs-2020", "vprs-2024", "eeast-2017"} <= set(listed)
    assert "Crosswalk between vprs-2020 and vprs-2024: " in told[1]


def test_the_source_archive_can_be_built_and_tested_from(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    wanted = {"pyproject.toml", "Makefile", "LICENSE", "README.md", "cli.py", "rules/vprs-2020/pack.yaml"}
    wanted |= {"rules/vprs-2024/pack.yaml", "rules/crosswalk.yaml", "rules/crosswalk-unmatched.yaml"}
    assert wanted <= names
    assert not [name for name in names if "/out/" in name]
