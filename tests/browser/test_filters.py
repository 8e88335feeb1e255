"""Filters alone and together, what they tell, and that no choice hides the total."""

from __future__ import annotations

import dataclasses

import pytest

from tests.browser.conftest import Opening
from tests.report import building
from vprs.model import Outcome, Reason

TRUST = building.assessment()
ALL = len(TRUST.findings)
OF_PLAN = ["policy", "strategy"]


def of(*outcomes: Outcome) -> set[str]:
    return {each.requirement.slug for each in TRUST.findings if each.outcome in outcomes}


def test_everything_is_shown_at_first_and_nothing_is_called_filtered(opened: Opening) -> None:
    report = opened(TRUST)
    assert len(report.shown()) == ALL
    assert report.status() == f"{ALL} of {ALL} requirements shown"
    assert not report.page.is_visible("#filtered")
    assert report.page.is_visible("#filters")


def test_an_outcome_shows_its_own_findings_and_no_other(opened: Opening) -> None:
    report = opened(TRUST)
    for outcome in Outcome:
        report.tick(outcome.value)
        assert set(report.shown()) == of(outcome) != set()
        assert report.status() == f"{len(of(outcome))} of {ALL} requirements shown"
        report.page.uncheck(f"input[value={outcome.value}]")


def test_two_outcomes_show_the_findings_of_both(opened: Opening) -> None:
    report = opened(TRUST)
    report.tick("partly-met")
    report.tick("not-assessed")
    assert set(report.shown()) == of(Outcome.PARTLY_MET, Outcome.NOT_ASSESSED)


