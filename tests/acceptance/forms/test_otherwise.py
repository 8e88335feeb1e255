"""What may be otherwise than it is written: dates that as_of falls into, links to what could not be read, lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import PACK, SITES, asked, assessment, requirement

MID = "2026-09-15"  # inside a month that is given without its day
ORG = "conventions: {}\n"
LOST = {"lost.yaml": "records:\n  - {id: s, kind: incident, occurred_on: 2025-13-15}\n"}

POLICY = "- {id: p, kind: document, doc_type: policy, status: approved, approved_on: %s, review_date: %s%s}\n"
ACTION = "- {id: a, kind: action, raised_on: 2026-01-01, due: 2026-06-30, closed_on: %s}\n"
OVERDUE = (
    "none: {kind: action, window: P12M, closed_world: ours,"
    " where: {due: {less_than: $as_of}, closed_on: {present: false}}}"
)
IN_FORCE = "exists: {kind: document, where: {doc_type: policy}}"

STRADDLING = {
    "an action closed some day this month may be open still": (OVERDUE, ACTION, "unknown ambiguous-date"),
    "a closing day is given or is not": (
        "exists: {kind: action, where: {closed_on: {present: true}}}",
        ACTION,
        "unknown ambiguous-date",
    ),
    "a required date may lie ahead": (
        "fields: {kind: action, required: [closed_on]}",
        ACTION,
        "unknown ambiguous-date",
    ),
    "an extension granted some day this month": (
        IN_FORCE,
        POLICY.replace("%s%s}", "2023-01-01, extensions: [{to: 2027-01-01, by: board, granted_on: %s}]}")
        % ("2021-01-01", "%s"),
        "unknown ambiguous-date",
    ),
    "a withdrawal some day this month": (
        IN_FORCE,
        POLICY % ("2025-01-01", "2028-01-01", ", withdrawn_on: %s"),
        "unknown ambiguous-date",
    ),
    "a receipt some day this month": (
        "exists: {kind: report, where: {report_type: audit}, received_by: board}",
        "- {id: m, kind: minute, body: board, date: 2026-07-01}\n"
        "- {id: r, kind: report, report_type: audit, reported_on: 2026-06-01,"
        " received_by: [{body: board, date: %s, minute: m}]}\n",
        "unknown ambiguous-date",
    ),
    "an entry of a list some day this month": (
        "exists: {kind: alert, where: {distributions: {any: {audience: staff}}}, window: P12M}",
        "- {id: r, kind: alert, received_on: 2026-06-01, distributions: [{audience: staff, date: %s}]}\n",
        "unknown ambiguous-date",
    ),
    "a share of what was reviewed": (
        "ratio: {of: {kind: incident, window: P12M}, matching: {reviewed_on: {present: true}}, at_least: '100%'}",
        "- {id: r, kind: incident, occurred_on: 2026-06-01, reviewed_on: %s}\n",
        "unknown ambiguous-date",
    ),
    "what exempts may not be filled yet": (
        "every: {of: {kind: incident, window: P12M}, exempt: closed_on,"
        " has: {kind: response, where: {incident: $each.id}}}",
        "- {id: r, kind: incident, occurred_on: 2026-06-01, closed_on: %s}\n",
        "unknown ambiguous-date",
    ),
    "an answer placed by a day that may lie ahead": (
        "follows: {first: {kind: risk}, then: {kind: action, date: closed_on, where: {from: $first.id}}}",
        "- {id: k, kind: risk, raised_on: 2026-01-01}\n- {id: a, kind: action, from: k, closed_on: %s}\n",
        "unknown ambiguous-date",
    ),
    "a period whose end may have come": (
        "exists: {kind: report, window: {from: 2026-06-01, to: 2026-06-30}}",
        "- {id: r, kind: report, report_type: annual, reported_on: 2026-06-05, period: {start: 2026-04-01, end: %s}}\n",
        "unknown ambiguous-date",
    ),
}


@pytest.mark.parametrize(("check", "records", "answer"), STRADDLING.values(), ids=STRADDLING)
def test_a_month_that_the_day_of_judgement_falls_into_is_neither_past_nor_ahead(
    tmp_path: Path, check: str, records: str, answer: str
) -> None:
    assert asked(tmp_path, check, records % "2026-09", as_of=MID) == answer


@pytest.mark.parametrize(("check", "records", "answer"), STRADDLING.values(), ids=STRADDLING)
@pytest.mark.parametrize("told", ["2026-08", "2026-09-15", "2026-10"])
def test_a_date_that_is_past_or_ahead_for_certain_decides(
    tmp_path: Path, check: str, records: str, answer: str, told: str
) -> None:
    assert asked(tmp_path, check, records % told, as_of=MID) != answer


def test_while_a_risk_may_stand_the_requirement_may_apply(tmp_path: Path) -> None:
    gated = requirement({"asked": IN_FORCE}, "while: {kind: risk, where: {closed_on: {present: false}}}")
    records = "- {id: k, kind: risk, raised_on: 2026-01-01, closed_on: %s}\n"
    for told, outcome in (("2026-09", "not-assessed"), ("2026-08", "not-applicable"), ("2026-10", "not-met")):
        found = assessment(tmp_path / told, {"plan/x": gated}, records=records % told, as_of=MID)
        assert found["findings"][0]["outcome"] == outcome


def test_an_action_that_may_be_open_still_counts_as_overdue(tmp_path: Path) -> None:
    pack = PACK.replace(
        "opinion: [{level: limited}]",
        "opinion: [{level: none, when: {all: [{fact: overdue_actions, at_least: 1}]}}, {level: limited}]",
    )
    for told, level in (("2026-09", "none"), ("2026-09-15", "limited"), ("2026-09-16", "none")):
        found = assessment(
            tmp_path / told,
            {"plan/x": requirement({"asked": IN_FORCE})},
            records=(ACTION.replace("}", ", status: closed, links: [m]}") % told)
            + "- {id: m, kind: minute, body: board, date: 2026-05-01}\n",
            pack=pack,
            as_of=MID,
        )
        assert found["opinions"][0]["level"] == level


# ------------------------------------------------------------------------------------------- links to what is lost


@pytest.mark.parametrize(
    ("check", "records"),
    [
        (
            "none: {kind: response, window: P12M, closed_world: ours, where: {incident: {present: true}}}",
            "- {id: r, kind: response, opened_on: 2026-08-01, incident: s}\n",
        ),
        (
            "ratio: {of: {kind: response, window: P12M}, matching: {incident: {present: true}}, at_most: '50%'}",
            "- {id: r, kind: response, opened_on: 2026-08-01, incident: s}\n",
        ),
        (
            "exists: {kind: minute, where: {links: {present: true}}, window: P12M}",
            "- {id: m, kind: minute, body: board, date: 2026-08-01, links: [s]}\n",
        ),
        (
            "fields: {kind: minute, required: [links]}",
            "- {id: m, kind: minute, body: board, date: 2026-08-01, links: [s]}\n",
        ),
        (
            "every: {of: {kind: action, where: {from: {present: true}}},"
            " has: {kind: minute, where: {links: $each.id}}}",
            "- {id: i, kind: incident, occurred_on: 2026-08-01}\n"
            "- {id: a, kind: action, from: s, raised_on: 2026-08-01}\n"
            "- {id: b, kind: action, from: i, raised_on: 2026-08-01}\n"
            "- {id: m, kind: minute, body: board, date: 2026-08-01, links: [b]}\n",
        ),
    ],
)
def test_a_link_to_what_could_not_be_read_may_be_one(tmp_path: Path, check: str, records: str) -> None:
    assert asked(tmp_path / "lost", check, records, files=LOST) == "unknown unreadable"
    plain = "- {id: s, kind: incident, occurred_on: 2025-10-15}\n"
    assert not asked(tmp_path / "there", check, records + plain).startswith("unknown unreadable")


def test_a_link_to_what_is_dated_later_is_none(tmp_path: Path) -> None:
    records = (
        "- {id: r, kind: report, report_type: audit, reported_on: 2026-10-01}\n"
        "- {id: m, kind: minute, body: board, date: 2026-08-01, paper: r}\n"
    )
    check = "exists: {kind: minute, where: {paper: {present: true}}, window: P12M}"
    assert asked(tmp_path / "later", check, records) == "no missing"
    assert asked(tmp_path / "then", check, records.replace("2026-10-01", "2026-07-01")) == "yes"


@pytest.mark.parametrize(("status", "answer"), [("draft", "no missing-field"), ("approved", "yes")])
def test_a_judgement_does_not_rest_on_a_draft(tmp_path: Path, status: str, answer: str) -> None:
    records = (
        f"- {{id: p, kind: document, doc_type: policy, status: {status}, approved_on: 2025-01-01}}\n"
        "- {kind: attestation, statement: safe, by: lsms, made_on: 2026-08-01, judgement: met, basis: [p]}\n"
    )
    assert asked(tmp_path, "attested: {statement: safe, by: lsms}", records) == answer


# ------------------------------------------------------------------------------------------------- attested not so


NA = "- {id: n, kind: attestation, requirement: trial/plan/x, by: executive-lead, made_on: %s, judgement: not-applicable, reason: None.}\n"
OTHER = "- {id: o, kind: attestation, requirement: trial/plan/x, by: %s, made_on: %s, judgement: not-met}\n"
RELEASED = requirement({"asked": IN_FORCE}, "not_applicable_by: [executive-lead, lsms]")


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        (NA % "2026-06-01", "not-applicable"),
        (NA % "2026-06-01" + OTHER % ("lsms", "2026-09"), "not-assessed"),
        (NA % "2026-06-01" + OTHER % ("lsms", "2026-06-01"), "not-assessed"),
        (OTHER % ("lsms", "2026-06-01") + NA % "2026-06-01", "not-assessed"),
        (NA % "2026-06-01" + OTHER % ("lsms", "2026-05-31"), "not-applicable"),
        (NA % "2026-06-01" + OTHER % ("staff-side", "2026-06-02"), "not-applicable"),
        (NA % "2026-06-01" + OTHER % ("lsms", "2026-06-02"), "not-met"),
        (NA % "2026-09", "not-assessed"),
        (NA % "2026-03", "not-assessed"),
        (NA % "2026-03-15", "not-applicable"),
        (NA % "2026-03-14", "not-met"),
    ],
)
def test_the_latest_word_of_those_allowed_says_whether_it_applies(tmp_path: Path, records: str, outcome: str) -> None:
    found = assessment(tmp_path, {"plan/x": RELEASED}, records=records, as_of=MID)
    assert found["findings"][0]["outcome"] == outcome


@pytest.mark.parametrize(
    ("records", "judged"),
    [
        (OTHER % ("lsms", "2026-06-01"), "not-met"),
        (OTHER % ("lsms", "2026-03-14"), None),
        ((OTHER % ("lsms", "2026-02-01")).replace("}", ", valid_until: 2027-01-01}"), "not-met"),
        ((OTHER % ("lsms", "2026-02-01")).replace("}", ", valid_until: 2026-09-14}"), None),
        (
            OTHER % ("lsms", "2026-06-01")
            + (OTHER % ("executive-lead", "2026-06-01")).replace("id: o", "id: z").replace("not-met", "partly-met"),
            "partly-met",
        ),
    ],
)
def test_a_judgement_that_differs_is_shown(tmp_path: Path, records: str, judged: str | None) -> None:
    found = assessment(tmp_path, {"plan/x": requirement({"asked": IN_FORCE})}, records=records, as_of=MID)
    own = found["findings"][0]["judged"]
    assert (own["outcome"] if own else None) == judged


# ----------------------------------------------------------------------------------------------------- single edges


GRACE = (
    "every: {of: {kind: incident, window: P12M}, grace: P30D, at_least: '50%%',"
    " has: {kind: response, where: {incident: $each.id}}}"
)
PAIRS = (
    "- {id: a, kind: incident, occurred_on: %s}\n- {id: b, kind: incident, occurred_on: 2026-06-01}\n"
    "- {id: r, kind: response, opened_on: 2026-09-01, incident: a}\n"
)


@pytest.mark.parametrize(
    ("told", "answer"),
    [("2026-08", "unknown ambiguous-date"), ("2026-08-16", "yes"), ("2026-08-17", "no unlinked")],
)
def test_a_member_that_may_be_too_young_is_not_counted_as_covered(tmp_path: Path, told: str, answer: str) -> None:
    assert asked(tmp_path, GRACE.replace("%%", "%"), PAIRS % told, as_of=MID) == answer


@pytest.mark.parametrize(("opened", "answer"), [("", "unknown missing-field"), (", opened: 2000-01-01", "yes")])
def test_a_site_that_does_not_say_when_it_opened_may_be_too_young(tmp_path: Path, opened: str, answer: str) -> None:
    sites = f"sites: [{{id: north, name: N{opened}}}, {{id: south, name: S, opened: 2000-01-01}}]\n"
    check = (
        "every: {of: {organisation: sites}, grace: P12M, at_least: '50%',"
        " has: {kind: assessment, where: {sites: $each.id}}}"
    )
    records = "- {id: a, kind: assessment, assessment_type: inspection, assessed_on: 2026-06-01, sites: [north]}\n"
    assert asked(tmp_path, check, records, organisation=sites) == answer


@pytest.mark.parametrize(
    ("field", "value", "answer"),
    [
        ("suspected_crime", "true", "not-applicable empty-population"),
        ("suspected_crime", "false", "no unlinked"),
        ("clinical_factor", "'yes'", "not-applicable empty-population"),
        ("clinical_factor", "'no'", "no unlinked"),
        ("clinical_factor", "unknown", "no unlinked"),
        ("exempt_reason", "No", "no unlinked"),
        ("exempt_reason", "No harm was done", "not-applicable empty-population"),
    ],
)
def test_a_plain_no_exempts_nobody(tmp_path: Path, field: str, value: str, answer: str) -> None:
    check = (
        f"every: {{of: {{kind: incident, window: P12M}}, exempt: {field},"
        " has: {kind: response, where: {incident: $each.id}}}"
    )
    record = f"- {{id: a, kind: incident, occurred_on: 2026-06-01, {field}: {value}}}\n"
    assert asked(tmp_path, check, record) == answer


@pytest.mark.parametrize(
    ("when", "outcome"),
    [
        ("organisation.sites: {present: true}", "not-met"),
        ("organisation.units: {present: true}", "not-applicable"),
        ("organisation.sites: {any: {occupancy: owned}}", "not-met"),
        ("organisation.sites: {any: {occupancy: leased}}", "not-applicable"),
    ],
)
def test_the_lists_of_the_organisation_say_whether_it_applies(tmp_path: Path, when: str, outcome: str) -> None:
    sites = "sites: [{id: north, name: N, occupancy: owned}]\n"
    asked_when = requirement({"asked": IN_FORCE}, f"when: {{{when}}}")
    found = assessment(tmp_path, {"plan/x": asked_when}, organisation=sites)
    assert found["findings"][0]["outcome"] == outcome


HOLDERS = (
    "- {id: a, kind: appointment, role: lsms, holder: h1, start: 2020-01-01}\n"
    "- {id: b, kind: appointment, role: lsms, holder: h2, start: %s, end: 2026-12-31%s}\n"
)


@pytest.mark.parametrize(
    ("start", "more", "answer"),
    [
        ("2026-05-01", ", supersedes: a", "yes"),
        ("2020-06-01", "", "yes"),
    ],
)
def test_a_successor_holds_the_role_from_its_own_start(tmp_path: Path, start: str, more: str, answer: str) -> None:
    assert asked(tmp_path, "held: {role: lsms, throughout: period}", HOLDERS % (start, more)) == answer


def test_a_role_handed_over_and_given_up_is_vacant(tmp_path: Path) -> None:
    records = (HOLDERS % ("2020-06-01", ", supersedes: a")).replace("end: 2026-12-31", "end: 2020-12-31")
    assert asked(tmp_path, "held: {role: lsms, throughout: period}", records) == "no vacant"
    assert asked(tmp_path / "b", "held: {role: lsms}", records) == "no vacant"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("{topic: reports to, value: a}", "{topic: reporting-line, value: b}", "no conflicting"),
        ("{topic: reports to, value: chief}", "{topic: reporting-line, value: CEO}", "yes"),
        ("{topic: reporting-line, value: a}", "{topic: reporting-line, value: unknown}", "yes"),
    ],
)
def test_topics_and_values_agree_by_their_aliases(tmp_path: Path, one: str, other: str, answer: str) -> None:
    pack = PACK.replace("words: {}", "words: {topic: {reporting-line: [reports to]}, value: {ceo: [chief]}}")
    records = (
        "- {id: d, kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01,"
        f" review_date: 2028-01-01, declares: [{one}, {other}]}}\n"
    )
    assert asked(tmp_path, "agree: {kind: document, topic: reporting-line}", records, pack=pack) == answer


@pytest.mark.parametrize(
    ("paths", "fields", "answer"),
    [
        ("review_date, horizon.end", "review_date: 2028-05, horizon: {start: 2025-01-01, end: 2028-05-31}", "yes"),
        (
            "review_date, horizon.end",
            "review_date: 2028-05, horizon: {start: 2025-01-01, end: 2028-06-01}",
            "no conflicting",
        ),
        ("approved_on, published_on", "published_on: 2025-01, review_date: 2028-01-01", "unknown ambiguous-date"),
        ("approved_on, published_on", "published_on: 2025-01-15, review_date: 2028-01-01", "yes"),
        ("approved_on, published_on", "published_on: 2025-02, review_date: 2028-01-01", "no conflicting"),
    ],
)
def test_dates_agree_where_they_are_one_day(tmp_path: Path, paths: str, fields: str, answer: str) -> None:
    record = f"- {{id: d, kind: document, doc_type: policy, status: approved, approved_on: 2025-01-15, {fields}}}\n"
    assert asked(tmp_path, f"agree: {{kind: document, paths: [{paths}]}}", record) == answer


@pytest.mark.parametrize(("published", "answer"), [("2020-01-01", "no below-target"), ("2026-01-01", "yes")])
def test_the_age_in_a_share_is_that_of_the_day_by_which_it_is_placed(
    tmp_path: Path, published: str, answer: str
) -> None:
    check = (
        "ratio: {of: {kind: document, date: published_on}, matching: {doc_type: policy}, max_age: P12M,"
        " at_least: '100%'}"
    )
    record = POLICY % ("2024-01-01", "2028-01-01", f", published_on: {published}")
    assert asked(tmp_path, check, record) == answer


def test_a_successor_that_was_withdrawn_may_have_been_in_force(tmp_path: Path) -> None:
    old = POLICY % ("2025-01-01", "2028-01-01", "")
    new = "- {id: n, kind: document, doc_type: policy, status: withdrawn, withdrawn_on: 2026-08-01, supersedes: p}\n"
    assert asked(tmp_path, IN_FORCE, old + new) == "unknown missing-field"


REGISTER = (
    "- {id: %s, kind: register, register_type: incidents, covers_kind: incident, as_at: %s, complete: %s,"
    " declared_by: lsms, period: {start: 2026-04-01, end: 2026-09-30}%s}\n"
)
NONE = "none: {kind: incident, window: period%s}"


@pytest.mark.parametrize(
    ("records", "where", "answer"),
    [
        (REGISTER % ("g", "2026-09-30", "true", ""), "", "yes"),
        (
            REGISTER % ("g", "2026-09-30", "true", "") + REGISTER % ("h", "2026-09-30", "false", ", supersedes: g"),
            "",
            "unknown incomplete-register",
        ),
        (REGISTER % ("g", "2026-09", "true", ""), "", "unknown ambiguous-date"),
        (REGISTER % ("g", "2026-09-30", "true", ", sites: [north]"), ", where: {site: north}", "yes"),
        (REGISTER % ("g", "2026-09-30", "true", ", sites: [north]"), ", where: {site: NGH}", "yes"),
        (
            REGISTER % ("g", "2026-09-30", "true", ", sites: [north]"),
            ", where: {site: south}",
            "unknown incomplete-register",
        ),
    ],
)
def test_which_register_speaks_for_the_rest(tmp_path: Path, records: str, where: str, answer: str) -> None:
    assert asked(tmp_path, NONE % where, records, organisation=SITES) == answer


def test_an_id_is_a_word_like_any_other(tmp_path: Path) -> None:
    record = POLICY % ("2025-01-01", "2028-01-01", "")
    assert asked(tmp_path / "a", "exists: {kind: document, where: {id: p}}", record) == "yes"
    assert asked(tmp_path / "b", "exists: {kind: document, where: {id: q}}", record) == "no missing"
    assert asked(tmp_path / "c", "count: {kind: document, distinct: id, at_least: 1}", record) == "yes"
    assert asked(tmp_path / "d", "fields: {kind: document, required: [id]}", record) == "yes"


@pytest.mark.parametrize(("second", "answer"), [("unknown", "no too-few"), ("visitor", "yes")])
def test_unknown_is_not_a_value_by_which_things_are_told_apart(tmp_path: Path, second: str, answer: str) -> None:
    records = (
        "- {id: a, kind: incident, occurred_on: 2026-06-01, perpetrator: patient}\n"
        f"- {{id: b, kind: incident, occurred_on: 2026-06-01, perpetrator: {second}}}\n"
    )
    assert (
        asked(tmp_path, "count: {kind: incident, window: P12M, distinct: perpetrator, at_least: 2}", records) == answer
    )


@pytest.mark.parametrize(("second", "answer"), [("", "no missing-field"), (", granted_on: 2026-02-01", "yes")])
def test_a_required_field_of_a_list_stands_in_every_entry(tmp_path: Path, second: str, answer: str) -> None:
    extensions = f"extensions: [{{to: 2027-01-01, granted_on: 2026-01-01}}, {{to: 2028-01-01{second}}}]"
    record = POLICY % ("2025-01-01", "2026-01-01", f", {extensions}")
    assert asked(tmp_path, "fields: {kind: document, required: [extensions.granted_on]}", record) == answer


@pytest.mark.parametrize(
    "check",
    [
        "exists: {kind: plan, where: {agreed_by: old-body}}",
        "ratio: {of: {kind: document}, matching: {approved_by: old-body}, at_least: '50%'}",
    ],
)
def test_a_body_that_has_ended_is_seen_wherever_a_body_may_stand(tmp_path: Path, check: str) -> None:
    assert asked(tmp_path, check, POLICY % ("2025-01-01", "2028-01-01", "")) == "not-applicable body-dissolved"


@pytest.mark.parametrize(("by", "answer"), [("quality", "yes"), ("audit", "no missing")])
def test_a_body_acts_for_another_inside_a_list_too(tmp_path: Path, by: str, answer: str) -> None:
    record = POLICY % (
        "2025-01-01",
        "2028-01-01",
        f", extensions: [{{to: 2029-01-01, by: {by}, granted_on: 2026-02-01}}]",
    )
    check = "exists: {kind: document, where: {extensions: {any: {by: board}}}}"
    assert asked(tmp_path, check, record) == answer


@pytest.mark.parametrize(("sites", "answer"), [("all", "yes"), ("south", "no unlinked"), ("north", "yes")])
def test_what_is_of_all_sites_shares_one_with_any(tmp_path: Path, sites: str, answer: str) -> None:
    records = (
        f"- {{id: k, kind: risk, raised_on: 2026-06-01, sites: [{sites}]}}\n"
        "- {id: a, kind: action, raised_on: 2026-06-02, sites: [north]}\n"
    )
    check = "follows: {first: {kind: risk}, then: {kind: action, where: {sites: $first.sites}}}"
    assert asked(tmp_path, check, records, organisation=SITES) == answer


@pytest.mark.parametrize(
    ("formed", "answer"), [("2026", "unknown ambiguous-date"), ("2026-01-01", "no gap-too-long"), ("2026-08-01", "yes")]
)
def test_an_organisation_formed_some_day_that_year_may_not_have_been_there(
    tmp_path: Path, formed: str, answer: str
) -> None:
    check = "recurs: {kind: minute, where: {body: board}, window: P12M, every: P3M}"
    record = "- {id: m, kind: minute, body: board, date: 2026-08-15}\n"
    assert asked(tmp_path, check, record, organisation=f"formed: {formed}\n") == answer


def test_of_two_doubts_the_graver_is_told(tmp_path: Path) -> None:
    check = "follows: {first: {kind: risk}, then: {kind: action, where: {from: $first.id}}}"
    records = (
        "- {id: k, kind: risk, raised_on: 2026-06-15}\n- {id: a, kind: action, from: k, raised_on: 2026-06}\n"
        "- {id: x, kind: action, from: k, raised_on: 2026-13-01}\n"
    )
    assert asked(tmp_path, check, records) == "unknown unreadable"


JUDGED = "- {kind: attestation, statement: safe, by: lsms, made_on: 2026-08-01, judgement: met%s}\n"


@pytest.mark.parametrize(
    ("rests_on", "lost", "answer"),
    [
        (", basis: [s]", True, "unknown unreadable"),
        (", basis: [s]", False, "no missing-field"),
        (", basis: [p]", True, "yes"),
        (", basis: [p, s]", True, "yes"),
        ("", True, "no missing-field"),
        (", links: [s]", True, "no missing-field"),
    ],
)
def test_a_judgement_may_rest_on_what_could_not_be_read(tmp_path: Path, rests_on: str, lost: bool, answer: str) -> None:
    records = JUDGED % rests_on + POLICY % ("2025-01-01", "2028-01-01", "")
    check = "attested: {statement: safe, by: lsms}"
    assert asked(tmp_path, check, records, files=LOST if lost else {}) == answer
