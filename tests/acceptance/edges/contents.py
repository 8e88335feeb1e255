"""The edges of `fields` and `agree`."""

from __future__ import annotations

from tests.acceptance.edges.rows import (
    DAY,
    IMPRECISE,
    LEAP,
    LOST,
    NUMBER,
    TARGET,
    YEAR,
    Table,
    lost,
    policy,
    register,
    row,
)

FIELDS = "fields: {kind: action, window: %s, required: [lead]%s}"
POLICIES = "fields: {kind: document, where: {doc_type: policy}, required: [version]%s}"
AGREE = "agree: {kind: document, where: {doc_type: policy}, topic: lead%s}"
PATHS = "agree: {kind: document, where: {doc_type: policy}, paths: [approved_on, published_on]}"
FULL = register("action")
BOTH = ", declares: [{topic: lead, value: a}, {topic: lead, value: b}]"
ONE = ", declares: [{topic: lead, value: a}]"
NUMBERS = "agree: {kind: risk, paths: [score, threshold]}"


def actions(*days: str, lead: str = "") -> str:
    return "".join(f"- {{kind: action, raised_on: {day}{lead}}}\n" for day in days)


def latest(bare: str, led: str) -> str:
    return actions(bare) + actions(led, lead=", lead: lsms")


def risk(score: object, threshold: object) -> str:
    return f"- {{kind: risk, raised_on: 2026-05-01, score: {score}, threshold: {threshold}}}\n"


