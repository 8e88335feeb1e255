"""Makes the registers of the worked example: the incident export, the sanctions log and the training workbook.

Takes a folder, writes three files into it from a fixed seed, so that anybody can make them again and compare. Every
row is invented. It reads no clock and no file; what the example's story rests on is set out at the top. Run it as
`python -m tests.northmoor.make_registers FOLDER`.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.northmoor.archives import stilled

SEED = 20_261_160
FIRST_DAY, LAST_DAY = date(2024, 4, 1), date(2026, 9, 30)
INCIDENTS = 1_180
TRAINING_DAY = date(2026, 9, 28)
DRAWN = datetime(2026, 9, 28, 17, 0, tzinfo=UTC)

# group, words of the incident export, staff who must hold conflict resolution, those who hold it in date
FRONTLINE = (
    ("Nursing and midwifery", 640, 531),
    ("Additional clinical services", 390, 311),
    ("Medical and dental", 210, 142),
    ("Allied health professionals", 140, 119),
    ("Reception and ward clerks", 90, 81),
    ("Portering and security", 60, 57),
)
DELAYS = (("0", 61), ("1", 24), ("2", 8), ("4", 5), ("9", 2))  # days from the incident to its report
POLICE_TOLD, REVIEWED = 0.82, 0.94
INJURY_NOT_ANSWERED = ("NMA-43208", "NMA-43220", "NMA-43292")  # the question about injury was left open

SITES = (("NGH", 62), ("ALD", 27), ("RAV", 11))
PLACES = {
    "NGH": (("ED - NGH", 34), ("AMU - NGH", 17), ("Ward 4 Older People - NGH", 15), ("Ward 9 Surgery - NGH", 8),
            ("Critical Care - NGH", 4), ("Outpatients - NGH", 5), ("Maternity - NGH", 3), ("Main Entrance - NGH", 6)),
    "ALD": (("UTC - ALD", 30), ("Frailty Unit - ALD", 36), ("Outpatients - ALD", 12), ("Car Parks - ALD", 6)),
    "RAV": (("Rehabilitation Ward - RAV", 62), ("Day Unit - RAV", 24)),
}  # fmt: skip
KINDS = (
    ("Abuse of staff by patient", "Physical assault", 45),
    ("Abuse of staff by patient", "Verbal abuse", 24),
    ("Abuse of staff by patient", "Threatening behaviour", 11),
    ("Abuse of staff by patient", "Racial or other hate abuse", 4),
    ("Abuse of staff by patient", "Sexual assault or harassment", 3),
    ("Abuse of staff by visitor", "Verbal abuse", 5),
    ("Abuse of staff by visitor", "Threatening behaviour", 2),
    ("Security", "Theft", 3),
    ("Security", "Criminal damage", 2),
    ("Security", "Trespass or nuisance", 1),
)
ACCOUNTS = {
    "Physical assault": (
        "Struck out while being helped back to bed. Confused and frightened.",
        "Pulled at a lanyard during personal care. Second member of staff stepped in.",
        "Grabbed a wrist during cannulation. Family present and apologetic.",
        "Kicked out during a transfer; in pain at the time. Care plan reviewed.",
        "Pushed past at the doors after being asked to wait. Security attended.",
    ),
    "Verbal abuse": (
        "Shouted and swore at the desk about the waiting time; calmed by the nurse in charge.",
        "Abusive over the telephone about a cancelled appointment, then again on arrival.",
    ),
    "Threatening behaviour": (
        "Threw a water jug towards the bay. Nobody hit.",
        "Squared up to staff and said they would wait outside. Escorted to the car at the end of the shift.",
    ),
    "Racial or other hate abuse": ("Refused care with abusive words about background. Told it would not be accepted.",),
    "Sexual assault or harassment": ("Unwanted touching during observations. Care now given in pairs.",),
    "Theft": ("Bicycle taken from the rack.", "Cash taken from a staff room locker."),
    "Criminal damage": ("Door panel broken.",),
    "Trespass or nuisance": ("Found sleeping in a stairwell and asked to leave.",),
}
HEADINGS = (
    "Ref", "Incident date", "Time", "Reported date", "Site", "Location", "Category", "Sub category",
    "Perpetrator type", "Staff group", "Injury", "Severity", "Medical factors", "Suspected crime",
    "LSMS informed", "Days absent", "RIDDOR", "Police informed", "Manager review", "Closed",
    "Support offered", "Investigation opened", "Description",
)  # fmt: skip
ABSENT = HEADINGS.index("Days absent")


def make(folder: Path) -> None:
    """Writes incidents.csv, sanctions.csv and training.xlsx into `folder`."""
    rows = tuple(incident_rows(random.Random(SEED)))
    (folder / "incidents.csv").write_bytes(export(rows))
    (folder / "sanctions.csv").write_bytes(sanctions(rows))
    (folder / "training.xlsx").write_bytes(workbook(training_rows(random.Random(SEED + 1))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the incident export: one member of staff affected by one incident."""

    ref: str
    day: date
    cells: tuple[str, ...]
    sub_category: str
    crime: bool


