"""An evidence folder as read: what each file is taken for, what a record rests on, and what is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.evidence.folders import only, read, said, write
from vprs.evidence import read_evidence
from vprs.model import Lost
from vprs.problem import InvalidInput

DOCUMENT = "kind: document\ndoc_type: policy\nstatus: approved\n"
PAGE = f"---\nid: strategy\n{DOCUMENT}---\n# Our *aims*\n\nText <b>here</b>.\n\nWho does [what](x.md)\n---\n"


def sha256(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def test_markdown_with_front_matter_is_held_by_its_own_bytes(tmp_path: Path) -> None:
    record = only(read(tmp_path, {"documents/strategy.md": PAGE}))
    assert (record.id, record.kind, record.file, record.line) == ("strategy", "document", "documents/strategy.md", 2)
    assert (record.held, record.rests_on, record.sha256) == (True, "documents/strategy.md", sha256(PAGE))
    assert record.fields["sections"] == ("Our aims", "Who does what")


def test_markdown_with_windows_line_ends_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    record = only(read(tmp_path, {"strategy.md": content}))
    assert record.fields["sections"] == ("Our aims", "Who does what")
    assert record.sha256 == sha256(content)


def test_headings_follow_sections_that_the_front_matter_names(tmp_path: Path) -> None:
    page = PAGE.replace("---\n#", "sections: [Annex A]\n---\n#")
    assert only(read(tmp_path, {"a.md": page})).fields["sections"] == ("Annex A", "Our aims", "Who does what")


def test_headings_of_a_kind_without_sections_are_left(tmp_path: Path) -> None:
    page = "---\nkind: activity\ndate: 2026-05-01\n---\n# Bulletin\n"
    assert "sections" not in only(read(tmp_path, {"a.md": page})).fields


@pytest.mark.parametrize("text", ["# Notes\n", "---\n\nA line of dashes first.\n", "Kind: words\n---\n"])
def test_markdown_without_front_matter_is_a_file_that_nobody_describes(tmp_path: Path, text: str) -> None:
    workspace = read(tmp_path, {"notes.md": text})
    assert (workspace.records, workspace.problems, workspace.lost) == ((), (), ())
    assert workspace.undescribed == ("notes.md",)


def test_markdown_with_a_sidecar_is_described_by_it(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"notes.md": "# Notes\n", "notes.md.yaml": DOCUMENT})
    assert (only(workspace).rests_on, workspace.undescribed) == ("notes.md", ())


def test_a_sidecar_makes_the_file_beside_it_a_held_record(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"documents/policy.pdf": b"%PDF", "documents/policy.pdf.yaml": DOCUMENT})
    record = only(workspace)
    assert (record.id, record.file, record.line) == ("documents/policy.pdf", "documents/policy.pdf.yaml", 1)
    assert (record.held, record.rests_on, record.sha256) == (True, "documents/policy.pdf", sha256(b"%PDF"))
    assert [(file.path, file.size, file.described) for file in workspace.files] == [
        ("documents/policy.pdf", 4, True),
        ("documents/policy.pdf.yaml", len(DOCUMENT), True),
        ("organisation.yaml", workspace.files[2].size, True),
    ]


def test_the_sidecar_of_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"documents/policy.pdf.yaml": DOCUMENT})
    assert workspace.records == ()
    assert workspace.lost == (Lost(kind="document", file="documents/policy.pdf.yaml", line=1),)
    assert said(workspace) == [
        (
            "documents/policy.pdf.yaml:1:1: file: 'documents/policy.pdf' is not in this folder. "
            "Put the file there, or take the name out."
        )
    ]


def test_a_single_record_without_a_file_is_only_stated(tmp_path: Path) -> None:
    record = only(
        read(tmp_path, {"people/lsms.2026.yaml": "kind: appointment\nrole: VPR lead\nholder: p1\nstart: 2024\n"})
    )
    assert (record.id, record.held, record.rests_on, record.sha256) == ("people/lsms.2026.yaml", False, None, None)
    assert record.fields["role"] == "lsms"


def test_a_records_file_holds_many_each_at_its_line(tmp_path: Path) -> None:
    text = "records:\n  - {kind: plan, title: A}\n  - kind: plan\n    id: b\n    file: b.pdf\n"
    first, second = read(tmp_path, {"people.yaml": text, "b.pdf": b"b"}).records
    assert (first.id, first.line, first.held) == ("people.yaml#1", 2, False)
    assert (second.id, second.line, second.held, second.rests_on) == ("b", 3, True, "b.pdf")


def test_actions_are_records_like_any_other(tmp_path: Path) -> None:
    record = only(
        read(tmp_path, {"actions.yaml": "records: [{kind: action, what: Train, due: 2026-12-01, status: open}]\n"})
    )
    assert (record.kind, record.fields["what"], record.held) == ("action", "Train", False)


def test_a_records_file_may_be_empty_of_records(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": "records: []\n", "b.yaml": "records:\n"})
    assert (workspace.records, workspace.problems, workspace.undescribed) == ((), (), ())


def test_a_file_that_no_record_describes_is_listed(tmp_path: Path) -> None:
    assert read(tmp_path, {"photo.jpg": b"x", "documents/b.docx": b"y"}).undescribed == (
        "documents/b.docx",
        "photo.jpg",
    )


WRITE = "Write kind: for one record or records: for a list of them."
BETWEEN = "Write 'kind: ...' between the dashes, and each field on a line below."
CHECK = "Check the quotes, colons and indentation near this line."


@pytest.mark.parametrize(
    ("path", "text", "problem", "many"),
    [
        ("a.yaml", "", f"1:1: the file is empty. {WRITE}", True),
        ("a.yaml", "- 1", f"1:1: the file says neither 'kind' nor 'records'. {WRITE}", True),
        (
            "a.yaml",
            "recods: []",
            f"1:1: the file says neither 'kind' nor 'records'. Did you mean 'records'? {WRITE}",
            True,
        ),
        ("a.yaml", "records: {}", "1:10: records: 'records' must be a list. Begin each record with a dash.", True),
        (
            "a.yml",
            "kind: [",
            f"2:1: not valid YAML: did not find expected node content (while parsing a flow node). {CHECK}",
            True,
        ),
        (
            "a.yaml",
            "kind: plan\nkind: plan",
            "2:1: kind: key 'kind' stands twice; the first is on line 1. Keep one of them.",
            True,
        ),
        ("a.md", "", " the file is empty. Put its text back, or remove it.", True),
        (
            "a.md",
            "---\nkind: plan\n\nText",
            "1:1: the front matter that starts here does not end. End it with ---.",
            False,
        ),
        ("a.md", "---\n- plan\n---\n", f"2:1: the front matter must be keys and values. {BETWEEN}", False),
        (
            "a.md",
            "---\nkind: plan\n kind: x\n---\n",
            f"3:6: not valid YAML: mapping values are not allowed in this context. {CHECK}",
            False,
        ),
    ],
)
def test_a_file_that_cannot_be_read_may_have_held_anything(
    tmp_path: Path, path: str, text: str, problem: str, many: bool
) -> None:
    workspace = read(tmp_path, {path: text})
    assert said(workspace) == [f"{path}:{problem}"]
    assert [(item.kind, item.file, item.many) for item in workspace.lost] == [(None, path, many)]


def test_bytes_that_are_no_text_are_a_problem_with_their_place(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": b"kind: plan\ntitle: caf\xe9\n", "b.md": b"---\n\xff"})
    assert said(workspace) == [
        "a.yaml:2:11: byte 0xe9 is not valid UTF-8. Save the file as UTF-8.",
        "b.md:2:1: byte 0xff is not valid UTF-8. Save the file as UTF-8.",
    ]
    assert len(workspace.lost) == 2


def test_a_faulty_record_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    faulty = "{kind: plan, agreed_on: 31/02/2026, tilte: B}"
    text = f"records:\n  - {{kind: plan, title: A}}\n  - {faulty}\n  - 12\n  - {{title: C}}\n"
    workspace = read(tmp_path, {"a.yaml": text})
    assert [record.fields["title"] for record in workspace.records] == ["A"]
    assert said(workspace) == [
        "a.yaml:3:29: records[2].agreed_on: '31/02/2026' is not a date. Write 2026-02-28, or mend the date.",
        "a.yaml:3:41: records[2].tilte: kind 'plan' has no field 'tilte'. Did you mean 'title'?",
        "a.yaml:4:5: records[3]: a record must be a mapping of keys and values. Begin it with `kind: ...`.",
        (
            "a.yaml:5:5: records[4].kind: the record does not say its kind. The kinds are action, activity, alert, "
            "appointment, assessment, attestation, change, document, incident, metric, minute, plan, register, report, "
            "response, risk, submission, training."
        ),
    ]
    assert workspace.lost == (
        Lost(kind=None, file="a.yaml", line=4),
        Lost(kind="plan", file="a.yaml", line=3),
        Lost(kind=None, file="a.yaml", line=5),
    )


def test_keys_beside_records_are_told_and_nothing_is_lost(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": "kind: plan\nrecords: [{kind: plan}]\n"})
    assert said(workspace) == ["a.yaml:1:1: kind: 'kind' beside 'records' is not read. Write it in each record."]
    assert (len(workspace.records), workspace.lost) == (1, ())


@pytest.mark.parametrize("beside", ["[{kind: risk}]", "{kind: risk}"])
def test_what_may_be_records_under_another_key_is_lost(tmp_path: Path, beside: str) -> None:
    workspace = read(tmp_path, {"a.yaml": f"records: [{{kind: plan}}]\nrecrods: {beside}\n"})
    assert said(workspace) == ["a.yaml:2:1: recrods: 'recrods' beside 'records' is not read. Write it in each record."]
    assert workspace.lost == (Lost(kind=None, file="a.yaml", line=2, many=True),)


def test_an_unknown_name_loses_the_record(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": "kind: minute\nbody: Bored\ndate: 2026-05-01\n"})
    assert said(workspace) == [
        (
            "a.yaml:2:7: body: no body is known as 'Bored'. Did you mean 'board'? "
            "Mend the spelling, or add it to bodies in organisation.yaml."
        )
    ]
    assert workspace.lost == (Lost(kind="minute", file="a.yaml", line=1),)


def test_a_problem_in_front_matter_stands_at_its_line_of_the_file(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.md": PAGE.replace("approved", "aproved")})
    assert said(workspace)[0].startswith("a.md:5:9: status: 'aproved' is not a word that status can have.")


def test_a_register_is_read_by_its_sidecar(tmp_path: Path) -> None:
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Date: occurred_on}\n"
    workspace = read(tmp_path, {"registers/i.csv": "Date\n2026-05-01\n31/02/2026\n", "registers/i.csv.yaml": sidecar})
    register, row = workspace.records
    assert (register.kind, register.id, register.file) == ("register", "registers/i.csv", "registers/i.csv.yaml")
    assert (row.kind, row.id, row.line, row.held, row.row) == ("incident", "registers/i.csv#2", 2, True, True)
    assert (row.rests_on, workspace.undescribed) == ("registers/i.csv", ())
    assert workspace.lost == (Lost(kind="incident", file="registers/i.csv", line=3),)


def test_the_sidecar_of_a_register_that_is_gone_loses_its_rows(tmp_path: Path) -> None:
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Date: occurred_on}\n"
    workspace = read(tmp_path, {"i.csv.yaml": sidecar})
    assert said(workspace) == [
        "i.csv.yaml:1:1: it describes 'i.csv', which is not in this folder. Put the file back, or remove this sidecar."
    ]
    assert workspace.lost == (
        Lost(kind="incident", file="i.csv.yaml", line=1, many=True),
        Lost(kind="register", file="i.csv.yaml", line=1),
    )


def test_the_sidecar_of_a_register_that_does_not_parse_loses_any_number_of_anything(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"i.csv": "Date\n", "i.csv.yaml": "kind: ["})
    assert [(item.kind, item.many) for item in workspace.lost] == [(None, True)]
    assert workspace.undescribed == ("i.csv",)


def test_a_table_may_be_described_as_one_item(tmp_path: Path) -> None:
    sidecar = "kind: register\nregister_type: assets\nas_at: 2026-09-01\n"
    record = only(read(tmp_path, {"assets.csv": "a,b\n", "assets.csv.yaml": sidecar}))
    assert (record.kind, record.id, record.held, record.rests_on) == ("register", "assets.csv", True, "assets.csv")


def test_the_digest_covers_the_path_and_the_bytes_of_every_file(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"b.pdf": b"b", "a/c.pdf": b"c", "out/x.json": "{}", "README.md": "x"})
    lines = (f"{file.path}\0{file.sha256}\n" for file in workspace.files)
    assert workspace.digest == sha256("".join(lines))
    assert [file.path for file in workspace.files] == ["a/c.pdf", "b.pdf", "organisation.yaml"]


def test_any_change_of_a_file_or_its_name_changes_the_digest(tmp_path: Path) -> None:
    digests = {
        read(tmp_path / "1", {"b.pdf": b"b"}).digest,
        read(tmp_path / "2", {"b.pdf": b"c"}).digest,
        read(tmp_path / "3", {"c.pdf": b"b"}).digest,
        read(tmp_path / "4", {"b.pdf": b"b", "c.pdf": b"b"}).digest,
    }
    assert len(digests) == 4


def test_the_same_folder_elsewhere_reads_the_same(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": PAGE, "b.yaml": "records: [{kind: plan}, {kind: pan}]"}
    assert read(tmp_path / "one", files) == read(tmp_path / "two", dict(reversed(files.items())))


def test_an_empty_folder_beside_its_organisation_has_no_records(tmp_path: Path) -> None:
    workspace = read(tmp_path, {})
    assert (workspace.records, workspace.problems, workspace.lost) == ((), (), ())


def test_ten_thousand_files_are_read(tmp_path: Path) -> None:
    write(tmp_path, {})
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").touch()
    told: list[str] = []
    workspace = read_evidence(tmp_path, progress=told.append)
    assert len(workspace.undescribed) == 10_000
    assert told[0] == "Reading file 1000 of 10001: 00999.txt"


def test_a_huge_file_is_hashed_and_never_read_as_text(tmp_path: Path) -> None:
    write(tmp_path, {})
    for name in ("film.mp4", "huge.yaml"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(60_000_000)
    workspace = read_evidence(tmp_path)
    assert workspace.files[0].size == 60_000_000
    assert said(workspace) == ["huge.yaml: the file is larger than 20,000,000 bytes. Put rows into a register."]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        ("nothing", "{}: there is no such folder. Name the folder that holds organisation.yaml."),
        ("file", "{}: this is a file, not a folder. Name the folder that holds organisation.yaml."),
        (
            "empty",
            (
                "organisation.yaml: it is not in {}, so this is not an evidence folder. "
                "Name the folder that holds it, or begin one with `vprs init`."
            ),
        ),
    ],
)
def test_what_is_no_evidence_folder_is_told_so(tmp_path: Path, make: str, problem: str) -> None:
    folder = tmp_path / "trust"
    if make == "file":
        folder.touch()
    elif make == "empty":
        folder.mkdir()
    with pytest.raises(InvalidInput) as caught:
        read_evidence(folder)
    assert str(caught.value) == problem.format(folder.as_posix())


def test_an_organisation_in_capitals_is_told_to_be_renamed(tmp_path: Path) -> None:
    (tmp_path / "Organisation.yaml").write_text("name: x\n")
    with pytest.raises(InvalidInput, match=r"Rename 'Organisation\.yaml'\.$"):
        read_evidence(tmp_path)


def test_an_organisation_that_is_a_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").mkdir()
    with pytest.raises(InvalidInput, match=r"^organisation\.yaml: this is a folder, and should be a text file\."):
        read_evidence(tmp_path)


def test_an_organisation_that_is_too_large_is_told_so(tmp_path: Path) -> None:
    with (tmp_path / "organisation.yaml").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(InvalidInput, match=r"^organisation\.yaml: the file is larger than 20,000,000 bytes\."):
        read_evidence(tmp_path)


def test_problems_are_sorted_by_file_and_line(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"b.yaml": "kind: x", "a/z.yaml": "kind: y", "a/a.yaml": "- 1"})
    assert [problem.file for problem in workspace.problems] == ["a/a.yaml", "a/z.yaml", "b.yaml"]
