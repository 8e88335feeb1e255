"""What is wrong with one value, as data, and how a value is shown in a message.

Takes raw values, gives plain ones and faults; a fault knows its path and not its file, which callers add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# What no document format can hold: control characters, lone surrogates, non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value.

    path     leads to it from the record or the value
    message  quotes the value as written, which no message on a row about a person may do (`privacy.hush`)
    at_key   its key is at fault
    """

    path: tuple[str | int, ...]
    message: str
    hint: str = ""
    at_key: bool = False

    def below(self, *path: str | int) -> Fault:
        """The same fault, seen from further up."""
        return replace(self, path=(*path, *self.path))


def plain(raw: object) -> object:
    """The value as strict YAML would give it: texts trimmed, whole floats as int; None where it is empty."""
    if isinstance(raw, str):
        return raw.strip() or None
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else repr(raw)
    if isinstance(raw, (list, tuple, dict)) and not raw:
        return None
    return raw


def shown(raw: object) -> str:
    """The value for a message: as written, one line, never long."""
    text = ("true" if raw else "false") if isinstance(raw, bool) else str(raw)
    text = UNWRITABLE.sub("?", " ".join(text.split()))
    return text if len(text) <= 60 else text[:57] + "..."


# What nobody knows by heart, least of all who left it empty.
_EXAMPLES = {"packs": "For example: packs: [vprs-2020]."}


def needed(whose: str, name: str, *, given: bool) -> Fault:
    """A required value that is not there; `given`: its key is, and nothing stands behind it."""
    said, hint = (", and it is empty here", "Fill it in.") if given else ("", "Add it.")
    return Fault((name,), f"{whose} needs '{name}'{said}.", f"{hint} {_EXAMPLES.get(name, '')}".strip())
