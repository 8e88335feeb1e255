"""The board assurance statement: fourteen numbered parts and an appendix, every sentence fixed and chosen by outcome.

Takes an Assessment, gives a Paper that stays true for an organisation with nothing in its folder, with everything met
and with nothing met. It generates no prose, praises nothing and fills in no name: signing is for people.
"""

from __future__ import annotations

from vprs.model import Assessment
from vprs.paper import Heading, PageBreak, Paper
from vprs.standing import classification, draft_line, fingerprint
from vprs.statement_parts import actions_part, appendix, closing, figures, opening, results
from vprs.statement_parts.front import front_page

DRAFT = "It stays a draft until its sign-offs stand."


def statement_paper(assessment: Assessment) -> Paper:
    name = assessment.organisation.name
    title = f"Board assurance statement: {name}"
    return Paper(
        title=title,
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification=classification(),
        draft_line=draft_line(),
        dated=assessment.as_of.isoformat(),
        fingerprint=fingerprint(assessment),
        blocks=(
            Heading(level=1, text=title),
            *front_page(assessment, draft=DRAFT, decisions=opening.decisions(assessment)),
            PageBreak(),
            *opening.parts(assessment),
            *results.parts(assessment),
            *actions_part.parts(assessment),
            *figures.parts(assessment),
            *closing.parts(assessment),
            *appendix.parts(assessment),
        ),
    )
