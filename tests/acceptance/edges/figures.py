"""The edges of `ratio` and `change`."""

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
    metrics,
    register,
    row,
    trained,
)

RATIO = "ratio: {of: {kind: training%s}, matching: {course: crt}, %s}"
IN_DATE = "ratio: {of: {kind: training}, matching: {expires: {at_least: $as_of}}, at_least: 100%}"
HEADCOUNT = (
    "ratio: {population: {organisation: staff_groups, sum: headcount},"
    " matching: {kind: training, where: {course: crt}}, distinct: person, at_least: %s}"
)
GROUP = "staff_groups: [{id: nursing, headcount: %s}]"
CHANGE = "change: {metric: assaults, %s}"
FELL = CHANGE % "at_most: -5%"
COUNTED = "change: {count: {kind: incident}, each: financial-year, at_most: -5%}"
BOTH_YEARS = register("incident", "2024-04-01", "2026-03-31", "2026-04-01")
BEFORE, LAST = ("2024-04-01", "2025-03-31"), ("2025-04-01", "2026-03-31")


def expiring(day: str) -> str:
    return f"- {{kind: training, course: crt, person: p, completed_on: 2023-01-01, expires: {day}}}\n"


def years(before: object, last: object) -> str:
    return metrics((before, *BEFORE), (last, *LAST))


def halves(first: str, second: str) -> str:
    """Of an organisation whose year starts on 1 March: two half-years that end on these days."""
    return metrics((100, "2023-03-01", first), (95, "2023-09-01", second))


MARCH = 'year_start: "03-01"'
TEN = ["2024-05-01"] * 10

