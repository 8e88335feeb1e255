"""Names for what is transcribed: slugs of requirements and themes, and titles where none are given.

Takes numbers and words, gives names that depend on nothing else, so that the same table comes to the same names; only
where two rows would have one name is the later one told apart by a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from vprs.disk import reserved_by_windows

SLUG_WORDS = 6
TITLE_WORDS = 12
_LONGEST = 60  # characters; a path of four such parts still fits into what Windows allows
_SMALL = frozenset(
    "a an and are as at be been by for from has have in into is it its of on or that the their there these they this "
    "to was were which who will with must should shall".split()
)


def ascii_words(text: str) -> list[str]:
    """The words of a text in lower case letters and digits, accents taken off."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.findall(r"[a-z0-9]+", plain.replace("'", ""))


def requirement_slug(number: str, title: str, taken: Collection[str]) -> str:
    """`1-2-board-endorses-strategy`: the number and the first words that say something."""
    words = [word for word in ascii_words(title) if word not in _SMALL][:SLUG_WORDS]
    return _free(_within([*ascii_words(number), *words]) or "item", taken)


def theme_slug(theme: str, taken: Collection[str]) -> str:
    return _free(_within(ascii_words(theme)) or "theme", taken)


def _within(words: Sequence[str]) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return f"item-{slug}" if reserved_by_windows(slug) else slug


def _free(slug: str, taken: Collection[str]) -> str:
    return next(name for name in _numbered(slug) if name not in taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def made_title(number: str, sentence: str) -> str:
    """`1.2: The board endorses the strategy ...`: as much of the text as a title can hold."""
    words = sentence.split()
    told = " ".join(words[:TITLE_WORDS]).rstrip(".,;:")
    return f"{number}: {told}{' ...' if len(words) > TITLE_WORDS else ''}"
