"""forecast.json, format vprs-forecast/1: what time alone will change, for programs.

Takes a Forecast, gives canonical bytes that keep to `vprs/schema/forecast.json`. It leaves nothing out and rounds
nothing.
"""

from __future__ import annotations

from vprs.canonical import Json, encode, hold_to_schema
from vprs.forecast import Behind, Change, Forecast, Lapse, OpinionChange, Standing, Turn
from vprs.in_cycle import Bounds
from vprs.model import Record
from vprs.moves import direction
from vprs.report.assessment_json import as_values as assessed
from vprs.report.assessment_json import summary

FORMAT = "vprs-forecast/1"
SCHEMA = "forecast.json"


def render(forecast: Forecast) -> bytes:
    """The bytes of the document. Raises SchemaBroken where they would not keep to the schema."""
    document = as_values(forecast)
    hold_to_schema(document, SCHEMA)
    return encode(document)


def as_values(forecast: Forecast) -> Json:
    """The document as plain dicts and lists; what an assessment says too, in the same words."""
    whole = assessed(forecast.today.assessment)
    kept = {name: whole[name] for name in ("organisation", "as_of", "packs", "evidence", "engine", "problems")}
    return {
        "format": FORMAT,
        **kept,
        "until": forecast.until.isoformat(),
        "today": _standing(forecast.today),
        "changes": [_change(each) for each in forecast.changes],
        "opinions": [_opinion(each) for each in forecast.opinions],
        "lapses": [_lapse(each) for each in forecast.lapses],
        "standings": [_standing(each) for each in forecast.standings],
        "shares": [{"check": name, "values": list(values)} for name, values in sorted(forecast.shares.items())],
    }


def _standing(standing: Standing) -> Json:
    occasion = standing.occasion
    return {
        "on": occasion.on.isoformat(),
        "name": occasion.name,
        "as_of": occasion.as_of.isoformat(),
        "period": {"start": occasion.period.start.isoformat(), "end": occasion.period.end.isoformat()},
        "opinions": [
            {"pack": each.pack, "level": each.level, "because": list(each.because)}
            for each in standing.assessment.opinions
        ],
        "by_outcome": summary(standing.assessment)["by_outcome"],
    }


def _change(change: Change) -> Json:
    return {
        "on": change.on.isoformat(),
        "requirement": change.requirement.path,
        "pack": change.requirement.pack,
        "title": change.requirement.title,
        "from": _state(change.before),
        "to": _state(change.after),
        "moved": change.moved,
        "direction": direction(change.before, change.after) if change.moved else None,
        "why": change.why,
        "checks": [_turn(each) for each in change.turns],
    }


def _state(state: Bounds) -> Json:
    return {"outcome": state.outcome.value, "floor": state.floor.value, "ceiling": state.ceiling.value}


def _turn(turn: Turn) -> Json:
    return {
        "check": turn.check,
        "says": turn.says,
        "from": turn.before.value,
        "to": turn.after.value,
        "reason": turn.reason.value if turn.reason else None,
        "value_before": turn.value_before,
        "value": turn.value,
        "because": turn.because,
        "behind": [_behind(each) for each in turn.behind],
    }


def _behind(behind: Behind) -> Json:
    return {**_record(behind.record), "crossing": behind.crossing.value if behind.crossing else None}


def _record(record: Record) -> Json:
    return {"file": record.file, "line": record.line, "id": record.id, "held": record.held}


def _opinion(change: OpinionChange) -> Json:
    return {
        "on": change.on.isoformat(),
        "pack": change.pack,
        "from": change.before,
        "to": change.after,
        "because": list(change.because),
    }


def _lapse(lapse: Lapse) -> Json:
    return {
        "on": lapse.on.isoformat(),
        "what": str(lapse.field),
        "kind": lapse.records[0].kind,
        "records": [_record(each) for each in lapse.records],
        "leaning": list(lapse.leaning),
    }
