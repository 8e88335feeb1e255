"""What every check is asked against: one organisation's evidence as it stood on as_of, under one pack's words.

Takes a pack, a workspace, a day and a period, gives a frozen `Context` with the records by kind and by id. Built
once per pack and run; the forms only read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from vprs.checks.horizon import as_it_may_be, as_it_stood, dated, elements, is_past, value_at
from vprs.checks.words import Lexicon, make_lexicon
from vprs.dates import Period, Span, day, rolling, year_holding
from vprs.evidence import without_links
from vprs.kinds import KindSpec, read_kinds
from vprs.model import Lost, Organisation, Pack, Reason, Record, Ref, Value, Window, Workspace

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True, slots=True)
class Otherwise:
    """A record as it may also be: without a date that may lie after as_of, or with a link to what could not be read."""

    record: Record
    reason: Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """records: by kind, in order of file and line; hazy: ids of records whose own day may lie after as_of.

    otherwise    id -> the record as it may also be, and why that is not known
    superseders  id -> records of the view that say they supersede it
    withdrawn_later  ids of records whose withdrawal is dated after as_of, or may be
    confirmed_after  judgements made on or before this day are of an earlier cycle and hold no more
    matches, shared  what has been worked out once already, under the words of this pack and of the records alone;
                     they speed up and never change an answer
    """

    as_of: date
    period: Period
    organisation: Organisation
    lexicon: Lexicon
    kinds: Mapping[str, KindSpec]
    records: Mapping[str, tuple[Record, ...]]
    by_id: Mapping[str, Record]
    hazy: frozenset[str]
    otherwise: Mapping[str, tuple[Otherwise, ...]]
    superseders: Mapping[str, tuple[Record, ...]]
    withdrawn_later: frozenset[str]
    lost: tuple[Lost, ...]
    confirmed_after: date | None = None
    matches: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    shared: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def under(self, pack: Pack) -> Context:
        """The same evidence under another pack's words."""
        return replace(self, lexicon=make_lexicon(self.organisation, pack.words), matches={})

    def lost_of(self, kind: str) -> tuple[Lost, ...]:
        """Lost items that may have been records of this kind."""
        return tuple(item for item in self.lost if item.kind is None or item.kind == kind)

    def window(self, window: Window | None) -> Period | None:
        """The days a window means; windows end at the end of the period that is judged."""
        if window is None:
            return None
        if window.name == "between" and window.between:
            return window.between
        if window.name == "rolling" and window.duration:
            return rolling(self.period.end, window.duration)
        year = year_holding(self.period.end, self.organisation.year_start)
        if window.name == "financial-year":
            return Period(start=year.start, end=self.period.end)
        if window.name == "previous-financial-year":
            return year_holding(year.start - timedelta(days=1), self.organisation.year_start)
        return self.period

    def placed(self, record: Record, name: str | None = None) -> Span | None:
        """The day by which a record falls into a window: the end of its period where that has come, else its date."""
        spec = self.kinds[record.kind]
        own = dated(record, spec, name)
        end = value_at(record.fields, ("period", "end")) if name is None else None
        if not isinstance(end, Span) or end.first > self.as_of:
            return own
        if end.last <= self.as_of:
            return day(end.last)
        return Span(min(end.first, own.first), max(end.last, own.last)) if own else end  # which of the two is not known

    def fill(self, ref: Ref) -> Value | None:
        """The value of `$as_of`, `$period.*` or `$organisation.*`; None where it is not given."""
        if ref.base == "as_of":
            return day(self.as_of)
        if ref.base == "period":
            return day(self.period.start if ref.path == ("start",) else self.period.end)
        if ref.base == "organisation" and ref.path:
            return value_at(self.organisation.fields, ref.path)
        return None


def once(known: dict[Any, Any], key: object, find: Callable[[], Found]) -> Found:
    """What a context keeps under a key, or found now and kept; `known` is one of its three stores."""
    if key not in known:
        known[key] = find()
    found: Found = known[key]
    return found


def make_context(
    pack: Pack, workspace: Workspace, as_of: date, period: Period, confirmed_after: date | None = None
) -> Context:
    """The context of one pack. Records dated after as_of are left out, later dates inside records too."""
    kinds = read_kinds()
    dated_on = {record.id for record in workspace.records if not is_past(record, as_of)}
    seen = [
        (stood, record)
        for record in workspace.records
        if (stood := as_it_stood(record, kinds[record.kind], as_of) if record.id in dated_on else record) is not None
    ]
    view = tuple(stood for stood, _ in seen)
    if len(view) < len(workspace.records):
        view = without_links(view, frozenset(record.id for record in workspace.records) - {one.id for one in view})
    doubtful = tuple(record for record in view if record.id in dated_on)
    hazy = frozenset(record.id for record in doubtful if _may_be_later(record, kinds[record.kind], as_of))
    return Context(
        as_of=as_of,
        period=period,
        organisation=workspace.organisation,
        lexicon=make_lexicon(workspace.organisation, pack.words),
        kinds=kinds,
        records=_grouped(view),
        by_id={record.id: record for record in view},
        hazy=hazy,
        otherwise=_otherwise(view if hazy else (*doubtful, *_unread(view)), hazy, as_of),
        superseders=_superseders(view),
        withdrawn_later=frozenset(given.id for _, given in seen if _may_be_withdrawn_later(given, as_of)),
        lost=workspace.lost,
        confirmed_after=confirmed_after,
    )


def _grouped(view: tuple[Record, ...]) -> dict[str, tuple[Record, ...]]:
    groups: dict[str, list[Record]] = {}
    for record in view:
        groups.setdefault(record.kind, []).append(record)
    ordered = {kind: sorted(group, key=lambda r: (r.file, r.line, r.id)) for kind, group in groups.items()}
    return {kind: tuple(group) for kind, group in ordered.items()}


def _unread(view: tuple[Record, ...]) -> Iterator[Record]:
    return (record for record in view if record.unread)


def _otherwise(view: tuple[Record, ...], hazy: frozenset[str], as_of: date) -> dict[str, tuple[Otherwise, ...]]:
    """Every record that may also be otherwise: linked to what is lost, without a date or a link that may lie ahead."""
    kinds = read_kinds()
    unlinked = without_links(view, hazy) if hazy else view
    found: dict[str, tuple[Otherwise, ...]] = {}
    for stood, bare in zip(view, unlinked, strict=True):
        cases = []
        if stood.unread:
            linked = replace(stood, fields={**stood.fields, **stood.unread})
            cases.append(Otherwise(record=linked, reason=Reason.UNREADABLE))
        later = as_it_may_be(stood, kinds[stood.kind], as_of)
        cases += [Otherwise(record=later, reason=Reason.AMBIGUOUS_DATE)] if later is not None else []
        cases += [Otherwise(record=bare, reason=Reason.AMBIGUOUS_DATE)] if bare.fields is not stood.fields else []
        if cases:
            found[stood.id] = tuple(cases)
    return found


def _may_be_later(record: Record, spec: KindSpec, as_of: date) -> bool:
    own = dated(record, spec)
    return own is not None and own.last > as_of


def _superseders(view: tuple[Record, ...]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, tuple[Record, ...]] = {}
    for record in view:
        for name in elements(record.fields.get("supersedes")):
            found[str(name)] = (*found.get(str(name), ()), record)
    return found


def _may_be_withdrawn_later(given: Record, as_of: date) -> bool:
    gone = given.fields.get("withdrawn_on")
    return isinstance(gone, Span) and gone.last > as_of
