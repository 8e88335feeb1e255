"""`exists`, `none` and `count`, and the registers by which absence is told (DESIGN 6.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import PACK, SITES, ask, ask_all, asked

STRATEGY = "exists: {kind: document, where: {doc_type: strategy, topics: vpr}}"
DOCUMENT = "- {kind: document, doc_type: %s, topics: [%s], status: approved, approved_on: %s, review_date: %s}\n"


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        ("", "no missing"),
        (DOCUMENT % ("policy", "vpr", "2025-01-01", "2027-01"), "no missing"),
        (DOCUMENT % ("strategy", "other", "2025-01-01", "2027-01"), "no missing"),
        (DOCUMENT % ("strategy", "vpr", "2025-01-01", "2026-01"), "no expired"),
        (DOCUMENT % ("strategy", "vpr", "2025-01-01", "2026-01") + DOCUMENT % ("policy", "vpr", "2026-01-01", "2027-01"), "no expired"),
        (DOCUMENT % ("strategy", "vpr", "2025-01-01", "2026-01") + DOCUMENT % ("strategy", "vpr", "2024-01-01", "2027-01"), "yes"),
    ],
)  # fmt: skip
def test_a_reason_is_that_of_what_came_nearest(tmp_path: Path, records: str, answer: str) -> None:
    assert asked(tmp_path, STRATEGY, records) == answer


def test_no_gives_the_reason_of_the_latest_record_that_failed(tmp_path: Path) -> None:
    old = (
        "- {kind: document, doc_type: strategy, topics: [vpr], status: draft, approved_on: %s, review_date: 2027-01}\n"
    )
    lapsed = DOCUMENT % ("strategy", "vpr", "2025-06-01", "2026-01")
    assert asked(tmp_path / "1", STRATEGY, lapsed + old % "2025-01-01") == "no expired"
    assert asked(tmp_path / "2", STRATEGY, old % "2025-07-01" + lapsed) == "no unapproved"


def test_missing_is_worded_of_this_folder_and_names_the_nearest_record(tmp_path: Path) -> None:
    answer = ask(tmp_path, STRATEGY, DOCUMENT % ("strategy", "fire", "2025-01-01", "2027-01"))
    assert "not in this folder" in answer["because"].lower()
    assert "records.yaml:2" in answer["because"]
    assert "topics" in answer["because"]


INCIDENT = "- {kind: incident, occurred_on: %s, category: physical}\n"
REGISTER = "- {kind: register, register_type: r, covers_kind: %s, as_at: %s, complete: true, declared_by: lsms, period: {start: %s, end: %s}}\n"
FULL = REGISTER % ("incident", "2026-09-30", "2026-04-01", "2026-09-30")
NONE = "none: {kind: incident, where: {category: physical}, window: period}"
AT_MOST = "count: {kind: incident, where: {category: physical}, window: period, at_most: 0}"
EXACTLY = "count: {kind: incident, where: {category: physical}, window: period, exactly: 0}"


@pytest.mark.parametrize(
    ("records", "more", "answer"),
    [
        ("", {}, "unknown incomplete-register"),
        (FULL, {}, "yes"),
        (FULL.replace(", declared_by: lsms", ""), {}, "unknown incomplete-register"),
        (FULL.replace("complete: true", "complete: false"), {}, "unknown incomplete-register"),
        (FULL.replace("complete: true, ", ""), {}, "unknown incomplete-register"),
        (FULL.replace("covers_kind: incident", "covers_kind: response"), {}, "unknown incomplete-register"),
        (REGISTER % ("incident", "2026-09-29", "2026-04-01", "2026-09-30"), {}, "unknown incomplete-register"),
        (REGISTER % ("incident", "2026-09-30", "2026-04-02", "2026-09-30"), {}, "unknown incomplete-register"),
        (REGISTER % ("incident", "2026-09-30", "2026-04-01", "2026-09-29"), {}, "unknown incomplete-register"),
        (REGISTER % ("incident", "2026-09-30", "2024-04-01", "2027-03-31"), {}, "yes"),
        (REGISTER % ("incident", "2026-09-30", "2026-04", "2026-09"), {}, "yes"),
        (REGISTER % ("incident", "2026-10-01", "2026-04-01", "2026-09-30"), {}, "unknown incomplete-register"),
        (FULL.replace(", period: {start: 2026-04-01, end: 2026-09-30}", ""), {}, "unknown incomplete-register"),
        (FULL + INCIDENT % "2026-04-01", {}, "no too-many"),
        (FULL + INCIDENT % "2026-03-31", {}, "yes"),
        (INCIDENT % "2026-04-01", {}, "no too-many"),
        (FULL + INCIDENT % "2026", {}, "unknown ambiguous-date"),
        (FULL + "- {kind: incident, occurred_on: 2026-05-01, category: verbal}\n", {}, "yes"),
        (FULL + "- {kind: incident, occurred_on: 2026-05-01}\n", {}, "unknown missing-field"),
        (FULL, {"files": {"bad.yaml": "records:\n  - {kind: incident, occurred_on: x}\n"}}, "unknown unreadable"),
        (FULL + INCIDENT % "2026-05-01", {"files": {"bad.yaml": "records: ["}}, "no too-many"),
        ("", {"files": {"bad.yaml": "records:\n  - {kind: register, register_type: r, as_at: x}\n"}}, "unknown unreadable"),
    ],
)  # fmt: skip
def test_absence_needs_a_complete_register(tmp_path: Path, records: str, more: dict[str, str], answer: str) -> None:
    said = ask_all(tmp_path, {"none": NONE, "at-most": AT_MOST, "exactly": EXACTLY}, records, **more)
    assert said == {"none": answer, "at-most": answer, "exactly": answer}


def test_a_folder_taken_as_complete_needs_no_register(tmp_path: Path) -> None:
    checks = {"none": NONE[:-1] + ', closed_world: "Kept in one place."}'}
    assert ask_all(tmp_path / "1", checks) == {"none": "yes"}
    assert ask_all(tmp_path / "2", checks, INCIDENT % "2026-05-01")["none"].startswith("no ")
    assert ask_all(tmp_path / "3", checks, "- {kind: incident, occurred_on: 2026-05-01}") == {
        "none": "unknown missing-field"
    }
    assert ask_all(tmp_path / "4", checks, files={"bad.yaml": "records: ["}) == {"none": "unknown unreadable"}


@pytest.mark.parametrize(
    ("as_at", "answer"),
    [
        ("2026-03-31", "unknown incomplete-register"),
        ("2026-04-01", "yes"),
        ("2026-09-30", "yes"),
        ("2026-10-20", "yes"),
        ("2026-10-21", "unknown incomplete-register"),
    ],
)
def test_a_register_of_a_kind_with_validity_is_drawn_in_the_period_or_after(
    tmp_path: Path, as_at: str, answer: str
) -> None:
    records = f"- {{kind: register, register_type: r, covers_kind: document, as_at: {as_at}, complete: true, declared_by: lsms, period: {{start: 2026-04-01, end: 2026-09-30}}}}"
    check = "none: {kind: document, where: {doc_type: mou}}"
    assert asked(tmp_path, check, records, as_of="2026-10-20", period="2026-04-01..2026-09-30") == answer


def test_a_register_of_one_site_says_nothing_of_the_others(tmp_path: Path) -> None:
    of_north = FULL.replace("register_type: r", "register_type: r, sites: [north]")
    assert asked(tmp_path / "1", NONE, of_north, organisation=SITES) == "unknown incomplete-register"
    assert (
        asked(
            tmp_path / "2", NONE, FULL.replace("register_type: r", "register_type: r, sites: all"), organisation=SITES
        )
        == "yes"
    )


COUNTED = FULL.replace("register_type: r", "register_type: r, count: %s")
OF_NORTH = COUNTED.replace("register_type: r", "register_type: r, sites: [north]")
VERBAL = "- {kind: incident, occurred_on: %s, category: verbal%s}\n"
THREE = "".join(VERBAL % (f"2026-05-0{day}", ", site: north") for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        (COUNTED % 0, "yes"),
        (COUNTED % 1, "unknown incomplete-register"),
        (COUNTED % 3 + THREE, "yes"),
        (COUNTED % 2 + THREE, "yes"),
        (COUNTED % 4 + THREE, "unknown incomplete-register"),
        (COUNTED % 120 + THREE, "unknown incomplete-register"),
        (COUNTED % 4 + THREE + VERBAL % ("2026-09-30", ""), "yes"),
        (COUNTED % 4 + THREE + VERBAL % ("2026-03-31", ""), "unknown incomplete-register"),
        (COUNTED % 4 + THREE + "- {kind: response, opened_on: 2026-05-04}\n", "unknown incomplete-register"),
        (COUNTED % 4 + THREE + VERBAL % ("2026-05", ""), "yes"),
        (COUNTED % 4 + THREE + VERBAL % ("2026", ""), "unknown incomplete-register"),
        (COUNTED % 120 + FULL + THREE, "yes"),
    ],
)
def test_a_register_that_counts_more_rows_than_there_are_is_not_complete(
    tmp_path: Path, records: str, answer: str
) -> None:
    checks = {"none": NONE, "at-most": AT_MOST, "exactly": EXACTLY}
    assert ask_all(tmp_path, checks, records, organisation=SITES) == dict.fromkeys(checks, answer)


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        (OF_NORTH % 3 + THREE, "yes"),
        (OF_NORTH % 4 + THREE, "unknown incomplete-register"),
        (OF_NORTH % 4 + THREE + VERBAL % ("2026-06-01", ", site: south"), "unknown incomplete-register"),
        (OF_NORTH % 4 + THREE + VERBAL % ("2026-06-01", ", site: NGH"), "yes"),
        (OF_NORTH % 4 + THREE + VERBAL % ("2026-06-01", ""), "unknown incomplete-register"),
    ],
)
def test_a_register_of_some_sites_counts_their_rows_only(tmp_path: Path, records: str, answer: str) -> None:
    check = NONE.replace("category: physical", "category: physical, site: north")
    assert asked(tmp_path, check, records, organisation=SITES) == answer


def test_what_a_register_counts_and_what_is_there_are_told(tmp_path: Path) -> None:
    because = ask(tmp_path, NONE, COUNTED % 120 + THREE, organisation=SITES)["because"]
    assert "records.yaml:2 counts 120 incidents, and 3 of them are in this folder" in because


@pytest.mark.parametrize(("as_of", "answer"), [("2026-09-30", "yes"), ("2026-10-15", "yes")])
def test_rows_that_were_read_are_not_counted_again(tmp_path: Path, as_of: str, answer: str) -> None:
    """What is in the table but dated after the day of judgement is no row that is missing."""
    files = {"i.csv": INCIDENTS_CSV + "3,10/10/2026,VERB\n", "i.csv.yaml": SIDECAR}
    theft = "none: {kind: incident, where: {category: theft}, window: {from: 2026-04-01, to: 2026-09-30}}"
    assert asked(tmp_path, theft, files=files, as_of=as_of) == answer


TRAINING = "- {kind: training, course: crt, %scompleted_on: 2026-05-0%d}\n"


@pytest.mark.parametrize(
    ("count", "given", "answer"),
    [
        ("at_least: 2", ["a", "b"], "yes"),
        ("at_least: 2", ["a"], "no too-few"),
        ("at_least: 2", ["a", "A"], "yes"),
        ("at_least: 2, distinct: person", ["a", "A"], "no too-few"),
        ("at_least: 2, distinct: person", ["a", "b", "b"], "yes"),
        ("at_least: 2, distinct: person", ["a", ""], "no too-few"),
        ("at_least: 2, distinct: person", ["a", "", "b"], "yes"),
        ("at_most: 1", ["a", "b"], "no too-many"),
        ("exactly: 1", ["a", "b"], "no too-many"),
        ("exactly: 2", ["a"], "no too-few"),
        ("exactly: 2", ["a", "b"], "unknown incomplete-register"),
        ("at_most: 2", ["a", "b"], "unknown incomplete-register"),
        ("at_least: 2, at_most: 3", ["a"], "no too-few"),
        ("at_least: 2, at_most: 3", ["a", "b"], "unknown incomplete-register"),
        ("at_least: 1, at_most: 1", ["a", "b"], "no too-many"),
    ],
)
def test_a_count_meets_its_bounds(tmp_path: Path, count: str, given: list[str], answer: str) -> None:
    records = "".join(TRAINING % (f"person: {who}, " if who else "", i) for i, who in enumerate(given, start=1))
    assert asked(tmp_path, f"count: {{kind: training, window: period, {count}}}", records) == answer


@pytest.mark.parametrize(
    ("days", "bound", "answer"),
    [
        (["2026-05", "2026-05-12"], "at_least: 2", "unknown ambiguous-date"),
        (["2026-05", "2026-06-12"], "at_least: 2", "yes"),
        (["2026-05", "2026-05-12", "2026-06-01"], "at_least: 2", "yes"),
        (["2026-05", "2026-05-12", "2026-05-13"], "at_least: 3", "unknown ambiguous-date"),
        (["2026-05", "2026-05-12"], "at_least: 3", "no too-few"),
        (["2026-05", "2026-05-12"], "at_most: 1", "unknown ambiguous-date"),
        (["2026-05", "2026-05-12"], "exactly: 2", "unknown ambiguous-date"),
        (["2026-05", "2026-05-12", "2026-06-01"], "at_most: 1", "no too-many"),
    ],
)
def test_two_dates_that_may_be_one_day_are_not_told_apart(
    tmp_path: Path, days: list[str], bound: str, answer: str
) -> None:
    records = "".join(f"- {{kind: minute, body: board, date: {day}}}\n" for day in days)
    assert asked(tmp_path, f"count: {{kind: minute, window: period, distinct: date, {bound}}}", records) == answer


def test_two_words_for_one_thing_are_not_told_apart(tmp_path: Path) -> None:
    pack = PACK.replace("words: {}", "words: {course: {crt: [conflict resolution]}}")
    records = TRAINING % ("", 1) + (TRAINING % ("", 2)).replace("course: crt", "course: Conflict Resolution")
    check = "count: {kind: training, distinct: course, at_least: 2}"
    assert asked(tmp_path / "1", check, records, pack=pack) == "no too-few"
    assert asked(tmp_path / "2", check, records) == "yes"


@pytest.mark.parametrize(
    ("count", "lost", "answer"),
    [
        ("at_least: 2", 1, "unknown unreadable"),
        ("at_least: 3", 1, "no too-few"),
        ("at_least: 3", 2, "unknown unreadable"),
        ("at_least: 1", 1, "yes"),
        ("at_most: 0", 1, "no too-many"),
        ("at_most: 5", 1, "unknown incomplete-register"),
        ("at_most: 1", 1, "unknown unreadable"),
        ("exactly: 2", 1, "unknown unreadable"),
        ("exactly: 3", 1, "no too-few"),
    ],
)
def test_each_lost_row_is_one_possible_record(tmp_path: Path, count: str, lost: int, answer: str) -> None:
    files = {
        "t.csv": "course,completed_on\ncrt,2026-05-01\n" + "crt,2026-99-01\n" * lost,
        "t.csv.yaml": "kind: training\nregister_type: training\ncolumns: {course: course, completed_on: completed_on}\n",
    }
    check = f"count: {{kind: training, where: {{course: crt}}, window: period, {count}}}"
    assert asked(tmp_path, check, files=files) == answer


INCIDENTS_CSV = "Ref,Date,Type\n1,03/05/2026,PHYS\n2,04/05/2026,VERB\n"
SIDECAR = """\
kind: incident
register_type: incidents
columns: {Ref: id, Date: occurred_on, Type: category}
values: {Type: {PHYS: physical, VERB: verbal}}
dates: day-first
as_at: 2026-09-30
period: {start: 2026-04-01, end: 2026-09-30}
complete: true
declared_by: lsms
"""


def test_a_csv_register_gives_rows_and_says_that_there_are_no_more(tmp_path: Path) -> None:
    checks = {
        "physical": "count: {kind: incident, where: {category: physical}, window: period, exactly: 1}",
        "theft": "none: {kind: incident, where: {category: theft}, window: period}",
        "theft-before": "none: {kind: incident, where: {category: theft}, window: P12M}",
        "register": "exists: {kind: register, where: {register_type: incidents, complete: true}}",
    }
    files = {"i.csv": INCIDENTS_CSV, "i.csv.yaml": SIDECAR}
    assert ask_all(tmp_path / "1", checks, files=files) == {
        "physical": "yes",
        "theft": "yes",
        "theft-before": "unknown incomplete-register",
        "register": "yes",
    }
    undeclared = {**files, "i.csv.yaml": SIDECAR.replace("declared_by: lsms\n", "")}
    assert ask_all(tmp_path / "2", checks, files=undeclared)["theft"] == "unknown incomplete-register"
    bad = {**files, "i.csv": INCIDENTS_CSV + "3,31/02/2026,VERB\n"}
    said = ask_all(tmp_path / "3", checks, files=bad)
    assert said["theft"] == said["physical"] == "unknown unreadable"
