"""Opening a cycle: the days, the rules it keeps, what comes over from the one before."""

from __future__ import annotations

import pytest

from tests.cycle.trust import H1, H2, Trust, everything
from vprs.cycle.reading import read_cycles
from vprs.cycle.writing import cycle_text


def given(**changed: str) -> list[str]:
    """The words of `cycle open` with some of them changed."""
    words = dict(zip(H1[1::2], H1[2::2], strict=True)) | {f"--{name}": value for name, value in changed.items()}
    return [changed.pop("id", H1[0]), *(part for pair in words.items() if pair[0] != "--id" for part in pair)]


def test_it_keeps_its_days_its_board_and_a_copy_of_its_rules(opened: Trust) -> None:
    (cycle,) = read_cycles(opened.root)
    assert (cycle.id, cycle.revision, cycle.status) == ("2026-H1", 1, "open")
    assert (str(cycle.period.start), str(cycle.period.end), str(cycle.cut_off)) == (
        "2026-04-01",
        "2026-09-30",
        "2026-10-20",
    )
    assert (cycle.board_body, str(cycle.board_date)) == ("board", "2026-11-05")
    copy = opened.kept() / "rules" / "tiny"
    assert everything(copy) == everything(opened.rules / "tiny")
    assert opened.kept().joinpath("cycle.yaml").read_text("utf-8") == cycle_text(cycle)


def test_a_cycle_keeps_the_rules_it_opened_with_whatever_becomes_of_the_pack(opened: Trust) -> None:
    before = everything(opened.root)
    rule = opened.rules / "tiny" / "do" / "lead.yaml"
    rule.write_text(rule.read_text("utf-8").replace("held: {role: lsms}", "exists: {kind: alert}"), "utf-8")
    assert opened.close("2026-H1") == 0
    assert everything(opened.root).items() >= {k: v for k, v in before.items() if "cycle.yaml" not in k}.items()
    assert '"outcome": "met"' in (opened.kept() / "assessment.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"to": "2026-03-31"}, "--to: 2026-03-31 is before --from, 2026-04-01."),
        ({"cut-off": "2026-09-29"}, "--cut-off: 2026-09-29 is before the end of the period, 2026-09-30."),
        ({"board": "2026-10-19"}, "--board: 2026-10-19 is before the cut-off, 2026-10-20."),
        ({"id": "a/b"}, "cycle: 'a/b' is no id for a cycle"),
        ({"id": "../x"}, "cycle: '../x' is no id for a cycle"),
        ({"id": "con"}, "Windows cannot have a folder of that name"),
        ({"id": "2026-H1-r2"}, "is kept for revisions"),
        ({"body": "bord"}, "organisation.yaml knows no body 'bord'. Did you mean 'board'?"),
        ({"from": "soon"}, "'soon' is not a date"),
        ({"pack": "tinny"}, "Did you mean 'tiny'?"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(trust: Trust, changed: dict[str, str], said: str) -> None:
    before = everything(trust.root)
    assert trust.open(*given(**changed)) == 2
    assert said in trust.err
    assert everything(trust.root) == before


def test_a_month_stands_for_all_of_its_days(trust: Trust) -> None:
    assert trust.open(*given(**{"from": "2026-04", "to": "2026-09"})) == 0, trust.err
    (cycle,) = read_cycles(trust.root)
    assert (str(cycle.period.start), str(cycle.period.end)) == ("2026-04-01", "2026-09-30")


@pytest.mark.parametrize("option", ["cut-off", "board"])
def test_what_happens_on_a_day_is_given_by_its_day(trust: Trust, option: str) -> None:
    before = everything(trust.root)
    assert trust.open(*given(**{option: "2026-11"})) == 2
    assert "'2026-11' is not a day" in trust.err
    assert everything(trust.root) == before


@pytest.mark.parametrize("changed", [{"cut-off": "2026-09-30"}, {"board": "2026-10-20"}, {"to": "2026-04-01"}])
def test_the_days_may_touch(trust: Trust, changed: dict[str, str]) -> None:
    assert trust.open(*given(**changed)) == 0, trust.err


@pytest.mark.parametrize("option", ["--from", "--to", "--cut-off", "--board"])
def test_every_day_must_be_given(trust: Trust, option: str) -> None:
    words = list(H1)
    at = words.index(option)
    assert trust.open(*words[:at], *words[at + 2 :]) == 2
    assert f"{option} is missing" in trust.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (H1, "there is a cycle '2026-H1' already"),
        (("2026-h1", *H1[1:]), "there is a cycle '2026-H1' already"),
        (
            ("other", "--from", "2026-09-30", "--to", "2027-03-31", "--cut-off", "2027-04-20", "--board", "2027-05-06"),
            "would judge again",
        ),
        (
            ("other", "--from", "2025-10-01", "--to", "2026-04-01", "--cut-off", "2026-04-20", "--board", "2026-05-06"),
            "would judge again",
        ),
    ],
)
def test_an_id_or_a_day_that_is_taken_is_refused(opened: Trust, words: tuple[str, ...], said: str) -> None:
    assert opened.open(*words) == 2
    assert said in opened.err


