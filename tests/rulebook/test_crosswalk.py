"""The crosswalk: asked both ways, held against the rule files that are there, and told what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, write_pack
from vprs.commands.main import run
from vprs.problem import InvalidInput
from vprs.rulebook.crosswalk import Crosswalk, Relation, crosswalk_reading, read_crosswalk
from vprs.rulebook.lint_crosswalk import crosswalk_lines, crosswalk_problems

RULE = HEAD + CHECK + EXAMPLES
PAIR = "- {from: old/plan/a, to: new/plan/a, relation: equal}\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Two packs: `old` with plan/a and plan/b, `new` with plan/a and do/c."""
    write_pack(tmp_path, "old", plan__a=RULE, plan__b=RULE)
    write_pack(tmp_path, "new", plan__a=RULE, do__c=RULE)
    return tmp_path / "rules"


def put(rules: Path, pairs: str, unmatched: str = "") -> Path:
    (rules / "crosswalk.yaml").write_text(pairs, "utf-8")
    if unmatched:
        (rules / "crosswalk-unmatched.yaml").write_text(unmatched, "utf-8")
    return rules


def faults(rules: Path) -> list[str]:
    return [str(problem).removeprefix(f"{rules.as_posix()}/") for problem in crosswalk_reading(rules).problems]


def asked(rules: Path) -> list[str]:
    problems = crosswalk_problems(crosswalk_reading(rules), (rules,))
    return [str(problem).removeprefix(f"{rules.as_posix()}/") for problem in problems]


# ----------------------------------------------------------------------------------------------------------- look-up


def test_it_is_asked_both_ways_and_keeps_many_to_many(rules: Path) -> None:
    text = """\
- {from: old/plan/a, to: new/plan/a, relation: equal}
- {from: old/plan/a, to: new/do/c, relation: subset, note: The new one asks more.}
- {from: old/plan/b, to: new/do/c, relation: needs-review}
"""
    crosswalk = read_crosswalk(put(rules, text))
    assert crosswalk.to_of("old/plan/a") == (("new/plan/a", Relation.EQUAL), ("new/do/c", Relation.SUBSET))
    assert crosswalk.from_of("new/do/c") == (("old/plan/a", Relation.SUBSET), ("old/plan/b", Relation.NEEDS_REVIEW))
    assert crosswalk.to_of("new/do/c") == crosswalk.from_of("old/plan/a") == crosswalk.to_of("nowhere") == ()
    assert [pair.note for pair in crosswalk.pairs] == ["", "The new one asks more.", ""]


def test_a_folder_without_one_has_an_empty_one(rules: Path) -> None:
    assert read_crosswalk(rules) == Crosswalk()
    assert list(crosswalk_lines(Crosswalk())) == []


def test_it_may_name_packs_of_the_built_in_folder(rules: Path) -> None:
    put(rules, "- {from: vprs-2020/plan/strategy-endorsed, to: new/plan/a, relation: overlaps}\n")
    assert read_crosswalk(rules).from_of("new/plan/a") == (("vprs-2020/plan/strategy-endorsed", Relation.OVERLAPS),)


def test_what_is_unmatched_is_kept_with_its_reason(rules: Path) -> None:
    put(rules, PAIR, "- {requirement: old/plan/b, pack: new, reason: The new one is silent.}\n")
    (one,) = read_crosswalk(rules).unmatched
    assert (one.requirement, one.pack, one.reason) == ("old/plan/b", "new", "The new one is silent.")


# ------------------------------------------------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- {from: old/plan/aa, to: new/plan/a, relation: equal}\n",
            "crosswalk.yaml:1:10: from: there is no requirement 'old/plan/aa'. Did you mean 'old/plan/a'?",
        ),
        (
            "- {from: old/plan/a, to: new/check/everything, relation: equal}\n",
            "crosswalk.yaml:1:26: to: there is no requirement 'new/check/everything'. "
            "Write new/<phase>/<name>; vprs rules show new lists them.",
        ),
        (
            "- {from: old/plan/a, to: neww/plan/a, relation: equal}\n",
            "crosswalk.yaml:1:26: to: there is no pack 'neww'. Did you mean 'new'?",
        ),
        (
            "- {from: old/plan/a, to: new/plan/a, relation: overlap}\n",
            "crosswalk.yaml:1:48: relation: 'overlap' is not one of equal, subset, overlaps, needs-review. "
            "Did you mean 'overlaps'?",
        ),
        (
            "- {from: old/plan/a, to: old/plan/b, relation: equal}\n",
            "crosswalk.yaml:1:26: to: 'old/plan/a' and 'old/plan/b' are of one pack. Pair requirements of two packs.",
        ),
        (
            PAIR + "\n" + PAIR.replace("equal", "overlaps"),
            "crosswalk.yaml:3:10: from: this pair stands on line 1 already. Keep one, with the relation that holds.",
        ),
        (
            PAIR + "- {from: new/plan/a, to: old/plan/a, relation: subset}\n",
            "crosswalk.yaml:2:10: from: this pair stands on line 1 already. Keep one, with the relation that holds.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_remedy(rules: Path, text: str, expected: str) -> None:
    assert faults(put(rules, text)) == [expected]
    with pytest.raises(InvalidInput):
        read_crosswalk(rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- {requirement: old/plan/c, pack: new, reason: None seen.}\n",
            "crosswalk-unmatched.yaml:1:17: requirement: there is no requirement 'old/plan/c'. "
            "Did you mean 'old/plan/b'?",
        ),
        (
            "- {requirement: old/plan/b, pack: nev, reason: None seen.}\n",
            "crosswalk-unmatched.yaml:1:35: pack: there is no pack 'nev'. Did you mean 'new'?",
        ),
        (
            "- {requirement: old/plan/b, pack: old, reason: None seen.}\n",
            "crosswalk-unmatched.yaml:1:35: pack: the requirement is of 'old' itself. Name the other pack.",
        ),
        (
            2 * "- {requirement: old/plan/b, pack: new, reason: None seen.}\n",
            "crosswalk-unmatched.yaml:2:17: requirement: 'old/plan/b' stands twice. Keep one of them.",
        ),
        (
            "- {requirement: new/plan/a, pack: old, reason: None seen.}\n",
            "crosswalk-unmatched.yaml:1:17: requirement: crosswalk.yaml pairs it with 'old/plan/a'. "
            "Take one of the two out.",
        ),
        (
            "- {requirement: old/plan/b, pack: new}\n",
            "crosswalk-unmatched.yaml:1:3: [1]: 'reason' is missing. Add it: Why not, in a sentence.",
        ),
    ],
)
def test_a_fault_among_the_unmatched_is_told_too(rules: Path, text: str, expected: str) -> None:
    assert faults(put(rules, PAIR, text)) == [expected]


