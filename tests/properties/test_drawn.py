"""Some thousand checks over drawn records, each held to the whole answer that was last read.

Nobody worked these out by hand: they hold the reading of the forms still where no case of the tables reaches. A line
that changes has to be explained in the commit that changes it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest

from tests.checks.asking import pack_with
from tests.properties.casting import case
from tests.properties.observing import check, period, workspace
from tests.recording import hold, listed, say
from vprs.checks import make_context, observe, passed_over
from vprs.checks.scope import Scope
from vprs.model import FORM_NAMES, Lost

EACH = 40  # cases of one test


@pytest.fixture(autouse=True)
def recorded(request: pytest.FixtureRequest) -> Iterator[None]:
    yield from hold(request)


@pytest.mark.parametrize("form", FORM_NAMES)
@pytest.mark.parametrize("batch", range(3))
def test_a_drawn_check_answers_as_it_did(form: str, batch: int) -> None:
    for seed in range(batch * EACH, (batch + 1) * EACH):
        made = case(random.Random(f"{form} {seed}").choice, form)
        lost = (Lost(kind=made.kinds[0], file="lost.yaml", line=1, many=seed % 8 == 0),) if seed % 4 == 0 else ()
        asked = workspace(made, made.records, lost)
        context = make_context(pack_with({}), asked, date.fromisoformat(made.as_of), period(made))
        found = observe(check(made), context)
        places = listed([record.id for record in found.witnesses])
        aside = " ".join(passed_over(check(made).form, Scope(context=context)))
        answer = f"{found.answer} {found.reason or ''}".strip()
        say(f"{answer} | {found.value} | {found.needed} | {found.because} | {places} | {aside}")
