"""Withdrawal never helps: no record taken out, garbled or left blank in a cell turns an answer for the better.

Over generated checks of every form. What may help after all is named in `withdrawing.MAY_HELP`, line by line with the
reason, and each line is shown here to be needed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.acceptance.forms import posing
from tests.checks import asking
from tests.properties.casting import FORMS, ORGANISATIONS, Case, Raw
from tests.properties.drawing import cases, unhurried
from tests.properties.observing import ask
from tests.properties.withdrawing import MAY_HELP, RISES, MayHelp, may_help, withdrawals
from vprs.model import Answer, Lost


@pytest.mark.parametrize("form", FORMS)
@unhurried(40)
@given(data=st.data())
def test_withdrawal_never_helps(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    before = ask(case)
    if before.answer is Answer.YES:
        return
    for gone in withdrawals(case):
        after = ask(case, gone.left, gone.lost)
        if (before.answer, after.answer) in RISES:
            assert may_help(case, gone), (str(gone), before, after)


@pytest.mark.parametrize("line", MAY_HELP, ids=lambda line: line.what)
def test_what_may_help_does_help(line: MayHelp) -> None:
    """A line that is not needed any longer has to go."""
    check, before, after = line.shown
    assert (asking.ask(check, before).answer, asking.ask(check, after).answer) in RISES


def test_there_is_something_to_withdraw() -> None:
    """Otherwise nothing above would be tested."""
    record = {"id": "a", "kind": "document", "doc_type": "policy", "extensions": [{"to": "2027", "by": "board"}]}
    case = asked_of(record)
    assert [str(gone) for gone in withdrawals(case)] == [
        "deleted a",
        "garbled a",
        "garbled a",
        "blanked a doc_type",
        "blanked a extensions",
        "blanked a extensions.0.to",
        "blanked a extensions.0.by",
    ]


def asked_of(record: Raw) -> Case:
    check = {"kind": "document"}
    return Case(
        form="exists", check=check, records=(record,), organisation=ORGANISATIONS[0], as_of="2026-09-30", period=None
    )


# ------------------------------------------------------------------------------------------ what is still wrong


def test_an_undated_record_counts_where_no_time_is_asked_and_only_there() -> None:
    """An exception, named in `withdrawing`: the schema asks no day of it, and `rules lint` asks for a window."""
    dated = "- {id: a, kind: submission, return_type: survey, submitted_on: 2026-10-01}"
    undated = "- {id: a, kind: submission, return_type: survey}"
    assert asking.ask("exists: {kind: submission}", dated).answer is Answer.NO
    assert asking.ask("exists: {kind: submission}", undated).answer is Answer.YES
    assert asking.ask("exists: {kind: submission, window: P12M}", undated).answer is Answer.NO


def test_a_link_that_may_lead_into_a_file_that_was_lost_is_not_known_to_be_absent(tmp_path: Path) -> None:
    check = "exists: {kind: action, where: {from: {present: false}}}"
    action = "- {id: a, kind: action, raised_on: 2026-05-01, from: m}"
    minutes = "records:\n  - {id: m, kind: minute, body: board, date: 2026-05-01}\n"
    assert posing.asked(tmp_path / "whole", check, action, files={"minutes.yaml": minutes}) == "no missing"
    assert (
        posing.asked(tmp_path / "garbled", check, action, files={"minutes.yaml": "records: ["}) == "unknown unreadable"
    )


def test_a_lost_record_may_hold_several_values_that_are_told_apart() -> None:
    check = "count: {kind: activity, window: period, distinct: audience, at_least: 2}"
    record = "- {id: a, kind: activity, activity_type: x, date: 2026-05-01, audience: [p, q]}"
    assert asking.ask(check, record).answer is Answer.YES
    assert asking.ask(check, "", lost=(Lost(kind="activity", file="a.yaml"),)).answer is Answer.UNKNOWN
