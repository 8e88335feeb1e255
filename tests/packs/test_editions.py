"""The crosswalk between the two editions: whole, and no closer than the rules themselves are."""

from __future__ import annotations

import pytest

from tests.packs.built_in import pack_named, requirement_at
from vprs.rulebook import built_in_folder
from vprs.rulebook.crosswalk import Pair, Relation, crosswalk_reading, read_crosswalk
from vprs.rulebook.lint_crosswalk import crosswalk_problems

CROSSWALK = read_crosswalk(built_in_folder())
EDITIONS = ("vprs-2020", "vprs-2024")
each_pair = pytest.mark.parametrize("pair", CROSSWALK.pairs, ids=lambda pair: f"{pair.left} {pair.right}")


def test_every_requirement_of_either_edition_is_paired_or_given_a_reason() -> None:
    assert crosswalk_problems(crosswalk_reading(built_in_folder()), (built_in_folder(),)) == ()
    for name in EDITIONS:
        bare = {one.requirement for one in CROSSWALK.unmatched}
        paired = {path for pair in CROSSWALK.pairs for path in (pair.left, pair.right)}
        own = {requirement.path for requirement in pack_named(name).requirements}
        assert own - paired == own & bare


@each_pair
def test_a_pair_leads_from_the_first_edition_to_the_second(pair: Pair) -> None:
    assert (pair.left.partition("/")[0], pair.right.partition("/")[0]) == EDITIONS


def asked(path: str) -> set[str]:
    return {repr(check.form) for check in requirement_at(path).checks if not check.advisory}


@each_pair
def test_those_called_equal_ask_the_same_checks_and_no_others_do(pair: Pair) -> None:
    assert (asked(pair.left) == asked(pair.right)) is (pair.relation is Relation.EQUAL)


@each_pair
def test_of_a_subset_every_check_is_asked_by_the_other_too_and_of_no_other_pair(pair: Pair) -> None:
    """But for places: the second edition's check asks the same and for findings, in one selector."""
    inside = asked(pair.left) < asked(pair.right) or pair.left == "vprs-2020/do/site-risk-assessments"
    assert inside is (pair.relation is Relation.SUBSET)


@each_pair
def test_what_is_not_equal_says_what_differs(pair: Pair) -> None:
    assert pair.note or pair.relation is Relation.EQUAL


def test_every_relation_is_used() -> None:
    assert {pair.relation for pair in CROSSWALK.pairs} == set(Relation)
