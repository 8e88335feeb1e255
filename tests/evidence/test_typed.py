"""Values as people write them become typed values, or faults with a remedy."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.dates import Span, day
from vprs.evidence.typed import OPEN_NAMES, Names, type_fields, type_record, type_value
from vprs.kinds import FieldSpec, read_kinds

NAMES = Names(known={"sites": {"north": "north"}, "roles": {"lsms": "lsms"}, "bodies": {"board": "board"}})
KINDS = read_kinds()
STATUSES = "Use draft, approved, ratified, published or withdrawn."
ADD = "Mend the spelling, or add it to {} in organisation.yaml."


def field(path: str) -> FieldSpec:
    kind, _, name = path.partition(".")
    found = KINDS[kind].field(tuple(name.split(".")))
    assert found is not None
    return found


def typed(path: str, raw: object, **how: bool) -> Any:
    value, faults = type_value(field(path), raw, NAMES, **how)
    assert faults == ()
    return value


def fault(path: str, raw: object, **how: bool) -> str:
    value, (wrong,) = type_value(field(path), raw, NAMES, **how)
    assert value is None
    return f"{wrong.message} {wrong.hint}".strip()


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("document.version", 3, "3"),
        ("document.version", "1.10", "1.10"),
        ("document.version", True, "true"),
        ("document.ref", "  SEC 01 ", "SEC 01"),
        ("document.doc_type", "Terms of Reference", "terms-of-reference"),
        ("incident.category", "near miss", "near-miss"),
        ("incident.riddor", "no", "no"),
        ("incident.riddor", False, "no"),
        ("incident.clinical_factor", "Unknown", "unknown"),
        ("incident.injury", False, False),
        ("incident.injury", "true", True),
        ("incident.days_absent", "2.5", Decimal("2.5")),
        ("metric.value", -4, -4),
        ("metric.value", 84.0, 84),
        ("metric.value", 84.92, Decimal("84.92")),
        ("register.count", "12", 12),
        ("document.approved_on", "2027-10-31", day(date(2027, 10, 31))),
        ("document.approved_on", "2027-10", Span(date(2027, 10, 1), date(2027, 10, 31))),
        ("document.approved_on", 2027, Span(date(2027, 1, 1), date(2027, 12, 31))),
        ("document.approved_on", "2028-02-29", day(date(2028, 2, 29))),
        ("document.approved_on", datetime(2027, 10, 31, 14, 5), day(date(2027, 10, 31))),
        ("document.topics", "violence-prevention", ("violence-prevention",)),
        ("document.topics", ["a", "", None, "b"], ("a", "b")),
        ("document.sites", "ALL", ("all",)),
        ("document.sites", ["North"], ("north",)),
        ("document.owner", "LSMS", "lsms"),
        ("plan.agreed_by", "board", "board"),
        ("plan.agreed_by", "lsms", "lsms"),
        ("risk.period", {"start": "2026-04", "end": None}, {"start": Span(date(2026, 4, 1), date(2026, 4, 30))}),
    ],
)
def test_a_value_is_typed_by_its_field(path: str, raw: object, value: object) -> None:
    assert typed(path, raw) == value


@pytest.mark.parametrize("raw", [None, "", "   ", [], {}, [None, ""], ()])
def test_an_empty_value_is_not_given(raw: object) -> None:
    assert typed("document.topics", raw) is None


@pytest.mark.parametrize(
    ("path", "raw", "message"),
    [
        (
            "document.status",
            "aproved",
            "'aproved' is not a word that status can have. Did you mean 'approved'? " + STATUSES,
        ),
        ("incident.riddor", "maybe", "'maybe' is not a word that riddor can have. Use yes, no or pending."),
        ("incident.injury", "yes", "'yes' is neither true nor false. Write true."),
        ("incident.injury", "perhaps", "'perhaps' is neither true nor false. Write true or false."),
        ("incident.injury", 1, "'1' is neither true nor false. Write true or false."),
        ("metric.value", "85%", "'85%' is not a number. Write the number alone; its unit goes into `unit`."),
        ("metric.value", True, "'true' is not a number. Write digits only."),
        ("metric.value", "1,234", "'1,234' is not a number. Write digits only."),
        ("metric.value", "nan", "'nan' is not a number. Write digits only."),
        ("metric.value", "9" * 5000, f"'{'9' * 57}...' is not a number. Write digits only."),
        ("register.count", "2.5", "'2.5' is not a whole number. Write digits only."),
        (
            "document.owner",
            "lsm",
            "no role is known as 'lsm'. Did you mean 'lsms'? " + ADD.format("roles"),
        ),
        (
            "plan.agreed_by",
            "Finance",
            "no role or body is known as 'Finance'. " + ADD.format("roles or bodies"),
        ),
        (
            "incident.site",
            "all",
            "no site is known as 'all'. Mend the spelling, or add it to sites in organisation.yaml.",
        ),
        ("document.title", ["a"], "a list stands where one value is expected. Keep one of its values."),
        ("document.title", {"a": 1}, "a mapping stands where one value is expected. Write the value alone."),
        ("document.title", "a\x07b", "'a?b' holds a character that cannot be printed. Type it again."),
        ("document.title", "a\ud800", "'a?' holds a character that cannot be printed. Type it again."),
        ("risk.period", "soon", "'soon' stands where a mapping is expected. Give it as a mapping of start, end."),
        (
            "risk.period",
            "2026-04-01 to 2026-03-31",
            "it ends on 2026-03-31, before it starts on 2026-04-01. Change one of the two dates.",
        ),
    ],
)
def test_a_value_that_cannot_be_read_says_what_to_write(path: str, raw: object, message: str) -> None:
    assert fault(path, raw) == message


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("31/02/2026", "Write 2026-02-28, or mend the date."),
        ("2026-02-29", "Write 2026-02-28, or mend the date."),
        ("31/10/2027", "Write 2027-10-31."),
        ("31.10.2027", "Write 2027-10-31."),
        (20271031, "Write 2027-10-31."),
        ("2027/10/31", "Write 2027-10-31."),
        ("2027-13-01", "Write it as 2027-10-31, 2027-10 or 2027."),
        ("7th November 2024", "Write 2024-11-07."),
        ("October 2027", "Write 2027-10."),
        ("01/02/27", "Write the year with four digits."),
        ("Aug 24", "Write 2024-08 if it means the month; if it means the day, the year too: 2026-08-24."),
        ("Aug 47", "Write 2047-08."),
        ("Blob 24", "Write it as 2027-10-31, 2027-10 or 2027."),
        ("soon", "Write it as 2027-10-31, 2027-10 or 2027."),
        (True, "Write it as 2027-10-31, 2027-10 or 2027."),
    ],
)
def test_what_is_not_a_date_is_offered_readings_and_never_guessed(raw: object, message: str) -> None:
    shown = "true" if raw is True else raw
    assert fault("document.approved_on", raw) == f"'{shown}' is not a date. {message}"


def test_british_dates_are_read_only_where_the_sidecar_says_so() -> None:
    assert typed("incident.occurred_on", "31/10/2027", day_first=True, table=True) == day(date(2027, 10, 31))
    assert fault("incident.occurred_on", "31/10/2027", table=True) == (
        "'31/10/2027' is not a date. Write 2027-10-31, or say `dates: day-first` in the sidecar."
    )
    assert fault("incident.occurred_on", "31/02/2026", day_first=True, table=True) == (
        "'31/02/2026' is not a date. Write 28/02/2026 or 2026-02-28, or mend the row."
    )


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("31-10-2027", "Write 31/10/2027 or 2027-10-31."),
        ("2026-02-29", "Write 28/02/2026 or 2026-02-28, or mend the row."),
        ("7th November 2024", "Write 07/11/2024 or 2024-11-07."),
        ("October 2027", "Write 2027-10."),
        ("Aug 24", "Write 2024-08 if it means the month; if it means the day, the year too: 2026-08-24."),
        ("31/13/2026", "Write it as 31/10/2027, 2027-10-31, 2027-10 or 2027."),
        ("soon", "Write it as 31/10/2027, 2027-10-31, 2027-10 or 2027."),
    ],
)
def test_where_british_dates_are_read_the_remedy_offers_both_forms(raw: str, hint: str) -> None:
    said = fault("incident.occurred_on", raw, day_first=True, table=True)
    assert said == f"'{raw}' is not a date. {hint}"


@pytest.mark.parametrize(("raw", "is_one"), [("1899", False), ("1900", True), ("2100", True), ("2101", False)])
def test_a_year_alone_in_a_table_is_a_date_where_it_can_be_one(raw: str, is_one: bool) -> None:
    if is_one:
        assert str(typed("incident.occurred_on", raw, table=True)) == raw
    else:
        said = f"'{raw}' is not a date here. Write the whole date, or mend the row."
        assert fault("incident.occurred_on", raw, table=True) == said
    assert str(typed("incident.occurred_on", raw)) == raw


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("incident.injury", "Yes", True),
        ("incident.injury", "n", False),
        ("incident.injury", "TRUE", True),
        ("incident.riddor", "Y", "yes"),
        ("incident.riddor", "false", "no"),
        ("metric.value", "1,234.5", Decimal("1234.5")),
        ("document.topics", "a; b, c", ("a", "b", "c")),
        ("assessment.findings", "Door broken, lock gone; no light", ("Door broken, lock gone", "no light")),
        ("document.sites", "north\nNORTH", ("north", "north")),
    ],
)
def test_cells_of_a_table_may_say_yes_and_hold_lists(path: str, raw: object, value: object) -> None:
    assert typed(path, raw, table=True) == value


def test_text_of_a_list_in_yaml_is_not_taken_apart() -> None:
    assert typed("document.topics", "a; b, c") == ("a; b, c",)


def test_an_unknown_field_is_a_fault_that_offers_the_nearest() -> None:
    _, (wrong,) = type_fields(KINDS["training"], {"corse": "crt"}, NAMES)
    assert (wrong.path, wrong.at_key) == (("corse",), True)
    assert f"{wrong.message} {wrong.hint}" == "kind 'training' has no field 'corse'. Did you mean 'course'?"


def test_all_faults_of_a_record_come_together_with_their_paths() -> None:
    raw = {
        "doc_type": "policy",
        "approved_on": "soon",
        "extensions": [{"to": "2027"}, {"by": "board", "untill": "2028"}],
        "sites": ["north", "east"],
    }
    fields, faults = type_fields(KINDS["document"], raw, NAMES)
    assert [fault.path for fault in faults] == [
        ("approved_on",),
        ("extensions", 1, "untill"),
        ("extensions", 1, "to"),
        ("sites", 1),
    ]
    assert fields == {"doc_type": "policy"}


def test_a_required_field_that_is_blank_is_asked_for_once() -> None:
    _, faults = type_fields(KINDS["minute"], {"body": "", "date": "soon"}, NAMES)
    assert [f"{fault.message} {fault.hint}" for fault in faults] == [
        "'soon' is not a date. Write it as 2027-10-31, 2027-10 or 2027.",
        "kind 'minute' needs 'body', and it is empty here. Fill it in.",
    ]


def test_id_and_kind_are_not_among_the_fields() -> None:
    typed = type_record({"id": 7, "kind": "Plan", "title": "Work plan"}, NAMES)
    assert (typed.kind, typed.id, typed.fields, typed.faults) == ("plan", "7", {"title": "Work plan"}, ())


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"title": "x"}, "the record does not say its kind."),
        ({"kind": ""}, "the record does not say its kind."),
        ({"kind": "documnt"}, "there is no kind 'documnt'."),
        ({"kind": ["document"]}, "there is no kind '['document']'."),
    ],
)
def test_a_record_without_a_known_kind_is_a_fault(raw: dict[str, Any], message: str) -> None:
    typed = type_record(raw, NAMES)
    assert typed.kind is None
    assert [fault.message for fault in typed.faults] == [message]


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.fields})),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=5,
        ),
        max_size=5,
    ),
    st.booleans(),
)
def test_whatever_is_written_is_typed_or_a_fault_and_never_a_crash(kind: str, raw: dict[str, Any], table: bool) -> None:
    first = type_record({"kind": kind, **raw}, OPEN_NAMES, table=table)
    assert first == type_record({"kind": kind, **raw}, OPEN_NAMES, table=table)
