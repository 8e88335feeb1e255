"""Rules in plain English: every parameter that can change an answer is in the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.packs import form
from tests.rulebook.test_forms import FORMS
from vprs.model import Form
from vprs.rulebook import built_in_folder, read_packs
from vprs.rulebook.prose import form_in_words

SENTENCES = [
    (
        "exists: {kind: document, where: {doc_type: [strategy, policy], topics: {all_of: [a, b]}}}",
        "Asks for one document where doc type is strategy or policy and topics include all of a and b, in date.",
    ),
    ("exists: {kind: document, current: false}", "Asks for one document."),
    (
        "exists: {kind: report, received_by: [board, quality], max_age: P6M, date: reported_on, window: period}",
        "Asks for one report, received by board or quality with a minute, no older than 6 months, in the period, "
        "placed by its reported on.",
    ),
    (
        "none: {kind: incident, where: {injury: true}, window: {from: 2026-04, to: 2026-09},"
        " closed_world: all are here}",
        "Asks that there is no incident where injury is yes, from 2026-04-01 to 2026-09-30, the folder being complete "
        "because all are here.",
    ),
    (
        "count: {kind: minute, distinct: date, at_least: 2, at_most: 4, window: financial-year}",
        "Asks for at least 2 and at most 4 different date of minute, in the financial year.",
    ),
    (
        "held: {role: lsms, at_least: 2, where: {accredited: true}, throughout: period, max_vacancy: P30D}",
        "Asks for 2 holders of the role lsms where accredited is yes all through the period, vacant for no more than "
        "30 days.",
    ),
    (
        "attested: {statement: capacity, by: [smd, lsms], min_basis: 2}",
        "Asks for the judgement of smd or lsms on 'capacity', held good for 6 months, resting on 2 or more records.",
    ),
    (
        "every: {of: {organisation: sites, where: {occupancy: owned}}, "
        "has: {kind: assessment, where: {sites: $each.id}}, at_least: 84.5%, exempt: closed, grace: P3M, "
        "due: 2026-12-31}",
        "Asks that at least 84.5% of the organisation's sites where occupancy is owned has one assessment where sites "
        "include its own id, in date, except where closed is given, once it is older than 3 months, from the end of "
        "2026-12-31 on.",
    ),
    (
        "follows: {first: {kind: document}, then: {kind: minute, where: {links: $first.id, date: {at_most: $as_of}}},"
        " order: after, within: P3M, for: latest}",
        "Asks that the latest document is followed by one minute where links include the first one's id and date is at "
        "most the day of judgement, after its day and within 3 months.",
    ),
    (
        "fields: {kind: document, which: latest, required: [owner], allowed: {status: [approved]}, sections: [duties]}",
        "Asks that the latest document, in date gives owner and has for status nothing but approved and has "
        "headings on duties.",
    ),
    (
        "recurs: {kind: minute, every: P6M, tolerance: P2M}",
        "Asks for no gap longer than 6 months, give or take 2 months between minute, in the 12 months up to the end of "
        "the period.",
    ),
    (
        "each_period: {kind: minute, each: half-year, lag: P3M}",
        "Asks for one minute in each of the last 2 whole half-years, up to 3 months late.",
    ),
    (
        "ratio: {of: {kind: training}, matching: {expires: {more_than: $period.end}, person: {present: true}},"
        " at_least: 85%, distinct: person, min_denominator: 5, max_age: P3Y}",
        "Asks that in at least 85% of training expires is more than the end of the period and person is given, no "
        "older than 36 months, each person counted once, out of 5 or more.",
    ),
    (
        "ratio: {population: {organisation: staff_groups, sum: headcount}, matching: {kind: training}, at_most: 5%}",
        "Asks that at most 5% of the headcount of the organisation's staff groups is covered by one training.",
    ),
    (
        "change: {metric: assaults, each: quarter, at_most: -5%}",
        "Asks that the figure 'assaults' changed by at most -5%, the last whole quarter against the one before.",
    ),
    (
        "change: {count: {kind: incident}, compared: true}",
        "Asks that the number of incident is there to compare, the last whole financial-year against the one before.",
    ),
    (
        "agree: {kind: document, paths: [review_date, horizon.end]}",
        "Asks that review date and horizon end agree in each document, in date.",
    ),
    (
        "exists: {kind: report, where: {received_by: {any: {body: board}}}, window: previous-financial-year}",
        "Asks for one report where received by lists one where body is board, in the previous financial year.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_form_is_said_in_plain_english(tmp_path: Path, text: str, sentence: str) -> None:
    assert form_in_words(form(tmp_path, text)) == sentence


@pytest.mark.parametrize(("text", "asked"), FORMS, ids=[text for text, _ in FORMS])
def test_every_form_can_be_said(text: str, asked: Form) -> None:
    sentence = form_in_words(asked)
    assert sentence.startswith("Asks ")
    assert "None" not in sentence
    assert "_" not in sentence, text


def test_the_built_in_rules_can_all_be_said() -> None:
    packs = read_packs([built_in_folder()], ["vprs-2020"])
    sentences = [form_in_words(check.form) for pack in packs for one in pack.requirements for check in one.checks]
    assert len(sentences) > 60
    assert not [sentence for sentence in sentences if "None" in sentence or "$" in sentence]
