"""A real browser for the tests of report.html: one for each worker, one page for each test.

Skipped where there is no browser or no driver for it, and never silently where VPRS_BROWSER=required says that both
must be there. Whatever a test does, a page that says anything on its console or asks for anything beside its own file
fails it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vprs.model import Assessment
from vprs.report import report_html
from vprs.report_view.view import report_view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ALONE = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def _lacking(what: str) -> None:
    if os.environ.get("VPRS_BROWSER") == "required":
        pytest.fail(f"{what}, and VPRS_BROWSER=required says that there must be")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _lacking("there is no playwright here; `make test` installs it")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        _lacking("there is no Chromium here; on Debian: apt-get install chromium")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=ALONE)
        yield running
        running.close()


@dataclass
class Report:
    """An open report, and what it said and asked for since."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        """The ends of the names of the findings in sight."""
        script = "all => all.filter(one => one.checkVisibility()).map(one => one.id.split('/').pop())"
        return list(self.page.eval_on_selector_all(".finding", script))

    def status(self) -> str:
        return self.page.inner_text("#shown")

    def tick(self, outcome: str) -> None:
        self.page.check(f"input[name=outcome][value={outcome}]")
        self.settle()

    def choose(self, name: str, key: str) -> None:
        self.page.select_option(f"select[name={name}]", key)
        self.settle()

    def search(self, words: str) -> None:
        self.page.fill("#search", words)
        self.settle()

    def settle(self) -> None:
        """Waits until what was asked of the page is on it."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def hash(self) -> str:
        return str(self.page.evaluate("location.hash"))


Opening = Callable[..., Report]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Opens the report of an assessment: opened(assessment, width=1280, script=True, at="", **of_the_context)."""
    contexts, reports = [], []

    def open_it(assessment: Assessment, *, width: int = 1280, script: bool = True, at: str = "", **more: Any) -> Report:
        file = tmp_path / "a folder, shared" / "report.html"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(report_html.render(report_view(assessment)))
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, offline=True, **more
        )
        contexts.append(context)
        report = Report(page=context.new_page(), address=file.as_uri())
        reports.append(report)
        report.page.on("console", lambda message: report.said.append(f"{message.type}: {message.text}"))
        report.page.on("pageerror", lambda error: report.said.append(str(error)))
        report.page.on("request", lambda request: report.requested.append(request.url.partition("#")[0]))
        report.page.goto(f"{report.address}{at}")
        return report

    yield open_it
    for report in reports:
        assert report.said == []
        assert {each for each in report.requested if each != "about:blank"} == {report.address}
    for context in contexts:
        context.close()
