"""What would point to a person in a file of worked evidence: a titled name, a long number, an address, a telephone.

Takes a file of any form that evidence has, gives what it finds in its text. It knows no list of real names.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
from docx import Document
from openpyxl import load_workbook

NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sister|PC|Sgt)\.? [A-Z][a-z]+")
LONG_NUMBER = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
TELEPHONE = re.compile(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b")


def identifying(file: Path) -> list[str]:
    """Every passage that looks like somebody's name, number, address or telephone."""
    text = words_of(file)
    return [found for pattern in (NAME, LONG_NUMBER, MAIL, POSTCODE, TELEPHONE) for found in pattern.findall(text)]


def words_of(file: Path) -> str:
    """The text of a file, whatever it is."""
    if file.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(file, strict=True).pages)
    if file.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    if file.suffix == ".xlsx":
        return "\n".join(str(cell) for row in load_workbook(file).worksheets[0].values for cell in row)
    return file.read_text("utf-8")
