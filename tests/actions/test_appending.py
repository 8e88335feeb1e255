"""Adding drafts to actions.yaml: every byte that stood there stands there after, and the text reads as it should."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.actions import Draft, append_drafts, holds_nothing
from vprs.actions.appending import HEADING
from vprs.problem import InvalidInput
from vprs.strict_yaml import decode, read_tree

LONG = "Take the strategy to the board, and to every committee that answers for a part of it, beforehand, in spring."


def draft(ident: str = "action-p-plan-a", **fields: str) -> Draft:
    words = {"what": LONG, "gap": "No strategy.", "measure": "It is endorsed.", "owner": "lsms", **fields}
    days = {"raised_on": date(2026, 9, 30), "due": date(2026, 11, 29)}
    return Draft(id=ident, requirement="p/plan/a", lead="lsms", first_found="2026-H1", **days, **words)  # type: ignore[arg-type]


ENTRY = """\
  - id: action-p-plan-a
    kind: action
    requirement: p/plan/a
    raised_on: 2026-09-30
    first_found: 2026-H1
    what: >-
      Take the strategy to the board, and to every committee that answers for a part of it,
      beforehand, in spring.
    lead: lsms
    due: 2026-11-29
    measure: It is endorsed.
    status: open
    notes: 'Gap found: No strategy.'
"""
OLD = "records:\n  - id: old\n    kind: action\n"


def records(content: bytes) -> list[object]:
    text, problems = decode(content, "actions.yaml")
    tree, faults = read_tree(text, "actions.yaml")
    assert tree is not None, (problems, faults)
    found: list[object] = tree.value["records"]
    return found


def entry(indent: int = 2, end: str = "\n") -> bytes:
    moved = "".join(f"{' ' * indent}{line[2:]}\n" for line in ENTRY.splitlines())
    return moved.replace("\n", end).encode()


def test_a_file_that_is_not_there_is_begun_as_a_person_would() -> None:
    made = append_drafts(None, [draft()])
    assert made.decode() == "\n".join((*HEADING, "records:")) + "\n" + ENTRY


@pytest.mark.parametrize("content", [b"", OLD.encode(), b"records: []", b"\xff", b"records: [{"])
def test_without_drafts_the_bytes_are_given_back_whatever_they_are(content: bytes) -> None:
    assert append_drafts(content, []) == content


@pytest.mark.parametrize(
    ("stood", "kept", "indent", "end"),
    [
        (b"", b"records:\n", 2, "\n"),
        (b"# Our log\n", b"# Our log\nrecords:\n", 2, "\n"),
        (b"# Our log\r\n", b"# Our log\r\nrecords:\r\n", 2, "\r\n"),
        (b"\n\n", b"\n\nrecords:\n", 2, "\n"),
        (b"---\n", b"---\nrecords:\n", 2, "\n"),
        (b"records: []\n", b"records:\n", 2, "\n"),
        (b"records: []", b"records:\n", 2, "\n"),
        (b"records: [ ]  # none yet\r\n# the end\r\n", b"records:  # none yet\r\n# the end\r\n", 2, "\r\n"),
        (b"'records': null\n", b"'records':\n", 2, "\n"),
        (b"records: ~\n", b"records:\n", 2, "\n"),
        (b"records:", b"records:\n", 2, "\n"),
        (b"records:   \n\n", b"records:   \n\n", 2, "\n"),
        (b"  records: []\n", b"  records:\n", 4, "\n"),
        (OLD.encode(), OLD.encode(), 2, "\n"),
        (OLD.encode().rstrip(), OLD.encode(), 2, "\n"),
        (OLD.replace("\n", "\r\n").encode(), OLD.replace("\n", "\r\n").encode(), 2, "\r\n"),
        (OLD.replace("\n", "\r").encode(), OLD.replace("\n", "\r").encode(), 2, "\r"),
        (b"\xef\xbb\xbf" + OLD.encode(), b"\xef\xbb\xbf" + OLD.encode(), 2, "\n"),
        (b"# a\n" + OLD.encode() + b"# z\n", b"# a\n" + OLD.encode() + b"# z\n", 2, "\n"),
        (OLD.encode() + b"    # z", OLD.encode() + b"    # z\n", 2, "\n"),
        (b"records:\n- {id: old, kind: action}", b"records:\n- {id: old, kind: action}\n", 0, "\n"),
        (b"records:\n# one\n    -   id: old\n", b"records:\n# one\n    -   id: old\n", 4, "\n"),
        (b"records:\n  -  # one\n    id: old\n", b"records:\n  -  # one\n    id: old\n", 2, "\n"),
        (b"records:\n  -\n\n    # one\n    id: old\n", b"records:\n  -\n\n    # one\n    id: old\n", 2, "\n"),
        (OLD.encode() + b"    notes: |\n      a\n\n", OLD.encode() + b"    notes: |\n      a\n\n", 2, "\n"),
        (OLD.encode() + b"    notes: >+\n      a\n\n", OLD.encode() + b"    notes: >+\n      a\n\n", 2, "\n"),
        (OLD.encode() + b"    notes: |\n      # no\n", OLD.encode() + b"    notes: |\n      # no\n", 2, "\n"),
        ("records:\n  - id: Ärger\u2028 ".encode(), "records:\n  - id: Ärger\u2028 \n".encode(), 2, "\n"),
    ],
)  # fmt: skip
def test_what_stood_stays_and_the_draft_stands_below(stood: bytes, kept: bytes, indent: int, end: str) -> None:
    assert append_drafts(stood, [draft()]) == kept + entry(indent, end)


@pytest.mark.parametrize(
    ("stood", "place"),
    [
        (b"records: [{id: old}]\n", "actions.yaml:1:10: records:"),
        (b"{records: []}\n", "actions.yaml:1:11: records:"),
        (b"records:\n  []\n", "actions.yaml:2:3: records:"),
        (b"records:\n  - id: old\n...\n", "actions.yaml:2:3: records:"),
        (b"records:\n  - id: old\n    notes: |\n      the end", "actions.yaml:2:3: records:"),
        (b"records: {a: b}\n", "actions.yaml:1:10: records:"),
        (b"records: all\n", "actions.yaml:1:10: records:"),
        (b"records:\n  - id: old\nmore: 1\n", "actions.yaml:1:1: the file is not a list"),
        (b"id: old\nkind: action\n", "actions.yaml:1:1: the file is not a list"),
        (b"- id: old\n", "actions.yaml:1:1: the file is not a list"),
        (b"old\n", "actions.yaml:1:1: the file is not a list"),
        (b"records: [\n", "actions.yaml:2:1: not valid YAML"),
        (b"records:\n\t- id: old\n", "actions.yaml:2:1: a tab"),
        (b"records: []\n---\nrecords: []\n", "actions.yaml:2:1: a second document"),
        (b"records: []\nrecords: []\n", "actions.yaml:2:1: records: key 'records' stands twice"),
        (b"\xff\xfer\x00", "actions.yaml:1:1: byte 0xff is not valid UTF-8."),
    ],
)
def test_a_file_that_cannot_be_added_to_is_told_and_never_guessed_at(stood: bytes, place: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        append_drafts(stood, [draft()])
    told = str(raised.value)
    assert told.startswith(place)
    assert told.endswith(".")


ODD = (
    "true|No|null|~|12|-3|0x1|1.5|1e5|2026|2026-09-30|2026-H1||a: b|a #b|- a|@a|'|\"a\"|a'b|[a]|{a|&a|*a|!a|> a|% a|a:|"
    "#|\u00e9t\u00e9|a:b|a#b|? a|: a|y|a:#b|,|`a"
).split("|")


@pytest.mark.parametrize("told", [*ODD, "| a"])
def test_words_that_yaml_would_read_otherwise_stand_in_quotes(told: str) -> None:
    assert records(append_drafts(None, [draft(measure=told)]))[0]["measure"] == told  # type: ignore[index]


PROSE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=200).map(
    lambda text: " ".join(text.split())
)


@given(what=PROSE, gap=PROSE, measure=PROSE)
def test_whatever_a_rule_says_is_read_back_as_it_was_said(what: str, gap: str, measure: str) -> None:
    made = draft(what=what, gap=gap, measure=measure)
    stood = OLD.encode()
    assert records(append_drafts(stood, [made])) == [{"id": "old", "kind": "action"}, dict(made.as_fields())]


def test_many_drafts_stand_in_their_order() -> None:
    many = [draft(f"action-{number}") for number in range(1000)]
    assert [one["id"] for one in records(append_drafts(b"records: []", many))] == [one.id for one in many]  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "nothing"),
    [
        (b"", True),
        (b"# a\r\n", True),
        (b"\xef\xbb\xbf\n", True),
        (b"records:\n", False),
        (b"a", False),
        (b"\xff", False),
        (b"a: [", False),
    ],
)
def test_a_file_of_comments_holds_nothing(content: bytes, nothing: bool) -> None:
    assert holds_nothing(content) is nothing
