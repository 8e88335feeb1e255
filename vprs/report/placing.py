"""Puts rendered files into a folder, all of them or none.

Takes file names with their bytes and a folder, gives the paths. Every file is first written whole under a temporary
name beside its place; only then are the old ones set aside and the new ones moved in. It never leaves half a set and
never reads what it replaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vprs.problem import InvalidInput, Problem


def place_together(outputs: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Writes all of `outputs` into `folder`, which is made where it is not there. Raises InvalidInput."""
    _make(folder)
    places = [folder / name for name in sorted(outputs)]
    _refuse_locked(places)
    try:
        for place in places:
            _write(_beside(place, "new"), outputs[place.name], place)
        _swap(places)
    finally:
        for place in places:
            _beside(place, "new").unlink(missing_ok=True)
    return tuple(places)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        hint = "Name another folder with --out."
        message = f"The folder for the outputs cannot be made: {_why(fault)}."
        raise InvalidInput([Problem(file=folder.as_posix(), message=message, hint=hint)]) from fault


def _refuse_locked(places: list[Path]) -> None:
    """Word and Excel lock what they show: better to say so before anything has moved."""
    problems = []
    for place in places:
        try:
            if place.exists():
                place.open("r+b").close()
        except OSError as fault:
            problems.append(_problem(place, fault))
    if problems:
        raise InvalidInput(problems)


def _write(temporary: Path, content: bytes, place: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)  # what an interrupted run left, or a link that somebody put there
        with temporary.open("xb") as file:
            file.write(content)
    except OSError as fault:
        message = f"The folder cannot be written: {_why(fault)}."
        hint = "Mend that, or name another folder with --out."
        raise InvalidInput([Problem(file=place.parent.as_posix(), message=message, hint=hint)]) from fault


def _swap(places: list[Path]) -> None:
    """Old files aside, new ones in; on any fault everything is put back as it was."""
    done: list[Path] = []
    place = places[0] if places else Path()
    try:
        for place in places:
            if place.exists():
                place.replace(_beside(place, "old"))
            done.append(place)
            _beside(place, "new").replace(place)
    except OSError as fault:
        for each in done:
            _put_back(each)
        raise InvalidInput([_problem(place, fault)]) from fault
    for each in places:
        _beside(each, "old").unlink(missing_ok=True)


def _put_back(place: Path) -> None:
    old = _beside(place, "old")
    if old.exists():
        old.replace(place)
    else:
        place.unlink(missing_ok=True)


def _beside(place: Path, age: str) -> Path:
    return place.with_name(f".{place.name}.{age}")


def _problem(place: Path, fault: OSError) -> Problem:
    if isinstance(fault, PermissionError):
        hint = "Close it where it is open (Word, Excel, a browser), or name another folder with --out."
        return Problem(
            file=place.as_posix(), message="The file cannot be replaced: it is locked or protected.", hint=hint
        )
    hint = "Mend that, or name another folder with --out."
    return Problem(file=place.as_posix(), message=f"The file cannot be written: {_why(fault)}.", hint=hint)


def _why(fault: OSError) -> str:
    if isinstance(fault, (FileExistsError, NotADirectoryError)):
        return "a file of that name is in the way"
    if isinstance(fault, IsADirectoryError):
        return "a folder of that name is in the way"
    return (fault.strerror or "the system refuses").lower().rstrip(".")
