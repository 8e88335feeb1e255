"""What is wrong with an input file, as data.

Takes nothing and imports nothing of vprs. `Problem` is one fault a person can mend; `InvalidInput` is the one
exception that crosses module borders. Nothing here prints or decides an exit code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One fault in one place: `file:line:column: where: message hint`.

    file     path as the user knows it, with forward slashes, relative to the folder that was read
    line     1-based line, or the row number that a spreadsheet shows; 0 where the fault is the whole file
    column   1-based column; 0 where there is none
    where    the key, field or column heading concerned, dotted for nesting; may be empty
    message  what is wrong, quoting the value seen; a full sentence
    hint     what to do; a full sentence, may be empty
    """

    file: str
    line: int = 0
    column: int = 0
    where: str = ""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        where = f" {self.where}:" if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}:{where} {self.message}{hint}"


class InvalidInput(Exception):
    """Input so faulty that the run cannot go on: carries every problem found, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """The sentence that offers the nearest spelling among `known`, or an empty string."""
    from difflib import get_close_matches  # most runs meet nothing that is near to anything

    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else ""
