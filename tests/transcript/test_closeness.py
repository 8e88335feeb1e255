"""The measure by which a row is brought to a requirement: shared words, the rarer the heavier."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, write_pack
from vprs.rulebook import read_pack
from vprs.transcript.closeness import CLOSE, Known, closest, known_words, words_of

PACK = read_pack(Path(__file__).parent.parent.parent / "rules" / "vprs-2020").pack
assert PACK is not None
KNOWN = known_words(PACK.requirements)


def found(text: str, known: Known = KNOWN) -> tuple[str, float]:
    path, share = closest(words_of(text), known)
    return path.partition("/")[2], share


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("The board endorses a violence prevention strategy that rests on legislation.", "plan/strategy-endorsed"),
        ("Training needs are analysed for each staff group, and the analysis is kept up to date.", "do/training-needs"),
        (
            "Trade unions, safety representatives and the police are consulted on the plan.",
            "plan/stakeholders-consulted",
        ),
        ("Support is offered to staff after an incident of violence.", "do/support-offered"),
        ("The effect of the training on staff is evaluated.", "check/training-evaluated"),
        ("Senior management reviews performance on violence and decides on actions.", "act/management-review"),
        ("An equality impact assessment of the strategy is published.", "plan/equality-impact"),
    ],
)
def test_a_row_in_other_words_is_brought_to_the_requirement_that_means_it(text: str, path: str) -> None:
    assert found(text)[0] == path
    assert found(text)[1] >= CLOSE


@pytest.mark.parametrize(
    "text",
    [
        "Fire extinguishers are serviced every year by a competent contractor.",
        "Hand hygiene audits are carried out monthly on every ward.",
        "Controlled drugs are kept in locked cupboards.",
        "Car parks are lit at night.",
    ],
)
def test_a_row_on_another_matter_is_close_to_nothing(text: str) -> None:
    assert found(text)[1] < CLOSE


@pytest.mark.parametrize("text", ["", "the of and", "\u4e2d\u6587", "12 3"])
def test_a_row_without_words_shares_nothing(text: str) -> None:
    assert found(text) == ("act/documents-changed", 0.0)


def test_a_row_in_the_same_words_shares_all_of_them(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path, plan__x=HEAD + CHECK + EXAMPLES, do__y=HEAD + CHECK + EXAMPLES)).pack
    assert pack is not None
    known = known_words(pack.requirements)
    one = pack.requirements[0]
    assert closest(words_of(one.title, one.requirement), known) == ("small/do/y", 0.0)  # what all have tells nothing
    whole = KNOWN.words["vprs-2020/plan/strategy-endorsed"]
    assert closest(whole, KNOWN) == ("vprs-2020/plan/strategy-endorsed", 1.0)


def test_words_that_no_requirement_has_count_against_each() -> None:
    text = "The board endorses a violence prevention strategy"
    assert found(f"{text} for wombats, yaks and axolotls")[1] < found(text)[1]


def test_endings_and_accents_make_no_difference() -> None:
    assert words_of("R\u00e9sum\u00e9s, endorsed; ENDORSES a plan's plan") == {"resum", "endors", "plan"}
