"""`vprs rules doc`: a pack as a document holds everything a reviewer has to see, in every format."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from tests.packs.built_in import pack_named, packs
from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, write_pack
from vprs.commands.main import run
from vprs.model import Pack
from vprs.pack_paper import pack_paper
from vprs.report import draw
from vprs.rulebook.prose import form_in_words

SOUND = HEAD + CHECK + EXAMPLES


def markdown(pack: Pack) -> str:
    return draw({"x": pack_paper(pack)}, ("md",))["x.md"].decode()


@pytest.mark.parametrize("pack", packs(), ids=lambda one: one.name)
def test_nothing_that_a_rule_says_is_left_out(pack: Pack) -> None:
    text = " ".join(markdown(pack).replace("\\", "").split())
    for requirement in pack.requirements:
        advice = requirement.if_not_met
        said = [requirement.title, requirement.requirement, requirement.rationale, advice.gap, advice.action]
        said += [words for check in requirement.checks for words in (check.slug, check.says, form_in_words(check.form))]
        said += [example.expect.value for example in requirement.examples]
        missing = [each for each in said if " ".join(each.split()) not in text]
        assert missing == [], requirement.path
    assert text.count("Not verified") == 1


def test_the_same_pack_gives_the_same_bytes() -> None:
    pack = pack_named("cpft-2015")
    first, second = (draw({"x": pack_paper(pack)}) for _ in range(2))
    assert first == second
    assert set(first) == {"x.md", "x.html", "x.docx"}


def test_word_has_a_heading_for_every_requirement_and_no_draft_mark() -> None:
    pack = pack_named("cpft-2015")
    document = Document(io.BytesIO(draw({"x": pack_paper(pack)}, ("docx",))["x.docx"]))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"]
    assert headings == [f"{one.phase}/{one.slug}: {one.title}" for one in pack.requirements]
    assert "DRAFT" not in " ".join(each.text for each in document.sections[0].header.paragraphs)


def test_markdown_is_printed_and_a_folder_gets_all_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND)
    assert run(["rules", "doc", str(folder)]) == 0
    assert "# Rules: A standard for tests" in capsys.readouterr().out
    assert run(["rules", "doc", str(folder), "--out", str(tmp_path / "review")]) == 0
    written = sorted(each.name for each in (tmp_path / "review").iterdir())
    assert written == ["rules-small.docx", "rules-small.html", "rules-small.md"]
    assert capsys.readouterr().out.count("Written: ") == 3


def test_one_format_is_written_alone_and_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND)
    assert run(["rules", "doc", str(folder), "--format", "md"]) == 2
    assert "--format needs --out" in capsys.readouterr().err
    assert run(["rules", "doc", str(folder), "--format", "md", "--out", str(tmp_path / "review")]) == 0
    assert [each.name for each in (tmp_path / "review").iterdir()] == ["rules-small.md"]


def test_a_faulty_pack_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=HEAD + "checks: {}\n")
    assert run(["rules", "doc", str(folder)]) == 2
    assert "plan/x.yaml:" in capsys.readouterr().err
