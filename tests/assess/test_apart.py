"""Where the second engine is asked: here, or in a process of its own that may crash alone."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from tests.assess.building import AS_OF, PATH, asked, document, folder
from tests.engine.building import fact, pack
from tests.engine.library import needs_library
from vprs.assess import assess
from vprs.engine import durable, infer, opine_with_run
from vprs.model import Answer, Assessment, OpinionRule, Outcome
from vprs.opinions import draw_opinion

PACK = pack(
    asked("plan/x", "a"),
    opinion=(OpinionRule(level="moderate", when=fact("met", "at_least", 1)), OpinionRule(level="limited", when=None)),
)


REAL: Any = durable.loaded() if durable.name() else None


def judged(*, apart: bool) -> Assessment:
    return assess([PACK], folder(document("a")), as_of=AS_OF, apart=apart)


def dies(*_: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still here")


def dies_of_an_opinion(handle: str, ruleset: str) -> object:
    """Only the rules of an opinion name figures."""
    return dies() if '"n"' in ruleset else REAL.create_ruleset(handle, ruleset)


@needs_library
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
@pytest.mark.parametrize("create", [dies, dies_of_an_opinion])
def test_told_to_run_apart_a_crash_leaves_the_reference_alone(
    monkeypatch: pytest.MonkeyPatch, create: Callable[..., object]
) -> None:
    names = ("assert_fact", "start_action_for_state", "complete_and_start_action", "delete_state", "delete_ruleset")
    library = SimpleNamespace(
        __file__=REAL.__file__, create_ruleset=create, **{name: getattr(REAL, name) for name in names}
    )
    monkeypatch.setattr(durable, "library", library)
    found = judged(apart=True)
    assert [each.outcome.value for each in found.findings] == ["met"]
    assert found.opinions[0].level == "moderate"
    assert found.engine.note.endswith(" was set aside because it crashed (SIGKILL).")


@needs_library
def test_unless_it_is_told_so_it_runs_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError("another process")

    monkeypatch.setattr(
        sys.modules["vprs.engine.infer"], "ask_apart", never
    )  # the package gives its function that name
    assert assess([PACK], folder(document("a")), as_of=AS_OF).engine.agreed
    assert opine_with_run(PACK, {"met": 1})[2].agreed
    assert draw_opinion(PACK, judged(apart=False).opinions[0].facts, {PATH: Outcome.MET})[1].agreed
    assert infer(PACK, {PATH: {"a": Answer.YES}}, {PATH: Answer.YES}).run.agreed
    assert judged(apart=False).engine.agreed
    with pytest.raises(AssertionError, match="another process"):
        judged(apart=True)
