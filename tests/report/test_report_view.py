"""report.html before any browser: every finding with all that stands behind it, every word of it ours to choose."""

from __future__ import annotations

import dataclasses
import re
from base64 import b64encode
from hashlib import sha256
from itertools import takewhile

import pytest

from tests.report import building, hostile
from tests.report.reading import html
from tests.report.test_two_packs import trust as two_packs
from vprs.gap_rows import gap_rows
from vprs.model import Answer, Assessment, Outcome, Reason, Record
from vprs.paper import Heading, text_of
from vprs.problem import Problem
from vprs.report import render_outputs, report_html
from vprs.report_view.choices import keys_for
from vprs.report_view.finding_parts import SHOWN, owners
from vprs.report_view.pieces import FindingView, ReportView
from vprs.report_view.view import report_view
from vprs.statement_parts.figures import parts as incidents_of

FOLLOWED = {"src", "srcset", "action", "formaction", "data", "poster", "background", "style", "onclick", "onerror"}
TAGS = (
    "html head meta title style body a div header main h1 h2 h3 h4 h5 p strong code ul ol li dl dt dd nav section form "
    "fieldset legend label input select option span button details summary table caption thead tbody tr th td footer "
    "script #text"
).split()
TRAINING = Heading(level=2, number="9", text="Training")
TRUST = building.with_registers()
VIEW = report_view(TRUST)


def findings(view: ReportView) -> list[FindingView]:
    return [each for pack in view.packs for group in pack.groups for each in group.findings]


def one(view: ReportView, slug: str) -> FindingView:
    return next(each for each in findings(view) if each.anchor.endswith(f"/{slug}"))


def said(view: FindingView) -> str:
    """Every word that it shows once it is open."""
    checks = [fact for check in view.checks for fact in check.facts]
    facts = [*view.asks, *view.next, *checks, *view.about]
    lines = [*(line for fact in facts for line in fact.lines), *view.beside]
    words = [word for check in view.checks for word in (check.slug, check.says, check.answer, *check.remarks)]
    return "\n".join([*(fact.name for fact in facts), *map(text_of, lines), *words, *view.marks, *view.labels])


def rendered(assessment: Assessment) -> str:
    return report_html.render(report_view(assessment)).decode()


# ------------------------------------------------------------------------------------------------------------ whole


def test_every_finding_is_there_once_in_the_order_of_the_gap_analysis() -> None:
    for trust in (TRUST, two_packs(), building.empty()):
        wanted = [row.finding.requirement.path for row in gap_rows(trust)]
        assert [each.anchor for each in findings(report_view(trust))] == wanted


def test_page_one_says_opinion_counts_draft_and_self_assessment() -> None:
    words = html(report_html.render(VIEW)).words
    for sentence in (
        "1 April 2026 to 30 September 2026, judged as of 20 October 2026.",
        "DRAFT. It stays a draft until the sign-offs of the assurance statement stand.",
        "This is a self-assessment, not internal audit.",
        "Unverified: vprs-2020 1.0.0 is a working paraphrase, not compared with the official text.",
        "Opinion by the rules of vprs-2020 1.0.0: limited assurance.",
        "1 not assessed",
        "Requirements not met: 32.",
        "\u201cNot in this folder\u201d means that only",
    ):
        assert " ".join(sentence.split()) in " ".join(words.split())


def test_each_pack_has_its_opinion_and_its_own_words() -> None:
    view = report_view(two_packs())
    assert one(view, "y").word == "Red"
    assert one(view, "b").word == "Not met"
    (outcome,) = [each for each in view.filters if each.name == "outcome"]
    assert {each.key: each.words for each in outcome.choices}["not-met"] == "Not met / Red"
    text = rendered(two_packs())
    assert text.count("Opinion by the rules of ") == 4  # at the head and with its reasons, for each


def test_problems_and_files_nobody_described_are_listed() -> None:
    problem = Problem(file="people.yaml", line=4, message="There is no kind 'minut'.", hint="Did you mean 'minute'?")
    text = rendered(building.assessment(problems=(problem,)))
    assert "people.yaml:4: There is no kind" in text
    assert "<code>documents/loose.pdf</code>" in text


def test_without_evidence_it_says_that_it_is_a_list_of_what_to_collect() -> None:
    text = rendered(building.empty())
    assert "No evidence was read." in text
    assert "It stays a draft: there is no assurance statement to sign." in text


def test_incidents_are_told_as_in_the_statement_and_nothing_after_them_is() -> None:
    for trust in (TRUST, building.empty()):
        (part,) = [each for each in report_view(trust).after if each.anchor == "incidents"]
        told = list(takewhile(lambda block: block != TRAINING, incidents_of(trust)))
        assert part.heading == "Incident indicators, trend and reporting rate"
        assert [block for block in part.blocks if not isinstance(block, Heading)] == [
            block for block in told[1:] if not isinstance(block, Heading)
        ]
        assert not any(block.number for block in part.blocks if isinstance(block, Heading))


def test_it_is_written_with_the_other_html_and_only_then() -> None:
    assert "report.html" in render_outputs(TRUST, ["html"])
    assert "report.html" in render_outputs(building.empty(), ["html"])
    assert "report.html" not in render_outputs(TRUST, ["json", "md", "docx", "manifest"])


# --------------------------------------------------------------------------------------------------------- findings


def test_a_finding_shows_its_checks_with_state_value_need_reason_and_places() -> None:
    view = one(VIEW, "training")
    first, second, third = view.checks
    assert (first.answer, second.answer) == ("Yes", "No")
    facts = {fact.name: [text_of(line) for line in fact.lines] for fact in second.facts}
    assert facts == {
        "Found": ["1 of 2"],
        "Needed": ["2 of 2"],
        "Why": ["Out of date. It ran out (documents/strategy.md:1)."],
        "Looked at": ["Violence prevention strategy, 1 May 2025, owner Chief Nurse, documents/strategy.md:1"],
    }
    assert first.facts[-1].name == "Evidence"
    assert "(stated: no file behind it)" in text_of(first.facts[-1].lines[1])
    assert third.remarks == ("Shown only; it never decides.",)


def test_the_places_of_rows_are_all_told_together_and_no_word_of_a_row_is() -> None:
    (check,) = one(VIEW, "reporting").checks
    assert text_of(check.facts[-1].lines[0]) == "Incident: 7 rows, the first registers/incidents.csv:5 (rows 5-11)"
    assert "Mrs A." not in rendered(TRUST)


def test_what_is_only_near_is_not_called_evidence() -> None:
    seen = building.observation("there", Answer.NO, Reason.MISSING, witnesses=(building.STRATEGY,))
    trust = building.assessment((building.finding("plan", "near", Outcome.NOT_MET, observations=(seen,)),))
    (check,) = one(report_view(trust), "near").checks
    assert check.facts[-1].name == "Nearest, not relied on"


def test_an_entry_of_the_organisation_is_told_by_its_list_and_place() -> None:
    entry = Record(id="north", kind="organisation.sites", fields={}, file="organisation.yaml", line=14)
    seen = building.observation("there", Answer.YES, witnesses=(entry,))
    trust = building.assessment((building.finding("plan", "sites", Outcome.MET, observations=(seen,)),))
    (check,) = one(report_view(trust), "sites").checks
    assert text_of(check.facts[-1].lines[0]) == "Sites: organisation.yaml:14"


@pytest.mark.parametrize(("number", "more"), [(SHOWN, []), (SHOWN + 1, ["and 1 more, listed in assessment.json"])])
def test_of_very_many_records_the_rest_is_counted(number: int, more: list[str]) -> None:
    records = tuple(building.record(f"doc-{n}", "document", title=f"Paper {n}") for n in range(number))
    seen = building.observation("there", Answer.YES, witnesses=records)
    trust = building.assessment((building.finding("plan", "many", Outcome.MET, observations=(seen,)),))
    lines = [text_of(line) for line in one(report_view(trust), "many").checks[0].facts[-1].lines]
    assert len(lines) == SHOWN + len(more)
    assert lines[SHOWN:] == more


def test_judgement_disagreement_and_accepted_risk_stand_beside_and_are_seen_while_closed() -> None:
    view = one(VIEW, "policy")
    words = said(view)
    assert "judged it met on 12 Oct 2026; this disagrees with the finding (documents/view.md:1)" in words
    assert "Reason given: Seen in use. The finding stands; the judgement is shown beside it." in words
    assert "Risk accepted: by Trust Board until 31 Jan 2027 (documents/R-17.md:1)." in words
    assert view.marks == ("A person's judgement disagrees", "Risk accepted until 31 Jan 2027")
    assert one(VIEW, "strategy").marks == ()


def test_the_next_step_is_the_recorded_action_else_the_one_proposed() -> None:
    recorded, proposed = said(one(VIEW, "policy")), said(one(VIEW, "training"))
    assert "Recorded: Replace panic alarms, documents/A-1.md:1" in recorded
    assert "Local Security Management Specialist, 19 Oct 2026" in recorded
    assert "Overdue" in recorded
    assert "Proposed: Bring it to the next board." in proposed
    assert "Chief Nurse, 19 Dec 2026" in proposed
    assert "No action recorded in this folder" in proposed


def test_what_is_met_and_has_no_action_asks_for_none() -> None:
    assert one(VIEW, "strategy").next == ()


