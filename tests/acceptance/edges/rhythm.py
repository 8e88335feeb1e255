"""The edges of `recurs` and `each_period`."""

from __future__ import annotations

from tests.acceptance.edges.rows import DAY, IMPRECISE, LEAP, LOST, NUMBER, TARGET, YEAR, Table, lost, minutes, row

RECURS = "recurs: {kind: minute, every: %s}"
EACH = "each_period: {kind: minute, each: %s}"
JANUARY = 'year_start: "01-01"'
FOUR = ("2025-10-05", "2026-01-05", "2026-04-05", "2026-07-05")


def spelled(*periods: tuple[str, str]) -> str:
    """Reports that name the period they are of, all written in time."""
    return "".join(
        f"- {{kind: report, report_type: annual, reported_on: 2026-09-01, period: {{start: {start}, end: {end}}}}}\n"
        for start, end in periods
    )


REPORTS = "each_period: {kind: report, each: %s, last: 1}"

RHYTHM: Table = {
    "recurs": {
        DAY: (
            row(RECURS % "P6M", minutes("2026-03-29"), "no gap-too-long"),
            row(RECURS % "P6M", minutes("2026-03-30"), "yes"),
            row(RECURS % "P6M", minutes("2026-04-01"), "yes"),
            row(RECURS % "P6M", minutes("2026-04-02"), "no gap-too-long"),
            row(RECURS % "P12M, window: P24M", minutes("2024-10-01", "2025-09-30", "2026-09-30"), "yes"),
            row(RECURS % "P6M", minutes("2026-04-01", "2026-10-01"), "yes"),
            row(RECURS % "P3M", minutes("2026-01-01", "2026-04-01", "2026-06-30", "2026-10-01"), "yes"),
            row(RECURS % "P3M", minutes("2026-01-01", "2026-04-01", "2026-06-29", "2026-10-01"), "no gap-too-long"),
        ),
        LEAP: (
            row(RECURS % "P12M, window: P24M", minutes("2024-02-29"), "yes", as_of="2025-02-28"),
            row(RECURS % "P12M, window: P24M", minutes("2024-02-29"), "no gap-too-long", as_of="2025-03-01"),
            row(RECURS % "P1M, window: P2M", minutes("2024-01-31"), "yes", as_of="2024-02-29"),
            row(RECURS % "P1M, window: P2M", minutes("2024-01-28"), "no gap-too-long", as_of="2024-02-29"),
            row(RECURS % "P1M, window: P2M", minutes("2024-01-29"), "yes", as_of="2024-02-29"),
        ),
        IMPRECISE: (
            row(RECURS % "P6M", minutes("2026-03"), "unknown ambiguous-date"),
            row(RECURS % "P7M", minutes("2026-03"), "yes"),
            row(RECURS % "P6M", minutes("2026-05"), "no gap-too-long"),
            row(RECURS % "P12M", minutes("2026"), "unknown ambiguous-date"),
            row(RECURS % "P12M, window: P24M", minutes("2025"), "unknown ambiguous-date"),
        ),
        YEAR: (
            row(RECURS % "P6M, window: previous-financial-year", minutes("2025-09-30"), "no gap-too-long"),
            row(RECURS % "P6M, window: previous-financial-year", minutes("2025-10-01"), "yes"),
            row(RECURS % "P6M, window: previous-financial-year", minutes("2025-10-02"), "no gap-too-long"),
            row(RECURS % "P6M, window: financial-year", minutes("2026-04-01"), "yes"),
            row(RECURS % "P6M, window: financial-year", minutes("2026-03-31"), "no gap-too-long"),
        ),
        NUMBER: (
            row(RECURS % "P12M", "", "no gap-too-long"),
            row(RECURS % "P12M", minutes("2026-05-01"), "yes"),
            row(RECURS % "P3M", minutes("2026-05-01"), "no gap-too-long"),
            row(RECURS % "P3M", minutes(*FOUR), "yes"),
            row(RECURS % "P3M", minutes(*FOUR, *FOUR), "yes"),
            row(RECURS % "P12M", "", "no gap-too-long", organisation="formed: 2026-09-30"),
            row(RECURS % "P12M", "", "unknown not-yet-due", organisation="formed: 2026-10-01"),
        ),
        TARGET: (
            row(RECURS % "P6M, tolerance: P0D", minutes("2026-04-02"), "no gap-too-long"),
            row(RECURS % "P6M, tolerance: P1D", minutes("2026-04-02"), "yes"),
            row(RECURS % "P6M, tolerance: P1D", minutes("2026-04-03"), "no gap-too-long"),
        ),
        LOST: (
            lost("minute", RECURS % "P6M", minutes("2026-04-02"), "unknown unreadable"),
            lost("minute", RECURS % "P2M", minutes("2026-04-02"), "no gap-too-long"),
            lost("minute", RECURS % "P2M", minutes("2026-04-02"), "unknown unreadable", 0),
            lost("minute", RECURS % "P6M", minutes("2026-04-01"), "yes", 0),
        ),
    },
    "each_period": {
        DAY: (
            row(EACH % "half-year, last: 1", minutes("2026-03-31"), "no gap-too-long"),
            row(EACH % "half-year, last: 1", minutes("2026-04-01"), "yes"),
            row(EACH % "half-year, last: 1", minutes("2026-09-30"), "yes"),
            row(EACH % "half-year, last: 1", minutes("2026-10-01"), "no gap-too-long", as_of="2026-10-01", period="2026-04-01..2026-09-30"),
            row(EACH % "half-year, last: 1", minutes("2026-03-31"), "yes", as_of="2026-09-29"),
            row(EACH % "half-year, last: 1, lag: P1D", minutes("2026-03-31"), "yes"),
            row(EACH % "half-year, last: 1, lag: P1D", minutes("2026-03-31"), "no gap-too-long", as_of="2026-10-01", period="2026-04-01..2026-09-30"),
        ),
        LEAP: (
            row(EACH % "month, last: 1", minutes("2024-02-29"), "yes", as_of="2024-02-29"),
            row(EACH % "month, last: 1", minutes("2024-01-31"), "no gap-too-long", as_of="2024-02-29"),
            row(EACH % "month, last: 1", minutes("2024-03-01"), "no gap-too-long", as_of="2024-03-01"),
            row(EACH % "month, last: 1", minutes("2024-01-31"), "yes", as_of="2024-02-28"),
            row(EACH % "month, last: 1", minutes("2023-02-28"), "yes", as_of="2023-02-28"),
            row(EACH % "month, last: 1, lag: P1M", minutes("2024-01-31"), "yes", as_of="2024-02-29"),
            row(EACH % "month, last: 1, lag: P1M", minutes("2024-01-31"), "no gap-too-long", as_of="2024-02-28"),
        ),
        IMPRECISE: (
            row(EACH % "half-year, last: 1", minutes("2026-04"), "yes"),
            row(EACH % "half-year, last: 1", minutes("2026-03"), "no gap-too-long"),
            row(EACH % "half-year, last: 1", minutes("2026"), "unknown ambiguous-date"),
            row(EACH % "half-year, last: 1", minutes("2025"), "no gap-too-long"),
            row(EACH % "financial-year, last: 1", minutes("2025"), "yes", organisation=JANUARY),
            row(REPORTS % "half-year", spelled(("2026-04", "2026-09")), "no gap-too-long", as_of="2026-09-29"),
            row(REPORTS % "half-year", spelled(("2026-04", "2026-09")), "yes"),
            row(REPORTS % "half-year", spelled(("2026-04", "2026-08")), "no gap-too-long"),
            row(REPORTS % "financial-year", spelled(("2025", "2025")), "yes", organisation=JANUARY),
        ),
        YEAR: (
            row(EACH % "financial-year", minutes("2025-03-31"), "no gap-too-long"),
            row(EACH % "financial-year", minutes("2025-04-01"), "yes"),
            row(EACH % "financial-year", minutes("2026-03-31"), "yes"),
            row(EACH % "financial-year", minutes("2026-04-01"), "no gap-too-long"),
            row(EACH % "financial-year", minutes("2024-04-01"), "yes", as_of="2026-03-30"),
            row(EACH % "financial-year", minutes("2024-04-01"), "no gap-too-long", as_of="2026-03-31"),
            row(EACH % "financial-year", minutes("2024-12-31"), "no gap-too-long", organisation=JANUARY),
            row(EACH % "financial-year", minutes("2025-12-31"), "yes", organisation=JANUARY),
            row(EACH % "quarter, last: 1", minutes("2026-06-30"), "no gap-too-long"),
            row(EACH % "quarter, last: 1", minutes("2026-07-01"), "yes"),
            row(EACH % "quarter, last: 1", minutes("2026-06-30"), "yes", as_of="2026-09-29"),
            row(EACH % "half-year, last: 1", minutes("2026-04-01"), "unknown not-yet-due", organisation="formed: 2026-04-02"),
            row(EACH % "half-year, last: 1", minutes("2026-04-01"), "yes", organisation="formed: 2026-04-01"),
        ),
        NUMBER: (
            row(EACH % "half-year", "", "no gap-too-long"),
            row(EACH % "half-year", minutes("2026-05-01"), "no gap-too-long"),
            row(EACH % "half-year", minutes("2025-11-01", "2026-05-01"), "yes"),
            row(EACH % "half-year", minutes("2026-05-01", "2026-05-02"), "no gap-too-long"),
            row(EACH % "quarter", minutes(*FOUR), "yes"),
            row(EACH % "quarter", minutes(*FOUR[1:]), "no gap-too-long"),
            row(EACH % "quarter", "", "unknown not-yet-due", organisation="formed: 2026-09-01"),
        ),
        TARGET: (
            row(EACH % "quarter, last: 3", minutes(*FOUR[1:]), "yes"),
            row(EACH % "quarter, last: 4", minutes(*FOUR[1:]), "no gap-too-long"),
        ),
        LOST: (
            lost("minute", EACH % "half-year", minutes("2026-05-01"), "unknown unreadable"),
            lost("minute", EACH % "half-year", "", "no gap-too-long"),
            lost("minute", EACH % "half-year", "", "unknown unreadable", 2),
            lost("minute", EACH % "half-year", "", "unknown unreadable", 0),
            lost("minute", EACH % "half-year, last: 1", minutes("2026-05-01"), "yes", 0),
        ),
    },
}  # fmt: skip
