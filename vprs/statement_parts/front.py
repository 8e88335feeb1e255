"""Page one: the cover, the opinion with its reasons, the decision asked, the gravest gaps and the limits.

Takes an Assessment, gives blocks that fit one page. What nobody recorded is a blank to be filled in by hand, and what
is shortened here stands in full in the parts it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vprs.closing import Standing
from vprs.counts import counts_sentences
from vprs.dates import Span
from vprs.gap_rows import GapRow
from vprs.gravest import gravest_gaps, gravest_unknown, open_action
from vprs.model import Assessment, Opinion
from vprs.paper import Block, Cell, Line, Table, cell, line, paragraph, strong
from vprs.phrases import LEVELS, body_name, in_words, lower_first, role_name, short
from vprs.standing import classification, draft_box, facts
from vprs.statement_parts.closing import fault_counts, unanswered
from vprs.statement_parts.people import LEAD, holders, is_this_statement, prepared, reports

BLANK = "_" * 24
BOXES = "\u2610 decision, \u2610 assurance, \u2610 information (to be marked by hand)"
SHOWN = 3
LONGEST = 190  # characters of a gap or of the reasons of an opinion
NO_GAP = "No gap was found and nothing was left not assessed, by these rules and the evidence in this folder."


def front_page(assessment: Assessment, *, draft: str, decisions: Sequence[str] = ()) -> Iterator[Block]:
    """draft: until when the paper stays one, a sentence. decisions: what is asked, each beginning with a verb."""
    yield draft_box(assessment, draft=draft)
    yield cover(assessment)
    yield from opinion_and_counts(assessment)
    if decisions:
        yield paragraph(strong("Decision asked. "), f"The board is asked to {_in_one_sentence(decisions)}")
    yield from _gravest(assessment)
    yield paragraph(strong("Limits. "), *_limits(assessment))


def opinion_and_counts(assessment: Assessment) -> Iterator[Block]:
    for opinion in assessment.opinions:
        yield paragraph(*opinion_with_reasons(assessment, opinion), style="lead")
    for sentence in counts_sentences(assessment):
        yield paragraph(sentence, style="lead")


# ------------------------------------------------------------------------------------------------------------- cover


def cover(assessment: Assessment) -> Table:
    rows = [
        ("Agenda item", BLANK),
        ("Meeting", _meeting(assessment)),
        ("Executive lead", _lead(assessment)),
        ("Author", _author(assessment)),
        ("Purpose", BOXES),
        ("Route to this meeting", "; ".join(_route(assessment)) or BLANK),
        ("Classification", classification()),
    ]
    return facts("Cover: what this paper is, and what is still to be entered by hand", rows)


def _meeting(assessment: Assessment) -> str:
    cycle = assessment.cycle
    if cycle is None:
        return BLANK
    body = body_name(assessment.organisation, cycle.board_body) or cycle.board_body
    return f"{body}, {in_words(cycle.board_date)}"


def _lead(assessment: Assessment) -> str:
    held = ", ".join(str(record.fields.get("holder") or "no code") for record in holders(assessment, LEAD))
    return f"{role_name(assessment.organisation, LEAD)}, {f'holder {held}' if held else BLANK}"


def _author(assessment: Assessment) -> str:
    record = prepared(assessment)
    return role_name(assessment.organisation, record.fields.get("prepared_by")) if record else BLANK


def _route(assessment: Assessment) -> Iterator[str]:
    """Who received this very statement so far; a body without a minute has not received it."""
    for record in reports(assessment):
        received = record.fields.get("received_by")
        if is_this_statement(assessment, record) and isinstance(received, tuple):
            for entry in received:
                if isinstance(entry, Mapping) and entry.get("minute"):
                    on = entry.get("date")
                    when = f", {short(on)}" if isinstance(on, Span) else ""
                    yield f"{body_name(assessment.organisation, entry.get('body'))}{when} (minute {entry['minute']})"


# ----------------------------------------------------------------------------------------------------------- opinion


def opinion_with_reasons(assessment: Assessment, opinion: Opinion) -> Line:
    """One sentence: the level, and what keeps the next better one away; where none is better, what holds."""
    pack = next(pack for pack in assessment.packs if pack.name == opinion.pack)
    start = strong(f"Opinion by the rules of {pack.name} {pack.version}: {LEVELS[opinion.level]}")
    held, *others = (*opinion.because, "")
    most = LONGEST // len(assessment.opinions) + 60
    away = next((each for each in others if each.startswith("Not ")), "")
    if away and opinion.level != "none":
        better, _, why = away.partition(": ")
        return line(start, f"; {lower_first(better)}, because of {_first_reasons(why, most)}.")
    return line(start, f", because of {_first_reasons(held.partition(': ')[2] or held, most)}.")


def _first_reasons(text: str, most: int) -> str:
    """As many reasons as page one holds, then how many more part 4 has."""
    shown, *rest = text.rstrip(".").split("; ")
    while rest and len(shown) + len(rest[0]) <= most:
        shown = f"{shown}; {rest.pop(0)}"
    return lower_first(shown) + (f"; and {len(rest)} more" if rest else "")


def _in_one_sentence(decisions: Sequence[str]) -> str:
    *most, last = (lower_first(each.rstrip(".")) for each in decisions)
    return f"{'; '.join(most)}; and {last}." if most else f"{last}."


# -------------------------------------------------------------------------------------------------------------- gaps


def _gravest(assessment: Assessment) -> Iterator[Block]:
    """The three gravest gaps; where there are fewer, what is not known fills up, for it may be as grave."""
    gaps = gravest_gaps(assessment)
    rows = (*gaps, *gravest_unknown(assessment))[:SHOWN]
    if not rows:
        yield paragraph(strong("Gravest gaps. "), NO_GAP if assessment.findings else "No requirement was asked.")
        return
    of = f"The {min(SHOWN, len(gaps))} gravest of {len(gaps)} gaps" if len(gaps) > SHOWN else "The gravest gaps"
    yield Table(
        caption=f"{of}: high severity first, then the worst outcome, then what is due soonest",
        headings=("Requirement", "Gap", "Owner and date"),
        rows=tuple(_gap_cells(row) for row in rows),
        widths=(32, 46, 22),
    )


def _gap_cells(row: GapRow) -> tuple[Cell, ...]:
    asked = row.finding.requirement
    title = line(
        strong(_short(asked.title, 90)), f" ({row.reference}): {lower_first(row.now)}, severity {asked.severity}"
    )
    if action := open_action(row):
        late = " (overdue)" if action.state is Standing.OVERDUE else ""
        due = f"due {short(action.due)}{late}" if action.due else "no date recorded"
        owner = f"Recorded: {_short(action.lead, 60) or 'no owner'}, {due}"
    else:
        owner = f"Proposed: {_short(row.owner, 60) or 'no owner'}, due {row.due}"
    return (
        cell(title, tone=row.finding.outcome),
        cell(_short(row.gap or row.spread or row.action, LONGEST)),
        cell(owner),
    )


def _short(text: str, most: int) -> str:
    """The text, or as many whole words of it as there is room for, with an ellipsis."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{words.rstrip(' ,;:.')}\u2026"


# ------------------------------------------------------------------------------------------------------------ limits


def _limits(assessment: Assessment) -> Iterator[str]:
    yield (
        f"This shows what is in one folder as of {in_words(assessment.as_of)}: it does not judge whether a document is "
        "good or is followed. "
    )
    yield f"{unanswered(assessment)} {fault_counts(assessment.workspace)}"
    if assessment.workspace.records:  # else there is no statement
        yield " Part 13 of the statement has all limits."