def british(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def pick(chance: random.Random, weighted: Sequence[tuple[str, int]]) -> str:
    return chance.choices([item for item, _ in weighted], [weight for _, weight in weighted])[0]


def on_or_before(day: date) -> str:
    """The day in British figures, or nothing where the export was drawn before it."""
    return british(day) if day <= LAST_DAY else ""


# -------------------------------------------------------------------------------------------------- incidents


def incident_days(chance: random.Random) -> list[date]:
    """The days of all incidents, in order: a few more each month, as reporting is encouraged."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    weights = [1000 + n // 4 + (120 if day.month in (12, 1, 7) else 0) for n, day in enumerate(days)]
    return sorted(chance.choices(days, weights, k=INCIDENTS))


def incident_rows(chance: random.Random) -> Iterable[Row]:
    for number, day in enumerate(incident_days(chance)):
        yield from one_incident(chance, f"NMA-{40_211 + number * 3}", day)


def one_incident(chance: random.Random, ref: str, day: date) -> Iterable[Row]:
    """The rows of one incident: the same facts on each, another member of staff on each, the worst hurt first."""
    site = pick(chance, SITES)
    category, sub, _ = chance.choices(KINDS, [weight for *_, weight in KINDS])[0]
    physical = sub in ("Physical assault", "Sexual assault or harassment")
    security = category == "Security"
    person = "Not known" if security else ("Patient" if category.endswith("patient") else "Visitor or relative")
    medical = clinical(chance, person)
    crime = security or (medical == "No" and (physical or chance.random() < 0.2))
    reported = min(day + timedelta(days=int(pick(chance, DELAYS))), LAST_DAY)
    clock = f"{chance.randrange(24):02}:{chance.choice((0, 5, 10, 20, 30, 40, 45, 50)):02}"
    place = pick(chance, PLACES[site])
    police = "Yes" if crime and chance.random() < POLICE_TOLD else "No"
    review = on_or_before(reported + timedelta(days=chance.randrange(1, 12))) if chance.random() < REVIEWED else ""
    closed = closing(ref, reported) if review else ""
    opened = on_or_before(reported + timedelta(days=chance.randrange(0, 9))) if crime else ""
    account = chance.choice(ACCOUNTS[sub])
    people = 1 if security else int(pick(chance, (("1", 76), ("2", 18), ("3", 6))))
    harms = sorted((harm(chance, physical, (LAST_DAY - day).days) for _ in range(people)), key=by_harm, reverse=True)
    unanswered = ref in INJURY_NOT_ANSWERED
    for harmed in harms:
        offered = on_or_before(reported + timedelta(days=chance.randrange(0, 5)))
        offered = "" if security or unanswered else offered
        injury, severity, absent, riddor = ("", "", "", "No") if unanswered else harmed
        cells = (ref, british(day), clock, british(reported), site, place, category, sub, person,
                 staff_group(chance, place), injury, severity, medical, "Yes" if crime else "No", "Yes", absent, riddor,
                 police, review, closed, offered, opened, account)  # fmt: skip
        yield Row(ref=ref, day=day, cells=cells, sub_category=sub, crime=crime)


def closing(ref: str, reported: date) -> str:
    """The day it was closed, 12 to 32 days after the report; drawn from the reference, so that nothing else moves."""
    return on_or_before(reported + timedelta(days=12 + int(ref[-5:]) % 21))


def by_harm(harmed: tuple[str, str, str, str]) -> tuple[bool, int]:
    injury, _, absent, _ = harmed
    return injury != "None", int(absent)


def clinical(chance: random.Random, person: str) -> str:
    if person != "Patient":
        return "No"
    return pick(chance, (("Yes", 61), ("No", 31), ("Not known", 8)))


def harm(chance: random.Random, physical: bool, since: int) -> tuple[str, str, str, str]:
    """Injury, severity, days absent (no more than have passed `since`), RIDDOR: over seven days is reportable."""
    if not physical:
        return "None", "No harm", "0", "No"
    injury = pick(chance, (("None", 55), ("Bruise or graze", 27), ("Bite or scratch", 11), ("Sprain or strain", 7)))
    if injury == "None":
        return injury, "No harm", "0", "No"
    absent = min(int(pick(chance, (("0", 80), ("2", 12), ("5", 5), ("11", 3)))), since)
    severity = "Moderate" if absent > 7 else "Low"
    return injury, severity, str(absent), "Yes" if absent > 7 else "No"


def staff_group(chance: random.Random, place: str) -> str:
    weights = (48, 27, 8, 5, 7, 5) if not place.startswith(("Main", "Car")) else (5, 5, 2, 2, 20, 66)
    return chance.choices([name for name, *_ in FRONTLINE], weights)[0]


def export(rows: Sequence[Row]) -> bytes:
    """The file as the incident system writes it: four lines of preamble, headings, rows, a total."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(("Incident listing: violence, abuse and security (all sites)",))
    sheet.writerow((f"Date range {british(FIRST_DAY)} to {british(LAST_DAY)}; one line for each person affected",))
    sheet.writerow((f"Run on {british(LAST_DAY)} at 23:45 by scheduled report VPR-07",))
    sheet.writerow(())
    sheet.writerow(HEADINGS)
    sheet.writerows(row.cells for row in rows)
    absent = sum(int(row.cells[ABSENT]) for row in rows if row.cells[ABSENT])
    sheet.writerow(["Total", *[""] * (ABSENT - 1), absent, *[""] * (len(HEADINGS) - ABSENT - 1)])
    return out.getvalue().encode("utf-8")


def sanctions(rows: Sequence[Row]) -> bytes:
    """Every fourth suspected crime against a person led to a sanction, most of them a letter."""
    chance = random.Random(SEED + 2)
    suspects = {row.ref: row for row in rows if row.crime and "Theft" not in row.cells and row.cells[6] != "Security"}
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(("Sanction ref", "Issued", "Incident ref", "Sanction", "Decided by", "Clinical view taken", "Ends"))
    for number, row in enumerate(list(suspects.values())[::4], start=1):
        issued = row.day + timedelta(days=chance.randrange(6, 30))
        if issued > LAST_DAY:
            continue
        what = pick(chance, (("Warning letter", 60), ("Behaviour agreement", 30), ("Exclusion", 10)))
        ends = issued + timedelta(days=365)
        sheet.writerow((f"SAN-{number:03}", british(issued), row.ref, what, "LSMS", "Yes", british(ends)))
    return out.getvalue().encode("utf-8")


# --------------------------------------------------------------------------------------------------- training


def training_rows(chance: random.Random) -> Iterable[tuple[str | date | None, ...]]:
    """One row for each person and course; the counts of FRONTLINE hold exactly for conflict resolution."""
    person = 1000
    yield "SM-01", "LSMS CPD", "Corporate and estates", "NGH", "Yes", date(2026, 5, 21), None, "External course"
    for group, members, in_date in FRONTLINE:
        for number in range(members):
            person += 1
            site = pick(chance, SITES)
            completed = crt_day(chance, number < in_date)
            yield f"P{person}", "Conflict Resolution", group, site, "Yes", completed, later(completed, 3), "Classroom"
            if number % 5 == 0 and group != "Medical and dental":
                done = TRAINING_DAY - timedelta(days=chance.randrange(20, 340))
                yield f"P{person}", "Lone Working", group, site, "Yes", done, later(done, 1), "E-learning"
            if group == "Portering and security":
                done = TRAINING_DAY - timedelta(days=chance.randrange(15, 330))
                yield f"P{person}", "Physical Intervention", group, site, "Yes", done, later(done, 1), "Classroom"
            elif number % 9 == 4:
                done = TRAINING_DAY - timedelta(days=chance.randrange(15, 700))
                yield f"P{person}", "Reviewing Incidents for Managers", group, site, "No", done, None, "Classroom"


def crt_day(chance: random.Random, in_date: bool) -> date | None:
    """A day less than three years before the workbook was drawn, or one longer ago, or none for a new starter."""
    if in_date:
        return TRAINING_DAY - timedelta(days=chance.randrange(10, 1_060))
    return None if chance.random() < 0.3 else TRAINING_DAY - timedelta(days=chance.randrange(1_110, 1_500))


def later(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def workbook(rows: Iterable[tuple[str | date | None, ...]]) -> bytes:
    """One sheet with two title rows; the archive's own dates are fixed so that two runs give the same bytes."""
    book = Workbook()
    book.properties.created = book.properties.modified = DRAWN.replace(tzinfo=None)  # as openpyxl writes it
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Matrix"
    sheet.append(("Training matrix: violence prevention subjects",))
    sheet.append((f"As at {british(TRAINING_DAY)}; everyone in post in a role that meets patients or the public",))
    sheet.append(("Person", "Course", "Staff group", "Site", "Required", "Completed", "Expires", "Mode"))
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row][5:7]:
            cell.number_format = "dd/mm/yyyy"
    for column, width in zip("ABCDEFGH", (10, 34, 30, 8, 10, 13, 13, 13), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"
    out = io.BytesIO()
    book.save(out)
    return stilled(out.getvalue(), DRAWN)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
