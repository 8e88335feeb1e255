"""A rule pack as a paper that a reviewer reads from front to back, and can hold against the official text.

Takes a Pack, gives a Paper: what it is and how far it was compared, how an opinion is reached, then each requirement
with its checks in words, its conditions, its advice and its examples. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import COUNTED
from vprs.explaining import condition_in_words, source_in_words, when_met
from vprs.model import Check, Pack, Requirement
from vprs.paper import Block, Bullets, Cell, Heading, Paper, Table, cell, line, mono, paragraph, plain, strong
from vprs.phrases import many, phase_word, upper_first
from vprs.rulebook.prose import form_in_words
from vprs.rulebook.prose_words import clauses_in_words, selector_in_words
from vprs.verification import check_notes, chosen_note, review_notes, unverified_in_words

CLASSIFICATION = "OFFICIAL"
READ = (
    "Each check answers yes, no, unknown or not applicable. Unknown is never a pass: a requirement is judged with each "
    "unknown as a no, and with each unknown as a yes, and is not assessed where the two differ. An advisory check is "
    "shown and never decides."
)


def pack_paper(pack: Pack) -> Paper:
    title = f"Rules: {pack.title}"
    return Paper(
        title=title,
        subject=f"Rule pack {pack.name} {pack.version}",
        author=pack.publisher,
        classification=CLASSIFICATION,
        draft_line="",
        dated=_dated(pack),
        draft=False,
        fingerprint=pack.digest[:16],
        blocks=(Heading(level=1, text=title), *_front(pack), *_opinion(pack), *_phases(pack), *_changes(pack)),
    )


def _dated(pack: Pack) -> str:
    """The first day that the latest change may mean; of a pack that tells of none the earliest a document can carry."""
    latest = max((str(change["date"]) for change in pack.changes), default="1980")
    return latest + "-01-01"[len(latest) - 4 :]


def _front(pack: Pack) -> Iterator[Block]:
    said = "Verified." if pack.verified else f"Not verified: {unverified_in_words(pack)}."
    yield paragraph(strong(said), style="warning")
    rows = [
        ("Pack", f"{pack.name}, version {pack.version}, edition {pack.edition}"),
        ("Publisher", pack.publisher),
        *(("Document", _document(document)) for document in pack.documents),
        ("Licence", pack.licence),
        ("Themes", ", ".join(pack.themes)),
        ("Digest of all its files", pack.digest),
    ]
    yield Table(
        caption="The pack",
        headings=("Item", "What it is"),
        rows=tuple((cell(name), cell(line(mono(text)) if len(text) == 64 else text)) for name, text in rows),
        widths=(24, 76),
    )
    yield paragraph(READ, style="note")
    if pack.outcome_definitions:
        yield Table(
            caption="What the words mean",
            headings=("Word", "Meaning"),
            rows=tuple(
                (cell(pack.outcome_words[outcome], tone=outcome), cell(pack.outcome_definitions[outcome]))
                for outcome in COUNTED
                if outcome in pack.outcome_definitions
            ),
            widths=(24, 76),
        )
    if pack.caveat:
        yield paragraph(pack.caveat, style="note")


def _document(document: object) -> str:
    given = dict(document)  # type: ignore[call-overload]  # a mapping, as read_pack gives it
    dated = f" ({given['date']})" if given.get("date") else ""
    return f"{given['id']}: {given['title']}{dated}"


def _opinion(pack: Pack) -> Iterator[Block]:
    yield Heading(level=2, text="How an opinion is reached")
    yield paragraph("The first of these that holds is the opinion:", style="intro")
    told = (
        f"{rule.level}: {condition_in_words(rule.when) if rule.when else 'where none of these holds'}."
        for rule in pack.opinion
    )
    yield Bullets(items=tuple(plain(upper_first(each)) for each in told))


def _phases(pack: Pack) -> Iterator[Block]:
    for phase in pack.phases:
        found = [each for each in pack.requirements if each.phase == phase]
        yield Heading(level=2, text=f"{phase_word(phase)}: {many(len(found), 'requirement')}")
        for each in found:
            yield from _requirement(each)


def _requirement(each: Requirement) -> Iterator[Block]:
    yield Heading(level=3, text=f"{each.phase}/{each.slug}: {each.title}")
    yield paragraph(each.requirement)
    for note in review_notes(each):
        yield paragraph(note, style="warning")
    yield paragraph(strong("Why: "), each.rationale)
    yield paragraph(strong("Source: "), f"{source_in_words(each)}. Theme {each.theme}; severity {each.severity}.")
    yield from (paragraph(text) for text in _applies(each))
    yield Table(
        caption=f"Checks of {each.phase}/{each.slug}",
        headings=("Check", "What it asks", "How it is asked"),
        rows=tuple(_check(check) for check in each.checks),
        widths=(20, 38, 42),
    )
    yield paragraph(" ".join(when_met(each)))
    advice = each.if_not_met
    due = f"By {advice.owner}, within {advice.due_in.words}; effort {advice.effort}."
    yield paragraph(strong("If not met: "), f"{advice.gap} {advice.action} {due}")
    yield Table(
        caption=f"Examples of {each.phase}/{each.slug}, which the rules are tested by",
        headings=("What is in the folder", "As of", "Comes to"),
        rows=tuple(
            (cell(upper_first(one.name)), cell(one.as_of.isoformat()), cell(one.expect.value, tone=one.expect))
            for one in each.examples
        ),
        widths=(64, 16, 20),
    )
    yield paragraph("File ", mono(each.file), ", sha256 ", mono(each.digest[:16]), ".", style="note")


def _applies(each: Requirement) -> Iterator[str]:
    if each.when:
        yield f"Applies where {clauses_in_words(each.when)}."
    if each.while_:
        yield f"Applies only while there is one {selector_in_words(each.while_)}."
    if each.not_applicable_by:
        yield f"May be attested not applicable by {' or '.join(each.not_applicable_by)}."


def _check(check: Check) -> tuple[Cell, ...]:
    notes = [f"{note}." if not note.endswith(".") else note for note in check_notes(check)]
    notes += ["Advisory: shown, never decides."] if check.advisory else []
    notes += filter(None, [chosen_note(check)])
    notes += [f"Answers {', '.join(check.commitments)}."] if check.commitments else []
    return cell(line(mono(check.slug))), cell(check.says), cell(form_in_words(check.form), *notes)


def _changes(pack: Pack) -> Iterator[Block]:
    if not pack.changes:
        return
    yield Heading(level=2, text="Changes of the pack")
    yield Table(
        caption="Versions of the pack",
        headings=("Version", "Date", "What changed"),
        rows=tuple(
            (cell(str(change["version"])), cell(str(change["date"])), cell(str(change["note"])))
            for change in pack.changes
        ),
        widths=(14, 16, 70),
    )
