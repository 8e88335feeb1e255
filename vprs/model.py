"""Every record that crosses a module border: frozen, keyword-only, complete when built.

Takes nothing but `dates`, `problem` and `verdicts`; gives the nouns of the whole program in the order in which a run
meets them: what was read (Record, Workspace, Pack), what was asked (forms, conditions), what was answered (Observation,
Finding, Assessment), in the closed words of `verdicts`, which it hands on. Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from vprs.called import Called
from vprs.compared import NOTHING_COMPARED, Comparison
from vprs.dates import Duration, Period, Span
from vprs.problem import Problem
from vprs.verdicts import RANK as RANK
from vprs.verdicts import Answer as Answer
from vprs.verdicts import Outcome as Outcome
from vprs.verdicts import Reason as Reason

if TYPE_CHECKING:
    from vprs.in_cycle import InCycle, LastCycle

# A typed value of evidence. Text fields are str, words too; lists are tuples; mappings are never changed.
Value = str | int | Decimal | bool | Span | tuple["Value", ...] | Mapping[str, "Value"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One typed item of evidence, or one entry of a list in organisation.yaml.

    id        unique in the folder; defaults to the path, with `#row` for rows
    kind      one of the eighteen kinds, or `organisation.<list>` for organisation entries
    fields    typed values by field name; what was not given, or given empty, is absent
    file      the file that describes it, relative to the evidence folder, forward slashes
    line      1-based line in that file, or the row number that a spreadsheet shows
    rests_on  the file whose bytes back it (itself for Markdown and rows), None where nothing does
    sha256    hex digest of those bytes, None where nothing backs it
    held      whether such a file is in the folder; otherwise the record is only stated
    row       whether `line` counts rows of a table
    blank     fields that were given but count as not given, because a link in them leads nowhere
    unread    of these, the ones that link to an item that could not be read, as they were given
    """

    id: str
    kind: str
    fields: Mapping[str, Value]
    file: str
    line: int = 1
    rests_on: str | None = None
    sha256: str | None = None
    held: bool = False
    row: bool = False
    blank: frozenset[str] = frozenset()
    unread: Mapping[str, Value] | None = None

    @property
    def place(self) -> str:
        """`registers/incidents.csv:14` for a message."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """An item that could not be read: it may be any record of its kind, or of any kind where that is unknown.

    many  a whole file of records was lost, so any number of them may be missing
    """

    kind: str | None
    file: str
    line: int = 0
    many: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceFile:
    """A file in the evidence folder: path relative to it, size in bytes, hex sha256 (None where unreadable)."""

    path: str
    size: int
    sha256: str | None
    described: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """Who is judged: organisation.yaml.

    fields      its plain keys (`name code type functions ...`), typed, for `when:` and `$organisation.<field>`
    lists       `sites units bodies roles providers staff_groups partners` -> entries; a list not given is absent
    year_start  (month, day)
    open_names  an example without an organisation of its own: every name is known as it is written
    """

    name: str
    code: str
    type: str
    packs: tuple[str, ...]
    functions: tuple[str, ...] = ()
    year_start: tuple[int, int] = (4, 1)
    formed: Span | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    open_names: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """An evidence folder as read. `digest` is the hex sha256 over paths and digests of all its evidence files."""

    organisation: Organisation
    records: tuple[Record, ...]
    lost: tuple[Lost, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[EvidenceFile, ...] = ()
    digest: str = ""

    @property
    def undescribed(self) -> tuple[str, ...]:
        return tuple(item.path for item in self.files if not item.described)


# ------------------------------------------------------------------------------------------------ what is asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """A value to be filled in when a check is asked: `$as_of`, `$period.start`, `$first.id`, `$each` ...

    base  as_of, period, organisation, first, each
    path  the rest: ("start",), ("version",), () ...
    """

    base: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "$" + ".".join((self.base, *self.path))


Operand = Value | Ref


@dataclass(frozen=True, kw_only=True, slots=True)
class Matcher:
    """One operator over one field.

    operator  is, one_of, all_of, at_least, more_than, at_most, less_than, present, any
    operands  is/one_of/all_of: one or more values; comparisons: one; present: one bool; any: none
    clauses   for `any`: what one element of a list of mappings must match
    A scalar in a rule is `is`, a list is `one_of`.
    """

    operator: str
    operands: tuple[Operand, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A field (dots split into a path) and what it must match; all matchers must hold."""

    field: tuple[str, ...]
    matchers: tuple[Matcher, ...]

    @property
    def name(self) -> str:
        return ".".join(self.field)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """name: `period`, `financial-year`, `previous-financial-year`, `rolling` (duration) or `between` (dates)."""

    name: str
    duration: Duration | None = None
    between: Period | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Selector:
    """Which records: DESIGN 6.2. `current` None means the form's default."""

    kind: str
    where: tuple[Clause, ...] = ()
    window: Window | None = None
    current: bool | None = None
    open_ended: bool = False
    max_age: Duration | None = None
    received_by: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OfOrganisation:
    """A list in organisation.yaml as a population: `{organisation: sites, where: {...}, sum: headcount}`."""

    name: str
    where: tuple[Clause, ...] = ()
    sum: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Exists:
    selector: Selector


