"""The headings of a monitoring table: which column says what, how, when, who, where, when reported and who closes.

Takes a heading, gives our name for its column. A heading that is none of the known ones is told by its words: frequency
with report says when it is reported, who is responsible for actions closes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vprs.evidence.tables import fold_heading
from vprs.transcript.columns import Headings

# Our name first; what monitoring tables head such a column with besides.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "what": (
        "what", "aspect", "element", "element monitored", "what is monitored", "key control", "control", "standard",
        "requirement", "minimum requirement", "what will be monitored", "area monitored",
    ),
    "how": ("how", "method", "monitoring method", "tool", "process", "how monitored", "checks"),
    "when": ("when", "frequency", "how often", "frequency of monitoring", "monitoring frequency", "interval"),
    "who": ("who", "responsible", "lead", "by whom", "responsible person", "responsible officer", "monitored by"),
    "where": (
        "where", "committee", "recipient", "recipients", "reported to", "reporting to", "body", "group", "received by",
        "reporting arrangements", "group or committee", "results reported to",
    ),
    "reported": (
        "reported", "when reported", "reporting frequency", "frequency of reporting", "frequency reported",
        "report frequency", "how often reported",
    ),
    "closes": (
        "closes", "actions", "who closes actions", "action owner", "action lead", "acting on recommendations",
        "responsible for actions", "actions closed by",
    ),
}  # fmt: skip
# The column in which `vprs rules table` says of a row why it cannot be read back; of no table that people write.
NOT_READ, LEFT_OUT = "Not read back", "left out"
_MEANING = {fold_heading(alias): name for name, aliases in ALIASES.items() for alias in aliases}
_MEANING[fold_heading(NOT_READ)] = LEFT_OUT

# The first that holds. Each is a set of words of which one must stand in the heading.
_OFTEN = r"\b(frequency|how often|when|interval|timescale)\b"
_TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "closes",
        (r"\b(actions?|recommendations|improvements?)\b", r"\b(responsib\w*|ensur\w*|clos\w*|complet\w*|owner|who)\b"),
    ),
    ("reported", (_OFTEN, r"\breport(s|ed|ing)?\b")),
    (
        "where",
        (r"\b(receiv\w*|reported to|reports? to|results to|presented to|told|informed|committee|recipients?)\b",),
    ),
    ("when", (_OFTEN,)),
    ("who", (r"\b(responsib\w*|who|whom)\b",)),
    ("how", (r"\b(method|methods|how|tool|tools|process|checks? to be)\b",)),
    ("what", (r"\b(what|aspects?|controls?|elements?|monitored)\b",)),
)


def behind_question(cell: str) -> str:
    """A cell without the question that heads its column, which is copied along where it stood above the first row."""
    return _QUESTION.sub("", cell)


_QUESTION = re.compile(r"^\s*(?:what|how|when|who|where)\s*\?\s*", re.IGNORECASE)


def meaning_of(cell: str) -> str | None:
    """What a column is, by its heading; what stands in brackets or behind a question mark explains and is not read."""
    plain = fold_heading(re.sub(r"\([^)]*\)", " ", cell)).strip(" ?:.*")
    if not plain:
        return None
    if plain in _MEANING:
        return _MEANING[plain]
    return next((name for name, words in _TOLD if all(re.search(word, plain) for word in words)), None)


MONITORING = Headings(
    aliases=ALIASES,
    needed=("what", "when", "who", "where"),
    described={
        "what": "what is monitored",
        "when": "how often it is checked",
        "who": "the roles that check",
        "where": "the bodies that are told",
    },
    means=meaning_of,
    second={"when": ("where", "reported")},
)
