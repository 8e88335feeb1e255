"""Small counts: none is shown, and none can be worked out from what is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.evidence.privacy import suppress
from vprs.evidence.suppression import ShownTable

Counts = Sequence[Sequence[int]]


def test_counts_of_five_and_more_and_of_nought_are_shown_with_all_totals() -> None:
    shown = suppress([[5, 0], [7, 20]])
    assert shown.cells == (("5", "0"), ("7", "20"))
    assert (shown.row_totals, shown.column_totals, shown.total) == (("5", "27"), ("12", "20"), "32")


@pytest.mark.parametrize("count", [1, 4])
def test_a_count_from_one_to_four_is_not_shown(count: int) -> None:
    assert suppress([[count, 10], [10, 10]]).cells[0][0] == "<5"


def test_one_small_count_takes_the_smallest_counts_of_a_square_with_it_and_every_total_stays() -> None:
    shown = suppress([[3, 10, 30], [11, 20, 40], [12, 50, 60]])
    assert shown.cells == (("<5", "*", "30"), ("*", "*", "40"), ("12", "50", "60"))
    assert (shown.row_totals, shown.column_totals, shown.total) == (("43", "71", "122"), ("26", "80", "130"), "236")


def test_small_counts_that_hide_one_another_take_nothing_with_them() -> None:
    shown = suppress([[2, 2, 30], [3, 3, 40]])
    assert shown.cells == (("<5", "<5", "30"), ("<5", "<5", "40"))
    assert (shown.row_totals, shown.column_totals, shown.total) == (("34", "46"), ("5", "5", "70"), "80")


def test_two_hidden_counts_that_come_to_two_would_be_one_and_one() -> None:
    shown = suppress([[1, 1, 30]])
    assert shown.cells == (("<5", "<5", "*"),)
    assert shown.total == "32"


def test_four_hidden_counts_under_a_total_below_five_would_be_one_each() -> None:
    shown = suppress([[1, 1, 1, 1]])
    assert (shown.row_totals, shown.total) == (("*",), "*")


def test_the_only_count_is_hidden_by_its_totals() -> None:
    shown = suppress([[3]])
    assert (shown.cells, shown.row_totals, shown.column_totals, shown.total) == ((("<5",),), ("<5",), ("<5",), "<5")


def test_one_small_count_among_noughts_leaves_no_total_of_its_own() -> None:
    shown = suppress([[3, 0], [0, 20]])
    assert shown.cells == (("<5", "0"), ("0", "*"))
    assert shown.total == "23"


def test_a_list_of_figures_is_a_table_of_one_row() -> None:
    shown = suppress([[12, 2, 3, 0]])
    assert shown.cells == (("12", "<5", "<5", "0"),)
    assert shown.total == "17"
    assert shown.column_totals == shown.cells[0]


def test_an_empty_table_is_empty() -> None:
    assert suppress([]) == ShownTable(cells=(), row_totals=(), column_totals=(), total="0")


def test_rows_of_different_length_are_no_table() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        suppress([[1], [1, 2]])


tables = st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4)]).flatmap(
    lambda shape: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 1, 2, 3, 4, 4, 5, 6, 7]), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def consistent(counts: Counts, shown: ShownTable) -> Iterator[Counts]:
    """Tables that what is shown leaves possible, by trying them: a withheld count may be near what it is."""
    choices = [
        [count] if text == str(count) else range(1, 5) if text == "<5" else range(max(0, count - 2), count + 3)
        for row, texts_of_row in zip(counts, shown.cells, strict=True)
        for count, text in zip(row, texts_of_row, strict=True)
    ]
    width = len(counts[0])
    for guess in product(*choices):
        table = [list(guess[start : start + width]) for start in range(0, len(guess), width)]
        if all(
            text == "*" or (1 <= figure <= 4 if text == "<5" else figure == int(text))
            for figure, text in zip(figures(table), texts(shown), strict=True)
        ):
            yield table


def figures(counts: Counts) -> list[int]:
    return [*map(sum, counts), *map(sum, zip(*counts, strict=True)), sum(map(sum, counts))]


def texts(shown: ShownTable) -> list[str]:
    return [*shown.row_totals, *shown.column_totals, shown.total]


@given(tables)
def test_no_count_from_one_to_four_can_be_worked_out(counts: Counts) -> None:
    shown = suppress(counts)
    possible = list(consistent(counts, shown))
    assert [list(row) for row in counts] in possible
    for r, row in enumerate(counts):
        for c, count in enumerate(row):
            if 1 <= count <= 4:
                assert len({table[r][c] for table in possible}) > 1
    for place, figure in enumerate(figures(counts)):
        if 1 <= figure <= 4:
            assert len({figures(table)[place] for table in possible}) > 1


@given(tables)
def test_every_figure_is_shown_as_it_is_or_hidden(counts: Counts) -> None:
    shown = suppress(counts)
    for row, texts_of_row in zip(counts, shown.cells, strict=True):
        for count, text in zip(row, texts_of_row, strict=True):
            assert text in (("<5",) if 1 <= count <= 4 else (str(count), "*"))
    for figure, text in zip(figures(counts), texts(shown), strict=True):
        assert text in ("*", "<5" if 1 <= figure <= 4 else str(figure))


@given(tables)
def test_a_table_without_small_counts_keeps_everything(counts: Counts) -> None:
    large = [[count if count == 0 else count + 4 for count in row] for row in counts]
    shown = suppress(large)
    assert texts(shown) == [str(figure) for figure in figures(large)]
    assert shown.cells == tuple(tuple(map(str, row)) for row in large)


@given(tables)
def test_the_same_table_is_always_shown_the_same(counts: Counts) -> None:
    assert suppress(counts) == suppress([list(row) for row in counts])
