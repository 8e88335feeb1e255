"""Sign-offs: who signs a closed cycle, in what order, and when they stand.

Takes recorded sign-offs and a new one, gives refusals or a yes. The rule: the author (the lead for violence prevention)
first, then the executive lead, then the board's receipt with its minute; no person twice, so no author signs alone.
An organisation may name another order as `conventions: {sign_off: [...]}` in organisation.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from vprs.cycle.kept import SIGNOFFS, Cycle, Seal, SignOff
from vprs.dates import Span
from vprs.evidence.names import gather_names
from vprs.in_cycle import Signature
from vprs.model import Organisation, Record
from vprs.problem import InvalidInput, Problem, nearest

DECISIONS = ("approve", "note", "reject")
AUTHORS = ("lsms", "vpr-lead")
EXECUTIVE = "executive-lead"


def order_of(organisation: Organisation, cycle: Cycle) -> tuple[str, ...]:
    """The roles that sign, in order; the last is the body that receives. Raises InvalidInput for a convention amiss."""
    names = gather_names(organisation)
    conventions = organisation.fields.get("conventions", {})
    told = conventions.get("sign_off") if isinstance(conventions, Mapping) else None
    if told is None:
        author = next((role for role in AUTHORS if names.resolve("role", role)), AUTHORS[0])
        return (author, EXECUTIVE, cycle.board_body)
    listed = tuple(str(each) for each in told) if isinstance(told, tuple) else (str(told),)
    roles = [names.resolve("role", each) for each in listed[:-1]]
    body = names.resolve("body", listed[-1])
    if body is None or None in roles or len({*roles}) < 2:
        said = "sign_off names at least two roles, then the body that receives."
        hint = "Write conventions: {sign_off: [lsms, executive-lead, board]}, of roles and bodies listed there."
        raise InvalidInput([Problem(file="organisation.yaml", where="conventions.sign_off", message=said, hint=hint)])
    return (*(role for role in roles if role), body)


def role_meant(organisation: Organisation, order: Sequence[str], word: str) -> str:
    """The role or body of the order that the word names. Raises InvalidInput, naming those that sign."""
    names = gather_names(organisation)
    for reads in ("role", "body"):
        if (found := names.resolve(reads, word)) in order:
            return str(found)
    if word in order:
        return word
    hint = nearest(word, order) or f"Those who sign are: {', '.join(order)}."
    raise InvalidInput([Problem(file="--role", message=f"'{word}' does not sign this statement.", hint=hint)])


def refusals(
    new: SignOff, done: Sequence[SignOff], order: Sequence[str], cycle: Cycle, seal: Seal, minute: Record | None
) -> Iterator[Problem]:
    """Why a sign-off cannot be recorded.

    new     the sign-off, with the role it was found to mean
    minute  the record that its `minute` names, None where there is none
    """
    place = f"{cycle.place}/{SIGNOFFS}"

    def problem(said: str, hint: str) -> Problem:
        return Problem(file=place, where=new.role, message=said, hint=hint)

    if any(each.digest != seal.digest for each in done):
        yield problem("an earlier sign-off is of another seal than the one there is.", "Run `vprs cycle verify`.")
    if any(each.decision == "reject" for each in done):
        hint = f"Correct it: `vprs cycle open {cycle.id} --revise`, close it, and have that signed."
        yield problem("the statement was rejected, so nobody signs it any more.", hint)
        return
    if any(each.role == new.role for each in done):
        yield problem("this role has signed already.", "What is signed is not signed again.")
        return
    waiting = [role for role in order if role not in {each.role for each in done}]
    if waiting and new.role != waiting[0]:
        yield problem(f"{waiting[0]} signs first.", f"The order is {', '.join(order)}.")
    if any(_same(each.name, new.name) for each in done):
        said = "the same person has signed in another role."
        yield problem(said, "Somebody else must sign: an author is never the only one.")
    if done and new.on < done[-1].on:
        yield problem(f"{new.on} is before the sign-off of {done[-1].role}, {done[-1].on}.", "Give a later day.")
    if new.on < cycle.cut_off:
        yield problem(f"{new.on} is before the cut-off, {cycle.cut_off}.", "Give the day on which it was signed.")
    yield from _receipt(new, done, order, minute, problem)


def _same(one: str, other: str) -> bool:
    return _key(one) == _key(other)


def _receipt(
    new: SignOff,
    done: Sequence[SignOff],
    order: Sequence[str],
    minute: Record | None,
    problem: Callable[[str, str], Problem],
) -> Iterator[Problem]:
    """A board receives by a minute of its own, of a day on or after the sign-off before it."""
    if new.role != order[-1]:
        return
    if not new.minute:
        yield problem(
            "a board receives a statement by a minute.", "Add --minute and the id of the minute in this folder."
        )
        return
    if minute is None or minute.kind != "minute":
        yield problem(f"there is no minute '{new.minute}' in this folder.", "Record the minute, then name its id.")
        return
    held, body = minute.fields.get("date"), minute.fields.get("body")
    if body != new.role:
        yield problem(f"{minute.place} is a minute of {body}, not of {new.role}.", "Name the minute of that body.")
    if isinstance(held, Span) and not (done[-1].on if done else date.min) <= held.first <= held.last <= new.on:
        said = f"the minute is of {held}, which does not lie between the sign-off before it and {new.on}."
        yield problem(said, "Name the minute of the meeting that received the signed statement.")


def stand(done: Sequence[SignOff], order: Sequence[str], seal: Seal) -> bool:
    """Whether the sign-offs stand: all of the order, of this very seal, approved; the board's receipt may be a note."""
    by_role = {each.role: each for each in done if each.digest == seal.digest}
    if any(each.decision == "reject" for each in done) or len({_key(each.name) for each in done}) < len(done):
        return False
    approved = all(role in by_role and by_role[role].decision == "approve" for role in order[:-1])
    return approved and order[-1] in by_role and by_role[order[-1]].decision in ("approve", "note")


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def signatures(done: Sequence[SignOff]) -> tuple[Signature, ...]:
    """The same without names: names stay in the folder."""
    return tuple(
        Signature(role=each.role, decision=each.decision, on=each.on, digest=each.digest, minute=each.minute)
        for each in done
    )
