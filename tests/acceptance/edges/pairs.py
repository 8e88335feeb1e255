"""The edges of `every` and `follows`."""

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
    incidents,
    lost,
    register,
    responses,
    row,
)

EVERY = "every: {of: {kind: incident, window: %s}, has: {kind: response, where: {incident: $each.id}}%s}"
FOLLOWS = "follows: {first: {kind: incident, window: %s}, then: {kind: response, where: {incident: $first.id}}%s}"
FULL = register("incident")


def many(part: int, whole: int) -> str:
    return incidents(*["2026-05-01"] * whole) + responses(*(f"i{number}" for number in range(part)))


def answered(first: str, then: str) -> str:
    return incidents(first) + responses("i0", day=then)


PAIRS: Table = {
    "every": {
        DAY: (
            row(EVERY % ("period", ""), incidents("2026-03-31"), "unknown empty-population"),
            row(EVERY % ("period", ""), incidents("2026-04-01"), "no unlinked"),
            row(EVERY % ("period", ""), incidents("2026-09-30"), "no unlinked"),
            row(EVERY % ("period", ""), incidents("2026-10-01"), "unknown empty-population"),
            row(EVERY % ("period", ""), answered("2026-05-01", "2026-09-30"), "yes"),
            row(EVERY % ("period", ""), answered("2026-05-01", "2026-10-01"), "no unlinked"),
            row(EVERY % ("period", ", grace: P28D"), incidents("2026-09-01"), "no unlinked"),
            row(EVERY % ("period", ", grace: P28D"), incidents("2026-09-02"), "no unlinked"),
            row(EVERY % ("period", ", grace: P28D"), incidents("2026-09-03"), "unknown not-yet-due"),
        ),
        LEAP: (
            row(EVERY % ("P24M", ", grace: P12M"), incidents("2024-02-29"), "unknown not-yet-due", as_of="2025-02-27"),
            row(EVERY % ("P24M", ", grace: P12M"), incidents("2024-02-29"), "no unlinked", as_of="2025-02-28"),
            row(EVERY % ("P24M", ", grace: P1M"), incidents("2024-01-31"), "unknown not-yet-due", as_of="2024-02-28"),
            row(EVERY % ("P24M", ", grace: P1M"), incidents("2024-01-31"), "no unlinked", as_of="2024-02-29"),
        ),
        IMPRECISE: (
            row(EVERY % ("period", ""), incidents("2026-03"), "unknown empty-population"),
            row(EVERY % ("period", ""), incidents("2026-04"), "no unlinked"),
            row(EVERY % ("period", ""), incidents("2026"), "unknown ambiguous-date"),
            row(EVERY % ("period", ""), answered("2026", "2026-06-01"), "unknown ambiguous-date"),
            row(EVERY % ("period", ", grace: P28D"), incidents("2026-09"), "unknown ambiguous-date"),
            row(EVERY % ("period", ", grace: P28D"), incidents("2026-08"), "no unlinked"),
            row(EVERY % ("period", ", grace: P60D"), incidents("2026-09"), "unknown not-yet-due"),
        ),
        YEAR: (
            row(EVERY % ("financial-year", ""), incidents("2026-03-31"), "unknown empty-population"),
            row(EVERY % ("financial-year", ""), incidents("2026-04-01"), "no unlinked"),
            row(EVERY % ("previous-financial-year", ""), incidents("2025-03-31"), "unknown empty-population"),
            row(EVERY % ("previous-financial-year", ""), incidents("2025-04-01"), "no unlinked"),
            row(EVERY % ("previous-financial-year", ""), incidents("2026-03-31"), "no unlinked"),
            row(EVERY % ("previous-financial-year", ""), incidents("2026-04-01"), "unknown empty-population"),
        ),
        NUMBER: (
            row(EVERY % ("period", ""), "", "unknown empty-population"),
            row(EVERY % ("period", ""), FULL, "not-applicable empty-population"),
            row(EVERY % ("period", ""), many(0, 1), "no unlinked"),
            row(EVERY % ("period", ""), many(1, 1), "yes"),
            row(EVERY % ("period", ""), many(2, 3), "no unlinked"),
            row(EVERY % ("period", ""), many(3, 3), "yes"),
        ),
        TARGET: (
            row(EVERY % ("period", ", at_least: 0%"), many(0, 3), "yes"),
            row(EVERY % ("period", ", at_least: 1%"), many(0, 3), "no unlinked"),
            row(EVERY % ("period", ", at_least: 85%"), many(17, 20), "yes"),
            row(EVERY % ("period", ", at_least: 85%"), many(16, 20), "no unlinked"),
            row(EVERY % ("period", ", at_least: 85%"), many(107, 126), "no unlinked"),  # 84.92%
            row(EVERY % ("period", ", at_least: 30%"), many(2, 7), "no unlinked"),
            row(EVERY % ("period", ", at_least: 30%"), many(3, 7), "yes"),
            row(EVERY % ("period", ", at_least: 33.34%"), many(1, 3), "no unlinked"),
            row(EVERY % ("period", ", at_least: 33.33%"), many(1, 3), "yes"),
        ),
        LOST: (
            lost("incident", EVERY % ("period", ""), many(1, 1), "unknown unreadable"),
            lost("incident", EVERY % ("period", ", at_least: 50%"), many(1, 1), "yes"),
            lost("incident", EVERY % ("period", ", at_least: 50%"), many(1, 1), "unknown unreadable", 0),
            lost("incident", EVERY % ("period", ""), many(0, 1), "no unlinked"),
            lost("response", EVERY % ("period", ""), many(0, 1), "unknown unreadable"),
            lost("response", EVERY % ("period", ""), many(1, 1), "yes"),
            lost("incident", EVERY % ("period", ""), FULL, "unknown unreadable"),
        ),
    },
    "follows": {
        DAY: (
            row(FOLLOWS % ("period", ""), answered("2026-05-01", "2026-04-30"), "no too-early"),
            row(FOLLOWS % ("period", ""), answered("2026-05-01", "2026-05-01"), "yes"),
            row(FOLLOWS % ("period", ""), answered("2026-05-01", "2026-05-02"), "yes"),
            row(FOLLOWS % ("period", ", order: after"), answered("2026-05-01", "2026-05-01"), "no too-early"),
            row(FOLLOWS % ("period", ", order: after"), answered("2026-05-01", "2026-05-02"), "yes"),
            row(FOLLOWS % ("period", ", within: P28D"), answered("2026-05-01", "2026-05-28"), "yes"),
            row(FOLLOWS % ("period", ", within: P28D"), answered("2026-05-01", "2026-05-29"), "yes"),
            row(FOLLOWS % ("period", ", within: P28D"), answered("2026-05-01", "2026-05-30"), "no too-late"),
            row(FOLLOWS % ("period", ", within: P28D"), incidents("2026-09-01"), "no unlinked"),
            row(FOLLOWS % ("period", ", within: P28D"), incidents("2026-09-02"), "no unlinked"),
            row(FOLLOWS % ("period", ", within: P28D"), incidents("2026-09-03"), "unknown not-yet-due"),
            row(FOLLOWS % ("period", ""), answered("2026-09-30", "2026-10-01"), "no unlinked"),
        ),
        LEAP: (
            row(FOLLOWS % ("P24M", ", within: P1Y"), answered("2024-02-29", "2025-02-28"), "yes", as_of="2025-06-30"),
            row(FOLLOWS % ("P24M", ", within: P1Y"), answered("2024-02-29", "2025-03-01"), "no too-late", as_of="2025-06-30"),
            row(FOLLOWS % ("P24M", ", within: P1M"), answered("2024-01-31", "2024-02-29"), "yes", as_of="2024-06-30"),
            row(FOLLOWS % ("P24M", ", within: P1M"), answered("2024-01-31", "2024-03-01"), "no too-late", as_of="2024-06-30"),
            row(FOLLOWS % ("P24M", ", within: P1Y"), incidents("2024-02-29"), "unknown not-yet-due", as_of="2025-02-27"),
            row(FOLLOWS % ("P24M", ", within: P1Y"), incidents("2024-02-29"), "no unlinked", as_of="2025-02-28"),
        ),
        IMPRECISE: (
            row(FOLLOWS % ("period", ""), answered("2026-05", "2026-04-30"), "no too-early"),
            row(FOLLOWS % ("period", ""), answered("2026-05", "2026-05-15"), "unknown ambiguous-date"),
            row(FOLLOWS % ("period", ""), answered("2026-05", "2026-05-31"), "yes"),
            row(FOLLOWS % ("period", ""), answered("2026-05-15", "2026-05"), "unknown ambiguous-date"),
            row(FOLLOWS % ("period", ""), answered("2026-05-15", "2026-06"), "yes"),
            row(FOLLOWS % ("period", ""), answered("2026-05-15", "2025"), "no too-early"),
            row(FOLLOWS % ("period", ""), answered("2026-05-15", "2026"), "unknown ambiguous-date", as_of="2026-12-31", period="2026-04-01..2026-09-30"),
            row(FOLLOWS % ("period", ""), answered("2026-05", "2026-05"), "unknown ambiguous-date"),
        ),
        YEAR: (
            row(FOLLOWS % ("financial-year", ""), incidents("2026-03-31"), "unknown empty-population"),
            row(FOLLOWS % ("financial-year", ""), incidents("2026-04-01"), "no unlinked"),
            row(FOLLOWS % ("previous-financial-year", ""), incidents("2025-04-01"), "no unlinked"),
            row(FOLLOWS % ("previous-financial-year", ""), incidents("2026-03-31"), "no unlinked"),
            row(FOLLOWS % ("previous-financial-year", ""), incidents("2026-04-01"), "unknown empty-population"),
            row(FOLLOWS % ("previous-financial-year", ""), answered("2026-03-31", "2026-04-01"), "yes"),
        ),
        NUMBER: (
            row(FOLLOWS % ("period", ""), "", "unknown empty-population"),
            row(FOLLOWS % ("period", ""), FULL, "not-applicable empty-population"),
            row(FOLLOWS % ("period", ", for: any"), "", "unknown empty-population"),
            row(FOLLOWS % ("period", ", for: latest"), "", "no missing"),
            row(FOLLOWS % ("period", ", for: latest"), FULL, "no missing"),
            row(FOLLOWS % ("period", ""), many(1, 1), "yes"),
            row(FOLLOWS % ("period", ""), many(1, 2), "no unlinked"),
            row(FOLLOWS % ("period", ", for: any"), many(1, 2), "yes"),
            row(FOLLOWS % ("period", ", for: any"), many(0, 2), "no unlinked"),
            row(FOLLOWS % ("period", ", for: latest"), incidents("2026-05-01", "2026-05-02") + responses("i1"), "yes"),
            row(FOLLOWS % ("period", ", for: latest"), incidents("2026-05-01", "2026-05-02") + responses("i0"), "no unlinked"),
        ),
        TARGET: "It asks for each, any or the latest, and knows no share.",
        LOST: (
            lost("incident", FOLLOWS % ("period", ""), many(1, 1), "unknown unreadable"),
            lost("incident", FOLLOWS % ("period", ", for: any"), many(1, 1), "yes"),
            lost("incident", FOLLOWS % ("period", ", for: latest"), many(1, 1), "unknown unreadable"),
            lost("incident", FOLLOWS % ("period", ""), many(0, 1), "no unlinked"),
            lost("response", FOLLOWS % ("period", ""), many(0, 1), "unknown unreadable"),
            lost("response", FOLLOWS % ("period", ""), answered("2026-05-01", "2026-04-30"), "unknown unreadable"),
            lost("response", FOLLOWS % ("period", ""), many(1, 1), "yes"),
        ),
    },
}  # fmt: skip
