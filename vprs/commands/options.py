"""The options that commands share, and how their words become dates, periods and outcomes.

Takes text from the command line, gives typed values or a usage problem that names what to write instead. This is
the one place that reads the clock, and only where `--as-of` is not given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from vprs.commands import completing
from vprs.dates import Period, Span, parse_span
from vprs.model import Outcome
from vprs.problem import nearest

FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond these a year is a slip of the pen
OUTCOMES = tuple(outcome.value for outcome in Outcome)


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What to judge, by which rules, as of which day; `period` and `packs` as given, so perhaps not at all.

    dated: the day was given, not taken from the calendar.
    """

    evidence: Path
    as_of: date
    period: Period | None = None
    rules: tuple[Path, ...] = ()
    packs: tuple[str, ...] = ()
    dated: bool = True


class Day(click.ParamType[date]):
    """A day of judgement; a month or a year means its last day."""

    name = "date"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> completing.Items:
        return completing.days(ctx, param, incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = value if isinstance(value, date) else _span(self, str(value), param, ctx).last
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"'{value}' is not a day to judge on. Use one from {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return day


class FirstDay(Day):
    """The day on which something begins; a month or a year means its first day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        super().convert(value, param, ctx)  # for what it refuses
        return value if isinstance(value, date) else _span(self, str(value), param, ctx).first


class Folder(click.ParamType[Path]):
    """A folder as given; whether it can be read is for the reader to say. An empty name is an unset variable."""

    name = "folder"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> completing.Items:  # noqa: ARG002
        return [CompletionItem(incomplete, type="dir")]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value).strip():
            self.fail("the name of the folder is empty. Name the folder that holds organisation.yaml.", param, ctx)
        return Path(value)


class Stretch(click.ParamType[Period]):
    """START..END, both included; a month or a year stands for all of its days."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        start, dots, end = str(value).partition("..")
        if not dots:
            self.fail(f"'{value}' is not a period. Write START..END, like 2026-04-01..2026-09-30.", param, ctx)
        if not (start.strip() and end.strip()):
            lacks = "its last day" if start.strip() else "its first day" if end.strip() else "both of its days"
            self.fail(f"'{value}' lacks {lacks}. Write START..END, like 2026-04-01..2026-09-30.", param, ctx)
        period = Period(_span(self, start, param, ctx).first, _span(self, end, param, ctx).last)
        if period.end < period.start:
            self.fail(f"'{value}' ends before it starts. Write the earlier date first.", param, ctx)
        return period


class OutcomeList(click.ParamType[frozenset[Outcome]]):
    """Outcomes with commas between them."""

    name = "outcome,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[Outcome]:
        if isinstance(value, frozenset):
            return value
        words = [word.strip() for word in str(value).split(",")]
        for word in words:
            if word not in OUTCOMES:
                hint = nearest(word, OUTCOMES) or f"Use {', '.join(OUTCOMES)}."
                self.fail(f"'{word}' is not an outcome. {hint}", param, ctx)
        return frozenset(Outcome(word) for word in words)


def _span(kind: click.ParamType[Any], text: str, param: click.Parameter | None, ctx: click.Context | None) -> Span:
    span = parse_span(text)
    if span is None:
        kind.fail(f"'{text}' is not a date. Write year-month-day, like 2026-09-30.", param, ctx)
    return span


EVIDENCE = click.argument("evidence", metavar="[EVIDENCE]", default=".", type=Folder())
AS_OF = click.option(
    "--as-of",
    type=Day(),
    help="The day to judge on, like 2026-09-30; what is dated later does not count. Default: today.",
)
PERIOD = click.option(
    "--period",
    type=Stretch(),
    help="The time that is judged, like 2026-04-01..2026-09-30. Default: six months up to --as-of.",
)
RULES = click.option(
    "--rules",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder that holds rule packs of your own, searched before the built-in one. May be given again.",
)
PACKS = click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="NAME",
    shell_complete=completing.pack_names,
    help="Judge by this rule pack instead of those that organisation.yaml names. May be given again.",
)


def judging(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a judgement; it receives them as one `request: Request`."""

    @AS_OF
    @PERIOD
    @RULES
    @PACKS
    @wraps(command)
    def with_request(
        *,
        as_of: date | None,
        period: Period | None,
        rules: tuple[Path, ...],
        packs: tuple[str, ...],
        evidence: Path,
        **others: Any,
    ) -> None:
        moment = as_of or _today()
        if period and period.end > moment:
            said = f"The period ends on {period.end}, after the day of judgement, {moment}."
            raise click.UsageError(f"{said} Choose an earlier end, or a later --as-of.")
        dated = as_of is not None
        request = Request(evidence=evidence, as_of=moment, period=period, rules=rules, packs=packs, dated=dated)
        command(request=request, **others)

    return with_request


def judging_over_days(command: Callable[..., None]) -> Callable[..., None]:
    """The same for a command that judges many days, so that no one period can be given."""

    @AS_OF
    @RULES
    @PACKS
    @wraps(command)
    def with_request(
        *, as_of: date | None, rules: tuple[Path, ...], packs: tuple[str, ...], evidence: Path, **others: Any
    ) -> None:
        request = Request(evidence=evidence, as_of=as_of or _today(), rules=rules, packs=packs, dated=as_of is not None)
        command(request=request, **others)

    return with_request


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the user's own calendar is what they mean
