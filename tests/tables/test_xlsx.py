"""Sheets of workbooks as rows of text: what openpyxl writes, and what Excel writes and openpyxl does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.reading import workbook
from vprs.evidence.xlsx_rows import UNCALCULATED, read_xlsx
from vprs.problem import InvalidInput

FILE = "registers/a.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT = {
    "xl/workbook.xml": "sheet.main",
    "xl/worksheets/sheet1.xml": "worksheet",
    "xl/chartsheets/sheet1.xml": "chartsheet",
    "xl/sharedStrings.xml": "sharedStrings",
    "xl/styles.xml": "styles",
}


def rows(content: bytes, sheet: str | None = None) -> list[list[str]]:
    return [trimmed(row) for row in read_xlsx(FILE, content, sheet=sheet).rows()]


def trimmed(row: Sequence[str]) -> list[str]:
    """The row as far as its last filled cell."""
    return list(row[: max((place for place, cell in enumerate(row, start=1) if cell), default=0)])


def expected(value: object) -> str:
    """What a person who looks at the cell would type."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=8)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    texts.filter(lambda text: not text.startswith(("=", "#"))),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(lambda moment: moment.replace(microsecond=0)),
)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=5), st.booleans())
def test_what_openpyxl_writes_is_read_as_people_see_it(grid: Sequence[Sequence[object]], formula: bool) -> None:
    last = [["end"], ["=1+1"]] if formula else [["end"]]
    wanted = [trimmed([expected(value) for value in row]) for row in grid]
    assert rows(workbook({"A": [*grid, *last]})) == [*wanted, ["end"], *([[UNCALCULATED]] if formula else [])]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (1.5, "1.5"), (-2.0, "-2"), (1e-7, "0.0000001"), (1e15, "1000000000000000"), (time(9, 5), "09:05")],
)
def test_numbers_and_times_are_written_plainly(value: object, text: str) -> None:
    assert rows(workbook({"A": [[value]]})) == [[text]]


def test_a_length_of_time_is_a_number_and_no_day() -> None:
    assert rows(workbook({"A": [[timedelta(hours=36)]]})) == [["1.5"]]


