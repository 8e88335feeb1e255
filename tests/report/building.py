"""Builds assessments by hand, with every outcome, reason and special case, for the tests of the outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from vprs.dates import Duration, Period, Span, day
from vprs.model import (
    Accepted,
    Advice,
    All,
    Answer,
    Assessment,
    Check,
    CheckIs,
    EngineRun,
    EvidenceFile,
    Exists,
    Finding,
    Gap,
    Judged,
    Lost,
    Observation,
    Opinion,
    OpinionRule,
    Organisation,
    Outcome,
    Pack,
    Reason,
    Record,
    Requirement,
    Selector,
    Workspace,
)
from vprs.problem import Problem

AS_OF = date(2026, 10, 20)
PERIOD = Period(date(2026, 4, 1), date(2026, 9, 30))
PHASES = ("plan", "do", "check", "act")
NOTE = (
    "durable-rules 2.0.28 and the reference evaluator combined the answers alike; that shows the combining is right, "
    "not that the answers are."
)


def a_day(text: str) -> Span:
    return day(date.fromisoformat(text))


def record(
    ident: str, kind: str, *, file: str = "", line: int = 1, held: bool = True, row: bool = False, **fields: Any
) -> Record:
    path = file or f"documents/{ident}.md"
    return Record(
        id=ident,
        kind=kind,
        fields=MappingProxyType(fields),
        file=path,
        line=line,
        rests_on=path if held else None,
        sha256="ab" * 32 if held else None,
        held=held,
        row=row,
    )


STRATEGY = record(
    "strategy",
    "document",
    title="Violence prevention strategy",
    doc_type="strategy",
    approved_on=a_day("2025-05-01"),
    review_date=Span(date(2028, 5, 1), date(2028, 5, 31)),
    owner="executive-lead",
)
LETTER = record("letter", "appointment", held=False, role="executive-lead", holder="P-014", start=a_day("2024-04-01"))
INCIDENT_ROWS = tuple(
    record(
        f"registers/incidents.csv#{n}",
        "incident",
        file="registers/incidents.csv",
        line=n,
        row=True,
        occurred_on=a_day("2026-05-01"),
        title="Mrs A. hit Nurse B.",
    )
    for n in range(5, 12)
)


def observation(
    check: str, answer: Answer, reason: Reason | None = None, *, witnesses: tuple[Record, ...] = (), because: str = ""
) -> Observation:
    sentence = because or f"The check {check} answers {answer}."
    return Observation(
        check=check,
        answer=answer,
        reason=reason,
        value="1 of 2",
        needed="2 of 2",
        because=sentence,
        witnesses=witnesses,
    )


def check(slug: str, *, advisory: bool = False, chosen_by: str | None = None) -> Check:
    form = Exists(selector=Selector(kind="document"))
    return Check(
        slug=slug, says=f"What {slug} says.", form=form, form_name="exists", advisory=advisory, chosen_by=chosen_by
    )


def requirement(
    phase: str,
    slug: str,
    checks: tuple[Check, ...],
    *,
    severity: str = "high",
    pack: str = "vprs-2020",
    title: str = "",
) -> Requirement:
    return Requirement(
        path=f"{pack}/{phase}/{slug}",
        pack=pack,
        phase=phase,
        slug=slug,
        title=title or f"Title of {slug}",
        requirement=f"The organisation does what {slug} asks.",
        rationale="Because.",
        source=MappingProxyType({"document": "B0319", "locator": "Plan", "official_number": None, "basis": ("M",)}),
        theme="governance",
        severity=severity,
        checks=checks,
        met_when=All(items=tuple(CheckIs(slug=one.slug) for one in checks if not one.advisory)),
        partly_when=None,
        if_not_met=Advice(gap="A gap.", action="An action.", owner="lsms", due_in=Duration(0, 60)),
        file=f"{pack}/{phase}/{slug}.yaml",
        digest="cd" * 32,
    )


GAP = Gap(
    gap="The board cannot show it.",
    action="Bring it to the next board.",
    owner="executive-lead",
    due=date(2026, 12, 19),
)


def finding(
    phase: str,
    slug: str,
    outcome: Outcome,
    *,
    observations: tuple[Observation, ...] = (),
    floor: Outcome | None = None,
    ceiling: Outcome | None = None,
    **rest: Any,
) -> Finding:
    checks = tuple(check(one.check, advisory=one.check.startswith("advisory")) for one in observations)
    known = {name: rest.pop(name) for name in ("severity", "pack", "title") if name in rest}
    return Finding(
        requirement=requirement(phase, slug, checks, **known),
        outcome=outcome,
        floor=floor or outcome,
        ceiling=ceiling or outcome,
        basis=rest.pop("basis", "held" if outcome is Outcome.MET else "none"),
        why=rest.pop("why", f"{outcome}: because."),
        observations=observations,
        gap=rest.pop("gap", GAP if outcome in (Outcome.NOT_MET, Outcome.PARTLY_MET) else None),
        **rest,
    )


def met(phase: str, slug: str, **rest: Any) -> Finding:
    return finding(
        phase, slug, Outcome.MET, observations=(observation("there", Answer.YES, witnesses=(STRATEGY,)),), **rest
    )


def not_met(phase: str, slug: str, reason: Reason = Reason.MISSING, **rest: Any) -> Finding:
    return finding(phase, slug, Outcome.NOT_MET, observations=(observation("there", Answer.NO, reason),), **rest)


def not_assessed(phase: str, slug: str, **rest: Any) -> Finding:
    seen = (observation("there", Answer.UNKNOWN, Reason.INCOMPLETE_REGISTER, witnesses=INCIDENT_ROWS),)
    return finding(
        phase, slug, Outcome.NOT_ASSESSED, observations=seen, floor=Outcome.NOT_MET, ceiling=Outcome.MET, **rest
    )


def every_case() -> tuple[Finding, ...]:
    """Every outcome, every reason, judgements that agree and disagree, an accepted risk, an advisory check."""
    reasons = tuple(not_met("check", f"reason-{reason.value}", reason, severity="low") for reason in Reason)
    partly = (
        observation("first", Answer.YES, witnesses=(STRATEGY, LETTER)),
        observation(
            "second", Answer.NO, Reason.EXPIRED, witnesses=(STRATEGY,), because="It ran out (documents/strategy.md:1)."
        ),
        observation("advisory-third", Answer.NO, Reason.TOO_FEW),
    )
    attestation = record("view", "attestation", judgement="met", by="lsms", made_on=a_day("2026-10-12"))
    risk = record("R-17", "risk", accepted_by="board", accepted_until=a_day("2027-01-31"))
    disagreeing = Judged(
        outcome=Outcome.MET,
        by="lsms",
        on=a_day("2026-10-12"),
        reason="Seen in use.",
        disagrees=True,
        record=attestation,
    )
    agreeing = Judged(
        outcome=Outcome.MET, by="lsms", on=a_day("2026-10-12"), reason="", disagrees=False, record=attestation
    )
    return (
        met("plan", "strategy", judged=agreeing),
        not_met(
            "plan", "policy", judged=disagreeing, accepted=Accepted(by="board", until=a_day("2027-01-31"), record=risk)
        ),
        finding("do", "training", Outcome.PARTLY_MET, observations=partly, basis="mixed"),
        not_assessed("do", "reporting"),
        finding(
            "act", "closed-ward", Outcome.NOT_APPLICABLE, why="Not applicable: this organisation has no such ward."
        ),
        *reasons,
    )


def opinions_on(findings: tuple[Finding, ...], packs: tuple[Pack, ...], level: str) -> tuple[Opinion, ...]:
    counts = Counter(each.floor for each in findings)
    facts = {"stated_percent": 4, "attested_percent": 2, "not_met": counts[Outcome.NOT_MET]}
    return tuple(
        Opinion(
            pack=pack.name, level=level, because=(f"Requirements not met: {counts[Outcome.NOT_MET]}.",), facts=facts
        )
        for pack in packs
    )


def pack(
    findings: tuple[Finding, ...],
    name: str = "vprs-2020",
    *,
    verified: bool = False,
    words: Mapping[Outcome, str] | None = None,
) -> Pack:
    own = tuple(each.requirement for each in findings if each.requirement.pack == name)
    return Pack(
        name=name,
        title="NHS Violence Prevention and Reduction Standard, first edition",
        version="1.0.0",
        edition="2020",
        publisher="NHS England",
        documents=(),
        licence="Ours.",
        verified=verified,
        verified_by={"role": "lsms", "date": "2026-09-01"} if verified else None,
        phases=PHASES,
        themes=("governance",),
        words={},
        outcome_words=words or {},
        opinion=(OpinionRule(level="limited", when=None),),
        changes=(),
        requirements=own,
        digest="ef" * 32,
        root="/secret/place/of/rules",
    )


def organisation(name: str = "Northmoor Acute Hospitals NHS Trust (fictional)") -> Organisation:
    def entry(ident: str, **fields: Any) -> Record:
        return record(ident, "organisation.roles", file="organisation.yaml", id=ident, **fields)

    return Organisation(
        name=name,
        code="NMA",
        type="acute",
        packs=("vprs-2020",),
        lists={
            "roles": (
                entry("lsms", name="Local Security Management Specialist"),
                entry("executive-lead", name="Chief Nurse"),
            ),
            "bodies": (entry("board", name="Trust Board"),),
        },
    )


def assessment(
    findings: tuple[Finding, ...] | None = None,
    *,
    records: tuple[Record, ...] | None = None,
    level: str = "limited",
    verified: bool = False,
    problems: tuple[Problem, ...] = (),
    lost: tuple[Lost, ...] = (),
    files: tuple[EvidenceFile, ...] | None = None,
    who: Organisation | None = None,
    words: Mapping[Outcome, str] | None = None,
    engine: EngineRun | None = None,
) -> Assessment:
    found = every_case() if findings is None else findings
    names = dict.fromkeys(each.requirement.pack for each in found) or {"vprs-2020": None}
    packs = tuple(pack(found, name, verified=verified, words=words) for name in names)
    held = (STRATEGY, LETTER) if records is None else records
    listed = (
        EvidenceFile(path="documents/strategy.md", size=1200, sha256="ab" * 32, described=True),
        EvidenceFile(path="documents/loose.pdf", size=9, sha256="12" * 32, described=False),
    )
    return Assessment(
        organisation=who or organisation(),
        as_of=AS_OF,
        period=PERIOD,
        packs=packs,
        workspace=Workspace(
            organisation=who or organisation(),
            records=held,
            lost=lost,
            problems=problems,
            files=listed if files is None else files,
            digest="99" * 32,
        ),
        findings=found,
        opinions=opinions_on(found, packs, level),
        engine=engine
        or EngineRun(primary="durable-rules 2.0.28", reference="vprs reference 1", agreed=True, note=NOTE),
    )


def perfect() -> Assessment:
    return assessment(tuple(met(phase, f"thing-{phase}") for phase in PHASES), level="substantial", verified=True)


def hopeless() -> Assessment:
    found = tuple(not_met(phase, f"thing-{n}") for phase in PHASES for n in range(3))
    return assessment(found, records=(LETTER,), level="none")


def empty() -> Assessment:
    found = tuple(not_met(phase, f"thing-{phase}") for phase in PHASES)
    return assessment(found, records=(), files=(), level="none")


def with_registers() -> Assessment:
    """Incidents over two years, training, measures, risks, actions, reports, submissions: parts 7 to 12."""
    return assessment(records=(STRATEGY, LETTER, *_register_rows(), *_others()))


def _register_rows() -> tuple[Record, ...]:
    rows = []
    for n in range(60):
        month = 4 + n % 6
        rows.append(
            _incident(
                n,
                f"2026-{month:02}-{1 + n % 28:02}",
                category="physical" if n % 2 else "verbal",
                injury=n % 5 == 0,
                clinical_factor=("yes", "no", "unknown")[n % 3],
                riddor="no",
            )
        )
    rows += [_incident(100 + n, "2026-05-05", category="hate", riddor="yes", days_absent=Decimal(9)) for n in range(2)]
    rows += [_incident(110, "2026-05-05", category="physical", riddor="pending", days_absent=Decimal(12))]
    rows += [_incident(200 + n, "2025-11-02", category="physical") for n in range(50)]
    rows += [_incident(300 + n, "2025-06-02", category="physical") for n in range(70)]
    rows += [_incident(400, "2026-10-21", category="physical")]
    rows.append(
        record(
            "incident-register",
            "register",
            file="registers/incidents.csv.yaml",
            register_type="incidents",
            covers_kind="incident",
            complete=True,
            declared_by="lsms",
            as_at=a_day("2026-10-06"),
            period={"start": a_day("2025-04-01"), "end": a_day("2026-09-30")},
        )
    )
    people = [("crt", f"p{n}", n < 82, True) for n in range(104)] + [
        ("lone-working", f"p{n}", True, True) for n in range(3)
    ]
    rows += [
        record(
            f"training#{course}{person}",
            "training",
            file="registers/training.xlsx",
            row=True,
            course=course,
            person=person,
            required=needed,
            completed_on=a_day("2024-01-10"),
            expires=a_day("2027-01-10" if done else "2026-09-30"),
        )
        for course, person, done, needed in people
    ]
    return tuple(rows)


def _incident(number: int, on: str, **fields: Any) -> Record:
    return record(
        f"registers/incidents.csv#{number}",
        "incident",
        file="registers/incidents.csv",
        line=number,
        row=True,
        occurred_on=a_day(on),
        **fields,
    )


def _others() -> tuple[Record, ...]:
    def year(text: str) -> dict[str, Span]:
        return {"start": a_day(f"{text}-01-01"), "end": a_day(f"{text}-12-31")}

    return (
        record(
            "q13d-2025",
            "metric",
            name="staff-survey-q13d",
            title="Last violence reported (q13d)",
            unit="percent",
            value=Decimal("71.4"),
            period=year("2025"),
        ),
        record(
            "q13d-2024",
            "metric",
            name="staff-survey-q13d",
            title="Last violence reported (q13d)",
            unit="percent",
            value=Decimal("69.9"),
            period=year("2024"),
        ),
        record(
            "A-1",
            "action",
            what="Replace panic alarms",
            lead="lsms",
            due=a_day("2026-10-19"),
            raised_on=a_day("2026-04-01"),
            requirement="vprs-2020/plan/policy",
            status="open",
            progress="Quotes in",
        ),
        record(
            "A-2",
            "action",
            what="Write the lone working procedure",
            due=a_day("2026-10-20"),
            raised_on=a_day("2026-05-01"),
            status="open",
        ),
        record(
            "A-3",
            "action",
            what="Old",
            lead="lsms",
            closed_on=a_day("2026-06-01"),
            status="closed",
            raised_on=a_day("2026-01-01"),
            links=("R-17",),
        ),
        record("A-4", "action", what="No date", raised_on=a_day("2026-05-01"), status="open"),
        record(
            "R-17",
            "risk",
            title="Lone working at night",
            score=16,
            threshold=12,
            raised_on=a_day("2026-02-01"),
            requirement="vprs-2020/plan/policy",
            accepted_by="board",
            accepted_until=a_day("2026-10-19"),
        ),
        record(
            "R-18", "risk", title="Closed one", score=4, raised_on=a_day("2026-02-01"), closed_on=a_day("2026-03-01")
        ),
        record(
            "eia",
            "assessment",
            title="Equality impact assessment of the strategy",
            assessment_type="equality",
            assessed_on=a_day("2025-04-20"),
            review_date=a_day("2026-04-20"),
            for_version="4.0",
        ),
        record(
            "S-1",
            "submission",
            return_type="riddor-report",
            recipient="hse",
            submitted_on=a_day("2026-05-12"),
            receipt="F2508-1",
        ),
        record(
            "paper",
            "report",
            title="Assurance statement, first half",
            report_type="assurance-statement",
            reported_on=a_day("2026-05-20"),
            prepared_by="lsms",
            received_by=({"body": "board", "date": a_day("2026-05-28"), "minute": "minutes-2026-05"},),
        ),
    )
