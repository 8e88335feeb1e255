"""Everything can be reached and done without a mouse, and where the focus is can be seen."""

from __future__ import annotations

from tests.browser.conftest import Opening, Report
from tests.report import building

TRUST = building.assessment()


def press(report: Report, *keys: str) -> None:
    for key in keys:
        report.page.keyboard.press(key)
    report.settle()


def focused(report: Report) -> str:
    """The focused control by id, name or text, and its kind."""
    script = """() => {
        const one = document.activeElement;
        return `${one.tagName.toLowerCase()} ${one.id || one.name || one.textContent.trim().split("\\n")[0]}`;
    }"""
    return str(report.page.evaluate(script))


def tab_to(report: Report, wanted: str, most: int = 60) -> None:
    for _ in range(most):
        press(report, "Tab")
        if focused(report).startswith(wanted):
            return
    raise AssertionError(f"{wanted} was not reached; the focus is at {focused(report)}")


def test_the_first_stop_skips_to_the_report(opened: Opening) -> None:
    report = opened(TRUST)
    press(report, "Tab")
    assert focused(report) == "a Skip to the report"
    assert report.page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    press(report, "Enter")
    assert focused(report) == "main main"


def test_a_filter_is_ticked_with_space_and_a_phase_chosen_with_arrows(opened: Opening) -> None:
    report = opened(TRUST)
    tab_to(report, "input outcome")
    press(report, "Space")
    assert report.page.is_checked("input[value=not-met]")
    tab_to(report, "select phase")
    press(report, "ArrowDown")
    assert report.shown() == ["policy"]


def test_a_finding_opens_with_enter_and_with_space_and_closes_with_escape(opened: Opening) -> None:
    report = opened(TRUST)
    first = report.page.locator(".finding").first
    tab_to(report, "summary")
    press(report, "Enter")
    assert first.get_attribute("open") is not None
    press(report, "Space")
    assert first.get_attribute("open") is None
    press(report, "Enter", "Tab")
    assert focused(report).startswith("a Link to")
    press(report, "Escape")
    assert first.get_attribute("open") is None
    assert focused(report).startswith("summary")


def test_escape_empties_the_search_and_leaves_the_rest(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    report.page.focus("#search")
    report.page.keyboard.type("strategy")
    report.settle()
    assert report.shown() == ["strategy"]
    press(report, "Escape")
    report.settle()
    assert report.page.input_value("#search") == ""
    assert report.shown() == ["policy", "strategy"]
    press(report, "Escape")
    assert report.shown() == ["policy", "strategy"]


def test_enter_in_the_search_leaves_the_page_where_it_is(opened: Opening) -> None:
    report = opened(TRUST)
    report.search("policy")
    report.page.focus("#search")
    press(report, "Enter")
    assert report.page.url.partition("#")[0] == report.address
    assert report.shown() == ["policy"]


def test_hidden_findings_are_no_stops(opened: Opening) -> None:
    report = opened(TRUST)
    report.search("reason-expired")
    report.page.focus("#close")
    press(report, "Tab")
    assert focused(report).startswith("summary Not met Title of reason-expired")
    press(report, "Tab")
    assert not focused(report).startswith("summary")


def test_every_stop_shows_that_it_has_the_focus(opened: Opening) -> None:
    report = opened(TRUST)
    for _ in range(30):
        press(report, "Tab")
        style = report.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; }"
        )
        assert style == ["solid", "3px"], focused(report)


def test_what_filters_changed_is_announced(opened: Opening) -> None:
    assert opened(TRUST).page.get_attribute("#shown", "role") == "status"
