"""Makes the Word and PDF files of the worked example, which cannot be written by hand.

Takes a folder, writes a Word policy, a PDF memorandum and a PDF audit report into it, each with fixed dates inside so that
anybody can make them again. The words are our own and the parties invented. It reads no clock.
"""

from __future__ import annotations

import io
import sys
import textwrap
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document

SECURITY_POLICY = (
    ("Security policy", ()),
    ("Purpose", (
        "This policy sets out how the trust protects people, property and buildings at its three hospitals. It is read "
        "with the violence and abuse prevention policy, which deals with harm to staff.",)),
    ("Duties", (
        "The Director of Estates and Facilities answers for buildings, doors, lighting, film and alarms.",
        "The Local Security Management Specialist advises on risk and looks into crime.",
        "Ward and department managers keep their areas locked, lit and tidy, and know who is in them.")),
    ("Access to buildings", (
        "Northmoor General closes all entrances except the emergency department at 21:00. Aldermere closes at 20:00. "
        "Ravensby is opened by reception after 18:00 for known callers only.",
        "Badges are worn where they can be seen. A lost badge is stopped the same day.")),
    ("Cameras", (
        "Film is kept for 30 days and looked at only for a recorded reason. Signs say that it is being made.",)),
    ("New buildings and alterations", (
        "The specialist is asked for a view before a scheme is approved, and again before it is handed over. The view is "
        "kept with the scheme's papers.",)),
    ("Monitoring", (
        "The Health and Safety Committee receives an account of thefts, damage and failed doors every six months.",)),
    ("Review", ("Every three years, and after any serious incident.",)),
)  # fmt: skip

MEMORANDUM = (
    "Memorandum of understanding",
    "between Northmoor Acute Hospitals NHS Trust (fictional) and the county police force",
    "Version 2.1, agreed on 3 March 2025. To be reviewed by 31 March 2027.",
    "",
    "1. What this is for",
    "Both parties want people who work in hospitals to be safe and those who assault them to answer for it. This paper "
    "says who does what when an assault on a member of staff is reported.",
    "",
    "2. What the trust will do",
    "Report suspected assaults the same day, with the wishes of the person assaulted. Save film within 24 hours and hand it "
    "over within three working days. Give a clinician's view on whether illness may explain what was done, without delaying "
    "the investigation. Keep the colleague informed and go with them to court.",
    "",
    "3. What the police will do",
    "Give each report a reference and a named post as contact. Not close a case only because the suspect is a patient. Tell "
    "the trust of the outcome and the reasons within ten working days of the decision.",
    "",
    "4. Together",
    "A meeting each quarter looks at open cases, at cases closed without action, and at places where incidents cluster. "
    "Disagreements go to the executive lead and the district superintendent.",
    "",
    "5. Information",
    "Shared under the information sharing agreement on risks to staff.",
)

AUDIT = (
    "Internal audit report 2026/27-04: violence prevention",
    "Final, 24 June 2026. Sites visited: Northmoor General, Aldermere, Ravensby.",
    "",
    "Scope",
    "Whether the work plan of the Violence Reduction Group is carried out, whether controls named in risk assessments are in "
    "place and working, and whether incident records can be relied upon.",
    "",
    "What we tested",
    "Twelve of the twenty-four items of the work plan; 36 controls from three risk assessments; 40 incidents from report to "
    "closure; training records of 60 staff.",
    "",
    "What we found",
    "Ten of twelve items were done as reported. Thirty-two of 36 controls worked on the day; the four that did not were two "
    "alarms at Ravensby, a door at Aldermere and a care plan without triggers. All 40 incidents had been seen by the "
    "specialist, 37 had a manager's review. Two of 60 training records could not be confirmed.",
    "",
    "Recommendations",
    "1. Medium: finish the Ravensby risk assessment, which has been in draft since February.",
    "2. Medium: check records of training against attendance sheets each quarter.",
    "3. Low: date the review of each care plan after an incident.",
    "",
    "All three were accepted by management and stand in the action log.",
)


def make(folder: Path) -> None:
    """Writes security-policy.docx, police-memorandum.pdf and internal-audit-2026.pdf into `folder`."""
    (folder / "security-policy.docx").write_bytes(word(SECURITY_POLICY))
    (folder / "police-memorandum.pdf").write_bytes(pdf(MEMORANDUM))
    (folder / "internal-audit-2026.pdf").write_bytes(pdf(AUDIT))


def word(chapters: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A Word document: a title, then headings with their paragraphs."""
    document = Document()
    document.core_properties.author = "Estates and Facilities"
    document.core_properties.title = chapters[0][0]
    document.core_properties.created = document.core_properties.modified = datetime(2025, 1, 15, 9, 0)
    for level, (heading, paragraphs) in enumerate(chapters):
        document.add_heading(heading, level=min(level, 1))
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return stilled(out.getvalue())


def stilled(archive: bytes) -> bytes:
    """The same archive with one date on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2025, 1, 15, 9, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(paragraphs: Sequence[str]) -> bytes:
    """A one-page PDF of plain text in a standard typeface; the first paragraph is the title."""
    lines = [line for text in paragraphs for line in (textwrap.wrap(text, 88) or [""])]
    body = "\n".join(f"({escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 15 TL 60 780 Td\n{body}\nET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({escaped(paragraphs[0])}) >>".encode("ascii"),
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode("ascii")
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
    return bytes(out)


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
