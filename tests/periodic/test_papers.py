"""What the quarterly and the annual report say, at the edges: nothing, none, one quarter only, restated figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.incidents.building import entry, incident, many, month, year
from tests.periodic.building import YEAR_BEFORE, annual, judged, metric, quarterly, register, trust
from tests.report.building import a_day, record
from tests.report.reading import table, words
from vprs.dates import Period
from vprs.model import Lost, Record
from vprs.paper import Paper, Table
from vprs.periodic import annual_paper, last_over
from vprs.report import draw

INDICATORS = "Indicators, each period beside the one before"
NOT_BAD = "A rise is not by itself worse, nor a fall better"


def test_an_empty_folder_has_a_report_that_says_so() -> None:
    for paper in (quarterly(), annual()):
        said = words(paper)
        assert "is in this folder, so none is counted here." in said
        assert "No incident" in said
        assert "No action is recorded in this folder." in said
        assert not [one for one in paper.blocks if isinstance(one, Table) and one.caption.startswith("Incidents")]
        draw({"report": paper})


def test_a_complete_register_without_an_incident_counts_none() -> None:
    said = words(quarterly(register()))
    assert "0 incidents recorded for 1 July 2026 to 30 September 2026. The register is declared complete" in said
    assert "Against the quarter before the recorded count is the same, 0." in said


def test_without_a_complete_register_there_may_have_been_more() -> None:
    said = words(quarterly(*many(6, on="2026-07-09")))
    assert "6 incidents recorded for 1 July 2026 to 30 September 2026. No register in this folder is declared" in said


def test_one_quarter_alone_has_nothing_to_be_compared_with() -> None:
    own = register(period={"start": a_day("2026-07-01"), "end": a_day("2026-09-30")})
    paper = quarterly(own, *many(6, on="2026-07-09", category="physical"))
    said = words(paper)
    assert "Against the quarter before there is nothing to compare." in said
    assert "Against the same quarter a year earlier there is nothing to compare." in said
    assert table(paper, "Incidents by category")[0] == ["Physical", "6", "not in this folder"]


def test_the_same_quarter_of_the_year_before_stands_beside_it() -> None:
    now = (*many(5, on="2026-07-09"), *many(7, start=20, on="2026-09-30"))
    then = (*many(6, start=40, on="2025-07-31"), *many(9, start=60, on="2025-08-01"))
    other = (*many(9, start=80, on="2026-06-30"), *many(9, start=100, on="2026-10-01"))
    paper = quarterly(register(), *now, *then, *other)
    assert table(paper, "Incidents by month") == [["July", "5", "6"], ["August", "0", "9"], ["September", "7", "0"]]
    said = words(paper)
    assert "Against the quarter before the recorded count rose from 9 to 12." in said
    assert "Against the same quarter a year earlier the recorded count fell from 15 to 12." in said
    assert NOT_BAD in said


def test_a_rise_is_told_as_a_number_and_never_as_worse() -> None:
    said = words(annual(register(), *many(9, on="2025-07-09"), *many(5, start=20, on="2024-07-09"))).lower()
    assert "against the year before the recorded count rose from 5 to 9." in said
    for word in ("worsen", "deteriorat", "improved", "alarming", "bad news"):
        assert word not in said


def test_a_register_that_covers_one_of_two_years_leaves_the_movement_uncertain() -> None:
    own = register(period={"start": a_day("2025-04-01"), "end": a_day("2026-03-31")})
    said = words(annual(own, *many(9, on="2025-07-09"), *many(5, start=20, on="2024-07-09")))
    assert "Of the year before there may have been more than is recorded here, so that how it moved is not cert" in said


def test_a_site_that_did_not_stand_has_no_figure_instead_of_none() -> None:
    sites = (
        entry("sites", "north", name="North Hospital"),
        entry("sites", "new", name="New Hospital", opened=a_day("2026-07-01")),
    )
    seen = (*many(6, on="2026-07-09", site="north"), *many(6, start=20, on="2025-07-09", site="north"))
    paper = quarterly(register(), *seen, who=trust(sites=sites))
    assert table(paper, "Incidents by site") == [
        ["North Hospital", "6", "6"],
        ["New Hospital", "0", "\u2014"],
        ["Not given", "0", "0"],
    ]


def test_sanctions_and_escalations_of_the_quarter_are_counted_with_small_ones_hidden() -> None:
    def responses(count: int, sort: str, on: str) -> list[Record]:
        return [record(f"{sort}-{on}-{n}", "response", response_type=sort, opened_on=a_day(on)) for n in range(count)]

    risk = record("R-1", "risk", title="Lone visits", score=20, threshold=15, escalated_on=a_day("2026-09-30"))
    later = record("R-2", "risk", title="Car park", score=20, escalated_on=a_day("2026-06-30"))
    found = [
        *responses(6, "sanction", "2026-07-01"),
        *responses(12, "investigation", "2026-08-01"),
        *responses(2, "escalation", "2026-09-30"),
        *responses(7, "sanction", "2025-09-30"),
    ]
    paper = quarterly(*found, risk, later)
    rows = {row[0]: row[1:] for row in table(paper, "Responses opened, by type")}
    assert rows["Sanction"] == ["6", "7"]
    assert rows["Escalation"] == ["<5", "not known"]  # no register of responses is complete
    assert "Escalations among the responses opened in the period: <5." in words(paper)
    assert [row[0] for row in table(paper, "Risks escalated in the period")] == ["Lone visits | documents/R-1.md:1"]


def test_a_month_of_escalation_that_straddles_nothing_counts_and_a_year_is_told_apart() -> None:
    risks = [
        record("R-1", "risk", title="Lone visits", escalated_on=month("2026-08")),
        record("R-2", "risk", title="Car park", escalated_on=year(2026)),
    ]
    said = words(quarterly(*risks, as_of=date(2026, 12, 31)))
    assert "No risk is recorded in this folder as escalated in the period." in said
    said = words(quarterly(*risks, as_of=date(2026, 10, 5)))
    assert "1 risk went up a level in the period." in said
    assert "Of 1 risk more the day of escalation is too imprecise" in said


PLAN = record(
    "plan-25",
    "plan",
    title="Work plan 2025/26",
    plan_type="work",
    agreed_by="board",
    agreed_on=a_day("2025-04-08"),
    period={"start": a_day("2025-04-01"), "end": a_day("2026-03-31")},
    items=("training", "cameras"),
    reviews=(a_day("2025-07-08"), a_day("2026-04-08")),
)


def action(ident: str, **fields: Any) -> Record:
    given: dict[str, Any] = {"raised_on": a_day("2025-05-01"), "what": f"Do {ident}."}
    return record(ident, "action", **(given | fields))


def test_a_plan_progresses_by_the_actions_that_name_it() -> None:
    proof = record("proof", "activity", date=a_day("2025-10-01"))
    actions = [
        action("done", **{"from": "plan-25", "closed_on": a_day("2025-10-02"), "links": ("proof",)}),
        action("words", **{"from": "plan-25", "status": "closed"}),
        action("due-today", due=a_day("2026-09-30"), links=("plan-25",)),
        action("due-yesterday", due=a_day("2026-09-29"), links=("plan-25",)),
        action("another", due=a_day("2026-09-29")),
    ]
    paper = annual(PLAN, proof, *actions)
    (row,) = table(paper, "Plans of the reported period")
    assert row[1:] == ["Trust Board, 8 Apr 2025", "2", "1", "1 done, 2 open and not overdue, 1 overdue"]
    assert [each[0].split(" | ")[0] for each in table(paper, "Recorded actions that are overdue")] == [
        "Do another.",
        "Do due-yesterday.",
    ]
    assert "1 action recorded as closed without evidence counts as open: link it to a record" in words(paper)


def test_a_plan_that_no_action_names_has_no_known_progress() -> None:
    assert table(annual(PLAN), "Plans of the reported period")[0][4] == "none: progress not known"


def test_a_plan_of_another_year_is_not_shown() -> None:
    assert "No work or improvement plan whose period touches" in words(annual(PLAN, as_of=date(2027, 3, 31)))


# ---------------------------------------------------------------------------------------------------------- indicators


def row(paper: Paper, name: str, source: str) -> list[str]:
    found = [each for each in table(paper, INDICATORS) if each[0].startswith(name) and each[1].startswith(source)]
    (one,) = found
    return one[2:]


INJURIES = "staff-injuries-violence"


@pytest.mark.parametrize(
    ("then", "now", "change", "target"),
    [
        (20, 19, "-1 (-5%)", "met"),
        (40, 39, "-1 (-2.5%)", "not met"),
        (1000, 950, "-50 (-5%)", "met"),
        (1000, 951, "-49 (-4.9%)", "not met"),
        (20, 20, "0 (0%)", "not met"),
        (20, 25, "+5 (+25%)", "not met"),
    ],
)
def test_exactly_five_per_cent_fewer_meets_five_per_cent(then: int, now: int, change: str, target: str) -> None:
    paper = annual(metric(INJURIES, then, YEAR_BEFORE), metric(INJURIES, now))
    expected = [f"{now:,}", f"{then:,}", change, f"a fall of 5% or more: {target}", "yes"]
    assert row(paper, "Staff injuries violence", "Figure reported") == expected


def test_a_zero_baseline_gives_no_share() -> None:
    paper = annual(metric(INJURIES, 0, YEAR_BEFORE), metric(INJURIES, 7))
    assert row(paper, "Staff injuries violence", "Figure reported") == [
        "7", "0", "+7", "a fall of 5% or more: not known", "yes, without a share: the earlier one is 0",
    ]  # fmt: skip


def test_a_missing_figure_is_named_by_its_year() -> None:
    paper = annual(metric(INJURIES, 19))
    assert row(paper, "Staff injuries violence", "Figure reported") == [
        "19", "not in this folder", "none told", "a fall of 5% or more: not known", "no: no figure of 2024/25",
    ]  # fmt: skip


def test_a_restated_figure_is_told_and_not_chosen_from() -> None:
    twice = (metric(INJURIES, 19, line=1), metric(INJURIES, 22, line=2))
    paper = annual(metric(INJURIES, 30, YEAR_BEFORE, line=3), *twice)
    assert (
        "Staff injuries violence, 2025/26: the figure is stated more than once, and differently: 19 (metrics.yaml:1); "
        "22 (metrics.yaml:2). It may have been restated;"
    ) in words(paper)
    found = row(paper, "Staff injuries violence", "Figure reported")
    assert found[0] == "figures that differ"
    assert found[4] == "no: 2025/26 stated more than once, differently"


def test_figures_in_two_units_are_not_comparable() -> None:
    paper = annual(metric(INJURIES, 20, YEAR_BEFORE, unit="people"), metric(INJURIES, 19, unit="reports"))
    found = row(paper, "Staff injuries violence", "Figure reported")
    assert (found[2], found[4]) == ("none told", "no: the units differ")


def test_a_register_that_is_not_complete_gives_no_figure() -> None:
    paper = annual(*many(9, on="2025-07-09", category="physical", injury=True))
    assert row(paper, "Staff injuries violence", "Register")[:2] == ["no complete register", "no complete register"]


def injured(count: int, on: str, *, start: int = 0, **fields: Any) -> tuple[Record, ...]:
    return many(count, start=start, on=on, **({"category": "physical", "injury": True} | fields))


def test_where_metric_and_register_differ_both_figures_and_the_sentence_are_shown() -> None:
    seen = (*injured(22, "2025-07-09"), *injured(25, "2024-07-09", start=50))
    paper = annual(register(), metric(INJURIES, 20, line=7), metric(INJURIES, 25, YEAR_BEFORE, line=9), *seen)
    assert row(paper, "Staff injuries violence", "Register")[:3] == ["22", "25", "-3 (-12%)"]
    assert row(paper, "Staff injuries violence", "The two held together")[:2] == ["differ by 2", "agree"]
    assert (
        "Staff injuries violence, 2025/26: the metric says 20 (metrics.yaml:7), the register counts 22. One of the two "
        "is wrong, or they do not count the same thing: look at both, and mend the one that is."
    ) in words(paper)
    assert "Staff injuries violence, 2024/25:" not in words(paper)


def test_where_the_count_of_the_register_is_hidden_the_disagreement_is_told_all_the_same() -> None:
    seen = (*injured(20, "2025-07-09"), *injured(2, "2025-07-09", start=50, category="sexual"))
    paper = annual(register(), metric(INJURIES, 20, line=7), *seen)
    assert row(paper, "Staff injuries violence", "Register")[0] == "hidden"
    assert "the metric says 20 (metrics.yaml:7), the register counts another number, hidden here" in words(paper)


def test_a_figure_from_one_to_four_is_hidden_by_whoever_counted_it() -> None:
    paper = annual(metric("warning-markers-issued", 4, YEAR_BEFORE), metric("warning-markers-issued", 5))
    assert row(paper, "Warning markers issued", "Figure reported")[:3] == ["5", "<5", "hidden"]


def test_a_fall_of_any_size_is_not_written_as_a_fall_of_nothing() -> None:
    paper = annual(metric("security-incidents", 1000, YEAR_BEFORE), metric("security-incidents", 999))
    found = row(paper, "Security incidents", "Figure reported")
    assert found[2:4] == ["-1 (-0.1%)", "a fall, however small: met | chosen by the pack"]


def test_a_year_that_starts_in_january_is_named_and_compared_as_such() -> None:
    reported = last_over("financial-year", (1, 1), date(2026, 9, 30))
    who = replace(trust(), year_start=(1, 1))
    figures = [
        metric(INJURIES, value, Period(date(number, 1, 1), date(number, 12, 31)))
        for number, value in ((2024, 20), (2025, 19))
    ]
    paper = annual_paper(judged(figures, reported, who=who), reported)
    assert paper.title.startswith("Annual security report, 2025:")
    assert row(paper, "Staff injuries violence", "Figure reported")[:3] == ["19", "20", "-1 (-5%)"]


def test_the_leap_day_belongs_to_its_quarter() -> None:
    seen = (incident(1, "2028-02-29"), *many(6, start=5, on="2028-02-28"), *many(7, start=20, on="2027-02-28"))
    whole = register(as_at=a_day("2028-04-01"), period={"start": a_day("2026-04-01"), "end": a_day("2028-03-31")})
    paper = quarterly(whole, *seen, as_of=date(2028, 4, 1))
    assert table(paper, "Incidents by month")[1] == ["February", "7", "7"]


def test_rows_that_could_not_be_read_make_every_count_a_least_count() -> None:
    lost = (Lost(kind="incident", file="registers/incidents.csv", line=9),)
    said = words(quarterly(register(), *many(6, on="2026-07-09"), lost=lost))
    assert "At least 6 incidents recorded for 1 July 2026 to 30 September 2026." in said
    assert "1 item that may hold incidents could not be read" in said


def test_the_same_folder_gives_the_same_bytes() -> None:
    seen = (register(), *many(9, on="2025-07-09"), metric(INJURIES, 20, YEAR_BEFORE))
    assert draw({"report": annual(*seen)}) == draw({"report": annual(*reversed(seen))})


def test_a_report_is_no_draft_for_nobody_signs_it() -> None:
    for paper in (annual(), quarterly()):
        assert not paper.draft
        assert "DRAFT" not in words(paper)
        assert b"DRAFT" not in draw({"report": paper}, ["md"])["report.md"]


# ------------------------------------------------------------------------------------- targets that the pack chose


def test_a_target_that_the_pack_chose_is_marked_as_not_the_organisations_own() -> None:
    paper = annual(metric("security-incidents", 1000, YEAR_BEFORE), metric("security-incidents", 999))
    assert row(paper, "Security incidents", "Figure reported")[3] == "a fall, however small: met | chosen by the pack"
    assert "A target that is marked as chosen by the pack is not the organisation's own" in words(paper)


def test_a_target_that_a_document_states_is_not_marked() -> None:
    found = table(annual(metric(INJURIES, 20, YEAR_BEFORE)), INDICATORS)
    assert not any("chosen by" in one[5] for one in found if one[0].startswith("Staff injuries"))


@pytest.mark.parametrize("write", [annual, quarterly])
def test_both_reports_say_of_how_many_checks_the_pack_chose_the_figure(write: Any) -> None:
    assert "In 2 checks the interval or threshold was chosen by the pack, not by the organisation." in words(write())


# ------------------------------------------------------------------------------------- a period covered in part


def half_a_year() -> tuple[Record, ...]:
    period = {"start": a_day("2025-10-01"), "end": a_day("2026-09-30")}
    return (register(period=period), *many(9, on="2025-11-05", category="verbal"))


def test_a_month_before_the_register_begins_is_not_known_instead_of_none() -> None:
    months = [row[1] for row in table(annual(*half_a_year()), "Incidents by month")]
    assert months == [*["not known"] * 6, "0", "9", *["0"] * 4]


def test_a_report_of_a_year_covered_in_part_says_which_days_are_and_gives_no_rate() -> None:
    said = words(annual(*half_a_year()))
    assert (
        "No register in this folder is declared complete for the whole period, but only for 1 October 2025 to 31 March "
        "2026: of the other days nobody says how many there were"
    ) in said
    assert "Per 1,000 staff that is" not in said
    assert "No rate per 1,000 staff is given: no register that is declared complete covers the whole period" in said
    assert "Not known stands where none is recorded and there may have been some all the same" in said


def test_a_rate_of_what_was_read_only_in_part_is_a_least_rate() -> None:
    paper = annual(register(), *many(9, on="2025-11-05"), lost=(Lost(kind="incident", file="a.csv", line=4),))
    assert "Per 1,000 staff that is at least 9.0 incidents" in words(paper)


@pytest.mark.parametrize("write", [annual, quarterly])
def test_both_reports_say_that_papers_of_overlapping_periods_give_small_counts_away_together(write: Any) -> None:
    assert "give readers outside the organisation one of them, not both." in words(write())


# ------------------------------------------------------------------------------------------- what could not be read


def test_a_figure_that_could_not_be_read_is_named_and_no_indicator_is_left_blank() -> None:
    lost = (Lost(kind="metric", file="registers/indicators.csv", line=7),)
    seen = (*injured(22, "2025-07-09"), *injured(25, "2024-07-09", start=50))
    paper = annual(register(), metric(INJURIES, 20), metric(INJURIES, 25, YEAR_BEFORE), *seen, lost=lost)
    found = row(paper, "Staff injuries violence", "Figure reported")
    assert (found[:2], found[2], found[4]) == (["not known", "not known"], "none told", "cannot be told")
    assert row(paper, "Staff injuries violence", "Register")[:2] == ["22", "25"]
    assert row(paper, "Staff injuries violence", "The two held together")[:2] == ["cannot be told", "cannot be told"]
    said = words(paper)
    assert "Not read: registers/indicators.csv:7 could not be read and may hold a figure of any of these" in said
    assert "an item that could decide it" not in said.split("Shares held to a target")[0]


def test_incidents_that_could_not_be_read_leave_the_counts_of_the_register_untold() -> None:
    lost = tuple(Lost(kind="incident", file="registers/incidents.csv", line=line) for line in range(4, 9))
    said = words(annual(register(), *injured(22, "2025-07-09"), lost=lost))
    assert (
        "Not read: registers/incidents.csv:4, registers/incidents.csv:5, registers/incidents.csv:6 and 2 more could "
        "not be read and may hold incidents of these, so that their counts cannot be told: "
    ) in said
