"""The sheets that people fill in: actions, judgements, and the register of evidence.

Takes an Assessment, gives sheets. Which columns come back is decided here and nowhere else.
"""

from __future__ import annotations

from vprs.actions import recorded_actions
from vprs.closing import ACTION
from vprs.dates import Span
from vprs.evidence.batch import is_private
from vprs.evidence.files import MARKDOWN, YAML
from vprs.holdings import ABOUT_PEOPLE, date_of
from vprs.kinds import read_kinds
from vprs.model import Assessment, Record
from vprs.phrases import outcome_word, upper_first
from vprs.workbook.sheets import Cell, Column, Row, Sheet
from vprs.workbook.subjects import Subject, latest_judgements, subjects
from vprs.workbook.texts import cell_text, field_text, seen

ACTIONS, JUDGEMENTS, REGISTER = "Actions", "Judgements", "Evidence register"
ID = "ID"
SPARE = 100  # empty rows made ready for new actions
RULES = (
    "Fill in the columns marked 'fill in'; nothing else comes back. Rows and columns may be moved and hidden.",
    "An emptied cell changes nothing: write a single - to take a value out. A deleted row deletes no record.",
    "Dates: 31/10/2027 or 2027-10-31, a month 2027-10. Several values in one cell: part them with semicolons.",
)

ACTION_COLUMNS = (
    Column(heading=ID, width=26),
    Column(heading="Requirement", field="requirement", new=True, width=26, words="requirements"),
    Column(heading="What it asks", width=34),
    Column(heading="Raised on", field="raised_on", new=True, width=12),
    Column(heading="What", field="what", width=40),
    Column(heading="How", field="how", width=34),
    Column(heading="Lead", field="lead", width=18, words="roles"),
    Column(heading="Due", field="due", width=12),
    Column(heading="Status", field="status", width=12, words="statuses"),
    Column(heading="Closed on", field="closed_on", width=12),
    Column(heading="Progress", field="progress", width=40),
    Column(heading="Links", field="links", width=24),
    Column(heading="Measure", field="measure", width=34),
    Column(heading="Where it stands", width=14),
    Column(heading="Written in", width=24),
)
JUDGEMENT_COLUMNS = (
    Column(heading=ID, width=24),
    Column(heading="Judgement of", field="subject", new=True, width=30, words="subjects"),
    Column(heading="What is judged", width=40),
    Column(heading="Found by the rules", width=16),
    Column(heading="Asked of", width=20),
    Column(heading="Judgement", field="judgement", width=15, words="judgements"),
    Column(heading="By", field="by", width=18, words="roles"),
    Column(heading="On", field="made_on", width=12),
    Column(heading="Reason", field="reason", width=44),
    Column(heading="Basis", field="basis", width=24),
    Column(heading="Valid until", field="valid_until", width=12),
    Column(heading="Written in", width=24),
)
REGISTER_COLUMNS = (
    Column(heading=ID, width=30),
    Column(heading="Kind", width=14),
    Column(heading="Sort", width=16),
    Column(heading="Title", field="title", width=40),
    Column(heading="Dated", width=12),
    Column(heading="Owner", field="owner", width=18, words="roles"),
    Column(heading="Review date", field="review_date", width=12),
    Column(heading="Notes", field="notes", width=40),
    Column(heading="File", width=34),
    Column(heading="Shown by", width=18),
    Column(heading="Changes", width=26),
    Column(heading="Written in", width=26),
)
HELD, STATED = "a file in the folder", "nothing but the entry"
HERE = "can be made here"


def changeable(record: Record) -> bool:
    """Whether its record stands in YAML or in the front matter of Markdown, which are changed from here."""
    return not record.row and record.file.casefold().endswith((*YAML, *MARKDOWN))


def _changes(record: Record) -> str:
    return HERE if changeable(record) else f"make them in {record.file}, row {record.line}"


