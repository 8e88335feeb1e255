"""Every key of a register's sidecar, wrong: the message says where, what and how to mend it."""

from __future__ import annotations

import pytest

from tests.tables.reading import CSV, INCIDENTS, read, told
from vprs.model import Lost

ROWS = "Incident date,Category,Police informed\n2026-05-01,physical,Yes\n"
KINDS = (
    "action, activity, alert, appointment, assessment, attestation, change, document, incident, metric, minute, plan, "
    "report, response, risk, submission or training"
)
AT = f"{CSV}.yaml"
INCIDENT_DATE = "columns: {Incident date: occurred_on}\n"

CASES = {
    "colums: {}": f"{AT}:4:1: colums: a register's sidecar has no key 'colums'. Did you mean 'columns'?",
    "header_row: two": f"{AT}:4:13: header_row: 'two' is not a row number. "
    "Write the number of the row that holds the headings.",
    "header_row: 0": f"{AT}:4:13: header_row: there is no row 0. Write the number of the row that holds the headings.",
    "encoding: latin": f"{AT}:4:11: encoding: 'latin' is not an encoding that can be read. "
    "Use utf-8, utf-8-sig, utf8, utf-16, utf16, cp1252 or windows-1252.",
    "dates: american": f"{AT}:4:8: dates: 'american' is not a way to write dates. "
    "Use iso (2026-03-31) or day-first (31/03/2026).",
    "one_per: [Ref]": f"{AT}:4:10: one_per: 'one_per' must be one name. Write it as the file has it.",
    "one_per: Reff": f"{AT}:4:10: one_per: {CSV} has no column 'Reff'. "
    "Its columns: Incident date, Category, Police informed.",
    "drop: {Category: yes}": None,
    "drop: [Category]": f"{AT}:4:7: drop: 'Category' is dropped and read. Take it out of 'drop' or of 'columns'.",
    "drop: [Police infomed]": f"{AT}:4:8: drop[1]: {CSV} has no column 'Police infomed'. "
    "Did you mean 'Police informed'?",
    "set: {category: other}": f"{AT}:4:7: set.category: 'category' is set and fed by a column. "
    "Keep one; a value for blank cells goes under 'values' as \"\".",
    "set: {sit: north}": f"{AT}:4:7: set.sit: kind 'incident' has no field 'sit' to set. Did you mean 'site'?",
    "set: {site: nroth}": f"{AT}:4:13: set.site: no site is known as 'nroth'. Did you mean 'north'? "
    "Mend the spelling, or add it to sites in organisation.yaml.",
    "set: north": f"{AT}:4:6: set: 'set' must be a mapping. Write 'name: value' under it, indented.",
    "as_at: Aug 24": None,
    "as_at: 06/10/2026": f"{AT}:4:8: as_at: '06/10/2026' is not a date. Write 2026-10-06.",
    "declared_by: lsm": f"{AT}:4:14: declared_by: no role is known as 'lsm'. Did you mean 'lsms'? "
    "Mend the spelling, or add it to roles in organisation.yaml.",
    "covers_kind: training": f"{AT}:4:14: covers_kind: the rows are of another kind. "
    "Leave it out: it is the 'kind' above.",
    "values: {category: {Verbal Abuse: verbel}}": f"{AT}:4:35: values.category.Verbal Abuse: "
    "'verbel' is not a word that category can have. Did you mean 'verbal'? "
    "Use physical, verbal, threat, sexual, hate, theft, damage, trespass, near-miss or other.",
    "values: {categry: {A: physical}}": f"{AT}:4:10: values.categry: 'categry' is neither a field of incident nor a "
    "mapped column. Did you mean 'category'?",
    "values: {Verbal Abuse: verbal}": f"{AT}:4:24: values.Verbal Abuse: 'Verbal Abuse' needs a mapping of words. "
    "Write it as 'category: {Physical Assault: physical, \"*\": other}'.",
    "values: {category: {A: physical, a: verbal}}": f"{AT}:4:34: values.category.a: "
    "'a' and 'A' are the same word with two meanings. Keep one of them.",
    "values: {category: {A: physical}, Category: {B: verbal}}": f"{AT}:4:45: values.Category: "
    "the words of 'category' stand twice. Keep one mapping.",
    "also: {kind: response, wen: {}, columns: {Incident date: opened_on}}": f"{AT}:4:24: also.wen: "
    "'also' has no key 'wen'. Did you mean 'when'?",
    "also: {kind: reponse}": f"{AT}:4:14: also.kind: rows cannot be of kind 'reponse'. "
    f"Did you mean 'response'? Use {KINDS}.",
    "also: [{kind: minute, columns: {Incident date: date}}]": f"{AT}:4:32: also[1].columns: "
    "kind 'minute' needs 'body', and no column feeds it. Write 'Their heading: body', or put it under 'set'.",
    "also: {kind: response, when: {Police informd: Yes}}": f"{AT}:4:47: also.when.Police informd: "
    f"{CSV} has no column 'Police informd'. Did you mean 'Police informed'?",
    "also: {kind: response, when: {Police informed: []}}": f"{AT}:4:48: also.when.Police informed: "
    "'Police informed' needs a word or a list of words. "
    "Write it as '{Police informed: Yes}' or '{Police informed: [Yes, Y]}'.",
    "sha256: " + "0" * 64: None,
}


