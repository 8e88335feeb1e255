"""What a screen reader, a magnifier, a narrow screen and an axe find; and what no evidence can make a browser do."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from tests.browser.conftest import Opening, Report
from tests.report import building, hostile
from tests.report.test_two_packs import trust as two_packs
from vprs.model import Assessment

CASES = building.every_case()
TRUST = building.assessment((*CASES[:8], CASES[-1]))
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(report: Report) -> list[str]:
    """What axe finds that is serious or critical, with where."""
    report.page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = report.page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{each['impact']}: {each['id']}: {node['html'][:120]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def fresh(report: Report) -> None:
    pass


def filtered(report: Report) -> None:
    report.tick("not-assessed")
    report.search("register")


def expanded(report: Report) -> None:
    report.page.click("#open")
    report.settle()


@pytest.mark.parametrize("state", [fresh, filtered, expanded])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(opened: Opening, state: Callable[[Report], None], width: int) -> None:
    report = opened(TRUST, width=width)
    state(report)
    assert violations(report) == []


@pytest.mark.parametrize(
    "trust", [two_packs(), building.empty(), building.assessment(())], ids=["two packs", "empty", "none"]
)
def test_axe_finds_nothing_serious_in_other_folders(opened: Opening, trust: Assessment) -> None:
    assert violations(opened(trust)) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_makes_the_page_wider_than_the_screen(opened: Opening, width: int) -> None:
    report = opened(hostile.trust(), width=width)
    expanded(report)
    assert report.page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_leave_no_level_out_and_there_is_one_title(opened: Opening) -> None:
    for trust in (TRUST, two_packs()):
        levels = opened(trust).page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(h => +h.tagName[1])")
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_pressed_is_large_enough_to_hit(opened: Opening) -> None:
    report = opened(TRUST, width=360)
    expanded(report)
    sizes = report.page.eval_on_selector_all(
        "button, select, input, summary, nav a, .link a, label.choice",
        "all => all.map(one => [one.outerHTML.slice(0, 60), one.offsetWidth, one.offsetHeight])",
    )
    assert [each for each in sizes if min(each[1], each[2]) < 24] == []


def test_an_outcome_is_a_word_and_an_edge_and_not_only_a_colour(opened: Opening) -> None:
    report = opened(TRUST, forced_colors="active")
    tag = report.page.locator(".finding .tag").first
    assert tag.inner_text() == "Not met"
    assert tag.evaluate("one => getComputedStyle(one).borderLeftStyle") == "solid"


def test_nothing_moves_for_those_who_ask_for_less_motion(opened: Opening) -> None:
    report = opened(TRUST, reduced_motion="reduce")
    durations = report.page.eval_on_selector_all(
        "*", "all => [...new Set(all.map(one => getComputedStyle(one).transitionDuration))]"
    )
    assert durations == ["0s"]


def test_hostile_text_stays_text_and_runs_nothing(opened: Opening) -> None:
    """That nothing was said on the console and nothing asked for is seen to by every page that is opened."""
    report = opened(hostile.trust())
    report.page.on("dialog", lambda _: pytest.fail("evidence opened a dialogue"))
    expanded(report)
    shown = report.page.inner_text("main")
    for text in (hostile.SCRIPT, '"><img src=x onerror=alert(1)>', "[U+202E]", "{{ 7 * 7 }}"):
        assert text in shown
    assert report.page.locator("img, iframe, object, embed, link, form[action]").count() == 0
    assert report.page.locator("script").count() == 1
    assert report.page.eval_on_selector_all("a", "all => all.every(a => a.getAttribute('href').startsWith('#'))")


def test_text_with_markup_is_found_by_search_as_it_stands(opened: Opening) -> None:
    report = opened(hostile.trust())
    report.search(hostile.SCRIPT)
    assert report.shown()
    assert hostile.SCRIPT in report.page.inner_text("#filtered")


def test_the_policy_of_the_page_keeps_a_script_from_running_that_is_not_ours(opened: Opening) -> None:
    report = opened(TRUST)
    report.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
        }"""
    )
    assert report.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in report.said)
    report.said.clear()
