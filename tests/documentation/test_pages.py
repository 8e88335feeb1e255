"""Whoever follows a page sees what it shows: every file is written, every command is run, and what it prints is held.

`pytest --record` writes what was printed into a page's console blocks; those that leave something out (`...`) stay as
they are and have to be mended by hand.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.northmoor.make_documents import pdf
from tests.pages import ELLIPSIS, Step, changed, difference, put_rows, rows_of, steps
from vprs.commands.main import run

ROOT = Path(__file__).parent.parent.parent
FOLDERS = (ROOT / "docs" / "tutorial", ROOT / "docs" / "how-to")
PAGES = [path for folder in FOLDERS for path in sorted(folder.glob("*.md")) if steps(path.read_text("utf-8"))]
NAME = "Kestrel Vale Hospitals NHS Trust (fictional)"
BROUGHT = "Brought by the reader.\n"


def test_there_are_pages_to_follow() -> None:
    assert len(PAGES) >= 2


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_whoever_follows_a_page_sees_what_it_shows(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    page = path.read_text("utf-8")
    keep: dict[tuple[int, int], str] = {}
    for step in steps(page):
        where = f"{path.relative_to(ROOT)}:{step.place}: {step.text.splitlines()[0] if step.text else step.path}"
        if step.word != "run":
            prepare(step, where)
            capsys.readouterr()
            continue
        code = typed(step.text, monkeypatch)
        out, err = capsys.readouterr()
        printed = tuple((out + err).splitlines())
        assert code == step.exit_code, f"{where}: exit code {code}\n{out}{err}"
        if step.shown is None:
            continue
        if request.config.getoption("--record") and not any(ELLIPSIS in line for line in step.shown):
            keep[step.span] = "".join(f"{line}\n" for line in printed)
            continue
        ends = "\n".join(printed if len(printed) < 60 else (*printed[:30], "[...]", *printed[-30:]))
        assert not (said := difference(step.shown, printed)), f"{where}\n{said}\n\nprinted:\n{ends}"
    if keep:
        path.write_text(rewritten(page, keep), "utf-8", newline="\n")


def prepare(step: Step, where: str) -> None:
    """Do what the page asks of a reader beside typing commands."""
    target = Path(step.path)
    if step.word == "world" and step.path == "new":
        assert run(["init", "my-trust", "--type", "acute", "--name", NAME, "--code", "KVH"]) == 0
    elif step.word == "world":
        assert step.path == "northmoor", where
        shutil.copytree(ROOT / "evidence" / "northmoor-acute", "my-trust", ignore=shutil.ignore_patterns("out"))
    elif step.word == "rows":
        put_rows(target, rows_of(step.text))
    elif step.word == "change":
        target.write_text(changed(target.read_text("utf-8"), step.text), "utf-8", newline="\n")
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        _make(target, step)


def _make(target: Path, step: Step) -> None:
    if step.word == "write":
        target.write_text(step.text, "utf-8", newline="\n")
    elif target.suffix == ".docx":
        document = Document()
        document.add_paragraph(BROUGHT.strip())
        document.save(str(target))
    else:
        target.write_bytes(pdf([BROUGHT.strip()]) if target.suffix == ".pdf" else BROUGHT.encode())


def typed(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """A line as a reader types it: `vprs` with or without a file for what it prints, or `cd`."""
    command, _, into = line.partition(" > ")
    program, *words = shlex.split(command)
    if program == "cd":
        monkeypatch.chdir(words[0])
        return 0
    assert program == "vprs", f"a page may not ask for {program!r} in a block that is run"
    if not into:
        return run(words)
    from contextlib import redirect_stdout
    from io import TextIOWrapper

    with Path(into).open("wb") as raw, TextIOWrapper(raw, "utf-8", newline="\n") as file, redirect_stdout(file):
        return run(words)


def rewritten(page: str, keep: dict[tuple[int, int], str]) -> str:
    for (start, end), text in sorted(keep.items(), reverse=True):
        page = page[:start] + text + page[end:]
    return page


# ------------------------------------------------------------------------------------------- the mechanism itself

SAMPLE = """\
% world northmoor
% make a/b.docx a/c.txt

```{code-block} yaml
:caption: a/x.yaml

one: 1
```

% exit 1
```console
$ vprs one
first

last
$ vprs two
...
```

```sh
vprs three   # said
vprs four
```

% slow
```sh
vprs five
```

```yaml
not: written
```

% rows r.xlsx
| kind | file |
|---|---|
| document | `a/b.docx` |
| minute | |
"""


def test_the_steps_of_a_page_are_found_in_order() -> None:
    found = steps(SAMPLE)
    assert [(step.word, step.path or step.text) for step in found[:4]] == [
        ("world", "northmoor"),
        ("make", "a/b.docx"),
        ("make", "a/c.txt"),
        ("write", "a/x.yaml"),
    ]
    assert [(step.text, step.exit_code, step.shown) for step in found[4:8]] == [
        ("vprs one", 0, ("first", "", "last")),
        ("vprs two", 1, ("...",)),
        ("vprs three", 0, None),
        ("vprs four", 0, None),
    ]
    assert rows_of(found[8].text) == [{"kind": "document", "file": "a/b.docx"}, {"kind": "minute"}]
    assert len(found) == 9
    one = found[4]
    assert rewritten(SAMPLE, {one.span: "new\n"}).count("$ vprs one\nnew\n$ vprs two\n") == 1


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (("a", "b"), ("a", "", "b "), True),
        (("a",), ("a", "b"), False),
        (("a", "..."), ("a", "b"), True),
        (("b",), ("a", "b"), False),
        (("...", "b"), ("a", "b"), True),
        (("...", "b"), ("a", "b", "c"), False),
        (("a", "...", "c", "d"), ("a", "b", "c", "x", "d"), False),
        (("a", "...", "z"), ("a", "b"), False),
        ((), ("a",), False),
        ((), (), True),
        (("a ... files, 2 left",), ("a 17 files, 2 left",), True),
        (("a ... files, 2 left",), ("a 17 files, 3 left",), False),
        (("a+ ...",), ("aa x",), False),
        (("...",), (), True),
    ],
)
def test_what_is_shown_is_held_line_by_line(shown: tuple[str, ...], printed: tuple[str, ...], *, same: bool) -> None:
    assert (difference(shown, printed) == "") is same


def test_a_change_takes_lines_out_and_puts_lines_in() -> None:
    assert changed("a\nb\nc\n", " a\n-b\n+x\n+y\n") == "a\nx\ny\nc\n"
    for text in ("a\nc\n", "b\nb\n", "ab\n"):
        with pytest.raises(ValueError, match="not there just once"):
            changed(text, "-b\n+x\n")


def test_rows_go_below_the_last_or_over_the_one_of_the_same_file(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from vprs.evidence.workbook import write_evidence_register

    path = tmp_path / "r.xlsx"
    write_evidence_register(path)
    put_rows(path, [{"kind": "document", "file": "a.docx"}, {"kind": "minute", "id": "m"}])
    put_rows(path, [{"kind": "report", "file": "a.docx"}, {"kind": "plan", "id": "p"}])
    sheet = load_workbook(path).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == ["report", "minute", "plan", None]
