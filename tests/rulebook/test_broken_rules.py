"""However a rule file is broken, it is told in problems: never a traceback, and never a requirement all the same."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebook.packs import PACK, told, write_pack
from tests.rulebook.test_inputs import INPUTS
from vprs.commands.rules import lint_reading
from vprs.rulebook import read_pack
from vprs.strict_yaml import read_tree

GOOD = INPUTS / "good"
FORMS = """\
a: {says: x, exists: {kind: report, where: {received_by: {any: {body: board}}}, window: {from: 2026, to: 2027}}}
b: {says: x, none: {kind: incident, window: period, closed_world: y}}
c: {says: x, count: {kind: minute, at_least: 1, distinct: date}}
d: {says: x, held: {role: lsms, where: {accredited: true}, throughout: period, max_vacancy: P30D}}
e: {says: x, attested: {statement: s, by: [smd], valid_for: P6M, min_basis: 1}}
f: {says: x, every: {of: {organisation: sites}, has: {kind: assessment, where: {sites: $each.id}}, at_least: 50%}}
g: {says: x, every: {of: {list: [a]}, has: {kind: activity, where: {audience: $each}}}}
h: {says: x, follows: {first: {kind: document}, then: {kind: minute, where: {links: $first.id}}, within: P3M}}
i: {says: x, fields: {kind: document, required: [owner], allowed: {status: [approved]}, sections: [duties]}}
j: {says: x, recurs: {kind: minute, every: P6M, tolerance: P1M}}
k: {says: x, each_period: {kind: report, each: half-year, last: 2, lag: P3M}}
l: {says: x, ratio: {of: {kind: training}, matching: {course: crt}, distinct: person, at_least: 85%}}
m: {says: x, ratio: {population: {organisation: staff_groups, sum: headcount}, matching: {kind: training}, at_most: 5%}}
n: {says: x, change: {count: {kind: incident}, each: quarter, at_most: -5%}}
o: {says: x, agree: {kind: document, paths: [review_date, horizon.end]}}
"""


def plain(text: str) -> Any:
    """The values as the reader of rules sees them."""
    tree, problems = read_tree(text, "x.yaml")
    assert tree is not None, problems
    return tree.value


def whole_rule() -> dict[str, Any]:
    """Everything a rule file may say, every form included."""
    found: dict[str, Any] = plain((GOOD / "requirements" / "everything-a-file-may-say.yaml").read_text("utf-8"))
    found["checks"] |= plain(FORMS)
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, key))


RULE = whole_rule()
HEAD = plain((GOOD / "packs" / "everything-a-pack-may-say.yaml").read_text("utf-8"))
ODD = st.one_of(
    st.sampled_from(" x all never $as_of $first.id $ $each 2026 P6M 85% - . a.b".split(" ")),
    st.integers(-2, 2),
    st.booleans(),
    st.none(),
    st.sampled_from([[], {}, [[]], [{}], {"kind": "document"}, {"x": 1}, {"all": ["x"]}, {"any": {}}, ["a", 1, None]]),
)


def test_what_is_about_to_be_broken_is_whole(tmp_path: Path) -> None:
    pack, rule = (str(yaml.dump(each, Dumper=yaml.CSafeDumper)) for each in (HEAD, RULE))
    assert told(read_pack(write_pack(tmp_path, pack=pack, plan__x=rule)), tmp_path) == []


def broken(whole: Any, place: tuple[Any, ...], odd: Any, *, drop: bool) -> str:
    tree = copy.deepcopy(whole)
    inner = tree
    for part in place[:-1]:
        inner = inner[part]
    if drop:
        del inner[place[-1]]
    else:
        inner[place[-1]] = odd
    return str(yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False))


@settings(max_examples=200)
@given(place=st.sampled_from(sorted(places(RULE), key=str)), odd=ODD, drop=st.booleans())
def test_a_broken_rule_file_is_read_or_told_never_both(place: tuple[Any, ...], odd: Any, drop: bool) -> None:
    with TemporaryDirectory() as root:
        reading = read_pack(write_pack(Path(root), pack=PACK, plan__x=broken(RULE, place, odd, drop=drop)))
        assert reading.pack is not None
        assert bool(reading.problems) is not bool(reading.pack.requirements)
        assert all(problem.line and problem.message for problem in reading.problems)
        lint_reading(reading)


@settings(max_examples=200)
@given(place=st.sampled_from(sorted(places(HEAD), key=str)), odd=ODD, drop=st.booleans())
def test_a_broken_pack_yaml_is_read_or_told(place: tuple[Any, ...], odd: Any, drop: bool) -> None:
    with TemporaryDirectory() as root:
        reading = read_pack(write_pack(Path(root), pack=broken(HEAD, place, odd, drop=drop)))
        assert reading.problems, "there is no requirement, and that is told at least"
        lint_reading(reading)
