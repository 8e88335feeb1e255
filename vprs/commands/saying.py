"""Words of the command line that are typed by people and kept in files: a line of text, a day, a role.

Takes what was typed, gives typed values or a usage problem that says what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

import click

from vprs.commands.options import FIRST_YEAR, LAST_YEAR
from vprs.dates import parse_span

# What YAML refuses or reads otherwise than it was written: control characters, half characters, breaks of lines.
UNREADABLE = frozenset(("Cc", "Cs", "Cn", "Zl", "Zp"))
_ROLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Words(click.ParamType[str]):
    """A name of its own on one line, so that a YAML file gives back what was meant."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        if not text:
            self.fail("it is empty. Write the text, or leave the option out.", param, ctx)
        if any(unicodedata.category(character) in UNREADABLE for character in text):
            self.fail("it holds a character that cannot be printed. Type it again, on one line.", param, ctx)
        return text


class OneDay(click.ParamType[date]):
    """A day on which something was done, so neither a month nor a year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        found = parse_span(str(value).strip())
        if found is None or not found.exact or not FIRST_YEAR <= found.first.year <= LAST_YEAR:
            self.fail(f"'{value}' is not a day. Write it like 2026-11-05.", param, ctx)
        return found.first


class Role(click.ParamType[str]):
    """The id of a role; a name of a person is told off."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        if not _ROLE.fullmatch(text) or not any(character.isalpha() for character in text):
            said = (
                f"'{value}' is not a role. Write its id in lower case with hyphens, as organisation.yaml has it: lsms, "
            )
            self.fail(f"{said}executive-lead, internal-audit. Never write a person's name.", param, ctx)
        return text
