"""The quarterly and the annual security report, as papers: incidents, trends, what was done, and how the year went.

    reported = last_over("quarter", organisation.year_start, as_of)
    paper = quarterly_paper(assess(packs, workspace, as_of=as_of, period=reported.period), reported)

Both take an Assessment of the very period that is reported, and give a Paper. Incidents come from `vprs.incidents`
alone; a count of the register beside an indicator is shown only where it tells nothing of a count that is hidden
(decision 0036).
"""

from vprs.periodic.papers import annual_paper, quarterly_paper
from vprs.periodic.spans import Reported, last_over, quarter_named, year_named

__all__ = ["Reported", "annual_paper", "last_over", "quarter_named", "quarterly_paper", "year_named"]
