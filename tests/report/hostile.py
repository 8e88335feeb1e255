"""Texts that evidence may hold and that no paper may obey, and an assessment full of them."""

from __future__ import annotations

import dataclasses

from tests.report import building
from vprs.model import Answer, Assessment, EvidenceFile, Outcome, Reason, Record
from vprs.problem import Problem

SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "a | b | c",
    "one\ntwo\r\nthree\u2028four",
    "# not a heading",
    "- not an item",
    "1. not an item",
    "> not a quotation",
    "*not* _strong_ **text** ~~gone~~ `code`",
    "``two`` ` ticks | and a bar",
    "[link](https://evil.example/x)",
    "![image](https://evil.example/x.png)",
    "https://evil.example/path and www.evil.example and someone@evil.example",
    "<https://evil.example/auto>",
    "&lt;b&gt; &amp; &#x3c;",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\x00\x01\x07\x1b[31mred\x1b[0m\x7f\x9b",
    "lone \ud800 surrogate \udfff",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    "\ufeff\ufffe\uffff",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "]]> <!-- --> <?xml ?>",
    "\\ back \\| slash \\",
    "e\u0301 \U0001f600 \u0645\u0631\u062d\u0628\u0627",
    "",
    " ",
    "x" * 3000,
)


def trust() -> Assessment:
    """Every text in every place that evidence or rules can reach."""
    findings = tuple(
        building.finding(
            "plan",
            f"case-{number}",
            Outcome.PARTLY_MET,
            title=text,
            why=text,
            observations=(
                building.observation("yes", Answer.YES, witnesses=(_witness(number, text),), because=text),
                building.observation(
                    "no", Answer.NO, Reason.EXPIRED, witnesses=(_witness(number, text),), because=text
                ),
            ),
            gap=dataclasses.replace(building.GAP, gap=text, action=text, owner=text),
        )
        for number, text in enumerate(TEXTS)
    )
    records = tuple(_witness(number, text) for number, text in enumerate(TEXTS))
    actions = tuple(
        building.record(
            f"A{n}{text}", "action", what=text, progress=text, requirement=f"vprs-2020/plan/case-{n}", status="open"
        )
        for n, text in enumerate(TEXTS)
    )
    risks = tuple(building.record(f"R{n}{text}", "risk", title=text, requirement=text) for n, text in enumerate(TEXTS))
    metrics = tuple(
        building.record(
            f"M{n}",
            "metric",
            name=f"m{n}",
            title=text,
            unit=text,
            value=n,
            period={"start": building.a_day("2025-01-01"), "end": building.a_day("2025-12-31")},
        )
        for n, text in enumerate(TEXTS)
    )
    return building.assessment(
        findings,
        records=(*records, *actions, *risks, *metrics),
        problems=tuple(Problem(file=f"{text}.csv", line=1, where=text, message=text, hint=text) for text in TEXTS),
        files=tuple(
            EvidenceFile(path=f"{n} {text}.md", size=1, sha256="ab" * 32, described=n % 2 == 0)
            for n, text in enumerate(TEXTS)
        ),
        who=building.organisation(f"Trust {SCRIPT} | [x](https://evil.example) \u202e"),
    )


def _witness(number: int, text: str) -> Record:
    return building.record(f"D{number}{text}", "document", title=text, file=f"documents/{number} {text}.md", owner=text)
