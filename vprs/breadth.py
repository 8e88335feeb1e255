"""How much of a line a text takes, roughly, and a text cut so that it takes no more than it may.

Takes a text, gives a text. It knows no font: capitals are broader than small letters, and what is in no Latin alphabet
is taken for twice as broad, so that a page made to a measure holds whatever somebody writes.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from vprs.paper import visible

_ORDINARY = 10  # a small letter; the others in proportion
_CUT = "\u2026"


def shortened(text: str, most: int) -> str:
    """The text as it is shown, no broader than `most` small letters: cut between words where it can be, and marked."""
    shown = " ".join(visible(text).split())
    ends = list(accumulate(map(_breadth, shown)))
    if not ends or ends[-1] <= most * _ORDINARY:
        return shown
    head = shown[: bisect_right(ends, (most - 1) * _ORDINARY)]
    whole = head if shown[len(head)] == " " else head.rpartition(" ")[0]
    return (whole if 2 * len(whole) > len(head) else head).rstrip(" ,;:.") + _CUT


def _breadth(char: str) -> int:
    if char in "WM@%":
        return 18
    if ord(char) > 0x24F:
        return 10 if "\u2010" <= char <= "\u2026" else 20
    return 13 if char.isupper() else _ORDINARY
