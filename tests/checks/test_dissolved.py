"""A check that names only bodies which have ended asks nothing any more; what is merely called so is no body."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told

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
