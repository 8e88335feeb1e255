import dataclasses
from datetime import date
from typing import Any

import pytest

from tests.incidents.building import register
from tests.report import building
from tests.report.building import a_day, record
from tests.report.reading import table, words
from vprs.comparing import period_after, period_before, periods_compared, whole_months
from vprs.dates import Period, Span
from vprs.incidents import incidents
from vprs.indicators import training
from vprs.statement import statement_paper

NOT_BY_ITSELF = (
    "A rise is not by itself worse, nor a fall better: people may report more or less of what happens. Read the count "
    "beside the reporting rate."
)


def test_incidents_trend_and_reporting_rate_stand_side_by_side() -> None:
    rows = table(statement_paper(building.with_registers()), "Incidents and reporting rate side by side")
    assert rows == [
        ["Incidents recorded", "63", "50", "70"],
        ["of these, with an injury", "12", "0", "0"],
        ["of these, injury not recorded either way", "<5", "50", "70"],
        ["Register declared complete", "yes", "yes", "yes"],
        [
            "Reporting rate (staff survey, question 13d)",
            "71.4% (to 31 Dec 2025)",
            "71.4% (to 31 Dec 2025)",
            "69.9% (to 31 Dec 2024)",
        ],
    ]


def test_the_trend_is_told_with_the_sentence_that_it_is_neither_good_nor_bad() -> None:
    lines = words(statement_paper(building.with_registers())).splitlines()
    assert (
        "Against the period before the recorded count rose from 50 to 63. Against the same period a year earlier the "
        "recorded count fell from 70 to 63."
    ) in lines
    assert NOT_BY_ITSELF in lines


def test_an_incident_after_the_day_of_judgement_is_not_counted() -> None:
    trust = building.with_registers()
    seen = incidents(trust, [Period(date(2026, 10, 1), date(2026, 12, 31))])
    assert seen[0].total == 0


def test_an_incident_on_the_last_day_of_the_period_counts_and_on_the_next_does_not() -> None:
    rows = tuple(
        record(day, "incident", row=True, occurred_on=a_day(day)) for day in ("2026-04-01", "2026-09-30", "2026-10-01")
    )
    trust = building.assessment(records=rows)
    assert incidents(trust, [trust.period])[0].total == 2


def test_an_incident_whose_date_may_lie_outside_the_period_is_not_counted_in_it() -> None:
    vague = record("v", "incident", row=True, occurred_on=Span(date(2026, 1, 1), date(2026, 12, 31)))
    trust = building.assessment(records=(vague,))
    assert incidents(trust, [trust.period])[0].total == 0


def test_months_without_an_incident_are_shown_as_nought_where_a_complete_register_covers_them() -> None:
    rows = tuple(record(str(n), "incident", row=True, occurred_on=a_day("2026-05-05")) for n in range(5))
    bare = table(statement_paper(building.assessment(records=rows)), "Incidents by month")
    assert [row[1] for row in bare] == ["not known", "5", *["not known"] * 4]
    paper = statement_paper(building.assessment(records=(*rows, register())))
    assert table(paper, "Incidents by month") == [
        ["April 2026", "0"],
        ["May 2026", "5"],
        ["June 2026", "0"],
        ["July 2026", "0"],
        ["August 2026", "0"],
        ["September 2026", "0"],
    ]


def test_small_counts_cannot_be_seen_or_worked_out_from_a_split() -> None:
    rows = dict(table(statement_paper(building.with_registers()), "Incidents by category"))
    assert rows["Hate"] == "<5"
    assert sorted(rows[name] for name in ("Physical", "Verbal")) in (["*", "30"], ["*", "31"])


def test_a_split_of_a_handful_of_incidents_is_not_shown_at_all() -> None:
    rows = tuple(
        record(str(n), "incident", row=True, occurred_on=a_day("2026-05-05"), category="hate") for n in range(3)
    )
    told = words(statement_paper(building.assessment(records=rows)))
    assert (
        "Incidents by category: not shown, for the numbers are so small that they would tell of single incidents."
        in told
    )
    assert "Hate" not in told


def test_an_unknown_clinical_factor_is_kept_apart_from_no() -> None:
    assert table(statement_paper(building.with_registers()), "Incidents by clinical factor") == [
        ["Yes", "20", "31.7%"],
        ["No", "20", "31.7%"],
        ["Unknown", "*", "hidden"],
        ["Not given", "<5", "hidden"],
    ]


