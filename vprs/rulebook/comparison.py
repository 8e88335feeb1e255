"""How far a pack was compared with the official text, from the reviews of its files.

Takes requirements and reviews, gives a `Comparison`. Only a review of the file as it is now counts; of several the one
of the latest day does, and of the same day the one that stands last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vprs.compared import Comparison
from vprs.model import Requirement
from vprs.rulebook.reviews import Review


def compare(requirements: Sequence[Requirement], reviews: Sequence[Review]) -> Comparison:
    """Every requirement under what its reviews come to."""
    reviewed = {review.requirement for review in reviews}
    standing = standing_reviews(reviews)
    sorts: dict[str, list[str]] = {sort: [] for sort in ("agreed", "changed", "rejected", "stale", "missing")}
    for requirement in requirements:
        review = standing.get(requirement.path)
        sort = review.result if review else "stale" if requirement.path in reviewed else "missing"
        sorts[sort].append(requirement.path)
    unsettled = tuple(each.path for each in requirements if needs_review(each))
    return Comparison(**{sort: tuple(paths) for sort, paths in sorts.items()}, unsettled=unsettled)


def standing_reviews(reviews: Iterable[Review]) -> Mapping[str, Review]:
    """By requirement, the latest review of the file as it is now; none where no review fits it."""
    found: dict[str, Review] = {}
    for review in reviews:
        earlier = found.get(review.requirement)
        if not review.changed_since and (earlier is None or review.on >= earlier.on):
            found[review.requirement] = review
    return found


def needs_review(requirement: Requirement) -> bool:
    """Whether the file says, of the rule or of one of its checks, that nobody may rely on it yet."""
    return bool(requirement.needs_review) or any(check.needs_review for check in requirement.checks)
