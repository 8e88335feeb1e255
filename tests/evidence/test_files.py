"""What a record rests on: paths that stay inside the folder, files that are there and unchanged."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.evidence.folders import only, read, said, workbook, write
from vprs.evidence import read_evidence
from vprs.model import Lost

OTHERS: dict[str, str | bytes] = {"documents/Policy.pdf": b"%PDF", "README.md": "x"}


def plan(named: str, **more: str) -> str:
    return f"kind: plan\nfile: {named}\n" + "".join(f"{key}: {value}\n" for key, value in more.items())


@pytest.mark.parametrize(
    "named",
    [
        "documents/Policy.pdf",
        "./documents/Policy.pdf",
        "documents\\Policy.pdf",
        "documents//Policy.pdf",
        "documents/../documents/Policy.pdf",
        "../documents/Policy.pdf",
        "..\\plans\\..\\documents\\Policy.pdf",
    ],
)
def test_a_path_is_read_from_the_evidence_folder(tmp_path: Path, named: str) -> None:
    record = only(read(tmp_path, {**OTHERS, "plans/a.yaml": plan(f"'{named}'")}))
    assert (record.held, record.rests_on) == (True, "documents/Policy.pdf")
    assert record.sha256 == hashlib.sha256(b"%PDF").hexdigest()


def test_a_path_is_read_from_beside_the_describing_file_else(tmp_path: Path) -> None:
    record = only(read(tmp_path, {**OTHERS, "documents/a.yaml": plan("Policy.pdf")}))
    assert record.rests_on == "documents/Policy.pdf"


def test_a_file_at_the_top_goes_before_one_beside(tmp_path: Path) -> None:
    record = only(read(tmp_path, {"a.pdf": b"top", "documents/a.pdf": b"beside", "documents/a.yaml": plan("a.pdf")}))
    assert record.rests_on == "a.pdf"


def test_a_file_that_a_record_names_is_described(tmp_path: Path) -> None:
    assert read(tmp_path, {"a.pdf": b"x", "b.pdf": b"x", "a.yaml": plan("a.pdf")}).undescribed == ("b.pdf",)


def test_a_file_that_a_faulty_record_names_is_described(tmp_path: Path) -> None:
    assert read(tmp_path, {"a.pdf": b"x", "a.yaml": plan("a.pdf", titel="x")}).undescribed == ()


LEAVES = "leaves the evidence folder. Write a path inside it, such as documents/policy.pdf."
ABSENT = "is not in this folder. Put the file there, or take the name out."
LINKED = "a symbolic link is never followed. Put the file itself into the folder, or remove the link."
NONE_ITSELF = "says what evidence there is and is none itself. Name the file that shows it."
ADDRESS = "is an address, not a file in this folder. Save a copy in the folder and name that."
CASE = "is not in this folder. Write 'documents/Policy.pdf': upper and lower case must agree."


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("/etc/hostname", LEAVES),
        ("../secret.pdf", LEAVES),
        ("documents/../../secret.pdf", LEAVES),
        ("documents/../../trust/documents/Policy.pdf", LEAVES),
        ("..", LEAVES),
        ("C:\\policy.pdf", LEAVES),
        ("\\\\server\\policy.pdf", LEAVES),
        ("https://example.org/policy.pdf", ADDRESS),
        ("documents/policy.pdf", CASE),
        ("documents/gone.pdf", ABSENT),
        ("README.md", ABSENT),
        ("documents", "is a folder. Name one file in it."),
        ("documents/", "is a folder. Name one file in it."),
        ("documents/empty.pdf", "is empty (0 bytes). Put the file back, or name another."),
        ("a.yaml", NONE_ITSELF),
        ("organisation.yaml", NONE_ITSELF),
        ("link.pdf", f"is not read: {LINKED}"),
    ],
)
def test_a_path_that_leads_to_no_file_of_the_folder_loses_the_record(tmp_path: Path, named: str, message: str) -> None:
    root = write(tmp_path / "trust", {**OTHERS, "documents/empty.pdf": b"", "a.yaml": plan(f"'{named}'")})
    (root / "link.pdf").symlink_to(root / "documents/Policy.pdf")
    workspace = read_evidence(root)
    assert f"a.yaml:2:7: file: '{named}' {message}" in said(workspace)
    assert workspace.records == ()
    assert Lost(kind="plan", file="a.yaml", line=1) in workspace.lost


@pytest.mark.parametrize("recorded", [hashlib.sha256(b"%PDF").hexdigest(), hashlib.sha256(b"%PDF").hexdigest().upper()])
def test_a_file_that_is_as_recorded_holds(tmp_path: Path, recorded: str) -> None:
    assert only(read(tmp_path, {**OTHERS, "a.yaml": plan("documents/Policy.pdf", sha256=recorded)})).held


def test_a_file_changed_since_its_digest_was_recorded_loses_the_record(tmp_path: Path) -> None:
    old = hashlib.sha256(b"%PDF-old").hexdigest()
    workspace = read(tmp_path, {**OTHERS, "documents/Policy.pdf.yaml": f"kind: plan\nsha256: {old}\n"})
    assert said(workspace) == [
        (
            "documents/Policy.pdf.yaml:2:9: sha256: 'documents/Policy.pdf' has changed: its sha256 begins "
            f"{hashlib.sha256(b'%PDF').hexdigest()[:12]}, recorded is {old[:12]}. "
            "Put the old file back, or check the new one and record its sha256."
        )
    ]
    assert workspace.lost == (Lost(kind="plan", file="documents/Policy.pdf.yaml", line=1),)


@pytest.mark.parametrize("written", ["abc", "12", "true"])
def test_a_digest_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    workspace = read(tmp_path, {**OTHERS, "a.yaml": plan("documents/Policy.pdf", sha256=written)})
    assert said(workspace) == ["a.yaml:3:9: sha256: it is not a sha256 digest. Write the 64 hexadecimal digits."]


def test_a_digest_of_no_file_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": f"kind: plan\nsha256: {'0' * 64}\n"})
    message = "there is no file that it is the digest of. Name the file in `file`."
    assert said(workspace) == [f"a.yaml:2:9: sha256: {message}"]


def test_a_sidecar_that_names_another_file_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.pdf": b"a", "b.pdf": b"b", "a.pdf.yaml": plan("b.pdf")})
    assert said(workspace) == [
        "a.pdf.yaml:2:7: file: 'b.pdf' is not 'a.pdf', which this file describes. Take `file` out."
    ]


def test_front_matter_may_describe_another_file(tmp_path: Path) -> None:
    record = only(read(tmp_path, {"a.pdf": b"a", "a.md": f"---\n{plan('a.pdf')}---\n# Summary\n"}))
    assert (record.file, record.rests_on, record.fields["sections"]) == ("a.md", "a.pdf", ("Summary",))


def test_markdown_may_name_itself(tmp_path: Path) -> None:
    assert only(read(tmp_path, {"a.md": f"---\n{plan('a.md')}---\n"})).rests_on == "a.md"


def test_a_name_in_another_unicode_form_is_the_same_name(tmp_path: Path) -> None:
    record = only(read(tmp_path, {"cafe\u0301.pdf": b"a", "a.yaml": plan("caf\u00e9.pdf")}))
    assert record.rests_on == "cafe\u0301.pdf"


def test_the_sidecar_of_an_empty_file_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.pdf": b"", "a.pdf.yaml": "kind: plan\n"})
    assert said(workspace) == ["a.pdf.yaml:1:1: file: 'a.pdf' is empty (0 bytes). Put the file back, or name another."]


def test_an_empty_file_that_a_record_names_is_told_once(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.pdf": b"", "a.yaml": plan("a.pdf")})
    assert said(workspace) == ["a.yaml:2:7: file: 'a.pdf' is empty (0 bytes). Put the file back, or name another."]


def test_an_empty_file_that_nobody_describes_is_told_and_stays_undescribed(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"documents/a.pdf": b""})
    assert said(workspace) == ["documents/a.pdf: the file is empty (0 bytes). Put it back as it was, or remove it."]
    assert (workspace.undescribed, workspace.lost) == (("documents/a.pdf",), ())


@pytest.mark.parametrize("named", ["evidence-register.xlsx", "../evidence-register.xlsx"])
def test_the_register_of_evidence_holds_no_record(tmp_path: Path, named: str) -> None:
    workspace = read(tmp_path, {"evidence-register.xlsx": workbook(("kind",)), "plans/a.yaml": plan(named)})
    assert said(workspace) == [f"plans/a.yaml:2:7: file: '{named}' {NONE_ITSELF}"]
    assert workspace.lost == (Lost(kind="plan", file="plans/a.yaml", line=1),)


def test_what_is_not_evidence_is_neither_read_nor_listed(tmp_path: Path) -> None:
    ours = "out/a.yaml cycles/2026-H1/b.yaml START-HERE.md README.md board-template.docx actions.yaml.bak".split()
    junk = "documents/~$policy.docx documents/Thumbs.db desktop.ini .git/config documents/.git/x".split()
    workspace = read(tmp_path, dict.fromkeys((*ours, *junk), "x: ["))
    assert [file.path for file in workspace.files] == ["organisation.yaml"]
    assert workspace.problems == ()


def test_a_folder_called_out_further_down_is_evidence(tmp_path: Path) -> None:
    assert read(tmp_path, {"documents/out/a.pdf": b"x"}).undescribed == ("documents/out/a.pdf",)


def test_links_are_told_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    write(secret, {"people.yaml": "kind: plan\n"})
    root = write(tmp_path / "trust", {})
    (root / "inside").symlink_to(secret, target_is_directory=True)
    (root / "people.yaml").symlink_to(secret / "people.yaml")
    (root / "broken.pdf").symlink_to(secret / "gone.pdf")
    workspace = read_evidence(root)
    assert workspace.records == ()
    assert [file.path for file in workspace.files] == ["organisation.yaml"]
    assert said(workspace) == [f"broken.pdf: {LINKED}", f"inside: {LINKED}", f"people.yaml: {LINKED}"]
    assert [(item.kind, item.many) for item in workspace.lost] == [(None, True)] * 3


def test_an_evidence_folder_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    root = write(tmp_path / "trust", {"a.yaml": "kind: plan\n"})
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    assert read_evidence(tmp_path / "link") == read_evidence(root)


def test_a_pipe_is_told_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, {}) / "pipe.yaml")
    assert said(read_evidence(tmp_path)) == ["pipe.yaml: it is not an ordinary file. Remove it."]


def test_a_name_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    write(tmp_path, {})
    for name in (b"a\nb.yaml", b"caf\xe9.yaml"):
        (tmp_path / os.fsdecode(name)).write_text("kind: plan\n")
    workspace = read_evidence(tmp_path)
    assert said(workspace) == [
        "a\\nb.yaml: its name cannot be printed. Rename it.",
        "caf\\udce9.yaml: its name cannot be printed. Rename it.",
    ]
    assert (len(workspace.lost), workspace.records) == (2, ())


def test_folders_nested_very_deeply_are_read(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 400) + "/a.pdf"
    assert read(tmp_path, {deep: b"x"}).undescribed == (deep,)


@pytest.fixture
def as_nobody(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder in which this process may read only what everybody may."""
    root = tmp_path / "trust"
    root.mkdir()
    for folder in (root, *list(root.parents)[:4]):
        if folder.stat().st_uid == os.getuid() and str(folder) != "/":
            folder.chmod(folder.stat().st_mode | 0o055)
    return root


def test_what_may_not_be_read_is_told(as_nobody: Path) -> None:
    root = write(
        as_nobody, {"a.yaml": "kind: plan\n", "b/c.yaml": "kind: plan\n", "d.pdf": b"x", "d.pdf.yaml": "kind: plan\n"}
    )
    for path in ("a.yaml", "b", "d.pdf"):
        (root / path).chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        workspace = read_evidence(root)
    finally:
        os.seteuid(user)
    remedy = "it cannot be read: permission denied. Check its permissions, and that it is on this computer."
    assert said(workspace) == [
        f"a.yaml: {remedy}",
        f"b: {remedy}",
        f"d.pdf: {remedy}",
        f"d.pdf.yaml:1:1: file: 'd.pdf' is not read: {remedy}",
    ]
    assert [(item.kind, item.file, item.many) for item in workspace.lost] == [
        (None, "a.yaml", True),
        (None, "b", True),
        (None, "d.pdf", False),
        ("plan", "d.pdf.yaml", False),
    ]
    assert [(file.path, file.sha256) for file in workspace.files if file.sha256 is None] == [
        ("a.yaml", None),
        ("d.pdf", None),
    ]
