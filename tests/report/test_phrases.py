from datetime import date

import pytest

from tests.report import building
from vprs.dates import Span, day
from vprs.model import Answer, Outcome, Reason
from vprs.phrases import ANSWERS, OUTCOMES, REASONS, in_words, many, role_name, short, upper_first, who_name


def test_every_reason_outcome_and_answer_has_words_and_no_two_have_the_same() -> None:
    assert set(REASONS) == set(Reason)
    assert set(OUTCOMES) == set(Outcome)
    assert set(ANSWERS) == set(Answer)
    for words in (REASONS, OUTCOMES, ANSWERS):
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("span", "words", "briefly"),
    [
        (day(date(2026, 9, 3)), "3 September 2026", "3 Sep 2026"),
        (Span(date(2028, 5, 1), date(2028, 5, 31)), "May 2028", "May 2028"),
        (Span(date(2027, 1, 1), date(2027, 12, 31)), "2027", "2027"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_was_given(span: Span, words: str, briefly: str) -> None:
    assert (in_words(span), short(span)) == (words, briefly)


def test_numbers_agree_with_their_nouns() -> None:
    assert [many(n, "file") for n in (0, 1, 2, 1204)] == ["0 files", "1 file", "2 files", "1,204 files"]


def test_a_role_is_named_as_the_organisation_names_it_else_by_its_id_in_words() -> None:
    organisation = building.organisation()
    assert role_name(organisation, "executive-lead") == "Chief Nurse"
    assert role_name(organisation, "head-of-estates") == "Head of estates"
    assert role_name(organisation, None) == ""
    assert who_name(organisation, "board") == "Trust Board"
    assert who_name(organisation, "lsms") == "Local Security Management Specialist"


def test_only_the_first_letter_of_a_sentence_is_raised() -> None:
    assert upper_first("lSMS stays") == "LSMS stays"
