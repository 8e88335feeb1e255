"""The pack.yaml of a transcription, and the texts of all its files.

Takes proposals and the pack they are taken from, gives file texts by their places in the new pack. Words, phases and
the rules of the opinion are the other pack's; figures of the opinion are lowered to the requirements there are, so that
the worst levels stay within reach, and while any rule needs review the good ones do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.model import All, AnyOf, Condition, FactIs, Pack, RequirementIs
from vprs.problem import InvalidInput, Problem
from vprs.rulebook.conditions import COUNTS, SEVERITIES
from vprs.rulebook.folders import HEAD
from vprs.strict_yaml import Tree
from vprs.transcript.proposing import Proposal, stand_ins
from vprs.transcript.rule_text import SEVERITY, Origin, rule_text
from vprs.transcript.taking import blocks
from vprs.yaml_text import entry, flow_list, quoted, scalar

# Proposed checks may find a requirement met that is not: until all are settled they give no good opinion.
GOOD = ("substantial", "moderate")
SETTLED = FactIs(name="needs_review", operator="is", number=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """The pack that checks are taken from; text, tree: its pack.yaml."""

    pack: Pack
    text: str
    tree: Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcribed:
    """What was transcribed: the new pack's name, the file's name without its folder, its sheet, its sha256."""

    pack: str
    file: str
    sheet: str
    digest: str


def pack_files(proposals: Sequence[Proposal], base: Base, transcribed: Transcribed) -> Mapping[str, str]:
    """Place -> text: pack.yaml, and `<phase>/<slug>.yaml` for each row."""
    document = str(base.pack.documents[0]["id"])
    origin = Origin(pack=transcribed.pack, document=document, file=transcribed.file)
    names = {path: f"{transcribed.pack}/{each.place}" for path, each in stand_ins(proposals).items()}
    files = {HEAD: _head(proposals, base, transcribed, names)}
    for each in proposals:
        files[f"{each.place}.yaml"] = rule_text(each, origin, names)
    return files


def _head(proposals: Sequence[Proposal], base: Base, transcribed: Transcribed, names: Mapping[str, str]) -> str:
    pack = base.pack
    lines = [
        "# A transcription of the official text, made by vprs rules import. Wording, numbers and evidence are as they",
        f"# were typed; everything else was proposed from {pack.name} and needs review, file by file.",
        *entry("title", f"{pack.title}, transcribed"),
        'version: "0.1.0"',
        f"edition: {quoted(pack.edition)}",
        *entry("publisher", pack.publisher),
        *_documents(pack, transcribed),
        *entry("licence", _LICENCE.format(pack=pack.name)),
        "verified: false",
        f"phases: {flow_list(pack.phases)}",
        "themes:",
        *(f"  - {scalar(theme)}" for theme in dict.fromkeys(each.theme for each in proposals)),
    ]
    words = "\n".join(blocks(base.text, base.tree, ("words", "outcome_words")))
    opinion = "\n".join(_opinion(proposals, pack, names))
    return "\n".join(lines) + "\n" + "".join(f"{part}\n" for part in (words, opinion) if part)


_LICENCE = (
    "The wording of the requirements is transcribed from the document, under the document's own licence. Checks, "
    "examples and advice come from the pack {pack}, under its licence."
)


def _documents(pack: Pack, transcribed: Transcribed) -> Iterator[str]:
    """The first document of the other pack, and how it came to us."""
    yield "documents:"
    told = {k: v for k, v in pack.documents[0].items() if isinstance(v, str | int) and not k.startswith("transcri")}
    for number, (key, value) in enumerate(told.items()):
        text = str(value).lower() if isinstance(value, int) else scalar(value)
        yield f"  {'  ' if number else '- '}{key}: {text}"
    yield f"    transcribed_in: {quoted(transcribed.file)}"
    if transcribed.sheet:
        yield f"    transcribed_sheet: {quoted(transcribed.sheet)}"
    yield f"    transcription_sha256: {transcribed.digest}"


def _opinion(proposals: Sequence[Proposal], pack: Pack, names: Mapping[str, str]) -> Iterator[str]:
    counts = _counts(proposals, pack)
    yield f"# As in {pack.name}. Its figures were set for that pack; settle your own."
    yield "opinion:"
    for rule in pack.opinion:
        if rule.when is None:
            yield f"  - {{level: {rule.level}}}"
            continue
        items = rule.when.items if isinstance(rule.when, All) else (rule.when,)
        if rule.level in GOOD and SETTLED not in items:
            items = (SETTLED, *items)
        yield f"  - level: {rule.level}"
        yield "    when:"
        yield "      all:"
        yield from (f"        - {_condition(item, counts, names)}" for item in items)


def _counts(proposals: Sequence[Proposal], pack: Pack) -> Mapping[str, int]:
    """How many requirements there are: under '' all, and of each phase and severity."""
    severities = [each.near.requirement.severity if each.taken else SEVERITY for each in proposals]
    phases = [each.phase for each in proposals]
    return {
        "": len(proposals),
        **{phase: phases.count(phase) for phase in pack.phases},
        **{severity: severities.count(severity) for severity in SEVERITIES},
    }


def _condition(condition: Condition, counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    match condition:
        case All(items=items) | AnyOf(items=items):
            word = "all" if isinstance(condition, All) else "any"
            return f"{{{word}: [{', '.join(_condition(item, counts, names) for item in items)}]}}"
        case FactIs():
            name, operator, number = _within_reach(condition, counts)
            return f"{{fact: {name}, {operator}: {number}}}"
        case RequirementIs(path=path, at_least=at_least):
            return f"{{requirement: {_named(path, names)}, at_least: {at_least}}}"
        case _:
            raise TypeError(condition)


def _within_reach(fact: FactIs, counts: Mapping[str, int]) -> tuple[str, str, int]:
    """A count that the requirements can come to; asked of a part that is empty, it is asked of all of them."""
    name, _, part = fact.name.partition(".")
    if name not in COUNTS or fact.operator == "at_most" or fact.number <= counts[part]:
        return fact.name, fact.operator, fact.number
    whole = part if counts[part] else ""
    return f"{name}.{whole}" if whole else name, fact.operator, min(fact.number, counts[whole])


def _named(path: str, names: Mapping[str, str]) -> str:
    if path not in names:
        pack = path.partition("/")[0]
        said = f"its opinion asks after {path}, for which no row of the transcription stands."
        raise InvalidInput([Problem(file=f"{pack}/{HEAD}", where="opinion", message=said, hint="Name another --base.")])
    return names[path].partition("/")[2]