def test_what_is_not_assessed_says_the_worst_and_the_best_it_may_be() -> None:
    assert one(VIEW, "reporting").spread == "at worst not met, at best met"


def test_a_finding_says_how_it_is_judged_why_it_asks_and_where_it_comes_from() -> None:
    words = said(one(VIEW, "training"))
    assert "Met where all of first and second." in words
    assert "There is no partly met." in words
    assert "B0319, Plan, official number not recorded" in words
    assert "vprs-2020/do/training.yaml" in words


def test_a_check_that_was_not_asked_is_shown_as_not_asked() -> None:
    found = building.not_met("plan", "half")
    more = dataclasses.replace(found.requirement, checks=(*found.requirement.checks, building.check("never-asked")))
    view = one(report_view(building.assessment((dataclasses.replace(found, requirement=more),))), "half")
    assert [(each.slug, each.answer) for each in view.checks] == [("there", "No"), ("never-asked", "Not asked")]


# ---------------------------------------------------------------------------------------------------------- filters


@pytest.mark.parametrize("trust", [TRUST, two_packs(), building.empty(), hostile.trust()])
def test_every_finding_fits_a_choice_of_every_filter_and_the_counts_are_those_of_the_findings(
    trust: Assessment,
) -> None:
    view = report_view(trust)
    for each in view.filters:
        keys = {choice.key: choice.count for choice in each.choices}
        own = [finding.keys[each.name] for finding in findings(view)]
        assert all(set(one) <= set(keys) and one for one in own)
        assert keys == {key: sum(key in one for one in own) for key in keys}
        assert all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


def test_the_owner_is_whoever_leads_the_open_action_else_whom_the_rule_proposes() -> None:
    rows = {row.finding.requirement.slug: row for row in gap_rows(TRUST)}
    assert owners(rows["policy"]) == ("Local Security Management Specialist",)
    assert owners(rows["training"]) == ("Chief Nurse",)
    assert owners(rows["strategy"]) == ()


def test_an_open_action_that_nobody_leads_has_no_owner_whoever_the_rule_proposes() -> None:
    action = building.record(
        "A-9", "action", what="Do it", requirement="vprs-2020/plan/policy", raised_on=building.a_day("2026-05-01")
    )
    (row,) = gap_rows(building.assessment((building.not_met("plan", "policy"),), records=(action,)))
    assert owners(row) == ("No owner recorded",)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Chief Nurse", "LSMS"], ["chief-nurse", "lsms"]),
        (["A b", "a-B", "A  b!"], ["a-b", "a-b-2", "a-b-3"]),
        (["\u0645\u0631", "\u2014", ""], ["other", "other-2", "other-3"]),
        (["a 2", "a", "A"], ["a-2", "a", "a-3"]),
        (['"><script>', "x" * 500], ["script", "x" * 40]),
    ],
)
def test_keys_are_plain_and_no_two_are_alike(names: list[str], keys: list[str]) -> None:
    assert list(keys_for(names).values()) == keys


# ------------------------------------------------------------------------------------------------------------- page


def test_the_policy_names_the_one_style_and_the_one_script_by_their_digest() -> None:
    text = rendered(TRUST)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall("<script>(.*?)</script>", text, re.DOTALL)
    (policy,) = re.findall('Content-Security-Policy" content="(.*?)">', text)

    def digest(part: str) -> str:
        return b64encode(sha256(part.encode()).digest()).decode()

    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("trust", [TRUST, hostile.trust(), building.empty()])
def test_it_asks_for_nothing_outside_and_follows_no_address(trust: Assessment) -> None:
    root = html(report_html.render(report_view(trust)))
    tags = [tag for name in TAGS for tag in root.all(name)]
    assert len(tags) == len(_every(root))
    assert not [tag for tag in tags if FOLLOWED & set(tag.attributes)]
    assert all((tag.attributes["href"] or "").startswith("#") for tag in root.all("a"))


def _every(root: object) -> list[object]:
    return [each for tag in root.inside for each in (tag, *_every(tag))]  # type: ignore[attr-defined]


def test_no_two_parts_of_the_page_have_the_same_name() -> None:
    text = rendered(two_packs())
    names = re.findall(r'\bid="([^"]*)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall('href="#([^"]*)"', text)) <= set(names)


def test_the_style_and_script_hold_no_address_no_logo_and_no_house_typeface() -> None:
    text = rendered(TRUST)
    for word in (
        "http:",
        "https:",
        "url(",
        "@import",
        "@font-face",
        "Frutiger",
        "<img",
        "<svg",
        "fetch(",
        "XMLHttpRequest",
    ):
        assert word not in text


def test_two_runs_give_the_same_bytes() -> None:
    assert report_html.render(VIEW) == report_html.render(report_view(building.with_registers()))
