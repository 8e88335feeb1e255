"""Without JavaScript everything is there to read, and nothing is shown that would do nothing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Opening, Report
from tests.report import building

CASES = building.every_case()
TRUST = building.assessment(CASES[:12])


def printed(report: Report) -> str:
    """The words of the pages that it prints, spaces taken out: where lines break is the printer's affair."""
    pages = PdfReader(io.BytesIO(report.page.pdf(prefer_css_page_size=True))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_filters_are_not_shown_and_every_finding_is(opened: Opening) -> None:
    page = opened(TRUST, script=False).page
    assert not page.is_visible("#filters")
    assert page.inner_text("#shown") == f"{len(TRUST.findings)} of {len(TRUST.findings)} requirements shown"
    assert page.locator(".finding:visible").count() == len(TRUST.findings)


def test_a_finding_still_opens(opened: Opening) -> None:
    page = opened(TRUST, script=False).page
    finding = page.locator(".finding").first
    assert not finding.get_by_text("What there says.").is_visible()
    page.focus(".finding summary")
    page.keyboard.press("Enter")
    assert finding.get_by_text("What there says.").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_print_shows_every_finding_open_and_no_control(opened: Opening, script: bool) -> None:
    words = printed(opened(TRUST, script=script))
    for each in TRUST.findings:
        assert "".join(each.requirement.requirement.split()) in words
    assert words.count("Howitisjudged,andwhereitcomesfrom") == len(TRUST.findings)
    assert "Openallshown" not in words
    assert "Filtered:" not in words


def test_what_was_closed_is_closed_again_after_printing(opened: Opening) -> None:
    report = opened(TRUST)
    report.page.locator(".finding summary").nth(1).click()
    printed(report)
    assert report.page.locator(".finding[open]").count() == 1


def test_a_filtered_print_says_so_and_holds_only_what_is_shown(opened: Opening) -> None:
    report = opened(TRUST)
    report.choose("phase", "plan")
    words = printed(report)
    assert f"Filtered:{len(TRUST.findings) - 2}of{len(TRUST.findings)}requirementsnotshownhere.Shown:Plan." in words
    assert "Titleofpolicy" in words
    assert "Titleoftraining" not in words


def test_every_printed_page_says_draft_classification_and_number(opened: Opening) -> None:
    report = opened(TRUST, script=False)
    pages = PdfReader(io.BytesIO(report.page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        words = " ".join(page.extract_text().split())
        assert "OFFICIAL-SENSITIVE" in words
        assert "DRAFT until signed" in words
        assert f"Page {number} of {len(pages)}" in words
