"""Every item that a pack asks for has a template; it counts for nothing until it is filled in, and is found then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.packs.built_in import packs
from tests.rulebook import packs as small
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
from vprs.wanted.wording import GIVEN, NOT_GIVEN

AS_OF = date(2026, 9, 30)
CHECKS = "checks:\n  one:\n    says: It is so.\n    "
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
def test_each_value_that_a_template_tells_to_write_is_one_that_may_be_written(pack: Pack, tmp_path: Path) -> None:
    organisation(tmp_path, pack)
    told = sorted({(item.kind, name, value) for item in wanted_items([pack]) for name, value in values_told(item)})
    for number, (kind, name, value) in enumerate(told):
        (tmp_path / f"{number:04}.yaml").write_text(f"{lean(kind, name)}{name}: {value}\n", "utf-8")
    assert [str(problem) for problem in read_evidence(tmp_path).problems] == []
    assert {name for _, name, value in told if value == "true"} or not flags_asked(pack)


def values_told(item: Item) -> Iterator[tuple[str, str]]:
    """Each value of a closed list, yes or no, number, day, role or body that the guidance gives, with its field."""
    for name, several in item.asked.items():
        spec = item.spec.field(tuple(name.split(".")))
        for said in several if spec is not None and spec.reads in CLOSED else ():
            plain = said.removesuffix(" (each is asked for)")
            written = re.fullmatch(r"`(\S+): (\S+)`", plain)
            listed = re.fullmatch(r"(?:.* (?:is|include)|one of) (?:at least |on or \w+ |before |after )?(.+)", plain)
            for value in [written[2]] if written else re.split(r", | or | and ", listed[1]) if listed else []:
                if not value.startswith(("the ", "`")) and said not in (GIVEN, NOT_GIVEN):
                    yield name, value


CLOSED = ("choice", "flag", "number", "date", "role", "body", "role-or-body")


def lean(kind: str, name: str) -> str:
    """A record with nothing but what its kind requires and is not told."""
    given = {"date": AS_OF.isoformat(), "body": "board", "role": "lsms", "number": "1", "mapping": "{end: 2026-09}"}
    spec = read_kinds()[kind]
    needed = {*spec.required, spec.dated_by.partition(".")[0]} - {"kind", name.partition(".")[0]}
    fields = ((each, spec.fields[each]) for each in sorted(needed))
    lines = (f"{each}: {one.choices[0] if one.choices else given.get(one.reads, 'word')}\n" for each, one in fields)
    return f"kind: {kind}\n{''.join(lines)}"


def flags_asked(pack: Pack) -> bool:
    return any(
        spec.reads == "flag" and said != [GIVEN]
        for item in wanted_items([pack])
        for name, said in ((name, list(several)) for name, several in item.asked.items())
        if (spec := item.spec.field(tuple(name.split(".")))) is not None
    )


@each_pack
def test_a_template_says_of_another_record_that_it_is_another(pack: Pack) -> None:
    for item in wanted_items([pack]):
        for said in (each for several in item.asked.values() for each in several):
            assert "its own" not in said, f"{item.name}: {said}"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("held: {role: lsms, where: {accredited: true}}", "accredited", "`accredited: true`"),
        ("exists: {kind: document, where: {status: [approved, ratified, published]}}", "status",
         "status is approved, ratified or published"),
        ("exists: {kind: document, where: {review_date: {at_most: 2026-09-30}}}", "review_date",
         "review date is on or before 2026-09-30"),
        ("exists: {kind: register, where: {as_at: {at_least: $period.end}}}", "as_at",
         "as at is on or after the last day of the period"),
        ("fields: {kind: incident, allowed: {injury: [true, false]}}", "injury", "one of true, false"),
        ("follows: {first: {kind: document, where: {doc_type: strategy}}, then: {kind: minute, where: "
         "{links: $first.id}}}", "links", "links include the id of the strategy"),
        ("follows: {first: {kind: document, where: {supersedes: {present: true}}}, then: {kind: document, where: "
         "{id: $first.supersedes}}}", "id", "its id is what supersedes of the document names"),
        ("every: {of: {kind: plan, where: {plan_type: work}}, has: {kind: minute, where: {date: "
         "{at_most: $each.period.start}}}}", "date", "date is on or before `period.start` of the work plan"),
        ("every: {of: {kind: assessment, where: {assessment_type: self-assessment}}, has: {kind: action, where: "
         "{from: $each.id}}}", "from", "from is the id of the self-assessment"),
        ("every: {of: {organisation: staff_groups}, has: {kind: assessment, where: {topics: $each.id}}}", "topics",
         "topics include the id of the staff group (each is asked for)"),
        ("every: {of: {organisation: bodies}, has: {kind: minute, where: {body: $each.id}}}", "body",
         "body is the id of the body (each is asked for)"),
        ("every: {of: {list: [audit, risks]}, has: {kind: minute, where: {agenda: {all_of: [security, $each]}}}}",
         "agenda", "agenda include security and one of audit or risks (each is asked for)"),
        ("every: {of: {list: [staff, public]}, has: {kind: alert, where: {distributions: {any: {audience: $each, "
         "date: {present: true}}}}}}", "distributions",
         "distributions has an entry where audience is staff or public (each is asked for) and date is filled in"),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_field_is_said_as_it_is_written(text: str, field: str, said: str, tmp_path: Path) -> None:
    pack = replace(packs()[0], requirements=(small.requirement(tmp_path, CHECKS + text),))
    asked = [item.asked[field] for item in wanted_items([pack]) if field in item.asked]
    assert asked == [(said,)]


@each_pack
def test_the_gravest_come_first(pack: Pack) -> None:
    order = [("high", "medium", "low").index(item.severity) for item in wanted_items([pack])]
    assert order == sorted(order)


def test_what_is_for_commissioners_is_asked_of_no_provider() -> None:
    pack = next(pack for pack in packs() if pack.name == "vprs-2020")
    concerns = next(each for each in pack.requirements if each.slug == "commissioner-concerns")
    assert not may_apply(concerns, sort="acute", functions=("provider",))
    assert may_apply(concerns, sort="icb", functions=("commissioner",))
