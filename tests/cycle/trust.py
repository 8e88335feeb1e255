"""A small trust with two half-years, for the tests of cycles: written to disk, worked on by the command itself.

Takes a folder, gives a `Trust` whose methods are the commands; what they printed is kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.folders import write_evidence, write_pack
from vprs.commands.main import run

H2 = ("2025-H2", "--from", "2025-10-01", "--to", "2026-03-31", "--cut-off", "2026-04-20", "--board", "2026-05-07")
H1 = ("2026-H1", "--from", "2026-04-01", "--to", "2026-09-30", "--cut-off", "2026-10-20", "--board", "2026-11-05")
LEAD = """\
records:
  - {id: lead, kind: appointment, role: lsms, holder: A1, start: 2025-01-01}
"""
RECEIVED = """\
records:
  - id: board-2026-11
    kind: minute
    body: board
    date: 2026-11-05
    decisions: [received]
"""


class Output(io.StringIO):
    """A text stream that also has the bytes that a command writes past it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = io.BytesIO()

    @property
    def buffer(self) -> io.BytesIO:
        return self.written

    def all(self) -> str:
        return self.getvalue() + self.written.getvalue().decode()


@dataclass
class Trust:
    """root: the evidence folder; out, err: what the last command printed."""

    root: Path
    out: str = ""
    err: str = ""
    rules: Path = field(default_factory=Path)

    def vprs(self, *arguments: str) -> int:
        out, err = Output(), Output()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(arguments)
        self.out, self.err = out.all(), err.all()
        return code

    def cycle(self, verb: str, *words: str) -> int:
        return self.vprs("cycle", verb, str(self.root), *words)

    def open(self, *words: str) -> int:
        return self.cycle("open", *words, "--rules", str(self.rules))

    def close(self, ident: str, *more: str, on: str = "2026-11-01") -> int:
        return self.cycle("close", ident, "--on", on, *more)

    def sign(self, ident: str, role: str, on: str, name: str, *more: str, decision: str = "approve") -> int:
        return self.cycle("sign", ident, "--role", role, "--decision", decision, "--on", on, "--name", name, *more)

    def signed_by_all(self, ident: str = "2026-H1") -> None:
        self.write("board.yaml", RECEIVED)
        for role, on, name, *more in (
            ("lsms", "2026-10-22", "Pat One"),
            ("executive-lead", "2026-10-28", "Kim Two"),
            ("board", "2026-11-06", "Sam Three", "--minute", "board-2026-11"),
        ):
            assert self.sign(ident, role, on, name, *more) == 0, self.err

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        place = self.root / path
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new), "utf-8")

    def kept(self, ident: str = "2026-H1") -> Path:
        return self.root / "cycles" / ident


def make_trust(folder: Path) -> Trust:
    """A trust by the pack `tiny`: a strategy, its minute, and a lead in post."""
    write_pack(folder / "rules")
    write_evidence(folder / "trust", **{"people.yaml": LEAD})
    return Trust(root=folder / "trust", rules=folder / "rules")


def everything(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of all files but the lock."""
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != ".lock":
            yield path.relative_to(folder).as_posix(), path.read_bytes()