def test_the_day_after_the_last_begins_the_next(opened: Trust) -> None:
    after = (
        "2026-H2",
        "--from",
        "2026-10-01",
        "--to",
        "2027-03-31",
        "--cut-off",
        "2027-04-20",
        "--board",
        "2027-05-06",
    )
    assert opened.open(*after) == 0, opened.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Which cycle?"),
        (["a", "b", "c"], "Which cycle?"),
        ([""], "A name is empty"),
    ],
)
def test_one_cycle_is_named(trust: Trust, words: list[str], said: str) -> None:
    assert trust.vprs("cycle", "open", *words) == 2
    assert said in trust.err


def test_the_folder_one_is_in_may_be_left_out(trust: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trust.root)
    assert trust.vprs("cycle", "open", *H1, "--rules", str(trust.rules)) == 0, trust.err
    assert trust.vprs("cycle", "status") == 0
    assert "Cycle 2026-H1: open" in trust.out


def test_a_folder_that_holds_no_evidence_is_refused(trust: Trust) -> None:
    assert trust.vprs("cycle", "open", str(trust.rules), *H1) == 2
    assert "this is not an evidence folder" in trust.err


# ----------------------------------------------------------------------------------------------- what comes over

JUDGED = """\
records:
  - {{id: word, kind: attestation, requirement: tiny/do/lead, by: lsms, made_on: {made}, valid_until: 2027-12-31,
     judgement: not-met}}
  - {{id: act, kind: action, raised_on: 2026-01-05, what: Appoint a deputy, requirement: tiny/do/lead, status: open}}
  - {{id: done, kind: action, raised_on: 2026-01-05, what: Done, requirement: tiny/do/lead, status: closed,
     closed_on: 2026-02-01, links: [seen]}}
  - {{id: seen, kind: minute, body: board, date: 2026-02-01}}
"""


@pytest.fixture
def second(trust: Trust) -> Trust:
    """A closed half-year, and the next one opened."""
    trust.write("judged.yaml", JUDGED.format(made="2026-04-20"))
    assert trust.open(*H2) == 0, trust.err
    assert trust.close("2025-H2") == 0, trust.err
    assert trust.open(*H1) == 0, trust.err
    return trust


def test_open_actions_links_and_judgements_come_over(second: Trust) -> None:
    carried = read_cycles(second.root)[1].carried
    assert carried is not None
    assert (carried.source, str(carried.judged_until)) == ("2025-H2", "2026-04-20")
    assert (carried.actions, carried.judgements) == (("act",), ("word",))
    assert carried.evidence == {
        "tiny/do/lead": ("people.yaml",),
        "tiny/plan/strategy": ("documents/strategy.md", "minutes.yaml"),
    }
    assert "Judgements carried forward, not re-confirmed: 1" in second.out


@pytest.mark.parametrize(
    ("made", "carried"),
    [("2026-04-20", True), ("2026-04-21", False), ("2026-04", True), ("2026-05", False), ("2025", True)],
)
def test_a_judgement_is_carried_forward_until_it_is_made_again(second: Trust, made: str, *, carried: bool) -> None:
    second.write("judged.yaml", JUDGED.format(made=made))
    assert second.vprs("assess", str(second.root), "--cycle", "2026-H1", "--format", "json") == 0, second.err
    import json

    finding = next(each for each in json.loads(second.out)["findings"] if each["requirement"] == "tiny/do/lead")
    assert finding["judged"].get("carried", False) is carried
    assert second.cycle("status", "2026-H1") == 0
    assert ("Carried forward, not re-confirmed: 1 judgement." in second.out) is carried


def test_without_a_cycle_before_nothing_is_carried(opened: Trust) -> None:
    assert read_cycles(opened.root)[0].carried is None
