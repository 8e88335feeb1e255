"""What is asked of every built-in pack: that it claims no more than is known, and is of use to those who read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packs.built_in import pack_named, packs, requirements
from tests.packs.commitments import rows
from vprs.model import Outcome, Pack, Requirement
from vprs.rulebook import built_in_folder
from vprs.verification import chosen_note

ROLES = frozenset(
    "board chief-executive executive-lead lsms hr-lead learning-lead health-safety-lead communications-lead "
    "estates-lead risk-lead information-governance-lead analyst occupational-health-lead staff-side equality-lead "
    "company-secretary finance-lead contract-lead".split()
)
# Whom the strategies name besides.
NAMED = frozenset(
    "smd governance-lead divisional-governance-lead manager head-of-service security-lead hss-officer vpr-lead "
    "policy-author commissioning-lead quality-lead operations-lead procurement-lead emergency-planning-lead".split()
)
DURATIONS = ("max_age", "within", "every", "grace", "lag", "valid_for", "max_vacancy", "min_denominator")
# Their intervals are duties that a source states.
SOURCED = frozenset(
    f"vprs-2020/{path}"
    for path in (
        "plan/self-assessment",
        "check/commissioner-reviews",
        "check/commissioner-concerns",
        "check/commissioner-own-status",
    )
)
# Figures that the document of a strategy states itself: check -> the place.
STATED: Mapping[str, str] = yaml.safe_load((Path(__file__).parent / "stated-figures.yaml").read_text("utf-8")) or {}
STRATEGIES = {row.pack for row in rows()}
each_pack = pytest.mark.parametrize("pack", packs(), ids=lambda one: one.name)
each_requirement = pytest.mark.parametrize(
    "requirement", [each for _, each in requirements()], ids=lambda one: one.path
)

each_of_a_standard = pytest.mark.parametrize(
    "requirement",
    [each for pack, each in requirements() if pack.name not in STRATEGIES],
    ids=lambda one: one.path,
)


def written(requirement: Requirement) -> Mapping[str, Any]:
    """The rule file as it stands."""
    found: Mapping[str, Any] = yaml.safe_load((Path(built_in_folder()) / requirement.file).read_text("utf-8"))
    return found


# -------------------------------------------------------------------------------------------------------- honest


@each_pack
def test_no_pack_claims_to_be_verified(pack: Pack) -> None:
    assert pack.verified is False
    assert pack.verified_by is None


@each_pack
def test_every_theme_is_used(pack: Pack) -> None:
    assert {requirement.theme for requirement in pack.requirements} == set(pack.themes)


@each_requirement
def test_the_source_claims_no_more_than_is_known(requirement: Requirement) -> None:
    source = requirement.source
    assert source["document"] in {document["id"] for document in pack_named(requirement.pack).documents}
    assert source["locator"]
    assert "official_number" in source
    assert source["official_number"] is None
    assert source["wording"] == "paraphrase"


@each_of_a_standard
def test_of_a_standard_it_is_said_how_it_is_known(requirement: Requirement) -> None:
    """The standards' own texts were not to hand."""
    known = str(requirement.source["known_from"])
    assert any(word in known for word in ("not seen", "inferred", "was seen"))
    assert "was seen" not in known or "no indicator" in known.casefold()


@each_requirement
def test_every_interval_and_share_says_who_chose_it(requirement: Requirement) -> None:
    """Where a figure is neither a sourced duty nor stated by the document of a strategy, the pack owns up to it."""
    if requirement.path in SOURCED:
        return
    for slug, check in written(requirement)["checks"].items():
        if _figures(check):
            stated = f"{requirement.path}#{slug}" in STATED
            assert (check.get("chosen_by") == "pack") is not stated, slug


def test_a_figure_said_to_be_stated_is_one_of_a_check_and_says_where() -> None:
    checks = {
        f"{each.path}#{slug}": check for _, each in requirements() for slug, check in written(each)["checks"].items()
    }
    assert [path for path in STATED if path not in checks or not _figures(checks[path])] == []
    assert [path for path, where in STATED.items() if not where] == []


def _figures(part: object) -> bool:
    """Whether a form holds a duration, a share or a number."""
    if isinstance(part, Mapping):
        return any(_figure(key, value) or _figures(value) for key, value in part.items())
    return any(_figures(item) for item in part) if isinstance(part, list) else False


def _figure(key: str, value: object) -> bool:
    if isinstance(value, Mapping | list):
        return False
    rolling = key == "window" and str(value).startswith("P")
    number = re.fullmatch(r"-?\d+(\.\d+)?%?", str(value))
    return key in DURATIONS or rolling or (key in ("at_least", "at_most") and number is not None)


# --------------------------------------------------------------------------------------------------------- useful


@each_requirement
def test_a_requirement_says_why_what_to_look_for_and_what_to_do(requirement: Requirement) -> None:
    assert requirement.rationale
    assert requirement.rationale != requirement.requirement
    assert written(requirement)["evidence"]
    advice = requirement.if_not_met
    assert len(advice.gap) > 30
    assert len(advice.action) > 50
    assert advice.owner in ROLES | NAMED
    assert advice.due_in.months or 7 <= advice.due_in.days <= 90


@each_requirement
def test_prose_is_made_of_sentences(requirement: Requirement) -> None:
    advice = requirement.if_not_met
    texts = [requirement.requirement, requirement.rationale, advice.gap, advice.action]
    texts += [check.says for check in requirement.checks]
    assert [text for text in texts if not (text.strip().endswith(".") and text.strip()[0].isupper())] == []
    assert not requirement.title.endswith(".")


@each_pack
def test_an_alias_leads_to_one_word(pack: Pack) -> None:
    """A spelling under two words of one field would be read as whichever came last."""
    for name, words in pack.words.items():
        spelled = Counter(
            " ".join(str(spelling).casefold().replace("-", " ").split())
            for word, aliases in words.items()
            for spelling in {str(alias).casefold().replace("-", " ") for alias in (word, *aliases)}
        )
        assert [spelling for spelling, times in spelled.items() if times > 1] == [], name


@each_requirement
def test_what_the_pack_chose_is_told_as_an_interval_or_a_threshold(requirement: Requirement) -> None:
    for check in requirement.checks:
        form = str(written(requirement)["checks"][check.slug][check.form_name])
        dated = check.form_name in ("each_period", "recurs") or re.search(r"'P\d+[DWMY]'", form)
        what = "Interval" if dated else "Threshold"
        said = f"{what} chosen by the pack, not by the organisation." if check.chosen_by else ""
        assert chosen_note(check) == said, check.slug


def test_papers_say_how_many_figures_the_pack_chose() -> None:
    from tests.packs.test_worked import judged
    from vprs.gaps import gap_paper
    from vprs.report import draw
    from vprs.statement import statement_paper

    assessment = judged("eastern-ambulance")
    papers = draw({"gaps": gap_paper(assessment), "statement": statement_paper(assessment)}, ("md",))
    applying = [one for one in assessment.findings if one.outcome is not Outcome.NOT_APPLICABLE]
    number = sum(bool(check.chosen_by) for one in applying for check in one.requirement.checks)
    said = f"In {number} checks the interval or threshold was chosen by the pack, not by the organisation."
    assert said in papers["statement.md"].decode()
    assert papers["gaps.md"].decode().count("chosen by the pack, not by the organisation.") >= number
