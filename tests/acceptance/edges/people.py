"""The edges of `held` and `attested`."""

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
    appointments,
    attestations,
    lost,
    row,
)

HELD = "held: {role: lsms%s}"
THROUGHOUT = "held: {role: lsms, throughout: period%s}"
ATTESTED = "attested: {statement: s, by: [lsms]%s}"
LAST_YEAR = "2025-04-01..2026-03-31"
A = "holder: A, start: %s"
GAP = ("holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: %s")

PEOPLE: Table = {
    "held": {
        DAY: (
            row(HELD % "", appointments(A % "2026-09-29"), "yes"),
            row(HELD % "", appointments(A % "2026-09-30"), "yes"),
            row(HELD % "", appointments(A % "2026-10-01"), "no vacant"),
            row(HELD % "", appointments("holder: A, start: 2020-01-01, end: 2026-09-29"), "no vacant"),
            row(HELD % "", appointments("holder: A, start: 2020-01-01, end: 2026-09-30"), "yes"),
            row(HELD % "", appointments("holder: A, start: 2020-01-01, end: 2026-10-01"), "yes"),
        ),
        LEAP: (
            row(HELD % "", appointments("holder: A, start: 2024-02-29, end: 2024-02-29"), "no vacant", as_of="2024-02-28"),
            row(HELD % "", appointments("holder: A, start: 2024-02-29, end: 2024-02-29"), "yes", as_of="2024-02-29"),
            row(HELD % "", appointments("holder: A, start: 2024-02-29, end: 2024-02-29"), "no vacant", as_of="2024-03-01"),
            row(THROUGHOUT % "", appointments("holder: A, start: 2020-01-01, end: 2024-02-28", "holder: B, start: 2024-03-01"), "no vacant", as_of="2024-03-31"),
            row(THROUGHOUT % "", appointments("holder: A, start: 2020-01-01, end: 2024-02-29", "holder: B, start: 2024-03-01"), "yes", as_of="2024-03-31"),
        ),
        IMPRECISE: (
            row(HELD % "", appointments(A % "2026-09"), "unknown ambiguous-date", as_of="2026-09-15"),
            row(HELD % "", appointments(A % "2026-09"), "yes"),
            row(HELD % "", appointments(A % "2026"), "unknown ambiguous-date"),
            row(HELD % "", appointments(A % "2025"), "yes"),
            row(HELD % "", appointments("holder: A, start: 2020, end: 2026-09"), "yes"),
            row(HELD % "", appointments("holder: A, start: 2020, end: 2026-08"), "no vacant"),
            row(HELD % "", appointments("holder: A, start: 2020, end: 2026"), "yes"),
            row(HELD % "", appointments("holder: A, start: 2020, end: 2025"), "no vacant"),
            row(THROUGHOUT % "", appointments(A % "2026-03"), "yes"),
            row(THROUGHOUT % "", appointments(A % "2026-04"), "unknown ambiguous-date"),
            row(THROUGHOUT % "", appointments(A % "2026-05"), "no vacant"),
        ),
        YEAR: (
            row(THROUGHOUT % "", appointments(A % "2025-04-01"), "yes", period=LAST_YEAR),
            row(THROUGHOUT % "", appointments(A % "2025-04-02"), "no vacant", period=LAST_YEAR),
            row(THROUGHOUT % "", appointments("holder: A, start: 2020-01-01, end: 2026-03-31"), "yes", period=LAST_YEAR),
            row(THROUGHOUT % "", appointments("holder: A, start: 2020-01-01, end: 2026-03-30"), "no vacant", period=LAST_YEAR),
        ),
        NUMBER: (
            row(HELD % "", "", "no vacant"),
            row(HELD % "", appointments(A % "2020-01-01"), "yes"),
            row(HELD % ", at_least: 2", appointments(A % "2020-01-01"), "no vacant"),
            row(HELD % ", at_least: 2", appointments(A % "2020-01-01", A % "2021-01-01"), "no vacant"),
            row(HELD % ", at_least: 2", appointments(A % "2020-01-01", "holder: B, start: 2021-01-01"), "yes"),
            row(THROUGHOUT % "", "", "no vacant"),
            row(THROUGHOUT % ", at_least: 2", appointments(A % "2020-01-01", "holder: B, start: 2026-04-01"), "yes"),
            row(THROUGHOUT % ", at_least: 2", appointments(A % "2020-01-01", "holder: B, start: 2026-04-02"), "no vacant"),
        ),
        TARGET: (
            row(THROUGHOUT % ", max_vacancy: P0D", appointments(GAP[0], GAP[1] % "2026-07-01"), "yes"),
            row(THROUGHOUT % ", max_vacancy: P0D", appointments(GAP[0], GAP[1] % "2026-07-02"), "no vacant"),
            row(THROUGHOUT % ", max_vacancy: P31D", appointments(GAP[0], GAP[1] % "2026-08-01"), "yes"),
            row(THROUGHOUT % ", max_vacancy: P31D", appointments(GAP[0], GAP[1] % "2026-08-02"), "no vacant"),
        ),
        LOST: (
            lost("appointment", HELD % "", "", "unknown unreadable"),
            lost("appointment", HELD % ", at_least: 2", "", "no vacant"),
            lost("appointment", HELD % ", at_least: 2", "", "unknown unreadable", 0),
            lost("appointment", HELD % "", appointments(A % "2020-01-01"), "yes", 0),
            lost("appointment", THROUGHOUT % "", appointments(A % "2026-04-02"), "unknown unreadable"),
            lost("appointment", THROUGHOUT % ", at_least: 2", "", "no vacant"),
            lost("appointment", THROUGHOUT % "", appointments(A % "2026-04-01"), "yes", 0),
        ),
    },
    "attested": {
        DAY: (
            row(ATTESTED % "", attestations("2026-03-29"), "no lapsed-attestation"),
            row(ATTESTED % "", attestations("2026-03-30"), "yes"),
            row(ATTESTED % "", attestations("2026-03-31"), "yes"),
            row(ATTESTED % "", attestations("2026-09-30"), "yes"),
            row(ATTESTED % "", attestations("2026-10-01"), "no missing"),
            row(ATTESTED % "", attestations("2026-09-01", more=", valid_until: 2026-09-29"), "no lapsed-attestation"),
            row(ATTESTED % "", attestations("2026-09-01", more=", valid_until: 2026-09-30"), "yes"),
            row(ATTESTED % "", attestations("2026-09-01", more=", valid_until: 2026-10-01"), "yes"),
        ),
        LEAP: (
            row(ATTESTED % ", valid_for: P12M", attestations("2024-02-29"), "yes", as_of="2025-02-28"),
            row(ATTESTED % ", valid_for: P12M", attestations("2024-02-29"), "no lapsed-attestation", as_of="2025-03-01"),
            row(ATTESTED % "", attestations("2023-08-28"), "no lapsed-attestation", as_of="2024-02-29"),
            row(ATTESTED % "", attestations("2023-08-29"), "yes", as_of="2024-02-29"),
            row(ATTESTED % "", attestations("2023-08-31"), "yes", as_of="2024-02-29"),
            row(ATTESTED % "", attestations("2023-08-31"), "no lapsed-attestation", as_of="2024-03-01"),
        ),
        IMPRECISE: (
            row(ATTESTED % "", attestations("2026-03"), "unknown ambiguous-date"),
            row(ATTESTED % "", attestations("2026-04"), "yes"),
            row(ATTESTED % "", attestations("2026-02"), "no lapsed-attestation"),
            row(ATTESTED % ", valid_for: P24M", attestations("2025"), "yes"),
            row(ATTESTED % "", attestations("2026"), "unknown ambiguous-date"),
            row(ATTESTED % "", attestations("2026-09-01", more=", valid_until: 2026-09"), "yes"),
            row(ATTESTED % "", attestations("2026-08-01", more=", valid_until: 2026-08"), "no lapsed-attestation"),
            row(ATTESTED % "", attestations("2026-08-01", more=", valid_until: 2026"), "yes"),
        ),
        YEAR: (
            row(ATTESTED % ", valid_for: P12M", attestations("2025-03-31"), "yes", as_of="2026-03-31"),
            row(ATTESTED % ", valid_for: P12M", attestations("2025-03-31"), "no lapsed-attestation", as_of="2026-04-01"),
            row(ATTESTED % ", valid_for: P12M", attestations("2025-04-01"), "yes", as_of="2026-04-01"),
        ),
        NUMBER: (
            row(ATTESTED % "", "", "no missing"),
            row(ATTESTED % "", attestations("2026-09-01"), "yes"),
            row(ATTESTED % "", attestations("2026-08-01", "2026-09-01"), "yes"),
            row(ATTESTED % "", attestations("2026-08-01") + attestations("2026-09-01", judgement="not-met").replace(": m,", ": mm,").replace(": n,", ": nn,"), "no judged-not-met"),
        ),
        TARGET: (
            row(ATTESTED % ", min_basis: 0", attestations("2026-09-01", basis=""), "yes"),
            row(ATTESTED % "", attestations("2026-09-01", basis=""), "no missing-field"),
            row(ATTESTED % ", min_basis: 2", attestations("2026-09-01", basis="m"), "no missing-field"),
            row(ATTESTED % ", min_basis: 2", attestations("2026-09-01", basis="m, m"), "no missing-field"),
            row(ATTESTED % ", min_basis: 2", attestations("2026-09-01", basis="m, n"), "yes"),
        ),
        LOST: (
            lost("attestation", ATTESTED % "", "", "unknown unreadable"),
            lost("attestation", ATTESTED % "", attestations("2026-09-01"), "unknown unreadable"),
            lost("minute", ATTESTED % "", attestations("2026-09-01"), "yes"),
            lost("minute", ATTESTED % "", attestations("2026-09-01", basis="x"), "unknown unreadable"),
            lost("attestation", ATTESTED % "", attestations("2026-09-01", judgement="not-met"), "unknown unreadable"),
        ),
    },
}  # fmt: skip
