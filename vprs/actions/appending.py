"""Adds drafts to the text of actions.yaml, and leaves every byte that stands there as it is.

Takes the bytes of the file and drafts, gives the bytes with the new records below those there are. It touches no disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vprs.actions.drafting import FILE, Draft
from vprs.amending import appending
from vprs.amending.appending import INDENT, append_records, records_text

HEADING = (
    "# What is to be done about each gap. `vprs cycle actions` adds a record for a gap that has none, and changes",
    "# nothing that stands here. Write how it goes under progress, and close it with closed_on and links to evidence.",
)


def append_drafts(content: bytes | None, drafts: Sequence[Draft], file: str = FILE) -> bytes:
    """The bytes of the file with the drafts added; content: None where there is no file. Raises InvalidInput."""
    return append_records(content, [tuple(draft.as_fields()) for draft in drafts], file, HEADING)


def holds_nothing(content: bytes) -> bool:
    """Whether the file is empty but for comments: no fault, here, for it is about to hold something."""
    return appending.holds_nothing(content, FILE)


def drafts_text(drafts: Iterable[Draft], indent: int = INDENT, end: str = "\n") -> str:
    """The records as lines of YAML, without a break behind the last."""
    return records_text((tuple(draft.as_fields()) for draft in drafts), indent, end)
