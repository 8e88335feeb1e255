"""The pack as a Paper: what was found, the items with what was decided about each, numbers, and the limits.

Takes a FoiPack and its fingerprint, gives a Paper. As long as a decision is missing every page says that it is not for
disclosure. No person, id, file name, line or holder is named; roles are.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import counts_sentences
from vprs.foi.exemptions import TESTS, covers
from vprs.foi.items import NOT_DECIDED, Item, by_decision
from vprs.foi.numbers import Shown
from vprs.foi.pack import FoiPack, Found
from vprs.holdings import date_of
from vprs.kinds import read_kinds
from vprs.model import Assessment
from vprs.paper import Block, Bullets, Cell, Heading, Paper, Table, cell, line, mono, paragraph, plain, strong
from vprs.phrases import in_words, many, period_in_words, role_name, short, upper_first
from vprs.standing import SELF_ASSESSMENT, facts, opinion_sentences, pack_sentence

DRAFT_LINE = "DRAFT, not for disclosure"
SMALL = (
    "<5 stands for a count from 1 to 4, and * for one that would give such a count away. A count that is not shown "
    "would tell of single people."
)
WITHHELD_TITLE = "title withheld"
LEFT_OUT = (
    "Registers, and records of incidents, responses, training and appointments, are counted and never listed: they are "
    "about people.",
    "Names of files, ids, notes, findings, judgements in words and figures behind single answers are left out. So are "
    "holders of posts: roles stand for people.",
    "\u201cNot in this folder\u201d means that only: not that the organisation has none. The tool checks that a "
    "document is there, approved, in date and linked; it does not judge whether it is good or is followed.",
    "Of a withheld item no digest is shown, for what stands in a short file could be guessed from it; of a redacted "
    "one the digest is that of the redacted copy.",
    "This pack is no refusal notice. The letter that goes with it has to say what section 17 of the Act asks, and that "
    "a review can be asked for.",
)


def foi_paper(pack: FoiPack, fingerprint: str) -> Paper:
    """fingerprint: 16 hex digits over what the pack says."""
    assessment, name = pack.assessment, pack.assessment.organisation.name
    title = f"Freedom of information pack: {name}"
    return Paper(
        title=title,
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification="OFFICIAL-SENSITIVE" if pack.undecided else "OFFICIAL",
        draft_line=DRAFT_LINE,
        dated=assessment.as_of.isoformat(),
        fingerprint=fingerprint,
        draft=bool(pack.undecided),
        landscape=True,
        blocks=(
            Heading(level=1, text=title),
            _box(pack),
            *(paragraph(strong(sentence), style="lead") for sentence in opinion_sentences(assessment)),
            *(paragraph(sentence, style="lead") for sentence in counts_sentences(assessment)),
            _facts(assessment),
            Heading(level=2, number="1", text="What was found"),
            _found_table(pack.found),
            Heading(level=2, number="2", text="Evidence, and what was decided about it"),
            *_items(pack),
            Heading(level=2, number="3", text="Incidents, training and people"),
            *_numbers(pack),
            Heading(level=2, number="4", text="What this pack leaves out, and its limits"),
            Bullets(items=tuple(plain(each) for each in (SELF_ASSESSMENT, *LEFT_OUT, covers()))),
        ),
    )


def _box(pack: FoiPack) -> Block:
    if not pack.undecided:
        return paragraph(strong(SELF_ASSESSMENT), f" {many(len(pack.items), 'item')} of evidence: all are decided.")
    told = f"Of {many(len(pack.items), 'item')} of evidence {pack.undecided} have no decision yet, and stay inside. "
    return paragraph(strong("Not for disclosure. "), told, strong(SELF_ASSESSMENT), style="warning")


def _facts(assessment: Assessment) -> Table:
    organisation = assessment.organisation
    cycle = [("Cycle", assessment.cycle.said)] if assessment.cycle else []
    rules = [(f"Rules: {pack.name}", pack_sentence(assessment, pack)) for pack in assessment.packs]
    return facts(
        "What was assessed, and by which rules",
        [
            ("Organisation", f"{organisation.name} ({organisation.code}), {organisation.type}"),
            ("Period judged", period_in_words(assessment.period)),
            ("Judged as of", in_words(assessment.as_of)),
            *cycle,
            *rules,
        ],
    )


# ------------------------------------------------------------------------------------------------------------ findings


def _found_table(found: tuple[Found, ...]) -> Block:
    if not found:
        return paragraph("No requirement was asked.")
    return Table(
        caption="Every requirement, its outcome, and what is not shown",
        headings=("Requirement", "Outcome", "Asked and not shown", "Evidence"),
        rows=tuple(_found_row(each) for each in found),
        widths=(30, 13, 42, 15),
    )


def _found_row(each: Found) -> tuple[Cell, ...]:
    asked = each.finding.requirement
    return (
        cell(line(strong(asked.title)), f"{each.reference}, severity {asked.severity}", asked.requirement),
        cell(line(strong(each.now)), each.spread, tone=each.finding.outcome),
        cell(*each.short, *([line(strong("Gap: "), each.gap)] if each.gap else [])),
        cell(*_evidence(each)),
    )


def _evidence(each: Found) -> Iterator[str]:
    if each.items:
        yield f"{'Item' if len(each.items) == 1 else 'Items'} {', '.join(map(str, each.items))}"
    if each.counted:
        yield "Registers or records about people, counted in part 3"
    if not each.items and not each.counted:
        yield "No item"


# --------------------------------------------------------------------------------------------------------------- items


def _items(pack: FoiPack) -> Iterator[Block]:
    if not pack.items:
        yield paragraph("The answers rest on no item of evidence that can be listed.")
        return
    counts = by_decision(pack.items)
    told = ", ".join(f"{number} {how}" for how, number in counts.items() if how != NOT_DECIDED)
    yield paragraph(f"{many(len(pack.items), 'item')}: {told}; of {counts[NOT_DECIDED]} the {NOT_DECIDED}.")
    yield Table(
        caption="Items of evidence that the answers rest on",
        headings=("Item", "Evidence", "Date", "Decision", "Exemption and reason", "SHA-256 of what is given"),
        rows=tuple(_item_row(pack.assessment, each) for each in pack.items),
        widths=(6, 26, 9, 15, 26, 18),
    )
    if pack.exemptions:
        yield Table(
            caption="Exemptions that were used: Freedom of Information Act 2000, Part II",
            headings=("Section", "Title", "Absolute, or subject to the public-interest test"),
            rows=tuple(
                (cell(each.section), cell(each.title), cell(upper_first(TESTS[each.test]))) for each in pack.exemptions
            ),
            widths=(10, 50, 40),
        )


def _item_row(assessment: Assessment, item: Item) -> tuple[Cell, ...]:
    decision = item.decision
    title = item.title or (WITHHELD_TITLE if decision else "not shown until it is decided")
    return (
        cell(str(item.number)),
        cell(title, f"Kind: {item.record.kind}"),
        cell(day_shown(item)),
        cell(line(strong(upper_first(item.how))), *_decided(assessment, item)),
        cell(
            *((upper_first(each.said) for each in decision.exemptions) if decision else ()),
            decision.reason if decision else "",
        ),
        cell(line(mono(item.sha256)) if item.sha256 else _no_digest(item)),
    )


def day_shown(item: Item) -> str:
    """The day of an item whose title is shown; a day alone can tell which it is."""
    when = date_of(item.record, read_kinds()[item.record.kind].dated_by) if item.title else None
    return short(when) if when else ""


def _decided(assessment: Assessment, item: Item) -> Iterator[str]:
    if item.decision:
        yield f"{role_name(assessment.organisation, item.decision.by)}, {short(item.decision.on)}"


def _why(item: Item) -> Iterator[str]:
    if item.decision:
        yield from (upper_first(each.said) for each in item.decision.exemptions)
        yield item.decision.reason


def _no_digest(item: Item) -> str:
    if item.how == "disclosed":
        return "no file stands behind it"
    return "a copy is not among the files" if item.how == "redacted" else ""


# ------------------------------------------------------------------------------------------------------------- numbers


def _numbers(pack: FoiPack) -> Iterator[Block]:
    yield paragraph(f"Counts only. {SMALL}")
    if not pack.incidents:
        yield paragraph("No incident of the period is in the folder that was judged.")
    yield from (_shown(each) for each in pack.incidents)
    if pack.training:
        yield Table(
            caption="Training by course: people it is required of",
            headings=("Course", "Required of", "In date", "Not in date"),
            rows=tuple(
                (cell(each.course), cell(each.required), cell(each.in_date), cell(each.not_in_date))
                for each in pack.training
            ),
            widths=(40, 20, 20, 20),
            numbers=frozenset((1, 2, 3)),
        )
    yield _shown(Shown(caption="Other records about people in the folder, by kind", rows=pack.people))


def _shown(each: Shown) -> Block:
    if not each.rows:
        return paragraph(f"{each.caption}: not shown.")
    return Table(
        caption=each.caption,
        headings=("Which", "How many"),
        rows=tuple((cell(name), cell(shown)) for name, shown in each.rows),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )
