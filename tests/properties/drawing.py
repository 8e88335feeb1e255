"""Cases drawn by Hypothesis, and how hard it tries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.properties.casting import Case, case

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def unhurried(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=SLOW)


def pick_of(data: st.DataObject) -> Any:
    """`pick(choices)`, as `casting` wants it."""

    def pick(choices: Sequence[Any]) -> Any:
        return data.draw(st.sampled_from(list(choices)))

    return pick


@st.composite
def cases(draw: st.DrawFn, form: str | None = None) -> Case:
    """A check of the form (of any, unless told) with its records."""
    return case(lambda choices: draw(st.sampled_from(list(choices))), form)
