"""Where packs are: the built-in folder, and the pack folders in any other.

Takes folders and names, gives pack folders, or problems that offer the names there are. It opens no rule file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from vprs.pack_places import HEAD, built_in_folder, find_packs
from vprs.problem import Problem, nearest

__all__ = ["HEAD", "built_in_folder", "find_packs", "is_installed", "locate", "shown_folder"]

NAME = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")


def is_installed(pack: Path) -> bool:
    """Whether a pack lies inside the installed program, where the next version replaces it."""
    return Path(__file__).resolve().parent.parent / "rules" in pack.resolve().parents


def shown_folder(folder: Path) -> str:
    """A folder as messages name it: as the user wrote it, and `rules` for the built-in one."""
    return "rules" if folder == built_in_folder() else folder.as_posix()


def locate(folders: Sequence[Path], names: Sequence[str]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The folder of each named pack, from the first folder that has it, and a problem for each that none has."""
    found: list[Path] = []
    problems = [_no_folder(folder) for folder in folders if not folder.is_dir()]
    for name in dict.fromkeys(names):
        places = [pack for folder in folders for pack in find_packs(folder) if pack.name == name]
        if places:
            found.append(places[0])
        else:
            problems.append(_unknown(folders, name))
    return tuple(found), tuple(problems)


def _no_folder(folder: Path) -> Problem:
    said = "this is a file, not a folder of packs." if folder.exists() else "there is no such folder."
    return Problem(file=shown_folder(folder), message=said, hint="Name a folder whose folders hold a pack.yaml.")


def _unknown(folders: Sequence[Path], name: str) -> Problem:
    known = sorted({pack.name for folder in folders for pack in find_packs(folder)})
    hollow = next((folder / name for folder in folders if NAME.fullmatch(name) and (folder / name).is_dir()), None)
    if hollow is not None:
        said = "this folder is no pack: it holds no pack.yaml."
        return Problem(file=f"{shown_folder(hollow.parent)}/{name}", message=said, hint=f"Add {HEAD}, or name another.")
    have = f"The packs there are: {', '.join(known)}." if known else "There are no packs in it."
    searched = ", ".join(shown_folder(folder) for folder in folders)
    same = next((each for each in known if each.casefold() == name.casefold()), name)
    hint = " ".join(part for part in (nearest(same, known), have) if part)
    return Problem(file=searched, message=f"there is no pack '{name}'.", hint=hint)
