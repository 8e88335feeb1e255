"""The whole workbook of an assessment, and what it says of itself so that it is known again when it comes back.

Takes an Assessment, gives a `Book`. The same assessment gives the same book.
"""

from __future__ import annotations

from vprs.kinds import read_kinds
from vprs.model import Assessment
from vprs.workbook.filling import actions_sheet, judgements_sheet, register_sheet
from vprs.workbook.sheets import Book
from vprs.workbook.showing import gaps_sheet, incidents_sheet, summary_sheet
from vprs.workbook.subjects import KIND, subjects

FORMAT = "vprs-workbook/1"


def build_book(assessment: Assessment) -> Book:
    """Its sheets in the order in which people need them."""
    organisation = assessment.organisation
    return Book(
        title=f"Violence prevention and reduction: {organisation.name}",
        organisation=organisation.name,
        sheets=(
            summary_sheet(assessment),
            gaps_sheet(assessment),
            actions_sheet(assessment),
            register_sheet(assessment),
            incidents_sheet(assessment),
            judgements_sheet(assessment),
        ),
        lists=_lists(assessment),
        head={
            "format": FORMAT,
            "code": organisation.code,
            "organisation": organisation.name,
            "as_of": assessment.as_of.isoformat(),
            "packs": "; ".join(f"{pack.name} {pack.version}" for pack in assessment.packs),
            "evidence": assessment.workspace.digest,
        },
        dated=assessment.as_of.isoformat(),
    )


def _lists(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    kinds = read_kinds()
    roles = assessment.organisation.lists.get("roles", ())
    return {
        "roles": tuple(role.id for role in roles),
        "statuses": kinds["action"].fields["status"].choices,
        "judgements": kinds[KIND].fields["judgement"].choices,
        "requirements": tuple(finding.requirement.path for finding in assessment.findings),
        "subjects": tuple(each.name for each in subjects(assessment)),
    }