@dataclass(frozen=True, kw_only=True, slots=True)
class Absent:
    """The form `none`. closed_world: the stated reason for taking the folder as complete, or None."""

    selector: Selector
    closed_world: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    selector: Selector
    distinct: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    exactly: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """throughout: `as-of` or `period`; max_vacancy in whole days."""

    role: str
    at_least: int = 1
    where: tuple[Clause, ...] = ()
    throughout: str = "as-of"
    max_vacancy: Duration | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attested:
    statement: str
    by: tuple[str, ...]
    valid_for: Duration = Duration(6, 0)
    min_basis: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Every:
    """of: a list of words, a list of the organisation, or a selector. at_least is a share, 0 to 1.

    due  the last day for each to have its own; until it is past, none that lacks it is at fault
    """

    of: tuple[str, ...] | OfOrganisation | Selector
    has: Selector
    at_least: Fraction = Fraction(1)
    exempt: str | None = None
    grace: Duration | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Follows:
    """order: `on-or-after` or `after`; quantifier (`for` in the file): each, any, latest."""

    first: Selector
    then: Selector
    order: str = "on-or-after"
    within: Duration | None = None
    quantifier: str = "each"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """which: `all` or `latest`; allowed: field -> the values it may have."""

    selector: Selector
    which: str = "all"
    required: tuple[str, ...] = ()
    allowed: Mapping[str, tuple[Operand, ...]] = field(default_factory=dict)
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurs:
    """selector.window defaults to a rolling P12M where the file names none."""

    selector: Selector
    every: Duration
    tolerance: Duration = Duration()


@dataclass(frozen=True, kw_only=True, slots=True)
class EachPeriod:
    """each: month, quarter, half-year, financial-year; last: how many of them."""

    selector: Selector
    each: str
    last: int
    lag: Duration = Duration()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """of a selector (matching: clauses over the same records) or of a sum over staff groups (matching: a selector)."""

    of: Selector | OfOrganisation
    matching: tuple[Clause, ...] | Selector
    max_age: Duration | None = None
    distinct: str | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    min_denominator: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """metric: name of a metric, or count: a selector. Bounds are shares: -5% is Fraction(-1, 20)."""

    metric: str | None = None
    count: Selector | None = None
    each: str = "financial-year"
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    compared: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Agree:
    """topic: over `declares` inside each record; or paths: two or more fields that must hold the same value."""

    selector: Selector
    topic: str | None = None
    paths: tuple[str, ...] = ()


Form = (
    Exists | Absent | Count | Held | Attested | Every | Follows | Fields | Recurs | EachPeriod | Ratio | Change | Agree
)

