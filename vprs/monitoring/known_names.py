"""Which texts are names of bodies and roles by themselves, as far as their words tell.

Takes a text, says whether it is one. It knows no organisation: a name that no word gives away is still a name where a
cell sets it apart.
"""

from __future__ import annotations

import re

EXTERNAL = "(external)"
_INITIALS = re.compile(r"[A-Z][A-Z&/]+")
_BODY = re.compile(r"(?:committee|board|group|forum|panel|council|team|executive|governors|directors|meeting)s?")
_ROLE = re.compile(
    r"(?:head|director|chief|deputy|associate|chair)\b.*|.*\b(?:officer|manager|director|specialist|lead|nurse|advis[eo]r"
    r"|administrator|secretary|chair|matron|team|department)s?"
)
_OUTSIDE = re.compile(
    r"nhs (?:protect|england|improvement|resolution|counter fraud authority)|cqc|care quality commission|hse"
    r"|health and safety executive|(?:.* )?police(?: (?:service|force|constabulary))?|(?:.* )?(?:icb|ccg)"
    r"|(?:.* )?integrated care board|(?:.* )?clinical commissioning group|(?:the )?commissioners?"
    r"|department of health(?: and social care)?"
)


def is_body(text: str) -> bool:
    """Whether it is a name of a body by itself; initials may be one."""
    plain = text.casefold().removesuffix(EXTERNAL).strip()
    return bool(_INITIALS.fullmatch(text)) or is_called_body(text) or is_outside(plain)


def is_called_body(text: str) -> bool:
    """Whether its last word is one for bodies."""
    last = text.casefold().removesuffix(EXTERNAL).split()[-1:]
    return bool(last and _BODY.fullmatch(last[0]))


def is_outside(text: str) -> bool:
    """Whether it is known to be no part of a provider of care."""
    return _OUTSIDE.fullmatch(text.casefold()) is not None


def is_role(text: str) -> bool:
    """Whether it is a name of a role by itself; initials may be one."""
    return bool(_INITIALS.fullmatch(text) or _ROLE.fullmatch(text.casefold()))


def may_name_a_body(text: str) -> bool:
    """Whether a body may be named somewhere in it."""
    words = re.findall(r"[\w&/]+", text)
    named = any(_BODY.fullmatch(word.casefold()) for word in words if not word.casefold().startswith("meeting"))
    return named or _TO_INITIALS.search(text) is not None or _OUTSIDE_IN.search(text.casefold()) is not None


_TO_INITIALS = re.compile(r"\b(?:to|and|with|by|at|from)\s+(?:the\s+)?[A-Z][A-Z&/]+\b(?!\s+[A-Z])")
_OUTSIDE_IN = re.compile(
    r"\b(?:nhs (?:protect|england|improvement|resolution)|cqc|hse|police|icb|ccg|commissioners?)\b"
)