def test_riddor_is_told_as_reported_recorded_pending_and_not_given() -> None:
    paper = statement_paper(building.with_registers())
    assert table(paper, "Incidents by RIDDOR") == [
        ["Reported", "<5"],
        ["Pending, up to 15 days after the incident", "0"],
        ["Pending, more than 15 days after the incident", "<5"],
        ["Not reported, more than seven days of absence recorded", "0"],
        ["Not reported, more than three and up to seven days of absence recorded", "0"],
        ["Not reported, no such absence recorded", "60"],
        ["Not given, no such absence recorded", "0"],
    ]
    assert "are to be looked at one by one in the incident register." in words(paper)


def test_without_a_complete_register_it_says_that_there_may_have_been_more() -> None:
    trust = building.with_registers()
    kept = tuple(each for each in trust.workspace.records if each.kind != "register")
    trust = dataclasses.replace(trust, workspace=dataclasses.replace(trust.workspace, records=kept))
    told = words(statement_paper(trust))
    assert "No register in this folder is declared complete for the period, so there may have been more." in told


def test_a_complete_register_without_incidents_is_a_true_nought() -> None:
    register = record(
        "r",
        "register",
        register_type="incidents",
        complete=True,
        declared_by="lsms",
        as_at=a_day("2026-10-06"),
        period={"start": a_day("2026-04-01"), "end": a_day("2026-09-30")},
    )
    told = words(statement_paper(building.assessment(records=(register,))))
    assert "0 incidents recorded for 1 April 2026 to 30 September 2026. The register is declared complete" in told


@pytest.mark.parametrize(
    "change", [{"complete": False}, {"declared_by": ""}, {"as_at": a_day("2026-09-29")}, {"covers_kind": "training"}]
)
def test_a_register_is_complete_only_when_declared_and_drawn_after_the_period(change: dict[str, Any]) -> None:
    fields: dict[str, Any] = {
        "register_type": "incidents",
        "covers_kind": "incident",
        "complete": True,
        "declared_by": "lsms",
        "as_at": a_day("2026-09-30"),
        "period": {"start": a_day("2026-04-01"), "end": a_day("2026-09-30")},
    }
    trust = building.assessment(records=(record("r", "register", **fields),))
    assert incidents(trust, [trust.period])[0].register is not None
    trust = building.assessment(records=(record("r", "register", **{**fields, **change}),))
    assert incidents(trust, [trust.period])[0].register is None


def test_training_in_date_is_counted_of_those_it_is_required_of_and_cut_not_rounded() -> None:
    rows = table(statement_paper(building.with_registers()), "Training and instruction in date")
    assert rows[0] == ["Crt", "104", "82", "78.8%", "0", "0"]
    assert rows[1] == ["Lone working", "<5", "hidden", "hidden", "hidden", "0"]


@pytest.mark.parametrize(("expires", "in_date"), [("2026-10-19", 0), ("2026-10-20", 1), ("2026-10-21", 1)])
def test_training_holds_to_the_day_it_expires(expires: str, in_date: int) -> None:
    held = record(
        "t",
        "training",
        row=True,
        course="crt",
        person="p",
        required=True,
        completed_on=a_day("2024-01-01"),
        expires=a_day(expires),
    )
    assert training(building.assessment(records=(held,)))[0].in_date == in_date


def test_a_person_with_a_lapsed_and_a_renewed_record_counts_once_and_in_date() -> None:
    common: dict[str, Any] = {"course": "crt", "person": "p", "required": True, "row": True}
    old = record("a", "training", completed_on=a_day("2020-01-01"), expires=a_day("2023-01-01"), **common)
    new = record("b", "training", completed_on=a_day("2025-01-01"), expires=a_day("2028-01-01"), **common)
    course = training(building.assessment(records=(old, new)))[0]
    assert (course.required, course.in_date) == (1, 1)


def held_by(person: str, expires: str | None = None, *, course: str = "crt") -> Any:
    fields: dict[str, Any] = {"completed_on": a_day("2020-01-01"), "required": True}
    fields |= {"expires": a_day(expires)} if expires else {}
    return record(f"{course}-{person}-{expires}", "training", row=True, course=course, person=person, **fields)


