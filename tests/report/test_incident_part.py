"""Part 8 of the statement and its RIDDOR table: what it says of incidents and of what is not there, in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.incidents.building import GROUPS, SITES, entry, many, metric, register, trust, year
from tests.report.building import a_day, record
from tests.report.reading import table, words
from vprs.model import Assessment, Lost
from vprs.statement import statement_paper


def told(made: Assessment) -> str:
    return words(statement_paper(made))


def test_incidents_by_site_and_staff_group_stand_with_their_rates() -> None:
    found = (
        *many(30, site="north", staff_group="nursing"),
        *many(3, start=50, site="south", staff_group="medical"),
        *many(9, start=60, site="south"),
    )
    paper = statement_paper(trust((*found, register())))
    assert table(paper, "Incidents by site") == [["North Hospital", "30"], ["South Hospital", "12"], ["Not given", "0"]]
    assert table(paper, "Incidents by staff group of the person harmed, small counts hidden") == [
        ["Nursing", "30", "50.0"],
        ["Medical", "<5", "hidden"],
        ["Not given", "*", "hidden"],
    ]


def test_the_rate_says_of_which_headcount_and_of_which_days_it_is() -> None:
    said = told(trust((*many(42, category="physical"), register())))
    assert (
        "Per 1,000 staff that is 42.0 incidents of every category, and 42.0 for physical violence alone. The rates are "
        "of the period and not of a year, by the headcount that organisation.yaml states today (1,000 in all staff "
        "groups); headcounts of the period itself are not in this folder."
    ) in said


def test_without_headcounts_it_says_which_to_add() -> None:
    bank = entry("staff_groups", "bank", name="Bank staff")
    assert (
        "No rate per 1,000 staff is given for the organisation: organisation.yaml states no headcount for Bank staff. "
        "Add `headcount` to each under `staff_groups`."
    ) in told(trust((*many(9), register()), groups=(*GROUPS, bank)))
    assert (
        "No rate per 1,000 staff is given: organisation.yaml lists no staff group for the period. Add `staff_groups` "
        "with a `headcount` each."
    ) in told(trust((*many(9), register()), groups=()))
    nobody = entry("staff_groups", "nobody", headcount=0)
    assert "No rate per 1,000 staff is given: organisation.yaml states a headcount of 0." in told(
        trust((*many(9), register()), groups=(nobody,))
    )


def test_where_no_list_names_the_sites_no_word_of_a_row_is_shown() -> None:
    said = told(trust(many(50, site="Ward of Mrs A.", staff_group="Nurse B."), sites=(), groups=()))
    assert "Incidents by site: not shown, for organisation.yaml lists no sites." in said
    assert "Mrs A." not in said
    assert "Nurse B." not in said


def test_what_could_not_be_read_makes_every_count_a_least_one() -> None:
    made = trust((*many(9), register()), lost=(Lost(kind="incident", file="registers/incidents.csv", line=14),))
    said = told(made)
    assert "At least 9 incidents recorded for 1 April 2026 to 30 September 2026." in said
    assert (
        "1 item that may hold incidents could not be read, so every count of incidents here is a least count. Part "
        "13.2 names what was lost."
    ) in said
    assert table(statement_paper(made), "Incidents and reporting rate")[0] == [
        "Incidents recorded",
        "at least 9",
        "at least 0",
        "at least 0",
    ]


def test_a_lost_file_is_not_counted_as_one_incident() -> None:
    made = trust(many(9), lost=(Lost(kind=None, file="registers/incidents.csv", many=True),))
    assert "A whole file or more that may hold incidents could not be read" in told(made)


def test_incidents_that_may_lie_in_the_period_are_told_and_in_no_figure() -> None:
    vague = tuple(replace(each, fields={"occurred_on": year(2026)}) for each in many(3, start=90))
    said = told(trust((*many(9), *vague, register())))
    assert "At least 9 incidents recorded" in said
    assert (
        "Of <5 more the date is too imprecise to say whether they fall in the period; they are in no figure. Give the "
        "day, or the month, of each in the incident register."
    ) in said


@pytest.mark.parametrize(("count", "more"), [(13, "<5"), (14, "5")])
def test_a_register_that_counts_more_than_the_folder_has_is_said_to(count: int, more: str) -> None:
    counting = replace(register(count=count), rests_on="registers/incidents.csv.yaml")
    said = told(trust((*many(9), counting)))
    assert "At least 9 incidents recorded" in said
    assert (
        f"The register counts {more} more than this folder has (registers/incidents.csv.yaml:1): it may be complete, "
        "what is here is not. Put the rest into the folder, or mend the count."
    ) in said


def test_no_incident_under_a_complete_register_is_a_figure_and_none_in_the_folder_is_not() -> None:
    assert "0 incidents recorded for 1 April 2026 to 30 September 2026. The register is declared complete" in told(
        trust((register(),))
    )
    assert "No incident of 1 April 2026 to 30 September 2026 is in this folder" in told(trust(()))


def test_days_to_review_and_closure_stand_with_what_they_rest_on() -> None:
    found = many(12, reported_on=a_day("2026-05-06"), reviewed_on=a_day("2026-05-09"))
    paper = statement_paper(trust((*found, *many(6, start=50))))
    assert table(paper, "Days to review and to closure") == [
        ["Reviewed by a manager", "3", "12", "6", "0"],
        ["Closed", "none shown", "0", "18", "0"],
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"count": 37}, "Warning markers: the list drawn on 1 July 2026 (documents/m.md:1) states 37 entries."),
        ({"count": 3}, "Warning markers: the list drawn on 1 July 2026 (documents/m.md:1) states <5 entries."),
        (
            {},
            "Warning markers: the list drawn on 1 July 2026 (documents/m.md:1) does not state how many entries it has.",
        ),
    ],
)
def test_markers_are_told_by_their_list(fields: dict[str, int], said: str) -> None:
    listed = record("m", "register", register_type="warning-markers", as_at=a_day("2026-07-01"), **fields)  # type: ignore[arg-type]
    assert said in told(trust((listed,)))


def test_what_the_folder_does_not_hold_is_said_to_be_not_in_it() -> None:
    said = told(trust(many(9)))
    for sentence in (
        "No response opened in the period is in this folder: no investigation, report or sanction.",
        "No log of sanctions is in this folder.",
        "Warning markers: no list of them is in this folder.",
        "No result of the staff survey's questions 13a to 13d is in this folder, so under-reporting cannot be looked "
        "at here. Add each as a metric named q13a, q13b, q13c or q13d.",
    ):
        assert sentence in said


def test_a_log_of_sanctions_that_is_not_complete_says_so_and_its_words_are_not_shown() -> None:
    log = record("log", "register", register_type="sanctions", as_at=a_day("2026-09-30"))
    found = [
        record(f"r{n}", "response", response_type="sanction", outcome="Mr A. banned", opened_on=a_day("2026-05-05"))
        for n in range(7)
    ]
    said = told(trust((log, *found)))
    assert "The log of sanctions drawn on 30 September 2026 (documents/log.md:1) is not declared complete, so" in said
    assert "Responses recorded as opened in the period: 7. No register of responses is declared complete" in said
    assert "Mr A." not in said


def test_the_survey_stands_beside_the_log_with_the_sentence_that_they_count_different_things() -> None:
    found = many(40, start=100, on="2025-06-01", category="physical")
    paper = statement_paper(trust((*found, register(), metric("q13a", 15), metric("q13d", 70))))
    rows = [row[:2] for row in table(paper, "The staff survey beside the log")]
    assert rows == [
        [
            "Survey, question 13a: physical violence from patients, relatives or the public in the last twelve months, "
            "survey to 30 Nov 2025",
            "15%",
        ],
        ["Survey, question 13d: the last physical violence was reported, survey to 30 Nov 2025", "70%"],
        ["Question 13a as a share of all 1,000 staff, if others would answer alike", "about 150 people"],
        ["Log: physical incidents of 1 December 2024 to 30 November 2025, to the nearest five", "40"],
        ["Log: the same per 1,000 staff", "40.0"],
    ]
    assert "The two count different things and are not to be taken one from the other" in words(paper)


def test_where_riddor_may_not_be_shown_it_is_to_be_looked_at_all_the_same() -> None:
    said = told(trust(many(3, riddor="pending")))
    assert (
        "Incidents by RIDDOR: not shown, for the numbers are so small that they would tell of single incidents." in said
    )
    assert "are to be looked at one by one in the incident register." in said


def test_nothing_is_to_be_looked_at_where_every_row_says_that_nothing_is() -> None:
    assert "looked at one by one" not in told(trust(many(9, riddor="no")))


def test_no_figure_of_part_eight_is_called_good_or_bad() -> None:
    said = told(trust((*many(40), *many(9, start=100, on="2026-03-01"), register(), metric("q13a", 15)), sites=SITES))
    part = said[said.index("\n8 Incident") : said.index("\n9 Training")].lower()
    for word in ("improv", "worsen", "deteriorat", "good", "concern", "alarming"):
        assert word not in part