FORM_NAMES: Mapping[str, type] = {
    "exists": Exists,
    "none": Absent,
    "count": Count,
    "held": Held,
    "attested": Attested,
    "every": Every,
    "follows": Follows,
    "fields": Fields,
    "recurs": Recurs,
    "each_period": EachPeriod,
    "ratio": Ratio,
    "change": Change,
    "agree": Agree,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One question of a requirement. `evidence` says what it looks for; `line` is where it stands in the rule file.

    needs_review  why nobody may rely on it yet; empty where nothing says so
    """

    slug: str
    says: str
    form: Form
    form_name: str
    advisory: bool = False
    commitments: tuple[str, ...] = ()
    chosen_by: str | None = None
    evidence: str | None = None
    needs_review: str = ""
    line: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class All:
    items: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnyOf:
    items: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIs:
    """True where the check of this slug, in the same requirement, answers yes."""

    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementIs:
    """True where requirement `path` (pack/phase/slug) of this run came to `at_least` or better."""

    path: str
    at_least: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviousIs:
    """The same of the last closed cycle."""

    path: str
    at_least: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class FactIs:
    """operator: at_least, at_most or is; over an integer fact of the pack (DESIGN 7). Only in opinions."""

    name: str
    operator: str
    number: int


Condition = All | AnyOf | CheckIs | RequirementIs | PreviousIs | FactIs


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What to say and do where a requirement is not met; `owner` is a role id; effort: small, medium or large."""

    gap: str
    action: str
    owner: str
    due_in: Duration
    effort: str = "medium"


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A case in a rule file: `records` and `organisation` as written, typed by the reader of evidence."""

    name: str
    as_of: date
    records: tuple[Mapping[str, object], ...]
    expect: Outcome
    organisation: Mapping[str, object] | None = None
    period: Period | None = None
    line: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """One rule file. `path` is `<pack>/<phase>/<slug>`, its identity.

    when          clauses over `organisation.<field>`; all must hold; empty = always
    while_        only while such a record stands
    partly_when   None means never
    evidence      what an assessor would look for, as texts
    needs_review  why nobody may rely on the rule yet; empty where nothing says so
    file          path of the rule file, relative to the folder that holds the packs (`vprs-2020/plan/x.yaml`)
    digest        hex sha256 of its bytes
    """

    path: str
    pack: str
    phase: str
    slug: str
    title: str
    requirement: str
    rationale: str
    source: Mapping[str, object]
    theme: str
    severity: str
    checks: tuple[Check, ...]
    met_when: Condition
    partly_when: Condition | None
    if_not_met: Advice
    examples: tuple[Example, ...] = ()
    when: tuple[Clause, ...] = ()
    while_: Selector | None = None
    not_applicable_by: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    needs_review: str = ""
    file: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionRule:
    """level: substantial, moderate, limited, none; when None = always."""

    level: str
    when: Condition | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """One edition's or one document's requirements, sorted by phase order then slug.

    verified             its pack.yaml says so, and the comparison is complete
    verified_by          role and date, where its pack.yaml says that it is verified
    words                field -> word -> aliases (`topics: {violence-prevention: [VPR]}`)
    outcome_definitions  what the words of the outcomes mean; only those the pack explains
    caveat               what to know before relying on these words, or nothing
    types                the types of organisation it is written for; empty = any
    bodies, roles        what those that its rules name are called; empty = it does not say
    digest               hex sha256 over the paths and digests of all its files
    root                 the folder it was read from (for commands; never printed in outputs)
    """

    name: str
    title: str
    version: str
    edition: str
    publisher: str
    documents: tuple[Mapping[str, object], ...]
    licence: str
    verified: bool
    verified_by: Mapping[str, object] | None
    phases: tuple[str, ...]
    themes: tuple[str, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    outcome_words: Mapping[Outcome, str]
    outcome_definitions: Mapping[Outcome, str] = field(default_factory=dict)
    caveat: str = ""
    opinion: tuple[OpinionRule, ...]
    changes: tuple[Mapping[str, object], ...]
    requirements: tuple[Requirement, ...]
    digest: str
    root: str = ""
    comparison: Comparison = NOTHING_COMPARED
    types: tuple[str, ...] = ()
    bodies: tuple[Called, ...] = ()
    roles: tuple[Called, ...] = ()


# ---------------------------------------------------------------------------------------------- what was answered


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """The answer to one check.

    value, needed  short texts of what was found and what was asked (`3 of 4`, `100%`); the same numbers as in because
    because        one sentence that names value, need and file
    witnesses      the records the answer rests on, best first
    """

    check: str
    answer: Answer
    reason: Reason | None
    value: str
    needed: str
    because: str
    witnesses: tuple[Record, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """An assessor's own view of a requirement, beside the finding; carried: of an earlier cycle, not re-confirmed."""

    outcome: Outcome
    by: str
    on: Span
    reason: str
    disagrees: bool
    record: Record
    carried: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """A risk accepted for a requirement: by whom, until when."""

    by: str
    until: Span
    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    gap: str
    action: str
    owner: str
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The conclusion for one requirement.

    floor, ceiling  its outcome where every unknown is no, and where every unknown is yes; for a requirement that is
                    not applicable both are not-applicable
    basis           held, stated, attested, mixed, or none (no yes answer rests on a record)
    why             one sentence: why not applicable, why not assessed, or what decided
    """

    requirement: Requirement
    outcome: Outcome
    floor: Outcome
    ceiling: Outcome
    basis: str
    why: str
    observations: tuple[Observation, ...]
    judged: Judged | None = None
    accepted: Accepted | None = None
    gap: Gap | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineRun:
    """primary: `durable-rules 2.0.28` or None; agreed: True, or None where only the reference ran.

    note  the sentence every output prints about it
    """

    primary: str | None
    reference: str
    agreed: bool | None
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """level for a pack; because: sentences with the figures that decided; facts: every integer by name."""

    pack: str
    level: str
    because: tuple[str, ...]
    facts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Exactly one finding per requirement, in order of pack, phase, slug; one opinion per pack.

    cycle, last  the cycle it belongs to, and the last one that was closed before; None where there is none
    """

    organisation: Organisation
    as_of: date
    period: Period
    packs: tuple[Pack, ...]
    workspace: Workspace
    findings: tuple[Finding, ...]
    opinions: tuple[Opinion, ...]
    engine: EngineRun
    cycle: InCycle | None = None
    last: LastCycle | None = None
