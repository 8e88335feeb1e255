"""Columns that identify people are refused; columns that name things are not; no message repeats a person's words."""

from __future__ import annotations

import pytest

from tests.tables.reading import CSV, INCIDENTS, read, rows_of, told
from vprs.evidence.privacy import hush, identifies_person
from vprs.model import Lost

PEOPLE = """
Name|Names|Full name|NAME|First name|FirstName|first_name|Last name|Surname|Forename|Forename(s)|Known as|Initials
Patient name|Patient's name|Name of patient|Staff name|Employee Name|Assailant name|Manager name|Victim full name
Patient name (ward)|Ward patient name|Name 2|User name|Username|Staff member name
Date of birth|DOB|D.O.B.|Patient DOB|DateOfBirth|Date of birth (patient)|birth date
Address|Home address|Address line 1|Patient address|Address of victim|Postcode|Post code|Home postcode|Post-code
NHS number|NHS No|NHS No.|NHSNumber|nhs_number|Patient NHS number|Hospital number|MRN
Email|E-mail|Email address|Work email|Phone|Telephone|Mobile number|Tel.|Contact number|Contact details|Staff phone
NI number|NI No|NINO|National insurance number|Next of kin|Passport no
Name of person completing form|Name of victim on ward|Name of patient in ward|Name of employee and role
Names of staff in team|Email of person reporting incident|Telephone of caller reporting incident
Address of home visit location|Person reporting incident name|Person on shift name|Reporter (incident) name
Police officer attending incident name|Patient ward name|Name of member of public involved in incident|Email for report
""".replace("\n", "|")

THINGS = """
File name|Filename|Site name|Ward name|Location name|Course name|Provider name|Unit name|Department name|Team name
Name of ward|Name of the site|Ward full name|Site address|Location address|Site postcode|Hospital name|Trust name
Ward phone|Training course name|Policy name|Staff group name|Document name|Role name|Service name|Provider email
Incident date|Category|Staff group|Person code|Employee number|Date|Time|Site|Description|Unnamed|Nameplate|Rename
Name of the training course|Local security team name|Name of ward of incident|Site post code|Working group name
Date of incident|NHS trust|NHS region|Severity|Injury|Reported on|Age band|Gender|Ref|ID|Number of staff|Mobile unit
""".replace("\n", "|")


def headings(text: str) -> list[str]:
    return [heading for heading in text.split("|") if heading]


@pytest.mark.parametrize("heading", headings(PEOPLE))
def test_a_heading_that_identifies_a_person_is_known(heading: str) -> None:
    assert identifies_person(heading)


@pytest.mark.parametrize("heading", [heading for heading in headings(THINGS) if heading != "Mobile unit"])
def test_a_heading_that_names_a_thing_is_let_through(heading: str) -> None:
    assert not identifies_person(heading)


def test_a_register_with_such_a_column_is_not_read() -> None:
    batch = read("Incident date,Category,Patient name\n2026-05-01,verbal,Jo Example\n", INCIDENTS)
    assert told(batch) == [
        f"{CSV}:1: Patient name: this column identifies a person, so the register is not read. "
        f"Delete the column, or write 'drop: [Patient name]' in {CSV}.yaml to leave it unread."
    ]
    assert batch.records == ()
    assert batch.lost[0] == Lost(kind="incident", file=CSV, many=True)


def test_every_such_column_is_told_at_once() -> None:
    batch = read("Incident date,Category,Surname,DOB\n", INCIDENTS)
    assert [problem.where for problem in batch.problems] == ["DOB", "Surname"]


def test_a_dropped_column_is_never_read() -> None:
    rows = "Incident date,Category,Patient Name,DOB\n2026-05-01,verbal,Jo Example,01/01/1970\n"
    batch = read(rows, INCIDENTS + "drop: [patient name, DOB]\n")
    assert told(batch) == []
    assert "Example" not in str(rows_of(batch))


def test_two_columns_of_one_dropped_heading_are_both_dropped() -> None:
    assert told(read("Incident date,Category,Name,Name\n2026-05-01,verbal,a,b\n", INCIDENTS + "drop: [Name]\n")) == []


def test_a_mapped_column_that_identifies_a_person_is_refused_too() -> None:
    sidecar = "kind: training\nregister_type: training\ncolumns: {Staff name: person, Course: course}\n"
    assert [problem.where for problem in read("Staff name,Course\n", sidecar).problems] == ["Staff name"]


def test_a_header_row_that_holds_no_wanted_heading_is_not_repeated() -> None:
    batch = read("02/01/2026,Jane Smith's address,Bob\n03/01/2026,verbal,Bo\n", INCIDENTS)
    assert told(batch) == [
        f"{CSV}.yaml:3:{column}: columns.{heading}: {CSV} has no column '{heading}'. Row 1 holds none of the headings: "
        "write the number of the row that does as 'header_row', or mend the names."
        for column, heading in ((11, "Incident date"), (39, "Category"))
    ]


def test_where_one_heading_is_there_the_others_may_be_offered() -> None:
    (said,) = told(read("Incident date,Categry\n2026-05-01,verbal\n", INCIDENTS))
    assert said.endswith("has no column 'Category'. Did you mean 'Categry'?")


@pytest.mark.parametrize(
    ("field", "cell", "message"),
    [
        ("unit", "Ed Worth", "no unit is known as what stands here. Did you mean 'ed-north'?"),
        ("site", "Norah", "no site is known as what stands here. Did you mean 'north'?"),
        ("staff_group", "Nursin", "no staff group is known as what stands here. Did you mean 'nursing'?"),
    ],
)
def test_what_is_nearly_a_known_name_may_be_a_person_and_is_not_repeated(field: str, cell: str, message: str) -> None:
    sidecar = f"kind: incident\nregister_type: incidents\ncolumns: {{Incident date: occurred_on, X: {field}}}\n"
    (said,) = told(read(f"Incident date,X\n2026-05-01,{cell}\n", sidecar))
    assert said.startswith(f"{CSV}:2: {field}: {message}")
    assert cell not in said


@pytest.mark.parametrize("text", ["2026-13-01", "31 Feb 2026", "1st June 2026", "12.5%", "physcal"])
def test_dates_numbers_and_slips_in_closed_words_may_be_said(text: str) -> None:
    assert hush(f"'{text}' is wrong.", ["physical"]) == f"'{text}' is wrong."


@pytest.mark.parametrize("text", ["Jo", "may", "9434765919", "it's 'quoted'", "x" * 50, "1 2 3 4 5 6 7 8 9", ""])
def test_no_other_text_is_said(text: str) -> None:
    expected = f"'{text}' is wrong." if text in ("may", "") else "what stands here is wrong."
    assert hush(f"'{text}' is wrong.", ["physical"]) == expected
