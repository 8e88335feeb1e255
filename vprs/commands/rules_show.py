"""`vprs rules show`: a pack or one requirement in plain English.

Takes the name of either and the folders of `--rules`, gives lines. It shows what is asked, where it comes from and
how far that has been verified; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from vprs.commands.rules_places import pack_folders
from vprs.commands.rules_told import verified_in_words
from vprs.commands.rules_walked import counterparts, crosswalk_beside
from vprs.counts import COUNTED
from vprs.explaining import condition_in_words
from vprs.model import Check, Pack, Requirement
from vprs.phrases import in_words, many, phase_word
from vprs.problem import InvalidInput, Problem, nearest
from vprs.rulebook import read_pack
from vprs.rulebook.crosswalk import Crosswalk
from vprs.rulebook.differences import short
from vprs.rulebook.prose import form_in_words
from vprs.rulebook.prose_words import clauses_in_words, selector_in_words
from vprs.rulebook.reviews import Review
from vprs.verification import check_notes, chosen_note, review_notes, states_in_words

WIDTH = 100


def show_lines(name: str, rules: Sequence[Path]) -> Iterator[str]:
    """The lines for a pack (`vprs-2020`, a folder) or a requirement (`vprs-2020/plan/x`, or `plan/x` alone)."""
    parts = Path(name.removesuffix(".yaml")).parts
    if Path(name).is_dir() or len(parts) < 2:
        for folder in pack_folders([name], rules):
            yield from _pack(*_read(folder))
        return
    wanted = "/".join(parts[-2:])
    packs = [str(Path(*parts[:-2]))] if len(parts) > 2 else []
    found = [(pack, reviews) for pack, reviews in map(_read, pack_folders(packs, rules))]
    shown = [(pack, each, reviews) for pack, reviews in found for each in pack.requirements if short(each) == wanted]
    if not shown:
        known = [short(each) for pack, _ in found for each in pack.requirements]
        hint = nearest(wanted, known) or "See vprs rules show PACK for all of them."
        raise InvalidInput([Problem(file=name, message=f"there is no requirement '{wanted}'.", hint=hint)])
    for pack, requirement, reviews in shown:
        yield from _requirement(pack, requirement, reviews, crosswalk_beside(pack, rules))


def show_all_lines(rules: Sequence[Path]) -> Iterator[str]:
    """The lines for every pack there is, each followed by those for every one of its requirements."""
    for number, (pack, reviews) in enumerate([_read(folder) for folder in pack_folders([], rules)]):
        yield from ("",) if number else ()
        yield from _pack(pack, reviews)
        crosswalk = crosswalk_beside(pack, rules)
        for requirement in pack.requirements:
            yield ""
            yield from _requirement(pack, requirement, reviews, crosswalk)


def _read(folder: Path) -> tuple[Pack, tuple[Review, ...]]:
    reading = read_pack(folder)
    if reading.pack is None or reading.problems:
        raise InvalidInput(reading.problems)
    return reading.pack, reading.reviews


def _pack(pack: Pack, reviews: tuple[Review, ...]) -> Iterator[str]:
    yield f"{pack.name}: {pack.title}"
    yield f"  Edition {pack.edition}, published by {pack.publisher}; pack version {pack.version}"
    yield f"  {verified_in_words(pack).capitalize()}."
    if reviews:
        yield f"  {many(len(reviews), 'review')} recorded. Files: {states_in_words(pack.comparison)}."
    yield from _paragraph("Licence", pack.licence)
    yield from _meanings(pack)
    for document in pack.documents:
        yield f"  Document {document['id']}: {document['title']}{_dated(document.get('date'))}"
    for phase in pack.phases:
        requirements = [each for each in pack.requirements if each.phase == phase]
        yield ""
        yield f"  {phase_word(phase)}: {many(len(requirements), 'requirement')}"
        for each in requirements:
            yield f"    {short(each)} ({each.severity}): {each.title}"
    yield ""
    yield "  Opinion, the first that holds:"
    for rule in pack.opinion:
        yield f"    {rule.level}{f': {condition_in_words(rule.when)}' if rule.when else ': where none of these holds'}"


def _meanings(pack: Pack) -> Iterator[str]:
    """The words of outcomes and what they mean, where the pack says so; then its caveat."""
    for outcome in COUNTED:
        if outcome in pack.outcome_definitions:
            yield from _paragraph(pack.outcome_words[outcome], pack.outcome_definitions[outcome])
    yield from _paragraph("Caveat", pack.caveat)


def _dated(date: object) -> str:
    return f" ({date})" if date else ""


def _requirement(
    pack: Pack, requirement: Requirement, reviews: tuple[Review, ...], crosswalk: Crosswalk
) -> Iterator[str]:
    yield f"{requirement.path}: {requirement.title}"
    yield f"  {phase_word(requirement.phase)}; theme {requirement.theme}; severity {requirement.severity}"
    yield from _paragraph("What it asks", requirement.requirement)
    for note in review_notes(requirement):
        yield from wrap(note, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    yield from _paragraph("Why", requirement.rationale)
    yield from _source(pack, requirement)
    yield from (_review(review) for review in reviews if review.requirement == requirement.path)
    for told in counterparts(crosswalk, requirement.path):
        yield from _paragraph("In another pack", told)
    yield from _applies(requirement)
    if requirement.evidence:
        yield "  Evidence looked for:"
        yield from (f"    - {text}" for text in requirement.evidence)
    yield "  Checks:"
    for check in requirement.checks:
        yield from _check(check)
    yield f"  Met: {condition_in_words(requirement.met_when)}"
    partly = requirement.partly_when
    yield f"  Partly met: {condition_in_words(partly) if partly else 'never'}"
    advice = requirement.if_not_met
    yield from _paragraph("If not met", f"{advice.gap} {advice.action}")
    yield f"    Owner: {advice.owner}; due within {advice.due_in.words}; effort {advice.effort}"
    yield f"  Examples: {many(len(requirement.examples), 'example')}"
    yield from (f"    {example.expect}: {example.name}" for example in requirement.examples)
    yield f"  File: {requirement.file}, sha256 {requirement.digest[:16]}"


def _source(pack: Pack, requirement: Requirement) -> Iterator[str]:
    document = next(each for each in pack.documents if each["id"] == requirement.source["document"])
    number = requirement.source.get("official_number")
    yield f"  Source: {document['id']}, {document['title']}{_dated(document.get('date'))}"
    yield f"    official number: {number if number is not None else 'not known, for nobody has read it in the edition'}"
    for key, value in requirement.source.items():
        if key not in ("document", "official_number"):
            told = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"    {key.replace('_', ' ')}: {told}"
    yield f"    pack: {verified_in_words(pack)}"


def _review(review: Review) -> str:
    since = "; the file has changed since" if review.changed_since else ""
    note = f" ({review.note})" if review.note else ""
    return f"    reviewed by {review.role} on {in_words(review.on)}: {review.result}{note}{since}"


def _applies(requirement: Requirement) -> Iterator[str]:
    if requirement.when:
        yield f"  Applies where {clauses_in_words(requirement.when)}"
    if requirement.while_:
        yield f"  Applies only while there is one {selector_in_words(requirement.while_)}"
    if requirement.not_applicable_by:
        yield f"  May be attested not applicable by {' or '.join(requirement.not_applicable_by)}"


def _check(check: Check) -> Iterator[str]:
    yield f"    {check.slug}{' (advisory: shown, never decides)' if check.advisory else ''}"
    yield from _wrapped(check.says)
    yield from _wrapped(form_in_words(check.form))
    for note in check_notes(check):
        yield from _wrapped(note)
    if check.evidence:
        yield from _wrapped(f"Evidence looked for: {check.evidence}")
    if chosen := chosen_note(check):
        yield from _wrapped(chosen)
    if check.commitments:
        yield from _wrapped(f"Answers {', '.join(check.commitments)}.")


def _wrapped(text: str) -> Iterator[str]:
    yield from wrap(text, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6, break_on_hyphens=False)


def _paragraph(name: str, text: str) -> Iterator[str]:
    if text:
        yield from wrap(f"{name}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
