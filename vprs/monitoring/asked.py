"""What one row of a monitoring table asks of the evidence: checks as they will stand in a rule file.

Takes a row and the slugs of its names, gives `Asked`s. Who is told is asked for one by one, so that nobody who was
promised a report is left out; what the table leaves open is chosen here and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.dates import MONTHS_IN, Duration
from vprs.monitoring.intervals import Interval
from vprs.monitoring.names import Name, fold_name, is_called_body, name_slugs
from vprs.monitoring.rows import Row
from vprs.yaml_text import scalar

# How long after the end of a period its report may come, which monitoring tables do not say.
LAGS = {
    "month": Duration(1, 0),
    "quarter": Duration(2, 0),
    "half-year": Duration(3, 0),
    "financial-year": Duration(6, 0),
}
LAST = {each: 12 // months for each, months in MONTHS_IN.items()}
YEAR, A_YEAR = Duration(12, 0), "P12M"
SHORT = 31  # days; so short a gap is asked of the period that is judged
JUDGE = "executive-lead"  # nobody is the judge of what they do themselves

Param = tuple[str, "str | tuple[Param, ...]"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One check.

    part    what it asks about: `made`, `told`, `closed` or `judged`
    about   whom: the body that is told, or who closes actions
    form    its name, and `params` what stands under it, nested
    chosen  the table leaves an interval or a limit open
    """

    slug: str
    part: str
    says: str
    form: str
    params: tuple[Param, ...]
    about: Name | None = None
    advisory: bool = False
    chosen: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Slugs:
    """The names of a table by their slugs: slug -> name as first written."""

    bodies: Mapping[str, str]
    roles: Mapping[str, str]

    def body(self, name: Name) -> str:
        return _slug(name, self.bodies)

    def role(self, name: Name) -> str:
        return _slug(name, self.roles)

    def is_body(self, name: Name) -> bool:
        return any(fold_name(text) == fold_name(name.text) for text in self.bodies.values())


def _slug(name: Name, known: Mapping[str, str]) -> str:
    return next(slug for slug, text in known.items() if fold_name(text) == fold_name(name.text))


def slugs_of(rows: Sequence[Row]) -> Slugs:
    """Who closes actions is a body where it is told of something, or is called one and checks nothing."""
    told = [name for row in rows for name in row.where]
    check = [name for row in rows for name in row.who]
    bodies, roles = {fold_name(name.text) for name in told}, {fold_name(name.text) for name in check}
    for name in (name for row in rows for name in row.closes):
        folded = fold_name(name.text)
        if folded not in bodies and (folded in roles or not is_called_body(name.text)):
            check.append(name)
        else:
            told.append(name)
    return Slugs(bodies=name_slugs(told), roles=name_slugs(check))


def asked_of(row: Row, slugs: Slugs) -> tuple[Asked, ...]:
    """Every check of a row; at least one of them decides."""
    reported = [*_made(row, slugs), *(_told(row, body, slugs) for body in row.where)]
    judged = [] if any(not each.advisory for each in reported) else [_judged(row)]
    return (*reported, *judged, *(_closed(row, name, slugs) for name in row.closes))


def report_type(row: Row) -> str:
    """The one sort of report that the words of the row name; empty where they name none, or several."""
    words = " ".join((row.what, *row.how)).casefold()
    named = {sort for sort, pattern in _SORTS.items() if re.search(pattern, words)}
    if not named and re.search(r"\breports?\b", words):
        named = {_BY_PERIOD[row.told.each]} if row.told.each in _BY_PERIOD else set()
    return named.pop() if len(named) == 1 else ""


_SORTS = {
    "assurance-statement": r"\bassurance statements?\b",
    "annual": r"\b(annual|yearly)\b.*\breports?\b",
    "quarterly": r"\bquarterly\b.*\breports?\b",
    "evaluation": r"\bevaluat\w*",
    "trend": r"\btrends?\b",
    "audit": r"\baudits?\b(?! committee)",
}
_BY_PERIOD = {"financial-year": "annual", "quarter": "quarterly"}
_NOUNS = {
    "": "A report",
    "annual": "An annual report",
    "quarterly": "A quarterly report",
    "assurance-statement": "An assurance statement",
    "evaluation": "An evaluation report",
    "trend": "A trend report",
    "audit": "An audit report",
}


