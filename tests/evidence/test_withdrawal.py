"""Whatever is spoilt in a folder, there is an answer, and what can no longer be read stays in mind."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.folders import read, write
from vprs.evidence import read_evidence
from vprs.model import Record, Workspace
from vprs.problem import InvalidInput

FILES: dict[str, str | bytes] = {
    "strategy.md": "---\nid: s\nkind: document\ndoc_type: strategy\nstatus: approved\n---\n# Aims\n",
    "documents/policy.pdf": b"%PDF",
    "documents/policy.pdf.yaml": "kind: document\ndoc_type: policy\nsupersedes: s\n",
    "people.yaml": "records:\n  - {kind: plan, id: p, links: [s]}\n  - {kind: minute, body: board, date: 2026-05-01}\n",
    "registers/i.csv": "Ref,Date\nA1,2026-05-01\nA2,2026-05-02\n",
    "registers/i.csv.yaml": "kind: incident\nregister_type: incidents\ncolumns: {Ref: id, Date: occurred_on}\n",
}


def held_by(record: Record, path: str) -> bool:
    """Whether the record cannot be read without the file."""
    return path in (record.file, record.rests_on, f"{record.rests_on}.yaml")


def without_links(record: Record) -> Record:
    fields = {name: value for name, value in record.fields.items() if name not in ("links", "supersedes")}
    return replace(record, fields=fields, blank=frozenset(), unread=None)


GARBLED = (b"", b"\xff\xfe\x00", b"kind: [")
# What may say anything: bytes of a policy, words of a Markdown file, one heading of a table (tests of registers hold).
ANYTHING = {("documents/policy.pdf", b"\xff\xfe\x00"), *((path, b"kind: [") for path in FILES if "yaml" not in path)}
SPOILT = [(path, content) for path in sorted(FILES) for content in GARBLED if (path, content) not in ANYTHING]


@pytest.mark.parametrize(("path", "content"), SPOILT)
def test_a_file_emptied_or_garbled_loses_what_it_held_and_nothing_else(
    tmp_path: Path, path: str, content: bytes
) -> None:
    before = read(tmp_path / "before", FILES)
    after = read(tmp_path / "after", {**FILES, path: content})
    kept = [without_links(record) for record in before.records if not held_by(record, path)]
    assert [without_links(record) for record in after.records] == kept
    assert after.problems
    lost = {item.kind for item in after.lost}
    assert all(lost & {record.kind, None} for record in before.records if held_by(record, path))


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_file_taken_out_leaves_the_other_records_as_they_were(tmp_path: Path, path: str) -> None:
    before = read(tmp_path / "before", FILES)
    after = read(tmp_path / "after", {name: content for name, content in FILES.items() if name != path})
    kept = [without_links(record) for record in before.records if not held_by(record, path)]
    assert [without_links(record) for record in after.records] == kept


def spoil(content: bytes, at: int, how: bytes) -> bytes:
    at %= len(content) + 1
    return content[:at] if how == b"cut" else content[:at] + how + content[at:]


def answer(files: dict[str, str | bytes]) -> Workspace:
    root = Path(tempfile.mkdtemp())
    try:
        return read_evidence(write(root, files))
    finally:
        shutil.rmtree(root)


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 200),
    st.sampled_from([b"cut", b"\x00", b"\xff", b"\t", b":", b"[", b"'", b"#", b"&x ", b"\n", b"- ", b"---\n"]),
)
def test_a_spoilt_file_gets_an_answer_and_the_same_one_twice(path: str, at: int, how: bytes) -> None:
    content = FILES[path]
    spoilt = spoil(content.encode() if isinstance(content, str) else content, at, how)
    assert answer({**FILES, path: spoilt}) == answer({**FILES, path: spoilt})


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_an_organisation_of_any_bytes_is_told(content: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        answer({"organisation.yaml": content})
    assert caught.value.problems
