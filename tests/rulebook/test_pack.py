"""Pack folders: what belongs to one, where they are looked for, and what their digests cover."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, HEAD, PACK, told, write_pack
from vprs.model import Outcome
from vprs.problem import InvalidInput
from vprs.rulebook import built_in_folder, find_packs, read_pack, read_packs

RULE = HEAD + CHECK


def problems(folders: list[Path], *names: str) -> list[str]:
    with pytest.raises(InvalidInput) as error:
        read_packs(folders, names)
    return [str(problem) for problem in error.value.problems]


def test_requirements_come_by_phase_then_slug(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__b=RULE, plan__a=RULE, act__a=RULE, check__c=RULE, do__z=RULE)
    (pack,) = read_packs([folder.parent], ["small"])
    paths = [requirement.path.removeprefix("small/") for requirement in pack.requirements]
    assert paths == ["plan/a", "plan/b", "do/z", "check/c", "act/a"]


def test_the_first_folder_that_has_a_pack_gives_it(tmp_path: Path) -> None:
    write_pack(tmp_path / "one", plan__x=RULE)
    write_pack(tmp_path / "two", pack=PACK.replace("for tests", "for others"), plan__x=RULE)
    (pack,) = read_packs([tmp_path / "two" / "rules", tmp_path / "one" / "rules"], ["small"])
    assert pack.title == "A standard for others"


def test_packs_come_in_the_order_asked_and_each_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_pack(tmp_path, name, plan__x=RULE)
    assert [pack.name for pack in read_packs([tmp_path / "rules"], ["b", "a", "b"])] == ["b", "a"]


def test_an_unknown_pack_is_told_with_those_there_are(tmp_path: Path) -> None:
    write_pack(tmp_path, "vprs-2020", plan__x=RULE)
    write_pack(tmp_path, "wiltshire", plan__x=RULE)
    folder = tmp_path / "rules"
    assert problems([folder], "vprs-2002") == [
        f"{folder.as_posix()}: there is no pack 'vprs-2002'. Did you mean 'vprs-2020'? "
        "The packs there are: vprs-2020, wiltshire."
    ]


def test_a_pack_that_is_named_in_capital_letters_is_known_again(tmp_path: Path) -> None:
    write_pack(tmp_path, "waht-2024", plan__x=RULE)
    write_pack(tmp_path, "vprs-2024", plan__x=RULE)
    (told,) = problems([tmp_path / "rules"], "WAHT-2024")
    assert "there is no pack 'WAHT-2024'. Did you mean 'waht-2024'? The packs there are: " in told


@pytest.mark.parametrize("name", ["../rules/small", "small/plan", "", "."])
def test_a_pack_is_named_by_its_name_alone(tmp_path: Path, name: str) -> None:
    write_pack(tmp_path, plan__x=RULE)
    assert f"there is no pack '{name}'." in problems([tmp_path / "rules"], name)[0]


def test_a_folder_that_lacks_pack_yaml_is_told_apart_from_none(tmp_path: Path) -> None:
    (tmp_path / "rules" / "half" / "plan").mkdir(parents=True)
    place = f"{tmp_path.as_posix()}/rules"
    assert problems([tmp_path / "rules"], "half") == [
        f"{place}/half: this folder is no pack: it holds no pack.yaml. Add pack.yaml, or name another."
    ]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    write_pack(tmp_path, plan__x=RULE)
    gone = tmp_path / "gone"
    assert problems([gone, tmp_path / "rules"], "small") == [
        f"{gone.as_posix()}: there is no such folder. Name a folder whose folders hold a pack.yaml."
    ]


def test_a_file_is_no_folder_of_packs(tmp_path: Path) -> None:
    file = tmp_path / "rules.zip"
    file.write_bytes(b"")
    assert problems([file], "small")[1] == (
        f"{file.as_posix()}: this is a file, not a folder of packs. Name a folder whose folders hold a pack.yaml."
    )


def test_problems_of_all_packs_are_told_together(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", plan__x=RULE.replace("severity: high", "severity: hihg"))
    write_pack(tmp_path, "b", plan__x=RULE.replace("theme: governance", "theme: governence"))
    assert [problem.rpartition("rules/")[2].split(":")[0] for problem in problems([tmp_path / "rules"], "a", "b")] == [
        "a/plan/x.yaml",
        "b/plan/x.yaml",
    ]


def test_a_faulty_head_does_not_hide_faulty_rules(tmp_path: Path) -> None:
    pack = PACK.replace("verified: false", "verified: perhaps")
    folder = write_pack(tmp_path, pack=pack, plan__x=RULE.replace("severity: high", "severity: hihg"))
    assert [problem.split(": ")[1] for problem in told(read_pack(folder), tmp_path)] == ["verified", "severity"]


def test_a_pack_without_requirements_is_a_problem(tmp_path: Path) -> None:
    assert told(read_pack(write_pack(tmp_path)), tmp_path) == [
        "pack.yaml: the pack has no requirements. Add a rule file, such as plan/strategy.yaml."
    ]


def test_a_folder_without_pack_yaml_is_no_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)
    (folder / "pack.yaml").unlink()
    assert find_packs(folder.parent) == ()
    assert "this folder is no pack: it holds no pack.yaml." in str(read_pack(folder).problems[0])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("plam/x.yaml", "'plam' is not a phase of the pack. Did you mean 'plan'?"),
        ("else/x.yaml", "'else' is not a phase of the pack. The phases are 'plan', 'do', 'check' and 'act'."),
        ("x.yaml", "a requirement lies in the folder of its phase. Use <phase>/x.yaml; beside pack.yaml only"),
        ("plan/old/x.yaml", "a requirement lies in the folder of its phase. Use <phase>/x.yaml; beside pack.yaml only"),
        ("plan/The Board.yaml", "'The Board' is not a slug. Name the file in lower case letters, digits and hyphens."),
        ("plan/x.yml", "the name ends in .yml. Rename it to .yaml."),
    ],
)
def test_a_rule_file_out_of_place_is_a_problem(tmp_path: Path, place: str, said: str) -> None:
    folder = write_pack(tmp_path, plan__sound=RULE)
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(RULE, "utf-8")
    (problem,) = told(read_pack(folder), tmp_path)
    assert problem.startswith(f"{place}: {said}")


def test_what_is_no_yaml_is_passed_over(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)
    (folder / "plan" / "readme.txt").write_text("not: [yaml", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.yaml").write_text("not: [yaml", "utf-8")
    (folder / "~$x.yaml").write_text("", "utf-8")
    assert told(read_pack(folder), tmp_path) == []


def test_a_link_out_of_the_pack_is_not_followed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)
    (tmp_path / "secret.yaml").write_text("secret", "utf-8")
    (folder / "plan" / "y.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "plan" / "loop").symlink_to(folder)
    assert told(read_pack(folder), tmp_path) == []


def test_bytes_that_are_not_utf_8_are_a_problem_with_their_place(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)
    (folder / "plan" / "x.yaml").write_bytes(RULE.encode() + b"# caf\xe9\n")
    assert told(read_pack(folder), tmp_path) == [
        "plan/x.yaml:12:6: byte 0xe9 is not valid UTF-8. Save the file as UTF-8."
    ]


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)
    with (folder / "plan" / "y.yaml").open("wb") as stream:
        stream.truncate(2_000_000_000)
    assert told(read_pack(folder), tmp_path) == [
        "plan/y.yaml: the file is larger than 5,000,000 bytes. Keep one requirement in it."
    ]


def test_an_empty_rule_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = told(read_pack(write_pack(tmp_path, plan__x="")), tmp_path)
    assert problem == "plan/x.yaml:1:1: no value is given. Fill it in, or take the key out."


def test_a_requirement_is_known_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (pack,) = read_packs([write_pack(tmp_path, plan__x=RULE).parent], ["small"])
    assert pack.requirements[0].digest == hashlib.sha256(RULE.encode()).hexdigest()


def test_a_pack_is_known_by_the_paths_and_digests_of_all_its_files(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__x=RULE)

    def digest() -> str:
        (pack,) = read_packs([folder.parent], ["small"])
        return pack.digest

    first = digest()
    assert digest() == first
    (folder / "notes.txt").write_text("x", "utf-8")
    assert digest() == first
    (folder / "plan" / "x.yaml").rename(folder / "plan" / "y.yaml")
    second = digest()
    (folder / "reviews.yaml").write_text("[]\n", "utf-8")
    assert len({first, second, digest()}) == 3


def test_outcome_words_and_opinion_have_defaults(tmp_path: Path) -> None:
    (pack,) = read_packs([write_pack(tmp_path, plan__x=RULE).parent], ["small"])
    assert pack.outcome_words[Outcome.PARTLY_MET] == "Partly met"
    assert [(rule.level, rule.when is None) for rule in pack.opinion] == [
        ("none", False),
        ("substantial", False),
        ("limited", True),
    ]


def test_a_pack_may_word_one_outcome_and_leave_the_others(tmp_path: Path) -> None:
    pack_text = PACK + "outcome_words: {met: Green}\n"
    (pack,) = read_packs([write_pack(tmp_path, pack=pack_text, plan__x=RULE).parent], ["small"])
    assert (pack.outcome_words[Outcome.MET], pack.outcome_words[Outcome.NOT_MET]) == ("Green", "Not met")


def test_words_are_read_with_their_aliases(tmp_path: Path) -> None:
    (pack,) = read_packs([write_pack(tmp_path, plan__x=RULE).parent], ["small"])
    assert pack.words["topics"] == {"violence-prevention": ("VPR", "violence and aggression")}


def test_a_review_shows_whether_the_file_has_changed_since(tmp_path: Path) -> None:
    digest = hashlib.sha256(RULE.encode()).hexdigest()
    row = "- {{requirement: plan/x, digest: {}, role: auditor, date: 2026-11-01, result: agreed}}\n"
    reviews = row.format(digest) + row.format(f'"{digest[:12]}"') + row.format("f" * 64)
    reading = read_pack(write_pack(tmp_path, plan__x=RULE, reviews=reviews))
    assert told(reading, tmp_path) == []
    assert [review.changed_since for review in reading.reviews] == [False, False, True]


def test_the_built_in_packs_are_sound() -> None:
    packs = find_packs(built_in_folder())
    assert packs
    assert [str(problem) for pack in packs for problem in read_pack(pack).problems] == []
