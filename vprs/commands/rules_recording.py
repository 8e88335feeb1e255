"""Reviews written down: the pack's reviews.yaml, and the claim in its pack.yaml once all of it is agreed.

Takes a pack folder and new reviews, writes both files. Each is replaced at once, the reviews first: what is cut short
between them claims too little, never too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vprs.commands.replacing import read_or_none, replace_file
from vprs.disk import alone_at
from vprs.model import Requirement
from vprs.problem import InvalidInput, Problem
from vprs.rulebook import read_pack
from vprs.rulebook.comparison import standing_reviews
from vprs.rulebook.folders import HEAD
from vprs.rulebook.pack import REVIEWS, PackReading
from vprs.rulebook.reviews import Review
from vprs.rulebook.rewriting import NewReview, with_reviews, with_verified
from vprs.strict_yaml import decode

LOCK = ".lock"  # hidden, so that it is no file of the pack
PATIENCE = 10  # seconds; recording takes less than one


def new_reviews(
    reading: PackReading, chosen: Sequence[Requirement], *, role: str, on: date, result: str, note: str
) -> tuple[NewReview, ...]:
    """One review for each requirement, but none where the same one decides already, or came before a later one."""
    standing = standing_reviews(reading.reviews)
    found = []
    for each in chosen:
        new = NewReview(
            requirement=f"{each.phase}/{each.slug}", digest=each.digest, role=role, on=on, result=result, note=note
        )
        last = standing.get(each.path)
        if last is None or not (_same(last, new) or (last.on > on and _is_there(reading.reviews, each.path, new))):
            found.append(new)
    return tuple(found)


def _is_there(reviews: Sequence[Review], path: str, new: NewReview) -> bool:
    return any(each.requirement == path and not each.changed_since and _same(each, new) for each in reviews)


def _same(one: Review, new: NewReview) -> bool:
    return (one.role, one.on, one.result, one.note) == (new.role, new.on, new.result, new.note)


def record(folder: Path, reviews: Sequence[NewReview]) -> None:
    """Write both files while no other vprs is at work in the pack; InvalidInput where one does not end."""
    said, hint = "another vprs is at work in this pack.", "Wait until it has ended, and run this again."
    with alone_at(folder / LOCK, Problem(file=folder.as_posix(), message=said, hint=hint), patience=PATIENCE):
        _write(folder, reviews)


def _write(folder: Path, reviews: Sequence[NewReview]) -> None:
    path = folder / REVIEWS
    if reviews:
        stood = read_or_none(path, path.as_posix())
        made = with_reviews(_text(stood or b"", path), path.as_posix(), reviews)
        replace_file(path, made.encode(), stood=stood, name=path.as_posix())
    head = folder / HEAD
    claim = _claim(folder)
    if claim is not None:
        role, on = claim
        stood = head.read_bytes()
        made = with_verified(_text(stood, head), head.as_posix(), role, on)
        if made.encode() != stood:
            replace_file(head, made.encode(), stood=stood, name=head.as_posix())


def _claim(folder: Path) -> tuple[str, date] | None:
    """By whom and when the last file was compared, where all agree and pack.yaml does not say just that."""
    reading = read_pack(folder)
    if reading.pack is None or reading.problems or not reading.pack.comparison.complete:
        return None
    if reading.pack.verified and not _stale_claim(reading):
        return None
    standing = standing_reviews(reading.reviews)
    deciding = [each for each in reading.reviews if standing.get(each.requirement) is each]
    last = max(reversed(deciding), key=lambda each: each.on)  # of one day the one that was written last
    return last.role, last.on


def _stale_claim(reading: PackReading) -> bool:
    """Whether a file was compared after the day that pack.yaml gives."""
    by = reading.pack.verified_by if reading.pack else None
    latest = max(each.on for each in standing_reviews(reading.reviews).values())
    return by is None or str(by.get("date")) < latest.isoformat()


def _text(content: bytes, path: Path) -> str:
    text, problems = decode(content, path.as_posix())
    if problems:
        raise InvalidInput(problems)
    return text
