"""`vprs init` on a terminal asks, checks each answer at once, and makes nothing before the last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.folders import write_pack
from tests.commands.terminals import ROOT, on_a_terminal
from tests.packs.built_in import packs
from vprs.commands import init as init_command
from vprs.commands.init_places import LONGEST, long_path
from vprs.commands.main import run
from vprs.evidence import read_evidence
from vprs.problem import InvalidInput

CTRL_C, CTRL_D = "\x03", "\x04"
VPRS = str(ROOT / "cli.py")


def asked(*typed: str, code: int = 0, more: tuple[str, ...] = ()) -> str:
    """What is seen where these lines are typed; a control character ends the typing without Enter."""
    lines = "".join(each if each in (CTRL_C, CTRL_D) else f"{each}\n" for each in typed)
    return on_a_terminal(VPRS, "init", *more, typed=lines, code=code, columns=100)


def test_five_answers_make_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "Fernhill Trust \u2014 evidence"
    said = asked("Fernhill Trust", "FHT", "4", "1, vprs-2024", str(place))
    assert f'Run: vprs assess "{place}"' in " ".join(said.split())
    organisation = read_evidence(place).organisation
    assert (organisation.name, organisation.code, organisation.type) == ("Fernhill Trust", "FHT", "ambulance")
    assert organisation.packs == ("vprs-2020", "vprs-2024")
    assert "not verified: a working paraphrase" in " ".join(said.split())


def test_a_folder_that_was_named_is_not_asked_for_and_enter_takes_the_pack_in_brackets(tmp_path: Path) -> None:
    said = asked("Fernhill", "FHT", "icb", "", more=(str(tmp_path / "trust"),))
    assert "Folder to make" not in said
    organisation = read_evidence(tmp_path / "trust").organisation
    assert (organisation.type, organisation.packs) == ("icb", ("vprs-2020",))


def test_each_slip_is_told_at_once_and_asked_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    said = asked(
        "   ",
        "Fernhill",
        "FHT",
        "accute",
        "9",
        "acute",
        "vprs-2002",
        "1",
        str(tmp_path / "file"),
        str(tmp_path / "nul.txt"),
        str(tmp_path / "what?"),
        str(tmp_path / "trust"),
    )
    for remedy in (
        "it is empty. Write it.",
        "'accute' is none of them. Did you mean 'acute'?",
        "'9' is none of them. Write a number from 1 to 6, or one of acute, mental-health",
        "'vprs-2002' is none of them. Did you mean 'vprs-20",
        "a file has this name, so no folder can. Choose another name.",
        "'nul.txt' is a name that Windows keeps for itself. Choose another name: letters",
        "'what?' holds what Windows allows in no name: ?. Choose another name",
    ):
        assert remedy in said.replace("\r\n", " ").replace("\n", " "), remedy
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "trust"]


@pytest.mark.parametrize(("answers", "key"), [(0, CTRL_C), (2, CTRL_C), (3, CTRL_C), (1, CTRL_D)])
def test_who_stops_has_made_nothing(answers: int, key: str, tmp_path: Path) -> None:
    given = ("Fernhill", "FHT", "acute", "1")[:answers]
    said = asked(*given, key, code=130, more=(str(tmp_path / "trust"),))
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_will_not_do_is_told_before_any_question(tmp_path: Path) -> None:
    (tmp_path / "START-HERE.md").write_text("mine", "utf-8")
    said = asked(code=2, more=(str(tmp_path),))
    assert "writes over nothing" in said
    assert "Name of the organisation" not in said


def test_nothing_is_asked_where_an_option_is_given(tmp_path: Path) -> None:
    said = asked(more=(str(tmp_path / "trust"), "--type", "acute"))
    assert "Name of the organisation" not in said
    assert (tmp_path / "trust" / "organisation.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name the folder to make, like my-trust."),
        (["trust"], "Say what sort of organisation it is for: --type acute, mental-health,"),
        (["--type", "acute"], "Name the folder to make, like my-trust."),
        (["trust", "--name", "X"], "Say what sort of organisation it is for"),
    ],
)
def test_in_a_script_nothing_is_asked(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["con", "LPT1.old", "a<b", 'say "so"', "a|b", "ends.", "ends ", "tab\there", "a:b", "half\\half"]
)
def test_a_name_that_windows_forbids_is_refused_everywhere(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / name / "trust"), "--type", "acute"]) == 2
    assert "Choose another name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["my trust", "Tr\u00fcst \u2014 \u9662", "console", "com10x", ".hidden", "R&D (2026)", "O'Neill"]
)
def test_other_names_will_do(name: str, tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / name), "--type", "acute"]) == 0
    assert read_evidence(tmp_path / name).problems == ()


def test_a_long_path_is_warned_of_and_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    length = LONGEST - len(str(tmp_path.resolve())) - 1
    assert long_path(tmp_path / ("x" * length)) == ""
    assert run(["init", str(tmp_path / ("x" * (length + 1))), "--type", "acute"]) == 0
    assert f"has {LONGEST + 1} characters, and Excel on Windows" in capsys.readouterr().err


def test_a_name_too_long_for_the_system_is_told_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / ("x" * 300)), "--type", "acute"]) == 2
    assert "Choose" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_where_nobody_may_write_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o500)
    assert run(["init", str(tmp_path / "trust"), "--type", "acute"]) == 2
    assert "Choose a place where you may write." in capsys.readouterr().err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("after", [1, 3])
def test_work_that_is_cut_short_leaves_no_half_of_a_folder(
    stop: BaseException, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trust" / "documents").mkdir(parents=True)
    (tmp_path / "trust" / "own.txt").write_text("mine", "utf-8")
    rename, done = Path.rename, []

    def stopping(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > after:
            raise stop
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopping)
    with pytest.raises((KeyboardInterrupt, InvalidInput)):
        init_command._make(tmp_path / "trust", name="X", code="X", sort="acute", packs=packs()[:1])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "trust",
        "trust/documents",
        "trust/own.txt",
    ]


def test_a_pack_for_others_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path / "rules")
    head = tmp_path / "rules" / "tiny" / "pack.yaml"
    head.write_text(f"{head.read_text('utf-8')}types: [icb]\n", "utf-8")
    own = ("--rules", str(tmp_path / "rules"), "--pack", "tiny")
    assert run(["init", str(tmp_path / "trust"), "--type", "acute", *own]) == 0
    assert "Note: tiny is written for icb organisations, and this one is acute." in capsys.readouterr().err
    assert run(["init", str(tmp_path / "board"), "--type", "icb", *own]) == 0
    assert "Note" not in capsys.readouterr().err
