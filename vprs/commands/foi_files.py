"""The files that a pack gives: read from the evidence folder, checked against what was judged, and named by number.

Takes the folder and the items, gives bytes by the name they have in the pack, and the digests of what is given
otherwise than it lies there. No name of a file leaves the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from vprs.evidence.files import MARKDOWN
from vprs.evidence.markdown import below_front_matter
from vprs.evidence.walk import REMEDY, unreadable
from vprs.foi.items import Item, Items
from vprs.problem import InvalidInput, Problem

_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """files: name in the pack -> bytes; digests: number of an item -> SHA-256 of what is given of it."""

    files: dict[str, bytes]
    digests: dict[int, str]


def given_files(evidence: Path, items: Items, *, with_files: bool) -> Given:
    """Redacted copies, and with_files what is disclosed. Raises InvalidInput where a file changed since it was read."""
    files: dict[str, bytes] = {}
    digests: dict[int, str] = {}
    for item in items.every:
        wanted = with_files or item.how == "redacted"
        if item.sha256 and (wanted or _is_markdown(item)):
            content = _content(evidence, item)
            digests[item.number] = sha256(content).hexdigest()
            files |= {_name(item): content} if wanted else {}
    return Given(files=files, digests=digests)


def _is_markdown(item: Item) -> bool:
    return item.given.casefold().endswith(MARKDOWN)


def _content(evidence: Path, item: Item) -> bytes:
    """The bytes of the file; of Markdown the text below its front matter, for that is what was noted inside."""
    path = evidence / item.given
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInput([Problem(file=item.given, message=unreadable(error), hint=REMEDY)]) from None
    if sha256(content).hexdigest() != item.sha256:
        said = "the file has changed since it was read just now, so nothing was written."
        raise InvalidInput([Problem(file=item.given, message=said, hint="Run the command again.")])
    if not _is_markdown(item):
        return content
    return below_front_matter(content.decode("utf-8-sig")).encode()


def _name(item: Item) -> str:
    ending = _ENDING.fullmatch(Path(item.given).suffix.casefold())
    return f"item-{item.number:03}{ending[0] if ending else ''}"


def refuse_others(folder: Path, names: set[str]) -> None:
    """Raises InvalidInput where the folder holds what this pack would not replace: it may have been withheld since."""
    others = sorted(_others(folder, names))
    if others:
        said = f"the folder holds '{others[0]}', which is no part of this pack"
        said += f", and {len(others) - 1} more." if len(others) > 1 else "."
        hint = "Empty the folder, or name another with --out: what was given before may be withheld now."
        raise InvalidInput([Problem(file=folder.as_posix(), message=said, hint=hint)])


def _others(folder: Path, names: set[str]) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.name for path in folder.iterdir() if path.name not in names)
