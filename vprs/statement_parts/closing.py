"""Parts 13 and 14: the limits of this assurance, and the declaration that people complete by hand.

Takes an Assessment, gives blocks. It says what the tool cannot know as plainly as what it found, and leaves every box
of the sign-off block empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import Answer, Assessment, Finding, Judged, Lost, Opinion, Outcome, Workspace
from vprs.paper import Block, Bullets, Heading, Line, Run, SignOff, line, paragraph, plain, strong
from vprs.phrases import in_words, lower_first, many, outcome_word, period_in_words, reference, role_name
from vprs.standing import SELF_ASSESSMENT, verified_sentence
from vprs.verification import chosen_note

LISTED = 20
DISAGREEMENTS = "Where a person's judgement and the finding disagree"
FINDING_STANDS = "The finding stands; the judgement is shown beside it."
OVERLAPPING = (
    "Counts from 1 to 4 are hidden within this paper alone. Beside a paper of another period that shares days with "
    "this one (a statement, a quarterly or an annual report) what is hidden can follow by subtraction: give readers "
    "outside the organisation one of them, not both."
)
EVERY_FILE = "Every file in the folder is described and was read without a problem."
NO_FILE = "The folder holds no evidence file."


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="13", text="Limits of this assurance")
    yield Bullets(items=tuple(limits(assessment)))
    yield Heading(level=3, number="13.1", text=DISAGREEMENTS)
    yield from disagreements(assessment)
    yield from _lost(assessment)
    yield Heading(level=2, number="14", text="Declaration and sign-off")
    yield paragraph(
        f"For the period {period_in_words(assessment.period)}: we have read this self-assessment, its findings and the "
        "limits in part 13. ",
        Run(text="Our decision is entered below by hand; the tool fills in nothing here.", draft=True),
    )
    yield SignOff(
        caption="Sign-off, to be completed by hand",
        headings=("Role", "Name", "Decision (approve, note, reject)", "Date", "Signature"),
        roles=("Executive lead", "Author of this statement", "Chair or chief executive"),
    )
    yield paragraph("Date of the next statement, to be entered by hand: ______________________")


def limits(assessment: Assessment) -> Iterator[Line]:
    """What the assessment cannot know, and what it leaves open."""
    yield plain(f"{SELF_ASSESSMENT} It shows what is in one folder as of {in_words(assessment.as_of)}.")
    yield plain(
        "\u201cNot in this folder\u201d means that only: not that the organisation has none. The tool checks that a "
        "document is there, approved, in date and linked; it does not judge whether its content is good or is followed."
    )
    for pack in assessment.packs:
        yield line(strong(f"{pack.name} {pack.version}: "), verified_sentence(assessment, pack))
        if pack.caveat:
            yield line(strong(f"{pack.name} {pack.version}: "), pack.caveat)
    for opinion in assessment.opinions:
        yield plain(_shares(opinion))
    yield plain(unanswered(assessment))
    yield from map(plain, chosen_by_packs(assessment))
    yield plain(OVERLAPPING)
    yield plain(assessment.engine.note)
    yield plain(fault_counts(assessment.workspace))


def fault_counts(workspace: Workspace) -> str:
    if not (workspace.problems or workspace.lost or workspace.undescribed):
        return EVERY_FILE if workspace.files else NO_FILE
    return (
        f"{many(len(workspace.problems), 'problem')} in the evidence, {many(len(workspace.lost), 'lost item')}, "
        f"{many(len(workspace.undescribed), 'file')} that no record describes: the gap analysis lists them."
    )


def _shares(opinion: Opinion) -> str:
    stated, attested = (opinion.facts[name] for name in ("stated_percent", "attested_percent"))
    return (
        f"{opinion.pack}: of the records that answers of yes rest on, {stated}% are stated (no file in the folder "
        f"backs them) and {attested}% are attested (a person's word)."
    )


def unanswered(assessment: Assessment) -> str:
    """Counted over the checks that ask something: those of a requirement that does not apply decide nothing."""
    applying = (finding for finding in assessment.findings if finding.outcome is not Outcome.NOT_APPLICABLE)
    asked = [one for finding in applying for one in finding.observations]
    if not asked:
        return "No check was asked of a requirement that applies."
    unknown = sum(one.answer is Answer.UNKNOWN for one in asked)
    if not unknown:
        one = len(asked) == 1
        return "The one check was answered." if one else f"None of {len(asked):,} checks was left unanswered."
    return f"Of {many(len(asked), 'check')}, {unknown} could not be answered either way; none of them counts as a pass."


def chosen_checks(assessment: Assessment) -> list[Finding]:
    """For each check whose interval or threshold the pack chose the finding that it belongs to."""
    return [each for each in assessment.findings for check in each.requirement.checks if chosen_note(check)]


def chosen_by_packs(assessment: Assessment) -> Iterator[str]:
    """Of how many checks nobody but the pack chose the interval or threshold: as many as the gap analysis marks."""
    chosen = chosen_checks(assessment)
    beside = sum(each.outcome is Outcome.NOT_APPLICABLE for each in chosen)
    if chosen:
        apart = f"; {beside} of them of requirements that do not apply" if beside else ""
        said = "the interval or threshold was chosen by the pack, not by the organisation"
        yield f"In {many(len(chosen), 'check')} {said}{apart}."


def disagreements(assessment: Assessment) -> Iterator[Block]:
    """What was found and what a person judged, wherever the two are not the same."""
    found = [finding for finding in assessment.findings if finding.judged and finding.judged.disagrees]
    if not found:
        yield paragraph("No judgement in this folder disagrees with a finding.")
        return
    items = []
    for finding in found:
        judged, asked = finding.judged, finding.requirement
        if judged:
            theirs = lower_first(outcome_word(assessment, asked.pack, judged.outcome))
            ours = lower_first(outcome_word(assessment, asked.pack, finding.outcome))
            by = role_name(assessment.organisation, judged.by)
            items.append(
                line(
                    strong(f"{reference(assessment, asked)}: "),
                    f"found {ours}; {by} judged it {theirs} on {in_words(judged.on)} ({judged.record.place}). "
                    f"{reason_given(judged)}{_carried(judged)}{FINDING_STANDS}",
                )
            )
    yield Bullets(items=tuple(items))


def _carried(judged: Judged) -> str:
    return "It is carried forward from an earlier cycle, not re-confirmed. " if judged.carried else ""


def reason_given(judged: Judged) -> str:
    return f"Reason given: {judged.reason.rstrip('.')}. " if judged.reason else ""


def _lost(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=3, number="13.2", text="Items that could not be read")
    workspace = assessment.workspace
    if not workspace.lost and not workspace.problems:
        yield paragraph("Every item of evidence in this folder was read.")
        return
    items = [plain(_lost_item(lost)) for lost in workspace.lost[:LISTED]]
    items += [plain(str(problem)) for problem in workspace.problems[:LISTED]]
    yield Bullets(items=tuple(items))
    rest = max(0, len(workspace.lost) - LISTED) + max(0, len(workspace.problems) - LISTED)
    if rest:
        yield paragraph(
            f"And {many(rest, 'more entry', 'more entries')}; the gap analysis and assessment.json hold them."
        )
    yield from _accepted(assessment)


def _accepted(assessment: Assessment) -> Iterator[Block]:
    """Who accepted that the cycle was closed without what could not be read, item by item."""
    accepted = assessment.cycle.accepted if assessment.cycle else ()
    if not accepted:
        yield paragraph(
            "Nobody has accepted a lost item: that is done when a cycle is closed, and none is closed here."
        )
        return
    yield paragraph("Accepted by name when the cycle was closed:", style="intro")
    yield Bullets(
        items=tuple(
            line(
                strong(f"{each.file}: "),
                f"accepted by {role_name(assessment.organisation, each.by)} on {in_words(each.on)}.",
            )
            for each in accepted
        )
    )


def _lost_item(lost: Lost) -> str:
    place = f"{lost.file}:{lost.line}" if lost.line else lost.file
    what = f"one item of kind {lost.kind}" if lost.kind else "one item of unknown kind"
    if lost.many:
        what = f"any number of items of kind {lost.kind}" if lost.kind else "any number of items of unknown kind"
    return f"Lost: {place} ({what}). A check that it could change is not known."