def actions_sheet(assessment: Assessment) -> Sheet:
    """Every action of the folder, open ones first, and empty rows for new ones."""
    titles = {finding.requirement.path: finding.requirement.title for finding in assessment.findings}
    standing = {each.record.id: upper_first(each.state) for each in recorded_actions(assessment)}
    places = {ident: place for place, ident in enumerate(standing)}
    actions = [record for record in assessment.workspace.records if record.kind == ACTION]
    actions.sort(key=lambda record: (places.get(record.id, len(places)), record.id))
    rows = tuple(
        _row(
            record,
            ACTION_COLUMNS,
            {
                "What it asks": titles.get(field_text(record, "requirement"), ""),
                "Where it stands": standing.get(record.id, "Not yet raised"),
            },
        )
        for record in actions
    )
    new = (
        "A new action: fill in an empty row below the last one and leave its ID empty. Its requirement is one of the "
        "list; what, lead and due say who does what by when. An action counts as closed only where its links name "
        "evidence made since it was raised."
    )
    return Sheet(title=ACTIONS, notes=(*RULES, new), columns=ACTION_COLUMNS, rows=rows, spare=SPARE)


def _row(record: Record, columns: tuple[Column, ...], others: dict[str, str]) -> Row:
    known: dict[str, str] = {ID: seen(record.id), "Written in": record.place, **others}
    cells = (known.get(column.heading, field_text(record, column.field)) for column in columns)
    return Row(key=seen(record.id), cells=tuple(map(seen, cells)), fixed=not changeable(record))


def judgements_sheet(assessment: Assessment) -> Sheet:
    """A row for each requirement and each statement that a check asks for, with the latest judgement of it."""
    latest = latest_judgements(assessment.workspace.records)
    rows = tuple(_judgement(assessment, each, latest.get(each.name)) for each in subjects(assessment))
    words = (
        "A judgement is a role's own, on a day and with a reason. It stands beside what the rules found and never "
        "replaces it. Another day under 'On' makes a new judgement and keeps the old one; the same day corrects it. "
        "Basis: the IDs of what it rests on, from the evidence register. Write roles, never the names of people."
    )
    return Sheet(title=JUDGEMENTS, notes=(*RULES, words), columns=JUDGEMENT_COLUMNS, rows=rows)


def _judgement(assessment: Assessment, subject: Subject, record: Record | None) -> Row:
    finding = subject.finding
    shown = {
        ID: record.id if record else "",
        "Judgement of": subject.name,
        "What is judged": subject.says,
        "Found by the rules": outcome_word(assessment, finding.requirement.pack, finding.outcome),
        "Asked of": cell_text(subject.by),
        "Written in": record.place if record else "",
    }
    cells: list[Cell] = [
        seen(shown[column.heading] if column.heading in shown else field_text(record, column.field) if record else "")
        for column in JUDGEMENT_COLUMNS
    ]
    tones = {3: finding.outcome}
    return Row(key=seen(record.id) if record else subject.name, cells=tuple(cells), tones=tones)


def register_sheet(assessment: Assessment) -> Sheet:
    """Every record of evidence but those about people, whose rows stay in their registers, and actions."""
    records = [record for record in assessment.workspace.records if record.kind not in (ACTION, *ABOUT_PEOPLE)]
    listed = [record for record in records if not is_private(record)]
    left = sum(record.kind != ACTION for record in assessment.workspace.records) - len(listed)
    rows = tuple(_registered(record) for record in sorted(listed, key=lambda each: (each.kind, each.file, each.line)))
    words = (
        "Title, owner, review date and notes of a record come back where the column 'Changes' says so; elsewhere make "
        f"the change in the file and row that it names. Rows of registers and entries about people are not listed: "
        f"{left:,}."
    )
    return Sheet(title=REGISTER, notes=(*RULES, words), columns=REGISTER_COLUMNS, rows=rows)


def _registered(record: Record) -> Row:
    spec = read_kinds()[record.kind]
    dated = date_of(record, spec.dated_by)
    others = {
        "Kind": record.kind,
        "Sort": field_text(record, spec.type_field) if spec.type_field else "",
        "Title": field_text(record, "title"),
        "Dated": str(dated) if isinstance(dated, Span) else "",
        "File": record.rests_on or "",
        "Shown by": HELD if record.held else STATED,
        "Changes": _changes(record),
    }
    return _row(record, REGISTER_COLUMNS, others)
