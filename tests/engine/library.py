"""The mark of tests that ask the second engine itself."""

from __future__ import annotations

import pytest

from vprs.engine import durable

needs_library = pytest.mark.skipif(durable.name() is None, reason="durable-rules is not installed")
