"""Every item that a pack asks for has a template; it counts for nothing until it is filled in, and is found then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.packs.built_in import packs
from vprs.assess import assess
from vprs.checks import make_context, observe
from vprs.commands.init import TYPES
from vprs.evidence import read_evidence
from vprs.evidence.new_workbook import EXPORTED
from vprs.kinds import read_kinds
from vprs.model import Answer, Check, Exists, Outcome, Pack
from vprs.rulebook.named import bodies_of, roles_of
from vprs.strict_yaml import read_tree
from vprs.wanted import REFUSED_DATE, Item, may_apply, register_template, template, wanted_items
from vprs.wanted.asking import wanted_by

AS_OF = date(2026, 9, 30)
each_pack = pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)


def organisation(folder: Path, pack: Pack, sort: str = "acute") -> None:
    roles = ", ".join(f"{{id: {role}}}" for role in sorted({"lsms", "executive-lead", *roles_of([pack])}))
    bodies = ", ".join(f"{{id: {body}}}" for body in sorted({"board", *bodies_of([pack])}))
    head = f"name: Fernhill (fictional)\ncode: FHT\ntype: {sort}\npacks: [{pack.name}]\n"
    lists = "sites: [{id: north}]\nstaff_groups: [{id: nursing, headcount: 20}]\n"
    (folder / "organisation.yaml").write_text(f"{head}roles: [{roles}]\nbodies: [{bodies}]\n{lists}", "utf-8")


def write(folder: Path, items: tuple[Item, ...], *, filled: bool = False) -> None:
    for number, item in enumerate(items):
        lines = list(template(item))
        text = "\n".join(fill(item, lines) if filled else lines)
        (folder / f"{number:03}-{item.kind}.yaml").write_text(text + "\n", "utf-8")


def fill(item: Item, lines: list[str]) -> Iterator[str]:
    """What somebody writes who has such a thing at hand: a title, the day of judgement, a word of each list."""
    for line in lines:
        name, _, value = line.partition(": ")
        spec = item.spec.fields.get(name.rstrip(":"))
        if spec is None or (value and REFUSED_DATE not in value):
            yield line
        elif REFUSED_DATE in value:
            yield line.replace(REFUSED_DATE, AS_OF.isoformat())
        elif spec.name == "status":
            yield f"status: {'approved' if 'approved' in spec.choices else spec.choices[0]}"
        elif spec.name in ("review_date", "valid_until", "expires", "published_on"):
            yield f"{spec.name}: {AS_OF.isoformat()}"
        elif spec.name in item.spec.required or spec.name in ("title", "published_at"):
            given = spec.choices[0] if spec.choices else {"number": "1", "body": "board"}.get(spec.reads, "lsms")
            yield f"{spec.name}: {given}"
        else:
            yield line


@each_pack
def test_everything_that_a_check_asks_for_is_in_some_item(pack: Pack) -> None:
    items = wanted_items([pack])
    for requirement in pack.requirements:
        for check in requirement.checks:
            for wanted in wanted_by(check.form):
                fields = {*(clause.name for clause in wanted.selector.where), *wanted.fields}
                assert any(
                    item.kind == wanted.selector.kind
                    and fields <= {*item.known, *item.asked}
                    and any(one.requirement is requirement for one in item.by)
                    for item in items
                ), f"{requirement.path}: {check.slug}"


@each_pack
def test_every_field_that_is_asked_of_an_item_stands_in_its_template(pack: Pack) -> None:
    for item in wanted_items([pack]):
        text = "\n".join(template(item))
        for name in {*item.known, *item.asked}:
            assert re.search(rf"^(# )?{name.partition('.')[0]}:", text, re.MULTILINE), f"{item.name}: {name}"


@each_pack
def test_a_template_is_yaml_of_its_kind(pack: Pack) -> None:
    for item in wanted_items([pack]):
        tree, problems = read_tree("\n".join(template(item)), "x.yaml")
        assert not problems, item.name
        assert tree is not None
        assert isinstance(tree.value, dict)
        assert set(tree.value) <= set(item.spec.fields)


@pytest.mark.parametrize("sort", TYPES)
@each_pack
def test_templates_that_nobody_filled_in_are_refused_and_nothing_is_met(pack: Pack, sort: str, tmp_path: Path) -> None:
    organisation(tmp_path, pack, sort)
    items = wanted_items([pack])
    write(tmp_path, items)
    workspace = read_evidence(tmp_path)
    assert workspace.records == ()
    refused = {problem.file for problem in workspace.problems if REFUSED_DATE in problem.message}
    assert len(refused) == len(items)
    outcomes = {finding.outcome for finding in assess([pack], workspace, as_of=AS_OF).findings}
    assert not outcomes & {Outcome.MET, Outcome.PARTLY_MET}


@each_pack
def test_a_template_that_is_filled_in_is_read(pack: Pack, tmp_path: Path) -> None:
    organisation(tmp_path, pack)
    items = tuple(item for item in wanted_items([pack]) if not ambiguous(item))
    write(tmp_path, items, filled=True)
    workspace = read_evidence(tmp_path)
    assert [str(problem) for problem in workspace.problems] == []
    assert sorted(record.kind for record in workspace.records) == sorted(item.kind for item in items)


def ambiguous(item: Item) -> bool:
    """Where the rules leave open which sort of thing it is, its reader must choose first."""
    kind = item.spec
    return kind.type_field in kind.required and kind.type_field not in item.known


@each_pack
def test_a_template_that_is_filled_in_is_what_a_check_for_such_a_thing_finds(pack: Pack, tmp_path: Path) -> None:
    organisation(tmp_path, pack)
    write(tmp_path, tuple(item for item in wanted_items([pack]) if not ambiguous(item)), filled=True)
    workspace = read_evidence(tmp_path)
    context = make_context(pack, workspace, AS_OF, assess([pack], workspace, as_of=AS_OF).period, None)
    plain = [check for requirement in pack.requirements for check in requirement.checks if asks_no_more(check)]
    assert plain
    for check in plain:
        assert observe(check, context).answer is Answer.YES, check.slug


def asks_no_more(check: Check) -> bool:
    """A check that only asks for a thing in date, by the words that say which thing it is."""
    if not isinstance(check.form, Exists) or check.form.selector.received_by:
        return False
    kind = read_kinds()[check.form.selector.kind]
    where = check.form.selector.where
    if any(each.operator != "all_of" and len(each.operands) > 1 for clause in where for each in clause.matchers):
        return False  # its reader chooses among several words first
    fields = {clause.name for clause in where}
    return fields <= {str(kind.type_field), "topics"} and kind.name not in EXPORTED


@each_pack
def test_the_template_of_an_export_is_refused_until_it_is_filled_in(pack: Pack, tmp_path: Path) -> None:
    organisation(tmp_path, pack)
    for kind in ("incident", "training"):
        own = [item for item in wanted_items([pack]) if item.kind == kind]
        (tmp_path / f"{kind}.csv").write_text("Date,Type\n01/05/2026,physical\n", "utf-8")
        (tmp_path / f"{kind}.csv.yaml").write_text("\n".join(register_template(read_kinds()[kind], own)), "utf-8")
    workspace = read_evidence(tmp_path)
    assert workspace.records == ()
    assert {problem.file for problem in workspace.problems} >= {"incident.csv.yaml", "training.csv.yaml"}


@each_pack
def test_the_gravest_come_first(pack: Pack) -> None:
    order = [("high", "medium", "low").index(item.severity) for item in wanted_items([pack])]
    assert order == sorted(order)


def test_what_is_for_commissioners_is_asked_of_no_provider() -> None:
    pack = next(pack for pack in packs() if pack.name == "vprs-2020")
    concerns = next(each for each in pack.requirements if each.slug == "commissioner-concerns")
    assert not may_apply(concerns, sort="acute", functions=("provider",))
    assert may_apply(concerns, sort="icb", functions=("commissioner",))
