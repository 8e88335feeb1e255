"""Makes the Word and PDF files of the worked example, which cannot be written by hand.

Takes a folder and the words beside this file, writes a Word policy, a PDF memorandum and a PDF audit report, each with
fixed dates inside so that anybody can make them again, and the register of evidence from the rows of a CSV file:
`python -m tests.northmoor.make_documents FOLDER`.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.northmoor.archives import stilled

WORDS = Path(__file__).with_name("words")
APPROVED = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)
FILLED_IN = datetime(2026, 9, 29, 16, 0, tzinfo=UTC)
BRITISH = re.compile(r"\d\d/\d\d/\d{4}")
WIDTH = 88  # characters to a line of the PDF
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)  # fmt: skip


def make(folder: Path) -> None:
    """Writes evidence-register.xlsx into `folder`, and into its `documents` a Word file and two PDF files."""
    (folder / "evidence-register.xlsx").write_bytes(register())
    folder = folder / "documents"
    (folder / "security-policy.docx").write_bytes(word(paragraphs("security-policy")))
    for name in ("police-memorandum", "internal-audit-2026"):
        (folder / f"{name}.pdf").write_bytes(pdf(paragraphs(name)))


def register() -> bytes:
    """The workbook that people fill in by hand: dates are date cells, everything else is text."""
    book = Workbook()
    book.properties.created = book.properties.modified = FILLED_IN.replace(tzinfo=None)  # as openpyxl writes it
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Evidence register"
    with (WORDS / "evidence-register.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows):
            sheet.append([dated(cell) for cell in row])
    for column in sheet.iter_cols(min_row=2):
        for cell in column:
            cell.number_format = "dd/mm/yyyy" if isinstance(cell.value, date) else "General"
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return stilled(out.getvalue(), FILLED_IN)


def dated(cell: str) -> str | date | None:
    if BRITISH.fullmatch(cell):
        day, month, year = (int(part) for part in cell.split("/"))
        return date(year, month, day)
    return cell or None


def paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line; blank lines part them."""
    text = (WORDS / f"{name}.txt").read_text("utf-8")
    return tuple(" ".join(block.split()) for block in text.split("\n\n"))


def word(texts: Sequence[str]) -> bytes:
    """A Word document; `# ` marks its title, `## ` a heading."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title = "Estates and Facilities", texts[0].lstrip("# ")
    properties.created = properties.modified = APPROVED
    for text in texts:
        if text.startswith("#"):
            document.add_heading(text.lstrip("# "), level=text.count("#") - 1)
        else:
            document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return stilled(out.getvalue(), APPROVED)


def pdf(texts: Sequence[str]) -> bytes:
    """A one-page PDF of plain text in a standard typeface; the first paragraph is its title."""
    lines = [line for text in texts for line in (*textwrap.wrap(text, WIDTH), "")]
    body = "\n".join(f"({escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 60 790 Td\n{body}\nET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({escaped(texts[0])}) >>".encode("ascii"),
    )
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """The file of these numbered objects: the first is the catalogue, the last the information about it."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), len(objects) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode("ascii")
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
    return bytes(out)


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
