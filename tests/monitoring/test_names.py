"""The names in a cell, and the headings of columns."""

from __future__ import annotations

import pytest

from vprs.monitoring.headings import meaning_of
from vprs.monitoring.names import bodies_in, closers_in, joined, name_slugs, roles_in
from vprs.monitoring.no_names import no_name


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("The Health and Safety Committee", ["Health and Safety Committee"]),
        ("Fire, Health and Safety Group. NHS Protect", ["Fire, Health and Safety Group", "NHS Protect"]),
        ("H&S Committee, Audit Committee and the TME", ["H&S Committee", "Audit Committee", "TME"]),
        ("TME, Audit Board and QC", ["TME", "Audit Board", "QC"]),
        ("Board and Audit and Risk Committee", ["Board", "Audit and Risk Committee"]),
        ("Board; board; BOARD", ["Board"]),
        ("Fire & Safety Group; Fire and Safety Group", ["Fire & Safety Group"]),
        ("Police; Regional Hub (external); Kent ICB", ["Police", "Regional Hub (external)", "Kent ICB"]),
        ("", []),
        (";;", []),
        ("Board/Audit Committee", ["Board", "Audit Committee"]),
        ("H/S Committee", ["H/S Committee"]),
        ("Weekly Security Meeting", ["Weekly Security Meeting"]),
        ("All Wales Violence Group", ["All Wales Violence Group"]),
        ("Serious Incident Reviews Panel", ["Serious Incident Reviews Panel"]),
    ],
)  # fmt: skip
def test_bodies_are_parted_only_where_each_part_is_a_name(cell: str, expected: list[str]) -> None:
    names = bodies_in([cell])
    assert [name.told for name in names] == expected
    assert bodies_in([joined(names)]) == names


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Safety and Security Officer", ["Safety and Security Officer"]),
        ("LSMS and Health and Safety Manager", ["LSMS", "Health and Safety Manager"]),
        ("Head of Health and Safety", ["Head of Health and Safety"]),
        ("Head of Estates and Director of Finance", ["Head of Estates", "Director of Finance"]),
        ("Health and Safety Team and LSMS", ["Health and Safety Team", "LSMS"]),
        ("LSMS / Head of Estates", ["LSMS", "Head of Estates"]),
        ("Secretary to the Board", ["Secretary to the Board"]),
        ("LSMS to complete.", ["LSMS"]),
        ("Head of reviews and audits", ["Head of reviews and audits"]),
        ("Security leads", ["Security leads"]),
    ],
)
def test_roles_are_parted_only_where_each_part_is_a_name(cell: str, expected: list[str]) -> None:
    assert [name.text for name in roles_in([cell])] == expected


def test_lines_and_bullets_part_names_whatever_they_are() -> None:
    assert [name.text for name in closers_in(["\u2022 Sam's desk", "- Porters"])] == ["Sam's desk", "Porters"]


@pytest.mark.parametrize(
    ("cell", "names", "rest"),
    [
        ("The Porters' Safety Committee will watch thefts and what comes of them", ["Porters' Safety Committee"],
         "will watch thefts and what comes of them"),
        ("The Safety Committee will follow the road to the NHS Standard on Violence.", ["Safety Committee"],
         "will follow the road to the NHS Standard on Violence"),
        ("Safety Committee and the Audit Committee shall see it", ["Safety Committee", "Audit Committee"],
         "shall see it"),
        ("Safety Group to note", ["Safety Group"], "to note"),
        ("Safety Group, which discusses it", ["Safety Group"], "which discusses it"),
        ("Safety Group reviews the findings", ["Safety Group"], "reviews the findings"),
    ],
)  # fmt: skip
def test_of_a_sentence_the_name_before_its_verb_is_taken_and_the_rest_is_told(
    cell: str, names: list[str], rest: str
) -> None:
    found = bodies_in([cell])
    assert [name.text for name in found] == names
    assert {name.rest for name in found} == {rest}
    assert [no_name(name.text, "where") for name in found] == [None] * len(found)


SENTENCES = (
    "Safety Committee will pass it on to the Board",
    "Safety Committee will send it to TME",
    "Safety Committee will note it. The Audit Panel sees it",
    "Safety Committee will see the quarterly figures",
    "Safety Committee will tell the police",
    "Progress is watched at the Safety Committee",
    "Group of the Trust that is told",
    "Security Group, which escalates to the Board",
    "Board via the Safety Committee",
    "Reported to the Board",
    "Quarterly to Board",
)