FIGURES: Table = {
    "ratio": {
        DAY: (
            row(RATIO % (", window: period", "at_least: 100%"), trained(0, 1, "2026-03-31"), "unknown empty-population"),
            row(RATIO % (", window: period", "at_least: 100%"), trained(0, 1, "2026-04-01"), "no below-target"),
            row(RATIO % (", window: period", "at_least: 100%"), trained(1, 1, "2026-09-30"), "yes"),
            row(RATIO % (", window: period", "at_least: 100%"), trained(1, 1, "2026-10-01"), "unknown empty-population"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-09-29"), "no below-target"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-09-30"), "yes"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-10-01"), "yes"),
            row(IN_DATE, expiring("2026-09-29"), "no below-target"),
            row(IN_DATE, expiring("2026-09-30"), "yes"),
            row(IN_DATE, expiring("2026-10-01"), "yes"),
        ),
        LEAP: (
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2024-02-29"), "yes", as_of="2025-02-28"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2024-02-29"), "no below-target", as_of="2025-03-01"),
            row(IN_DATE, expiring("2024-02-28"), "no below-target", as_of="2024-02-29"),
            row(IN_DATE, expiring("2024-02-29"), "yes", as_of="2024-02-29"),
            row(IN_DATE, expiring("2024-02"), "yes", as_of="2024-02-29"),
            row(IN_DATE, expiring("2024-02"), "no below-target", as_of="2024-03-01"),
        ),
        IMPRECISE: (
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-09"), "unknown ambiguous-date"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-10"), "yes"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025-08"), "no below-target"),
            row(RATIO % ("", "max_age: P12M, at_least: 100%"), trained(1, 1, "2025"), "unknown ambiguous-date"),
            row(RATIO % (", window: period", "at_least: 100%"), trained(1, 1, "2026"), "unknown ambiguous-date"),
            row(IN_DATE, expiring("2026-09"), "yes"),
            row(IN_DATE, expiring("2026"), "yes"),
            row(IN_DATE, expiring("2025"), "no below-target"),
        ),
        YEAR: (
            row(RATIO % (", window: financial-year", "at_least: 100%"), trained(0, 1, "2026-03-31"), "unknown empty-population"),
            row(RATIO % (", window: financial-year", "at_least: 100%"), trained(0, 1, "2026-04-01"), "no below-target"),
            row(RATIO % (", window: previous-financial-year", "at_least: 100%"), trained(0, 1, "2025-03-31"), "unknown empty-population"),
            row(RATIO % (", window: previous-financial-year", "at_least: 100%"), trained(0, 1, "2025-04-01"), "no below-target"),
            row(RATIO % (", window: previous-financial-year", "at_least: 100%"), trained(0, 1, "2026-03-31"), "no below-target"),
            row(RATIO % (", window: previous-financial-year", "at_least: 100%"), trained(0, 1, "2026-04-01"), "unknown empty-population"),
        ),
        NUMBER: (
            row(RATIO % ("", "at_least: 50%"), "", "unknown empty-population"),
            row(RATIO % ("", "at_most: 50%"), "", "unknown empty-population"),
            row(RATIO % (", window: period", "at_least: 50%"), register("training"), "not-applicable empty-population"),
            row(RATIO % ("", "at_least: 50%"), trained(1, 1), "yes"),
            row(RATIO % ("", "at_least: 50%"), trained(0, 1), "no below-target"),
            row(RATIO % ("", "at_least: 50%, min_denominator: 5"), trained(4, 4), "unknown empty-population"),
            row(RATIO % ("", "at_least: 50%, min_denominator: 5"), trained(4, 5), "yes"),
            row(HEADCOUNT % "50%", "", "no below-target", organisation=GROUP % 10),
            row(HEADCOUNT % "50%", trained(1, 1), "unknown empty-population", organisation=GROUP % 0),
            row(HEADCOUNT % "50%", "", "not-applicable empty-population", organisation="staff_groups: []"),
            row(HEADCOUNT % "50%", "", "unknown empty-population"),
        ),
        TARGET: (
            row(RATIO % ("", "at_least: 0%"), trained(0, 3), "yes"),
            row(RATIO % ("", "at_least: 0.01%"), trained(0, 3), "no below-target"),
            row(RATIO % ("", "at_most: 0%"), trained(0, 3), "yes"),
            row(RATIO % ("", "at_most: 0%"), trained(1, 300), "no above-target"),
            row(RATIO % ("", "at_least: 85%"), trained(17, 20), "yes"),
            row(RATIO % ("", "at_least: 85%"), trained(107, 126), "no below-target"),  # 84.92%
            row(RATIO % ("", "at_most: 85%"), trained(17, 20), "yes"),
            row(RATIO % ("", "at_most: 85%"), trained(109, 128), "no above-target"),  # 85.16%
            row(RATIO % ("", "at_least: 30%"), trained(2, 7), "no below-target"),
            row(RATIO % ("", "at_least: 30%"), trained(3, 7), "yes"),
            row(RATIO % ("", "at_least: 100%"), trained(3, 3), "yes"),
            row(RATIO % ("", "at_least: 100%"), trained(299, 300), "no below-target"),
            row(HEADCOUNT % "30%", trained(2, 2), "no below-target", organisation=GROUP % 7),
            row(HEADCOUNT % "30%", trained(3, 3), "yes", organisation=GROUP % 7),
            row(HEADCOUNT % "85%", trained(107, 107), "no below-target", organisation=GROUP % 126),
        ),
        LOST: (
            lost("training", RATIO % ("", "at_least: 85%"), trained(17, 20), "unknown unreadable"),
            lost("training", RATIO % ("", "at_least: 85%"), trained(18, 20), "yes"),
            lost("training", RATIO % ("", "at_least: 85%"), trained(16, 19), "unknown unreadable"),
            lost("training", RATIO % ("", "at_least: 85%"), trained(15, 19), "no below-target"),
            lost("training", RATIO % ("", "at_least: 85%"), trained(20, 20), "unknown unreadable", 0),
            lost("training", RATIO % ("", "at_most: 85%"), trained(16, 19), "yes"),  # 85% at most
            lost("training", RATIO % ("", "at_most: 85%"), trained(17, 20), "unknown unreadable"),
        ),
    },
    "change": {
        DAY: (
            row(FELL, years(100, 95), "unknown no-baseline", as_of="2026-03-30"),
            row(FELL, years(100, 95), "yes", as_of="2026-03-31"),
            row(FELL, years(100, 95), "yes", as_of="2026-04-01"),
            row(FELL, metrics((100, *BEFORE), (95, "2025-04-02", "2026-03-31")), "unknown no-baseline"),
            row(FELL, metrics((100, *BEFORE), (95, "2025-04-01", "2026-03-30")), "unknown no-baseline"),
            row(FELL, metrics((100, "2024-04-01", "2025-04-01"), (95, *LAST)), "unknown no-baseline"),
        ),
        LEAP: (
            row(CHANGE % "each: half-year, at_most: -5%", halves("2023-08-31", "2024-02-29"), "unknown no-baseline", as_of="2024-02-28", organisation=MARCH),
            row(CHANGE % "each: half-year, at_most: -5%", halves("2023-08-31", "2024-02-29"), "yes", as_of="2024-02-29", organisation=MARCH),
            row(CHANGE % "each: half-year, at_most: -5%", halves("2023-08-31", "2024-02-28"), "unknown no-baseline", as_of="2024-02-29", organisation=MARCH),
            row(CHANGE % "each: half-year, at_most: -5%", halves("2023-08-31", "2024-02"), "yes", as_of="2024-02-29", organisation=MARCH),
        ),
        IMPRECISE: (
            row(FELL, metrics((100, "2024-04", "2025-03"), (95, "2025-04", "2026-03")), "yes"),
            row(FELL, metrics((100, "2024-04", "2025-03"), (95, "2025-04", "2026-02")), "unknown no-baseline"),
            row(FELL, metrics((100, "2024", "2024"), (95, "2025", "2025")), "unknown no-baseline"),
            row(FELL, metrics((100, "2024", "2024"), (95, "2025", "2025")), "yes", organisation='year_start: "01-01"'),
            row(COUNTED, BOTH_YEARS + incidents(*TEN, "2025-03", "2025-06"), "yes"),
            row(COUNTED, BOTH_YEARS + incidents(*TEN, "2025"), "unknown ambiguous-date"),
        ),
        YEAR: (
            row(COUNTED, BOTH_YEARS + incidents("2025-03-31"), "yes"),  # 1 to 0
            row(COUNTED, BOTH_YEARS + incidents("2025-03-31", "2025-04-01"), "no above-target"),
            row(COUNTED, BOTH_YEARS + incidents("2025-03-31", "2026-03-31"), "no above-target"),
            row(COUNTED, BOTH_YEARS + incidents("2025-03-31", "2026-04-01"), "yes"),
            row(COUNTED, BOTH_YEARS + incidents("2024-03-31"), "unknown no-baseline"),
            row(COUNTED, BOTH_YEARS + incidents("2024-04-01"), "yes"),
        ),
        NUMBER: (
            row(FELL, "", "unknown no-baseline"),
            row(FELL, metrics((95, *LAST)), "unknown no-baseline"),
            row(FELL, metrics((100, *BEFORE)), "unknown no-baseline"),
            row(FELL, years(100, 95) + years(100, 95), "yes"),
            row(FELL, years(100, 95) + years(100, 94), "unknown conflicting"),
            row(CHANGE % "compared: true", years(100, 200), "yes"),
            row(CHANGE % "compared: true", metrics((95, *LAST)), "unknown no-baseline"),
            row(COUNTED, incidents("2024-05-01"), "unknown no-baseline"),
            row(COUNTED, BOTH_YEARS, "unknown no-baseline"),
        ),
        TARGET: (
            row(FELL, years(100, 95), "yes"),
            row(FELL, years(100, "95.01"), "no above-target"),
            row(FELL, years(100, "94.99"), "yes"),
            row(FELL, years(20, 19), "yes"),
            row(FELL, years(21, 20), "no above-target"),  # -4.76%
            row(FELL, years(0, 0), "unknown no-baseline"),
            row(FELL, years(0, 5), "unknown no-baseline"),
            row(FELL, years(5, 0), "yes"),
            row(CHANGE % "at_least: -5%", years(100, 95), "yes"),
            row(CHANGE % "at_least: -5%", years(100, "94.99"), "no below-target"),
            row(CHANGE % "at_most: 0%", years(100, 100), "yes"),
            row(CHANGE % "at_most: 0%", years(100, "100.01"), "no above-target"),
            row(CHANGE % "at_least: 5%", years(100, 105), "yes"),
            row(CHANGE % "at_least: 5%", years(100, "104.99"), "no below-target"),
        ),
        LOST: (
            lost("metric", FELL, years(100, 95), "unknown unreadable"),
            lost("metric", FELL, years(100, 200), "unknown unreadable"),
            lost("metric", FELL, "", "unknown unreadable"),
            lost("incident", FELL, years(100, 95), "yes"),
            lost("incident", COUNTED, BOTH_YEARS + incidents("2025-03-31"), "unknown unreadable"),
            lost("register", COUNTED, incidents("2025-03-31"), "unknown unreadable"),
        ),
    },
}  # fmt: skip
