"""The forms `exists`, `none` and `count`: is there one, is there none, how many are there.

Each takes its form and a scope and gives a Reply. Absence is told only where a complete register covers what was
asked; too few is a certain no, register or not.
"""

from __future__ import annotations

from dataclasses import replace

from vprs.checks.answers import Reply, absence, doubt_words, found_words, no, unknown, yes
from vprs.checks.distinct import numbers, with_doubtful_values
from vprs.checks.phrases import describe, these
from vprs.checks.registers import miscounted, not_covered
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.model import Absent, Answer, Count, Exists, Reason, Selector


def observe_exists(form: Exists, scope: Scope) -> Reply:
    """Yes where one record of those asked is certain."""
    found = select(form.selector, scope, population=False, current_default=True)
    needed = "at least 1"
    if found.members:
        count = str(len(found.members))
        because = f"{count} found, {needed} needed: {these(form.selector, scope)}{found_words(found.members)}."
        return yes(count, needed, because, found.members)
    if not found.certain:
        because = f"0 found, {needed} needed: {describe(form.selector, scope)}; {doubt_words(found)}."
        return unknown(found.doubt_reason(), "0", needed, because, tuple(doubt.record for doubt in found.doubts))
    return absence(form.selector, found, scope, value="0", needed=needed)


def observe_none(form: Absent, scope: Scope) -> Reply:
    """Yes only where nothing is found and somebody may be taken at their word that nothing is left out."""
    found = select(form.selector, scope, population=True, current_default=True)
    asked, needed = these(form.selector, scope), "none"
    if found.members:
        count = str(len(found.members))
        because = f"{count} found, {needed} allowed: {asked}{found_words(found.members)}."
        return no(Reason.TOO_MANY, count, needed, because, found.members)
    if not found.certain:
        because = f"0 found for certain, {needed} allowed: {asked}; {doubt_words(found)}."
        return unknown(found.doubt_reason(), "0", needed, because, tuple(doubt.record for doubt in found.doubts))
    if form.closed_world is not None:
        why = form.closed_world.rstrip(".")
        return yes("0", needed, f"0 found, {needed} allowed: {asked}; this folder is taken as complete: {why}.")
    return _by_register(form.selector, scope, value="0", needed=needed, said=f"0 found, {needed} allowed: {asked}")


def _by_register(selector: Selector, scope: Scope, *, value: str, needed: str, said: str) -> Reply:
    """Yes where a complete register covers it; nothing else tells that no more is left out."""
    window = scope.context.window(selector.window)
    reason = not_covered(selector, scope, window)
    if reason is None:
        return yes(value, needed, f"{said}; a register declared complete covers it.")
    if reason is Reason.UNREADABLE:
        item = scope.context.lost_of("register")[0]
        return unknown(reason, value, needed, f"{said}; {item.file}, perhaps its register, could not be read.")
    doubt = " for certain" if reason is Reason.AMBIGUOUS_DATE else ""
    short = f" ({short})" if (short := miscounted(selector, scope)) else ""
    because = f"{said}; no register of {selector.kind} records that is declared complete covers it{doubt}{short}."
    return unknown(reason, value, needed, because)


def observe_count(form: Count, scope: Scope) -> Reply:
    """The worst of its bounds decides."""
    replies = []
    if form.at_least is not None:
        replies.append(_not_fewer(form, form.at_least, f"at least {form.at_least}", scope))
    if form.exactly is not None:
        replies.append(_exactly(form, form.exactly, scope))
    if form.at_most is not None:
        replies.append(_not_more(form, form.at_most, f"at most {form.at_most}", scope))
    order = (Answer.NO, Answer.UNKNOWN, Answer.YES)
    worst = min(replies, key=lambda reply: order.index(reply.answer))
    needed = " and ".join(reply.needed for reply in replies)
    because = worst.because.replace(f", {worst.needed} needed", f", {needed} needed")
    return replace(worst, needed=needed, because=because)


def _not_fewer(form: Count, bound: int, needed: str, scope: Scope) -> Reply:
    found = select(form.selector, scope, population=False, current_default=False)
    number, more = numbers(found, form.distinct, scope)
    said = _said(form, number, needed, scope)
    if number >= bound:
        return yes(str(number), needed, f"{said}{found_words(found.members)}.", found.members)
    if found.boundless or number + more >= bound:
        return _not_known(form, found, number, needed, scope)
    if number == 0 and not found.members:
        reply = absence(form.selector, found, scope, value="0", needed=needed)
        return no(Reason.TOO_FEW, "0", needed, reply.because, reply.witnesses)
    return no(Reason.TOO_FEW, str(number), needed, f"{said}{found_words(found.members)}.", found.members)


def _not_more(form: Count, bound: int, needed: str, scope: Scope) -> Reply:
    found = select(form.selector, scope, population=True, current_default=False)
    number, more = numbers(found, form.distinct, scope)
    said = _said(form, number, needed, scope)
    if number > bound:
        return no(Reason.TOO_MANY, str(number), needed, f"{said}{found_words(found.members)}.", found.members)
    if found.boundless or number + more > bound:
        return _not_known(form, found, number, needed, scope)
    reply = _by_register(form.selector, scope, value=str(number), needed=needed, said=said)
    return replace(reply, witnesses=found.members)


def _exactly(form: Count, bound: int, scope: Scope) -> Reply:
    """Too many or too few is certain; the very number needs the register."""
    needed = f"exactly {bound}"
    found = select(form.selector, scope, population=True, current_default=False)
    number, more = numbers(found, form.distinct, scope)
    said = _said(form, number, needed, scope)
    if not found.boundless and number + more < bound:
        return no(Reason.TOO_FEW, str(number), needed, f"{said}.", found.members)
    if number <= bound and (more or not found.certain):
        return _not_known(form, found, number, needed, scope)
    return _not_more(form, bound, needed, scope)


def _not_known(form: Count, found: Selection, number: int, needed: str, scope: Scope) -> Reply:
    why = with_doubtful_values(found, form.distinct, scope)
    because = f"{_said(form, number, needed, scope)}; {doubt_words(why)}."
    return unknown(why.doubt_reason(), str(number), needed, because, found.members)


def _said(form: Count, number: int, needed: str, scope: Scope) -> str:
    distinct = f" with different {form.distinct.replace('_', ' ')}" if form.distinct else ""
    return f"{number} found{distinct}, {needed} needed: {these(form.selector, scope)}"
