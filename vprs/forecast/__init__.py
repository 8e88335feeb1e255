"""What time alone will do to an assessment, if nothing is done.

Takes packs, a workspace and days, gives a `Forecast`. It adds no rule: every answer in it is one of `vprs.checks`, and
every outcome and opinion is combined as in `vprs.assess`.
"""

from vprs.forecast.forecasting import ForecastAstray, forecast
from vprs.forecast.outlook import (
    Behind,
    Change,
    Crossing,
    Forecast,
    Lapse,
    Occasion,
    OpinionChange,
    Standing,
    Turn,
)
from vprs.forecast.telling import behind_words, change_note, lapse_words, state_words

__all__ = [
    "Behind", "Change", "Crossing", "Forecast", "ForecastAstray", "Lapse", "Occasion", "OpinionChange", "Standing",
    "Turn", "behind_words", "change_note", "forecast", "lapse_words", "state_words",
]  # fmt: skip
