"""Templates: an item of evidence as YAML to fill in, with what is asked of each field said above it.

Takes items, gives lines. What says which thing it is stands there already; what says how it stands (a decision, a
status, a judgement, a date) is never filled in for anybody. The day that places the record is a word that no reader
takes for a date, so that a template that nobody filled in is refused, with its line, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from vprs.kinds import FieldSpec, KindSpec
from vprs.wanted.items import Item
from vprs.yaml_text import flow_list, scalar

REFUSED_DATE = "YYYY-MM-DD"
WIDTH = 100
# Beside what places and bounds a record: what people know it by, and what keeps a draft from counting.
ALWAYS = ("title", "status")
_OWN = ("id", "kind", "file", "sha256")


def template(item: Item) -> Iterator[str]:
    """The lines of a record of its kind, for a file of its own or one beside the document."""
    yield f"kind: {item.kind}"
    for name in _fields(item):
        yield from _field(item.spec.fields[name], item, placing=name == item.spec.dated_by.partition(".")[0])
    yield "# id: a-short-name      (only where another item must link to this one)"


def _fields(item: Item) -> tuple[str, ...]:
    """In the order of the schema, so that what goes together stands together."""
    kind = item.spec
    bounds = (kind.type_field, *kind.required, kind.dated_by, kind.valid_from, kind.valid_to)
    tops = {name.partition(".")[0] for name in (*bounds, *ALWAYS, *item.known, *item.asked) if name}
    return tuple(name for name in kind.fields if name in tops and name not in _OWN)


def _field(spec: FieldSpec, item: Item, *, placing: bool) -> Iterator[str]:
    if spec.name not in item.known:
        asked = (said for name, several in item.asked.items() if _top(name) == spec.name for said in several)
        yield from _said(spec, tuple(asked))
    if spec.name in item.known:
        words = item.known[spec.name]
        yield f"{spec.name}: {flow_list(words) if spec.many else scalar(words[0])}"
    elif spec.fields and placing:
        yield f"{spec.name}: {{{', '.join(f'{name}: {REFUSED_DATE}' for name in spec.fields)}}}"
    elif spec.fields:
        inner = ", ".join(f"{name}: ..." for name in spec.fields)
        yield f"# {spec.name}: {f'[{{{inner}}}]' if spec.many else f'{{{inner}}}'}"
    else:
        yield f"{spec.name}: {REFUSED_DATE if placing else ''}".rstrip()


def _said(spec: FieldSpec, asked: Sequence[str], verb: str = "ask") -> Iterator[str]:
    parts = [spec.description]
    if spec.choices and spec.name != "kind":
        parts.append(f"One of: {', '.join(spec.choices)}.")
    if asked:
        lead = f"The rules {verb}{', one or another' if len(asked) > 1 else ''}"
        parts.append(f"{lead}: {'; '.join(asked)}.")
    yield from wrap(" ".join(parts), WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _top(name: str) -> str:
    return name.partition(".")[0]


def register_template(kind: KindSpec, items: Iterable[Item]) -> Iterator[str]:
    """The lines of a sidecar, for an export whose rows are records of this kind: a line for each field asked for."""
    asked = _asked_of_rows(kind, items)
    yield f"kind: {kind.name}"
    yield f"register_type: {kind.name if kind.name == 'training' else f'{kind.name}s'}"
    yield "dates: day-first        # for dates like 31/10/2026; leave out for 2026-10-31"
    yield "columns:                # left: the heading in your export, to be put in place of these; right: our field"
    for name, said in asked.items():
        yield from (f"  {line}" for line in _said(kind.fields[name], said, "look at"))
        yield f"  Your heading for {name}: {name}"
    yield "drop: []                # headings of columns that identify a person, such as Patient name; never read"
    yield f"as_at: {REFUSED_DATE}       # the day of the export"
    yield f"period: {{start: {REFUSED_DATE}, end: {REFUSED_DATE}}}"
    yield "# complete: true        # only where somebody stands for it ..."
    yield "# declared_by: lsms     # ... and says so; without both, no row counts as being the last"


def _asked_of_rows(kind: KindSpec, items: Iterable[Item]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {name: [] for name in (*kind.required, kind.dated_by) if name not in _OWN}
    for item in items:
        for name, words in item.known.items():
            found.setdefault(name, []).append(f"{name.replace('_', ' ')} is {' and '.join(words)}")
        for name, said in item.asked.items():
            found.setdefault(_top(name), []).extend(said)
    return {name: tuple(dict.fromkeys(said)) for name, said in found.items() if not kind.fields[name].fields}
