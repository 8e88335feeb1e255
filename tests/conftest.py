"""What all tests share: the same properties every time, and no time limit that a slow machine could break."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("same-every-time")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="keep what the program says in tests/recorded")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--record") and (config.getoption("numprocesses", None) or hasattr(config, "workerinput")):
        raise pytest.UsageError("--record keeps whole files: run it in one process, without -n.")
