"""`every` and `follows`: has each its own, does one come after the other (DESIGN 6.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import ask, asked

ASSESSED = "- {kind: assessment, assessment_type: security-risk, assessed_on: 2026-05-01, sites: %s}\n"
AT_SITES = "every: {of: {organisation: sites%s}, has: {kind: assessment, where: {assessment_type: security-risk, sites: $each.id}}%s}"
TWO = "sites: [{id: north, name: N, occupancy: owned}, {id: south, name: S%s}]"


@pytest.mark.parametrize(
    ("organisation", "more", "records", "answer"),
    [
        (TWO % "", ("", ""), ASSESSED % "[north]" + ASSESSED % "[south]", "yes"),
        (TWO % "", ("", ""), ASSESSED % "all", "yes"),
        (TWO % "", ("", ""), ASSESSED % "[north, south]", "yes"),
        (TWO % "", ("", ""), ASSESSED % "[north]", "no unlinked"),
        (TWO % "", ("", ""), "", "no unlinked"),
        (TWO % "", ("", ", at_least: 50%"), ASSESSED % "[north]", "yes"),
        (TWO % "", ("", ", at_least: 51%"), ASSESSED % "[north]", "no unlinked"),
        (TWO % ", opened: 2026-10-01", ("", ""), ASSESSED % "[north]", "yes"),
        (TWO % ", opened: 2026-09-30", ("", ""), ASSESSED % "[north]", "no unlinked"),
        (TWO % ", closed: 2026-09-29", ("", ""), ASSESSED % "[north]", "yes"),
        (TWO % ", closed: 2026-09-30", ("", ""), ASSESSED % "[north]", "no unlinked"),
        (TWO % ", closed: 2026-09", ("", ""), ASSESSED % "[north]", "no unlinked"),
        (TWO % ", closed: 2026-10-01", ("", ""), ASSESSED % "[north]", "no unlinked"),
        ("", ("", ""), "", "unknown empty-population"),
        ("sites: []", ("", ""), "", "not-applicable empty-population"),
        (TWO % "", (", where: {occupancy: owned}", ""), ASSESSED % "[north]", "unknown missing-field"),
        (TWO % "", (", where: {occupancy: owned}", ""), ASSESSED % "all", "yes"),
        (TWO % ", occupancy: leased", (", where: {occupancy: owned}", ""), ASSESSED % "[north]", "yes"),
        (TWO % ", occupancy: leased", (", where: {occupancy: shared}", ""), ASSESSED % "[north]", "not-applicable empty-population"),
        (TWO % ", closed: 2020-01-01", (", where: {occupancy: leased}", ""), "", "not-applicable empty-population"),
    ],
)  # fmt: skip
def test_every_place_of_the_organisation_has_its_own(
    tmp_path: Path, organisation: str, more: tuple[str, str], records: str, answer: str
) -> None:
    assert asked(tmp_path, AT_SITES % more, records, organisation=organisation) == answer


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("units", "units: [{id: ed, level: department, site: north}]\nsites: [{id: north, name: N}]"),
        ("staff_groups", "staff_groups: [{id: nursing, headcount: 5}]"),
        ("providers", "providers: [{id: nursing, name: Provider}]"),
    ],
)
def test_other_lists_of_the_organisation_are_populations_too(tmp_path: Path, name: str, organisation: str) -> None:
    check = f"every: {{of: {{organisation: {name}}}, has: {{kind: activity, where: {{audience: $each.id}}}}}}"
    own = "ed" if name == "units" else "nursing"
    records = "- {kind: activity, date: 2026-05-01, audience: [%s]}"
    assert asked(tmp_path / "1", check, records % own, organisation=organisation) == "yes"
    assert asked(tmp_path / "2", check, records % "other", organisation=organisation) == "no unlinked"
    assert asked(tmp_path / "3", check, organisation=f"{name}: []") == "not-applicable empty-population"


LISTED = "every: {of: {list: [staff, public]}, has: {kind: activity, where: {audience: $each}}%s}"


@pytest.mark.parametrize(
    ("records", "more", "answer", "value"),
    [
        ("- {kind: activity, date: 2026-05-01, audience: [Staff, Public]}", "", "yes", "2 of 2"),
        ("- {kind: activity, date: 2026-05-01, audience: [staff]}", "", "no unlinked", "1 of 2"),
        ("- {kind: activity, date: 2026-05-01, audience: [staff]}", ", at_least: 50%", "yes", "1 of 2"),
        ("", "", "no unlinked", "0 of 2"),
    ],
)
def test_every_word_of_a_list_has_its_own(tmp_path: Path, records: str, more: str, answer: str, value: str) -> None:
    found = ask(tmp_path, LISTED % more, records)
    assert f"{found['state']} {found['reason'] or ''}".strip() == answer
    assert found["value"] == value


INVESTIGATED = "every: {of: {kind: incident, where: {injury: true}, window: period}, has: {kind: response, where: {response_type: investigation, incident: $each.id}}%s}"
INCIDENT = "- {id: %s, kind: incident, occurred_on: %s, injury: true%s}\n"
RESPONSE = "- {kind: response, response_type: investigation, incident: %s, opened_on: 2026-09-30}\n"
REGISTER = "- {kind: register, register_type: r, covers_kind: incident, as_at: 2026-09-30, complete: true, declared_by: lsms, period: {start: 2026-04-01, end: 2026-09-30}}\n"


@pytest.mark.parametrize(
    ("more", "records", "answer", "value"),
    [
        ("", INCIDENT % ("a", "2026-05-01", "") + RESPONSE % "a", "yes", "1 of 1"),
        ("", INCIDENT % ("a", "2026-05-01", ""), "no unlinked", "0 of 1"),
        ("", "", "unknown empty-population", "0 of 0"),
        ("", REGISTER, "not-applicable empty-population", ""),
        ("", REGISTER + INCIDENT % ("a", "2026-03-31", ""), "not-applicable empty-population", ""),
        ("", "- {id: a, kind: incident, occurred_on: 2026-05-01}", "unknown missing-field", "0 of 0"),
        ("", INCIDENT % ("a", "2026-05-01", "") + RESPONSE % "a" + "- {id: b, kind: incident, occurred_on: 2026-05-01}", "unknown missing-field", "1 of 1"),
        ("", INCIDENT % ("a", "2026-05-01", "") + RESPONSE % "a" + RESPONSE % "b" + "- {id: b, kind: incident, occurred_on: 2026-05-01}", "yes", "1 of 1"),
        (", grace: P28D", INCIDENT % ("a", "2026-09-03", ""), "unknown not-yet-due", "0 of 0"),
        (", grace: P28D", INCIDENT % ("a", "2026-09-02", ""), "no unlinked", "0 of 1"),
        (", grace: P28D", INCIDENT % ("a", "2026-09-03", "") + INCIDENT % ("b", "2026-05-02", "") + RESPONSE % "b", "yes", "1 of 1"),
        (", exempt: exempt_reason", INCIDENT % ("a", "2026-05-01", ", exempt_reason: minor"), "not-applicable", ""),
        (", exempt: exempt_reason", INCIDENT % ("a", "2026-05-01", ", exempt_reason: ''"), "no unlinked", "0 of 1"),
        (", exempt: exempt_reason", INCIDENT % ("a", "2026-05-01", ", exempt_reason: minor") + INCIDENT % ("b", "2026-05-01", "") + RESPONSE % "b", "yes", "1 of 1"),
        (", exempt: exempt_reason, grace: P28D", INCIDENT % ("a", "2026-05-01", ", exempt_reason: minor") + INCIDENT % ("b", "2026-09-10", ""), "unknown not-yet-due", "0 of 0"),
        (", at_least: 85%", "".join(INCIDENT % (f"i{n}", "2026-05-01", "") for n in range(20)) + "".join(RESPONSE % f"i{n}" for n in range(17)), "yes", "17 of 20"),
        (", at_least: 85%", "".join(INCIDENT % (f"i{n}", "2026-05-01", "") for n in range(20)) + "".join(RESPONSE % f"i{n}" for n in range(16)), "no unlinked", "16 of 20"),
        (", at_least: 30%", "".join(INCIDENT % (f"i{n}", "2026-05-01", "") for n in range(7)) + "".join(RESPONSE % f"i{n}" for n in range(3)), "yes", "3 of 7"),
        (", at_least: 30%", "".join(INCIDENT % (f"i{n}", "2026-05-01", "") for n in range(7)) + "".join(RESPONSE % f"i{n}" for n in range(2)), "no unlinked", "2 of 7"),
    ],
)  # fmt: skip
def test_every_record_has_its_own(tmp_path: Path, more: str, records: str, answer: str, value: str) -> None:
    found = ask(tmp_path, INVESTIGATED % more, records)
    assert f"{found['state']} {found['reason'] or ''}".startswith(answer)
    assert value in (found["value"] or "")


def test_an_exempt_and_a_young_member_are_shown(tmp_path: Path) -> None:
    records = INCIDENT % ("a", "2026-05-01", ", exempt_reason: minor") + INCIDENT % ("b", "2026-09-10", "")
    records += INCIDENT % ("c", "2026-05-01", "") + RESPONSE % "c"
    found = ask(tmp_path, INVESTIGATED % ", exempt: exempt_reason, grace: P28D", records)
    assert found["state"] == "yes"
    assert "1 exempt" in found["because"]
    assert "1 not yet due" in found["because"]


@pytest.mark.parametrize(
    ("bad", "more", "records", "answer"),
    [
        ("{kind: incident, occurred_on: x}", "", INCIDENT % ("a", "2026-05-01", "") + RESPONSE % "a", "unknown unreadable"),
        ("{kind: incident, occurred_on: x}", ", at_least: 50%", INCIDENT % ("a", "2026-05-01", "") + RESPONSE % "a", "yes"),
        ("{kind: incident, occurred_on: x}", "", INCIDENT % ("a", "2026-05-01", ""), "no unlinked"),
        ("{kind: response, opened_on: x}", "", INCIDENT % ("a", "2026-05-01", ""), "unknown unreadable"),
        ("{kind: response, opened_on: x}", "", INCIDENT % ("a", "2026-05-01", "") + INCIDENT % ("b", "2026-05-01", ""), "unknown unreadable"),
        ("{kind: response, opened_on: x}", ", at_least: 50%", INCIDENT % ("a", "2026-05-01", "") + INCIDENT % ("b", "2026-05-01", ""), "unknown unreadable"),
        ("{kind: incident, occurred_on: x}", "", "", "unknown unreadable"),
        ("{kind: incident, occurred_on: x}", "", REGISTER, "unknown unreadable"),
    ],
)  # fmt: skip
def test_a_lost_item_may_be_one_more_to_ask_or_the_answer(
    tmp_path: Path, bad: str, more: str, records: str, answer: str
) -> None:
    files = {"bad.yaml": f"records:\n  - {bad}\n"}
    said = asked(tmp_path, INVESTIGATED % more, records, files=files)
    assert said == answer


ENDORSED = "follows: {first: {kind: document, where: {doc_type: strategy}}, then: {kind: minute, where: {decisions: endorsed, links: $first.id}}%s}"
STRATEGY = "- {id: %s, kind: document, doc_type: strategy, status: approved, approved_on: %s, review_date: 2030-01}\n"
MINUTE = "- {kind: minute, body: board, date: %s, decisions: [endorsed], links: [%s]}\n"
A, B = STRATEGY % ("a", "2026-05-01"), STRATEGY % ("b", "2026-06-01")


@pytest.mark.parametrize(
    ("more", "records", "answer"),
    [
        ("", A + MINUTE % ("2026-05-01", "a"), "yes"),
        ("", A + MINUTE % ("2026-04-30", "a"), "no too-early"),
        ("", A, "no unlinked"),
        ("", "", "unknown empty-population"),
        (", order: after", A + MINUTE % ("2026-05-01", "a"), "no too-early"),
        (", order: after", A + MINUTE % ("2026-05-02", "a"), "yes"),
        (", within: P28D", A + MINUTE % ("2026-05-29", "a"), "yes"),
        (", within: P28D", A + MINUTE % ("2026-05-30", "a"), "no too-late"),
        (", within: P28D", A, "no unlinked"),
        (", within: P1M", STRATEGY % ("a", "2026-08-31") + MINUTE % ("2026-09-30", "a"), "yes"),
        (", within: P28D", STRATEGY % ("a", "2026-09-03"), "unknown not-yet-due"),
        (", within: P28D", STRATEGY % ("a", "2026-09-02"), "no unlinked"),
        (", within: P28D", STRATEGY % ("a", "2026-09-03") + MINUTE % ("2026-09-02", "a"), "unknown not-yet-due"),
        (", within: P28D", STRATEGY % ("a", "2026-09-03") + B + MINUTE % ("2026-06-01", "b"), "yes"),
        ("", A + B + MINUTE % ("2026-05-01", "a") + MINUTE % ("2026-07-01", "b"), "yes"),
        ("", A + B + MINUTE % ("2026-05-01", "a"), "no unlinked"),
        ("", A + B + MINUTE % ("2026-05-30", "b") + MINUTE % ("2026-05-01", "a"), "no too-early"),
        (", for: any", A + B + MINUTE % ("2026-05-01", "a"), "yes"),
        (", for: any", A + B, "no unlinked"),
        (", for: any", "", "unknown empty-population"),
        (", for: latest", A + B + MINUTE % ("2026-05-01", "a"), "no unlinked"),
        (", for: latest", A + B + MINUTE % ("2026-07-01", "b"), "yes"),
        (", for: latest", "", "no missing"),
        ("", A + MINUTE % ("2026-05-01", "b") + B + MINUTE % ("2026-07-01", "b"), "no unlinked"),
        ("", A + MINUTE % ("2026-04-30", "a") + MINUTE % ("2026-05-30", "a"), "yes"),
        (", within: P28D", A + MINUTE % ("2026-05-30", "a") + MINUTE % ("2026-05-10", "a"), "yes"),
        ("", STRATEGY % ("a", "2026-05") + MINUTE % ("2026-05-15", "a"), "unknown ambiguous-date"),
        ("", STRATEGY % ("a", "2026-05") + MINUTE % ("2026-05-31", "a"), "yes"),
        ("", A + MINUTE % ("2026-05", "a"), "yes"),
        (", order: after", A + MINUTE % ("2026-05", "a"), "unknown ambiguous-date"),
        (", within: P28D", A + MINUTE % ("2026-05", "a"), "unknown ambiguous-date"),
    ],
)  # fmt: skip
def test_one_follows_the_other(tmp_path: Path, more: str, records: str, answer: str) -> None:
    assert asked(tmp_path, ENDORSED % more, records) == answer


def test_following_nothing_is_not_applicable_where_a_complete_register_says_so(tmp_path: Path) -> None:
    check = "follows: {first: {kind: incident, where: {injury: true}, window: period}, then: {kind: response, where: {incident: $first.id}}}"
    assert asked(tmp_path / "1", check, REGISTER) == "not-applicable empty-population"
    assert asked(tmp_path / "2", check) == "unknown empty-population"


@pytest.mark.parametrize(
    ("bad", "more", "records", "answer"),
    [
        ("{kind: minute, body: board, date: x}", "", A, "unknown unreadable"),
        ("{kind: minute, body: board, date: x}", "", A + MINUTE % ("2026-04-30", "a"), "unknown unreadable"),
        ("{kind: minute, body: board, date: x}", "", A + MINUTE % ("2026-05-30", "a"), "yes"),
        ("{kind: minute, body: board, date: x}", "", A + B, "unknown unreadable"),
        ("{kind: document, doc_type: strategy, approved_on: x}", "", A + MINUTE % ("2026-05-30", "a"), "unknown unreadable"),
        ("{kind: document, doc_type: strategy, approved_on: x}", ", for: any", A + MINUTE % ("2026-05-30", "a"), "yes"),
        ("{kind: document, doc_type: strategy, approved_on: x}", ", for: latest", A + MINUTE % ("2026-05-30", "a"), "unknown unreadable"),
        ("{kind: document, doc_type: strategy, approved_on: x}", ", for: latest", "", "unknown unreadable"),
        ("{kind: document, doc_type: strategy, approved_on: x}", "", A, "no unlinked"),
    ],
)  # fmt: skip
def test_what_was_lost_may_have_come_first_or_after(
    tmp_path: Path, bad: str, more: str, records: str, answer: str
) -> None:
    assert asked(tmp_path, ENDORSED % more, records, files={"bad.yaml": f"records:\n  - {bad}\n"}) == answer


def test_shared_words_link_and_a_version_is_asked_by_name(tmp_path: Path) -> None:
    check = "follows: {first: {kind: document, where: {doc_type: strategy}}, then: {kind: assessment, where: {topics: $first.topics, for_version: $first.version}}}"
    first = "- {kind: document, doc_type: strategy, topics: [a, b], version: '2.0', status: approved, approved_on: 2026-05-01, review_date: 2030-01}\n"
    then = "- {kind: assessment, assessment_type: equality, topics: [%s], for_version: '%s', assessed_on: 2026-05-01}\n"
    assert asked(tmp_path / "1", check, first + then % ("b, c", "2.0")) == "yes"
    assert asked(tmp_path / "2", check, first + then % ("c", "2.0")) == "no unlinked"
    assert asked(tmp_path / "3", check, first + then % ("b", "1.0")) == "no unlinked"
    unversioned = first.replace(" version: '2.0',", "")
    assert asked(tmp_path / "4", check, unversioned + then % ("b", "2.0")) != "yes"


def test_a_draft_comes_neither_first_nor_after(tmp_path: Path) -> None:
    draft = A.replace("status: approved", "status: draft")
    assert asked(tmp_path / "1", ENDORSED % "", draft + MINUTE % ("2026-05-30", "a")) == "unknown empty-population"
    check = "follows: {first: {kind: minute}, then: {kind: document, where: {doc_type: strategy}}}"
    assert asked(tmp_path / "2", check, "- {kind: minute, body: board, date: 2026-04-30}\n" + draft) == "no unapproved"


ASSESSMENT = "- {id: %s, kind: assessment, assessment_type: equality, topics: [x], assessed_on: %s}\n"
TOPICS = "follows: {first: {kind: assessment%s}, then: {kind: assessment%s, where: {topics: $first.topics}}%s}"
ONE, TWO = ASSESSMENT % ("a", "2026-05-01"), ASSESSMENT % ("a", "2026-05-01") + ASSESSMENT % ("b", "2026-06-01")


@pytest.mark.parametrize(
    ("more", "records", "answer"),
    [
        (("", "", ""), ONE, "no unlinked"),
        (("", "", ""), TWO, "no too-early"),  # nothing comes after the second
        (("", "", ", for: any"), ONE, "no unlinked"),
        (("", "", ", for: any"), TWO, "yes"),
        (("", ", date: assessed_on", ""), ONE, "no unlinked"),
        (("", "", ", within: P12M"), TWO, "yes"),  # nor is that due yet
        (("", "", ""), ASSESSMENT % ("a", "2026-05-01") + ASSESSMENT % ("b", "2026-05-01"), "yes"),
    ],
)
def test_a_record_does_not_come_after_itself(
    tmp_path: Path, more: tuple[str, str, str], records: str, answer: str
) -> None:
    assert asked(tmp_path, TOPICS % more, records) == answer


@pytest.mark.parametrize(
    ("closed", "answer"),
    [
        ("2026-05-31", "yes"),
        ("2026-06-01", "no too-late"),
        ("2026-04-30", "no too-early"),
        ("2026-10-01", "no unlinked"),
    ],
)
def test_another_of_its_days_may_come_after_its_own(tmp_path: Path, closed: str, answer: str) -> None:
    check = (
        "follows: {first: {kind: action}, then: {kind: action, date: closed_on, where: {id: $first.id}}, within: P30D}"
    )
    assert asked(tmp_path, check, f"- {{id: a, kind: action, raised_on: 2026-05-01, closed_on: {closed}}}") == answer
