"""A fresh trust, one with an open half-year, one with a closed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cycle.trust import H1, Trust, make_trust
from vprs.engine import durable


@pytest.fixture(autouse=True)
def one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return make_trust(tmp_path)


@pytest.fixture
def opened(trust: Trust) -> Trust:
    assert trust.open(*H1) == 0, trust.err
    return trust


@pytest.fixture
def closed(opened: Trust) -> Trust:
    assert opened.close("2026-H1") == 0, opened.err
    return opened
