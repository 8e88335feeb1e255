"""`vprs rules` as a person runs it: what is told, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, PACK, write_pack, write_reviews
from vprs.commands.main import run
from vprs.rulebook import built_in_folder, find_packs

SOUND = HEAD + CHECK + EXAMPLES
BUILT_IN = tuple(folder.name for folder in find_packs(built_in_folder()))


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = run(["rules", *map(str, words)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_list_names_each_pack_and_counts_its_requirements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND, do__y=SOUND)
    assert told(capsys, "list", folder) == (
        0,
        "For any organisation:\n"
        "small  A standard for tests (edition 2020, pack version 1.0.0)\n"
        "    not verified: a working paraphrase, not compared with the official text\n"
        "    2 requirements: plan 1, do 1, check 0, act 0\n",
        "",
    )


def test_list_says_who_verified_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verified = PACK.replace("verified: false", "verified: true\nverified_by: {role: auditor, date: 2026-11-01}")
    folder = write_pack(tmp_path, pack=verified, plan__x=SOUND)
    write_reviews(folder)
    _, out, _ = told(capsys, "list", folder)
    assert "    verified by auditor on 2026-11-01\n" in out


def test_list_speaks_json_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "list", write_pack(tmp_path, plan__x=SOUND), "--format", "json")
    (pack,) = json.loads(out)["packs"]
    assert (code, err, pack["phases"]) == (0, "", {"plan": 1, "do": 0, "check": 0, "act": 0})


def test_all_packs_are_meant_where_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path, plan__x=SOUND)
    code, out, _ = told(capsys, "list", "--rules", tmp_path / "rules")
    assert code == 0
    listed = [line.split()[0] for line in out.splitlines() if line and not line.startswith((" ", "For "))]
    assert sorted(listed) == sorted(("small", *BUILT_IN))


def test_a_folder_of_packs_means_all_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "a"):
        write_pack(tmp_path, name, plan__x=SOUND)
    _, out, _ = told(capsys, "list", tmp_path / "rules")
    assert [line.split()[0] for line in out.splitlines() if not line.startswith((" ", "For "))] == ["a", "b"]


def test_packs_are_listed_by_the_kind_of_organisation_that_they_are_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path, "any", plan__x=SOUND)
    for name, types in (("a-icb", "[icb]"), ("b-trust", "[acute, ambulance]"), ("c-icb", "[icb]")):
        write_pack(tmp_path, name, pack=f"{PACK}types: {types}\n", plan__x=SOUND)
    _, out, _ = told(capsys, "list", tmp_path / "rules")
    assert [line.split("  ")[0] for line in out.splitlines() if line and not line.startswith(" ")] == [
        "For any organisation:",
        "any",
        "For acute and ambulance organisations:",
        "b-trust",
        "For icb organisations:",
        "a-icb",
        "c-icb",
    ]
    _, out, _ = told(capsys, "list", tmp_path / "rules", "--format", "json")
    assert [pack["types"] for pack in json.loads(out)["packs"]] == [["icb"], [], ["acute", "ambulance"], ["icb"]]


@pytest.mark.parametrize(
    ("types", "said"),
    [
        ("[accute]", "types: 'accute' is not one of acute, mental-health"),
        ("[icb, icb]", "'icb' stands twice. Keep one of them."),
        ("[]", "types"),
        ("acute", "types"),
    ],
)
def test_a_type_of_organisation_that_is_none_is_told(
    types: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, "list", write_pack(tmp_path, pack=f"{PACK}types: {types}\n", plan__x=SOUND))
    assert code == 2
    assert said in err


def test_a_folder_without_packs_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "lint", tmp_path)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"{tmp_path}: this folder is no pack and holds none. Name a folder with a pack.yaml, "
        "or a folder of such folders.",
        "1 problem found.",
    ]


def test_an_unknown_pack_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "show", "vprs-2o20")
    assert code == 2
    assert f"there is no pack 'vprs-2o20'. Did you mean 'vprs-2020'? The packs there are: {', '.join(BUILT_IN)}." in err


def test_lint_of_sound_rules_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "lint", write_pack(tmp_path, plan__x=SOUND)) == (0, "1 file read, 0 problems found.\n", "")


def test_lint_tells_every_problem_with_its_place_and_a_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_pack(tmp_path, plan__x=HEAD + CHECK, plan__y=SOUND.replace("severity: high", "severity: hihg"))
    assert told(capsys, "lint", folder) == (
        1,
        f"{folder}/plan/x.yaml:1:1: title: the requirement has no examples, so nothing shows what it does. "
        "Add one that is met and one that is not.\n"
        f"{folder}/plan/y.yaml:6:11: severity: 'hihg' is not one of high, medium, low. Did you mean 'high'?\n"
        "2 files read, 2 problems found.\n",
        "",
    )


def test_lint_of_a_pack_without_rules_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "lint", write_pack(tmp_path))
    assert (code, out) == (2, "")
    assert "the pack has no requirements." in err


def test_requirements_that_say_the_same_are_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbered = SOUND.replace("official_number: null", "official_number: 4")
    folder = write_pack(tmp_path, plan__x=numbered, plan__y=numbered)
    _, out, _ = told(capsys, "lint", folder)
    assert [line.partition("plan/")[2] for line in out.splitlines()[:-1]] == [
        "y.yaml:1:1: title: it is the same as that of plan/x. Tell them apart.",
        "y.yaml:2:1: requirement: it is the same as that of plan/x. Tell them apart.",
        "y.yaml:4:42: official_number: it is the same as that of plan/x. Tell them apart.",
    ]


def test_test_passes_where_all_is_as_expected_and_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "test", write_pack(tmp_path, plan__x=SOUND))
    assert code == 0
    assert out.splitlines()[1:] == [
        "  plan/x",
        "    as expected  in date: met; decides strategy",
        "    as expected  on its last day: met; decides strategy",
        "    as expected  the day after: not-met; decides strategy",
        "",
        "1 requirement, 3 examples: 3 as expected, 0 not.",
        "1 of 1 check decided by an example (100%).",
    ]


def test_test_fails_where_an_example_comes_to_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SOUND.replace("expect: not-met", "expect: met")
    code, out, _ = told(capsys, "test", write_pack(tmp_path, plan__x=wrong))
    assert code == 1
    assert "    NOT SO       the day after: met expected, came to not-met (small/plan/x.yaml:15)\n" in out
    assert "1 requirement, 3 examples: 2 as expected, 1 not.\n" in out


def test_test_fails_where_no_example_turns_on_a_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checks = CHECK + "  plan: {says: There is a plan., exists: {kind: plan}}\nmet_when: {any: [strategy, plan]}\n"
    examples = EXAMPLES.rsplit("  - ", 1)[0]
    folder = write_pack(tmp_path, plan__x=HEAD + checks + "partly_met_when: never\n" + examples)
    code, out, _ = told(capsys, "test", folder)
    assert code == 1
    assert "    NOT DECIDED  plan: no example turns on it\n" in out
    assert out.endswith("1 of 2 checks decided by an example (50%).\n")


def test_an_example_that_fails_decides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = SOUND.replace("expect: met", "expect: partly-met").replace("expect: not-met", "expect: partly-met")
    code, out, _ = told(capsys, "test", write_pack(tmp_path, plan__x=wrong))
    assert code == 1
    assert out.endswith("0 of 1 check decided by an example (0%).\n")


def test_an_example_that_cannot_be_read_fails_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SOUND.replace("review_date: 2027-01-31}], expect: not-met", "review_date: soon}], expect: not-met")
    code, out, _ = told(capsys, "test", write_pack(tmp_path, plan__x=wrong))
    assert code == 1
    assert "    UNREADABLE   the day after (small/plan/x.yaml:15)\n" in out
    assert "'soon' is not a date." in out


def test_test_speaks_json_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "test", write_pack(tmp_path, plan__x=SOUND), "--format", "json")
    data = json.loads(out)
    assert (code, err, data["format"]) == (0, "", "vprs-rules-test/1")
    assert data["summary"] == {"requirements": 1, "examples": 3, "failed": 0, "checks": 1, "decided": 1}
    assert data["requirements"][0]["examples"][2] == {
        "name": "the day after",
        "line": 15,
        "expect": "not-met",
        "outcome": "not-met",
        "why": data["requirements"][0]["examples"][2]["why"],
        "decides": ["strategy"],
        "problems": [],
    }


def test_rules_at_fault_are_not_tested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND.replace("severity: high", "severity: hihg"))
    code, out, err = told(capsys, "test", folder)
    assert (code, out) == (2, "")
    assert "severity: 'hihg' is not one of high, medium, low." in err


def test_show_tells_a_requirement_with_its_source_and_that_it_is_not_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path, plan__x=SOUND)
    code, out, _ = told(capsys, "show", "small/plan/x", "--rules", tmp_path / "rules")
    assert code == 0
    assert out.splitlines()[:14] == [
        "small/plan/x: A strategy is in date",
        "  Plan; theme governance; severity high",
        "  What it asks: The organisation has a strategy that is in date.",
        "  Why: Without one nobody knows what is intended.",
        "  Source: B0319, The document (2020-12)",
        "    official number: not known, for nobody has read it in the edition",
        "    locator: Plan",
        "    wording: paraphrase",
        "    phase basis: printed",
        "    pack: not verified: a working paraphrase, not compared with the official text",
        "  Checks:",
        "    strategy",
        "      A strategy is in date.",
        "      Asks for one document where doc type is strategy, in date.",
    ]


def test_show_tells_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "show", write_pack(tmp_path, plan__x=SOUND))
    assert "  Not verified: a working paraphrase, not compared with the official text.\n" in out
    assert "    plan/x (high): A strategy is in date\n" in out
    assert "    limited: where none of these holds\n" in out


def test_show_finds_a_requirement_by_phase_and_name_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "show", "plan/strategy-endorsed")
    assert code == 0
    assert out.startswith("vprs-2020/plan/strategy-endorsed: ")


def test_show_finds_a_requirement_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND)
    code, out, _ = told(capsys, "show", folder / "plan" / "x.yaml")
    assert code == 0
    assert out.startswith("small/plan/x: A strategy is in date\n")


def test_show_without_a_name_shows_every_requirement_of_every_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path, plan__x=SOUND, do__y=SOUND)
    code, out, _ = told(capsys, "show", "--rules", tmp_path / "rules")
    heads = [line.partition(": ")[0] for line in out.splitlines() if line and not line.startswith(" ")]
    place = heads.index("small")
    assert code == 0
    assert heads[place : place + 4] == ["small", "small/plan/x", "small/do/y", "uhmbt-2017"]
    assert "vprs-2020/plan/strategy-endorsed" in heads


@pytest.mark.parametrize("verb", ["list", "lint", "test", "show"])
def test_a_folder_of_rules_that_holds_no_pack_is_told_so(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = write_pack(tmp_path, plan__x=SOUND)
    code, out, err = told(capsys, verb, "--rules", pack, "--rules", pack / "plan")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"{pack}: this is a pack, not a folder of packs. Name the folder above it.",
        f"{pack}/plan: this folder holds no rule pack. Name the folder that holds the pack's folder.",
        "2 problems found.",
    ]
    assert told(capsys, verb, "vprs-2020", "--rules", pack)[0] == 2


def test_show_offers_the_nearest_requirement(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "show", "vprs-2020/plan/strategy-endorse")
    assert code == 2
    assert "there is no requirement 'plan/strategy-endorse'. Did you mean 'plan/strategy-endorsed'?" in err


def test_show_tells_that_a_reviewed_file_has_changed_since(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = "- {requirement: plan/x, digest: 0123456789ab, role: auditor, date: 2026-11-01, result: agreed}\n"
    folder = write_pack(tmp_path, plan__x=SOUND, reviews=review)
    _, out, _ = told(capsys, "show", folder)
    assert "  1 review recorded. Files: 0 agreed, 1 changed since compared.\n" in out
    _, out, _ = told(capsys, "show", "small/plan/x", "--rules", folder.parent)
    assert "    reviewed by auditor on 1 November 2026: agreed; the file has changed since\n" in out


def test_the_built_in_rules_are_clean_and_do_what_their_examples_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "lint", "vprs-2020")[0] == 0
    assert told(capsys, "test", "vprs-2020")[0] == 0