def test_a_record_without_an_end_is_never_counted_as_in_date() -> None:
    people = [held_by(f"p{number}") for number in range(28)] + [
        held_by(f"p{number}", "2021-01-01") for number in (28, 29)
    ]
    trust = building.assessment(records=tuple(people))
    assert (training(trust)[0].in_date, training(trust)[0].no_end) == (0, 28)
    paper = statement_paper(trust)
    assert table(paper, "Training and instruction in date")[0] == ["Crt", "30", "0", "not known", "28", "0"]
    assert "Where a record states no end, whether it is in date is not known" in words(paper)


def test_beside_those_known_to_be_in_date_a_share_is_a_least_one() -> None:
    people = [held_by(f"p{number}", "2027-01-01") for number in range(6)] + [
        held_by(f"p{number}") for number in range(5, 12)
    ]
    rows = table(statement_paper(building.assessment(records=tuple(people))), "Training and instruction in date")
    assert rows[0] == ["Crt", "12", "6", "at least 50.0%", "6", "0"]  # p5 has both records, and is in date


def test_people_not_said_to_need_a_course_are_counted_apart() -> None:
    held = record("t", "training", row=True, course="crt", person="p", completed_on=a_day("2026-01-01"))
    course = training(building.assessment(records=(held,)))[0]
    assert (course.required, course.in_date, course.not_stated) == (0, 0, 1)


def test_risks_that_stand_are_listed_with_score_threshold_and_lapsed_acceptance() -> None:
    paper = statement_paper(building.with_registers())
    assert table(paper, "Open risks") == [
        [
            "R-17",
            "Lone working at night | documents/R-17.md:1",
            "16 (12)",
            "1 Feb 2026",
            "vprs-2020/plan/policy",
            "by Trust Board until 19 Oct 2026, lapsed",
        ]
    ]
    assert "1 risk is open on 20 October 2026; 1 scores above the threshold recorded with it." in words(paper)


def test_equality_assessments_show_when_their_review_has_passed() -> None:
    rows = table(statement_paper(building.with_registers()), "Equality assessments")
    assert rows == [
        [
            "Equality impact assessment of the strategy",
            "4.0",
            "20 Apr 2025",
            "20 Apr 2026, passed",
            "documents/eia.md:1",
        ]
    ]


def test_contact_with_a_regulator_is_listed() -> None:
    rows = table(statement_paper(building.with_registers()), "Returns and notices")
    assert rows == [["Riddor report", "HSE", "12 May 2026", "F2508-1", "documents/S-1.md:1"]]


def test_periods_of_whole_months_are_compared_with_whole_months() -> None:
    half = Period(date(2026, 4, 1), date(2026, 9, 30))
    assert periods_compared(half) == (
        half,
        Period(date(2025, 10, 1), date(2026, 3, 31)),
        Period(date(2025, 4, 1), date(2025, 9, 30)),
    )
    assert period_after(half) == Period(date(2026, 10, 1), date(2027, 3, 31))


def test_the_last_of_february_stays_the_last_of_february() -> None:
    period = Period(date(2023, 9, 1), date(2024, 2, 29))
    assert periods_compared(period)[2] == Period(date(2022, 9, 1), date(2023, 2, 28))


def test_a_period_that_is_not_whole_months_is_compared_by_days() -> None:
    period = Period(date(2026, 9, 11), date(2026, 9, 20))
    assert whole_months(period) == 0
    assert period_before(period) == Period(date(2026, 9, 1), date(2026, 9, 10))
    assert period_after(period) == Period(date(2026, 9, 21), date(2026, 9, 30))


@pytest.mark.parametrize(("closed", "standing"), [("2026-10-20", 0), ("2026-10-21", 1)])
def test_a_risk_closed_after_the_day_of_judgement_still_stands(closed: str, standing: int) -> None:
    risk = record("R", "risk", title="Lone working", raised_on=a_day("2026-01-01"), closed_on=a_day(closed))
    told = words(statement_paper(building.assessment(records=(risk,))))
    assert ("1 risk is open on 20 October 2026" in told) is bool(standing)


@pytest.mark.parametrize(("received", "seen"), [("2026-10-20", True), ("2026-10-21", False)])
def test_a_receipt_dated_after_the_day_of_judgement_has_not_happened(received: str, seen: bool) -> None:
    report = record(
        "P",
        "report",
        title="Trend report",
        report_type="trend",
        reported_on=a_day("2026-09-01"),
        received_by=({"body": "board", "date": a_day(received), "minute": "m"},),
    )
    told = words(statement_paper(building.assessment(records=(report,))))
    assert ("Route: reports of this period or since" in told) is seen
