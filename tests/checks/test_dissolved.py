"""A check that names only bodies which have ended asks nothing any more; what is merely called so is no body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.asking import ask, check_of, organisation_of, told
from tests.checks.test_gates import context
from vprs.checks import observe
from vprs.model import Recurs

BODIES = """\
bodies: [{id: old, to: 2020-01-01}, {id: older, to: 2019-01-01}, {id: board}]
conventions: {ended: [old, older], mixed: [old, board]}
"""
GONE, ASKED = "not-applicable body-dissolved", "no missing"


@pytest.mark.parametrize(
    ("kind", "where", "answer"),
    [
        ("minute", "body: old", GONE),
        ("minute", "body: board", ASKED),
        ("minute", "body: [old, older]", GONE),
        ("minute", "body: [old, board]", ASKED),
        ("minute", "body: $organisation.conventions.ended", GONE),
        ("minute", "body: $organisation.conventions.mixed", ASKED),
        ("minute", "agenda: old", ASKED),
        ("minute", "body: board, agenda: old", ASKED),
        ("minute", "agenda: old, body: old", GONE),
        ("report", "topics: old", ASKED),
        ("report", "received_by: {any: {body: old}}", GONE),
        ("report", "received_by: {any: {body: board}}", ASKED),
        ("report", "received_by: {any: {body: [old, older]}}", GONE),
        ("report", "received_by: {any: {body: [old, board]}}", ASKED),
        ("report", "received_by: {any: {body: $organisation.conventions.ended}}", GONE),
        ("report", "received_by: {any: {body: $organisation.conventions.mixed}}", ASKED),
        ("report", "received_by: {any: {minute: old}}", ASKED),
        ("report", "received_by: {any: {minute: m1, body: old}}", GONE),
        ("document", "extensions: {any: {by: old}}", GONE),
        ("document", "extensions: {any: {by: board}}", ASKED),
        ("document", "extensions: {any: {granted_on: {at_least: 2020-01-01}, by: old}}", GONE),
        ("document", "approved_by: old", GONE),
        ("plan", "agreed_by: old", GONE),  # a role or a body
        ("document", "topics: old", ASKED),
        ("document", "owner: old", ASKED),  # a role
    ],
)
def test_bodies_that_ended_are_known_wherever_a_kind_names_a_body(kind: str, where: str, answer: str) -> None:
    assert told(ask(f"exists: {{kind: {kind}, where: {{{where}}}}}", organisation=BODIES)) == answer


RECURS = "recurs: {kind: minute, where: {body: old}, every: P6M%s}"
UNTIL = "bodies: [{id: old, to: %s}]"
BARE = "no gap-too-long"


@pytest.mark.parametrize(
    ("window", "end", "answer"),
    [
        ("", "2025-09-30", GONE),
        ("", "2025-10-01", BARE),
        (", window: P24M", "2024-09-30", GONE),
        (", window: P24M", "2024-10-01", BARE),
        (", window: P3M", "2026-06-30", GONE),
        (", window: P3M", "2026-07-01", BARE),
    ],
)
def test_a_rhythm_is_asked_of_a_body_that_stood_in_its_window(window: str, end: str, answer: str) -> None:
    assert told(ask(RECURS % window, organisation=UNTIL % end)) == answer


@pytest.mark.parametrize(("end", "answer"), [("2025-09-30", GONE), ("2025-10-01", BARE)])
def test_a_rhythm_that_names_no_window_is_of_twelve_months_to_every_part_of_it(end: str, answer: str) -> None:
    """The reader gives it one; a form may be made without."""
    check = check_of(RECURS % "")
    assert isinstance(check.form, Recurs)
    form = replace(check.form, selector=replace(check.form.selector, window=None))
    early = "[{kind: minute, body: old, date: 2025-09-30}]"
    found = observe(replace(check, form=form), context(early, organisation_of(UNTIL % end)))
    assert told(found) == answer
    assert found.value == ("" if answer == GONE else "0 found")


def test_a_body_that_has_ended_is_told_by_its_name_and_day() -> None:
    named = "bodies: [{id: old, name: The Old Body, level: external, to: 2017-03-31}]"
    found = ask("exists: {kind: minute, where: {body: old}}", organisation=named)
    assert found.because == "The Old Body ended on 31 March 2017, so this is no longer asked."
    month = ask("exists: {kind: minute, where: {body: old}}", organisation=named.replace("2017-03-31", "2017-03"))
    assert month.because == "The Old Body ended in March 2017, so this is no longer asked."


@pytest.mark.parametrize(
    ("held", "end", "answer"),
    [
        ("2025-12-31", "2026-06-30", "yes"),  # six months to its last day
        ("2025-12-30", "2026-06-30", "yes"),  # clamped: the 30th and six months are the 30th
        ("2025-12-29", "2026-06-30", BARE),
        ("2025-12-31", "2026-07-01", BARE),
        ("2026-02-28", "2026-06-30", "yes"),
        ("2026-02-28", "2026-09-30", BARE),  # it stands to the last day asked
        ("2026-02-28", "2027-03-31", BARE),  # it is to end later
    ],
)
def test_nothing_is_owed_to_a_body_after_its_last_day(held: str, end: str, answer: str) -> None:
    """The last gap is of the days to its end; what it was owed while it stood is asked for as long as it is in the window."""
    assert told(ask(RECURS % "", f"[{{kind: minute, body: old, date: {held}}}]", organisation=UNTIL % end)) == answer


@pytest.mark.parametrize(
    ("end", "answer"), [("2026-09-29", GONE), ("2026-09-30", "no gap-too-long"), ("2026-10-01", "no gap-too-long")]
)
@pytest.mark.parametrize("more", ["", ", lag: P1M", ", last: 1"])
def test_a_form_without_a_window_asks_no_body_that_ended_before_the_day_of_judgement(
    more: str, end: str, answer: str
) -> None:
    form = f"each_period: {{kind: minute, where: {{body: old}}, each: half-year{more}}}"
    assert told(ask(form, organisation=UNTIL % end)) == answer
