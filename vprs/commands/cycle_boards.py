"""The board meetings that the cycles of a folder name, assessed as the cycle will be closed.

Takes a request, the workspace and the last day looked at, gives standings: a cycle that is open is judged by its own
copy of the rules, for its own period, as of its cut-off. What a closed cycle told its board is written down and is not
foretold.
"""

from __future__ import annotations

from datetime import date

from vprs.commands.options import Request
from vprs.forecast import Occasion, Standing
from vprs.model import Workspace


def standings_of_cycles(request: Request, workspace: Workspace, until: date) -> tuple[Standing, ...]:
    """Those of open cycles whose board meets from the day of judgement to `until`. Raises InvalidInput."""
    if not (request.evidence / "cycles").is_dir():
        return ()  # and nothing more to import
    from vprs.commands.cycle_folder import kept
    from vprs.commands.cycle_loading import judged
    from vprs.cycle.kept import OPEN

    held = kept(request.evidence)
    return tuple(
        Standing(
            occasion=Occasion(
                on=each.board_date,
                name=f"board meeting of cycle {each.said}",
                as_of=each.cut_off,
                period=each.period,
            ),
            assessment=judged(held, each, workspace),
        )
        for each in held.cycles
        if each.status == OPEN and request.as_of <= each.board_date <= until
    )
