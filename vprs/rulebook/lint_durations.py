"""Durations of a form that leave no day, or ask for less than they seem to.

Takes a form and the path of its mapping, gives doubts, each at its duration. Pure; it knows nothing of the rest of the
rule file.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.dates import Duration
from vprs.model import Attested, Change, Every, Follows, Form, Held, Ratio, Recurs, Selector
from vprs.rulebook.lint_doubt import Doubt
from vprs.strict_yaml import Path

NOTHING = Duration()
TWELVE_MONTHS = Duration(12, 0)  # the window of recurs where it names none


def duration_doubts(form: Form, path: Path) -> Iterator[Doubt]:
    for selector, where in _selectors(form, path):
        yield from _of_selector(selector, where)
    if isinstance(form, Ratio) and form.max_age == NOTHING:
        yield _of_today((*path, "max_age"))
    if isinstance(form, Recurs):
        yield from _of_rhythm(form, path)


def _selectors(form: Form, path: Path) -> Iterator[tuple[Selector, Path]]:
    match form:
        case Every() | Follows() | Ratio() | Change():
            for key in ("of", "has", "first", "then", "matching", "count"):
                if isinstance(found := getattr(form, key, None), Selector):
                    yield found, (*path, key)
        case Held() | Attested():
            return
        case _:
            yield form.selector, path


def _of_selector(selector: Selector, path: Path) -> Iterator[Doubt]:
    window = selector.window
    if window is not None and window.name == "rolling" and window.duration == NOTHING:
        said = "a window of 0 days holds no day, so nothing is ever in it."
        yield Doubt(path=(*path, "window"), message=said, hint="Write P12M, or another length.")
    if selector.max_age == NOTHING:
        yield _of_today((*path, "max_age"))


def _of_today(path: Path) -> Doubt:
    said = "0 days old is what is dated on the very day of judgement."
    return Doubt(path=path, message=said, hint="Write P12M, or another age.")


def _of_rhythm(form: Recurs, path: Path) -> Iterator[Doubt]:
    longest = form.every + form.tolerance
    window = form.selector.window
    length = TWELVE_MONTHS if window is None else window.duration
    if longest == NOTHING:
        said = "not even one a day keeps to a gap of 0 days."
        yield Doubt(path=(*path, "every"), message=said, hint="Write P3M, or another length.", never=True)
    elif length is not None and _longer(longest, length):
        said = f"no gap of {longest.words} fits into {length.words}, so that one record would do."
        yield Doubt(path=(*path, "every"), message=said, hint="Ask for less, or name a longer window.")


def _longer(one: Duration, other: Duration) -> bool:
    """Told only where both are of months, or both of days."""
    if not (one.days or other.days):
        return one.months > other.months
    return not (one.months or other.months) and one.days > other.days
