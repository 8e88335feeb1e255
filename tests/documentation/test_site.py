"""The built pages work from a file share: nothing comes from outside, every link leads somewhere, search finds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ADDRESSES = ("src", "href", "action", "data", "poster", "srcset", "xlink:href", "formaction")


@dataclass
class Page(HTMLParser):
    """What one page refers to, by tag, and the anchors it offers."""

    refers: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ADDRESSES:
                self.refers.append((tag, value or ""))
            if name in ("id", "name") and value:
                self.anchors.add(value)


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: read(path) for path in sorted(site.rglob("*.html"))}


def test_no_page_refers_to_anything_outside(pages: dict[Path, Page]) -> None:
    outside = {
        f"{path.name}: <{tag}> {address}"
        for path, page in pages.items()
        for tag, address in page.refers
        if urlsplit(address).scheme not in ("", "data") or address.startswith("//")
    }
    assert len(pages) > 40
    assert not outside


def loads(site: Path) -> Iterator[str]:
    """What styles and scripts would fetch by themselves."""
    for path in sorted(site.rglob("*.css")):
        for found in re.findall(r"""(?:url\(|@import)\s*["']?((?:\w+:)?//[^"')\s]+)""", path.read_text("utf-8")):
            yield f"{path.name}: {found}"
    call = re.compile(
        r"""(?:fetch|open|import|importScripts|sendBeacon|WebSocket|\.src\s*=)\W{0,6}["'`]((?:\w+:)?//[^"'`]+)"""
    )
    for path in sorted(site.rglob("*.js")):
        yield from (f"{path.name}: {found}" for found in call.findall(path.read_text("utf-8")))


def test_no_style_or_script_loads_anything_from_outside(site: Path) -> None:
    assert list(site.rglob("*.css"))
    assert not list(loads(site))


def test_what_would_load_from_outside_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        "@import '//fonts.example/x.css'; b { src: url(https://a.example/f.woff) }", "utf-8"
    )
    (tmp_path / "a.js").write_text("fetch('https://a.example/x'); link.src = \"//b.example/y.js\"", "utf-8")
    assert len(list(loads(tmp_path))) == 4


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(pages: dict[Path, Page]) -> None:
    lost = []
    for path, page in pages.items():
        for tag, address in page.refers:
            parts = urlsplit(address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if parts.scheme == "data" or address == "#":
                continue
            if not target.exists():
                lost.append(f"{path.name}: <{tag}> {address}")
            elif tag == "a" and parts.fragment and target in pages:
                known = unquote(parts.fragment) in pages[target].anchors
                lost += [] if known else [f"{path.name}: {address}: no such anchor"]
    assert not lost


def test_search_knows_every_page(site: Path) -> None:
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    written = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert set(index["docnames"]) == written - {"genindex", "search"}


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium here")
def test_search_finds_from_a_file_share(site: Path, tmp_path: Path) -> None:
    address = (site / "search.html").as_uri() + "?q=sidecar"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=8000",
        f"--user-data-dir={tmp_path}",
    ]
    done = subprocess.run(
        ["chromium", *options, "--dump-dom", address], capture_output=True, text=True, check=False, timeout=120
    )
    assert 'href="reference/' in done.stdout or 'href="how-to/' in done.stdout
