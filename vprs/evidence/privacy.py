"""Which column headings identify a person, and which words of a cell a message may repeat.

Takes headings and messages, never a row. What identifies nobody is let through by name (`Site name`), so that
a register is refused for a reason its keeper can see; what is not known to be harmless is not repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from vprs.evidence.typed import fold
from vprs.problem import nearest

UNSAID = "what stands here"



# Headings that hold one of these say who somebody is, whatever else stands beside it.
IDENTIFYING = (
    "surname|forename|forenames|first name|last name|given name|middle name|family name|maiden name|known as|"
    "preferred name|user name|dob|d o b|date of birth|birth date|birthday|nhs number|nhs no|nhs num|nhs id|"
    "ni number|ni no|nino|national insurance|hospital number|hospital no|mrn|passport|next of kin|contact details"
).split("|")

# These identify somebody unless they belong to a thing: `Ward name`, `Site address`, `Provider email`.
OF_SOMEBODY = (
    "name names initials address addresses postcode postcodes email emails mail phone phones telephone tel mobile"
).split()

THINGS = frozenset(
    "file site ward location course provider unit department dept directorate division organisation organization "
    "trust hospital building room area service team body committee group supplier training module document policy "
    "procedure event project centre center specialty speciality system form role job post category type drug "
    "equipment asset product field column sheet partner agency company contractor borough locality region clinic "
    "practice school programme program action risk register template report meeting incident status severity "
    "setting grade band rota shift device camera vehicle".split()
)
_FILLERS = frozenset("full short long old new current main official code number no the a an of line".split())
# What may stand beside a thing in its name: `Local security team name`. No word here is one for a person.
_OF_THINGS = frozenset("local national regional security violence clinical corporate other parent sub nhs".split())
_GROUPS = re.compile(r"\b(?:staff|working|peer) group\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_QUOTED = re.compile(r"'.*'", re.DOTALL)
_NUMERIC = re.compile(
    r"(?:[\d\s/.,:+%£-]|st|nd|rd|th|am|pm|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6})*",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?:\d[ -]?){9,}")  # as long as an NHS, telephone or payroll number
_QUOTE_LIMIT = 40


def identifies_person(heading: str) -> bool:
    """Whether a column so headed is refused in a register: names, birth dates, addresses, numbers of people."""
    words = _words(heading)
    line = f" {' '.join(words)} "
    if any(f" {phrase} " in line or f" {phrase.replace(' ', '')} " in line for phrase in IDENTIFYING):
        return True
    words = _GROUPS.sub("group", line.replace("post code", "postcode")).split()
    if line.strip() in ("contact number", "contact no", "contact numbers"):
        return True
    return any(word in OF_SOMEBODY and not _of_a_thing(words, place) for place, word in enumerate(words))


def _words(heading: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", heading).replace("'s", "").replace("\u2019s", "").replace(".", "")
    spaced = _CAMEL.sub(" ", plain.encode("ascii", "ignore").decode())
    return _NOT_WORDS.sub(" ", spaced.lower()).replace("e mail", "email").replace("(s)", "s").split()


def _of_a_thing(words: list[str], place: int) -> bool:
    """`ward name`, `name of the ward`: every word before it, or else after `of`, is one for a thing.

    One word too many (`person on shift name`, `name of patient in ward`) and it may be somebody's.
    """
    before = [word for word in words[:place] if word not in _FILLERS and word not in OF_SOMEBODY]
    after = words[place + 2 :] if words[place + 1 : place + 2] == ["of"] else []
    named = before or [word for word in after if word not in _FILLERS]
    return bool(named) and named[-1] in THINGS and all(word in THINGS or word in _OF_THINGS for word in named)


def hush(message: str, known: Iterable[str]) -> str:
    """The message without the text it quotes, unless that is a date, a number or nearly one of the `known` words."""
    quoted = _QUOTED.search(message)
    if quoted is None or may_be_said(quoted.group()[1:-1], known):
        return message
    return _QUOTED.sub(UNSAID, message)


def may_be_said(text: str, known: Iterable[str]) -> bool:
    """Whether a cell's text can be repeated in a log: a date or number, or a closed word or a slip in one."""
    if len(text) > _QUOTE_LIMIT or _LONG_NUMBER.search(text):
        return False
    return bool(_NUMERIC.fullmatch(text)) or bool(nearest(fold(text), {fold(word) for word in known}))


def unquoted(message: str) -> str:
    """The message with whatever it quotes left out: what two faults of one sort have in common."""
    return _QUOTED.sub(UNSAID, message)
