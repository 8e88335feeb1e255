"""What a closed cycle was drawn with is sealed with it: signing and verifying need no library and no template."""

from __future__ import annotations

import io
import json
import sys
import zipfile

import pytest

from tests.cycle.trust import Trust
from tests.report import templates
from vprs.report import charting

TEMPLATE = "board-template.docx"


def pictures_in(trust: Trust, folder: str = "") -> int:
    with zipfile.ZipFile(trust.kept() / folder / "assurance-statement.docx") as package:
        return sum("/media/" in name for name in package.namelist())


def test_a_cycle_closed_with_the_library_is_signed_and_verified_without_it(
    closed: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pictures_in(closed) == 1
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert closed.cycle("verify") == 0, closed.out
    closed.signed_by_all()
    assert pictures_in(closed, "signed") == 1
    assert closed.cycle("verify") == 0, closed.out


def test_a_cycle_closed_with_one_version_is_verified_with_another(
    closed: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charting, "draw_chart", lambda chart: (b"another", f"<svg>{chart.key}</svg>"))
    assert closed.cycle("verify") == 0, closed.out


def test_a_cycle_closed_without_the_library_is_verified_with_it(opened: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "matplotlib", None)
        assert opened.close("2026-H1") == 0, opened.err
    assert not (opened.kept() / "pictures.json").exists()
    assert opened.cycle("verify") == 0, opened.out
    opened.signed_by_all()
    assert pictures_in(opened, "signed") == 0
    assert opened.cycle("verify") == 0, opened.out


def test_a_changed_picture_is_found_and_nobody_signs_it(closed: Trust) -> None:
    closed.change("cycles/2026-H1/pictures.json", "<svg ", "<svg  ")
    assert closed.cycle("verify") == 1
    assert "Modified: cycles/2026-H1/pictures.json" in closed.out
    assert closed.sign("2026-H1", "lsms", "2026-10-22", "Pat One") == 2


def test_the_fingerprint_covers_the_pictures(closed: Trust) -> None:
    seal = json.loads((closed.kept() / "seal.json").read_text("utf-8"))
    closed.change("cycles/2026-H1/seal.json", seal["files"]["cycles/2026-H1/pictures.json"], "a" * 64)
    assert closed.cycle("verify") == 1
    assert "its fingerprint is not that of what it holds" in closed.out


def test_pictures_that_cannot_be_read_are_told(closed: Trust) -> None:
    (closed.kept() / "pictures.json").write_text('{"format": "vprs-pictures/1", "pictures": {"a": {"png": "*"}}}')
    assert closed.cycle("verify") == 1
    assert "Judged again: not possible." in closed.out


def test_the_template_of_the_close_is_sealed_and_signed_with(opened: Trust) -> None:
    template = templates.with_a_logo()
    (opened.root / TEMPLATE).write_bytes(template)
    assert opened.close("2026-H1") == 0, opened.err
    assert (opened.kept() / TEMPLATE).read_bytes() == template
    (opened.root / TEMPLATE).write_bytes(b"another")
    opened.signed_by_all()
    with zipfile.ZipFile(opened.kept() / "signed" / "assurance-statement.docx") as package:
        assert templates.logo() in [package.read(name) for name in package.namelist() if "/media/" in name]
        header = b"".join(package.read(name) for name in package.namelist() if "/header" in name)
        assert b"OFFICIAL-SENSITIVE" in header
        assert b"DRAFT" not in header
    assert opened.cycle("verify") == 0, opened.out
    (opened.kept() / TEMPLATE).write_bytes(templates.with_a_logo(templates.landscape))
    assert opened.cycle("verify") == 1
    assert f"Modified: cycles/2026-H1/{TEMPLATE}" in opened.out


def test_a_template_that_cannot_be_used_keeps_a_cycle_from_being_closed(opened: Trust) -> None:
    (opened.root / TEMPLATE).write_bytes(b"no document")
    assert opened.close("2026-H1") == 2
    assert "board-template.docx: it cannot be read as a Word document" in opened.err
    assert not (opened.kept() / "seal.json").exists()


def test_an_assessment_goes_on_without_a_template_that_cannot_be_used_and_says_so(trust: Trust) -> None:
    (trust.root / TEMPLATE).write_bytes(b"no document")
    assert trust.vprs("assess", str(trust.root), "--rules", str(trust.rules), "--as-of", "2026-10-20") == 0, trust.err
    assert "board-template.docx: it cannot be read as a Word document" in trust.err
    assert "The documents are written without it." in trust.err


def test_an_assessment_is_drawn_in_the_template_of_the_folder(trust: Trust) -> None:
    (trust.root / TEMPLATE).write_bytes(templates.with_a_logo())
    assert trust.vprs("assess", str(trust.root), "--rules", str(trust.rules), "--as-of", "2026-10-20") == 0, trust.err
    content = (trust.root / "out/2026-10-20/gap-analysis.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert templates.logo() in [package.read(name) for name in package.namelist() if "/media/" in name]
