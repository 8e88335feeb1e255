"""`vprs foi`: what leaves and what does not, and how the command ends."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.foi.trusting import (
    KINDS,
    SECRET,
    body_of,
    decided,
    digest,
    everything_said,
    exempt,
    foi,
    pack_in,
    write_trust,
)
from vprs.commands.main import run
from vprs.schemas import document

Out = pytest.CaptureFixture[str]
ALL = {kind: decided("disclose") for kind in KINDS}
DRAFT = "not for disclosure"
FILE = f"files/{SECRET}-risk.txt"


def items(out: Path) -> dict[str, dict[str, Any]]:
    return {each["kind"]: each for each in pack_in(out)["items"]}


def texts(out: Path) -> str:
    return (out / "foi-pack.md").read_text("utf-8")


# ---------------------------------------------------------------------------------------------------- what leaves


def test_without_decisions_nothing_is_given_and_every_page_says_so(tmp_path: Path, capsys: Out) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, {}), out, "--with-files") == 1
    assert {path.name for path in out.iterdir()} == {
        "foi-index.txt",
        *(f"foi-pack.{form}" for form in ("docx", "html", "json", "md")),
    }
    for each in pack_in(out)["items"]:
        assert each["decision"] == "decision-not-yet-made"
        assert (each["title"], each["date"], each["sha256"], each["reason"]) == (None, None, None, None)
    assert "Plain title" not in texts(out)
    for form in ("md", "html"):
        assert DRAFT in (out / f"foi-pack.{form}").read_text("utf-8")
    header = Document(str(out / "foi-pack.docx")).sections[0].header.paragraphs[0].text
    assert "DRAFT, not for disclosure" in header
    said = capsys.readouterr().out
    assert "13 items of evidence: 0 disclosed, 0 redacted, 0 withheld, 13 decision not yet made." in said
    assert f"records/{SECRET}-action.yaml:1: item 1 is not given: no decision is recorded." in said
    assert "The pack is NOT for disclosure" in said


def test_with_every_item_decided_it_is_done_and_no_page_says_draft(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, ALL), out) == 0
    assert pack_in(out)["complete"] is True
    for name, content in everything_said(out):
        assert DRAFT not in content.decode("utf-8", "replace").casefold(), name
        assert "draft" not in name


def test_one_item_without_a_decision_keeps_the_pack_a_draft(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, {**ALL, "risk": {}}), out) == 1
    assert pack_in(out)["complete"] is False
    assert pack_in(out)["decisions"] == {"disclosed": 12, "redacted": 0, "withheld": 0, "decision-not-yet-made": 1}


def test_what_is_disclosed_has_title_day_and_digest_and_is_copied_only_when_asked(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, ALL)
    assert foi(trust, tmp_path / "a") == 0
    found = items(tmp_path / "a")["report"]
    assert (found["title"], found["date"], found["sha256"]) == (
        "Plain title of a report",
        "1 May 2026",
        digest(body_of("report")),
    )
    assert not list((tmp_path / "a").glob("item-*"))
    assert foi(trust, tmp_path / "b", "--with-files") == 0
    assert (tmp_path / "b" / f"item-{found['item']:03}.txt").read_text("utf-8") == body_of("report")


def test_of_markdown_only_the_text_below_its_front_matter_is_given(tmp_path: Path) -> None:
    assert foi(write_trust(tmp_path, ALL), tmp_path / "pack", "--with-files") == 0
    found = items(tmp_path / "pack")["document"]
    assert (tmp_path / "pack" / f"item-{found['item']:03}.md").read_text("utf-8") == body_of("document")
    assert found["sha256"] == digest(body_of("document"))


def test_what_is_withheld_keeps_its_title_and_shows_no_digest(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, {**ALL, "risk": exempt("withhold")}), out, "--with-files") == 0
    found = items(out)["risk"]
    assert (found["title"], found["decision"], found["sha256"]) == ("Plain title of a risk", "withheld", None)
    assert (found["exemptions"], found["decided_by"]) == (["s40"], "Head of Information Governance")
    assert not list(out.glob(f"item-{found['item']:03}*"))
    assert "Section 40 (Personal information)" in texts(out)
    assert "It is about one person, who does not expect it." in texts(out)
    assert all(digest(body_of("risk")).encode() not in content for _, content in everything_said(out))


def test_a_title_can_be_withheld_too_and_its_day_goes_with_it(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, {**ALL, "risk": exempt("withhold", title_withheld=True)}), out) == 0
    assert (items(out)["risk"]["title"], items(out)["risk"]["date"]) == (None, None)
    assert "Plain title of a risk" not in texts(out)
    assert "Title withheld" in texts(out)


def test_a_redacted_copy_is_given_with_its_own_digest_and_the_whole_is_not(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path, {**ALL, "risk": exempt("redact", redacted_file="yes")}), out) == 0
    found = items(out)["risk"]
    copy = "What may be read of the risk\n"
    assert (found["decision"], found["sha256"]) == ("redacted", digest(copy))
    assert (out / f"item-{found['item']:03}.txt").read_text("utf-8") == copy
    assert all(digest(body_of("risk")).encode() not in content for _, content in everything_said(out))


def test_what_is_redacted_without_a_copy_is_said_to_have_none(tmp_path: Path) -> None:
    assert foi(write_trust(tmp_path, {**ALL, "risk": exempt("redact")}), tmp_path / "pack") == 0
    assert "a copy is not among the files" in texts(tmp_path / "pack")


def test_the_index_holds_the_digest_of_every_file(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    foi(write_trust(tmp_path, ALL), out, "--with-files")
    lines = (line.split("  ") for line in (out / "foi-index.txt").read_text("utf-8").splitlines())
    assert {name: digest for digest, name in lines} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.iterdir()
        if path.name != "foi-index.txt"
    }


def test_the_same_folder_gives_the_same_bytes_and_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, ALL)
    for name in ("a", "b", "a"):
        assert foi(trust, tmp_path / name, "--with-files") == 0
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second


def test_the_document_keeps_to_its_schema(tmp_path: Path) -> None:
    foi(write_trust(tmp_path, {"risk": exempt("withhold"), "report": decided("disclose")}), tmp_path / "pack")
    schema = document("foi-pack.json")
    Draft202012Validator.check_schema(dict(schema))
    Draft202012Validator(dict(schema)).validate(pack_in(tmp_path / "pack"))


def test_a_requirement_names_its_items_and_what_is_not_shown_in_fixed_words(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, ALL)
    (trust / "records" / f"{SECRET}-risk.yaml").unlink()
    (trust / "files" / f"{SECRET}-risk.txt").unlink()
    assert foi(trust, tmp_path / "pack") == 0
    found = {each["requirement"]: each for each in pack_in(tmp_path / "pack")["findings"]}
    assert found["tiny/do/risk"]["not_shown"] == ["A record of the kind risk is there. No. Not in this folder."]
    assert (found["tiny/do/risk"]["items"], found["tiny/do/action"]["items"]) == ([], [1])
    assert (found["tiny/do/incident"]["counted"], found["tiny/do/incident"]["items"]) == (True, [])


# ---------------------------------------------------------------------------------------------- what is kept inside

Decisions = st.dictionaries(
    st.sampled_from(KINDS),
    st.sampled_from(
        [
            decided("disclose"),
            exempt("withhold"),
            exempt("withhold", title_withheld=True),
            exempt("redact"),
            exempt("redact", redacted_file="yes"),
            decided("withhold"),
        ]
    ),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decisions=Decisions, with_files=st.booleans(), incidents=st.integers(0, 12))
def test_no_secret_is_anywhere_in_a_pack(
    tmp_path_factory: pytest.TempPathFactory, decisions: dict[str, Any], with_files: bool, incidents: int
) -> None:
    root = tmp_path_factory.mktemp("trust")
    trust = write_trust(root, decisions, incidents=incidents)
    code = foi(trust, root / "pack", *(["--with-files"] if with_files else []))
    acted = {kind for kind, said in decisions.items() if said != decided("withhold")}
    assert code == (0 if acted == set(KINDS) else 1)
    kept = [kind for kind in KINDS if decisions.get(kind) != decided("disclose")]
    for name, content in everything_said(root / "pack"):
        said = content.lower()
        assert SECRET.encode() not in said, name
        for kind in kept:
            assert body_of(kind).strip().lower().encode() not in said, (name, kind)
            assert digest(body_of(kind)).encode() not in said, (name, kind)
        assert not re.search(rb"\b\d+ of \d+ \w|\b[1-4] (?:incident|record|holder|response)", said), name
        for kind in set(KINDS) - acted:
            assert f"plain title of a {kind}".encode() not in said, (name, kind)


def test_a_pack_has_no_hidden_properties_but_title_organisation_and_day(tmp_path: Path) -> None:
    foi(write_trust(tmp_path, ALL), tmp_path / "pack")
    found = Document(str(tmp_path / "pack" / "foi-pack.docx")).core_properties
    assert (found.author, found.last_modified_by) == ("Fernhill Trust (fictional)", "Fernhill Trust (fictional)")
    assert (found.comments, found.identifier, found.version) == ("", "", "")
    assert found.created.date().isoformat() == found.modified.date().isoformat() == "2026-10-20"


@pytest.mark.parametrize(("incidents", "shown"), [(0, None), (1, "<5"), (4, "<5"), (5, "5"), (6, "6")])
def test_small_numbers_of_incidents_are_hidden(tmp_path: Path, incidents: int, shown: str | None) -> None:
    foi(write_trust(tmp_path, ALL, incidents=incidents), tmp_path / "pack")
    found = pack_in(tmp_path / "pack")["incidents"]
    assert (found[0]["rows"][0]["count"] if found else None) == shown
    counts = {row["count"] for each in found for row in each["rows"]}
    assert counts <= {"0", "not known", "<5", "*", *(str(number) for number in range(5, 99))}
    if shown == "<5":
        assert all(not each["rows"] for each in found[1:])


# --------------------------------------------------------------------------------------------- files under one decision


def described_again(trust: Path, record: dict[str, Any]) -> None:
    (trust / "again.yaml").write_text(json.dumps({"records": [record]}), "utf-8")


def test_a_file_that_another_record_does_not_disclose_is_not_given(tmp_path: Path, capsys: Out) -> None:
    trust = write_trust(tmp_path, ALL)
    described_again(trust, {"kind": "alert", "received_on": "2026-05-02", "file": f"files/{SECRET}-risk.txt"})
    assert foi(trust, tmp_path / "pack", "--with-files") == 1
    assert items(tmp_path / "pack")["risk"]["decision"] == "decision-not-yet-made"
    assert "item 13 is not given: its file cannot be given: again.yaml:1 rests on it" in capsys.readouterr().out


def test_another_file_of_the_same_bytes_is_the_same_file(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, {**ALL, "report": exempt("withhold")})
    (trust / "files" / f"{SECRET}-risk.txt").write_text(body_of("report"), "utf-8")
    assert foi(trust, tmp_path / "pack", "--with-files") == 1
    assert items(tmp_path / "pack")["risk"]["sha256"] is None
    assert all(body_of("report").strip().encode() not in content for _, content in everything_said(tmp_path / "pack"))


def test_a_register_is_not_given_under_the_name_of_another_kind(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, ALL)
    place = trust / "records" / f"{SECRET}-report.yaml"
    place.write_text(place.read_text("utf-8").replace(f"files/{SECRET}-report.txt", f"registers/{SECRET}.csv"), "utf-8")
    assert foi(trust, tmp_path / "pack", "--with-files") == 1
    assert items(tmp_path / "pack")["report"]["decision"] == "decision-not-yet-made"


def test_a_redacted_copy_that_is_withheld_elsewhere_is_not_given(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, {**ALL, "risk": exempt("redact", redacted_file="yes"), "report": exempt("withhold")})
    (trust / "redacted" / f"{SECRET}-risk.txt").write_text(body_of("report"), "utf-8")
    assert foi(trust, tmp_path / "pack") == 1
    assert not list((tmp_path / "pack").glob("item-*"))


# --------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("name", "text", "looks"),
    [
        ("title", "Letter to kim@example.org", "an email address"),
        ("title", "Statement of Mrs Two", "a name with a form of address"),
        ("reason", "Ask 0161 496 0000.", "a number as long as an NHS, telephone or payroll number"),
    ],
)
def test_what_would_be_printed_and_looks_personal_is_refused(
    tmp_path: Path, capsys: Out, name: str, text: str, looks: str
) -> None:
    trust = write_trust(tmp_path, {**ALL, "risk": exempt("withhold")})
    place = trust / "records" / f"{SECRET}-risk.yaml"
    record = json.loads(place.read_text("utf-8"))["records"][0]
    (record if name == "title" else record["disclosure"])[name] = text
    place.write_text(json.dumps({"records": [record]}), "utf-8")
    assert foi(trust, tmp_path / "pack") == 2
    where = name if name == "title" else "disclosure.reason"
    said = capsys.readouterr().err
    assert (
        f"records/{SECRET}-risk.yaml:1: {where}: a pack would print this, and it looks as if it held {looks}." in said
    )
    assert text not in said
    assert not (tmp_path / "pack").exists()
    record["disclosure"] |= {"title_withheld": True, "reason": "It is about one person."}
    place.write_text(json.dumps({"records": [record]}), "utf-8")
    assert foi(trust, tmp_path / "pack") == 0
    assert all(text.encode() not in content for _, content in everything_said(tmp_path / "pack"))


def test_a_role_named_after_somebody_is_refused(tmp_path: Path, capsys: Out) -> None:
    trust = write_trust(tmp_path, ALL)
    place = trust / "organisation.yaml"
    place.write_text(place.read_text("utf-8").replace("Head of Information Governance", "Ms Two"), "utf-8")
    assert foi(trust, tmp_path / "pack") == 2
    assert "organisation.yaml:8: roles: a pack would print this" in capsys.readouterr().err


def test_a_folder_with_files_of_another_pack_is_refused(tmp_path: Path, capsys: Out) -> None:
    out = tmp_path / "pack"
    assert foi(write_trust(tmp_path / "one", ALL), out, "--with-files") == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert foi(write_trust(tmp_path / "two", {**ALL, "action": exempt("withhold")}), out, "--with-files") == 2
    assert "the folder holds 'item-001.txt', which is no part of this pack. Empty the folder" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize(
    ("copy", "decision", "said"),
    [
        ("redacted/none.txt", "redact", "'redacted/none.txt' is not in this folder."),
        (FILE, "redact", f"'{FILE}' is the same, byte for byte, as what it should be a redacted copy of."),
        (f"redacted/{SECRET}-risk.txt", "withhold", "a redacted copy is named, and the decision is 'withhold'."),
        ("empty.txt", "redact", "'empty.txt' is empty (0 bytes)."),
        ("../../other.txt", "redact", "'../../other.txt' leaves the evidence folder."),
        ("people.yaml", "redact", "'people.yaml' says what evidence there is and is none itself."),
    ],
)
def test_a_redacted_copy_that_is_none_is_told_where_it_is_named(
    tmp_path: Path, capsys: Out, copy: str, decision: str, said: str
) -> None:
    trust = write_trust(tmp_path, {**ALL, "risk": exempt("redact", redacted_file="yes")})
    if copy == "empty.txt":
        (trust / copy).write_text("", "utf-8")
    place = trust / "records" / f"{SECRET}-risk.yaml"
    record = json.loads(place.read_text("utf-8"))["records"][0]
    record["disclosure"] |= {"redacted_file": copy, "decision": decision}
    place.write_text(json.dumps({"records": [record]}), "utf-8")
    assert run(["check", str(trust), "--rules", str(tmp_path / "rules")]) == 1
    told = capsys.readouterr().out
    assert f"disclosure.redacted_file: {said}" in told
    assert foi(trust, tmp_path / "pack") == 1
    assert "risk" not in items(tmp_path / "pack")
    assert pack_in(tmp_path / "pack")["complete"] is False
    assert "1 problem in the evidence: what could not be read may say otherwise." in texts(tmp_path / "pack")


def test_a_redacted_copy_is_a_described_file(tmp_path: Path, capsys: Out) -> None:
    trust = write_trust(tmp_path, {**ALL, "risk": exempt("redact", redacted_file="yes")})
    run(["check", str(trust), "--rules", str(tmp_path / "rules"), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["undescribed"] == []


def test_a_decision_younger_than_the_day_of_judgement_counts(tmp_path: Path) -> None:
    later = decided("disclose") | {"decided_on": "2027-01-05"}
    assert foi(write_trust(tmp_path, dict.fromkeys(KINDS, later)), tmp_path / "pack") == 0


def test_the_workbook_takes_decisions_as_well(tmp_path: Path) -> None:
    from openpyxl import Workbook

    trust = write_trust(tmp_path, {**ALL, "alert": {}})
    (trust / "records" / f"{SECRET}-alert.yaml").unlink()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    names = ("decision", "exemption", "reason", "redacted_file", "decided_by", "decided_on")
    said = ("redact", "s38; s40", "It says where staff are alone.", "copy.txt", "foi-lead", "02/11/2026")
    sheet.append(["kind", "title", "received_on", "file", *(f"disclosure {name}" for name in names)])
    sheet.append(["alert", "Plain title", "01/05/2026", f"files/{SECRET}-alert.txt", *said])
    (trust / "copy.txt").write_text("What may be read\n", "utf-8")
    book.save(trust / "evidence-register.xlsx")
    assert foi(trust, tmp_path / "pack") == 0
    found = items(tmp_path / "pack")["alert"]
    assert (found["decision"], found["exemptions"]) == ("redacted", ["s38", "s40"])
    assert found["sha256"] == digest("What may be read\n")


def test_a_cycle_is_judged_for_its_own_period_by_its_own_rules(tmp_path: Path) -> None:
    trust = write_trust(tmp_path, ALL)
    rules = ("--rules", str(tmp_path / "rules"))
    days = ("--from", "2026-04-01", "--to", "2026-09-30", "--cut-off", "2026-10-20", "--board", "2026-11-26")
    assert run(["cycle", "open", str(trust), "2026-H1", *days, *rules]) == 0
    assert run(["foi", str(trust), "--cycle", "2026-H1", "-o", str(tmp_path / "pack")]) == 0
    found = pack_in(tmp_path / "pack")
    assert (found["cycle"], found["as_of"]) == ("2026-H1", "2026-10-20")
    assert found["period"] == {"start": "2026-04-01", "end": "2026-09-30"}
