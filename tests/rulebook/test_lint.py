"""What lint asks about across the files of a pack, and what it takes for settled without running an example."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, PACK, RECORD, write_pack
from vprs.commands.rules import lint_reading
from vprs.commands.rules_trials import decided_checks, try_requirement
from vprs.rulebook import built_in_folder, read_pack
from vprs.rulebook.lint_deciding import open_checks, unsettled
from vprs.rulebook.lint_roles import nearly_same

SOUND = HEAD + CHECK + EXAMPLES
OTHER = SOUND.replace("A strategy is in date", "Another").replace("has a strategy that", "has another that")
LATE = "exists: {kind: plan, where: {agreed_on: {more_than: $as_of}}}"


def told(folder: Path) -> list[str]:
    prefix = f"{folder.as_posix()}/"
    return [str(problem).removeprefix(prefix) for problem in lint_reading(read_pack(folder))]


def leaning(condition: str) -> str:
    return OTHER.replace("examples:", f"met_when: {condition}\npartly_met_when: never\nexamples:")


def test_two_sound_requirements_are_not_asked_about(tmp_path: Path) -> None:
    assert told(write_pack(tmp_path, plan__x=SOUND, plan__y=OTHER)) == []


def test_what_leans_on_a_requirement_that_cannot_be_met_cannot_be_met(tmp_path: Path) -> None:
    late = SOUND.replace("exists: {kind: document, where: {doc_type: strategy}}", LATE)
    folder = write_pack(tmp_path, plan__x=late, do__y=leaning("{all: [strategy, {requirement: plan/x}]}"))
    said = "do/y.yaml:12:1: met_when: the requirement can never be met, because 'plan/x' can never be met. "
    assert f"{said}Mend that first, or ask for something else." in told(folder)


def test_what_leans_on_its_being_partly_met_can_be_met(tmp_path: Path) -> None:
    both = CHECK + f"  late: {{says: x, {LATE}}}\nmet_when: {{all: [strategy, late]}}\npartly_met_when: strategy\n"
    leans = leaning("{all: [strategy, {requirement: plan/x, at_least: partly-met}]}")
    found = told(write_pack(tmp_path, plan__x=HEAD + both + EXAMPLES, do__y=leans))
    assert [line.partition(": ")[0] for line in found] == ["plan/x.yaml:12:48", "plan/x.yaml:13:1"]


def test_a_requirement_that_leans_on_one_with_problems_is_not_judged_by_it(tmp_path: Path) -> None:
    broken = SOUND.replace("severity: high", "severity: hihg")
    folder = write_pack(tmp_path, plan__x=broken, do__y=leaning("{any: [strategy, {requirement: plan/x}]}"))
    assert [line.partition(": ")[0] for line in told(folder)] == ["plan/x.yaml:6:11"]


def test_a_role_is_compared_with_those_of_other_files(tmp_path: Path) -> None:
    right = SOUND.replace("owner: executive-lead", "owner: security-manager")
    slip = OTHER.replace("owner: executive-lead", "owner: security-manger")
    third = right.replace("A strategy is in date", "A third").replace("has a strategy that", "has a third that")
    said = "'security-manger' is named nowhere else, and is nearly another role."
    assert told(write_pack(tmp_path, plan__x=slip, plan__y=right, do__z=third)) == [
        f"plan/x.yaml:7:62: owner: {said} Did you mean 'security-manager'?"
    ]


def test_of_two_roles_named_once_the_later_is_asked_about(tmp_path: Path) -> None:
    right = OTHER.replace("owner: executive-lead", "owner: security-manager")
    slip = SOUND.replace("owner: executive-lead", "owner: security-manger")
    (found,) = told(write_pack(tmp_path, plan__x=right, do__y=slip))
    assert found.startswith("do/y.yaml:7:62: owner: 'security-manger' is named nowhere else")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("executive-led", "executive-lead"),
        ("executive-leed", "executive-lead"),
        ("executivelead", "executive-lead"),
        ("exectuive-lead", "executive-lead"),
        ("risk-ownr", "risk-owner"),
        ("security-managers", "security-manager"),
    ],
)
def test_a_slip_of_the_pen_is_nearly_the_same_role(one: str, other: str) -> None:
    assert nearly_same(one, other)
    assert nearly_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lsms", "lsms"),
        ("lms", "lmss"),
        ("security-lead", "security-head"),
        ("cno", "coo"),
        ("cso", "ciso"),
        ("director-of-hr", "director-of-it"),
        ("medical-director", "clinical-director"),
        ("executive-lead", "executive-lead-deputy"),
        ("security-lead", "executive-lead"),
    ],
)
def test_a_role_of_its_own_is_not_nearly_the_same(one: str, other: str) -> None:
    assert not nearly_same(one, other)
    assert not nearly_same(other, one)


def test_an_official_number_stands_for_one_requirement_of_a_document(tmp_path: Path) -> None:
    number = SOUND.replace("official_number: null", 'official_number: "4"')
    same = OTHER.replace("official_number: null", "official_number: 4")
    other = same.replace("document: B0319", "document: B0989")
    folder = write_pack(tmp_path / "same", plan__x=number, plan__y=same)
    assert told(folder) == ["plan/y.yaml:4:42: official_number: it is the same as that of plan/x. Tell them apart."]
    documents = PACK.replace("date: 2020-12}]", "date: 2020-12}, {id: B0989, title: Guidance}]")
    assert told(write_pack(tmp_path / "other", pack=documents, plan__x=number, plan__y=other)) == []


def test_a_pack_without_an_opinion_of_its_own_is_not_asked_about_one(tmp_path: Path) -> None:
    assert "opinion" not in PACK  # the opinion it gets asks for five requirements of high severity
    assert told(write_pack(tmp_path, plan__x=SOUND)) == []


def test_requirements_that_could_not_be_read_are_not_counted_as_missing(tmp_path: Path) -> None:
    opinion = "opinion: [{level: none, when: {fact: not_met, at_least: 2}}, {level: limited}]\n"
    broken = OTHER.replace("severity: high", "severity: hihg")
    found = told(write_pack(tmp_path, pack=PACK + opinion, plan__x=SOUND, plan__y=broken))
    assert [line.partition(": ")[0] for line in found] == ["plan/y.yaml:6:11"]


def test_where_every_check_must_hold_no_example_is_run(tmp_path: Path) -> None:
    assert unsettled(read_pack(write_pack(tmp_path, plan__x=SOUND))) == ()


def test_an_example_that_is_met_settles_only_what_cannot_drop_out(tmp_path: Path) -> None:
    ended = "organisation: {bodies: [{id: old, to: 2020-01-01}]}, records: ["
    (requirement,) = unsettled(read_pack(write_pack(tmp_path, plan__x=SOUND.replace("records: [", ended))))
    assert open_checks(requirement) == ("strategy",)


def test_linting_plain_rules_loads_no_engine(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND)
    code = (
        f"import sys; from vprs.commands.main import run; assert run(['rules', 'lint', {str(folder)!r}]) == 0; "
        "print(*sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "vprs.rulebook.lint" in loaded
    assert not {"vprs.engine", "vprs.checks", "vprs.evidence", "vprs.assess"} & set(loaded)


def test_the_reference_alone_finds_the_checks_decided_that_both_engines_do() -> None:
    pack = read_pack(built_in_folder() / "vprs-2020").pack
    assert pack is not None
    for requirement in pack.requirements:
        decided = {slug for slug, names in try_requirement(pack, requirement).decided_by.items() if names}
        deciding = [check.slug for check in requirement.checks if not check.advisory]
        assert decided_checks(pack, requirement, deciding) == decided, requirement.path
        assert decided >= set(deciding) - set(open_checks(requirement)), requirement.path


def test_an_example_that_does_not_come_to_what_it_expects_decides_nothing(tmp_path: Path) -> None:
    wrong = SOUND.replace("expect: met", "expect: partly-met").replace("expect: not-met", "expect: partly-met")
    found = told(write_pack(tmp_path, plan__x=wrong))
    assert [line.partition(": ")[2].partition(",")[0] for line in found] == [
        "strategy: no example turns on check 'strategy'",
        "examples: no example is met. Add one that is.",
    ]


def test_an_example_that_cannot_be_read_decides_nothing(tmp_path: Path) -> None:
    unread = RECORD.replace("review_date: 2027-01-31", "review_date: soon")
    case = f"examples: [{{name: one, as_of: 2026-09-30, records: [{unread}], expect: not-met}}]\n"
    found = told(write_pack(tmp_path, plan__x=HEAD + CHECK + case))
    assert [line.partition(",")[0] for line in found][:1] == [
        "plan/x.yaml:9:3: strategy: no example turns on check 'strategy'"
    ]


NEVER = "kind: plan, where: {agreed_on: {more_than: $as_of}}"
OF_EACH = "kind: plan, where: {links: $each.id, agreed_on: {more_than: $as_of}}"
OF_FIRST = "kind: plan, where: {links: $first.id, agreed_on: {more_than: $as_of}}"


@pytest.mark.parametrize(
    "form",
    [
        f"exists: {{{NEVER}}}",
        f"count: {{{NEVER}, at_least: 1}}",
        f"count: {{{NEVER}, exactly: 1}}",
        f"fields: {{{NEVER}, required: [items]}}",
        f"recurs: {{{NEVER}, every: P6M}}",
        f"each_period: {{{NEVER}, each: quarter}}",
        f"every: {{of: {{{NEVER}}}, has: {{kind: minute, where: {{links: $each.id}}}}}}",
        f"every: {{of: {{kind: plan}}, has: {{{OF_EACH}}}}}",
        f"follows: {{first: {{{NEVER}}}, then: {{kind: minute, where: {{links: $first.id}}}}}}",
        f"follows: {{first: {{kind: plan}}, then: {{{OF_FIRST}}}}}",
        f"ratio: {{of: {{{NEVER}}}, matching: {{title: x}}, at_most: 5%}}",
        "ratio: {of: {kind: plan}, matching: {agreed_on: {more_than: $as_of}}, at_least: 5%}",
        f"change: {{count: {{{NEVER}}}, at_most: 5%}}",
        "held: {role: lsms, where: {start: {more_than: $as_of}}}",
        "fields: {kind: document, where: {doc_type: strategy}, allowed: {doc_type: [policy]}}",
        "count: {kind: document, distinct: doc_type, at_least: 9}",
        "ratio: {of: {kind: plan}, matching: {title: x}, at_least: 9%, at_most: 8%}",
        "none: {kind: incident}",
    ],
)
def test_a_check_that_can_never_be_yes_keeps_its_requirement_from_being_met(form: str, tmp_path: Path) -> None:
    assert any("can never be met" in line for line in asking(tmp_path, form))


@pytest.mark.parametrize(
    "form",
    [
        f"none: {{{NEVER}, closed_world: all are here}}",
        f"count: {{{NEVER}, at_most: 1}}",
        f"every: {{of: {{kind: plan}}, has: {{{OF_EACH}}}, at_least: 0%}}",
        "ratio: {of: {kind: plan}, matching: {agreed_on: {more_than: $as_of}}, at_most: 5%}",
        f"change: {{count: {{{NEVER}}}, compared: true}}",
        "change: {metric: x, at_least: 5%, at_most: -5%, compared: true}",
        "exists: {kind: document, where: {status: [draft, approved]}}",
        "none: {kind: incident, closed_world: all are here}",
    ],
)
def test_a_check_that_finds_nothing_and_may_be_yes_does_not(form: str, tmp_path: Path) -> None:
    assert not any("can never be met" in line for line in asking(tmp_path, form))


def asking(root: Path, form: str) -> list[str]:
    strategy = "exists: {kind: document, where: {doc_type: strategy}}"
    return told(write_pack(root, plan__x=SOUND.replace(strategy, form)))


@pytest.mark.parametrize(
    ("form", "place", "hint"),
    [
        ("attested: {statement: capcity, by: lsms}", "11:16: statement", "capacity"),
        ("change: {metric: asaults, compared: true}", "11:14: metric", "assaults"),
        ("ratio: {of: {kind: training}, matching: {course: crtt}, at_least: 9%}", "11:46: course", "crt"),
        ("held: {role: lsms, where: {holder: cod-a}}", "11:32: holder", "code-a"),
        ("exists: {kind: document, where: {declares: {any: {topic: aimss}}}}", "11:55: topic", "aims"),
    ],
)
def test_a_word_nearly_known_is_asked_about_wherever_it_stands(
    form: str, place: str, hint: str, tmp_path: Path
) -> None:
    words = "statement: {capacity: []}, name: {assaults: []}, holder: {code-a: []}, topic: {aims: [goals]}, "
    rule = SOUND.replace("exists: {kind: document, where: {doc_type: strategy}}", form)
    (found,) = told(write_pack(tmp_path, pack=PACK.replace("words: {", "words: {" + words), plan__x=rule))
    assert found.startswith(f"plan/x.yaml:{place}: '")
    assert found.endswith(f"Did you mean '{hint}'?")


@pytest.mark.parametrize("word", ["Aims", "GOALS", "a_word_of_its_own"])
def test_a_word_that_compares_as_a_known_one_is_not(word: str, tmp_path: Path) -> None:
    form = f"exists: {{kind: document, where: {{declares: {{any: {{topic: {word}}}}}}}}}"
    rule = SOUND.replace("exists: {kind: document, where: {doc_type: strategy}}", form)
    pack = PACK.replace("words: {", "words: {topic: {aims: [goals]}, ")
    assert told(write_pack(tmp_path, pack=pack, plan__x=rule)) == []


NAMED = SOUND.replace("owner: executive-lead", "owner: estates-lead").replace(
    "exists: {kind: document, where: {doc_type: strategy}}",
    "exists: {kind: report, received_by: [board, ccg], window: P12M}",
)
SMD = "roles: [{id: smd, name: Security Management Director}]\n"


def test_names_that_a_list_of_names_leaves_out_are_asked_about(tmp_path: Path) -> None:
    asked = NAMED.replace("theme: governance", "theme: governance\nnot_applicable_by: [smd, executive-lead]")
    lists = f"{SMD}bodies: [{{id: board, name: Trust Board, level: board}}]\n"
    assert told(write_pack(tmp_path, pack=PACK + lists, plan__x=asked)) == [
        "pack.yaml:11:1: roles: the rules name the role 'estates-lead', which is not here. "
        "Add {id: estates-lead, name: ...}.",
        "pack.yaml:12:1: bodies: the rules name the body 'ccg', which is not here. "
        "Add {id: ccg, name: ..., level: ...}.",
    ]


def test_a_pack_without_lists_of_names_is_not_asked_for_them(tmp_path: Path) -> None:
    assert not [line for line in told(write_pack(tmp_path, plan__x=NAMED)) if "the rules name" in line]


def test_a_name_that_may_stand_in_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    broken = OTHER.replace("severity: high", "severity: hihg")
    folder = write_pack(tmp_path, pack=PACK + SMD, plan__x=SOUND, plan__y=broken)
    assert [line.partition(": ")[0] for line in told(folder)] == ["plan/y.yaml:6:11"]


@pytest.mark.parametrize(
    "asks",
    [
        "exists: {kind: change, where: {approved_by: ccg}}",
        "exists: {kind: minute, where: {body: [board, ccg]}}",
        "exists: {kind: report, where: {received_by: {any: {body: ccg}}}}",
        "every: {of: {organisation: bodies, where: {id: ccg}}, has: {kind: minute, where: {body: $each.id}}}",
        "every: {of: {list: [board, ccg]}, has: {kind: minute, where: {body: $each}}}",
        "fields: {kind: minute, allowed: {body: [ccg]}}",
    ],
)
def test_a_body_is_named_wherever_a_rule_asks_for_it(asks: str, tmp_path: Path) -> None:
    ccg = "bodies: [{id: ccg, name: Clinical Commissioning Group, level: external, to: 2022-06-30}]\n"
    rule = SOUND.replace("exists: {kind: document, where: {doc_type: strategy}}", asks)
    assert rule != SOUND
    assert read_pack(write_pack(tmp_path, pack=PACK + ccg, plan__x=rule)).problems == ()
