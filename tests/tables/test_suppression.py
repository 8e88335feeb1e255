"""Small counts: none is shown, and none can be worked out from what is, not even by who knows how they are hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprs.evidence.suppression import small_hidden, suppress

MOST = {2: 40, 3: 30, 4: 24, 5: 20, 6: 14}  # totals of lists of so many counts that are tried, every one


def test_counts_of_five_and_more_and_of_nought_are_shown() -> None:
    assert suppress([5, 0, 20]) == ("5", "0", "20")


@pytest.mark.parametrize("count", [1, 4])
def test_a_count_from_one_to_four_is_not_shown_and_takes_the_last_larger_one_with_it(count: int) -> None:
    assert suppress([10, count, 30, 20, 0]) == ("10", "<5", "30", "*", "0")


def test_where_the_first_goes_the_first_count_of_five_or_more_is_hidden() -> None:
    assert suppress([0, 10, 3, 30], first_goes=True) == ("0", "*", "<5", "30")


def test_small_counts_that_hide_one_another_take_nothing_with_them() -> None:
    assert suppress([2, 30, 3]) == ("<5", "30", "<5")


@pytest.mark.parametrize("pair", [[1, 1], [4, 4]])
def test_two_small_counts_that_can_only_be_one_each_or_four_each_need_a_third(pair: list[int]) -> None:
    assert suppress([30, *pair]) == ("*", "<5", "<5")


@pytest.mark.parametrize(("counts", "shown"), [([5, 3], None), ([6, 3], ("*", "<5")), ([5, 4], ("*", "<5"))])
def test_a_count_and_a_small_one_are_shown_from_a_total_of_nine_on(
    counts: list[int], shown: tuple[str, ...] | None
) -> None:
    assert suppress(counts) == shown


@pytest.mark.parametrize("counts", [[3], [3, 0, 0], [5, 1], [1, 1], [1, 1, 1, 1, 1], [4, 4]])
def test_a_handful_is_not_shown_as_a_list(counts: list[int]) -> None:
    assert suppress(counts) is None


@pytest.mark.parametrize(
    ("counts", "shown"), [([], ()), ([0], ("0",)), ([5], ("5",)), ([0, 0], ("0", "0")), ([5000], ("5000",))]
)
def test_lists_of_none_and_of_one(counts: list[int], shown: tuple[str, ...]) -> None:
    assert suppress(counts) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1204, "1,204")])
def test_a_count_by_itself(count: int, shown: str) -> None:
    assert small_hidden(count) == shown


def lists(length: int, total: int) -> Iterator[tuple[int, ...]]:
    if length == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in lists(length - 1, total - first):
            yield (first, *rest)


@pytest.mark.parametrize("first_goes", [False, True])
@pytest.mark.parametrize("length", MOST)
def test_who_knows_the_method_and_the_total_cannot_pin_a_small_count(length: int, first_goes: bool) -> None:
    for total in range(MOST[length] + 1):
        alike = defaultdict(list)
        for counts in lists(length, total):
            alike[suppress(counts, first_goes=first_goes)].append(counts)
        for shown, possible in alike.items():
            for values in map(set, zip(*possible, strict=True)):
                assert len(values) > 1 or not 1 <= min(values) <= 4, (total, shown, possible)


@given(st.lists(st.integers(0, 12), max_size=8), st.booleans())
def test_every_count_is_shown_as_it_is_or_hidden(counts: list[int], first_goes: bool) -> None:
    shown = suppress(counts, first_goes=first_goes)
    for count, text in zip(counts, shown or (), strict=bool(shown)):
        assert text in (("<5",) if 1 <= count <= 4 else (str(count), "*"))


@given(st.lists(st.integers(0, 12).map(lambda count: count and count + 4), max_size=8))
def test_a_list_without_small_counts_keeps_everything(counts: list[int]) -> None:
    assert suppress(counts) == tuple(map(str, counts))
