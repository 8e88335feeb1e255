"""Items out of a list in a YAML text, and others behind the last one.

Takes the text and the places of the list and its items, gives edits. Items that stay are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.amending.entries import written_text
from vprs.amending.places import Edit, line_end, line_start
from vprs.amending.spans import Spot


def list_edits(
    text: str, whole: Spot, items: Sequence[Spot], gone: Sequence[bool], added: Sequence[str], end: str
) -> Iterator[Edit]:
    """gone: which of the items go; end: how lines end."""
    kept = [place for place, goes in enumerate(gone) if not goes]
    if not kept:
        if added or items:
            shown = f"[{', '.join(written_text(text, flow=True) for text in added)}]"
            yield Edit(whole.start, whole.end, shown)
        return
    last = kept[-1]
    yield from _taken_out(text, whole, items, gone, last)
    if whole.flow:
        where = items[last].end
        yield Edit(where, where, "".join(f", {written_text(text, flow=True)}" for text in added))
    else:
        where = line_end(text, items[last].end)
        margin = " " * whole.column
        yield Edit(where, where, "".join(f"{end}{margin}- {written_text(item)}" for item in added))


def _taken_out(text: str, whole: Spot, items: Sequence[Spot], gone: Sequence[bool], last: int) -> Iterator[Edit]:
    for place in range(last):
        if gone[place]:
            here, following = items[place].start, items[place + 1].start
            if not whole.flow:
                here, following = line_start(text, here), line_start(text, following)
            yield Edit(here, following, "")
    if last + 1 < len(items):
        start, stop = items[last].end, items[-1].end
        if not whole.flow:
            start, stop = line_end(text, start), line_end(text, stop)
        yield Edit(start, stop, "")
