"""The exemptions of the Freedom of Information Act 2000, from `exemptions.json` beside this module.

Takes the file that ships with the program, gives each exemption by its code and whether a reason must be given for
it. The file says what was read of the Act and how sure it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

TESTS = {
    "absolute": "absolute",
    "public-interest": "subject to the public-interest test",
    "in-part": "absolute in part, else subject to the public-interest test",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Exemption:
    """code: as records write it (`s38`); test: `absolute`, `public-interest` or `in-part`; note: what else to know."""

    code: str
    section: str
    title: str
    test: str
    note: str = ""

    @property
    def needs_reason(self) -> bool:
        """Whether the reason has to be given: where the public interest was weighed, or it must be said which part."""
        return self.test != "absolute"

    @property
    def said(self) -> str:
        """`section 38 (Health and safety)`."""
        return f"section {self.section} ({self.title})"


@cache
def read_exemptions() -> Mapping[str, Exemption]:
    """Every exemption by its code, in the order of the Act."""
    found = (Exemption(**each) for each in _file()["exemptions"])
    return MappingProxyType({each.code: each for each in found})


def covers() -> str:
    """Where the Act holds, and what goes by other law."""
    return str(_file()["covers"])


@cache
def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((resources.files("vprs.foi") / "exemptions.json").read_text("utf-8"))
    return found