def one_of(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"[{', '.join(map(scalar, words))}]"


def _made(row: Row, slugs: Slugs) -> Iterator[Asked]:
    """Asked for itself only where the table checks and reports at different intervals."""
    if row.told == row.when:
        return
    yield Asked(
        slug="made",
        part="made",
        says=f"{_noun(row)} was made {_span(row.when)}.",
        form=_form(row.when),
        params=(("kind", "report"), ("where", _report(row, slugs)), *_rhythm(row.when)),
        advisory=row.when.as_required,
        chosen=_left_open(row.when),
    )


def _told(row: Row, body: Name, slugs: Slugs) -> Asked:
    slug = slugs.body(body)
    if body.external:
        roles = one_of([slugs.role(name) for name in row.who])
        where: tuple[Param, ...] = (("return_type", row.slug), ("recipient", slug), ("owner", roles))
        params: tuple[Param, ...] = (("kind", "submission"), ("where", where))
        says = f"A return on '{row.what}', answered for by {_by(row)}, was sent to the {body.text} {_span(row.told)}."
    else:
        params = (("kind", "report"), ("where", _report(row, slugs)), ("received_by", slug))
        says = f"{_noun(row)} was received and minuted by the {body.text} {_span(row.told)}."
    return Asked(
        slug=f"to-{slug}",
        part="told",
        about=body,
        says=says,
        form=_form(row.told),
        params=(*params, *_rhythm(row.told)),
        advisory=row.told.as_required,
        chosen=row.reported is None or _left_open(row.told),
    )


def _closed(row: Row, name: Name, slugs: Slugs) -> Asked:
    """A role answers as the lead of actions; a body has no actions of its own, but takes them in its minutes."""
    due: Param = ("due", "{at_most: $as_of}")
    if slugs.is_body(name):
        slug = slugs.body(name)
        says = f"Every action on '{row.what}' that has fallen due stands in a minute of the {name.text}."
        of: Param = ("of", (("kind", "action"), ("where", (("topics", row.slug), due))))
        has: Param = ("has", (("kind", "minute"), ("where", (("body", slug), ("links", "$each.id")))))
        return Asked(
            slug=f"actions-at-{slug}", part="closed", about=name, says=says, form="every", params=(of, has), chosen=True
        )
    slug = slugs.role(name)
    says = f"Every action that the {name.text} leads and that has fallen due is closed."
    return Asked(
        slug=f"actions-of-{slug}",
        part="closed",
        about=name,
        says=says,
        form="ratio",
        params=(
            ("of", (("kind", "action"), ("where", (("lead", slug), due)))),
            ("matching", (("closed_on", "{present: true}"),)),
            ("at_least", "100%"),
        ),
        chosen=True,
    )


def judged_statement(slug: str) -> str:
    return f"{slug}-as-required"


def _judged(row: Row) -> Asked:
    return Asked(
        slug="judged-as-required",
        part="judged",
        says=f"The executive lead has judged within the last 6 months that '{row.what}' was reported whenever required.",
        form="attested",
        params=(("statement", judged_statement(row.slug)), ("by", f"[{JUDGE}]")),
        chosen=True,
    )


def _noun(row: Row) -> str:
    return f"{_NOUNS[report_type(row)]} on '{row.what}', prepared by {_by(row)},"


def _by(row: Row) -> str:
    return " or ".join(f"the {name.text}" for name in row.who)


def _report(row: Row, slugs: Slugs) -> tuple[Param, ...]:
    """By its topic too: else one annual report would answer every row that asks for an annual report."""
    sort = report_type(row)
    asked: tuple[Param, ...] = (("topics", row.slug), ("prepared_by", one_of([slugs.role(name) for name in row.who])))
    return (("report_type", sort), *asked) if sort else asked


def _form(interval: Interval) -> str:
    return "each_period" if interval.each else "exists" if interval.as_required else "recurs"


def _left_open(interval: Interval) -> bool:
    """Whether something is chosen beside the interval: how late a report may be, or how far back one is looked for."""
    return bool(interval.each) or interval.as_required


def window_of(gap: Duration) -> str:
    """Where a gap is looked for: in a year, or in as long as the gap is; a short one in the period judged."""
    if gap.days:
        return "period" if gap.days <= SHORT else str(gap) if gap.days > 366 else A_YEAR
    return str(gap) if gap.months > YEAR.months else A_YEAR


def _rhythm(interval: Interval) -> tuple[Param, ...]:
    if interval.each:
        return ("each", interval.each), ("last", str(LAST[interval.each])), ("lag", str(LAGS[interval.each]))
    if interval.gap is None:
        return (("window", A_YEAR),)
    return ("window", window_of(interval.gap)), ("every", str(interval.gap))


def _span(interval: Interval) -> str:
    if interval.each:
        number, noun = LAST[interval.each], interval.each.replace("-", " ")
        which = f"the last {noun}" if number == 1 else f"each of the last {number} {noun}s"
        return f"for {which}, within {LAGS[interval.each].words} of its end"
    if interval.gap is None:
        return "within the last 12 months; how often it was required is not known"
    return f"with no gap longer than {interval.gap.words}"
