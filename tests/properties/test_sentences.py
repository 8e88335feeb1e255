"""The sentence of an answer states the numbers that stand beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.northmoor.judging import assessment
from tests.properties.casting import FORMS
from tests.properties.drawing import cases, unhurried
from tests.properties.observing import ask
from vprs.model import Answer, Observation


def states(sentence: str, figure: str) -> bool:
    """Whether the figure stands in the sentence whole: `0` is not in `10`, nor in `0.5`."""
    return not figure or re.search(rf"(?<![\w.]){re.escape(figure)}(?!\w|\.\d)", sentence) is not None


def hold(found: Observation) -> None:
    """What is true of every answer."""
    assert (found.reason is None) == (found.answer is Answer.YES), found
    assert found.because.endswith("."), found
    if found.answer is not Answer.NOT_APPLICABLE:
        assert states(found.because, found.value), found
        assert states(found.because, found.needed), found
        assert found.needed, found


@pytest.mark.parametrize("form", FORMS)
@unhurried(150)
@given(data=st.data())
def test_because_states_value_and_needed(form: str, data: st.DataObject) -> None:
    hold(ask(data.draw(cases(form))))


def test_every_sentence_of_the_worked_example_states_value_and_needed() -> None:
    for finding in assessment().findings:
        for found in finding.observations:
            hold(found)
            assert found.answer is not Answer.YES or states(finding.why, found.value) or len(finding.observations) > 1


@pytest.mark.parametrize(
    ("sentence", "figure", "there"),
    [
        ("10 found, at least 1 needed.", "0", False),
        ("0 found, at least 1 needed.", "0", True),
        ("It is 84.92%, at least 85% needed.", "84", False),
        ("3 of 4 (75%).", "3 of 4", True),
        ("13 of 4 (75%).", "3 of 4", False),
    ],
)
def test_a_figure_inside_another_is_not_stated(sentence: str, figure: str, there: bool) -> None:
    assert states(sentence, figure) is there
