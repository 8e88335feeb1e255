"""cycle.yaml and signoffs.yaml as text that a person would have written.

Takes the records, gives text that reads back as the same records, whatever stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vprs.cycle.kept import Against, Carried, Cycle, SignOff
from vprs.yaml_text import quoted

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.-]*(#[0-9]+)?")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
CYCLE_HEAD = (
    "# One cycle: what is judged, as of when, by which rules. vprs writes this file; once closed it is not rewritten.\n"
)
SIGN_HEAD = "# Who signed the closed cycle, in order. Names stay in this file.\n"


def cycle_text(cycle: Cycle) -> str:
    """The text of cycle.yaml."""
    return CYCLE_HEAD + "\n".join(_lines(cycle)) + "\n"


def _lines(cycle: Cycle) -> Iterator[str]:
    yield f"id: {quoted(cycle.id)}"
    yield f"revision: {cycle.revision}"
    yield f"status: {cycle.status}"
    yield f"period: {{start: {cycle.period.start}, end: {cycle.period.end}}}"
    yield f"cut_off: {cycle.cut_off}"
    yield f"board: {{body: {_word(cycle.board_body)}, date: {cycle.board_date}}}"
    yield "packs:"
    for pack in cycle.packs:
        yield f"  - {{name: {_word(pack.name)}, version: {quoted(pack.version)}, digest: {quoted(pack.digest)}}}"
    if cycle.replaces:
        yield "replaces:"
        yield f"  revision: {cycle.replaces.revision}"
        yield f"  seal: {quoted(cycle.replaces.seal)}"
        yield f"  reason: {quoted(cycle.replaces.reason)}"
    if cycle.against:
        yield from _against(cycle.against)
    if cycle.carried:
        yield from _carried(cycle.carried)


def _against(against: Against) -> Iterator[str]:
    parts = [f"id: {quoted(against.id)}", f"revision: {against.revision}"] if against.id else []
    parts += [f"confirmed_after: {against.confirmed_after}"] if against.confirmed_after else []
    if not against.former:
        yield f"against: {{{', '.join(parts)}}}"
        return
    yield "against:"
    yield from (f"  {part}" for part in parts)
    yield "  former:"
    for path, paths in against.former.items():
        yield f"    {_word(path)}: [{', '.join(map(_word, paths))}]"


def _carried(carried: Carried) -> Iterator[str]:
    yield "carried:"
    yield f"  from: {quoted(carried.source)}"
    yield "  # Judgements made by this day are carried forward, not re-confirmed: none is valid in this cycle."
    yield f"  judged_until: {carried.judged_until}"
    yield from _list("judgements", carried.judgements)
    yield from _list("actions", carried.actions)
    if carried.evidence:
        yield "  evidence:"
        for path, files in carried.evidence.items():
            yield f"    {_word(path)}:"
            yield from (f"      - {_word(file)}" for file in files)


def _list(name: str, words: tuple[str, ...]) -> Iterator[str]:
    if words:
        yield f"  {name}:"
        yield from (f"    - {_word(word)}" for word in words)


def signoffs_text(signoffs: Iterable[SignOff]) -> str:
    """The text of signoffs.yaml."""
    return SIGN_HEAD + "".join("\n".join(_signed(each)) + "\n" for each in signoffs)


def _signed(each: SignOff) -> Iterator[str]:
    yield f"- role: {_word(each.role)}"
    yield f"  name: {quoted(each.name)}"
    yield f"  decision: {each.decision}"
    yield f"  date: {each.on}"
    yield f"  digest: {quoted(each.digest)}"
    if each.minute:
        yield f"  minute: {_word(each.minute)}"


def _word(text: str) -> str:
    """An id or a path, plain where it is one to the eye; a comma would end it in a flow mapping."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED else quoted(text)