@pytest.mark.parametrize(("line", "message"), [(line, said) for line, said in CASES.items() if said])
def test_a_wrong_key_is_told_at_its_line_and_column(line: str, message: str) -> None:
    batch = read(ROWS, INCIDENTS + line + "\n")
    assert told(batch) == [message]
    assert batch.records == ()
    assert Lost(kind="register", file=AT, line=1) in batch.lost


@pytest.mark.parametrize("line", [line for line, said in CASES.items() if said is None])
def test_what_is_wrong_with_a_key_keeps_all_rows_from_being_read(line: str) -> None:
    batch = read(ROWS, INCIDENTS + line + "\n")
    assert len(batch.problems) == 1
    assert batch.lost == (Lost(kind="incident", file=CSV, many=True), Lost(kind="register", file=AT, line=1))


COLUMN_CASES = {
    "": [f"{AT}:3:9: columns: no column is named. Write 'Their heading: our_field' under 'columns'."],
    "{Incident date: occured_on}": [
        f"{AT}:3:26: columns.Incident date: kind 'incident' has no field 'occured_on' that a column can feed. "
        "Did you mean 'occurred_on'?",
    ],
    "{occurred_on: Incident date}": [
        f"{AT}:3:24: columns.occurred_on: kind 'incident' has no field 'Incident date' that a column can feed. "
        "Write 'Incident date: occurred_on', their heading first, or 'occurred_on: [Incident date]'.",
    ],
    "{Incident date: occurred_on, Category: occurred_on}": [
        f"{AT}:3:49: columns.Category: two columns feed 'occurred_on'. "
        "Write 'occurred_on: [Heading A, Heading B]' to join them, or leave one out.",
    ],
    "{Incident date: occurred_on, Category: period}": [
        f"{AT}:3:49: columns.Category: 'period' has fields of its own. Name one: period.start, period.end.",
    ],
    "{Incident date: occurred_on, Category: {a: b}}": [
        f"{AT}:3:49: columns.Category: a column feeds one field. Write 'Their heading: our_field'.",
    ],
    "{Incident date: occurred_on, category: []}": [
        f"{AT}:3:49: columns.category: no column is named for 'category'. List the headings, or leave it out.",
    ],
    "{Incident date: occurred_on, Categry: category}": [
        f"{AT}:3:39: columns.Categry: {CSV} has no column 'Categry'. Did you mean 'Category'?",
    ],
    "[Incident date]": [
        f"{AT}:3:10: columns: 'columns' must be a mapping. Write 'Their heading: our_field' under it, indented.",
    ],
}


@pytest.mark.parametrize(("columns", "messages"), COLUMN_CASES.items())
def test_a_wrong_column_is_told_with_the_nearest_spelling(columns: str, messages: list[str]) -> None:
    assert told(read(ROWS, f"kind: incident\nregister_type: incidents\ncolumns: {columns}\n")) == messages


def test_every_fault_of_a_sidecar_is_told_at_once() -> None:
    batch = read(ROWS, "kind: incidnt\ndates: us\n" + INCIDENT_DATE)
    assert told(batch) == [
        f"{AT}:1:1: a register's sidecar needs 'register_type'. Say what it lists, such as 'incidents'.",
        f"{AT}:1:7: kind: rows cannot be of kind 'incidnt'. Did you mean 'incident'? Use {KINDS}.",
        f"{AT}:2:8: dates: 'us' is not a way to write dates. Use iso (2026-03-31) or day-first (31/03/2026).",
    ]
    assert batch.lost[0] == Lost(kind=None, file=CSV, many=True)


def test_the_kind_of_a_register_is_the_kind_of_its_rows() -> None:
    (said,) = told(read(ROWS, "kind: register\nregister_type: incidents\n" + INCIDENT_DATE))
    assert said.startswith(f"{AT}:1:7: kind: rows cannot be of kind 'register'. A register names the kind of its rows.")


def test_a_second_kind_that_is_lost_stays_in_mind_too() -> None:
    batch = read("", INCIDENTS + "also: {kind: response, columns: {Incident date: opened_on}}\n")
    assert [lost.kind for lost in batch.lost] == ["incident", "response", "register"]


def test_a_file_that_changed_since_its_digest_was_recorded_is_not_read() -> None:
    batch = read(ROWS, INCIDENTS + f"sha256: {'0' * 64}\n")
    assert told(batch)[0].startswith(f"{AT}:4:9: sha256: '{CSV}' has changed: its sha256 begins ")


def test_a_digest_that_is_none_is_no_change_of_the_file() -> None:
    (said,) = told(read(ROWS, INCIDENTS + "sha256: 12\n"))
    assert said == f"{AT}:4:9: sha256: it is not a sha256 digest. Write the 64 hexadecimal digits."


def test_a_slip_in_columns_is_told_and_not_that_there_are_none() -> None:
    batch = read(ROWS, INCIDENTS.replace("columns", "colums"))
    assert told(batch) == [f"{AT}:3:1: colums: a register's sidecar has no key 'colums'. Did you mean 'columns'?"]


@pytest.mark.parametrize(
    ("more", "remedy"),
    [("set: {qqqq: 1}\n", "Its fields: title, "), ("values: {qqqq: {a: b}}\n", "Name one of them, or take it out.")],
)
def test_a_field_that_is_like_no_other_has_a_remedy_too(more: str, remedy: str) -> None:
    (said,) = told(read(ROWS, INCIDENTS + more))
    assert remedy in said
