"""The reference names everything there is: commands, options, kinds, fields, forms, reasons, formats, requirements."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
import pytest

from docs.generate import PARTS, PLACE, filled
from docs.generate.commands import walked
from docs.generate.forms import ANY_UNKNOWN, NO, NOT_APPLICABLE, UNKNOWN
from docs.generate.markdown import code, plain, sentence, table
from docs.generate.packs import read
from docs.generate.schemas import schema_told
from vprs.assess import assess
from vprs.commands.main import BROKEN_PIPE, INTERRUPTED, OUR_BUG
from vprs.engine.prune import needed_by
from vprs.evidence import read_example
from vprs.evidence.sidecar import ALSO_KEYS, DATE_STYLES, REGISTER_KEYS, TABLE_KEYS
from vprs.kinds import READS, read_kinds, read_organisation_kind
from vprs.model import Answer, Outcome, Reason
from vprs.report import FORMATS
from vprs.rulebook import built_in_folder
from vprs.rulebook.folders import find_packs
from vprs.rulebook.forms import READERS

ROOT = Path(__file__).parent.parent.parent
PAGES = {path.stem: path for path in sorted((ROOT / "docs" / "reference").glob("*.md"))}
PACKS = tuple(folder.name for folder in find_packs(built_in_folder()))


@cache
def page(name: str) -> str:
    return filled(PAGES[name].read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_place_of_a_page_is_filled(name: str) -> None:
    assert "<!-- vprs" not in page(name)


def test_every_part_is_used_and_a_place_that_nothing_fills_is_noticed() -> None:
    told = {found["name"] for path in PAGES.values() for found in PLACE.finditer(path.read_text("utf-8"))}
    assert told == set(PARTS)
    with pytest.raises(KeyError):
        filled("<!-- vprs: nothing -->\n")


@pytest.mark.parametrize(("name", "command"), [named[:2] for named in walked()], ids=str)
def test_every_command_is_there_with_every_option(name: str, command: click.Command) -> None:
    own = page("commands").split(f"\n## {name}\n")[1].split("\n## ")[0]
    for option in command.params:
        assert all(f"`{word}" in own or f", {word}" in own for word in option.opts if word.startswith("--")), (
            option.opts
        )
    assert "\b" not in own
    assert "\n  vprs " not in own


def test_exit_codes_are_those_of_the_program() -> None:
    codes = [int(code) for code in re.findall(r"^\| (\d+) \| ", page("commands"), re.MULTILINE)]
    assert codes == [0, 1, 2, OUR_BUG, INTERRUPTED, BROKEN_PIPE]


@pytest.mark.parametrize("kind", sorted(read_kinds()))
def test_every_kind_is_there_with_every_field(kind: str) -> None:
    shared, rest = page("evidence").split("## Fields that every kind has\n")[1].split("\n(kind-", 1)
    own = f"(kind-{rest}".split(f"(kind-{kind})=\n")[1].split("\n(kind-")[0]
    for name, spec in read_kinds()[kind].fields.items():
        assert code(name) in own + shared, name
        for choice in spec.choices if name != "kind" else ():
            assert code(choice) in own, choice


def test_organisation_is_there_with_every_list_and_what_is_in_it() -> None:
    for name, spec in read_organisation_kind().fields.items():
        assert f"| {code(name)}" in page("organisation")
        for inner in spec.fields:
            assert code(f"{name}{'[]' if spec.many else ''}.{inner}") in page("organisation")


@pytest.mark.parametrize("key", [*TABLE_KEYS, *REGISTER_KEYS, *ALSO_KEYS, *DATE_STYLES])
def test_every_key_of_a_register_is_told(key: str) -> None:
    assert code(key) in page("registers")


@pytest.mark.parametrize("form", sorted(READERS))
def test_every_form_is_there_with_its_parameters(form: str) -> None:
    own = page("forms").split(f"(form-{form})=\n")[1].split("\n(form-")[0]
    assert "selector](#selectors)" in own or "**(needed)**" in own or "| `of`" in own or "| `metric`" in own
    assert NO[form].split()[0] in own


def test_no_form_is_told_that_is_not_there() -> None:
    assert set(NO) == set(READERS) >= set(UNKNOWN)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_there_in_words(reason: Reason) -> None:
    assert re.search(rf"^\| `{reason.value}` \| \w.*\|$", page("forms"), re.MULTILINE)


def names_of_forms() -> dict[str, str]:
    """The class of a form -> the word that rules use for it."""
    return {"Absent": "none", "EachPeriod": "each_period"} | {
        name.capitalize(): name for name in READERS if name not in ("none", "each_period")
    }


@pytest.mark.parametrize("name", PACKS)
def test_a_reason_that_an_example_meets_is_told_of_its_form(name: str) -> None:
    forms, pack, met = names_of_forms(), read(name), 0
    for requirement in pack.requirements:
        small = replace(pack, requirements=needed_by(pack, requirement))
        asked = {check.slug: forms[type(check.form).__name__] for check in requirement.checks}
        for example in requirement.examples:
            workspace = read_example(example, requirement.file)
            found = assess((small,), workspace, as_of=example.as_of, period=example.period).findings
            for one in next(each for each in found if each.requirement.path == requirement.path).observations:
                told = {
                    Answer.YES: "",
                    Answer.NO: NO[asked[one.check]],
                    Answer.UNKNOWN: f"{ANY_UNKNOWN} {UNKNOWN.get(asked[one.check], '')}",
                    Answer.NOT_APPLICABLE: NOT_APPLICABLE,
                }[one.answer]
                assert one.reason is None or one.reason.value in told.split(), (requirement.path, example.name, one)
                met += one.reason is not None
    assert met > 100


def test_every_format_for_programs_is_told() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "vprs").rglob("*.py")))
    formats = set(re.findall(r'"(vprs-[a-z-]+/\d+)"', sources))
    assert len(formats) >= 10
    assert not {each for each in formats if code(each) not in page("outputs")}


def test_every_format_that_assess_writes_is_told() -> None:
    assert all(f".{name}`" in page("outputs") or name in page("outputs") for name in FORMATS)


@pytest.mark.parametrize("name", PACKS)
def test_every_requirement_is_there_in_plain_english(name: str) -> None:
    for requirement in read(name).requirements:
        assert f"### {plain(requirement.title)}\n" in page(name)
        assert all(check.slug in page(name) for check in requirement.checks)
    assert "sha256" not in page(name)


def test_outcomes_and_words_of_the_packs_are_told() -> None:
    assert all(f"| `{outcome.value}` |" in page("words") for outcome in Outcome)
    assert "| `topics` | `violence-prevention` | " in page("vprs-2020")


def test_a_schema_that_refers_to_others_is_followed_and_ends() -> None:
    told = schema_told("rules/requirement.json")
    assert "| `checks.….says` **(needed)** | text |" in told
    assert "[its parameters](forms.md#form-exists)" in told
    assert "a [selector](forms.md#selectors)" in told


def test_every_way_of_reading_has_words() -> None:
    from docs.generate.kinds import WRITTEN

    assert set(WRITTEN) == set(READS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", r"a \| b"),
        ("<b> [x](y) *z* $1", r"\<b\> \[x\](y) \*z\* \$1"),
        ("one\n  line", "one line"),
    ],
)
def test_plain_text_holds_no_markup(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_code_in_a_sentence_stays_code_and_may_hold_backticks() -> None:
    assert sentence("write `a | b` or *c*") == r"write `a | b` or \*c\*"
    assert code("a`b") == "``a`b``"
    assert code("`") == "`` ` ``"


def test_an_upright_ends_no_cell_and_no_rows_are_no_table() -> None:
    assert table(("a",), [("`x | y`",)]) == "| a |\n| --- |\n| `x \\| y` |\n"
    assert table(("a",), []) == ""
