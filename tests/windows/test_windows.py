"""One folder for Windows: what goes in, what is refused, and that the same things make the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("packaging", reason="the package 'packaging' is not installed; `make test` installs it")

from tests.windows.fakes import interpreter, program, wheel
from windows.embed import read_embedded
from windows.faults import CannotPack
from windows.folder import LONGEST, ROOT, SITE, laid_out, unpacked
from windows.imports import import_faults, pure_libraries, start_faults
from windows.wheels import missing, read_wheels
from windows.zipping import zipped

CHECKOUT = Path(__file__).parent.parent.parent


def refused(call: object, *arguments: object) -> str:
    with pytest.raises(CannotPack) as error:
        call(*arguments)  # type: ignore[operator]
    return str(error.value)


def faults_of(tmp_path: Path, **files: bytes) -> str:
    """What is said of a wheel with these files besides its module."""
    wheel(tmp_path, "demo", files=files)
    return refused(laid_out, read_wheels(tmp_path, "3.12"), None, "1")


# ------------------------------------------------------------------------------------------------------- wheels


def test_wheels_for_any_platform_and_for_windows_are_taken(tmp_path: Path) -> None:
    wheel(tmp_path, "pure")
    wheel(tmp_path, "native", tag="cp312-cp312-win_amd64")
    wheel(tmp_path, "stable", tag="cp38-abi3-win_amd64")
    assert [each.name for each in read_wheels(tmp_path, "3.12")] == ["native", "pure", "stable"]


@pytest.mark.parametrize(
    "tag", ["cp312-cp312-manylinux_2_17_x86_64", "cp312-cp312-win32", "cp313-cp313-win_amd64", "cp312-cp312-win_arm64"]
)
def test_a_wheel_for_another_machine_or_python_is_refused(tmp_path: Path, tag: str) -> None:
    wheel(tmp_path, "native", tag=tag)
    assert "is not for Python 3.12 on 64-bit Windows" in refused(read_wheels, tmp_path, "3.12")


def test_a_source_archive_is_refused_and_every_fault_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "demo-1.0.tar.gz").write_bytes(b"")
    wheel(tmp_path, "native", tag="cp312-cp312-win32")
    said = refused(read_wheels, tmp_path, "3.12")
    assert "demo-1.0.tar.gz is no wheel" in said
    assert "native" in said


def test_two_versions_of_one_package_are_refused(tmp_path: Path) -> None:
    wheel(tmp_path, "demo")
    wheel(tmp_path, "demo", version="2.0")
    assert "are one package" in refused(read_wheels, tmp_path, "3.12")


@pytest.mark.parametrize(
    ("need", "lacks"),
    [
        ("colorama; platform_system == 'Windows'", True),
        ("colorama; sys_platform == 'win32' and python_version >= '3.12'", True),
        ("uvloop; sys_platform != 'win32'", False),
        ("other; python_version < '3.12'", False),
        ("rich; extra == 'rich'", True),
        ("sphinx; extra == 'docs'", False),
        ("there>=2", True),
        ("there>=1", False),
    ],
)
def test_what_is_needed_on_windows_is_asked_with_windows_markers(tmp_path: Path, need: str, *, lacks: bool) -> None:
    wheel(tmp_path, "demo", needs=(need,))
    wheel(tmp_path, "there")
    assert bool(missing(read_wheels(tmp_path, "3.12"), "3.12", {"demo": ["rich"]})) is lacks


def test_what_an_extra_of_another_package_needs_is_asked_too(tmp_path: Path) -> None:
    wheel(tmp_path, "demo", needs=("there[more]",))
    wheel(tmp_path, "there", needs=("beyond; extra == 'more'",))
    assert [str(each) for each in missing(read_wheels(tmp_path, "3.12"), "3.12", {})] == ['beyond; extra == "more"']


# -------------------------------------------------------------------------------------------------- interpreter


def test_an_interpreter_tells_its_version_and_digest(tmp_path: Path) -> None:
    path = interpreter(tmp_path / "embed.zip", python="314")
    found = read_embedded(path, sha256(path.read_bytes()).hexdigest().upper())
    assert (found.python, found.digest) == ("3.14", sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize("without", ["python.exe", "python312.zip", "python312._pth", "LICENSE.txt"])
def test_an_interpreter_that_lacks_a_part_is_refused(tmp_path: Path, without: str) -> None:
    path = interpreter(tmp_path / "embed.zip", without=without)
    assert f"holds no {without}" in refused(read_embedded, path)


def test_an_interpreter_of_another_digest_machine_or_version_is_refused(tmp_path: Path) -> None:
    assert "not 00ff" in refused(read_embedded, interpreter(tmp_path / "a.zip"), "00ff")
    assert "python.exe is not a program for 64-bit" in refused(
        read_embedded, interpreter(tmp_path / "b.zip", machine=0x14C)
    )
    assert "Python 3.11 to 3.14" in refused(read_embedded, interpreter(tmp_path / "c.zip", python="310"))


def test_what_is_no_zip_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "setup.exe").write_bytes(program())
    assert "cannot be read as a zip file" in refused(read_embedded, tmp_path / "setup.exe")
    assert "cannot be read" in refused(read_embedded, tmp_path / "nothing.zip")


# ------------------------------------------------------------------------------------------------------- folder


def test_the_folder_holds_program_interpreter_licences_and_digests(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(wheels, "demo", tag="cp312-cp312-win_amd64", files={"demo/fast.pyd": program()})
    embedded = read_embedded(interpreter(tmp_path / "embed.zip"))
    files = laid_out(read_wheels(wheels, "3.12"), embedded, "9.9")
    assert files["python/python312._pth"] == b"python312.zip\r\n.\r\nLib\\site-packages\r\n"
    assert {"python/python.exe", f"{SITE}/demo/fast.pyd", "vprs.cmd"} <= set(files)
    assert files["licences/demo-1.0/LICENSE"] == b"Do as you like.\n"
    assert files["licences/python-3.12/LICENSE.txt"] == b"The licence of Python.\n"
    assert f"sha256 {embedded.digest}" in files["licences/LICENCES.txt"].decode()
    assert files["README-WINDOWS.txt"].startswith(b"vprs 9.9 for Windows, 64-bit\r\n")
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert digest == sha256(files[name]).hexdigest()
    assert len(files["SHA256SUMS"].splitlines()) == len(files) - 1


def test_without_an_interpreter_only_that_is_lacking(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(wheels, "demo")
    bare = laid_out(read_wheels(wheels, "3.12"), None, "1")
    whole = laid_out(read_wheels(wheels, "3.12"), read_embedded(interpreter(tmp_path / "e.zip")), "1")
    assert all(name.startswith(("python/", "licences/python-")) for name in set(whole) - set(bare))


def test_scripts_and_manuals_of_wheels_are_left_out_and_other_data_is_refused(tmp_path: Path) -> None:
    aside = {"demo-1.0.data/scripts/demo": b"x", "demo-1.0.data/data/share/man/man1/demo.1": b"x"}
    wheel(tmp_path, "demo", files={**aside, "demo-1.0.data/purelib/more.py": b""})
    (found,) = read_wheels(tmp_path, "3.12")
    assert "more.py" in unpacked(found)
    assert not any("scripts" in name or "man1" in name for name in unpacked(found))
    wheel(tmp_path, "other", files={"other-1.0.data/data/etc/x": b""})
    assert "no place for" in refused(laid_out, read_wheels(tmp_path, "3.12"), None, "1")


@pytest.mark.parametrize("name", ["demo/nul.py", "demo/CON", "demo/a:b.py", "demo/end.", "demo/what?.txt", "lpt1/x.py"])
def test_a_name_that_windows_does_not_have_is_refused(tmp_path: Path, name: str) -> None:
    assert "Windows has no file of the name" in faults_of(tmp_path, **{name: b""})


def test_names_that_differ_only_in_capitals_are_refused(tmp_path: Path) -> None:
    assert "differ only in capitals" in faults_of(tmp_path, **{"demo/README.txt": b"", "demo/readme.txt": b""})


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_a_path_of_180_characters_fits_and_one_of_181_does_not(tmp_path: Path, more: int, *, fits: bool) -> None:
    name = "d/" + "x" * (LONGEST - len(f"{ROOT}/{SITE}/d/") + more)
    wheel(tmp_path, "demo", files={name: b""})
    wheels = read_wheels(tmp_path, "3.12")
    if fits:
        assert max(map(len, laid_out(wheels, None, "1"))) == LONGEST - len(f"{ROOT}/")
    else:
        assert "181 characters long" in refused(laid_out, wheels, None, "1")


def test_a_library_for_another_machine_and_a_package_without_licence_are_refused(tmp_path: Path) -> None:
    assert "is not a program for 64-bit Windows" in faults_of(tmp_path, **{"demo/fast.pyd": program(0x14C)})
    (tmp_path / "demo-1.0-py3-none-any.whl").unlink()
    wheel(tmp_path, "bare", licence="")
    assert "carries no licence text" in refused(laid_out, read_wheels(tmp_path, "3.12"), None, "1")


def test_the_same_files_make_the_same_bytes_in_any_order() -> None:
    one = zipped({"b": b"2", "a/c": b"1"}, ROOT)
    assert one == zipped({"a/c": b"1", "b": b"2"}, ROOT)
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == [f"{ROOT}/a/c", f"{ROOT}/b"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ------------------------------------------------------------------------------------------------------ imports


def site(**files: str) -> dict[str, bytes]:
    return {f"{SITE}/{name}": text.encode() for name, text in {"vprs/__main__.py": "", **files}.items()}


def test_a_library_that_no_wheel_brings_is_noticed() -> None:
    files = site(**{"vprs/a.py": "import json\nimport lost\nfrom there.x import y\n", "there/__init__.py": ""})
    assert import_faults(files) == ["vprs/a.py imports lost, which no wheel brings."]


def test_what_may_be_absent_is_not_asked_for() -> None:
    typing = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\n"
    text = f"{typing}try:\n    import b\nexcept ImportError:\n    b = None\n"
    assert import_faults(site(**{"vprs/a.py": text})) == []


def test_a_folder_without_vprs_or_with_a_broken_module_is_noticed() -> None:
    assert "There is no vprs in the folder" in import_faults({})[0]
    assert "vprs/a.py does not parse" in import_faults(site(**{"vprs/a.py": "def ("}))[0]


def test_only_what_leans_on_nothing_compiled_can_be_imported_here() -> None:
    inside = {
        "vprs/a.py": b"import pure, native, above",
        "pure/__init__.py": b"",
        "native/fast.pyd": b"",
        "native/__init__.py": b"",
        "above/__init__.py": b"import native",
    }
    assert pure_libraries(inside) == ["pure"]


def test_the_program_is_started_with_nothing_but_the_folder() -> None:
    alone = "not [path for path in sys.path if path.endswith('site-packages')]"
    main = f"def run(words):\n    import sys\n    return 0 if words == ['--version'] and {alone} else 1\n"
    good = site(**{"vprs/__init__.py": "", "vprs/commands/__init__.py": "", "vprs/commands/main.py": main})
    assert start_faults(good) == []
    assert "No module named" in start_faults(site(**{"vprs/__init__.py": ""}))[0]


# ------------------------------------------------------------------------------------------------ what is shipped


def test_the_starter_quotes_its_folder_keeps_the_exit_code_and_speaks_utf8() -> None:
    text = (CHECKOUT / "windows" / "vprs.cmd").read_text("utf-8")
    assert '"%~dp0python\\python.exe" -X utf8 -m vprs %*' in text
    assert re.search(r'set "VPRS_EXIT=%ERRORLEVEL%".*exit /b %VPRS_EXIT%', text, re.DOTALL)
    assert "chcp 65001" in text
    assert text.isascii()


def test_the_guidance_is_short_lines_that_any_editor_shows() -> None:
    text = (CHECKOUT / "windows" / "README-WINDOWS.txt").read_text("utf-8")
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 120
    assert "{version}" in text.splitlines()[0]
