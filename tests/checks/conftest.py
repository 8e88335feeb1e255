"""Every answer that a test here asks for is held to the sentence in which it was last read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.recording import hold


@pytest.fixture(autouse=True)
def recorded(request: pytest.FixtureRequest) -> Iterator[None]:
    yield from hold(request)
