"""`recurs`, `each_period`, `ratio`, `change`, `fields` and `agree` at their edges."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

RECURS = "recurs: {kind: minute, where: {body: board}, every: P6M%s}"


def minutes(*days: str) -> str:
    return "[" + ", ".join(f"{{kind: minute, body: board, date: {day}}}" for day in days) + "]"


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (("2026-04-01",), "yes"),
        (("2026-03-31",), "yes"),
        (("2026-03-30",), "yes"),
        (("2026-03-29",), "no gap-too-long"),
        (("2026-04-02",), "no gap-too-long"),
        (("2026-03-01", "2026-09-01"), "yes"),
        (("2026-03-01", "2026-09-02"), "no gap-too-long"),
        (("2026-03",), "unknown ambiguous-date"),
        ((), "no gap-too-long"),
    ],
)
def test_no_gap_from_the_start_between_and_to_the_end_is_longer(days: tuple[str, ...], answer: str) -> None:
    assert told(ask(RECURS % "", minutes(*days))) == answer


def test_a_tolerance_lengthens_the_gap_and_a_new_organisation_starts_when_it_was_formed() -> None:
    assert told(ask(RECURS % ", tolerance: P1D", minutes("2026-03-29"))) == "yes"
    assert told(ask(RECURS % "", minutes("2026-09-01"), organisation="formed: 2026-03-01")) == "yes"
    assert told(ask(RECURS % "", minutes("2026-09-01"), organisation="formed: 2026-02-28")) == "no gap-too-long"


def test_lost_minutes_may_fill_a_gap_one_each() -> None:
    one = (Lost(kind="minute", file="m.yaml", line=4),)
    assert told(ask(RECURS % "", "", lost=one)) == "unknown unreadable"
    assert told(ask("recurs: {kind: minute, every: P2M}", "", lost=one)) == "no gap-too-long"
    assert (
        told(ask("recurs: {kind: minute, every: P2M}", "", lost=(Lost(kind=None, file="m.yaml", many=True),)))
        == "unknown unreadable"
    )


TWICE = "each_period: {kind: report, where: {report_type: assurance-statement}, each: half-year%s}"


def report(day: str, period: str = "") -> str:
    return f"{{kind: report, report_type: assurance-statement, reported_on: {day}{', period: ' + period if period else ''}}}"


H1, H2 = "{start: 2026-04-01, end: 2026-09-30}", "{start: 2025-10-01, end: 2026-03-31}"


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        ((report("2026-09-30"), report("2025-10-01")), "yes"),
        ((report("2026-09-30"), report("2025-09-30")), "no gap-too-long"),
        ((report("2026-09-30", H1), report("2026-04-10", H2)), "yes"),
        ((report("2026-09-30", H2), report("2026-05-10", H2)), "no gap-too-long"),
        ((report("2026-09-30"), report("2026-03")), "yes"),
        ((report("2026-09-30"), report("2026")), "unknown ambiguous-date"),
        ((report("2026-09-30"), report("2026-10-01", H2)), "no gap-too-long"),
    ],
)
def test_each_half_year_has_its_own_report(records: tuple[str, ...], answer: str) -> None:
    assert told(ask(TWICE % "", f"[{', '.join(records)}]")) == answer


def test_a_lag_leaves_the_last_period_until_it_is_due() -> None:
    older = f"[{report('2025-10-30', '{start: 2025-04-01, end: 2025-09-30}')}, {report('2026-04-10', H2)}]"
    assert told(ask(TWICE % ", lag: P1M", older)) == "yes"
    assert told(ask(TWICE % "", older)) == "no gap-too-long"
    assert told(ask(TWICE % "", older, organisation="formed: 2026-04-02")) == "unknown not-yet-due"


def test_periods_are_counted_from_the_organisations_year() -> None:
    january = "year_start: '01-01'"
    found = ask(TWICE % ", last: 1", f"[{report('2026-06-30')}]", organisation=january)
    assert told(found) == "yes"
    assert told(ask(TWICE % ", last: 1", f"[{report('2026-07-01')}]", organisation=january)) == "no gap-too-long"


def people(held: int, of: int, expires: str = "2027-01-01") -> str:
    row = "{kind: training, course: crt, person: P%d, required: true, completed_on: 2024-06-01, expires: %s}"
    return "[" + ", ".join(row % (n, expires if n < held else "2026-09-29") for n in range(of)) + "]"


CRT = "ratio: {of: {kind: training, where: {course: crt, required: true}}, matching: {expires: {at_least: $as_of}}, distinct: person, at_least: %s}"


@pytest.mark.parametrize(
    ("held", "of", "target", "answer"),
    [
        (85, 100, "85%", "yes"),
        (84, 100, "85%", "no below-target"),
        (62, 73, "84.93%", "yes"),
        (62, 73, "85%", "no below-target"),
        (3, 7, "30%", "yes"),
        (2, 7, "30%", "no below-target"),
        (0, 1, "0%", "yes"),
        (1, 1, "100%", "yes"),
        (0, 0, "85%", "unknown empty-population"),
    ],
)
def test_a_share_is_never_rounded_up_to_its_target(held: int, of: int, target: str, answer: str) -> None:
    assert told(ask(CRT % target, people(held, of))) == answer


def test_the_value_says_part_whole_and_share() -> None:
    found = ask(CRT % "85%", people(82, 104))
    assert (found.value, found.needed) == ("82 of 104 (78.84%)", "at least 85%")
    assert found.because.startswith("82 of 104 (78.84%), at least 85% needed")


def test_the_best_record_of_a_person_counts_and_a_nameless_one_does_not() -> None:
    rows = "[{kind: training, course: crt, person: P1, required: true, expires: 2020-01-01}, {kind: training, course: crt, person: p1, required: true, expires: 2027-01-01}, {kind: training, course: crt, required: true, expires: 2020-01-01}]"
    assert ask(CRT % "85%", rows).value == "1 of 1 (100%)"


def test_a_row_that_does_not_say_whether_it_is_required_may_be() -> None:
    rows = people(17, 20)[:-1] + ", {kind: training, course: crt, person: X, expires: %s}]"
    assert told(ask(CRT % "85%", rows % "2020-01-01")) == "unknown missing-field"
    assert told(ask(CRT % "85%", rows % "2027-01-01")) == "yes"
    assert told(ask(CRT % "80%", rows % "2020-01-01")) == "yes"


def test_lost_rows_are_tried_at_their_worst_and_best() -> None:
    lost = (Lost(kind="training", file="t.csv", line=3),)
    assert told(ask(CRT % "85%", people(17, 20), lost=lost)) == "unknown unreadable"
    assert told(ask(CRT % "85%", people(18, 20), lost=lost)) == "yes"
    assert told(ask(CRT % "85%", people(10, 20), lost=lost)) == "no below-target"
    assert (
        told(ask(CRT % "85%", people(10, 20), lost=(Lost(kind="training", file="t.csv", many=True),)))
        == "unknown unreadable"
    )


def test_a_small_denominator_is_unknown() -> None:
    form = CRT.replace("at_least: %s", "at_least: 85%%, min_denominator: %s")
    assert told(ask(form % 10, people(9, 9))) == "unknown empty-population"
    assert told(ask(form % 10, people(10, 10))) == "yes"


def test_staff_groups_are_a_population_by_headcount() -> None:
    groups = (
        "staff_groups: [{id: nursing, headcount: 3, frontline: true}, {id: estates, headcount: 9, frontline: false}]"
    )
    form = "ratio: {population: {organisation: staff_groups, where: {frontline: true}, sum: headcount}, matching: {kind: training, where: {course: crt, staff_group: nursing}, window: P36M}, distinct: person, at_least: 66%}"
    row = "{kind: training, course: crt, person: %s, staff_group: nursing, completed_on: 2025-01-01}"
    assert told(ask(form, f"[{row % 'A'}, {row % 'B'}]", organisation=groups)) == "yes"
    assert told(ask(form, f"[{row % 'A'}, {row % 'a'}]", organisation=groups)) == "no below-target"
    assert (
        told(ask(form, f"[{row % 'A'}]", organisation="staff_groups: [{id: nursing, frontline: true}]"))
        == "unknown missing-field"
    )


def test_an_upper_limit_counts_what_does_not_say() -> None:
    form = "ratio: {of: {kind: incident, window: period}, matching: {injury: true}, at_most: 50%}"
    rows = "[{kind: incident, occurred_on: 2026-05-01, injury: true}, {kind: incident, occurred_on: 2026-05-02%s}]"
    assert told(ask(form, rows % ", injury: false")) == "yes"
    assert told(ask(form, rows % ", injury: true")) == "no above-target"
    assert told(ask(form, rows % "")) == "unknown missing-field"


METRIC = "{kind: metric, name: injuries, value: %s, period: {start: %s-04-01, end: %s-03-31}}"


def years(old: str, new: str) -> str:
    return f"[{METRIC % (old, 2024, 2025)}, {METRIC % (new, 2025, 2026)}]"


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("100", "95", "yes"),
        ("100", "95.01", "no above-target"),
        ("100", "94", "yes"),
        ("0", "0", "unknown no-baseline"),
    ],
)
def test_exactly_five_percent_less_meets_it(old: str, new: str, answer: str) -> None:
    assert told(ask("change: {metric: injuries, at_most: -5%}", years(old, new))) == answer


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("at_most: -0.001%", "a fall, however small"),
        ("at_most: -0.01%", "a fall of 0.01% or more"),
        ("at_most: -5%", "a fall of 5% or more"),
        ("at_most: 0%", "no rise"),
        ("at_most: 2%", "no rise of more than 2%"),
        ("at_least: 0.001%", "a rise, however small"),
        ("at_least: 5%", "a rise of 5% or more"),
        ("at_least: 0%", "no fall"),
    ],
)
def test_what_is_needed_of_a_figure_is_said_as_a_fall_or_a_rise(asked: str, said: str) -> None:
    found = ask(f"change: {{metric: injuries, {asked}}}", years("100", "101"))
    assert found.needed == said


def test_a_figure_without_a_base_is_unknown() -> None:
    assert (
        told(ask("change: {metric: injuries, at_most: -5%}", f"[{METRIC % (95, 2025, 2026)}]")) == "unknown no-baseline"
    )
    assert told(ask("change: {metric: injuries, compared: true}", years("0", "7"))) == "yes"
    twice = years("100", "95")[:-1] + ", " + METRIC % (96, 2025, 2026) + "]"
    assert told(ask("change: {metric: injuries, compared: true}", twice)) == "unknown conflicting"
    counted = "change: {count: {kind: incident}, at_most: 0%}"
    assert told(ask(counted, "[{kind: incident, occurred_on: 2025-05-01}]")) == "unknown no-baseline"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "1 to 2 (100%)"),
        ("{kind: incident, occurred_on: 2024-03-31}", "1 to 2 (100%)"),
        ("{kind: incident, occurred_on: 2024-04-01}", "2 to 2 (0%)"),
        ("{kind: incident, occurred_on: 2025-03-31}", "2 to 2 (0%)"),
        ("{kind: incident, occurred_on: 2025-04-01}", "1 to 3 (200%)"),
        ("{kind: incident, occurred_on: 2026-03-31}", "1 to 3 (200%)"),
        ("{kind: incident, occurred_on: 2026-04-01}", "1 to 2 (100%)"),
        ("{kind: incident, occurred_on: 2026-03}", "1 to 3 (200%)"),
        ("{kind: incident, occurred_on: 2025}", "unknown ambiguous-date"),
        ("{kind: incident, occurred_on: 2026}", "unknown ambiguous-date"),
    ],
)
def test_a_change_of_a_count_takes_each_record_into_the_year_it_lies_in(more: str, said: str) -> None:
    whole = (
        "{kind: register, register_type: incidents, as_at: 2026-09-30, complete: true, declared_by: lsms, "
        "period: {start: 2024-01-01, end: 2026-09-30}}"
    )
    some = [f"{{kind: incident, occurred_on: {day}}}" for day in ("2024-07-09", "2025-07-09", "2025-08-09")]
    found = ask("change: {count: {kind: incident}, at_least: 0%}", f"[{', '.join([whole, *some, more]).rstrip(', ')}]")
    assert said in (found.value, told(found))


def test_fields_asks_what_every_record_must_carry() -> None:
    form = "fields: {kind: plan, where: {plan_type: work}, required: [agreed_by, period.end], allowed: {agreed_by: [board]}}"
    good = "{kind: plan, plan_type: work, agreed_by: board, agreed_on: 2026-04-01, period: {start: 2026-04-01, end: 2027-03-31}}"
    assert told(ask(form, f"[{good}]")) == "yes"
    assert told(ask(form, f"[{good}, {good.replace('agreed_by: board, ', '')}]")) == "no missing-field"
    assert told(ask(form, f"[{good.replace('agreed_by: board', 'agreed_by: quality')}]")) == "no missing-field"
    assert told(ask(form, "")) == "unknown empty-population"
    late = form.replace("required", "which: latest, required")
    older = good.replace("agreed_by: board, ", "").replace("2026-04-01, period", "2026-03-01, period")
    assert told(ask(late, f"[{good}, {older}]")) == "yes"
    assert told(ask(late, f"[{good}]", lost=(Lost(kind="plan", file="p.yaml"),))) == "unknown unreadable"


def test_a_section_is_found_by_whole_words_in_a_heading() -> None:
    form = "fields: {kind: document, where: {doc_type: policy}, sections: [lone working]}"
    policy = "[{kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2028, sections: ['%s']}]"
    assert told(ask(form, policy % "4. Lone-working arrangements")) == "yes"
    assert told(ask(form, policy % "Lone workings")) == "no missing-field"


def test_agree_compares_inside_each_record() -> None:
    form = "agree: {kind: document, where: {doc_type: strategy}, topic: review-interval}"
    record = "[{kind: document, doc_type: strategy, status: approved, approved_on: 2025-01-01, review_date: 2028, declares: [{topic: review interval, value: P1Y}, {topic: review interval, value: %s}]}]"
    assert told(ask(form, record % "p1y")) == "yes"
    assert told(ask(form, record % "P3Y")) == "no conflicting"
    paths = "agree: {kind: document, where: {doc_type: strategy}, paths: [published_at, ref]}"
    one = "[{kind: document, doc_type: strategy, status: approved, approved_on: 2025-01-01, review_date: 2028, ref: A}]"
    assert told(ask(paths, one)) == "yes"


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ("agreed_by: board", "yes"),
        ("agreed_by: quality", "yes"),
        ("agreed_by: audit", "no missing-field"),
    ],
)
def test_a_body_that_acts_for_one_that_is_allowed_is_allowed(fields: str, answer: str) -> None:
    form = "fields: {kind: plan, where: {plan_type: work}, allowed: {agreed_by: [board]}}"
    bodies = "bodies: [{id: board, name: B, level: board}, {id: quality, name: Q, level: committee, acts_for: board}, {id: audit, name: A, level: committee}]"
    plan = f"[{{kind: plan, plan_type: work, agreed_on: 2026-04-01, period: {{start: 2026-04-01, end: 2027-03-31}}, {fields}}}]"
    assert told(ask(form, plan, organisation=bodies)) == answer


FIELDS = "fields: {kind: document, where: {doc_type: policy}, %s}"
PAPER = "{kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2028%s}"


@pytest.mark.parametrize(
    ("by", "answer"),
    [(("board", "board"), "yes"), (("board", "audit"), "no missing-field"), (("audit", "audit"), "no missing-field")],
)
def test_what_is_allowed_inside_a_list_is_asked_of_every_entry(by: tuple[str, str], answer: str) -> None:
    extended = ", ".join(f"{{to: 2029-01-01, granted_on: 2026-01-01, by: {each}}}" for each in by)
    record = PAPER % f", extensions: [{extended}]"
    assert told(ask(FIELDS % "allowed: {extensions.by: [board]}", f"[{record}]")) == answer
    assert told(ask(FIELDS % "allowed: {extensions.by: [board]}", f"[{PAPER % ''}]")) == "yes"


def test_every_field_that_is_lacking_is_told() -> None:
    found = ask(FIELDS % "required: [ref, version, published_on]", f"[{PAPER % ', version: one'}]")
    assert found.because.endswith("r1 (records.yaml:1) lacks ref, day of publication.")


@pytest.mark.parametrize(
    ("headings", "answer"),
    [
        ("'3. Lone working: who, when and where'", "yes"),
        ("'(Lone working)'", "yes"),
        ("Lone, Working", "no missing-field"),
        ("Lone, 'Lone working'", "yes"),
        ("", "no missing-field"),
    ],
)
def test_a_section_stands_in_one_heading_whatever_marks_are_beside_it(headings: str, answer: str) -> None:
    record = PAPER % f", sections: [{headings}]"
    assert told(ask(FIELDS % "sections: [lone working]", f"[{record}]")) == answer


def test_a_section_may_be_called_none_but_what_has_no_headings_has_none() -> None:
    assert told(ask(FIELDS % "sections: [none]", f"[{PAPER % ''}]")) == "no missing-field"
    assert told(ask(FIELDS % "sections: [none]", f"[{PAPER % ', sections: [None]'}]")) == "yes"


@pytest.mark.parametrize(("by", "answer"), [("", "no missing-field"), (", date: published_on", "yes")])
def test_the_latest_is_told_by_the_date_that_is_named(by: str, answer: str) -> None:
    form = f"fields: {{kind: document, where: {{doc_type: policy}}{by}, which: latest, required: [ref]}}"
    older = "{kind: document, doc_type: policy, status: approved, approved_on: 2024-01-01, review_date: 2028, published_on: 2026-05-01, ref: A}"
    newer = PAPER % ", published_on: 2025-05-01"
    assert told(ask(form, f"[{older}, {newer}]")) == answer


@pytest.mark.parametrize(
    ("paths", "fields", "answer"),
    [
        ("clinical_factor, riddor", "clinical_factor: 'yes', riddor: 'no'", "no conflicting"),
        ("clinical_factor, riddor", "clinical_factor: 'yes', riddor: pending", "yes"),
        ("injury, lsms_notified", "injury: true, lsms_notified: true", "yes"),
        ("injury, lsms_notified", "injury: true, lsms_notified: false", "no conflicting"),
        ("topics, links", "topics: [a, b], links: [b, a]", "yes"),
        ("topics, links", "topics: [a, b], links: [a, c]", "no conflicting"),
        ("topics, links", "topics: [a, b], links: [a]", "no conflicting"),
        ("days_absent, severity", "days_absent: 2, severity: '2'", "no conflicting"),
    ],
)
def test_values_of_every_sort_agree_or_do_not(paths: str, fields: str, answer: str) -> None:
    form = f"agree: {{kind: incident, window: P12M, paths: [{paths}]}}"
    assert told(ask(form, f"[{{kind: incident, occurred_on: 2026-05-01, {fields}}}]")) == answer


@pytest.mark.parametrize(
    ("end", "answer"), [("2028-05", "yes"), ("2028-06", "no conflicting"), ("2028-04", "no conflicting")]
)
def test_an_end_inside_another_field_holds_to_its_last_day(end: str, answer: str) -> None:
    form = "agree: {kind: document, where: {doc_type: policy}, paths: [review_date, horizon.end]}"
    record = PAPER.replace("2028", "2028-05-31") % f", horizon: {{start: 2025-01-01, end: {end}}}"
    assert told(ask(form, f"[{record}]")) == answer


@pytest.mark.parametrize("asked", ["reporting-line", "reports to"])
@pytest.mark.parametrize(("value", "answer"), [("chief", "yes"), ("board", "no conflicting")])
def test_a_topic_may_be_asked_for_by_its_alias(asked: str, value: str, answer: str) -> None:
    declared = f"declares: [{{topic: reports to, value: chief}}, {{topic: reporting line, value: {value}}}]"
    form = f"agree: {{kind: document, where: {{doc_type: policy}}, topic: {asked}}}"
    words = {"topic": {"reporting-line": ("reports to",)}}
    assert told(ask(form, f"[{PAPER % (', ' + declared)}]", words=words)) == answer


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("1", "1", "no above-target"),
        ("1", "0.95", "yes"),
        ("0.5", "0.4", "yes"),
        ("0", "0", "unknown no-baseline"),
        ("-1", "-2", "unknown no-baseline"),
    ],
)
def test_a_share_can_be_taken_of_anything_above_nothing(old: str, new: str, answer: str) -> None:
    assert told(ask("change: {metric: injuries, at_most: -5%}", years(old, new))) == answer


@pytest.mark.parametrize(
    ("new", "answer"),
    [("95", "yes"), ("105", "yes"), ("94.99", "no below-target"), ("105.01", "no above-target")],
)
def test_a_change_may_be_held_between_two_bounds(new: str, answer: str) -> None:
    found = ask("change: {metric: injuries, at_least: -5%, at_most: 5%}", years("100", new))
    assert told(found) == answer
    assert found.needed == "no rise of more than 5% and no fall of more than 5%"


def test_a_figure_whose_name_is_not_known_is_not_the_figure_asked() -> None:
    other = METRIC.replace("injuries", "pending") % (7, 2025, 2026)
    records = years("100", "95")[:-1] + f", {other}]"
    assert told(ask("change: {metric: injuries, at_most: -5%}", records)) == "yes"


HEADS = "staff_groups: [{id: nursing, headcount: 2, frontline: true}]"
TRAINED = "ratio: {population: {organisation: staff_groups, sum: headcount}, matching: {kind: training, where: {course: crt}, window: P36M}, distinct: person, %s}"
PERSON = "{kind: training, course: crt, person: %s, completed_on: 2025-01-01}"


@pytest.mark.parametrize(
    ("bound", "trained", "answer"),
    [
        ("at_most: 100%", "AB", "unknown unreadable"),
        ("at_most: 100%", "ABC", "no above-target"),
        ("at_most: 50%", "A", "unknown unreadable"),
        ("at_least: 100%", "A", "unknown unreadable"),
        ("at_least: 100%", "AB", "yes"),
    ],
)
def test_a_lost_file_may_hold_more_people_than_the_list_counts_but_no_fewer(
    bound: str, trained: str, answer: str
) -> None:
    lost = (Lost(kind="training", file="t.csv", many=True),)
    rows = ", ".join(PERSON % name for name in trained)
    assert told(ask(TRAINED % bound, f"[{rows}]", organisation=HEADS, lost=lost)) == answer


def test_a_share_of_records_is_never_more_than_all_of_them() -> None:
    lost = (Lost(kind="incident", file="i.csv", many=True),)
    form = "ratio: {of: {kind: incident, window: period}, matching: {injury: true}, at_most: %s}"
    rows = "[{kind: incident, occurred_on: 2026-05-01, injury: true}, {kind: incident, occurred_on: 2026-05-02, injury: false}]"
    assert told(ask(form % "100%", rows, lost=lost)) == "yes"
    assert told(ask(form % "99%", rows, lost=lost)) == "unknown unreadable"


FRONTLINE = TRAINED.replace("staff_groups, sum", "staff_groups, where: {frontline: true}, sum")


@pytest.mark.parametrize(
    ("bound", "size", "answer"),
    [
        ("at_least: 50%", ", headcount: 2", "yes"),
        ("at_least: 51%", ", headcount: 2", "unknown missing-field"),
        ("at_least: 50%", "", "unknown missing-field"),
        ("at_least: 1%", "", "unknown missing-field"),
        ("at_most: 99%", ", headcount: 2", "unknown missing-field"),
        ("at_most: 49%", ", headcount: 2", "no above-target"),
        ("at_most: 49%", "", "unknown missing-field"),
    ],
)
def test_a_group_of_no_known_size_that_may_be_asked_leaves_the_share_open(bound: str, size: str, answer: str) -> None:
    groups = HEADS[:-1] + f", {{id: estates{size}}}]"
    rows = f"[{PERSON % 'A'}, {PERSON % 'B'}]"
    assert told(ask(FRONTLINE % bound, rows, organisation=groups)) == answer


@pytest.mark.parametrize("period", ["{end: 2026-03-31}", "{start: 2025-04-01}", "{start: 2025-04-02, end: 2026-03-31}"])
def test_a_figure_without_its_whole_period_is_of_none(period: str) -> None:
    figure = f"{{kind: metric, name: injuries, value: 95, period: {period}}}"
    records = f"[{METRIC % (100, 2024, 2025)}, {figure}]"
    assert told(ask("change: {metric: injuries, at_most: -5%}", records)) == "unknown no-baseline"


@pytest.mark.parametrize(
    ("second", "answer"),
    [("2025-06", "yes"), ("2025-05", "unknown ambiguous-date"), ("2025-05-01", "no below-target")],
)
def test_days_that_may_be_one_leave_a_share_of_a_list_open(second: str, answer: str) -> None:
    form = TRAINED.replace("distinct: person", "distinct: completed_on") % "at_least: 100%"
    rows = f"[{PERSON % 'A'}, {PERSON % 'B'}]".replace("2025-01-01", "2025-05-01", 1).replace("2025-01-01", second)
    found = ask(form, rows, organisation=HEADS)
    assert told(found) == answer
    assert ("; an item is in doubt." in found.because) is answer.startswith("unknown")


def test_what_is_declared_on_another_topic_is_not_compared() -> None:
    declared = "declares: [{topic: review interval, value: P1Y}, {topic: owner, value: board}]"
    form = "agree: {kind: document, where: {doc_type: policy}, topic: review interval}"
    assert told(ask(form, f"[{PAPER % (', ' + declared)}]")) == "yes"


@pytest.mark.parametrize(
    ("lost", "told_as"),
    [
        ((3,), "x.csv:3 could not be read and may be one"),
        ((3, 4), "x.csv:3 and 1 more could not be read and may be one"),
        ((3, 4, 5), "x.csv:3 and 2 more could not be read and may be one"),
        ((0,), "x.csv could not be read and may be one"),
    ],
)
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("change: {metric: injuries, at_most: -5%}", "metric"),
        ("change: {count: {kind: incident}, at_most: -5%}", "incident"),
        ("exists: {kind: incident, window: period}", "incident"),
    ],
)
def test_how_many_could_not_be_read_is_said(form: str, kind: str, lost: tuple[int, ...], told_as: str) -> None:
    items = tuple(Lost(kind=kind, file="x.csv", line=line) for line in lost)
    found = ask(form, years("100", "90"), lost=items)
    assert told(found) == "unknown unreadable"
    assert told_as in found.because


@pytest.mark.parametrize(
    "form",
    [
        "recurs: {kind: minute, where: {body: old}, every: P6M}",
        "exists: {kind: minute, where: {body: old}, window: P12M}",
        "ratio: {of: {kind: document, window: P12M}, matching: {approved_by: old}, at_least: 50%}",
    ],
)
@pytest.mark.parametrize(("end", "dissolved"), [("2025-09-30", True), ("2025-10-01", False), ("2026-09-29", False)])
def test_a_body_is_asked_while_it_stood_on_one_of_the_days_asked(form: str, end: str, dissolved: bool) -> None:
    bodies = f"bodies: [{{id: old, name: Old, level: committee, to: {end}}}]"
    assert (told(ask(form, "", organisation=bodies)) == "not-applicable body-dissolved") is dissolved


RECIPIENTS = "agree: {kind: document, where: {doc_type: policy}, topic: recipients}"


def contradicting(*declared: str) -> str:
    said = ", ".join(f"{{topic: recipients, {each}}}" for each in declared)
    return f"[{PAPER % f', declares: [{said}]'}]"


def test_a_contradiction_is_shown_with_its_values_and_their_places() -> None:
    found = ask(RECIPIENTS, contradicting("value: board, locator: section 7", "value: leadership board, locator: 6"))
    assert found.because == (
        "0 of 1 (policies) carry one value of recipients: r1 (records.yaml:1) holds 2 different values: 'board' "
        "(section 7) and 'leadership board' (6)."
    )


def test_a_value_said_in_several_places_is_shown_once_with_them() -> None:
    places = [f"value: board, locator: s{number}" for number in range(5)]
    found = ask(RECIPIENTS, contradicting(*places, "value: audit"))
    assert "'board' (s0; s1; s2 and 2 more) and 'audit'." in found.because


def test_of_many_values_three_are_shown_and_of_a_long_one_its_beginning() -> None:
    many = ask(RECIPIENTS, contradicting(*(f"value: v{number}" for number in range(5))))
    assert many.because.endswith("holds 5 different values: 'v0', 'v1', 'v2' and 2 more.")
    long = ask(RECIPIENTS, contradicting("value: a", f"value: {'word ' * 40}, locator: {'page ' * 40}"))
    assert len(long.because) < 300


def test_dates_and_words_that_differ_in_two_fields_are_shown_by_their_fields() -> None:
    form = "agree: {kind: document, where: {doc_type: policy}, paths: [review_date, horizon.end]}"
    record = PAPER.replace("2028", "2028-05-31") % ", horizon: {start: 2025-01-01, end: 2028-06}"
    assert "2 different values: review date 31 May 2028 and horizon end June 2028." in ask(form, f"[{record}]").because


@pytest.mark.parametrize("rows", [True, False])
def test_of_a_row_or_of_what_may_be_about_a_person_no_value_is_quoted(rows: bool) -> None:
    form = "agree: {kind: incident, window: P12M, paths: [site, unit]}"
    scope = "{kind: incident, occurred_on: 2026-05-01, site: mrs-jones, unit: mr-brown}"
    found = ask(form, f"[{scope}]", rows=rows)
    assert found.because.endswith("holds 2 different values.")


def test_of_a_document_in_a_row_no_value_is_quoted() -> None:
    found = ask(RECIPIENTS, contradicting("value: board", "value: audit"), rows=True)
    assert found.because.endswith("holds 2 different values.")
