"""A monitoring table becomes a pack and the pack becomes the same table; and the table makes the same checks again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.monitoring.tables import (
    ACUTE,
    ACUTE_PRINTED,
    COMMUNITY,
    COMMUNITY_PRINTED,
    OURS,
    PRINTED_ACUTE,
    PRINTED_ACUTE_BACK,
    PRINTED_COMMUNITY,
    PRINTED_COMMUNITY_BACK,
    WRITERS,
    as_csv,
    made,
    printed,
    read,
    save,
    sound,
)
from vprs.commands.main import run
from vprs.model import Form, Pack
from vprs.monitoring.from_pack import table_of
from vprs.monitoring.intervals import read_interval
from vprs.monitoring.pack_text import Source, pack_files
from vprs.report.monitoring_table import as_csv as drawn_csv
from vprs.report.monitoring_table import as_markdown, as_xlsx
from vprs.rulebook import read_pack
from vprs.rulebook.folders import built_in_folder, find_packs

DRAWN = {"csv": drawn_csv, "xlsx": as_xlsx, "md": as_markdown}
TABLES = {
    "acute": (ACUTE, ACUTE_PRINTED),
    "community": (COMMUNITY, COMMUNITY_PRINTED),
    "printed acute": (PRINTED_ACUTE, PRINTED_ACUTE_BACK),
    "printed community": (PRINTED_COMMUNITY, PRINTED_COMMUNITY_BACK),
}


def asked(pack: Pack) -> dict[str, tuple[tuple[str, bool, Form], ...]]:
    return {
        each.slug: tuple((check.slug, check.advisory, check.form) for check in each.checks)
        for each in pack.requirements
    }


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", TABLES)
def test_table_to_pack_to_table(tmp_path: Path, name: str, ending: str) -> None:
    table, expected = TABLES[name]
    pack = made(tmp_path, save(tmp_path, ending, table))
    assert printed(pack) == expected
    assert table_of(pack).left == ()


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", TABLES)
def test_pack_to_table_to_pack(tmp_path: Path, name: str, ending: str) -> None:
    """As a person does it, by the commands."""
    first = made(tmp_path, save(tmp_path, "csv", TABLES[name][0]))
    out = tmp_path / f"back.{ending}"
    assert run(["rules", "table", str(tmp_path / "ours"), "--out", str(out)]) == 0
    second = made(tmp_path, out, "again")
    assert asked(second) == asked(first)
    assert printed(second) == printed(first)


# ------------------------------------------------------------------------------------------------- packs of other makes

BUILT_IN = sorted(each.name for each in find_packs(built_in_folder()))


def test_all_packs_are_tried() -> None:
    assert len(BUILT_IN) >= 7


@pytest.mark.parametrize("ending", DRAWN)
@pytest.mark.parametrize("name", BUILT_IN)
def test_the_table_of_a_pack_that_people_wrote_is_read_back_but_for_the_rows_it_marks(
    tmp_path: Path, name: str, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"back.{ending}"
    assert run(["rules", "table", name, "--out", str(path)]) == 0
    told = capsys.readouterr().err
    found = read_pack(built_in_folder() / name).pack
    assert found is not None
    rows = table_of(found).rows
    lost = [row for row in rows if row.lost]
    for row in lost:
        assert f"  {row.requirement}: {row.cells[0]}: {row.lost}.\n" in told
    kept = tuple(row.cells for row in rows if not row.lost)
    assert kept
    assert printed(made(tmp_path, path)) == kept
    out = capsys.readouterr().out
    said = f"  {len(lost)} row{'' if len(lost) == 1 else 's'} left out, marked in the table as not to be read back:\n"
    assert (said in out) == bool(lost)
    assert out.count(": where: no body that is told is given\n") == len(lost)


# -------------------------------------------------------------------------------------------------------- drawn tables

FREQUENCIES = ("Daily", "Weekly", "Every 2 weeks", "Monthly", "Every 2 months", "Quarterly", "At least every 3 months",
               "Twice a year", "Annually", "At least every 12 months", "Every 18 months", "Every 3 years",
               "As required")  # fmt: skip
ROLES = ("LSMS", "Head of Health and Safety", "Safety and Security Officer", "Chief Nurse")
BODIES = (
    "Board",
    "Fire, Health and Safety Group",
    "Quality and Safety Committee",
    "TME",
    "NHS England",
    "Hub (external)",
)
WORDS = st.text("abcdefgh12 -|*_'\"#&<>:`\\~[](){}+=@.,\u00e9", min_size=1, max_size=30).map(
    lambda text: f"a{' '.join(text.split())}z"
)


def several(names: Sequence[str], fewest: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(names), min_size=fewest, max_size=3, unique=True).map("; ".join)


ROWS = st.lists(
    st.tuples(
        WORDS,
        st.lists(WORDS.map(lambda text: text.replace(";", "")), max_size=2, unique=True).map("; ".join),
        st.sampled_from(FREQUENCIES),
        several(ROLES, 1),
        several(BODIES, 1),
        st.sampled_from(("", *FREQUENCIES)),
        several((*ROLES, *BODIES[:4]), 0),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row[0].casefold(),
)


def written(folder: Path, content: bytes, file: str) -> Pack:
    source = Source(title="Drawn", file=file, sheet="", digest="0" * 64)
    for place, text in pack_files(read(content, file), source).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    return sound(folder)


@settings(max_examples=50, deadline=None)
@given(rows=ROWS, ending=st.sampled_from(sorted(DRAWN)))
def test_any_table_comes_back_as_it_was(rows: list[tuple[str, ...]], ending: str) -> None:
    with TemporaryDirectory() as root:
        first = written(Path(root) / "first", as_csv(rows, OURS), "t.csv")
        table = table_of(first)
        assert table.left == ()
        told = {row.cells[0]: row.cells for row in table.rows}
        for what, how, when, who, where, reported, closes in rows:
            assert told[what][:5] == (what, how, when, who, where)
            assert told[what][5] == (reported or when)
            assert set(filter(None, told[what][6].split("; "))) == set(filter(None, closes.split("; ")))
        second = written(Path(root) / "second", DRAWN[ending](table), f"t.{ending}")
        assert asked(second) == asked(first)
        assert table_of(second).rows == table.rows


def test_what_is_drawn_is_what_a_table_can_say() -> None:
    for frequency in FREQUENCIES:
        interval = read_interval(frequency)
        assert not isinstance(interval, tuple)
        assert interval.words == frequency
