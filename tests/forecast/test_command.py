"""`vprs cycle forecast`: what it prints, in every format, and what it says to faults and to days out of reach."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.commands.folders import write_evidence, write_pack
from vprs.commands.main import run
from vprs.schemas import keeps_to

LAPSE = "2028-05-02"  # the day after the strategy's review date


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def forecast(folder: Path, *words: str, until: str = "2028-06-30", as_of: str = "2026-09-30") -> int:
    rules = str(folder.parent / "rules")
    return run(["cycle", "forecast", str(folder), "--rules", rules, "--as-of", as_of, "--until", until, *words])


def open_cycle(folder: Path, ident: str, board: str) -> None:
    days = ["--from", "2026-10-01", "--to", "2027-03-31", "--cut-off", "2027-04-20", "--board", board]
    assert run(["cycle", "open", str(folder), ident, *days, "--rules", str(folder.parent / "rules")]) == 0


def test_it_says_what_changes_on_which_day_and_from_which_line(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forecast(trust) == 0
    said = capsys.readouterr().out
    assert "Forecast from 30 September 2026 to 30 June 2028: what changes if nothing is done" in said
    assert "  2 May 2028\n    tiny/plan/strategy: Met -> " in said
    assert "strategy-in-date: yes -> no." in said
    assert "documents/strategy.md:2 (document strategy): a date in it is reached or has passed" in said
    assert "  2 May 2028: documents/strategy.md:2 (document strategy) passed its review date; rested on it: " in said
    assert "not compared with the official text" in said


def test_the_day_before_nothing_has_changed(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forecast(trust, until="2028-05-01")
    said = capsys.readouterr().out
    assert "No requirement comes to another outcome." in said
    assert "Nothing in the folder lapses or falls due." in said


def test_the_opinion_is_told_for_each_board_meeting(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forecast(trust, "--board", "2026-11-05", "--board", "2028-06-01")
    said = capsys.readouterr().out
    assert "  5 November 2026: board meeting, tiny: " in said
    assert "  1 June 2028: board meeting, tiny: " in said


def test_an_open_cycle_is_judged_for_its_own_period_as_of_its_cut_off(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_cycle(trust, "2026-H2", "2027-05-06")
    capsys.readouterr()
    assert forecast(trust, "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    (board,) = [each for each in document["standings"] if each["name"] == "board meeting of cycle 2026-H2"]
    assert (board["on"], board["as_of"]) == ("2027-05-06", "2027-04-20")
    assert board["period"] == {"start": "2026-10-01", "end": "2027-03-31"}
    assert [each["name"] for each in document["standings"]] == ["board meeting of cycle 2026-H2", "the last day"]


@pytest.mark.parametrize(("until", "told"), [("2027-05-05", False), ("2027-05-06", True)])
def test_the_board_of_a_cycle_is_told_where_it_meets_by_the_last_day(
    until: str, told: bool, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_cycle(trust, "2026-H2", "2027-05-06")
    capsys.readouterr()
    forecast(trust, until=until)
    assert ("board meeting of cycle 2026-H2" in capsys.readouterr().out) is told


def test_a_closed_cycle_has_told_its_board_already(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_cycle(trust, "2026-H2", "2027-05-06")
    assert run(["cycle", "close", str(trust), "2026-H2", "--on", "2027-04-21"]) == 0
    capsys.readouterr()
    forecast(trust, "--format", "json")
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["standings"]] == ["the last day"]


def test_a_cycle_at_fault_is_told_with_its_file(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_cycle(trust, "2026-H2", "2027-05-06")
    file = trust / "cycles" / "2026-H2" / "cycle.yaml"
    file.write_text(file.read_text("utf-8").replace("2027-04-20", "soon"), "utf-8")
    capsys.readouterr()
    assert forecast(trust) == 2
    said = capsys.readouterr().err
    assert "cycles/2026-H2/cycle.yaml" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("until", "words", "message"),
    [
        ("2026-09-29", (), "--until 2026-09-29 is not after the day it starts from, 2026-09-30."),
        ("2026-09-30", (), "Choose a later --until, or an earlier --as-of."),
        ("2031-10-01", (), "--until 2031-10-01 is more than 5 years after 2026-09-30"),
        ("soon", (), "'soon' is not a date. Write year-month-day"),
        ("2027-03-31", ("--board", "2027-04-01"), "--board 2027-04-01 is outside the forecast"),
        ("2027-03-31", ("--board", "2026-09-29"), "--board 2026-09-29 is outside the forecast"),
        ("2027-03-31", ("--format", "xml"), "xml"),
    ],
)
def test_days_out_of_reach_are_told_with_a_remedy(
    until: str, words: tuple[str, ...], message: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forecast(trust, *words, until=until) == 2
    assert message in capsys.readouterr().err


def test_five_years_to_the_day_are_looked_at(trust: Path) -> None:
    assert forecast(trust, until="2031-09-30") == 0


def test_a_board_may_meet_on_the_first_day_and_on_the_last(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forecast(trust, "--board", "2026-09-30", "--board", "2026-10-01", until="2026-10-01") == 0
    assert "1 October 2026: board meeting" in capsys.readouterr().out


def test_until_must_be_given(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cycle", "forecast", str(trust)]) == 2
    assert "--until" in capsys.readouterr().err


def test_without_evidence_it_ends_in_1_and_says_so(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in [each for each in trust.rglob("*") if each.is_file() and each.name != "organisation.yaml"]:
        file.unlink()
    assert forecast(trust) == 1
    assert "No evidence was read" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_a_fault_of_the_input(tmp_path: Path, trust: Path) -> None:
    assert run(["cycle", "forecast", str(tmp_path / "gone"), "--until", "2027-03-31"]) == 2


def test_a_date_that_means_a_month_is_told_as_not_known_while_it_may_be_past(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = trust / "documents" / "strategy.md"
    paper.write_text(paper.read_text("utf-8").replace("approved_on: 2025-05-01", "approved_on: 2026-10"), "utf-8")
    forecast(trust, "--format", "json", until="2026-12-31")
    turns = [
        (each["on"], turn["to"], turn["reason"])
        for each in json.loads(capsys.readouterr().out)["changes"]
        for turn in each["checks"]
        if turn["check"] == "strategy-in-date"
    ]
    assert turns == [("2026-10-01", "unknown", "ambiguous-date"), ("2026-10-31", "yes", None)]


# ---------------------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("form", ["text", "json", "csv", "ics"])
def test_two_runs_give_the_same_bytes_and_a_file_holds_what_is_printed(
    form: str, trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = trust.parent / f"forecast.{form}"
    forecast(trust, "--format", form)
    first = capfdbinary.readouterr().out
    forecast(trust, "--format", form, "--out", str(out))
    capfdbinary.readouterr()
    assert out.read_bytes() == first
    assert first


def test_json_keeps_to_its_schema_and_has_every_turn(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forecast(trust, "--format", "json")
    document = json.loads(capsys.readouterr().out)
    assert keeps_to(document, "forecast.json")
    assert document["format"] == "vprs-forecast/1"
    (change,) = [each for each in document["changes"] if each["requirement"] == "tiny/plan/strategy"]
    assert (change["on"], change["from"]["outcome"], change["direction"]) == (LAPSE, "met", "worse")
    (turn,) = [each for each in change["checks"] if each["check"] == "strategy-in-date"]
    (behind,) = turn["behind"]
    assert (behind["file"], behind["line"], behind["crossing"]) == ("documents/strategy.md", 2, "day")
    (lapse,) = document["lapses"]
    assert (lapse["on"], lapse["what"], lapse["leaning"]) == (
        LAPSE,
        "review_date",
        ["tiny/plan/strategy/strategy-in-date"],
    )


def test_no_cell_of_the_table_is_taken_for_a_formula(trust: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    paper = trust / "documents" / "strategy.md"
    hostile = trust / "documents" / "=1+1.md"
    hostile.write_bytes(paper.read_bytes())
    paper.unlink()
    forecast(trust, "--format", "csv")
    text = capfdbinary.readouterr().out
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert [row for row in rows if "'documents" in row or any("=1+1.md" in cell for cell in row)]
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


def test_the_calendar_keeps_to_the_standard(trust: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    paper = trust / "documents" / "strategy.md"
    odd = "id: straté,gy;x'\n"
    paper.write_text(paper.read_text("utf-8").replace("id: strategy\n", odd), "utf-8")
    forecast(trust, "--format", "ics", "--board", "2026-11-05")
    content = capfdbinary.readouterr().out
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    calendar = Calendar.from_ical(content)
    events: list[Any] = list(calendar.walk("VEVENT"))
    ids = [str(each["uid"]) for each in events]
    assert len(ids) == len(set(ids)) > 2
    for event in events:
        start, end = event["dtstart"].dt, event["dtend"].dt
        assert type(start) is date
        assert (end - start).days == 1
        assert event["dtstamp"].to_ical() == b"20260930T000000Z"
    (lapsed,) = [each for each in events if "passed its review date" in each["summary"]]
    assert lapsed["dtstart"].dt == date(2028, 5, 2)
    assert "(document straté,gy;x') passed its review date" in lapsed["summary"]
    assert "straté\\,gy\\;x'" in content.replace(b"\r\n ", b"").decode()


def test_the_calendar_of_a_later_run_has_the_same_events(
    trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def ids(as_of: str) -> set[str]:
        forecast(trust, "--format", "ics", as_of=as_of)
        return {str(each["uid"]) for each in Calendar.from_ical(capfdbinary.readouterr().out).walk("VEVENT")}

    assert ids("2026-09-30") == ids("2026-10-15")


def test_it_warns_where_its_paper_would_be_read_as_evidence(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forecast(trust, "--out", str(trust / "forecast.txt"))
    assert "lies in the evidence folder" in capsys.readouterr().err


def test_the_command_is_quick_to_name_and_writes_nothing(trust: Path) -> None:
    before = sorted(each.as_posix() for each in trust.rglob("*"))
    forecast(trust)
    assert sorted(each.as_posix() for each in trust.rglob("*")) == before
