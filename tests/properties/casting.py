"""Random checks of every form with records to ask them of, from vocabularies so small that the two often meet.

Takes a `pick` function (a seeded random or Hypothesis), gives cases as a rule file and an evidence folder would write
them. The fields of records are those of `vprs.kinds`; nothing here knows what an answer should be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vprs.kinds import FieldSpec, KindSpec, read_kinds

Pick = Callable[[Sequence[Any]], Any]
Raw = Mapping[str, Any]

FORMS = ("exists none count held attested every follows fields recurs each_period ratio change agree").split()

DAYS = (
    "2026-09-30", "2026-09-29", "2026-09-15", "2026-09-01", "2026-10-01", "2026-08-15", "2026-06-15", "2026-04-01",
    "2026-03-31", "2026-01-15", "2025-10-01", "2025-09-30", "2025-04-01",
)  # fmt: skip
ROUGH = ("2026-09", "2026-10", "2026-04", "2026-03", "2026", "2025-09", "2025")
LATER = ("2026-11-05", "2027-01", "2027-09-30", "2028")
PERIODS = (
    {"start": "2026-04-01", "end": "2026-09-30"},
    {"start": "2025-10", "end": "2026-03"},
    {"start": "2025-04-01", "end": "2026-03-31"},
    {"start": "2024-04", "end": "2025-03"},
    {"start": "2026-07-01", "end": "2026-09-30"},
    {"start": "2025-04-01", "end": "2026-12-31"},
)  # fmt: skip
JUDGED = (  # as_of, period (None: the six months to as_of)
    ("2026-09-30", None),
    ("2026-09-15", None),
    ("2026-10-20", ("2026-04-01", "2026-09-30")),
)  # fmt: skip

ORGANISATIONS = (
    """\
name: Trial Trust
code: TT
type: acute
packs: [trial]
bodies: [{id: board}, {id: quality, acts_for: board}, {id: old-body, to: 2017-03-31}]
roles: [{id: lsms}, {id: executive-lead}]
sites: [{id: north}, {id: south, opened: 2026-09}]
staff_groups: [{id: nursing, headcount: 2, frontline: true}, {id: clerical, headcount: 1, frontline: false}]
""",
    """\
