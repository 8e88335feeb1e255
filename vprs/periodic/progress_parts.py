"""How far the work has come: the plans of the year, the actions, and the standard itself.

Takes an Assessment of the reported period, gives blocks. A plan lists what it sets out to do and not how that went, so
its progress is that of the actions which name it; an action closed in words alone counts as open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.actions import Recorded, recorded_actions
from vprs.closing import Standing
from vprs.counts import counts_sentences, counts_tables
from vprs.dates import Period, Span
from vprs.holdings import date_of, known, span, text, title_of
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, line, mono, paragraph
from vprs.phrases import in_words, many, short, who_name
from vprs.standing import opinion_sentences

PLANS = ("work", "improvement")
STATES = (Standing.CLOSED, Standing.OPEN, Standing.OVERDUE, Standing.CANCELLED)


def plan_parts(assessment: Assessment, part: str) -> Iterator[Block]:
    yield Heading(level=3, number=f"{part}.1", text="Plans")
    actions = recorded_actions(assessment)
    yield from _plans(assessment, actions)
    yield Heading(level=3, number=f"{part}.2", text="Actions")
    yield from _actions(assessment, actions)


def standard_part(assessment: Assessment) -> Iterator[Block]:
    """The opinions and the counts; what is not met is for the gap analysis to list."""
    for sentence in (*opinion_sentences(assessment), *counts_sentences(assessment)):
        yield paragraph(sentence)
    yield from counts_tables(assessment)
    yield paragraph(
        f"Judged for the reported period as of {in_words(assessment.as_of)}. A statement for another period may come "
        "to another result. vprs assess lists what is not met and why, vprs cycle compare what moved since the last "
        "closed cycle and why.",
        style="note",
    )


# --------------------------------------------------------------------------------------------------------------- plans


def _plans(assessment: Assessment, actions: Sequence[Recorded]) -> Iterator[Block]:
    plans = [each for each in known(assessment, "plan") if _is_of(each, assessment.period)]
    if not plans:
        yield paragraph("No work or improvement plan whose period touches the reported one is in this folder.")
        return
    yield Table(
        caption="Plans of the reported period",
        headings=("Plan", "Agreed", "Items", "Reviews in the period", "Actions that name it"),
        rows=tuple(_plan_row(assessment, each, actions) for each in plans),
        widths=(34, 22, 8, 12, 24),
        numbers=frozenset((2, 3)),
    )
    yield paragraph(
        "A plan says what is to be done, not whether it was: its progress is that of the actions which name it in "
        "their fields from or links. Where none does, nothing is known of its progress here.",
        style="note",
    )


def _is_of(plan: Record, period: Period) -> bool:
    """Of the sorts that are reported on, not a draft of another year; without a period by the day it was agreed."""
    start, end = (date_of(plan, path) or span(plan, "agreed_on") for path in ("period.start", "period.end"))
    if text(plan, "plan_type") not in PLANS or start is None or end is None:
        return False
    return start.first <= period.end and period.start <= end.last


def _plan_row(assessment: Assessment, plan: Record, actions: Sequence[Recorded]) -> tuple[Cell, ...]:
    on, items, reviews = span(plan, "agreed_on"), plan.fields.get("items"), plan.fields.get("reviews")
    by = who_name(assessment.organisation, text(plan, "agreed_by"))
    agreed = ", ".join(part for part in (by, short(on) if on else "") if part)
    inside = [each for each in _listed(reviews) if isinstance(each, Span) and assessment.period.contains(each)]
    own = [each for each in actions if _names(each, plan)]
    return (
        cell(title_of(plan), line(mono(plan.place))),
        cell(agreed or "not recorded as agreed"),
        cell(str(len(_listed(items)))),
        cell(str(len(inside))),
        cell(_states(own) if own else "none: progress not known"),
    )


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _names(action: Recorded, plan: Record) -> bool:
    return plan.id == text(action.record, "from") or plan.id in _listed(action.record.fields.get("links"))


def _states(actions: Sequence[Recorded]) -> str:
    """`3 done, 1 open and not overdue, 0 overdue`; cancelled ones where there are such."""
    counts = {state: sum(each.state is state for each in actions) for state in STATES}
    told = [f"{counts[state]} {WORDS[state]}" for state in STATES[:3]]
    cancelled = counts[Standing.CANCELLED]
    return ", ".join(told + ([f"{cancelled} cancelled"] if cancelled else []))


WORDS = {Standing.CLOSED: "done", Standing.OPEN: "open and not overdue", Standing.OVERDUE: "overdue"}


# ------------------------------------------------------------------------------------------------------------- actions


def _actions(assessment: Assessment, actions: Sequence[Recorded]) -> Iterator[Block]:
    if not actions:
        yield paragraph("No action is recorded in this folder.")
        return
    raised, closed = (_within(assessment, actions, name) for name in ("raised_on", "closed_on"))
    done = [each for each in closed if each.state is Standing.CLOSED]
    unproven = sum(each.unproven for each in actions)
    yield paragraph(
        f"Of {many(len(actions), 'recorded action')} on {in_words(assessment.as_of)}: {_states(actions)}. In the "
        f"period {len(raised)} {'was' if len(raised) == 1 else 'were'} raised and {len(done)} closed with evidence."
    )
    if unproven:
        yield paragraph(
            f"{many(unproven, 'action')} recorded as closed without evidence {'counts' if unproven == 1 else 'count'} "
            f"as open: link {'it' if unproven == 1 else 'each'} to a record made since it was raised."
        )
    overdue = [each for each in actions if each.state is Standing.OVERDUE]
    if not overdue:
        yield paragraph("No recorded action is overdue.")
        return
    yield Table(
        caption="Recorded actions that are overdue",
        headings=("Action", "Owner", "Due", "Progress"),
        rows=tuple(_action_row(each) for each in overdue),
        widths=(44, 20, 12, 24),
    )


def _within(assessment: Assessment, actions: Sequence[Recorded], name: str) -> list[Recorded]:
    dated = [(span(each.record, name), each) for each in actions]
    return [each for on, each in dated if on and assessment.period.contains(on)]


def _action_row(action: Recorded) -> tuple[Cell, ...]:
    return (
        cell(action.what or "not described", line(mono(action.record.place))),
        cell(action.lead or "no owner recorded"),
        cell(short(action.due) if action.due else "no date recorded"),
        cell(action.doubt, action.progress or "none recorded"),
    )
