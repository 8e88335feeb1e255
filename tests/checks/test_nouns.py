"""The noun phrases of every sort of selector, word for word."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import check_of, organisation_of, pack_with
from vprs.checks import make_context
from vprs.checks.phrases import _many, clauses_words, describe, population_words, these
from vprs.checks.scope import Scope
from vprs.dates import Duration, rolling
from vprs.model import Every, Follows, Selector, Workspace

AS_OF = date(2026, 9, 30)
ORGANISATION = """\
bodies: [{id: board, name: Trust Board}, {id: quality, name: Quality Committee}]
roles: [{id: lsms, name: Local Security Management Specialist}]
sites: [{id: north, name: Northmoor General}, {id: south}]
formed: 2002-04-01
"""


def scope() -> Scope:
    workspace = Workspace(organisation=organisation_of(ORGANISATION), records=())
    return Scope(context=make_context(pack_with({}), workspace, AS_OF, rolling(AS_OF, Duration(6, 0))))


def had(selector: str) -> Selector:
    """A selector as it stands under `has` of every, where it may speak of `$each`."""
    form = check_of(f"every: {{of: {{list: [a]}}, has: {selector}}}").form
    assert isinstance(form, Every)
    return form.has


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("{kind: activity, where: {activity_type: $each}}", "activity of that kind"),
        ("{kind: metric, where: {name: $each}}", "figure of that name"),
        ("{kind: change, where: {change_type: $each}}", "change of that kind"),
        ("{kind: assessment, where: {subject: $each.id, topics: lone-working}}", "assessment for that subject, on lone-working"),
        ("{kind: plan, where: {plan_type: work, items: $each}}", "work plan for that item"),
        ("{kind: document, where: {references: $each}}", "document that refers to that document"),
        ("{kind: document, where: {doc_type: policy, ref: $each}}", "policy for that reference"),
        ("{kind: document, where: {declares: {any: {topic: $each, value: {present: true}}}}}", "document with one of its declares for that subject and with a value"),
        ("{kind: document, where: {declares: {any: {topic: reader, value: $each}}}}", "document with one of its declares with a topic reader and for that value"),
        ("{kind: report, where: {report_type: assurance-statement}}", "assurance-statement report"),
        ("{kind: document, where: {doc_type: terms-of-reference}}", "terms of reference"),
        ("{kind: document, where: {doc_type: plan-text}}", "written plan"),
        ("{kind: document, where: {doc_type: job-description}}", "job description"),
        ("{kind: document, where: {doc_type: {one_of: [policy]}, status: approved}}", "policy with status approved"),
        ("{kind: document, where: {doc_type: {all_of: [policy]}}}", "document with a type of document policy"),
        ("{kind: document, where: {doc_type: {present: true}}}", "document with a type of document"),
        ("{kind: document}", "document"),
        ("{kind: plan, where: {plan_type: work}}", "work plan"),
        ("{kind: register, where: {register_type: incidents}}", "register of incidents"),
        ("{kind: submission, where: {return_type: erss}}", "erss return"),
        ("{kind: change, where: {change_type: estate}}", "estate change"),
        ("{kind: activity, where: {activity_type: campaign}}", "campaign activity"),
        ("{kind: metric, where: {name: assaults}}", "assaults figure"),
        ("{kind: submission}", "return"),
        ("{kind: register}", "register"),
        ("{kind: training}", "training record"),
        ("{kind: activity}", "activity"),
        ("{kind: alert, window: P12M}", "alert, dated 1 October 2025 to 30 September 2026"),
        ("{kind: report, where: {report_type: annual}, received_by: [board, quality], max_age: P12M, window: period}", "annual report, received by board or quality with a minute, no older than 12 months, dated 1 April 2026 to 30 September 2026"),
        ("{kind: report, received_by: board}", "report, received by board with a minute"),
        ("{kind: minute, where: {body: [board, quality], agenda: lone-working}}", "minute of Trust Board or Quality Committee, with lone-working on the agenda"),
        ("{kind: minute, where: {decisions: {all_of: [a, b]}}}", "minute that records a and b"),
        ("{kind: alert, where: {distributions: {any: {audience: staff, date: {present: true}}}}}", "alert with one of its distributions for staff and with a date"),
        ("{kind: document, where: {review_date: {more_than: 2026-09, at_most: 2027}}}", "document with review date after September 2026 and with review date on or before 2027"),
        ("{kind: document, where: {review_date: {less_than: 2026-09-01}}}", "document with review date before 1 September 2026"),
        ("{kind: document, where: {published_on: 2026-09-01}}", "document with day of publication 1 September 2026"),
        ("{kind: risk, where: {score: {at_least: 12}}}", "risk with a score at least 12"),
        ("{kind: risk, where: {score: {more_than: 12, less_than: 20}}}", "risk with a score more than 12 and with a score less than 20"),
        ("{kind: risk, where: {score: {at_most: 12}}}", "risk with a score at most 12"),
        ("{kind: incident, where: {injury: false, site: north}}", "incident not marked injury, with a site Northmoor General"),
        ("{kind: incident, where: {site: {is: south}, category: threat}}", "threat incident with a site south"),
        ("{kind: action, where: {owner: lsms, due: {present: true}}}", "action owned by Local Security Management Specialist, with a due date"),
        ("{kind: action, where: {lead: lsms}}", "action led by Local Security Management Specialist"),
        ("{kind: assessment, where: {for_version: '2'}}", "assessment with a for version 2"),
        ("{kind: response, where: {response_type: investigation}}", "investigation response"),
        ("{kind: document, where: {references: B0319, version: '1'}}", "document that refers to B0319, with a version 1"),
        ("{kind: document, where: {approved_on: {at_least: $organisation.formed}}}", "document with day of approval on or after 1 April 2002"),
        ("{kind: document, where: {version: $organisation.type}}", "document with a version the same type"),
        ("{kind: document, where: {period.end: {at_least: $as_of}}}", "document with period end on or after 30 September 2026"),
        ("{kind: document, where: {topics: $each}}", "document on that subject"),
        ("{kind: document, where: {sites: $each}}", "document for that site"),
        ("{kind: minute, where: {links: $each}}", "minute linked to it"),
        ("{kind: training, where: {course: $each, person: p}}", "training record in that course, with a person p"),
        ("{kind: appointment, where: {role: $each}}", "appointment to that role"),
        ("{kind: alert, where: {distributions: {any: {audience: $each}}}}", "alert with one of its distributions for that audience"),
        ("{kind: training, where: {person: $each}}", "training record for that person"),
        ("{kind: action, where: {from: $each}}", "action linked to it"),
        ("{kind: attestation, where: {by: lsms, statement: s}}", "attestation by Local Security Management Specialist, with a statement s"),
        ("{kind: document, where: {doc_type: [mou, terms-of-reference, policy]}}", "memorandum of understanding or terms of reference or policy"),
        ("{kind: training, where: {course: crt, site: north}}", "training record in crt, with a site Northmoor General"),
        ("{kind: document, where: {owner: nobody}}", "document owned by nobody"),
        ("{kind: document, where: {sections: [a, b]}}", "document with sections a or b"),
        ("{kind: assessment, where: {assessment_type: inspection, sites: [north, south]}}", "inspection assessment for Northmoor General or south"),
        ("{kind: submission, where: {recipient: board}}", "return to Trust Board"),
        ("{kind: training, where: {staff_group: $each}}", "training record for that staff group"),
        ("{kind: assessment, where: {sites: all}}", "assessment for all"),
    ],
)  # fmt: skip
def test_a_selector_is_said_in_the_singular(selector: str, said: str) -> None:
    assert describe(had(selector), scope()) == said


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("{kind: document, where: {doc_type: terms-of-reference}}", "terms of reference"),
        ("{kind: document, where: {doc_type: plan-text}}", "written plans"),
        ("{kind: document, where: {doc_type: job-description}}", "job descriptions"),
        ("{kind: document, where: {doc_type: {one_of: [policy]}, status: approved}}", "policies with status approved"),
        ("{kind: register, where: {register_type: incidents}}", "registers of incidents"),
        ("{kind: activity, where: {activity_type: campaign}}", "campaign activities"),
        ("{kind: submission}", "returns"),
        ("{kind: register}", "registers"),
        ("{kind: training}", "training records"),
        ("{kind: activity}", "activities"),
        ("{kind: report, where: {report_type: annual}, received_by: [board, quality], max_age: P12M, window: period}", "annual reports, received by board or quality with a minute, no older than 12 months, dated 1 April 2026 to 30 September 2026"),
        ("{kind: document, where: {doc_type: [mou, terms-of-reference, policy]}}", "memoranda of understanding or terms of reference or policies"),
    ],
)  # fmt: skip
def test_a_selector_is_said_in_the_plural(selector: str, said: str) -> None:
    assert these(had(selector), scope()) == said


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("{kind: minute, where: {links: $first.id}}", "minute linked to it"),
        ("{kind: response, where: {incident: $first.id}}", "response linked to it"),
        ("{kind: assessment, where: {for_version: $first.version}}", "assessment with a for version the same version"),
        (
            "{kind: minute, where: {date: {at_least: $first.approved_on}}}",
            "minute with a date at least the same day of approval",
        ),
        ("{kind: document, where: {supersedes: $first.id}}", "document linked to it"),
        ("{kind: document, where: {ref: $first.id}}", "document with a ref it"),
        ("{kind: document, where: {sites: $first.sites}}", "document for the same sites"),
    ],
)
def test_the_other_of_a_pair_is_called_it(selector: str, said: str) -> None:
    form = check_of(f"follows: {{first: {{kind: document}}, then: {selector}}}").form
    assert isinstance(form, Follows)
    assert describe(form.then, scope()) == said


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("{list: [a, b]}", "these words: a, b"),
        ("{organisation: sites}", "sites of the organisation"),
        (
            "{organisation: sites, where: {occupancy: owned, type: [acute, other]}}",
            "sites of the organisation with an occupancy owned and with a type acute or other",
        ),
        (
            "{organisation: staff_groups, where: {frontline: true}}",
            "staff groups of the organisation marked frontline",
        ),
        ("{kind: document, where: {doc_type: policy}}", "policies"),
    ],
)
def test_a_population_is_said_in_the_plural(of: str, said: str) -> None:
    form = check_of(f"every: {{of: {of}, has: {{kind: document}}}}").form
    assert isinstance(form, Every)
    assert population_words(form.of, scope()) == said


def test_clauses_alone_are_listed() -> None:
    clauses = had("{kind: training, where: {course: crt, expires: {at_least: $as_of}}}").where
    assert clauses_words(clauses, scope()) == "in crt, with expiry date on or after 30 September 2026"


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("policy", "policies"),
        ("survey", "surveys"),
        ("day", "days"),
        ("convoy", "convoys"),
        ("register of staff", "registers of staff"),
    ],
)
def test_several_are_spelt_as_english_spells_them(one: str, several: str) -> None:
    assert _many(one, True) == several
    assert _many(one, False) == one
