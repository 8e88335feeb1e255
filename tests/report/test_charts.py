"""Charts: drawn the same every time, readable without colour, a table where nothing can be drawn."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from tests.report import building
from tests.report.reading import html, markdown, table, tables, word
from vprs.chart import COLUMNS, STACKED, Chart, Series
from vprs.dates import Span
from vprs.in_cycle import Bounds, LastCycle
from vprs.model import Assessment, Outcome
from vprs.moves import IMPROVED, WORSE
from vprs.paper import Figure, Paper, Table, text_of
from vprs.report import draw, dress_of, render_outputs
from vprs.report.charting import TONES, draw_chart
from vprs.report.dress import Dress
from vprs.report.pictures import as_values, from_values, pictures_of
from vprs.statement import statement_paper
from vprs.statement_parts.pictures import actions_picture, incidents_picture, movement_picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
MONTHS = [("April 2026", "1,204"), ("May 2026", "0"), ("June 2026", "")]
BY_MONTH = Table(caption="Incidents by month", headings=("Month", "Incidents"), rows=(), widths=(70, 30))
RATES = ["", "68.5", "71.4"]


def with_a_last_cycle() -> Assessment:
    judged = building.with_registers()
    found = {
        finding.requirement.path: Bounds(outcome=Outcome.NOT_MET, floor=Outcome.NOT_MET, ceiling=Outcome.NOT_MET)
        for finding in judged.findings
    }
    return replace(judged, last=LastCycle(id="2025-H2", revision=1, as_of=date(2026, 4, 20), found=found))


PAPER = statement_paper(with_a_last_cycle())
PAPERS = {"assurance-statement": PAPER}


def figures(paper: Paper) -> list[Figure]:
    return [block for block in paper.blocks if isinstance(block, Figure)]


def incident_figure() -> Figure:
    made = incidents_picture(BY_MONTH, MONTHS, RATES, "Reporting rate")
    assert isinstance(made, Figure)
    return made


# ------------------------------------------------------------------------------------------------ what is drawn


def test_a_statement_has_one_picture_for_each_point() -> None:
    assert [one.caption for one in figures(PAPER)] == [
        "Outcomes in each phase: vprs-2020 1.0.0",
        "Movement since cycle 2025-H2",
        "Open actions by age, and which of them are overdue",
        "Incidents by month, and the reporting rate",
    ]


def test_without_a_closed_cycle_no_movement_is_pictured() -> None:
    assert not [one for one in figures(statement_paper(building.with_registers())) if "Movement" in one.caption]


def test_a_picture_with_nothing_in_it_is_not_drawn() -> None:
    assert figures(statement_paper(building.assessment(()))) == []
    assert incidents_picture(BY_MONTH, [("April 2026", "0")], ["71.4"], "Rate") is BY_MONTH
    assert incidents_picture(BY_MONTH, [("April 2026", "<5")], ["71.4"], "Rate") is BY_MONTH
    assert movement_picture({"Plan": {}}, "2025-H2") is None
    assert actions_picture([], building.AS_OF) is None


def test_every_number_of_a_chart_stands_in_its_alternative_text_and_what_is_hidden_is_not_drawn() -> None:
    one = incident_figure()
    assert one.chart.series[0].values == ("1204", "0", "")
    assert one.described == (
        "Columns, one for each month, of how many incidents were recorded. A line against an axis of its own is the "
        "latest reporting rate by then. April 2026: 1,204; May 2026: 0, reporting rate 68.5%; June 2026: hidden, "
        "reporting rate 71.4%."
    )


def test_every_number_of_a_chart_stands_in_its_table() -> None:
    one = movement_picture({"Plan": {IMPROVED: 2}, "Do": {WORSE: 1}}, "2025-H2")
    assert one is not None
    rows = [[text_of(cell.lines[0]) for cell in row] for row in one.table.rows]
    assert rows == [["Plan", "2", "0"], ["Do", "0", "1"]]
    assert one.described.endswith("Plan: improved 2, worse 0; Do: improved 0, worse 1.")


def test_without_any_rate_no_second_axis_is_drawn() -> None:
    one = incidents_picture(BY_MONTH, MONTHS, ["", "", ""], "Rate")
    assert isinstance(one, Figure)
    assert one.chart.beside is None


@pytest.mark.parametrize(
    ("raised", "age"),
    [
        ("2026-10-20", "Under 3 months"), ("2026-07-21", "Under 3 months"), ("2026-07-20", "3 to 6 months"),
        ("2026-04-21", "3 to 6 months"), ("2026-04-20", "6 to 12 months"), ("2025-10-21", "6 to 12 months"),
        ("2025-10-20", "12 months or more"), ("", "Day raised not recorded"),
    ],
)  # fmt: skip
def test_an_action_has_the_age_of_its_whole_months(raised: str, age: str) -> None:
    when: dict[str, Any] = {"raised_on": building.a_day(raised)} if raised else {}
    action = building.record("A-9", "action", what="Train", lead="lsms", status="open", **when)
    rows = table(statement_paper(building.assessment(records=(action,))), "Open actions by age")
    assert [row[0] for row in rows if row[1:] != ["0", "0"]] == [age]


def test_an_action_raised_in_some_month_is_as_young_as_it_may_be() -> None:
    month = Span(date(2026, 7, 1), date(2026, 7, 31))
    action = building.record("A-9", "action", what="Train", raised_on=month, status="open")
    rows = table(statement_paper(building.assessment(records=(action,))), "Open actions by age")
    assert rows[0] == ["Under 3 months", "1", "0"]


def test_what_is_overdue_is_counted_apart_and_what_is_closed_not_at_all() -> None:
    rows = table(statement_paper(building.with_registers()), "Open actions by age")
    assert [sum(int(row[column]) for row in rows) for column in (1, 2)] == [2, 1]


def test_movement_leaves_out_ways_that_nothing_went() -> None:
    one = movement_picture({"Plan": {IMPROVED: 2}, "Do": {WORSE: 1}}, "2025-H2")
    assert one is not None
    assert one.table.headings == ("Phase", "Improved", "Worse")


# -------------------------------------------------------------------------------------------------- how it is drawn


def test_no_two_series_of_a_picture_look_alike_in_black_and_white() -> None:
    looks = {tone: (round(_grey(shade), 1), hatch) for tone, (shade, hatch) in TONES.items()}
    for own in ([each.value for each in Outcome], ["first", "second", "third", "fourth", "not-applicable"][:4]):
        assert len({looks[tone] for tone in own}) == len(own), own


def _grey(shade: str) -> float:
    red, green, blue = (int(shade[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_chart_is_drawn_the_same_twice_and_by_another_process() -> None:
    chart = incident_figure().chart
    assert draw_chart(chart) == draw_chart(chart)
    code = (
        "import hashlib; from tests.report.test_charts import PAPERS, draw, dress_of\n"
        "for name, content in draw(PAPERS, dress=dress_of(PAPERS)).items():\n"
        "    print(name, hashlib.sha256(content).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "11", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    here = [
        f"{name} {hashlib.sha256(content).hexdigest()}"
        for name, content in draw(PAPERS, dress=dress_of(PAPERS)).items()
    ]
    assert run.stdout.splitlines() == here
    assert run.stderr == ""


def test_a_matplotlibrc_of_the_machine_and_a_font_folder_that_cannot_be_written_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\nno.such.thing: 1\n")
    code = (
        "import sys, hashlib; from tests.report.test_charts import incident_figure, draw_chart\n"
        "print(hashlib.sha256(draw_chart(incident_figure().chart)[0]).hexdigest())"
    )
    environment = {"MATPLOTLIBRC": str(tmp_path / "matplotlibrc"), "MPLCONFIGDIR": "/nonexistent/place"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    drawn = draw_chart(incident_figure().chart)
    assert drawn is not None
    assert run.stdout.strip() == hashlib.sha256(drawn[0]).hexdigest()
    assert run.stderr == ""


@pytest.mark.parametrize("name", ["$x^2$ \\frac{", "\u202eevil", "\u5317" * 40, "a" * 400, "<script>&\"'", "\x00", ""])
def test_hostile_names_are_drawn_as_text(name: str) -> None:
    chart = Chart(
        kind=STACKED,
        categories=(name, "b"),
        axis=name or "n",
        series=(Series(name=name or "s", values=("1", "2"), tone="met"),),
    )
    drawn = draw_chart(chart)
    assert drawn is not None
    assert drawn[0].startswith(b"\x89PNG")
    assert "script" not in drawn[1]


@pytest.mark.parametrize("many", [1, 24, 40])
def test_few_and_many_categories_are_drawn(many: int) -> None:
    for kind in (STACKED, COLUMNS):
        values = tuple(str(number) for number in range(many))
        chart = Chart(
            kind=kind,
            categories=tuple(f"Month {n}" for n in range(many)),
            axis="n",
            series=(Series(name="s", values=values),),
        )
        assert draw_chart(chart)


# --------------------------------------------------------------------------------------------------- in each format


def test_word_shows_each_picture_with_its_alternative_text_and_a_numbered_caption() -> None:
    document = word(draw(PAPERS, ("docx",), dress_of(PAPERS))["assurance-statement.docx"])
    told = [(one.get("descr"), one.get("title")) for one in document.element.body.iter(DRAWN)]
    assert told == [(one.described, one.caption) for one in figures(PAPER)]
    captions = [one.text for one in document.paragraphs if one.style.name == "Figure Caption"]
    assert captions == [f"Figure {number}: {one.caption}" for number, one in enumerate(figures(PAPER), 1)]
    images = [one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.IMAGE]
    assert len(images) == len(told)
    assert len(document.tables) == len(tables(PAPER)) + 1 - sum(not one.with_table for one in figures(PAPER))


def test_word_numbers_tables_and_figures_by_fields() -> None:
    document = word(draw(PAPERS, ("docx",), dress_of(PAPERS))["assurance-statement.docx"])
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert [one.partition(":")[0] for one in captions] == [f"Table {n}" for n in range(1, len(document.tables) + 1)]
    codes = [tag.text.split()[:2] for tag in document.element.body.iter(f"{W}instrText")]
    assert codes.count(["SEQ", "Table"]) == len(captions)
    assert codes.count(["SEQ", "Figure"]) == len(figures(PAPER))


def test_word_tables_have_a_description_besides_their_title() -> None:
    document = word(draw(PAPERS, ("docx",))["assurance-statement.docx"])
    told = [one._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val") for one in document.tables]
    assert all(re.fullmatch(r"Columns: .+\. [\d,]+ rows? below the headings\.", each) for each in told)


def test_html_shows_each_picture_within_the_page_with_a_name_and_a_description() -> None:
    text = draw(PAPERS, ("html",), dress_of(PAPERS))["assurance-statement.html"]
    drawn = html(text).all("svg")
    assert len(drawn) == len(figures(PAPER))
    for one, figure in zip(drawn, figures(PAPER), strict=True):
        name, described = one.all("title")[0], one.all("desc")[0]
        assert one.attributes["role"] == "img"
        labels = (one.attributes["aria-labelledby"] or "").split()
        assert labels == [name.attributes["id"], described.attributes["id"]]
        assert (name.words, described.words) == (figure.caption, figure.described)
    ids = re.findall(r'\bid="([^"]+)"', text.decode())
    assert len(ids) == len(set(ids))
    assert not re.search(r"https?:|<!DOCTYPE svg|<metadata|<style>\*|xmlns|url\((?!#)", text.decode())
    for inner in re.findall(r'(?:href="#|url\(#)([^")]+)', text.decode()):
        assert inner in ids


def test_markdown_shows_the_tables() -> None:
    tokens = markdown(draw(PAPERS, ("md",), dress_of(PAPERS))["assurance-statement.md"])
    told = [one.content for one in tokens if one.type == "text"]
    for one in figures(PAPER):
        assert one.table.caption in told


# --------------------------------------------------------------------------------------------- without the library


@pytest.fixture
def without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)


@pytest.mark.usefixtures("without_matplotlib")
def test_without_the_library_a_table_stands_in_the_place_of_each_chart() -> None:
    assert dress_of(PAPERS) == Dress()
    outputs = render_outputs(with_a_last_cycle(), ["docx", "html", "md"])
    document = word(outputs["assurance-statement.docx"])
    assert not list(document.element.body.iter(DRAWN))
    assert len(document.tables) == len(tables(PAPER)) + 1
    assert not html(outputs["assurance-statement.html"]).all("svg")
    captions = [one.all("caption")[0].words for one in html(outputs["assurance-statement.html"]).all("table")]
    assert [one for one in captions if one in {each.table.caption for each in figures(PAPER)}]
    assert "Incidents by month of the judged period" in " ".join(captions)


def test_pictures_that_are_kept_are_drawn_with_where_no_library_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = pictures_of(PAPERS.values())
    with_library = draw(PAPERS, dress=Dress(pictures=pictures))
    kept = from_values(json.loads(json.dumps(as_values(pictures))))
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert kept == pictures
    assert draw(PAPERS, dress=Dress(pictures=kept)) == with_library


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"pictures": {"a": {}}},
        {"pictures": {"a": {"png": "*", "svg": ""}}},
        {"pictures": {"a": 1}},
        {"pictures": 1},
    ],
)
def test_what_is_no_picture_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_values(values)


def test_a_picture_names_no_program_and_no_time() -> None:
    for each in pictures_of([PAPER]).values():
        assert b"tEXt" not in each.png
        assert b"tIME" not in each.png
        assert "Matplotlib" not in each.svg
        assert io.BytesIO(each.png).read(8) == b"\x89PNG\r\n\x1a\n"