def test_a_phase_hides_the_headings_of_the_others(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    assert report.shown() == OF_PLAN
    assert report.page.locator(".group:not([hidden]) h3").all_inner_texts() == ["Plan"]


def test_filters_of_different_kinds_must_all_hold(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    report.tick("not-met")
    assert report.shown() == ["policy"]
    report.choose("owner", "nobody-no-action-is-asked")
    assert report.shown() == []
    assert report.status() == f"0 of {ALL} requirements shown"


def test_an_owner_is_found_by_the_action_recorded_or_proposed(opened: Opening) -> None:
    report = opened(building.with_registers())
    report.choose("owner", "local-security-management-specialist")
    assert "policy" in report.shown()  # its recorded action is led by the specialist, not by whom the rule proposes
    report.choose("owner", "chief-nurse")
    assert "policy" not in report.shown()
    assert "training" in report.shown()


def test_a_theme_shows_its_own_findings(opened: Opening) -> None:
    first, *rest = TRUST.findings
    other = dataclasses.replace(first, requirement=dataclasses.replace(first.requirement, theme="hold-to-account"))
    pack = dataclasses.replace(TRUST.packs[0], themes=("governance", "hold-to-account"))
    report = opened(dataclasses.replace(TRUST, findings=(other, *rest), packs=(pack,)))
    report.choose("theme", "hold-to-account")
    assert report.shown() == [other.requirement.slug]


def test_two_packs_can_be_told_apart_and_one_pack_asks_for_no_such_choice(opened: Opening) -> None:
    two = building.assessment((building.met("plan", "old"), building.not_met("plan", "new", pack="vprs-2024")))
    report = opened(two)
    report.choose("rules", "vprs-2024")
    assert report.shown() == ["new"]
    assert report.page.locator(".pack:visible").count() == 1  # no heading of a pack stands over nothing
    assert report.page.locator("select[name=rules]").count() == 1
    assert opened(TRUST).page.locator("select[name=rules]").count() == 0


def test_search_finds_words_anywhere_in_a_finding(opened: Opening) -> None:
    report = opened(TRUST)
    for words, found in {
        "reason-expired": ["reason-expired"],
        "TITLE OF policy": ["policy"],
        "policy title": ["policy"],  # in any order
        "  policy  ": ["policy"],
        "documents/R-17.md:1": ["policy"],  # inside a finding that is closed
        "zebra": [],
        "policy zebra": [],
        "<script>": [],
    }.items():
        report.search(words)
        assert report.shown() == found, words
    report.search(" ")
    assert len(report.shown()) == ALL


def test_what_is_filtered_is_said_in_words_with_the_number_left_out(opened: Opening) -> None:
    report = opened(TRUST)
    report.tick("not-assessed")
    report.tick("met")
    report.choose("phase", "do")
    report.search("register")
    counted = f"Filtered: {ALL - 1} of {ALL} requirements not shown here."
    assert report.page.inner_text("#filtered") == f"{counted} Shown: Not assessed or Met; Do; \u201cregister\u201d."


def test_clearing_shows_everything_again(opened: Opening) -> None:
    report = opened(TRUST)
    report.tick("met")
    report.choose("phase", "plan")
    report.search("strategy")
    report.page.click("button[type=reset]")
    report.page.wait_for_selector("#filtered", state="hidden")
    assert len(report.shown()) == ALL
    assert report.hash() == "#findings"


def test_choices_say_how_many_findings_they_fit(opened: Opening) -> None:
    report = opened(TRUST)
    options = report.page.locator("select[name=phase] option").all_inner_texts()
    assert options == ["All", "Plan (2)", "Do (2)", f"Check ({len(Reason)})", "Act (1)"]


# ------------------------------------------------------------------------------------------------------- addresses


def test_filters_live_in_the_address_and_come_back_from_it(opened: Opening) -> None:
    report = opened(TRUST)
    report.tick("not-met")
    report.tick("partly-met")
    report.choose("phase", "plan")
    report.search("title & policy=1 50% \u00fc")
    kept = report.hash()
    again = opened(TRUST, at=kept)
    assert again.status() == report.status()
    assert again.page.input_value("#search") == "title & policy=1 50% \u00fc"
    assert again.page.is_checked("input[value=partly-met]")
    again.search("")
    assert again.shown() == ["policy"]


def test_an_address_that_means_nothing_here_hides_nothing(opened: Opening) -> None:
    report = opened(TRUST)
    for at in ("#phase=nowhere", "#outcome=worse&rules=none", "#%E0%A4%A", "#a/b/c", "#", "#=&=&", "#search="):
        report.page.goto("about:blank")
        report.requested.clear()
        report.page.goto(f"{report.address}{at}")
        assert len(report.shown()) == ALL, at


def test_an_address_of_a_finding_opens_it_even_where_filters_hide_it(opened: Opening) -> None:
    report = opened(TRUST, at="#vprs-2020/do/training")
    assert report.page.locator(".finding[open]").get_attribute("id") == "vprs-2020/do/training"
    report.page.wait_for_selector("[id='vprs-2020/do/training'] > summary:focus")
    report.choose("phase", "plan")
    report.page.evaluate("location.hash = '#vprs-2020/do/reporting'")
    report.page.wait_for_selector("[id='vprs-2020/do/reporting'][open]")
    assert "reporting" in report.shown()
    assert not report.page.is_visible("#filtered")


def test_a_jump_within_the_page_keeps_the_filters(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    report.page.click("nav a[href='#limits']")
    assert report.shown() == OF_PLAN


def test_all_shown_are_opened_and_closed_together(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    report.page.click("#open")
    assert report.page.locator(".finding[open]").count() == len(OF_PLAN)
    report.page.click("#close")
    assert report.page.locator(".finding[open]").count() == 0


def test_a_folder_with_nothing_in_it_opens_as_a_list_of_what_to_collect(opened: Opening) -> None:
    report = opened(building.empty())
    assert report.status() == "4 of 4 requirements shown"
    assert "No evidence was read." in report.page.inner_text("main")


def test_no_requirement_at_all_has_no_filters_and_says_so(opened: Opening) -> None:
    report = opened(building.assessment(()))
    assert report.page.locator("#filters").count() == 0
    assert "No requirement was asked, so nothing is assured." in report.page.inner_text("#findings")


@pytest.mark.parametrize(("number", "most"), [(200, 1.0), (5000, 3.0)])
def test_thousands_of_findings_are_filtered_while_one_waits(opened: Opening, number: int, most: float) -> None:
    """Seconds on a machine that does other things too; alone it takes a tenth."""
    made = (building.met, building.not_met, building.not_assessed)
    found = tuple(made[n % 3](building.PHASES[n * 4 // number], f"slug-{n:05}") for n in range(number))
    report = opened(building.assessment(found))
    for act in ("f.elements.outcome[0].click()", "f.reset()", "f.elements.search.value = 'slug-00042'"):
        took = report.page.evaluate(
            f"""async () => {{
                const f = document.getElementById("filters"), start = performance.now();
                {act};
                f.dispatchEvent(new Event("input"));
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
                return (performance.now() - start) / 1000;
            }}"""
        )
        assert took < most
    assert report.status() == f"1 of {number:,} requirements shown"
