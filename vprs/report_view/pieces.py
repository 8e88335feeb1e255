"""What the HTML report is made of: frozen pieces that hold words and know nothing of HTML.

Takes nothing, gives the records that `vprs.report_view.view` builds and that the template draws. It holds no sentence
of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.paper import Block, Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A name and what it is, in one or more lines; some may be of a fixed width."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckView:
    """One check of a finding: its answer in a word, what it asks, what was found, why, and from where.

    tone     the outcome whose colour it has; the word is always there as well
    remarks  what to know of the question itself
    """

    slug: str
    says: str
    answer: str
    tone: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingView:
    """One requirement with everything that stands behind its outcome.

    anchor   unique in the page: the path of the requirement
    keys     filter -> the keys of its choices that hold for this finding, one at least
    word     the outcome in the pack's own word; tone the outcome itself
    spread   the worst and the best that it may be, where not assessed
    marks    short words for what a reader must not miss while it is closed
    beside   judgement, accepted risk, a rule that needs review
    next     gap, action, owner, due and progress; empty where nothing is asked
    about    how the rule judges, why it asks, where it comes from
    """

    anchor: str
    reference: str
    title: str
    word: str
    tone: str
    spread: str
    labels: tuple[str, ...]
    marks: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    asks: tuple[Fact, ...]
    beside: tuple[Line, ...]
    next: tuple[Fact, ...]
    checks: tuple[CheckView, ...]
    checks_title: str
    about: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The findings of one phase of one pack, the worst first; intro counts them, whatever is filtered."""

    heading: str
    intro: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PackPart:
    """The phases of one pack that have findings; heading: empty where only one pack was judged by."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One choice of a filter: its key (letters, digits and hyphens), its words, how many findings it fits."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """name is its key in the address of a filtered page; several: more than one choice may be made at once."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    several: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the report with a heading and blocks as every paper has them; anchor is unique in the page."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The fixed words of headings, controls and notices.

    shown     how many findings are shown, all of them as the page opens; the same with `{shown}` in `shown_now`
    filtered  the warning while any is hidden: `{hidden}` and `{which}` are filled in as filters are used
    """

    how: str
    shown: str
    shown_now: str
    filtered: str
    skip: str = "Skip to the report"
    contents: str = "Contents"
    findings: str = "Findings"
    none: str = "No requirement was asked, so nothing is assured."
    filters: str = "Filter the findings"
    search: str = "Search"
    search_hint: str = "Words anywhere in a finding: a file, a role, a reason"
    every: str = "All"
    either: str = "or"
    clear: str = "Clear filters"
    open: str = "Open all shown"
    close: str = "Close all"
    beside: str = "What stands beside it"
    next: str = "Next step"
    about: str = "How it is judged, and where it comes from"
    link: str = "Link to"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """The whole report. front stands under the title; before and after: the sections around the findings.

    total  how many findings there are; filters never change it
    """

    title: str
    subject: str
    classification: str
    draft_line: str
    fingerprint: str
    front: tuple[Block, ...]
    before: tuple[Section, ...]
    filters: tuple[Filter, ...]
    packs: tuple[PackPart, ...]
    after: tuple[Section, ...]
    total: int
    words: Words
    draft: bool = True
    landscape: bool = False
    language: str = "en-GB"
