"""What time alone will do to an assessment, if nothing is done.

Takes packs, a workspace and days, gives a `Forecast`. It adds no rule: every answer in it is one of `vprs.checks`, and
every outcome and opinion is combined as in `vprs.assess`.
"""

from vprs.forecast.forecasting import ForecastAstray, forecast
from vprs.forecast.outlook import (
    Behind,
    Change,
    Crossing,
    Direction,
    Forecast,
    Lapse,
    Occasion,
    OpinionChange,
    Standing,
    State,
    Turn,
)
from vprs.forecast.telling import behind_words, change_note, direction_of, lapse_words, state_words
from vprs.forecast.trail import state_of

__all__ = [
    "Behind", "Change", "Crossing", "Direction", "Forecast", "ForecastAstray", "Lapse", "Occasion", "OpinionChange",
    "Standing", "State", "Turn", "behind_words", "change_note", "direction_of", "forecast", "lapse_words", "state_of",
    "state_words",
]  # fmt: skip