@pytest.mark.parametrize("cell", SENTENCES)
def test_a_sentence_that_may_name_more_is_one_text_that_is_no_name(cell: str) -> None:
    (name,) = bodies_in([cell])
    assert name.rest == ""
    assert no_name(name.text, "where") == (
        f"'{cell}' says more than a name.",
        "Write the names alone, with semicolons between them.",
    )


def test_a_sentence_beside_a_line_that_is_no_name_is_not_shortened() -> None:
    found = bodies_in(["Porters", "Safety Committee will note it"])
    assert [name.text for name in found] == ["Porters", "Safety Committee will note it"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The Porters' Safety", "Committee will watch thefts", "and what comes of them"],
         ["Porters' Safety Committee"]),
        (["Fire, Health, Safety", "and Security Committee.", "NHS Protect"],
         ["Fire, Health, Safety and Security Committee", "NHS Protect"]),
        (["Board", "Audit Committee", "TME"], ["Board", "Audit Committee", "TME"]),
        (["Porters", "Board"], ["Porters", "Board"]),
        (["Head of", "Estates"], ["Head of Estates"]),
        (["- Board", "- Audit Committee"], ["Board", "Audit Committee"]),
    ],
)  # fmt: skip
def test_a_name_that_a_narrow_column_broke_is_one_name(lines: list[str], expected: list[str]) -> None:
    assert [name.text for name in bodies_in(lines)] == expected


NOBODY = ("N/A", "n/a", "NA", "TBC", "t.b.c.", "None", "Nil", "-", "To be confirmed", "Not applicable", "?", "100")


@pytest.mark.parametrize("text", NOBODY)
def test_what_stands_in_for_a_name_is_none(text: str) -> None:
    assert no_name(text, "where") == (f"'{text}' names nobody.", "Write the body that is told.")
    assert no_name(text, "who") == (f"'{text}' names nobody.", "Write the role that checks it.")
    hint = "Write who sees that actions are done, or leave the cell empty."
    assert no_name(text, "closes") == (f"'{text}' names nobody.", hint)


@pytest.mark.parametrize("text", ["As above", "as above.", "Ditto", "See above", "same"])
def test_what_points_at_another_row_is_to_be_written_out(text: str) -> None:
    said = f"'{text}' points at another row."
    assert no_name(text, "who") == (said, "Write the name out in this row.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("All staff", "is everybody, and so nobody who can be asked."),
        ("All ward managers", "is everybody, and so nobody who can be asked."),
        ("Each Divisional Board", "is everybody, and so nobody who can be asked."),
        ("Estates/Facilities Manager", "may be one name or several."),
        ("Board and/or Audit Committee", "may be one name or several."),
        ("Health and Safety Committee (quarterly)", "says how often."),
        ("Board (by exception)", "says how often."),
        ("Board (once each quarter)", "says how often."),
        ("Board - annually", "says how often."),
        ("Board every 3 months", "says how often."),
    ],
)
def test_what_is_no_one_name_is_refused(text: str, said: str) -> None:
    (name,) = bodies_in([text])
    wrong = no_name(name.text, "where")
    assert wrong is not None
    assert wrong[0] == f"'{text}' {said}"


def test_a_name_of_120_characters_is_one_and_a_longer_one_is_not() -> None:
    assert no_name(f"{'a' * 114} Group", "where") is None
    said = f"'{'a' * 60} ...' is longer than 120 characters, which no name is."
    assert no_name(f"{'a' * 115} Group", "where") == (said, "Write the name alone.")


def test_a_slug_is_the_whole_name_so_that_the_organisation_knows_it() -> None:
    """Names are compared without regard to case and hyphens, so a name in organisation.yaml answers to the slug."""
    names = bodies_in(["Fire, Health, Safety and Security Committee", "A & B Group", "a and b group"])
    assert list(name_slugs(names)) == ["fire-health-safety-and-security-committee", "a-and-b-group"]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("WHAT?", "what"),
        ("Key control:", "what"),
        ("Aspect that is watched", "what"),
        ("Monitoring method", "how"),
        ("Checks to be made", "how"),
        ("How often?", "when"),
        ("Frequency of monitoring", "when"),
        ("Person responsible for the check", "who"),
        ("Group or committee that receives the findings", "where"),
        ("Results reported to: (sees that actions follow)", "where"),
        ("Frequency of reporting", "reported"),
        ("How often it is reported", "reported"),
        ("Who is responsible for completing actions", "closes"),
        ("Page", None),
        ("", None),
        ("(what)", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, meaning: str | None) -> None:
    assert meaning_of(heading) == meaning
