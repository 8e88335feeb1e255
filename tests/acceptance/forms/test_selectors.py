"""Selectors: matchers, references, words and names, currency, receipt, what is not said, what is lost (DESIGN 6.2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.forms.posing import SITES, ask_all, asked

YES, NO = "yes", "no missing"


def document(rest: str = "", review: str = ", review_date: 2028-05", status: str = "approved") -> str:
    return f"- {{id: d, kind: document, doc_type: policy, status: {status}, approved_on: 2025-05-01{review}{rest}}}"


@pytest.mark.parametrize(
    ("field", "matcher", "given", "answer"),
    [
        ("topics", "a", "[a, b]", YES),
        ("topics", "a", "[b]", NO),
        ("topics", "[a, c]", "[b, c]", YES),
        ("topics", "[a, c]", "[b, d]", NO),
        ("topics", "{one_of: [a, c]}", "[c]", YES),
        ("topics", "{one_of: [a, c]}", "[d]", NO),
        ("topics", "{all_of: [a, c]}", "[c, b, a]", YES),
        ("topics", "{all_of: [a, c]}", "[c, b]", NO),
        ("topics", "{is: a}", "[a]", YES),
        ("topics", "{present: true}", "[a]", YES),
        ("topics", "{present: true}", "[]", NO),
        ("topics", "{present: true}", "", NO),
        ("topics", "{present: false}", "", YES),
        ("topics", "{present: false}", "[a]", NO),
        ("notes", "{present: true}", "''", NO),
        ("notes", "{present: false}", "''", YES),
        ("topics", "violence-prevention", "[Violence  Prevention]", YES),
        ("topics", "violence-prevention", "[' VIOLENCE_prevention ']", YES),
        ("topics", "violence prevention", "[violence-prevention]", YES),
        ("topics", "violence-prevention", "[violenceprevention]", NO),
        ("topics", "caf\u00e9", "[cafe\u0301]", YES),
        ("topics", "STRASSE", "[stra\u00dfe]", YES),
        ("sites", "north", "[NGH]", YES),
        ("sites", "NGH", "[Northmoor General]", YES),
        ("sites", "north", "[south]", NO),
        ("sites", "north", "all", YES),
        ("sites", "{all_of: [north, south]}", "all", YES),
        ("sites", "{all_of: [north, south]}", "[north]", NO),
        ("version", "1.10", "1.10", YES),
        ("version", "'1.1'", "1.10", NO),
        ("approved_by", "board", "The Board", YES),
        ("approved_by", "board", "quality", YES),
        ("approved_by", "board", "audit", NO),
        ("approved_by", "quality", "board", NO),
        ("owner", "lsms", "vpr LEAD", YES),
        ("horizon.end", "{at_least: 2027-01-01}", "{start: 2025-01-01, end: 2027-01-01}", YES),
        ("horizon.end", "{more_than: 2027-01-01}", "{start: 2025-01-01, end: 2027-01-01}", NO),
        ("horizon.end", "{less_than: 2027-01-02, at_least: 2027-01-01}", "{start: 2025-01-01, end: 2027-01-01}", YES),
        ("declares.topic", "lead", "[{topic: lead, value: a}, {topic: other, value: b}]", YES),
        ("declares", "{any: {topic: lead, value: a}}", "[{topic: lead, value: a}, {topic: other, value: b}]", YES),
        ("declares", "{any: {topic: lead, value: b}}", "[{topic: lead, value: a}, {topic: other, value: b}]", NO),
    ],
)
def test_a_matcher_asks_of_a_field(tmp_path: Path, field: str, matcher: str, given: str, answer: str) -> None:
    own = f", {field.split('.', maxsplit=1)[0]}: {given}" if given else ""
    check = f"exists: {{kind: document, where: {{doc_type: policy, {field}: {matcher}}}}}"
    assert asked(tmp_path, check, document(own), organisation=SITES) == answer


@pytest.mark.parametrize(
    ("matcher", "answer"),
    [
        ("12", YES), ("[11, 12]", YES), ("13", NO), ("{at_least: 12}", YES), ("{at_least: 13}", NO), ("{at_most: 12}", YES),
        ("{at_most: 11}", NO), ("{more_than: 12}", NO), ("{more_than: 11}", YES), ("{less_than: 12}", NO), ("{less_than: 13}", YES),
        ("{at_least: 9}", YES), ("{at_most: 100}", YES), ("{at_least: 5, less_than: 12}", NO),
    ],
)  # fmt: skip
def test_numbers_compare_as_numbers(tmp_path: Path, matcher: str, answer: str) -> None:
    records = "- {kind: risk, raised_on: 2026-05-01, score: 12}"
    assert asked(tmp_path, f"exists: {{kind: risk, where: {{score: {matcher}}}}}", records) == answer


@pytest.mark.parametrize(
    ("matcher", "given", "as_of", "answer"),
    [
        ("review_date: {at_least: $as_of}", "2026-09", "2026-09-15", YES),
        ("review_date: {at_least: $as_of}", "2026-09", "2026-09-30", YES),
        ("review_date: {more_than: $as_of}", "2026-09", "2026-09-29", YES),
        ("review_date: {at_most: 2026-09-15}", "2026-09", "2026-09-15", NO),
        ("review_date: {at_least: $period.end}", "2026-09-30", "2026-09-30", YES),
        ("review_date: {at_least: $period.end}", "2026-12-30", "2026-09-30", YES),
        ("published_on: {at_least: $period.start}", "2026-04-01", "2026-09-30", YES),
        ("published_on: {at_least: $period.start}", "2026-03-31", "2026-09-30", NO),
        ("published_on: {at_least: 2026-04-15}", "2026-04", "2026-09-30", "unknown ambiguous-date"),
        ("published_on: {at_least: 2026-04-01}", "2026-04", "2026-09-30", YES),
        ("published_on: {at_most: 2026-04-30}", "2026-04", "2026-09-30", YES),
        ("published_on: {less_than: 2026-04-30}", "2026-04", "2026-09-30", "unknown ambiguous-date"),
        ("published_on: 2026-04", "2026-04", "2026-09-30", "unknown ambiguous-date"),
        ("published_on: 2026-04-03", "2026-04-03", "2026-09-30", YES),
        ("published_on: {at_least: $organisation.formed}", "2026-04-03", "2026-09-30", YES),
        ("published_on: {at_least: $organisation.formed}", "1999-04-03", "2026-09-30", NO),
    ],
)
def test_dates_compare_by_the_days_they_may_mean(
    tmp_path: Path, matcher: str, given: str, as_of: str, answer: str
) -> None:
    name = matcher.split(":", maxsplit=1)[0]
    own = document(f", {name}: {given}", review="" if name == "review_date" else ", review_date: 2028-05")
    check = f"exists: {{kind: document, where: {{doc_type: policy, {matcher}}}}}"
    said = asked(tmp_path, check, own, as_of=as_of, organisation="formed: 2002-04-01")
    assert said == answer or (matcher == "published_on: 2026-04" and said == YES)


def test_values_of_the_organisation_fill_a_matcher_and_a_value_not_given_matches_nothing(tmp_path: Path) -> None:
    checks = {
        "own-type": "exists: {kind: document, where: {doc_type: policy, topics: $organisation.type}}",
        "own-code": "exists: {kind: document, where: {doc_type: policy, ref: $organisation.code}}",
        "functions": "exists: {kind: document, where: {doc_type: policy, clauses: $organisation.functions}}",
        "not-given": "exists: {kind: document, where: {doc_type: policy, approved_on: {at_least: $organisation.formed}}}",
    }
    said = ask_all(
        tmp_path,
        checks,
        document(", topics: [Acute], ref: tt, clauses: [x, employer]"),
        organisation="functions: [provider, employer]",
    )
    assert said.pop("not-given") != "yes"
    assert said == {"own-type": "yes", "own-code": "yes", "functions": "yes"}


def test_words_of_the_pack_know_their_aliases(tmp_path: Path) -> None:
    from tests.acceptance.forms.posing import PACK

    pack = PACK.replace("words: {}", "words: {topics: {violence-prevention: [VPR, violence and aggression]}}")
    check = "exists: {kind: document, where: {doc_type: policy, topics: violence-prevention}}"
    assert asked(tmp_path / "1", check, document(", topics: [Violence and Aggression]"), pack=pack) == "yes"
    assert asked(tmp_path / "2", check, document(", topics: [vpr]"), pack=pack) == "yes"
    assert asked(tmp_path / "3", check, document(", topics: [aggression]"), pack=pack) == NO


POLICY = "exists: {kind: document, where: {doc_type: policy}%s}"
NEWER = (
    "\n- {id: e, kind: document, doc_type: procedure, status: %s, approved_on: %s, review_date: %s, supersedes: d%s}"
)


@pytest.mark.parametrize(
    ("records", "more", "answer"),
    [
        (document(), "", YES),
        (document(status="ratified"), "", YES),
        (document(status="published"), "", YES),
        (document(status="draft"), "", "no unapproved"),
        (document(status="withdrawn"), "", "no withdrawn"),
        (document(review=", review_date: 2026-09-30"), "", YES),
        (document(review=", review_date: 2026-09-29"), "", "no expired"),
        (document(review=", review_date: 2026-09"), "", YES),
        (document(review=", review_date: 2026-08"), "", "no expired"),
        (document(review=", review_date: 2026"), "", YES),
        (document(review=""), "", "unknown missing-field"),
        (document(review=""), ", open_ended: true", YES),
        (document(review=", review_date: 2026-09-29"), ", open_ended: true", "no expired"),
        (document(review=", review_date: 2026-09-29"), ", current: false", YES),
        (document(review="", status="draft"), ", current: false", "no unapproved"),
        (document(review=", review_date: 2026-08-31, extensions: [{to: 2026-09-30, granted_on: 2026-08-01}]"), "", YES),
        (document(review=", review_date: 2026-08-31, extensions: [{to: 2026-09-29, granted_on: 2026-08-01}]"), "", "no expired"),
        (document(review=", review_date: 2026-08-31, extensions: [{to: 2026-09, granted_on: 2026-08-01}]"), "", YES),
        (
            document(review=", review_date: 2026-07-31, extensions: [{to: 2026-08-31, granted_on: 2026-07-01}, {to: 2026-12-31, granted_on: 2026-08-20}]"),
            "",
            YES,
        ),
        (document(", withdrawn_on: 2026-09-30"), "", "no withdrawn"),
        (document(", withdrawn_on: 2026-10-01"), "", YES),
        (document(", withdrawn_on: 2026-09"), "", "no withdrawn"),
        (document() + NEWER % ("approved", "2026-09-30", "2028-01", ""), "", "no superseded"),
        (document() + NEWER % ("approved", "2026-10-01", "2028-01", ""), "", YES),
        (document() + NEWER % ("draft", "2026-05-01", "2028-01", ""), "", YES),
        (document() + NEWER % ("approved", "2026-05-01", "2026-06-01", ""), "", "no superseded"),
        (document() + NEWER % ("approved", "2026-05-01", "2028-01", ", withdrawn_on: 2026-06-01"), "", "no superseded"),
        (document() + NEWER % ("withdrawn", "2026-05-01", "2028-01", ""), "", "no superseded"),
        ("- {kind: document, doc_type: policy, status: approved, review_date: 2028-01}", "", "unknown missing-field"),
        ("- {kind: document, doc_type: policy, status: approved, approved_on: 2026-10-01, review_date: 2028-01}", "", NO),
        ("- {kind: document, doc_type: strategy, status: approved, approved_on: 2026-01-01, review_date: 2028-01}", "", NO),
    ],
)  # fmt: skip
def test_only_what_is_current_is_evidence_and_the_reason_says_why_not(
    tmp_path: Path, records: str, more: str, answer: str
) -> None:
    assert asked(tmp_path, POLICY % more, records) == answer


def test_a_superseder_whose_approval_may_lie_later_leaves_it_unknown(tmp_path: Path) -> None:
    later = NEWER % ("approved", "2026-09", "2028-01", "")
    assert asked(tmp_path / "1", POLICY % "", document() + later, as_of="2026-09-15") == "unknown ambiguous-date"
    assert asked(tmp_path / "2", POLICY % "", document() + later, as_of="2026-08-31") == "yes"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ("kind: assessment, assessment_type: tna, assessed_on: 2020-01-01", YES),
        ("kind: assessment, assessment_type: tna, assessed_on: 2020-01-01, review_date: 2026-09-30", YES),
        ("kind: assessment, assessment_type: tna, assessed_on: 2020-01-01, review_date: 2026-09-29", "no expired"),
        ("kind: training, course: crt, completed_on: 2020-01-01", YES),
        ("kind: training, course: crt, completed_on: 2020-01-01, expires: 2026-09", YES),
        ("kind: training, course: crt, completed_on: 2020-01-01, expires: 2026-09-29", "no expired"),
        ("kind: appointment, role: lsms, holder: A, start: 2020-01-01", YES),
        ("kind: appointment, role: lsms, holder: A, start: 2020-01-01, end: 2026-09-30", YES),
        ("kind: appointment, role: lsms, holder: A, start: 2020-01-01, end: 2026-09-29", "no expired"),
        ("kind: plan, agreed_on: 2020-01-01", YES),
        ("kind: plan, agreed_on: 2020-01-01, period: {start: 2020-01-01, end: 2026-09-30}", YES),
        ("kind: plan, agreed_on: 2020-01-01, period: {start: 2020-01-01, end: 2026-09-29}", "no expired"),
        ("kind: attestation, statement: s, by: lsms, judgement: met, made_on: 2026-01-01, valid_until: 2026-09-29", "no expired"),
        ("kind: attestation, statement: s, by: lsms, judgement: met, made_on: 2026-01-01, valid_until: 2026-09-30", YES),
    ],
)  # fmt: skip
def test_bounds_of_other_kinds_are_open_where_they_are_not_given(tmp_path: Path, record: str, answer: str) -> None:
    kind = record.split(",", maxsplit=1)[0].removeprefix("kind: ")
    assert asked(tmp_path, f"exists: {{kind: {kind}}}", f"- {{{record}}}") == answer


def test_other_forms_ask_for_currency_only_when_told_but_drafts_count_nowhere(tmp_path: Path) -> None:
    expired = document(review=", review_date: 2026-01-01")
    policies = "kind: document, where: {doc_type: policy}"
    checks = {
        "counted": f"count: {{{policies}, at_least: 1}}",
        "counted-current": f"count: {{{policies}, current: true, at_least: 1}}",
        "recurs": f"recurs: {{{policies}, window: P24M, every: P24M}}",
        "share": f"ratio: {{of: {{{policies}}}, matching: {{doc_type: policy}}, at_least: 100%}}",
        "fields": f"fields: {{{policies}, required: [version]}}",
        "agree": f"agree: {{{policies}, topic: lead}}",
        "none": f"none: {{{policies}, closed_world: all are here}}",
    }
    assert ask_all(tmp_path / "expired", checks, expired) == {
        "counted": "yes",
        "counted-current": "no too-few",
        "recurs": "yes",
        "share": "yes",
        "fields": "unknown empty-population",
        "agree": "unknown empty-population",
        "none": "yes",
    }
    said = ask_all(tmp_path / "draft", checks, document(status="draft"))
    assert said["counted"].startswith("no ")
    assert said["recurs"] == "no gap-too-long"
    assert said["share"] == said["fields"] == "unknown empty-population"
    assert said["none"] == "yes"


BOARD = "exists: {kind: report, where: {report_type: annual}, received_by: board}"


@pytest.mark.parametrize(
    ("receipts", "minutes", "answer"),
    [
        ("[{body: board, date: 2026-05-01, minute: m}]", "[board, 2026-05-01]", YES),
        ("[{body: The Board, minute: m}]", "[Trust Board, 2026-05-01]", YES),
        ("[{body: quality, minute: m}]", "[quality, 2026-05-01]", YES),
        ("[{body: audit, minute: m}]", "[audit, 2026-05-01]", "no wrong-body"),
        ("[{body: board, minute: m}]", "[audit, 2026-05-01]", "no wrong-body"),
        ("[{body: audit, minute: m}]", "[board, 2026-05-01]", "no wrong-body"),
        ("[{body: board, date: 2026-05-01}]", "[board, 2026-05-01]", "no wrong-body"),
        ("[]", "[board, 2026-05-01]", "no wrong-body"),
        ("[{body: board, minute: m}]", "[board, 2026-09-30]", YES),
        ("[{body: board, minute: m}]", "[board, 2026-10-01]", "no wrong-body"),
        ("[{body: board, minute: gone}]", "[board, 2026-05-01]", "no wrong-body"),
        ("[{body: audit, minute: x}, {body: board, minute: m}]", "[board, 2026-05-01]", YES),
    ],
)
def test_a_paper_is_received_with_a_minute_of_that_body(
    tmp_path: Path, receipts: str, minutes: str, answer: str
) -> None:
    body, day = minutes.strip("[]").split(", ")
    records = f"""