name: Trial Trust
code: TT
type: acute
packs: [trial]
year_start: "10-01"
formed: 2025-10-01
bodies: [{id: board}, {id: quality, acts_for: board}, {id: old-body, to: 2017-03-31}]
sites: [{id: north, closed: 2026-05-01}, {id: south}]
providers: []
roles: [{id: lsms}, {id: executive-lead}]
staff_groups: [{id: nursing, headcount: 3}, {id: clerical}]
""",
)

ONE_TWO = ("one", "two")
AHEAD = frozenset("review_date to end expires valid_until accreditation_expires due".split())
VOCABULARY: Mapping[str, Sequence[Any]] = {
    "word": ONE_TWO,
    "text": ONE_TWO,
    "name": ("lsms", "board"),
    "role": ("lsms", "executive-lead"),
    "body": ("board", "board", "quality", "old-body"),
    "role-or-body": ("lsms", "board"),
    "site": ("north", "south"),
    "staff-group": ("nursing", "clerical"),
    "unit": ONE_TWO,
    "partner": ONE_TWO,
    "number": (0, 1, 2, 100),
    "whole": (0, 1, 2),
    "flag": (True, False),
}
NOT_ASKED = frozenset("id kind file sha256 title notes period links supersedes".split())
ALWAYS_POSSIBLE = (  # fields that change what a record is good for whatever is asked
    "status withdrawn_on supersedes extensions period received_by links sites closed_on exempt_reason basis reason "
    "valid_until review_date expires end statement approved_on declares"
).split()


@dataclass(frozen=True, kw_only=True)
class Case:
    """One check, the records it is asked of, and the day; as written."""

    form: str
    check: Raw
    records: tuple[Raw, ...]
    organisation: str
    as_of: str
    period: tuple[str, str] | None

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kinds_asked(self.form, self.check)))


def case(pick: Pick, form: str | None = None) -> Case:
    """A check of the form (of any, unless told) with up to seven records and, often, a complete register."""
    form = form or pick(FORMS)
    check = _CHECKS[form](pick)
    as_of, period = pick(JUDGED)
    asked = fields_asked(form, check)
    kinds = tuple(dict.fromkeys(kinds_asked(form, check)))
    own = [f"{kind}-{n}" for kind in kinds for n in range(pick(range(2, 7) if form == "change" else range(1, 5)))]
    records = [record(pick, name.rpartition("-")[0], name, own, asked) for name in own]
    if pick((True, True, False)):
        records.append(complete_register(pick, pick(kinds)))
    if any("received_by" in each for each in records) or pick((True, False, False, False)):
        records.append(record(pick, "minute", "minute-of-receipt", own, {}))
    return Case(
        form=form,
        check=check,
        records=tuple(records),
        organisation=pick(ORGANISATIONS),
        as_of=as_of,
        period=period,
    )


# ------------------------------------------------------------------------------------------------------- records


def record(pick: Pick, kind: str, name: str, ids: Sequence[str], asked: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """A record of the kind: what it must have, mostly what is asked of it, sometimes what turns it."""
    spec = read_kinds()[kind]
    wanted = asked.get(kind, frozenset()) | {
        spec.dated_by.partition(".")[0],
        spec.valid_to or "",
        spec.type_field or "",
    }
    fields: dict[str, Any] = {"kind": kind, "id": name}
    for field in spec.fields.values():
        given = field.name in spec.required or _chosen(pick, field.name, wanted)
        if given and field.name not in ("id", "kind", "file", "sha256"):
            fields[field.name] = value(pick, field, [each for each in ids if each != name] or ["nothing"])
    return fields


def _chosen(pick: Pick, name: str, wanted: Iterable[str]) -> bool:
    if name in wanted:
        return bool(pick((True, True, True, True, False)))
    return name in ALWAYS_POSSIBLE and bool(pick((True, False, False, False, False)))


def value(pick: Pick, field: FieldSpec, ids: Sequence[str]) -> Any:
    """A value of the field as people write it."""
    if field.many:
        return [_one(pick, field, ids) for _ in range(pick((1, 1, 2)))]
    return _one(pick, field, ids)


def _one(pick: Pick, field: FieldSpec, ids: Sequence[str]) -> Any:
    if field.reads == "date":
        return pick(LATER if field.name in AHEAD and pick((True, True, False)) else (*DAYS, *ROUGH))
    if field.reads == "choice":
        return pick((*field.choices[:1] * 2, *field.choices[1:2], *field.choices[-1:]))
    if field.reads == "id":
        return pick(ids)
    if field.reads == "mapping":
        return _mapping(pick, field, ids)
    return pick(VOCABULARY[field.reads])


def _mapping(pick: Pick, field: FieldSpec, ids: Sequence[str]) -> Any:
    if {"start", "end"} <= field.fields.keys():
        return dict(pick(PERIODS))
    names = [name for name in field.fields if name in field.required or pick((True, True, True, False))]
    return {name: value(pick, field.fields[name], ids) for name in names or list(field.fields)}


def complete_register(pick: Pick, kind: str) -> dict[str, Any]:
    """A register of the kind that somebody declared complete, over the time that most windows ask for."""
    return {
        "kind": "register",
        "id": "register-of-all",
        "register_type": "one",
        "covers_kind": kind,
        "complete": True,
        "declared_by": "lsms",
        "as_at": pick(("2026-09-30", "2026-09-30", "2026-09-15", "2026-09")),
        "period": {"start": "2023-04-01", "end": "2026-09-30"},
        **pick(({}, {}, {}, {"sites": ["north"]})),
    }


# -------------------------------------------------------------------------------------------------------- checks


def kind(pick: Pick, *, but: str = "") -> KindSpec:
    return read_kinds()[pick([name for name in read_kinds() if name not in ("register", but)])]


def askable(spec: KindSpec) -> list[FieldSpec]:
    return [field for field in spec.fields.values() if field.name not in NOT_ASKED and field.reads != "mapping"]


def where(pick: Pick, spec: KindSpec) -> dict[str, Any]:
    fields = [pick(askable(spec)) for _ in range(pick((0, 0, 1, 1, 2)))]
    if spec.type_field and pick((True, False, False)):
        fields.append(spec.fields[spec.type_field])
    return {field.name: matcher(pick, field) for field in fields}


def matcher(pick: Pick, field: FieldSpec) -> Any:
    """What a rule may ask of the field."""
    if pick((True, False, False, False, False)):
        return {"present": pick((True, False))}
    if field.reads in ("date", "number", "whole"):
        return {pick(("at_least", "at_most", "more_than", "less_than")): _one(pick, field, ["nothing"])}
    if field.reads == "id":
        return {"present": True}
    first, second = _one(pick, field, []), _one(pick, field, [])
    return pick((first, first, [first, second]) if field.reads != "flag" else (first,))


def selector(pick: Pick, spec: KindSpec, *, window: bool | None = None, more: Raw | None = None) -> dict[str, Any]:
    """`window`: whether it has one; None leaves it to chance."""
    words = {**where(pick, spec), **(more or {})}
    found: dict[str, Any] = {"kind": spec.name, **({"where": words} if words else {})}
    if pick((True, False)) if window is None else window:
        found["window"] = pick(("period", "P12M", "financial-year", "previous-financial-year"))
    if spec.has_validity and pick((True, False, False)):
        found["current"] = pick((True, False))
    if pick((True, False, False, False)):
        found["max_age"] = pick(("P6M", "P1Y"))
    if spec.name == "document" and pick((True, False)):
        found["open_ended"] = True
    if "received_by" in spec.fields and pick((True, False)):
        found["received_by"] = "board"
    return found


def _exists(pick: Pick) -> Raw:
    return selector(pick, kind(pick))


def _none(pick: Pick) -> Raw:
    spec = kind(pick)
    closed = {"closed_world": "We keep all of it here."} if pick((True, False)) else {}
    return {**selector(pick, spec, window=None if spec.has_validity else True), **closed}


def _count(pick: Pick) -> Raw:
    spec = kind(pick)
    bounds = pick(({"at_least": 1}, {"at_least": 2}, {"at_most": 1}, {"exactly": 1}, {"at_least": 1, "at_most": 2}))
    return {**selector(pick, spec, window=True), **bounds, **_distinct(pick, spec)}


def _distinct(pick: Pick, spec: KindSpec) -> Raw:
    return {"distinct": pick(askable(spec)).name} if pick((True, False, False)) else {}


def _held(pick: Pick) -> Raw:
    return {
        "role": "lsms",
        "at_least": pick((1, 1, 2)),
        **pick(({}, {"where": {"accredited": True}}, {"where": {"accreditation_expires": {"at_least": "$as_of"}}})),
        **pick(({}, {"throughout": "period"}, {"throughout": "period", "max_vacancy": "P1M"})),
    }


def _attested(pick: Pick) -> Raw:
    return {
        "statement": "one",
        "by": pick((["lsms"], ["lsms", "executive-lead"])),
        **pick(({}, {"valid_for": "P1Y"})),
        **pick(({}, {"min_basis": 2})),
    }


def _every(pick: Pick) -> Raw:
    has = kind(pick)
    of, each = pick((_of_words, _of_list, _of_records, _of_records))(pick, has)
    more = {"exempt": pick(askable(read_kinds()[of["kind"]])).name} if "kind" in of and pick((True, False)) else {}
    late = {"grace": pick(("P1M", "P6M"))} if "list" not in of and pick((True, False)) else {}
    return {"of": of, "has": selector(pick, has, more=each), "at_least": pick(("100%", "100%", "50%")), **more, **late}


def _of_words(pick: Pick, has: KindSpec) -> tuple[Raw, Raw]:
    words = [field.name for field in askable(has) if field.reads == "word"]
    return {"list": list(ONE_TWO)}, {pick(words): "$each"} if words else {}


def _of_list(pick: Pick, has: KindSpec) -> tuple[Raw, Raw]:
    name = pick(("sites", "sites", "staff_groups", "providers"))
    field = "site" if "site" in has.fields else "sites"
    return {"organisation": name}, {field: "$each.id"} if name == "sites" else {}


def _of_records(pick: Pick, has: KindSpec) -> tuple[Raw, Raw]:
    spec = kind(pick, but=has.name)
    return selector(pick, spec), {_link(pick, has): "$each.id"}


def _link(pick: Pick, spec: KindSpec) -> str:
    return str(
        pick([field.name for field in spec.fields.values() if field.reads == "id" and field.name != "supersedes"])
    )


def _follows(pick: Pick) -> Raw:
    first = kind(pick)
    then = kind(pick, but=first.name)
    link = {_link(pick, then): "$first.id"} if pick((True, True, False)) else {}
    return {
        "first": selector(pick, first),
        "then": selector(pick, then, more=link),
        "for": pick(("each", "any", "latest")),
        **pick(({}, {"order": "after"})),
        **pick(({}, {"within": "P1M"}, {"within": "P6M"})),
    }


def _fields(pick: Pick) -> Raw:
    spec = kind(pick)
    field = pick([each for each in askable(spec) if each.reads in ("word", "choice", "role", "body")])
    asked = pick(
        ({"required": [field.name]}, {"allowed": {field.name: [_one(pick, field, [])]}}, {"required": ["links"]})
    )
    headed = {"sections": ["one"]} if "sections" in spec.fields and pick((True, False)) else {}
    return {**selector(pick, spec), "which": pick(("all", "latest")), **asked, **headed}


def _recurs(pick: Pick) -> Raw:
    spec = kind(pick)
    return {
        **selector(pick, spec, window=False),
        **pick(({}, {"window": "P12M"}, {"window": "period"})),
        "every": pick(("P3M", "P6M", "P12M")),
        **pick(({}, {"tolerance": "P1M"})),
    }


def _each_period(pick: Pick) -> Raw:
    spec = kind(pick)
    each, last = pick((("half-year", 2), ("quarter", 2), ("financial-year", 1)))
    return {**selector(pick, spec, window=False), "each": each, "last": last, **pick(({}, {"lag": "P1M"}))}


def _ratio(pick: Pick) -> Raw:
    spec = kind(pick)
    bounds = pick(
        ({"at_least": "50%"}, {"at_least": "100%"}, {"at_most": "50%"}, {"at_least": "25%", "at_most": "75%"})
    )
    more = {**_distinct(pick, spec), **pick(({}, {"max_age": "P12M"})), **pick(({}, {"min_denominator": 2}))}
    if pick((True, True, False)):
        return {
            "of": selector(pick, spec),
            "matching": where(pick, spec) or {spec.dated_by: {"present": True}},
            **bounds,
            **more,
        }
    of: dict[str, Any] = {
        "organisation": "staff_groups",
        "sum": "headcount",
        **pick(({}, {"where": {"frontline": True}})),
    }
    each = {"staff_group": "$each.id"} if "staff_group" in spec.fields else {}
    return {"population": of, "matching": selector(pick, spec, more=each), **bounds, **more}


def _change(pick: Pick) -> Raw:
    bounds = pick(({"at_most": "-5%"}, {"at_least": "-5%"}, {"compared": True}, {"at_most": "0%"}))
    each = {"each": pick(("half-year", "financial-year"))}
    if pick((True, False)):
        return {"metric": "one", **each, **bounds}
    return {"count": selector(pick, kind(pick), window=False), **each, **bounds}


def _agree(pick: Pick) -> Raw:
    spec = kind(pick)
    words = [field.name for field in askable(spec) if field.reads in ("word", "choice", "role", "date")]
    if len(words) < 2:
        spec = read_kinds()["document"]
        words = ["version", "ref"]
    if spec.name == "document" and pick((True, False)):
        return {**selector(pick, spec), "topic": "one"}
    return {**selector(pick, spec), "paths": list(dict.fromkeys((pick(words), words[0], words[-1])))}


_CHECKS: Mapping[str, Callable[[Pick], Raw]] = {
    "exists": _exists,
    "none": _none,
    "count": _count,
    "held": _held,
    "attested": _attested,
    "every": _every,
    "follows": _follows,
    "fields": _fields,
    "recurs": _recurs,
    "each_period": _each_period,
    "ratio": _ratio,
    "change": _change,
    "agree": _agree,
}


# ---------------------------------------------------------------------------------------- what a check speaks of


def selectors(form: str, check: Raw) -> list[Raw]:
    """Every selector of a check, as written; those of held, attested and a metric are written out."""
    if form == "held":
        return [{"kind": "appointment", "where": {"role": check["role"], **check.get("where", {})}}]
    if form == "attested":
        return [{"kind": "attestation", "where": dict.fromkeys(("statement", "by", "basis"), "one")}]
    if form == "change" and "metric" in check:
        return [{"kind": "metric", "where": {"name": check["metric"]}}]
    inner = [check[key] for key in ("of", "has", "first", "then", "count", "matching") if key in check]
    return [each for each in (check, *inner) if isinstance(each, Mapping) and "kind" in each]


def kinds_asked(form: str, check: Raw) -> list[str]:
    return [each["kind"] for each in selectors(form, check)]


def fields_asked(form: str, check: Raw) -> dict[str, frozenset[str]]:
    """kind -> the fields of it that the check speaks of."""
    found: dict[str, frozenset[str]] = {}
    for each in selectors(form, check):
        names = {name.partition(".")[0] for name in each.get("where", {})}
        found[each["kind"]] = found.get(each["kind"], frozenset()) | names
    first = next(iter(found))
    loose = [*check.get("required", ()), *check.get("allowed", {}), *check.get("paths", ())]
    loose += [check[key] for key in ("distinct", "exempt") if key in check]
    loose += list(check["matching"]) if form == "ratio" and "of" in check else []
    loose += ["sections"] if "sections" in check else []
    found[first] |= {name.partition(".")[0] for name in loose}
    return found
