"""What one row of a monitoring table asks of the evidence: checks as they will stand in a rule file.

Takes a row and the slugs of its names, gives `Asked`s. Who is told is asked for one by one, so that nobody who was
promised a report is left out; what the table leaves open is chosen here and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vprs.monitoring.names import Name
from vprs.monitoring.report_types import report_type
from vprs.monitoring.rhythm import Param, form_of, leaves_open, rhythm_of, span_of
from vprs.monitoring.rows import Row
from vprs.monitoring.slugs import Slugs
from vprs.yaml_text import scalar

JUDGE = "executive-lead"  # nobody is the judge of what they do themselves


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


def asked_of(row: Row, slugs: Slugs) -> tuple[Asked, ...]:
    """Every check of a row; at least one of them decides."""
    reported = [*_made(row, slugs), *(_told(row, body, slugs) for body in row.where)]
    judged = [] if any(not each.advisory for each in reported) else [_judged(row)]
    return (*reported, *judged, *(_closed(row, name, slugs) for name in row.closes))


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
        says=f"{_noun(row)} was made {span_of(row.when)}.",
        form=form_of(row.when),
        params=(("kind", "report"), ("where", _report(row, slugs)), *rhythm_of(row.when)),
        advisory=row.when.as_required,
        chosen=leaves_open(row.when),
    )


def _told(row: Row, body: Name, slugs: Slugs) -> Asked:
    slug = slugs.body(body)
    if body.external:
        roles = one_of([slugs.role(name) for name in row.who])
        where: tuple[Param, ...] = (("return_type", row.slug), ("recipient", slug), ("owner", roles))
        params: tuple[Param, ...] = (("kind", "submission"), ("where", where))
        says = f"A return on '{row.what}', answered for by {_by(row)}, was sent to {body.text} {span_of(row.told)}."
    else:
        params = (("kind", "report"), ("where", _report(row, slugs)), ("received_by", slug))
        says = f"{_noun(row)} was received and minuted by the {body.text} {span_of(row.told)}."
    return Asked(
        slug=f"to-{slug}",
        part="told",
        about=body,
        says=says,
        form=form_of(row.told),
        params=(*params, *rhythm_of(row.told)),
        advisory=row.told.as_required,
        chosen=row.reported is None or leaves_open(row.told),
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
        says=f"The executive lead has judged within the last 6 months that '{row.what}' was reported when required.",
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
