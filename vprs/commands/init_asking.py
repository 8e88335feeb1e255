"""`vprs init` without options, on a terminal: five questions, each answered at once or asked again with what to write.

Takes what a person types, gives the answers; nothing is made before the last one, so that whoever stops has made
nothing. A word with a number before it can be answered by either.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from vprs.commands.init_places import refuse_unfit, refused
from vprs.commands.printing import print_lines
from vprs.commands.saying import Words
from vprs.problem import InvalidInput, nearest

if TYPE_CHECKING:
    from vprs.model import Pack

Answer = TypeVar("Answer")
SORTS = {
    "acute": "an acute trust: hospitals",
    "mental-health": "a mental health trust",
    "community": "a community trust",
    "ambulance": "an ambulance trust",
    "icb": "an integrated care board, which commissions",
    "other": "any other organisation",
}

INTRODUCTION = (
    "A few questions. An answer in [brackets] is taken where you only press Enter.",
    "Ctrl-C stops, and nothing is made. All of it can be changed later in organisation.yaml.",
    "",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What was answered; packs: by their names."""

    folder: Path
    name: str
    code: str
    sort: str
    packs: tuple[str, ...]


def is_person_there() -> bool:
    """Whether somebody sits at a terminal who can read a question and answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_all(known: Sequence[Pack], taken: tuple[str, ...], default_pack: str, folder: Path | None = None) -> Answers:
    """Every question in turn. taken: paths that must not be there; folder: where it was given, so that it is not asked.

    Raises InvalidInput for a given folder that will not do, click.Abort where the person stops.
    """
    if folder is not None:
        refuse_unfit(folder, taken)
    print_lines(INTRODUCTION)
    name = _ask("Name of the organisation, as the papers are to show it", _words)
    code = _ask("Its code, like NMA", _words)
    print_lines(["Its type:"])
    sort = _ask_one("Type", SORTS, None)
    fitting = [pack for pack in known if not pack.types or sort in pack.types]
    packs = _ask_packs(sorted(fitting, key=lambda pack: pack.name != default_pack), default_pack)
    if folder is None:
        folder = _ask("Folder to make", lambda text: _folder(text, taken), default=_plain_name(code))
    return Answers(folder=folder, name=name, code=code, sort=sort, packs=packs)


def _ask(question: str, read: Callable[[str], Answer], default: str | None = None) -> Answer:
    answer: Answer = click.prompt(question, default=default, value_proc=read)
    return answer


def _words(text: str) -> str:
    """What `--name` takes; said here without the option that nobody used."""
    try:
        return Words().convert(text, None, None)
    except click.BadParameter as error:
        raise click.UsageError(error.message.replace("Write the text, or leave the option out.", "Write it.")) from None


def _ask_one(question: str, choices: dict[str, str], default: str | None) -> str:
    _list(choices)
    return _ask(f"{question}, by number or word", lambda text: _chosen(text, tuple(choices)), default)


def _list(choices: dict[str, str]) -> None:
    width = max(map(len, choices))
    print_lines(f"  {number}  {word:<{width}}  {said}" for number, (word, said) in enumerate(choices.items(), 1))


def _chosen(text: str, words: Sequence[str]) -> str:
    said = text.strip().casefold()
    if said.isdecimal() and 1 <= int(said) <= len(words):
        return words[int(said) - 1]
    if said in words:
        return said
    hint = nearest(said, words) or f"Write a number from 1 to {len(words)}, or one of {', '.join(words)}."
    raise click.UsageError(f"'{text}' is none of them. {hint}")


def _ask_packs(packs: Sequence[Pack], default: str) -> tuple[str, ...]:
    from vprs.commands.rules_told import verified_in_words

    print_lines(["Rule packs to judge by:"])
    choices = {pack.name: f"{pack.title}; {verified_in_words(pack)}" for pack in packs}
    _list(choices)
    question = "Packs, by number or name, with commas between several"
    return _ask(question, lambda text: _several(text, tuple(choices)), default)


def _several(text: str, names: Sequence[str]) -> tuple[str, ...]:
    parts = [part for part in text.replace(",", " ").split() if part]
    if not parts:
        raise click.UsageError("no pack is named. Write the number or the name of one.")
    return tuple(dict.fromkeys(_chosen(part, names) for part in parts))


def _folder(text: str, taken: tuple[str, ...]) -> Path:
    if not text.strip():
        raise click.UsageError("the name is empty. Write the name of a folder.")
    folder = Path(text.strip().strip('"')).expanduser()
    try:
        refuse_unfit(folder, taken)
    except InvalidInput as error:
        raise click.UsageError(refused(error)) from None
    return folder


def _plain_name(code: str) -> str:
    """A folder's name out of a code: what is neither letter nor digit gone, and nothing that a system may refuse."""
    plain = "".join(sign for sign in code.casefold() if sign.isascii() and sign.isalnum())
    return f"{plain}-evidence" if plain else "evidence"
