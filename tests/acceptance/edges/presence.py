"""The edges of `exists`, `none` and `count`."""

from __future__ import annotations

from tests.acceptance.edges.rows import (
    DAY,
    IMPRECISE,
    LEAP,
    NUMBER,
    TARGET,
    YEAR,
    Table,
    incidents,
    minutes,
    policy,
    register,
    row,
)

MINUTE = "exists: {kind: minute, window: %s}"
POLICY = "exists: {kind: document, where: {doc_type: policy}}"
NONE = "none: {kind: incident, window: %s}"
COUNT = "count: {kind: incident, window: %s, %s}"
FULL = register("incident")
LEAP_DAY = "{from: 2024-02-29, to: 2024-02-29}"
OF_LEAP_DAY = register("incident", "2024-02-29", "2024-02-29", "2024-03-01")
OF_YEARS = register("incident", "2024-04-01", "2026-03-31", "2026-04-01")

PRESENCE: Table = {
    "exists": {
        DAY: (
            row(MINUTE % "P12M", minutes("2025-09-30"), "no missing"),
            row(MINUTE % "P12M", minutes("2025-10-01"), "yes"),
            row(MINUTE % "P12M", minutes("2026-09-30"), "yes"),
            row(MINUTE % "P12M", minutes("2026-10-01"), "no missing"),
            row(POLICY, policy(approved="2026-09-29"), "yes"),
            row(POLICY, policy(approved="2026-09-30"), "yes"),
            row(POLICY, policy(approved="2026-10-01"), "no missing"),
            row(POLICY, policy(review="2026-09-29"), "no expired"),
            row(POLICY, policy(review="2026-09-30"), "yes"),
            row(POLICY, policy(review="2026-10-01"), "yes"),
            row(POLICY, policy(more=", withdrawn_on: 2026-09-30"), "no withdrawn"),
            row(POLICY, policy(more=", withdrawn_on: 2026-10-01"), "yes"),
        ),
        LEAP: (
            row(POLICY, policy("2023-01-01", "2024-02-28"), "no expired", as_of="2024-02-29"),
            row(POLICY, policy("2023-01-01", "2024-02-29"), "yes", as_of="2024-02-29"),
            row(POLICY, policy("2023-01-01", "2024-02-29"), "no expired", as_of="2024-03-01"),
            row("exists: {kind: minute, max_age: P1Y}", minutes("2024-02-29"), "yes", as_of="2025-02-28"),
            row("exists: {kind: minute, max_age: P1Y}", minutes("2024-02-29"), "no expired", as_of="2025-03-01"),
            row("exists: {kind: minute, max_age: P4Y}", minutes("2024-02-29"), "yes", as_of="2028-02-29"),
            row("exists: {kind: minute, max_age: P4Y}", minutes("2024-02-29"), "no expired", as_of="2028-03-01"),
            row(MINUTE % "P12M", minutes("2023-02-28"), "no missing", as_of="2024-02-29"),
            row(MINUTE % "P12M", minutes("2023-03-01"), "yes", as_of="2024-02-29"),
            row(MINUTE % "period", minutes("2023-08-28"), "no missing", as_of="2024-02-28"),
            row(MINUTE % "period", minutes("2023-08-29"), "yes", as_of="2024-02-28"),
        ),
        IMPRECISE: (
            row(MINUTE % "P12M", minutes("2025-09"), "no missing"),
            row(MINUTE % "P12M", minutes("2025-10"), "yes"),
            row(MINUTE % "P12M", minutes("2025"), "unknown ambiguous-date"),
            row(MINUTE % "P24M", minutes("2025"), "yes"),
            row(MINUTE % "P12M", minutes("2024"), "no missing"),
            row(POLICY, policy(review="2026-09"), "yes"),
            row(POLICY, policy(review="2026-08"), "no expired"),
            row(POLICY, policy(review="2026"), "yes"),
            row(POLICY, policy(review="2025"), "no expired"),
            row(POLICY, policy(approved="2026-09"), "unknown ambiguous-date", as_of="2026-09-15"),
            row(POLICY, policy(approved="2026"), "yes", as_of="2026-12-31"),
        ),
        YEAR: (
            row(MINUTE % "financial-year", minutes("2026-03-31"), "no missing"),
            row(MINUTE % "financial-year", minutes("2026-04-01"), "yes"),
            row(MINUTE % "financial-year", minutes("2025-04-01"), "yes", as_of="2026-03-31"),
            row(MINUTE % "financial-year", minutes("2026-03-31"), "yes", as_of="2026-03-31"),
            row(MINUTE % "financial-year", minutes("2026-03-31"), "no missing", as_of="2026-04-01"),
            row(MINUTE % "previous-financial-year", minutes("2025-03-31"), "no missing"),
            row(MINUTE % "previous-financial-year", minutes("2025-04-01"), "yes"),
            row(MINUTE % "previous-financial-year", minutes("2026-03-31"), "yes"),
            row(MINUTE % "previous-financial-year", minutes("2026-04-01"), "no missing"),
            row(MINUTE % "financial-year", minutes("2025-12-31"), "no missing", organisation='year_start: "01-01"'),
            row(MINUTE % "financial-year", minutes("2026-01-01"), "yes", organisation='year_start: "01-01"'),
        ),
        NUMBER: (
            row(MINUTE % "period", "", "no missing"),
            row(MINUTE % "period", minutes("2026-05-01"), "yes"),
            row(MINUTE % "period", minutes("2026-05-01", "2026-05-01", "2026-06-01"), "yes"),
        ),
        TARGET: "It asks for one, and knows no share.",
    },
    "none": {
        DAY: (
            row(NONE % "period", FULL + incidents("2026-03-31"), "yes"),
            row(NONE % "period", FULL + incidents("2026-04-01"), "no too-many"),
            row(NONE % "period", FULL + incidents("2026-09-30"), "no too-many"),
            row(NONE % "period", FULL + incidents("2026-10-01"), "yes"),
            row(NONE % "period", register("incident", as_at="2026-09-29"), "unknown incomplete-register"),
            row(NONE % "period", register("incident", start="2026-04-02"), "unknown incomplete-register"),
            row(NONE % "period", register("incident", end="2026-09-29"), "unknown incomplete-register"),
            row(NONE % "period", register("incident", start="2026-03-31", end="2026-10-01"), "yes"),
        ),
        LEAP: (
            row(NONE % LEAP_DAY, OF_LEAP_DAY + incidents("2024-02-28"), "yes", as_of="2024-03-01"),
            row(NONE % LEAP_DAY, OF_LEAP_DAY + incidents("2024-02-29"), "no too-many", as_of="2024-03-01"),
            row(NONE % LEAP_DAY, OF_LEAP_DAY + incidents("2024-03-01"), "yes", as_of="2024-03-01"),
            row(NONE % "P1M", register("incident", "2024-02-01", "2024-02-29", "2024-02-29"), "yes", as_of="2024-02-29"),
            row(
                NONE % "P1M",
                register("incident", "2024-02-01", "2024-02-28", "2024-02-29"),
                "unknown incomplete-register",
                as_of="2024-02-29",
            ),
        ),
        IMPRECISE: (
            row(NONE % "period", FULL + incidents("2026-03"), "yes"),
            row(NONE % "period", FULL + incidents("2026-04"), "no too-many"),
            row(NONE % "period", FULL + incidents("2026"), "unknown ambiguous-date"),
            row(NONE % "period", FULL + incidents("2025"), "yes"),
            row(NONE % "period", register("incident", "2026-04", "2026-09"), "yes"),
            row(NONE % "period", register("incident", "2026", "2026"), "yes"),
            row(NONE % "period", register("incident", as_at="2026-09"), "unknown ambiguous-date"),
            row(NONE % "period", register("incident", as_at="2026-08"), "unknown incomplete-register"),
        ),
        YEAR: (
            row(NONE % "previous-financial-year", OF_YEARS + incidents("2025-03-31"), "yes"),
            row(NONE % "previous-financial-year", OF_YEARS + incidents("2025-04-01"), "no too-many"),
            row(NONE % "previous-financial-year", OF_YEARS + incidents("2026-03-31"), "no too-many"),
            row(NONE % "previous-financial-year", OF_YEARS + incidents("2026-04-01"), "yes"),
        ),
        NUMBER: (
            row(NONE % "period", "", "unknown incomplete-register"),
            row(NONE % "period", FULL, "yes"),
            row(NONE % "period", FULL + incidents("2026-05-01"), "no too-many"),
            row(NONE % "period", incidents("2026-05-01"), "no too-many"),
            row(NONE % "period", FULL + incidents("2026-05-01", "2026-05-01"), "no too-many"),
        ),
        TARGET: "It allows none, and knows no share.",
    },
    "count": {
        DAY: (
            row(COUNT % ("period", "at_least: 1"), incidents("2026-03-31"), "no too-few"),
            row(COUNT % ("period", "at_least: 1"), incidents("2026-04-01"), "yes"),
            row(COUNT % ("period", "at_least: 1"), incidents("2026-09-30"), "yes"),
            row(COUNT % ("period", "at_least: 1"), incidents("2026-10-01"), "no too-few"),
            row(COUNT % ("period", "at_most: 0"), FULL + incidents("2026-03-31", "2026-10-01"), "yes"),
            row(COUNT % ("period", "at_most: 0"), FULL + incidents("2026-09-30"), "no too-many"),
        ),
        LEAP: (
            row(COUNT % ("P1M", "at_least: 1"), incidents("2024-02-29"), "yes", as_of="2024-02-29"),
            row(COUNT % ("P1M", "at_least: 1"), incidents("2024-02-29"), "yes", as_of="2024-03-30", period="2024-02-15..2024-03-28"),
            row(COUNT % ("P1M", "at_least: 1"), incidents("2024-02-29"), "no too-few", as_of="2024-03-31"),
            row(COUNT % ("P12M", "at_least: 1"), incidents("2024-02-29"), "no too-few", as_of="2025-02-28"),
            row(COUNT % ("P12M", "at_least: 1"), incidents("2024-02-29"), "yes", as_of="2025-02-27"),
        ),
        IMPRECISE: (
            row(COUNT % ("period", "at_least: 2"), incidents("2026-04", "2026-09"), "yes"),
            row(COUNT % ("period", "at_least: 2"), incidents("2026-04", "2026"), "unknown ambiguous-date"),
            row(COUNT % ("period", "at_least: 2"), incidents("2026-03", "2026"), "no too-few"),
            row(COUNT % ("period", "at_most: 1"), FULL + incidents("2026-04", "2026"), "unknown ambiguous-date"),
            row(COUNT % ("period", "at_most: 1"), FULL + incidents("2026-04", "2025"), "yes"),
            row(COUNT % ("period", "exactly: 1"), FULL + incidents("2026"), "unknown ambiguous-date"),
            row(COUNT % ("period", "exactly: 2"), FULL + incidents("2026"), "no too-few"),
        ),
        YEAR: (
            row(COUNT % ("financial-year", "at_least: 1"), incidents("2026-03-31"), "no too-few"),
            row(COUNT % ("financial-year", "at_least: 1"), incidents("2026-04-01"), "yes"),
            row(COUNT % ("previous-financial-year", "at_least: 1"), incidents("2025-03-31"), "no too-few"),
            row(COUNT % ("previous-financial-year", "at_least: 1"), incidents("2026-03-31"), "yes"),
            row(COUNT % ("previous-financial-year", "exactly: 2"), OF_YEARS + incidents("2025-04-01", "2026-03-31"), "yes"),
            row(COUNT % ("previous-financial-year", "exactly: 2"), OF_YEARS + incidents("2025-03-31", "2026-03-31"), "no too-few"),
        ),
        NUMBER: (
            row(COUNT % ("period", "at_least: 1"), "", "no too-few"),
            row(COUNT % ("period", "at_least: 1"), incidents("2026-05-01"), "yes"),
            row(COUNT % ("period", "at_most: 1"), FULL, "yes"),
            row(COUNT % ("period", "at_most: 1"), FULL + incidents("2026-05-01", "2026-05-01"), "no too-many"),
            row(COUNT % ("period", "exactly: 0"), FULL, "yes"),
            row(COUNT % ("period", "exactly: 0"), FULL + incidents("2026-05-01"), "no too-many"),
            row(COUNT % ("period", "exactly: 0"), "", "unknown incomplete-register"),
        ),
        TARGET: (
            row(COUNT % ("period", "at_least: 3"), incidents("2026-05-01", "2026-05-01"), "no too-few"),
            row(COUNT % ("period", "at_least: 3"), incidents("2026-05-01", "2026-05-01", "2026-05-01"), "yes"),
            row(COUNT % ("period", "at_most: 2"), FULL + incidents("2026-05-01", "2026-05-01"), "yes"),
            row(COUNT % ("period", "at_most: 2"), FULL + incidents("2026-05-01", "2026-05-01", "2026-05-01"), "no too-many"),
            row(COUNT % ("period", "exactly: 2"), FULL + incidents("2026-05-01"), "no too-few"),
            row(COUNT % ("period", "exactly: 2"), FULL + incidents("2026-05-01", "2026-05-01"), "yes"),
            row(COUNT % ("period", "exactly: 2"), FULL + incidents("2026-05-01", "2026-05-01", "2026-05-01"), "no too-many"),
        ),
    },
}  # fmt: skip
