"""What each form of a check asks to see: selectors of records, and the fields that these must carry besides.

Takes a form, gives what is wanted. A form that asks for absence wants a register that somebody declares complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vprs.clauses import among, equals
from vprs.model import (
    Absent,
    Agree,
    Attested,
    Change,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Ratio,
    Recurs,
    Selector,
)
from vprs.rulebook.prose_words import plain
from vprs.wanted.wording import GIVEN, Other, one_of, other_of, other_record


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What a check asks to see.

    other   what it must belong to, where its selector asks for that
    fields  dotted name -> what is asked of it
    whole   a complete register of the kind is needed
    """

    selector: Selector
    other: Other | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


def wanted_by(form: Form) -> Iterator[Wanted]:
    """What a check of this form asks to see, and the minutes by which bodies received it."""
    for each in _wanted(form):
        yield _received(each) if each.selector.received_by else each
        for body in each.selector.received_by:
            yield Wanted(selector=Selector(kind="minute", where=(equals("body", body),)))


def _received(wanted: Wanted) -> Wanted:
    bodies = " or ".join(wanted.selector.received_by)
    return Wanted(
        selector=wanted.selector,
        other=wanted.other,
        fields={**wanted.fields, "received_by": f"a minute shows that {bodies} received it"},
        whole=wanted.whole,
    )


def _wanted(form: Form) -> Iterator[Wanted]:  # noqa: C901  one branch per form
    match form:
        case Exists() | Recurs() | EachPeriod():
            yield Wanted(selector=form.selector)
        case Absent():
            if form.closed_world is None:  # else there is nothing to collect: the fewer the better
                yield Wanted(selector=form.selector, whole=True)
        case Count():
            whole = form.at_most is not None or form.exactly is not None
            yield Wanted(selector=form.selector, fields=_given(form.distinct), whole=whole)
        case Held():
            yield Wanted(selector=Selector(kind="appointment", where=(equals("role", form.role), *form.where)))
        case Attested():
            where = (equals("statement", form.statement), among("by", form.by))
            basis = {"basis": f"{form.min_basis} or more records that it rests on"} if form.min_basis else {}
            yield Wanted(selector=Selector(kind="attestation", where=where), fields=basis)
        case Every():
            if isinstance(form.of, Selector):
                yield Wanted(selector=form.of, fields=_given(form.exempt))
            yield Wanted(selector=form.has, other=other_of(form.of))
        case Follows():
            yield Wanted(selector=form.first)
            yield Wanted(selector=form.then, other=other_record(form.first))
        case Fields():
            yield Wanted(selector=form.selector, fields=_filled(form))
        case Ratio():
            if isinstance(form.of, Selector):
                asked = {each.name: GIVEN for each in form.matching} if isinstance(form.matching, tuple) else {}
                yield Wanted(selector=form.of, fields={**asked, **_given(form.distinct)})
            if isinstance(form.matching, Selector):
                yield Wanted(selector=form.matching, other=other_of(form.of), fields=_given(form.distinct))
        case Change():
            if form.metric is not None:
                yield Wanted(selector=Selector(kind="metric", where=(equals("name", form.metric),)))
            if form.count is not None:
                yield Wanted(selector=form.count, whole=True)
        case Agree():
            declared = {"declares": f"what it says of {plain(form.topic)}"} if form.topic else {}
            yield Wanted(selector=form.selector, fields={**declared, **dict.fromkeys(form.paths, GIVEN)})


def _given(name: str | None) -> dict[str, str]:
    return {name: GIVEN} if name else {}


def _filled(form: Fields) -> dict[str, str]:
    found = dict.fromkeys(form.required, GIVEN)
    found |= {name: one_of(words) for name, words in form.allowed.items()}
    if form.sections:
        found["sections"] = f"headings on {', '.join(form.sections)}"
    return found
