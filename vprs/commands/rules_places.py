"""Which packs a command is about: from names, folders, or neither; and which folder of `--rules` holds none.

Takes the words of the command line and the folders of `--rules`, gives pack folders; a word that leads to no pack
raises `InvalidInput` with the packs there are. It opens no rule file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vprs.problem import InvalidInput, Problem
from vprs.rulebook import built_in_folder, find_packs, locate


def pack_folders(words: Sequence[str], rules: Sequence[Path]) -> tuple[Path, ...]:
    """The pack folders that the words mean, each once; all there are without words."""
    folders = (*rules, built_in_folder())
    found: list[Path] = []
    problems = list(misplaced(rules))
    for word in words:
        places, faults = _places(word, folders)
        found.extend(places)
        problems.extend(faults)
    if not words:
        places, faults = _all(folders)
        found.extend(places)
        problems.extend(faults)
    if problems:
        raise InvalidInput(problems)
    return tuple(dict.fromkeys(found))


def one_pack(word: str, rules: Sequence[Path]) -> Path:
    """The folder of the one pack that the word means; a folder of several is told off."""
    folders = pack_folders([word], rules)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise InvalidInput([Problem(file=word, message="this folder holds several packs.", hint=f"Name one: {names}.")])
    return folders[0]


def misplaced(rules: Sequence[Path]) -> tuple[Problem, ...]:
    """A problem for each folder of `--rules` that holds no pack: its user did not ask for the built-in rules alone."""
    return tuple(problem for folder in dict.fromkeys(rules) for problem in _misplaced(folder))


def _misplaced(folder: Path) -> tuple[Problem, ...]:
    if (folder / "pack.yaml").is_file():
        said = "this is a pack, not a folder of packs."
        return (Problem(file=folder.as_posix(), message=said, hint="Name the folder above it."),)
    if find_packs(folder):
        return ()
    hint = "Name the folder that holds the pack's folder."
    return (Problem(file=folder.as_posix(), message="this folder holds no rule pack.", hint=hint),)


def _places(word: str, folders: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The packs in a folder of that name, else the pack of that name."""
    folder = Path(word)
    if (folder / "pack.yaml").is_file():
        return (folder,), ()
    if folder.is_dir():
        packs = find_packs(folder)
        said = "this folder is no pack and holds none."
        hint = "Name a folder with a pack.yaml, or a folder of such folders."
        return packs, () if packs else (Problem(file=word, message=said, hint=hint),)
    return locate(folders, [word])


def _all(folders: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Every pack; where two folders hold one of the same name, the first folder's."""
    names = sorted({pack.name for folder in folders for pack in find_packs(folder)})
    found, problems = locate(folders, names)
    if not found and not problems:
        said = "there are no rule packs."
        problems = (Problem(file="rules", message=said, hint="Name a folder of packs with --rules."),)
    return found, problems