@pytest.mark.parametrize(
    "text", ["", "pairs: []\n", "- old/plan/a\n", "- [\n", "- {from: 1, to: null, relation: []}\n"]
)
def test_what_is_no_list_of_pairs_is_a_problem_and_no_crash(rules: Path, text: str) -> None:
    assert faults(put(rules, text)) != []


def test_all_faults_are_told_at_once(rules: Path) -> None:
    text = (
        "- {from: old/plan/x, to: new/plan/y, relation: same}\n- {from: old/plan/a, to: nowhere/a, relation: equal}\n"
    )
    assert len(faults(put(rules, text, "- {requirement: x, pack: y, reason: z}\n"))) >= 4


# -------------------------------------------------------------------------------------------------------------- lint


def test_lint_asks_after_every_requirement_of_either_pack(rules: Path) -> None:
    put(rules, PAIR)
    hint = "Pair it in crosswalk.yaml, or give the reason in crosswalk-unmatched.yaml."
    assert asked(rules) == [
        f"crosswalk.yaml:1:1: new/do/c has no counterpart in old, and no reason is given. {hint}",
        f"crosswalk.yaml:1:1: old/plan/b has no counterpart in new, and no reason is given. {hint}",
    ]
    reasons = (
        "- {requirement: old/plan/b, pack: new, reason: None.}\n- {requirement: new/do/c, pack: old, reason: None.}\n"
    )
    assert asked(put(rules, PAIR, reasons)) == []


def test_a_reason_for_one_pack_is_none_for_another(rules: Path, tmp_path: Path) -> None:
    write_pack(tmp_path, "third", plan__a=RULE)
    reasons = (
        "- {requirement: old/plan/b, pack: third, reason: None.}\n- {requirement: new/do/c, pack: old, reason: None.}\n"
    )
    assert [line.split(": ")[1].split(" has")[0] for line in asked(put(rules, PAIR, reasons))] == [
        "old/plan/b",  # of new
        "old/plan/a",  # of third
        "third/plan/a",
    ]


def test_the_command_checks_the_crosswalk_beside_the_packs(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reasons = (
        "- {requirement: old/plan/b, pack: new, reason: None.}\n- {requirement: new/do/c, pack: old, reason: None.}\n"
    )
    put(rules, PAIR, reasons)
    assert run(["rules", "lint", str(rules)]) in (0, 1)
    out = capsys.readouterr().out
    assert "Crosswalk between new and old: 1 pair.\n" in out
    assert "  of new without counterpart in old: new/do/c\n" in out
    assert "  of old without counterpart in new: old/plan/b\n" in out
    put(rules, PAIR.replace("equal", "alike"))
    assert run(["rules", "lint", str(rules)]) == 1
    assert "crosswalk.yaml:1:48: relation: 'alike' is not one of" in capsys.readouterr().out


def test_show_tells_of_a_requirement_what_answers_to_it_elsewhere(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = (
        PAIR.replace("equal", "subset") + "- {from: old/plan/a, to: new/do/c, relation: needs-review, note: So far.}\n"
    )
    put(rules, pairs, "- {requirement: old/plan/b, pack: new, reason: It is silent.}\n")

    def others(name: str) -> list[str]:
        assert run(["rules", "show", name, "--rules", str(rules)]) == 0
        lines = capsys.readouterr().out.splitlines()
        return [line.strip() for line in lines if line.startswith("  In another pack: ")]

    assert others("old/plan/a") == [
        "In another pack: new/plan/a, which asks all of it and more.",
        "In another pack: new/do/c, which concerns the same; how closely is yet to be reviewed. So far.",
    ]
    assert others("new/plan/a") == ["In another pack: old/plan/a, which asks part of it."]
    assert others("old/plan/b") == ["In another pack: nothing in new. It is silent."]


def test_show_tells_what_the_words_of_a_pack_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "vprs-2024"]) == 0
    out = capsys.readouterr().out
    assert "  Green: Everything the requirement asks is shown" in out
    assert "  Red: Less is shown than amber asks.\n" in out
    assert "  Caveat: The second edition rates red, amber and green, but" in out
    assert run(["rules", "show", "vprs-2020"]) == 0
    assert "Caveat" not in capsys.readouterr().out