CONTENTS: Table = {
    "fields": {
        DAY: (
            row(FIELDS % ("period", ""), actions("2026-03-31"), "unknown empty-population"),
            row(FIELDS % ("period", ""), actions("2026-04-01"), "no missing-field"),
            row(FIELDS % ("period", ""), actions("2026-09-30"), "no missing-field"),
            row(FIELDS % ("period", ""), actions("2026-10-01"), "unknown empty-population"),
            row(POLICIES % "", policy(review="2026-09-29"), "unknown empty-population"),
            row(POLICIES % "", policy(review="2026-09-30"), "no missing-field"),
            row(POLICIES % ", current: false", policy(review="2026-09-29"), "no missing-field"),
        ),
        LEAP: (
            row(FIELDS % ("P12M", ", which: latest"), latest("2024-02-29", "2024-02-28"), "no missing-field", as_of="2024-03-01"),
            row(FIELDS % ("P12M", ", which: latest"), latest("2024-02-29", "2024-03-01"), "yes", as_of="2024-03-01"),
            row(FIELDS % ("P12M", ""), actions("2023-02-28"), "unknown empty-population", as_of="2024-02-29"),
            row(FIELDS % ("P12M", ""), actions("2023-03-01"), "no missing-field", as_of="2024-02-29"),
        ),
        IMPRECISE: (
            row(FIELDS % ("period", ""), actions("2026-03"), "unknown empty-population"),
            row(FIELDS % ("period", ""), actions("2026-04"), "no missing-field"),
            row(FIELDS % ("period", ""), actions("2026"), "unknown ambiguous-date"),
            row(FIELDS % ("period", ", which: latest"), latest("2026-05", "2026-05-15"), "unknown ambiguous-date"),
            row(FIELDS % ("period", ", which: latest"), latest("2026-05", "2026-06-01"), "yes"),
            row(FIELDS % ("period", ", which: latest"), latest("2026-06", "2026-05-31"), "no missing-field"),
            row(POLICIES % "", policy(review="2026-09"), "no missing-field"),
            row(POLICIES % "", policy(review="2026-08"), "unknown empty-population"),
        ),
        YEAR: (
            row(FIELDS % ("financial-year", ""), actions("2026-03-31"), "unknown empty-population"),
            row(FIELDS % ("financial-year", ""), actions("2026-04-01"), "no missing-field"),
            row(FIELDS % ("previous-financial-year", ""), actions("2026-03-31"), "no missing-field"),
            row(FIELDS % ("previous-financial-year", ""), actions("2026-04-01"), "unknown empty-population"),
        ),
        NUMBER: (
            row(FIELDS % ("period", ""), "", "unknown empty-population"),
            row(FIELDS % ("period", ""), FULL, "not-applicable empty-population"),
            row(FIELDS % ("period", ""), actions("2026-05-01", lead=", lead: lsms"), "yes"),
            row(FIELDS % ("period", ""), latest("2026-05-01", "2026-05-02"), "no missing-field"),
            row(FIELDS % ("period", ", which: latest"), latest("2026-05-01", "2026-05-02"), "yes"),
            row(FIELDS % ("period", ", which: latest"), latest("2026-05-02", "2026-05-01"), "no missing-field"),
        ),
        TARGET: "All must carry what is required, and it knows no share.",
        LOST: (
            lost("action", FIELDS % ("period", ""), actions("2026-05-01", lead=", lead: lsms"), "unknown unreadable"),
            lost("action", FIELDS % ("period", ""), actions("2026-05-01"), "no missing-field", 0),
            lost("action", FIELDS % ("period", ", which: latest"), actions("2026-05-01"), "unknown unreadable"),
            lost("minute", FIELDS % ("period", ""), actions("2026-05-01", lead=", lead: lsms"), "yes"),
            lost("action", FIELDS % ("period", ""), FULL, "unknown unreadable"),
        ),
    },
    "agree": {
        DAY: (
            row(AGREE % "", policy(review="2026-09-29", more=BOTH), "unknown empty-population"),
            row(AGREE % "", policy(review="2026-09-30", more=BOTH), "no conflicting"),
            row(AGREE % "", policy(approved="2026-09-30", more=BOTH), "no conflicting"),
            row(AGREE % "", policy(approved="2026-10-01", more=BOTH), "unknown empty-population"),
            row(PATHS, policy("2026-05-01", more=", published_on: 2026-04-30"), "no conflicting"),
            row(PATHS, policy("2026-05-01", more=", published_on: 2026-05-01"), "yes"),
            row(PATHS, policy("2026-05-01", more=", published_on: 2026-05-02"), "no conflicting"),
        ),
        LEAP: (
            row(PATHS, policy("2024-02-29", more=", published_on: 2024-02-28"), "no conflicting"),
            row(PATHS, policy("2024-02-29", more=", published_on: 2024-02-29"), "yes"),
            row(PATHS, policy("2024-02-29", more=", published_on: 2024-03-01"), "no conflicting"),
            row(PATHS, policy("2024-02-29", more=", published_on: 2024-02"), "unknown ambiguous-date"),
        ),
        IMPRECISE: (
            row(PATHS, policy("2026-05-01", more=", published_on: 2026-05"), "unknown ambiguous-date"),
            row(PATHS, policy("2026-05-01", more=", published_on: 2026-04"), "no conflicting"),
            row(PATHS, policy("2025-05-01", more=", published_on: 2025"), "unknown ambiguous-date"),
            row(PATHS, policy("2026-05-01", more=", published_on: 2025"), "no conflicting"),
            row(PATHS, policy("2026-05", more=", published_on: 2026-05"), "unknown ambiguous-date"),
        ),
        YEAR: (
            row(AGREE % ", window: financial-year", policy("2026-03-31", more=BOTH), "unknown empty-population"),
            row(AGREE % ", window: financial-year", policy("2026-04-01", more=BOTH), "no conflicting"),
            row(AGREE % ", window: previous-financial-year", policy("2026-03-31", more=BOTH), "no conflicting"),
            row(AGREE % ", window: previous-financial-year", policy("2026-04-01", more=BOTH), "unknown empty-population"),
        ),
        NUMBER: (
            row(AGREE % "", "", "unknown empty-population"),
            row(AGREE % "", register("document"), "not-applicable empty-population"),
            row(AGREE % "", policy(), "unknown empty-population"),
            row(AGREE % "", policy(more=ONE), "yes"),
            row(AGREE % "", policy(more=BOTH), "no conflicting"),
            row(AGREE % "", policy(more=ONE) + policy(more=BOTH, name="e"), "no conflicting"),
        ),
        TARGET: (
            row(NUMBERS, risk(0, 0), "yes"),
            row(NUMBERS, risk(2, "2.0"), "yes"),
            row(NUMBERS, risk(2, "1.99"), "no conflicting"),
        ),
        LOST: (
            lost("document", AGREE % "", policy(more=ONE), "unknown unreadable"),
            lost("document", AGREE % "", policy(more=BOTH), "no conflicting", 0),
            lost("minute", AGREE % "", policy(more=ONE), "yes"),
            lost("document", AGREE % "", policy(), "unknown unreadable"),
        ),
    },
}  # fmt: skip
