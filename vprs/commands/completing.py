"""Completion of what is typed in a shell: the answer to its question, and the words that may stand in a place.

Takes the environment by which a shell asks, gives the words that begin as typed. It reads names of files and little
else, so that it is quick; whatever goes wrong, it offers nothing, for a person is in the middle of a word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import click
from click.shell_completion import CompletionItem, shell_complete

from vprs.commands.completion_scripts import VARIABLE, register
from vprs.pack_places import built_in_folder, find_packs

Items = list[CompletionItem[str]]
ORGANISATION = "organisation.yaml"
MOST_FILES = 2_000
_PACKS = re.compile(r"^packs:[ \t]*(?:\[([^\]]*)\]|((?:\n[ \t]*-[^\n]*)+)|([\w.-]+))", re.MULTILINE)


def answer(group: click.Command, question: str) -> int:
    """Print the answer; the exit code."""
    register()
    with suppress(Exception):
        return shell_complete(group, {}, "vprs", VARIABLE, question)
    return 0


# ----------------------------------------------------------------------------------------------- words in their places


def pack_names(ctx: click.Context, _: click.Parameter, begun: str) -> Items:
    """The packs that there are, those of --rules first."""
    return _fitting(dict.fromkeys(pack.name for folder in _pack_folders(ctx) for pack in find_packs(folder)), begun)


def packs_and_requirements(ctx: click.Context, param: click.Parameter, begun: str) -> Items:
    """The names of packs, folders, and once a pack is begun its requirements."""
    paths = _requirements(ctx, None) if "/" in begun else ()
    return [CompletionItem(begun, type="dir"), *pack_names(ctx, param, begun), *_fitting(paths, begun)]


def evidence_or_requirement(ctx: click.Context, _: click.Parameter, begun: str) -> Items:
    """A requirement of the folder's packs, a file in it, or the folder itself."""
    folder = _evidence(ctx)
    packs = _named_packs(folder)
    own = _requirements(ctx, packs) if packs else ()
    short = [path.partition("/")[2] for path in own]
    files = _files(folder) if begun else ()
    found = _fitting([*short, *(own if begun.startswith(tuple(packs)) else ()), *files], begun)
    return _with_folders(found, begun)


def cycles(ctx: click.Context, _: click.Parameter, begun: str) -> Items:
    """The ids of the folder's cycles, and folders."""
    return _with_folders(_fitting(_folders(_evidence(ctx) / "cycles"), begun), begun)


def cycle_ids(ctx: click.Context, _: click.Parameter, begun: str) -> Items:
    """The ids of the folder's cycles alone."""
    return _fitting(_folders(_evidence(ctx) / "cycles"), begun)


def days(_: click.Context, __: click.Parameter, begun: str) -> Items:
    """Today, and the last days of the quarters that have ended within a year."""
    today = date.today()  # noqa: DTZ011  the day on the user's own calendar is what they mean
    ends = [
        date(year, month, 1) - timedelta(days=1) for year in (today.year, today.year - 1) for month in (10, 7, 4, 1)
    ]
    past = [end for end in ends if today - timedelta(days=366) < end < today]
    return _fitting([each.isoformat() for each in (today, *past)], begun)


def _with_folders(found: Items, begun: str) -> Items:
    """Folders first, for bash forgets what came before them; none where a word is begun that fits already."""
    return found if begun and found else [CompletionItem(begun, type="dir"), *found]


def _fitting(words: Iterable[str], begun: str) -> Items:
    return [CompletionItem(word) for word in dict.fromkeys(words) if word.startswith(begun)]


def _evidence(ctx: click.Context) -> Path:
    """The evidence folder among the words typed before, or the one the user is in."""
    for given in ctx.params.values():
        for word in given if isinstance(given, tuple) else (given,):
            if isinstance(word, str | Path) and str(word) != "." and (Path(word) / ORGANISATION).is_file():
                return Path(word)
    return Path()


def _named_packs(folder: Path) -> tuple[str, ...]:
    """The packs that organisation.yaml names, read as text: it may be half written."""
    text = ""
    with suppress(OSError):
        text = (folder / ORGANISATION).read_text("utf-8", errors="replace")[:65_536]
    found = _PACKS.search(text)
    return tuple(re.findall(r"[\w.-]*\w[\w.-]*", " ".join(each or "" for each in found.groups()))) if found else ()


def _pack_folders(ctx: click.Context) -> Sequence[Path]:
    return (*(ctx.params.get("rules") or ()), built_in_folder())


def _requirements(ctx: click.Context, packs: Sequence[str] | None) -> tuple[str, ...]:
    """Full paths of requirements, by the names of their files; of all packs where none is named."""
    chosen: dict[str, Path] = {}
    for folder in _pack_folders(ctx):
        for pack in find_packs(folder):
            if not packs or pack.name in packs:
                chosen.setdefault(pack.name, pack)
    return tuple(f"{name}/{path}" for name, pack in chosen.items() for path in _rules(pack))


def _rules(pack: Path) -> Iterator[str]:
    for rule in sorted(pack.glob("*/*.yaml")):
        yield f"{rule.parent.name}/{rule.stem}"


def _files(folder: Path) -> Iterator[str]:
    """Files of evidence, as many as somebody may want to choose from."""
    number = 0
    for place, names, files in os.walk(folder):
        above = Path(place).relative_to(folder)
        names[:] = sorted(name for name in names if not name.startswith(".") and (above / name).parts[0] != "out")
        for name in sorted(files):
            yield (above / name).as_posix()
            number += 1
            if number == MOST_FILES:
                return


def _folders(place: Path) -> list[str]:
    with suppress(OSError):
        return sorted(each.name for each in place.iterdir() if each.is_dir() and not each.name.startswith("."))
    return []
