"""What a form asks of records, each part with its place in the rule file: its selectors and its bare clauses.

Takes a form and the path of its mapping, gives `Asked`s, the population first. It judges nothing; what is doubtful
in them is said by the other parts of lint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.clauses import among
from vprs.kinds import FieldSpec, read_kinds, read_organisation_kind
from vprs.model import (
    Absent,
    Agree,
    Change,
    Clause,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    OfOrganisation,
    Ratio,
    Recurs,
    Requirement,
    Selector,
)
from vprs.strict_yaml import Path

Specs = Mapping[str, FieldSpec]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Clauses that one record, or one entry of the organisation, must match together.

    part      which of the form's: own, of, has, first, then, matching, count, where, allowed
    path      where the mapping of fields and matchers stands
    noun      what is looked for: a kind, `organisation`, or a list of it, `organisation.sites`
    beside    further clauses that the same record must match, told elsewhere
    selector  None for bare clauses
    current   whether the record must be current, told or by the form's default
    prefix    what stands before the name of each field
    """

    part: str
    path: Path
    noun: str
    clauses: tuple[Clause, ...]
    beside: tuple[Clause, ...] = ()
    selector: Selector | None = None
    current: bool = False
    prefix: str = ""

    @property
    def specs(self) -> Specs:
        """The fields that there are, as far as they are known."""
        kind = read_kinds().get(self.noun)
        if kind is not None:
            return kind.fields
        own = read_organisation_kind().fields
        spec = own.get(self.noun.removeprefix("organisation."))
        return own if self.noun == "organisation" else spec.fields if spec else {}

    def at(self, clause: Clause) -> Path:
        """Where one of the clauses stands."""
        return (*self.path, self.prefix + clause.name)


def asked_of(form: Form, path: Path) -> Iterator[Asked]:
    """Every part of the form that asks something of fields."""
    match form:
        case Exists() | Absent() | Agree():
            yield _selected("own", path, form.selector, by_default=True)
        case Fields():
            yield _selected("own", path, form.selector, by_default=True)
            yield _allowed(form, path)
        case Count() | Recurs() | EachPeriod():
            yield _selected("own", path, form.selector)
        case Every():
            yield from _population(form.of, "of", (*path, "of"), by_default=True)
            yield _selected("has", (*path, "has"), form.has, by_default=True)
        case Follows():
            yield _selected("first", (*path, "first"), form.first)
            yield _selected("then", (*path, "then"), form.then)
        case Ratio():
            yield from _shared(form, path)
        case Change(count=Selector() as counted):
            yield _selected("count", (*path, "count"), counted)
        case Held():
            current = form.throughout == "as-of"
            yield Asked(part="where", path=(*path, "where"), noun="appointment", clauses=form.where, current=current)


def asked_in(requirement: Requirement) -> Iterator[Asked]:
    """Everything that a requirement asks of fields: its gates, then its checks."""
    if requirement.when:
        bare = tuple(Clause(field=each.field[1:], matchers=each.matchers) for each in requirement.when)
        yield Asked(part="when", path=("when",), noun="organisation", clauses=bare, prefix="organisation.")
    if requirement.while_:
        yield _selected("while", ("while",), requirement.while_)
    for check in requirement.checks:
        yield from asked_of(check.form, ("checks", check.slug, check.form_name))


def _selected(part: str, path: Path, selector: Selector, *, by_default: bool = False) -> Asked:
    valid = read_kinds()[selector.kind].has_validity
    return Asked(
        part=part,
        path=(*path, "where"),
        noun=selector.kind,
        clauses=selector.where,
        selector=selector,
        current=by_default and valid if selector.current is None else selector.current,
    )


def _population(
    of: tuple[str, ...] | OfOrganisation | Selector, part: str, path: Path, *, by_default: bool = False
) -> Iterator[Asked]:
    if isinstance(of, Selector):
        yield _selected(part, path, of, by_default=by_default)
    if isinstance(of, OfOrganisation):
        yield Asked(part=part, path=(*path, "where"), noun=f"organisation.{of.name}", clauses=of.where)


def _shared(form: Ratio, path: Path) -> Iterator[Asked]:
    """The whole, then what is a share of it: other records, or those of the whole that match further clauses."""
    where = "of" if isinstance(form.of, Selector) else "population"
    whole = next(_population(form.of, "of", (*path, where)))
    yield whole
    inside = (*path, "matching")
    if isinstance(form.matching, Selector):
        yield _selected("matching", inside, form.matching)
    else:
        yield Asked(
            part="matching",
            path=inside,
            noun=whole.noun,
            clauses=form.matching,
            beside=whole.clauses,
            current=whole.current,
        )


def _allowed(form: Fields, path: Path) -> Asked:
    """The values that filled fields may have, as clauses over the same records."""
    allowed = tuple(among(name, values) for name, values in form.allowed.items())
    own = form.selector
    return Asked(part="allowed", path=(*path, "allowed"), noun=own.kind, clauses=allowed, beside=own.where)