def package(sheet: str, *, shared: str = "", styles: str = "", book: str = "", prefix: str = "") -> bytes:
    """A workbook of hand-written parts: `sheet` is what stands inside sheetData."""
    named = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    related = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "chartsheet", "chartsheets/sheet1.xml")]
    parts = {
        "_rels/.rels": _relations([("rId1", "officeDocument", "/xl/workbook.xml")]),
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"/>',
        "xl/chartsheets/_rels/sheet1.xml.rels": _relations([]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
        '<sheet name="Chart" sheetId="2" r:id="rId2"/><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<{prefix}worksheet {named}><{prefix}sheetData>{sheet}"
        f"</{prefix}sheetData></{prefix}worksheet>",
    }
    if shared:
        related.append(("rId3", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    if styles:
        related.append(("rId4", "styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = _relations(related)
    parts["[Content_Types].xml"] = _types(part for part in parts if part in CONTENT)
    return _zipped(parts)


def _types(parts: Iterable[str]) -> str:
    each = "".join(f'<Override PartName="/{part}" ContentType="{TYPE}.{CONTENT[part]}+xml"/>' for part in parts)
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{each}</Types>'


def _relations(entries: Sequence[tuple[str, str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{part}"/>' for name, kind, part in entries
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return stream.getvalue()


def test_shared_texts_are_read_with_their_runs_and_without_how_they_sound() -> None:
    shared = "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t xml:space='preserve'>ld </t></r>"
    shared += "<rPh sb='0' eb='1'><t>SOUND</t></rPh></si>"
    sheet = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    assert rows(package(sheet, shared=shared)) == [["bold ", "plain"]]


def test_rows_and_cells_without_places_follow_one_another() -> None:
    assert rows(package("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == [["1", "2"], ["3"]]


def test_gaps_are_blank() -> None:
    sheet = '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
    assert rows(package(sheet)) == [[], ["", "1", "", "2"]]


def test_a_prefix_on_every_name_changes_nothing() -> None:
    assert rows(package('<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>', prefix="x:")) == [["7"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<f>1+1</f><v>2</v>", "2"),
        ("<f>1+1</f>", UNCALCULATED),
        ("<f>1+1</f><v></v>", UNCALCULATED),
        ("<f>1+1</f><v/>", UNCALCULATED),
        ("<v>0.1000000000000000055</v>", "0.1"),
        ("<v>1E3</v>", "1000"),
    ],
)
def test_a_formula_shows_what_was_last_calculated(cell: str, text: str) -> None:
    assert rows(package(f'<row r="1"><c r="A1">{cell}</c></row>')) == [[text]]


@pytest.mark.parametrize(
    ("kind", "inside", "text"),
    [
        ("str", "<f>A1</f><v>done</v>", "done"),
        ("b", "<v>1</v>", "true"),
        ("b", "<v>0</v>", "false"),
        ("e", "<v>#REF!</v>", "#REF!"),
        ("d", "<v>2026-05-01T09:30:00Z</v>", "2026-05-01"),
        ("inlineStr", "<is><r><t>a</t></r><r><t>b</t></r></is>", "ab"),
    ],
)
def test_each_sort_of_cell_is_text(kind: str, inside: str, text: str) -> None:
    assert rows(package(f'<row r="1"><c r="A1" t="{kind}">{inside}</c></row>')) == [[text]]


@pytest.mark.parametrize("cell", ["", 's="0"', 't="s"', 't="str"'])
def test_a_cell_without_a_value_is_blank(cell: str) -> None:
    assert rows(package(f'<row r="1"><c r="A1" {cell}/><c r="B1"><v>1</v></c></row>')) == [["", "1"]]


def test_a_formula_that_comes_to_an_empty_text_is_blank() -> None:
    sheet = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert rows(package(sheet)) == [["", "1"]]


def test_a_row_at_the_end_of_the_sheet_keeps_its_number() -> None:
    found = read_xlsx(FILE, package('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), sheet=None).rows(1)
    assert [(number, list(row)) for number, row in enumerate(found, start=1) if row] == [(1_048_576, ["1"])]


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "serial", "text"),
    [
        (0, "46143", "46143"),
        (1, "46143", "2026-05-01"),
        (2, "46143.604", "2026-05-01"),
        (2, "46143.999999999", "2026-05-02"),
        (3, "1.5", "1.5"),
        (1, "1", "1900-01-01"),
        (1, "59", "1900-02-28"),
        (1, "61", "1900-03-01"),
        (1, "0.25", "06:00"),
        (1, "99999999", "#VALUE!"),
    ],
)
def test_a_number_is_a_day_where_its_style_says_so(style: int, serial: str, text: str) -> None:
    content = package(f'<row r="1"><c r="A1" s="{style}"><v>{serial}</v></c></row>', styles=STYLES)
    assert rows(content) == [[text]]


def test_a_workbook_that_counts_from_1904_is_four_years_on() -> None:
    book = '<workbookPr date1904="1"/>'
    content = package('<row r="1"><c r="A1" s="1"><v>44681</v></c></row>', styles=STYLES, book=book)
    assert rows(content) == [["2026-05-01"]]


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" s="1"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_a_sheet_that_breaks_the_format_is_damaged(sheet: str) -> None:
    with pytest.raises(InvalidInput, match=r"registers/a\.xlsx: the workbook is damaged"):
        rows(package(sheet, styles=STYLES))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["_rels/.rels", "xl/worksheets/sheet1.xml"])
def test_a_document_type_is_refused_whatever_it_holds(codec: str, part: str) -> None:
    content = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'.encode(codec)
    with pytest.raises(InvalidInput) as caught:
        rows(_zipped({part: content}))
    assert str(caught.value) == (
        f"{FILE}: the workbook holds a document type, which is refused. "
        "Open it, save it again as .xlsx, or export it as CSV."
    )


def test_a_part_outside_the_package_is_not_followed() -> None:
    parts = {"_rels/.rels": _relations([("rId1", "officeDocument", "../../../../etc/passwd")])}
    with pytest.raises(InvalidInput, match=r"the workbook is damaged \(KeyError\)"):
        rows(_zipped(parts))


WHOLE = workbook({"A": [["Incident date", "Category"], [date(2026, 5, 1), "physical"], [1.5, True]]})


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_no_damage_is_a_traceback(place: int, damage: bytes, cut: bool) -> None:
    content = WHOLE[:place] + damage + (b"" if cut else WHOLE[place + len(damage) :])
    with suppress(InvalidInput):
        rows(content)
