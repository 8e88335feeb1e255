"""A new `evidence-register.xlsx` to fill in: headings, lists of the words that cells can have, and guidance.

Takes the kinds of evidence and perhaps a list of what to collect, gives the same bytes every time. Cells are text, so that a spreadsheet
neither turns `2027-10` into a day nor a British date into an American one. No evidence is in it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vprs.evidence.to_collect import list_what_to_collect
from vprs.kinds import FieldSpec, KindSpec, read_kinds

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Evidence register"
ROWS = 2_000  # rows for which a cell offers its words
FIXED = (1980, 1, 1, 0, 0, 0)

# Kinds that come as exports with a sidecar; their fields have no columns here, though rows may be of these kinds.
EXPORTED = frozenset({"incident", "training", "register"})
FIRST = ("kind", "file", "title")
LAST = ("owner", "sites", "topics", "links", "supersedes", "period.start", "period.end", "notes", "id")
# Besides what places and bounds a record of each kind: what most requirements ask of it.
ASKED = (
    "status version approved_by decisions received_by.body received_by.date received_by.minute assessor statement "
    "requirement basis reason executive accredited accreditation_expires lead due closed_on"
).split()
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_evidence_register(path: Path, to_collect: Sequence[Sequence[str]] = ()) -> None:
    """A new register of evidence at `path`."""
    path.write_bytes(render_evidence_register(to_collect))


def render_evidence_register(to_collect: Sequence[Sequence[str]] = ()) -> bytes:
    """The bytes of a new register of evidence.

    to_collect: a row for each item that the rules ask for, for a sheet that nobody reads as
    evidence.
    """
    from openpyxl import Workbook  # a heavy library, needed only here

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    columns = _columns()
    _head(sheet, columns)
    _offer_words(book, sheet, columns)
    _guide(book)
    if to_collect:
        list_what_to_collect(book, to_collect)
    book.properties.creator = "vprs"
    book.properties.title = SHEET
    book.properties.language = "en-GB"
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def _columns() -> tuple[str, ...]:
    own = [name for kind in _kinds() if kind.name not in EXPORTED for name in _bounds(kind)]
    return tuple(dict.fromkeys((*FIRST, *(name for name in own if name not in LAST), *ASKED, *LAST)))


def _bounds(kind: KindSpec) -> Iterator[str]:
    for name in (kind.type_field, *kind.required, kind.dated_by, kind.valid_from, kind.valid_to):
        if name is not None and not (name in kind.fields and kind.fields[name].fields):
            yield name


def _kinds() -> tuple[KindSpec, ...]:
    """Most used first, then by name."""
    first = ("document", "minute", "assessment", "report", "attestation", "appointment")
    kinds = read_kinds()
    return tuple(kinds[name] for name in (*first, *(name for name in kinds if name not in first)))


def _head(sheet: Worksheet, columns: tuple[str, ...]) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="005EB8")
        shape = sheet.column_dimensions[get_column_letter(number)]
        shape.width = 40 if name in ("file", "title", "notes") else max(14, len(name) + 4)
        shape.number_format = "@"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"


def _offer_words(book: Workbook, sheet: Worksheet, columns: tuple[str, ...]) -> None:
    """A list of words on every column whose words are closed; the lists stand on a hidden sheet."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists: Any = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    offered = [(place, name, words) for place, name in enumerate(columns, start=1) if (words := _words(name))]
    for number, (place, name, words) in enumerate(offered, start=1):
        for row, word in enumerate((name, *words), start=1):
            lists.cell(row=row, column=number, value=word)
        source = get_column_letter(number)
        rule = DataValidation(type="list", formula1=f"Lists!${source}$2:${source}${len(words) + 1}", allow_blank=True)
        rule.errorTitle, rule.error = name, "Choose one of the words in the list."
        rule.showErrorMessage = True
        sheet.add_data_validation(rule)
        own = get_column_letter(place)
        rule.add(f"{own}2:{own}{ROWS}")


def _words(column: str) -> tuple[str, ...]:
    """The words that a column can have, over all kinds that have the field; none where one of them is open."""
    if column == "kind":
        return tuple(kind.name for kind in _kinds())
    specs = [spec for kind in _kinds() if (spec := kind.field(tuple(column.split(".")))) is not None]
    if all(spec.reads == "flag" for spec in specs):
        return "yes", "no"
    closed = all(spec.reads == "choice" and not spec.many for spec in specs)
    return tuple(dict.fromkeys(word for spec in specs for word in spec.choices)) if closed else ()


def _guide(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet: Any = book.create_sheet("Guidance")
    for line in GUIDANCE:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Kind", "Column", "What to write", "Words it can have", "Must be there"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for kind in _kinds():
        for name, spec in _lines(kind.fields):
            needed = "yes" if name in kind.required else ""
            sheet.append([kind.name, name, spec.description, _worded(spec), needed])
    for column, width in zip("ABCDE", (14, 26, 80, 60, 14), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=len(GUIDANCE) + 2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


GUIDANCE = (
    "One row of the first sheet is one item of evidence: a document, a minute, a report, an appointment ...",
    "Write its kind, the file it is in (a path inside this folder, such as documents/strategy.docx) and what is known.",
    "Leave a cell blank where a column does not fit the kind, or where the answer is not known. Do not guess.",
    "Dates: 31/10/2027 or 2027-10-31; a month is 2027-10. Several values in one cell: part them with semicolons.",
    "Roles, bodies and sites are those of organisation.yaml. Write roles and codes, never the names of people.",
    "A column that is not there yet can be added: head it with the name of a field from the list below.",
)


def _lines(fields: Mapping[str, FieldSpec]) -> Iterator[tuple[str, FieldSpec]]:
    for name, spec in fields.items():
        if not spec.fields:
            yield name, spec
        for inner, part in spec.fields.items():
            yield f"{name}.{inner}", part


def _worded(spec: FieldSpec) -> str:
    return "yes, no" if spec.reads == "flag" else ", ".join(spec.choices)


def without_clock(content: bytes) -> bytes:
    """The same workbook with every time of writing fixed, so that the same words give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # else the byte differs between Windows and the rest
            new.writestr(member, _STAMP.sub(rb"\g<1>2020-01-01T00:00:00Z", old.read(name)))
    return stream.getvalue()
