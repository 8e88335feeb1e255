"""`vprs rules diff`: what changed between two packs, in words, and which examples now come to something else.

Takes two packs by name or folder, prints text or JSON. The examples of the first are run by the rules of the second:
what a change does to outcomes is shown, not guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from vprs.commands.options import RULES

if TYPE_CHECKING:
    from vprs.model import Pack
    from vprs.rulebook.differences import Difference, PackDifferences

WIDTH = 100


@click.command("diff", short_help="What changed between two packs, and what that does.")
@click.argument("before", metavar="OLD")
@click.argument("after", metavar="NEW")
@RULES
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to tell it."
)
def command(before: str, after: str, rules: tuple[Path, ...], form: str) -> None:
    """Tell what changed between two packs: requirements added, removed and changed, check by check, in words.

    The examples of OLD are then run by the rules of NEW: those that come to something else are named, so that a
    reviewer sees what a change does.

    \b
    For example:
      vprs rules diff last-year/our-strategy my-rules/our-strategy

    Exit code 0: done, whether or not anything changed. 2: there is no such pack, or a rule file is at fault.
    """
    from vprs.commands.rules_places import one_pack
    from vprs.commands.rules_reading import sound_packs
    from vprs.explaining import condition_in_words
    from vprs.rulebook.differences import pack_differences

    [old], [new] = (sound_packs((str(one_pack(word, rules)),), rules) for word in (before, after))
    found = pack_differences(old, new, condition=condition_in_words)
    turned = _turned(old, new)
    if form == "json":
        click.echo(json.dumps(_as_data(old, new, found, turned), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(old, new, found, turned)))


def _turned(old: Pack, new: Pack) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Requirement -> its old examples that the new rules bring to something else: name, before, after."""
    from dataclasses import replace

    from vprs.commands.rules_trials import try_requirement
    from vprs.rulebook.differences import short

    later = {short(each): each for each in new.requirements}
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for earlier in old.requirements:
        now = later.get(short(earlier))
        if now is None or now.digest == earlier.digest:
            continue
        tried = try_requirement(new, replace(now, examples=earlier.examples))
        told = [
            (trial.example.name, trial.example.expect.value, trial.outcome.value if trial.outcome else "not readable")
            for trial in tried.trials
        ]
        if turned := tuple(each for each in told if each[1] != each[2]):
            found[short(earlier)] = turned
    return found


def _lines(
    old: Pack, new: Pack, found: PackDifferences, turned: Mapping[str, tuple[tuple[str, str, str], ...]]
) -> Iterator[str]:
    from vprs.phrases import many

    yield f"{old.name} {old.version} ({old.digest[:16]}) against {new.name} {new.version} ({new.digest[:16]})"
    if not found.any:
        yield "Nothing that the rules say or ask differs."
    for difference in found.of_pack:
        yield from _difference(difference, "  ")
    if found.added:
        yield f"Added, {many(len(found.added), 'requirement')}: {', '.join(found.added)}"
    if found.removed:
        yield f"Removed, {many(len(found.removed), 'requirement')}: {', '.join(found.removed)}"
    for name, differences in found.changed.items():
        yield f"{name}:"
        for difference in differences:
            yield from _difference(difference, "  ")
        for example, was, now in turned.get(name, ()):
            yield f"  Example '{example}' came to {was} and now comes to {now}."
    if found.changed:
        examples = sum(map(len, turned.values()))
        yield f"{many(len(found.changed), 'requirement')} changed; {many(examples, 'example')} turned by it."


def _difference(each: Difference, indent: str) -> Iterator[str]:
    if each.before and each.after:
        said = f"{each.what}: was: {each.before} Now: {each.after}"
    else:
        said = f"{each.what}: no more: {each.before}" if each.before else f"{each.what}: new: {each.after}"
    yield from wrap(said, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)


def _as_data(
    old: Pack, new: Pack, found: PackDifferences, turned: Mapping[str, tuple[tuple[str, str, str], ...]]
) -> dict[str, Any]:
    def told(differences: tuple[Difference, ...]) -> list[dict[str, str]]:
        return [{"what": each.what, "before": each.before, "after": each.after} for each in differences]

    return {
        "format": "vprs-rules-diff/1",
        "before": {"name": old.name, "version": old.version, "digest": old.digest},
        "after": {"name": new.name, "version": new.version, "digest": new.digest},
        "pack": told(found.of_pack),
        "added": list(found.added),
        "removed": list(found.removed),
        "changed": [
            {
                "requirement": name,
                "differences": told(differences),
                "examples_turned": [
                    {"example": example, "before": was, "after": now} for example, was, now in turned.get(name, ())
                ],
            }
            for name, differences in found.changed.items()
        ],
    }
