"""Sentences in a cell for names: who is named before the verb, and what is said of them behind it.

Takes the text of a cell, or a part of it, gives its parts. Nothing behind the verb is asked for by a check, so it is
handed on to be told; where it may name somebody else, or say how often, the sentence stays whole, to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vprs.monitoring.known_names import may_name_a_body

_DONE = "receive|monitor|review|ensure|note|approve|consider|oversee|track|discuss|scrutinise|complete|report|check"
_VERB = re.compile(
    r",?\s+(?=(?:(?i:will|shall|must|should)|is|are|was|has|have|who|which|whose|via|through|chaired by|led by"
    rf"|reporting to|(?:{_DONE})s (?:the|an?|all|any|its|this|compliance|progress))\s"
    rf"|to (?:be|{_DONE}|lead|agree|act|follow|escalate|carry|undertake|provide|see|write|prepare|produce|present)"
    r"(?:\s|\.|$))"
)
_LED_IN = re.compile(
    r"(?:\S+\s+){0,2}(?:reports?|reported|presented|submitted|sent|escalated|taken|feedback|findings|results|daily|weekly"
    r"|monthly|quarterly|annually|yearly) to\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|each|every|(?:once|twice|times) an?)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:.*\s)?(?:of|and|for|the|in|to|&|[^,]*,)", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"(?:and|of|for|in|to|will|shall|must|should|&)\s.*|(?:Committee|Sub-?committee|Group|Forum|Panel|Meeting)s?\b.*"
)


def is_sentence(text: str) -> bool:
    """Whether it says more than a name does."""
    return _VERB.search(text) is not None or _LED_IN.match(text) is not None


def before_verb(text: str) -> tuple[str, str]:
    """(who, what is said of them); ('', '') where it is no sentence, or what is said may name others or a frequency."""
    found = _VERB.search(text)
    if found is None or _LED_IN.match(text):
        return "", ""
    rest = text[found.end() :]
    who = text[: found.start()].strip()
    more = _GOES_ON.fullmatch(who) or re.search(r"[.:;]\s", rest) or _OFTEN.search(rest) or may_name_a_body(rest)
    return ("", "") if more else (who, rest.strip(" ."))


def unwrapped(lines: Sequence[str], alone: Callable[[str], bool]) -> list[str]:
    """Lines that a narrow column broke made whole: one that cannot end or begin a name goes with its neighbour."""
    whole: list[str] = []
    for line in lines:
        broken = whole and not alone(whole[-1].strip(" .")) and _FOLLOWS.fullmatch(line)
        if whole and (broken or _GOES_ON.fullmatch(whole[-1]) or re.match(r"(?:and|of|&)\s", line)):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole
