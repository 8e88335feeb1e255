"""Texts that look as if they held somebody's particulars: nothing like that may go into a pack.

Takes a text, gives what it looks like, or nothing. It knows shapes: addresses of mail, long numbers, forms of address,
the words by which registers are refused. A bare name it cannot know, so a person has to read every title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vprs.evidence.privacy import IDENTIFYING

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an email address", re.compile(r"\S\s?(?:@|\(at\)|\[at\])\s?\S")),
    ("a number as long as an NHS, telephone or payroll number", re.compile(r"(?:\d[\s.()-]{0,2}){9,}")),
    ("a National Insurance number", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b", re.IGNORECASE)),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("a name with a form of address", re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame)\b\.?\s+[A-Z]")),
    ("a date of birth", re.compile(r"\b(?:born|aged)\b(?:\s+(?:on|in))?\s+\d", re.IGNORECASE)),
    ("a web address", re.compile(r"://|\bwww\.", re.IGNORECASE)),
)
_WORDS = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in IDENTIFYING if word != 'known as')})\b\W*\S*\d")


def particulars(text: str) -> Iterator[str]:
    """What the text looks as if it held, each once: `an email address`."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    yield from (said for said, shape in _SHAPES if shape.search(plain))
    if _WORDS.search(plain.casefold()):
        yield "a number or date that identifies a person"
