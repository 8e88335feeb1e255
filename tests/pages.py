"""What a page tells a reader to do, and what it says they will see, so that a test can do it and look.

Takes a page of Markdown, gives its steps in order:

    ```console               `$ command` lines, run one after another, each with what it prints below it; a line `...`
                             stands for any number of lines
    ```sh                    commands of which only the exit code is held
    ```{code-block} yaml     with `:caption: PATH`: a file to write there; `diff`: lines to take out (-) and put in (+)

A comment, which no reader sees, may stand on the line before: `% exit 1` for a block whose last command ends so,
`% rows PATH` for a table whose rows go into the register of evidence, `% make PATH...` for files that a reader brings,
`% world NAME` for `my-trust` as it is new, or as the worked example,
`% slow` for commands that take too long here and are tested elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FENCE = re.compile(
    r"^(?P<fence>`{3,})(?:\{code-block\} )?(?P<language>\w*)\n"
    r"(?::caption: (?P<caption>\S+)\n)?\n?(?P<text>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
COMMENT = re.compile(r"^% (?P<word>exit|rows|make|world|slow)(?: (?P<rest>.+))?\n", re.MULTILINE)
TABLE = re.compile(r"\s*(?P<table>(?:^\|.*\n)+)", re.MULTILINE)
ELLIPSIS = "..."


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do. word: run, write, change, rows, make or world; `place`: its first line on the page."""

    word: str
    place: int
    path: str = ""
    text: str = ""
    exit_code: int = 0
    shown: tuple[str, ...] | None = None
    span: tuple[int, int] = (0, 0)  # of what is shown, for a page that is written again


def steps(page: str) -> list[Step]:
    """Every step of a page, in order."""
    found = [*_from_blocks(page), *_from_comments(page)]
    return sorted(found, key=lambda step: (step.place, step.span))


def _line(page: str, at: int) -> int:
    return page.count("\n", 0, at) + 1


def _from_comments(page: str) -> Iterator[Step]:
    for said in COMMENT.finditer(page):
        word, rest, place = said["word"], (said["rest"] or "").strip(), _line(page, said.start())
        if word == "rows":
            table = TABLE.match(page, said.end())
            assert table is not None, f"line {place}: no table follows"
            yield Step(word="rows", place=place, path=rest, text=table["table"])
        elif word in ("make", "world"):
            yield from (Step(word=word, place=place, path=path) for path in rest.split())


def _from_blocks(page: str) -> Iterator[Step]:
    for block in FENCE.finditer(page):
        place, language = _line(page, block.start()), block["language"]
        if block["caption"]:
            word = "change" if language == "diff" else "write"
            yield Step(word=word, place=place, path=block["caption"], text=block["text"])
        elif language in ("console", "sh"):
            before = {said["word"]: said["rest"] for said in COMMENT.finditer(page) if said.end() == block.start()}
            made = [] if "slow" in before else list(_commands(block, place, shows=language == "console"))
            last = int(before.get("exit", 0))
            for number, step in enumerate(made, start=1):
                yield step if number < len(made) else replace(step, exit_code=last)


def _commands(block: re.Match[str], place: int, *, shows: bool) -> Iterator[Step]:
    """The commands of one block; in a console block what follows a command is what it shows."""
    if not shows:
        lines = (line.partition("#")[0].strip() for line in block["text"].splitlines())
        yield from (Step(word="run", place=place + number, text=line) for number, line in enumerate(lines, 1) if line)
        return
    starts = list(re.finditer(r"^\$ (.*)\n", block["text"], re.MULTILINE))
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(block["text"])
        shown = block["text"][start.end() : end]
        at = block.start("text")
        yield Step(
            word="run",
            place=place + 1 + block["text"].count("\n", 0, start.start()),
            text=start[1],
            shown=tuple(shown.rstrip("\n").splitlines()),
            span=(at + start.end(), at + end),
        )


def difference(shown: tuple[str, ...], printed: tuple[str, ...]) -> str:
    """What is shown and was not printed there; an empty text where all is as shown. Blank lines do not matter.

    Within a line `...` stands for any words, on a line of its own for any lines.
    """
    wanted, there = _filled(shown), _filled(printed)
    at, skipping = 0, False
    for line in wanted:
        if line.strip() == ELLIPSIS:
            skipping = True
            continue
        places = (place for place in range(at, len(there)) if _alike(line, there[place]))
        end = next(places, at) if skipping else at
        if end >= len(there) or not _alike(line, there[end]):
            now = there[at] if at < len(there) else "the end"
            return f"shown: {line!r}\nprinted: {now!r}"
        at, skipping = end + 1, False
    return "" if skipping or at == len(there) else f"shown: the end\nprinted: {there[at]!r}"


def _alike(shown: str, printed: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, shown.split(ELLIPSIS))), printed) is not None


def _filled(lines: tuple[str, ...]) -> list[str]:
    return [line.rstrip() for line in lines if line.strip()]


def changed(text: str, diff: str) -> str:
    """The text with the lines of a diff taken out and put in. Raises ValueError where they are not there just once."""
    lines, marks = text.splitlines(), diff.splitlines()
    old, new = ([line[1:] for line in marks if line[:1] in (sign, " ")] for sign in "-+")
    places = [at for at in range(len(lines)) if lines[at : at + len(old)] == old]
    if len(places) != 1 or not old:
        raise ValueError(f"not there just once: {old}")
    return "".join(f"{line}\n" for line in (*lines[: places[0]], *new, *lines[places[0] + len(old) :]))


def rows_of(table: str) -> list[Mapping[str, str]]:
    """A table of Markdown as mappings from heading to cell; cells of code lose their backticks, empty ones stay out."""
    lines = [[cell.strip().strip("`") for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    head, _, *rest = lines
    return [{name: cell for name, cell in zip(head, row, strict=True) if cell} for row in rest]


def put_rows(path: Path, rows: list[Mapping[str, str]]) -> None:
    """Write rows into a register of evidence as a person would: below the last, or over the one of the same file."""
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for row in rows:
        numbers = [number for number in range(2, sheet.max_row + 1) if _key(sheet, columns, number) == _of(row)]
        free = next(number for number in range(2, sheet.max_row + 2) if not sheet.cell(number, columns["kind"]).value)
        for name, value in row.items():
            sheet.cell(numbers[0] if numbers else free, columns[name]).value = value
    book.save(path)


def _of(row: Mapping[str, str]) -> tuple[str, str]:
    return row.get("file", ""), row.get("id", "")


def _key(sheet: Any, columns: Mapping[str, int], number: int) -> tuple[str, str]:
    return (
        str(sheet.cell(number, columns["file"]).value or ""),
        str(sheet.cell(number, columns["id"]).value or ""),
    )