- {{kind: report, report_type: annual, reported_on: 2026-04-20, received_by: {receipts}}}
- {{id: m, kind: minute, body: {body}, date: {day}}}
- {{id: x, kind: minute, body: audit, date: {day}}}
"""
    assert asked(tmp_path, BOARD, records) == answer


INCIDENTS = "- {kind: register, register_type: r, covers_kind: incident, as_at: 2026-09-30, complete: true, declared_by: lsms, period: {start: 2026-04-01, end: 2026-09-30}}\n"


@pytest.mark.parametrize(
    ("field", "given", "evidence", "population"),
    [
        ("injury: true", "injury: true", YES, "no too-many"),
        ("injury: true", "injury: false", NO, YES),
        ("injury: true", "severity: low", NO, "unknown missing-field"),
        ("clinical_factor: 'no'", "clinical_factor: unknown", NO, "unknown missing-field"),
        ("riddor: 'yes'", "riddor: pending", NO, "unknown missing-field"),
        ("riddor: 'yes'", "riddor: 'no'", NO, YES),
        ("perpetrator: patient", "perpetrator: unknown", NO, "unknown missing-field"),
        ("days_absent: {at_least: 7}", "days_absent: 6", NO, YES),
        ("days_absent: {at_least: 7}", "days_absent: 7", YES, "no too-many"),
        ("days_absent: {at_least: 7}", "severity: low", NO, "unknown missing-field"),
        ("closed_on: {present: false}", "severity: low", YES, "no too-many"),
        ("reported_on: {less_than: 2026-05-15}", "reported_on: 2026-05", "unknown ambiguous-date", "unknown ambiguous-date"),
    ],
)  # fmt: skip
def test_what_a_record_does_not_say_is_no_evidence_and_may_count_against(
    tmp_path: Path, field: str, given: str, evidence: str, population: str
) -> None:
    records = INCIDENTS + f"- {{kind: incident, occurred_on: 2026-05-01, {given}}}"
    asked_of = f"kind: incident, where: {{{field}}}, window: period"
    checks = {
        "evidence": f"exists: {{{asked_of}}}",
        "none": f"none: {{{asked_of}}}",
        "at-most": f"count: {{{asked_of}, at_most: 0}}",
    }
    said = ask_all(tmp_path, checks, records)
    assert said["evidence"] == evidence
    assert said["at-most"] == population
    assert said["none"] == population or (population == "no too-many" and said["none"].startswith("no "))


BROKEN: dict[str, Any] = {
    "a broken YAML file": {"more.yaml": "records:\n  - {kind: minute, body: board, date: 2026-05-01\n"},
    "a record of a kind with a bad date": {"more.yaml": "records:\n  - {kind: minute, body: board, date: 31/02/2026}\n"},
    "an unknown field": {"more.yaml": "records:\n  - {kind: minute, body: board, date: 2026-05-01, bdoy: x}\n"},
    "front matter that is broken": {"m.md": "---\nkind: minute\nbody: board\ndate: [\n---\n\n# Minutes\n"},
    "a file that is gone": {"more.yaml": "records:\n  - {kind: minute, body: board, date: 2026-05-01, file: gone.pdf}\n"},
    "an empty file beside a sidecar": {"m.pdf": b"", "m.pdf.yaml": "kind: minute\nbody: board\ndate: 2026-05-01\n"},
    "a changed file": {"m.txt": "x", "m.txt.yaml": f"kind: minute\nbody: board\ndate: 2026-05-01\nsha256: '{'0' * 64}'\n"},
    "invalid UTF-8": {"more.yaml": b"records:\n  - {kind: minute, body: \xff, date: 2026-05-01}\n"},
    "a bad row": {
        "r.csv": "body,date\nboard,2026-13-01\n",
        "r.csv.yaml": "kind: minute\nregister_type: minutes\ncolumns: {body: body, date: date}\n",
    },
    "an unknown body": {"more.yaml": "records:\n  - {kind: minute, body: bord, date: 2026-05-01}\n"},
    "two records of one id": {"more.yaml": "records:\n  - {id: a, kind: minute, body: board, date: 2026-05-01}\n  - {id: a, kind: minute, body: board, date: 2026-05-02}\n"},
}  # fmt: skip


@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_what_was_lost_may_be_what_was_asked(tmp_path: Path, broken: str) -> None:
    checks = {
        "minute": "exists: {kind: minute, where: {body: board}}",
        "no-minute": "none: {kind: minute, window: period, closed_world: all are here}",
        "two": "count: {kind: minute, where: {body: board}, at_least: 2}",
    }
    said = ask_all(tmp_path, checks, files=BROKEN[broken])
    if broken == "two records of one id":
        assert set(said.values()) <= {"unknown unreadable", "yes", "no missing", "no too-few", "no too-many"}
        return
    assert said["minute"] == said["no-minute"] == "unknown unreadable"
    assert said["two"] in ("no too-few", "unknown unreadable")


def test_a_lost_item_of_another_kind_changes_nothing_and_what_is_found_stands(tmp_path: Path) -> None:
    bad = {"more.yaml": "records:\n  - {kind: incident, occurred_on: never}\n"}
    checks = {"minute": "exists: {kind: minute}", "activity": "exists: {kind: activity}"}
    said = ask_all(tmp_path, checks, "- {kind: minute, body: board, date: 2026-05-01}", files=bad)
    assert said == {"minute": "yes", "activity": "no missing"}


def test_a_body_that_ended_is_asked_no_more(tmp_path: Path) -> None:
    checks = {
        "ended": "exists: {kind: minute, where: {body: old-body}}",
        "one-ended": "exists: {kind: minute, where: {body: [old-body, board]}}",
        "received": "exists: {kind: report, received_by: old-body}",
        "window-before-its-end": "exists: {kind: minute, where: {body: old-body}, window: {from: 2017-03-31, to: 2018-01-01}}",
        "window-after-its-end": "exists: {kind: minute, where: {body: old-body}, window: {from: 2017-04-01, to: 2018-01-01}}",
        "followed": "follows: {first: {kind: minute, where: {body: old-body}}, then: {kind: minute, where: {body: board}}}",
    }
    assert ask_all(tmp_path / "1", checks) == {
        "ended": "not-applicable body-dissolved",
        "one-ended": "no missing",
        "received": "not-applicable body-dissolved",
        "window-before-its-end": "no missing",
        "window-after-its-end": "not-applicable body-dissolved",
        "followed": "not-applicable body-dissolved",
    }
    ended = {"ended": checks["ended"]}
    assert ask_all(tmp_path / "2", ended, as_of="2017-03-31") == {"ended": "no missing"}
    assert ask_all(tmp_path / "3", ended, as_of="2017-04-01") == {"ended": "not-applicable body-dissolved"}
