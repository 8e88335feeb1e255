"""`fields`, `agree`, `recurs`, `each_period`, `ratio` and `change`: contents, rhythm and figures (DESIGN 6.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import GROUPS, ask, ask_all, asked

ACTION = "- {kind: action, raised_on: %s%s}\n"
ACTIONS = "fields: {kind: action, %s}"


@pytest.mark.parametrize(
    ("form", "records", "answer"),
    [
        ("required: [lead, due]", ACTION % ("2026-05-01", ", lead: lsms, due: 2026-12-01"), "yes"),
        ("required: [lead, due]", ACTION % ("2026-05-01", ", lead: lsms"), "no missing-field"),
        ("required: [lead]", ACTION % ("2026-05-01", ", lead: ''"), "no missing-field"),
        ("required: [lead]", ACTION % ("2026-05-01", ", lead: lsms") + ACTION % ("2026-06-01", ""), "no missing-field"),
        ("required: [lead], which: latest", ACTION % ("2026-05-01", "") + ACTION % ("2026-06-01", ", lead: lsms"), "yes"),
        ("required: [lead], which: latest", ACTION % ("2026-05-01", ", lead: lsms") + ACTION % ("2026-06-01", ""), "no missing-field"),
        ("required: [lead], which: all", ACTION % ("2026-05-01", ", lead: lsms"), "yes"),
        ("required: [lead]", "", "unknown empty-population"),
        ("required: [lead], where: {status: open}", ACTION % ("2026-05-01", ", lead: lsms"), "unknown missing-field"),
        ("required: [lead], where: {status: open}", ACTION % ("2026-05-01", ", lead: lsms, status: open") + ACTION % ("2026-05-01", ", lead: lsms"), "yes"),
        ("required: [lead], where: {status: open}", ACTION % ("2026-05-01", ", lead: lsms, status: open") + ACTION % ("2026-05-01", ""), "unknown missing-field"),
        ("allowed: {status: [open, closed]}", ACTION % ("2026-05-01", ", status: Open"), "yes"),
        ("allowed: {status: [open, closed]}", ACTION % ("2026-05-01", ", status: cancelled"), "no missing-field"),
        ("allowed: {status: [open, closed]}", ACTION % ("2026-05-01", ""), "yes"),
        ("required: [period.start]", ACTION % ("2026-05-01", ", period: {start: 2026-04-01, end: 2026-05-01}"), "yes"),
        ("required: [period.start]", ACTION % ("2026-05-01", ""), "no missing-field"),
        ("required: [topics]", ACTION % ("2026-05-01", ", topics: []"), "no missing-field"),
        ("required: [from]", ACTION % ("2026-05-01", ", from: nowhere"), "no missing-field"),
    ],
)  # fmt: skip
def test_records_carry_what_they_must(tmp_path: Path, form: str, records: str, answer: str) -> None:
    assert asked(tmp_path, ACTIONS % form, records) == answer


def test_fields_and_agree_over_nothing_are_not_applicable_where_a_register_says_so(tmp_path: Path) -> None:
    register = "- {kind: register, register_type: r, covers_kind: %s, as_at: 2026-09-30, complete: true, declared_by: lsms, period: {start: 2026-04-01, end: 2026-09-30}}\n"
    checks = {
        "actions": "fields: {kind: action, window: period, required: [lead]}",
        "actions-ever": "fields: {kind: action, required: [lead]}",
        "documents": "fields: {kind: document, where: {doc_type: mou}, required: [version]}",
        "agree": "agree: {kind: document, where: {doc_type: mou}, topic: lead}",
    }
    assert ask_all(tmp_path, checks, register % "action" + register % "document") == {
        "actions": "not-applicable empty-population",
        "actions-ever": "unknown empty-population",
        "documents": "not-applicable empty-population",
        "agree": "not-applicable empty-population",
    }


def test_a_lost_record_may_lack_the_field(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: action, raised_on: x}\n"}
    check = ACTIONS % "required: [lead]"
    assert asked(tmp_path / "1", check, ACTION % ("2026-05-01", ", lead: lsms"), files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", check, ACTION % ("2026-05-01", ""), files=bad) == "no missing-field"
    latest = ACTIONS % "required: [lead], which: latest"
    assert asked(tmp_path / "3", latest, ACTION % ("2026-05-01", ""), files=bad) == "unknown unreadable"


MARKDOWN = """\
---
kind: document
doc_type: strategy
title: Our strategy
status: approved
approved_on: 2026-01-01
review_date: 2028-01
---

# Our strategy

## Training and support

## Risk-assessment

### Leadership
"""


@pytest.mark.parametrize(
    ("sections", "answer"),
    [
        ("[training]", "yes"),
        ("[Training, leadership]", "yes"),
        ("[risk assessment]", "yes"),
        ("[support]", "yes"),
        ("[train]", "no missing-field"),
        ("[leader]", "no missing-field"),
        ("[training, lone working]", "no missing-field"),
        ("[support training]", "no missing-field"),
    ],
)
def test_a_listed_word_stands_in_some_heading_as_whole_words(tmp_path: Path, sections: str, answer: str) -> None:
    check = f"fields: {{kind: document, where: {{doc_type: strategy}}, sections: {sections}}}"
    assert asked(tmp_path, check, files={"s.md": MARKDOWN}) == answer


DECLARING = "- {kind: document, doc_type: %s, status: approved, approved_on: 2026-01-01, review_date: 2028-01, declares: [%s]}\n"


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        (DECLARING % ("policy", "{topic: lead, value: Director}, {topic: lead, value: director}"), "yes"),
        (DECLARING % ("policy", "{topic: lead, value: Director}, {topic: lead, value: Chief}"), "no conflicting"),
        (DECLARING % ("policy", "{topic: lead, value: Director}, {topic: other, value: Chief}"), "yes"),
        (DECLARING % ("policy", "{topic: lead, value: a}") + DECLARING % ("policy", "{topic: lead, value: b}"), "yes"),
        (DECLARING % ("policy", "{topic: lead, value: a}"), "yes"),
        (DECLARING % ("policy", "{topic: other, value: a}"), "unknown empty-population"),
        (DECLARING % ("policy", "{topic: lead, value: unknown}"), "unknown empty-population"),
        (DECLARING % ("policy", "{topic: other, value: a}") + DECLARING % ("policy", "{topic: lead, value: a}"), "yes"),
        ("", "unknown empty-population"),
    ],
)
def test_values_of_a_topic_agree_inside_each_record(tmp_path: Path, records: str, answer: str) -> None:
    assert asked(tmp_path, "agree: {kind: document, where: {doc_type: policy}, topic: lead}", records) == answer


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("ref: A1, version: a1", "yes"),
        ("ref: A1, version: A2", "no conflicting"),
        ("ref: A1", "yes"),
        ("title: neither", "unknown empty-population"),
        ("ref: '2.0', version: '2'", "no conflicting"),
    ],
)
def test_values_at_paths_agree(tmp_path: Path, given: str, answer: str) -> None:
    records = f"- {{kind: document, doc_type: policy, status: approved, approved_on: 2026-01-01, review_date: 2028-01, {given}}}"
    assert (
        asked(tmp_path, "agree: {kind: document, where: {doc_type: policy}, paths: [ref, version]}", records) == answer
    )


def test_numbers_agree_by_what_they_are_worth(tmp_path: Path) -> None:
    check = "agree: {kind: risk, paths: [score, threshold]}"
    records = "- {kind: risk, raised_on: 2026-05-01, score: 2, threshold: %s}"
    assert asked(tmp_path / "1", check, records % "2.0") == "yes"
    assert asked(tmp_path / "2", check, records % "2.1") == "no conflicting"


def minutes(*days: str) -> str:
    return "".join(f"- {{kind: minute, body: board, date: {day}}}\n" for day in days)


@pytest.mark.parametrize(
    ("more", "days", "organisation", "answer"),
    [
        ("every: P6M", ["2026-04-01"], "", "yes"),
        ("every: P6M", ["2026-04-02"], "", "no gap-too-long"),
        ("every: P6M", ["2026-03-30"], "", "yes"),
        ("every: P6M", ["2026-03-29"], "", "no gap-too-long"),
        ("every: P6M, tolerance: P1D", ["2026-03-29"], "", "yes"),
        ("every: P6M, tolerance: P1D", ["2026-04-02"], "", "yes"),
        ("every: P6M, tolerance: P1D", ["2026-04-03"], "", "no gap-too-long"),
        ("every: P6M", [], "", "no gap-too-long"),
        ("every: P6M", ["2025-12-31", "2026-06-30"], "", "yes"),
        ("every: P6M", ["2025-12-31", "2026-07-01"], "", "no gap-too-long"),
        ("every: P3M", ["2025-12-01", "2026-03-01", "2026-06-01", "2026-08-31"], "", "yes"),
        ("every: P3M", ["2025-12-01", "2026-03-02", "2026-06-01", "2026-08-31"], "", "no gap-too-long"),
        ("every: P6M", ["2026-09-01"], "formed: 2026-03-01", "yes"),
        ("every: P6M", ["2026-09-01"], "formed: 2026-02-28", "no gap-too-long"),
        ("every: P12M, window: P24M", ["2025-09-30"], "", "yes"),
        ("every: P12M, window: P24M", ["2025-10-02"], "", "no gap-too-long"),
        ("every: P6M, where: {body: audit}", ["2026-04-01"], "", "no gap-too-long"),
        ("every: P6M", ["2026-03"], "", "unknown ambiguous-date"),
        ("every: P12M", ["2026-03"], "", "yes"),
    ],
)  # fmt: skip
def test_there_is_no_long_gap(tmp_path: Path, more: str, days: list[str], organisation: str, answer: str) -> None:
    assert asked(tmp_path, f"recurs: {{kind: minute, {more}}}", minutes(*days), organisation=organisation) == answer


EACH = "each_period: {kind: report, where: {report_type: annual}, each: %s}"


def reports(*those: str) -> str:
    made = []
    for one in those:
        day, _, period = one.partition(" ")
        start, _, end = period.partition("..")
        own = f", period: {{start: {start}, end: {end}}}" if period else ""
        made.append(f"- {{kind: report, report_type: annual, reported_on: {day}{own}}}\n")
    return "".join(made)


H1, H2 = "2026-04-01..2026-09-30", "2025-10-01..2026-03-31"


@pytest.mark.parametrize(
    ("each", "those", "more", "answer"),
    [
        ("half-year", ["2025-10-01", "2026-04-01"], {}, "yes"),
        ("half-year", ["2025-09-30", "2026-04-01"], {}, "no gap-too-long"),
        ("half-year", ["2026-04-01", "2026-05-01"], {}, "no gap-too-long"),
        ("half-year, last: 1", ["2026-04-01"], {}, "yes"),
        ("half-year, last: 1", ["2026-03-31"], {}, "no gap-too-long"),
        ("half-year, last: 3", ["2025-10-01", "2026-04-01"], {}, "no gap-too-long"),
        ("half-year, last: 3", ["2025-10-01", "2026-04-01", "2025-04-01"], {}, "yes"),
        ("half-year", ["2026-03-31", "2026-09-30"], {}, "yes"),
        # a record whose period is that period, whenever it was written
        ("half-year, last: 1", [f"2026-05-10 {H2}"], {"as_of": "2026-05-15", "period": "2025-10-01..2026-03-31"}, "yes"),
        ("half-year, last: 1", [f"2026-10-15 {H1}"], {"as_of": "2026-10-20", "period": H1}, "yes"),
        ("half-year, last: 1", [f"2026-10-21 {H1}"], {"as_of": "2026-10-20", "period": H1}, "no gap-too-long"),
        ("half-year, last: 1", [f"2026-05-10 {H2}"], {}, "no gap-too-long"),
        ("half-year, last: 1", ["2026-05-10 2025-04-01..2026-03-31"], {}, "no gap-too-long"),
        ("half-year, last: 1", ["2026-05-10 2026-04-01..2027-03-31"], {}, "no gap-too-long"),
        ("half-year, last: 1", ["2026-05-10 2026-04..2026-09"], {}, "yes"),
        # lag
        ("half-year, last: 1, lag: P1D", [f"2026-03-31 {H2}"], {}, "yes"),
        ("half-year, last: 1, lag: P1D", [f"2026-09-30 {H1}"], {}, "no gap-too-long"),
        ("half-year, last: 1, lag: P20D", [f"2026-09-30 {H1}"], {"as_of": "2026-10-20", "period": H1}, "yes"),
        ("half-year, last: 1, lag: P21D", [f"2026-09-30 {H1}"], {"as_of": "2026-10-20", "period": H1}, "no gap-too-long"),
        ("half-year, last: 1, lag: P6M", [f"2026-03-31 {H2}"], {}, "yes"),
        ("half-year, last: 1, lag: P7M", [f"2026-03-31 {H2}"], {}, "no gap-too-long"),
        ("half-year, last: 1, lag: P7M", ["2025-09-30 2025-04-01..2025-09-30"], {}, "yes"),
        # formed
        ("half-year", ["2026-04-01"], {"organisation": "formed: 2026-01-01"}, "yes"),
        ("half-year", ["2026-04-01"], {"organisation": "formed: 2026-04-01"}, "yes"),
        ("half-year", [], {"organisation": "formed: 2026-04-02"}, "unknown not-yet-due"),
        ("half-year", [], {"organisation": "formed: 2025-10-01"}, "no gap-too-long"),
        # year_start
        ("half-year, last: 1", ["2026-01-01"], {"organisation": 'year_start: "01-01"'}, "yes"),
        ("half-year, last: 1", ["2026-07-01"], {"organisation": 'year_start: "01-01"'}, "no gap-too-long"),
        ("financial-year", ["2025-04-01"], {}, "yes"),
        ("financial-year", ["2026-04-01"], {}, "no gap-too-long"),
        ("financial-year", ["2025-03-31"], {}, "no gap-too-long"),
        ("financial-year", ["2025-01-01"], {"organisation": 'year_start: "01-01"'}, "yes"),
        ("financial-year", ["2025-10-01"], {"organisation": 'year_start: "10-01"'}, "yes"),
        ("quarter", ["2025-10-05", "2026-01-05", "2026-04-05", "2026-07-05"], {}, "yes"),
        ("quarter", ["2025-10-05", "2026-01-05", "2026-04-05", "2026-06-30"], {}, "no gap-too-long"),
        ("month", [f"2026-{n:02}-28" for n in range(1, 10)] + ["2025-10-28", "2025-11-28", "2025-12-28"], {}, "yes"),
        ("month", [f"2026-{n:02}-28" for n in range(1, 10)] + ["2025-10-28", "2025-11-28"], {}, "no gap-too-long"),
        ("month, last: 1", ["2026-08-15"], {"as_of": "2026-09-29"}, "yes"),
        ("month, last: 1", ["2026-08-15"], {"as_of": "2026-09-30"}, "no gap-too-long"),
        ("half-year, last: 1", ["2026"], {}, "unknown ambiguous-date"),
        ("half-year, last: 1", ["2026-04"], {}, "yes"),
    ],
)  # fmt: skip
def test_there_is_one_for_every_period(
    tmp_path: Path, each: str, those: list[str], more: dict[str, str], answer: str
) -> None:
    assert asked(tmp_path, EACH % each, reports(*those), **more) == answer


def test_twice_a_year_with_a_minute(tmp_path: Path) -> None:
    check = (
        "each_period: {kind: report, where: {report_type: assurance-statement}, received_by: board, each: half-year}"
    )
    report = "- {kind: report, report_type: assurance-statement, reported_on: %s, received_by: [{body: board, minute: %s}]}\n"
    minute = "- {id: %s, kind: minute, body: board, date: %s}\n"
    both = report % ("2025-11-01", "m1") + report % ("2026-05-01", "m2") + minute % ("m1", "2025-11-20")
    assert asked(tmp_path / "1", check, both + minute % ("m2", "2026-05-20")) == "yes"
    assert asked(tmp_path / "2", check, both).startswith("no ")
    assert (
        asked(tmp_path / "3", check, both, files={"bad.yaml": "records:\n  - {kind: minute, body: board, date: x}\n"})
        != "yes"
    )


def test_lost_records_may_fill_a_gap(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: report, reported_on: x}\n"}
    assert asked(tmp_path / "1", EACH % "half-year", reports("2026-04-01"), files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", EACH % "half-year", files=bad) == "no gap-too-long"
    recurs = "recurs: {kind: report, every: P6M}"
    assert asked(tmp_path / "3", recurs, files=bad) == "unknown unreadable"


def staff(course: str, *people: str, more: str = "") -> str:
    return "".join(
        f"- {{kind: training, course: {course}, person: {who}, completed_on: 2026-05-01{more}}}\n" for who in people
    )


def these(part: int, whole: int) -> str:
    return staff("crt", *(f"p{n}" for n in range(part))) + staff("other", *(f"q{n}" for n in range(whole - part)))


SHARE = "ratio: {of: {kind: training%s}, matching: {course: crt}, %s}"


@pytest.mark.parametrize(
    ("bounds", "part", "whole", "answer"),
    [
        ("at_least: 85%", 17, 20, "yes"),
        ("at_least: 85%", 16, 19, "no below-target"),
        ("at_least: 85%", 107, 126, "no below-target"),  # 84.92%
        ("at_least: 30%", 3, 7, "yes"),
        ("at_least: 30%", 2, 7, "no below-target"),
        ("at_most: 30%", 3, 10, "yes"),
        ("at_most: 30%", 31, 100, "no above-target"),
        ("at_least: 33.3%", 333, 1000, "yes"),
        ("at_least: 33.34%", 1, 3, "no below-target"),
        ("at_least: 50%", 0, 0, "unknown empty-population"),
        ("at_least: 50%, min_denominator: 5", 4, 4, "unknown"),
        ("at_least: 50%, min_denominator: 5", 4, 5, "yes"),
        ("at_least: 0%", 0, 3, "yes"),
        ("at_least: 100%", 3, 3, "yes"),
        ("at_least: 20%, at_most: 40%", 3, 10, "yes"),
        ("at_least: 20%, at_most: 40%", 1, 10, "no below-target"),
        ("at_least: 20%, at_most: 40%", 5, 10, "no above-target"),
    ],
)
def test_a_share_reaches_its_target_by_whole_numbers(
    tmp_path: Path, bounds: str, part: int, whole: int, answer: str
) -> None:
    assert asked(tmp_path, SHARE % ("", bounds), these(part, whole)).startswith(answer)


REGISTER = "- {kind: register, register_type: r, covers_kind: %s, as_at: 2026-09-30, complete: true, declared_by: lsms, period: {start: %s, end: %s}}\n"


@pytest.mark.parametrize(
    ("check", "records", "answer"),
    [
        (SHARE % ("", "at_least: 50%"), REGISTER % ("training", "2026-04-01", "2026-09-30"), "not-applicable empty-population"),
        (SHARE % (", window: period", "at_least: 50%"), REGISTER % ("training", "2026-04-01", "2026-09-30"), "not-applicable empty-population"),
        (SHARE % (", window: P12M", "at_least: 50%"), REGISTER % ("training", "2026-04-01", "2026-09-30"), "unknown empty-population"),
        # what a record does not say is no evidence for a share to reach, and may count against one to keep under
        ("ratio: {of: {kind: training}, matching: {required: true}, at_least: 100%}", staff("crt", "a"), "no below-target"),
        ("ratio: {of: {kind: training}, matching: {required: true}, at_most: 0%}", staff("crt", "a"), "unknown missing-field"),
        ("ratio: {of: {kind: training, where: {required: true}}, matching: {course: crt}, at_least: 100%}", staff("crt", "a", more=", required: true") + staff("x", "b"), "unknown missing-field"),
        ("ratio: {of: {kind: training, where: {required: true}}, matching: {course: crt}, at_least: 100%}", staff("crt", "a", more=", required: true") + staff("crt", "b"), "yes"),
        ("ratio: {of: {kind: training}, matching: {required: true}, at_least: 20%, at_most: 60%}", staff("crt", "a", "b") + staff("crt", "c", "d", more=", required: true"), "unknown missing-field"),
        ("ratio: {of: {kind: training}, matching: {required: true}, at_least: 60%, at_most: 90%}", staff("crt", "a", "b") + staff("crt", "c", "d", more=", required: true"), "no below-target"),
        ("ratio: {of: {kind: training}, matching: {required: true}, at_least: 20%, at_most: 60%}", staff("crt", "a", "b", more=", required: false") + staff("crt", "c", "d", more=", required: true"), "yes"),
        # the best record of each person
        ("ratio: {of: {kind: training}, matching: {course: crt}, distinct: person, at_least: 100%}", staff("crt", "a", "b") + staff("x", "a", "A"), "yes"),
        ("ratio: {of: {kind: training}, matching: {course: crt}, distinct: person, at_least: 100%}", staff("crt", "a") + staff("x", "a", "b"), "no below-target"),
        ("ratio: {of: {kind: training}, matching: {course: crt}, distinct: person, at_least: 51%}", staff("crt", "a", "a", "a") + staff("x", "b"), "no below-target"),
        # age
        ("ratio: {of: {kind: training}, matching: {course: crt}, max_age: P4M, at_least: 100%}", staff("crt", "a"), "no below-target"),
        ("ratio: {of: {kind: training}, matching: {course: crt}, max_age: P5M, at_least: 100%}", staff("crt", "a"), "yes"),
        ("ratio: {of: {kind: training}, matching: {expires: {at_least: $as_of}}, at_least: 100%}", staff("crt", "a", more=", expires: 2026-09-30"), "yes"),
        ("ratio: {of: {kind: training}, matching: {expires: {at_least: $as_of}}, at_least: 100%}", staff("crt", "a", more=", expires: 2026-09-29"), "no below-target"),
        ("ratio: {of: {kind: training}, matching: {expires: {at_least: $as_of}}, at_least: 100%}", staff("crt", "a", more=", expires: 2026-09"), "yes"),
    ],
)  # fmt: skip
def test_a_share_counts_whom_it_asks(tmp_path: Path, check: str, records: str, answer: str) -> None:
    assert asked(tmp_path, check, records) == answer


def test_age_in_a_share_says_nothing_where_the_date_may_mean_either(tmp_path: Path) -> None:
    check = "ratio: {of: {kind: training}, matching: {course: crt}, max_age: P4M, at_least: 100%}"
    records = "- {kind: training, course: crt, person: a, completed_on: 2026-05}"
    assert asked(tmp_path, check, records, as_of="2026-09-15") == "unknown ambiguous-date"


HEADCOUNT = "ratio: {population: {organisation: staff_groups%s, sum: headcount}, matching: {kind: training, where: {course: crt%s}}, distinct: person, at_least: %s}"


@pytest.mark.parametrize(
    ("where", "group", "share", "organisation", "people", "answer"),
    [
        ("", "", "2%", GROUPS, 3, "yes"),
        ("", "", "2%", GROUPS, 2, "no below-target"),
        (", where: {frontline: true}", "", "3%", GROUPS, 3, "yes"),
        (", where: {frontline: true}", "", "3%", GROUPS, 2, "no below-target"),
        (", where: {frontline: true}", ", staff_group: $each.id", "3%", GROUPS, 3, "yes"),
        (", where: {id: clerical}", ", staff_group: $each.id", "1%", GROUPS, 3, "no below-target"),
        ("", "", "2%", "staff_groups: []", 3, "not-applicable empty-population"),
        ("", "", "2%", "", 3, "unknown empty-population"),
        ("", "", "2%", "staff_groups: [{id: nursing, headcount: 100}, {id: clerical}]", 3, "unknown missing-field"),
        (", where: {frontline: true}", "", "2%", "staff_groups: [{id: nursing, headcount: 100}]", 3, "unknown missing-field"),
        (", where: {frontline: true}", "", "2%", "staff_groups: [{id: nursing, headcount: 100, frontline: false}]", 3, "not-applicable empty-population"),
    ],
)  # fmt: skip
def test_a_share_of_the_headcount(
    tmp_path: Path, where: str, group: str, share: str, organisation: str, people: int, answer: str
) -> None:
    known = ", staff_group: nursing" if "nursing" in organisation else ""
    records = staff("crt", *(f"p{n}" for n in range(people)), more=known)
    assert asked(tmp_path, HEADCOUNT % (where, group, share), records, organisation=organisation) == answer


def test_lost_rows_may_reach_the_target_or_miss_it(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: training, completed_on: x}\n"}
    assert asked(tmp_path / "1", SHARE % ("", "at_least: 85%"), these(17, 20), files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", SHARE % ("", "at_least: 85%"), these(18, 20), files=bad) == "yes"
    assert asked(tmp_path / "3", SHARE % ("", "at_least: 85%"), these(10, 20), files=bad) == "no below-target"
    assert asked(tmp_path / "4", SHARE % ("", "at_least: 85%"), these(16, 19), files=bad) == "unknown unreadable"


def test_a_lost_row_may_be_a_better_record_of_somebody_who_is_counted(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: training, completed_on: x}\n"}
    share = "ratio: {of: {kind: training}, matching: {course: crt}, distinct: person, %s}"
    assert asked(tmp_path / "1", share % "at_least: 85%", these(16, 20), files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", share % "at_most: 84%", these(16, 20), files=bad) == "unknown unreadable"
    assert asked(tmp_path / "3", share % "at_most: 85%", these(16, 20), files=bad) == "yes"
    assert asked(tmp_path / "4", share % "at_least: 86%", these(16, 20), files=bad) == "no below-target"


def test_a_group_that_may_be_asked_may_pass_the_limit(tmp_path: Path) -> None:
    check = "ratio: {population: {organisation: staff_groups, where: {frontline: true}, sum: headcount}, matching: {kind: training, where: {course: crt, staff_group: $each.id}}, at_most: 10%}"
    groups = "staff_groups: [{id: nursing, headcount: 100, frontline: true}, {id: clerical, headcount: 20%s}]"
    records = staff("crt", *(f"p{n}" for n in range(15)), more=", staff_group: clerical")
    assert asked(tmp_path / "1", check, records, organisation=groups % "") == "unknown missing-field"
    assert asked(tmp_path / "2", check, records, organisation=groups % ", frontline: true") == "no above-target"
    assert asked(tmp_path / "3", check, records, organisation=groups % ", frontline: false") == "yes"


METRIC = "- {kind: metric, name: assaults, value: %s, period: {start: %s, end: %s}}\n"


def years(before: object, last: object) -> str:
    return METRIC % (before, "2024-04-01", "2025-03-31") + METRIC % (last, "2025-04-01", "2026-03-31")


@pytest.mark.parametrize(
    ("bounds", "records", "answer"),
    [
        ("at_most: -5%", years(100, 95), "yes"),
        ("at_most: -5%", years(100, 96), "no above-target"),
        ("at_most: -5%", years(100, 95.01), "no above-target"),
        ("at_least: 5%", years(100, 105), "yes"),
        ("at_least: 5%", years(100, 104), "no below-target"),
        ("at_least: -5%", years(100, 95), "yes"),
        ("at_least: -5%", years(100, 94), "no below-target"),
        ("at_most: -5%", years(0, 0), "unknown no-baseline"),
        ("at_most: -5%", METRIC % (1, "2025-04-01", "2026-03-31"), "unknown no-baseline"),
        ("at_most: -5%", METRIC % (1, "2024-04-01", "2025-03-31"), "unknown no-baseline"),
        ("at_most: -5%", "", "unknown no-baseline"),
        ("compared: true", years(100, 200), "yes"),
        ("compared: true", years(0, 200), "yes"),
        ("compared: true", METRIC % (1, "2025-04-01", "2026-03-31"), "unknown no-baseline"),
        ("at_most: -5%", years(100, 95) + years(100, 95), "yes"),
        ("at_most: -5%", years(100, 95) + years(100, 94), "unknown conflicting"),
        ("compared: true", years(100, 95) + years(100, 94), "unknown conflicting"),
        ("at_most: -5%, each: half-year", METRIC % (100, "2025-10-01", "2026-03-31") + METRIC % (95, "2026-04-01", "2026-09-30"), "yes"),
        ("at_most: -5%, each: half-year", METRIC % (95, "2025-10-01", "2026-03-31") + METRIC % (100, "2026-04-01", "2026-09-30"), "no above-target"),
        ("at_most: -5%, each: quarter", METRIC % (100, "2026-04-01", "2026-06-30") + METRIC % (95, "2026-07-01", "2026-09-30"), "yes"),
        ("at_most: -5%, each: quarter", METRIC % (100, "2026-04-01", "2026-06-30") + METRIC % (95, "2026-07-01", "2026-09-29"), "unknown no-baseline"),
    ],
)  # fmt: skip
def test_a_figure_moved_as_promised(tmp_path: Path, bounds: str, records: str, answer: str) -> None:
    each = "" if "each:" in bounds else ", each: financial-year"
    assert asked(tmp_path, f"change: {{metric: Assaults, {bounds}{each}}}", records) == answer


def test_a_count_moves_only_where_complete_registers_cover_both_periods(tmp_path: Path) -> None:
    check = "change: {count: {kind: incident, where: {category: physical}}, each: half-year, at_most: -5%}"
    incident = "- {kind: incident, occurred_on: %s, category: physical}\n"
    records = incident % "2025-11-01" + incident % "2026-01-01" + incident % "2026-05-01"
    both = REGISTER % ("incident", "2025-10-01", "2026-09-30")
    assert asked(tmp_path / "1", check, records + both) == "yes"
    assert asked(tmp_path / "2", check, records) == "unknown no-baseline"
    assert (
        asked(tmp_path / "3", check, records + REGISTER % ("incident", "2026-04-01", "2026-09-30"))
        == "unknown no-baseline"
    )
    assert asked(tmp_path / "4", check, incident % "2026-05-01" + both) == "unknown no-baseline"
    assert asked(tmp_path / "5", check, records + both + incident % "2026-06-01") == "no above-target"
    assert (
        asked(tmp_path / "6", check, records + both + "- {kind: incident, occurred_on: 2026-06-01}\n")
        == "unknown missing-field"
    )


def test_a_value_and_a_need_are_shown(tmp_path: Path) -> None:
    found = ask(tmp_path, SHARE % ("", "at_least: 85%"), these(16, 20))
    assert "16 of 20" in found["value"]
    assert "85%" in found["needed"]
