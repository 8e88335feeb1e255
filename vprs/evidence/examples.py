"""The records of an example in a rule file, typed by the same code as real evidence.

Takes an example as the rulebook read it, gives a `Workspace`. No file is looked for: every record of an example
counts as held. Names are known as written unless the example's own organisation lists names of their sort. Faults
raise InvalidInput with the rule file's name and the line of the example.
"""

from __future__ import annotations

from dataclasses import replace

from vprs.evidence.batch import Batch
from vprs.evidence.names import gather_names
from vprs.evidence.organisation import type_organisation
from vprs.evidence.settle import settle
from vprs.evidence.typed import Fault, Names, type_record
from vprs.model import Example, Organisation, Record, Workspace
from vprs.problem import InvalidInput, Problem
from vprs.strict_yaml import Path, dotted

UNNAMED = Organisation(name="example", code="", type="other", packs=(), open_names=True)


def read_example(example: Example, file: str) -> Workspace:
    """The workspace of one example; InvalidInput with every fault in it."""
    organisation, faults = _organisation(example, file)
    names = replace(gather_names(organisation), open_names=True)
    read = [_record(number, example, names, file) for number in range(1, len(example.records) + 1)]
    faults.extend(fault for _, amiss in read for fault in amiss)
    settled = settle(Batch(records=tuple(record for record, _ in read if record is not None)))
    problems = [_problem(example, file, fault) for fault in faults]
    problems.extend(problem for problem in settled.problems if problem.where == "id")
    if problems:
        raise InvalidInput(problems)
    return Workspace(organisation=organisation, records=settled.records, problems=settled.problems)


def _organisation(example: Example, file: str) -> tuple[Organisation, list[Fault]]:
    if example.organisation is None:
        return UNNAMED, []
    organisation, faults = type_organisation(
        example.organisation, file=file, line_of=lambda _: example.line, whole=False
    )
    return organisation, [fault.below("organisation") for fault in faults]


def _record(number: int, example: Example, names: Names, file: str) -> tuple[Record | None, tuple[Fault, ...]]:
    typed = type_record(example.records[number - 1], names)
    if typed.kind is None or typed.faults:
        return None, tuple(fault.below("records", number - 1) for fault in typed.faults)
    own = typed.id or f"{file}#{number}"
    record = Record(id=own, kind=typed.kind, fields=typed.fields, file=file, line=example.line, held=True)
    return record, ()


def _problem(example: Example, file: str, fault: Fault) -> Problem:
    path: Path = fault.path
    where = f"example '{example.name}': {dotted(path)}"
    return Problem(file=file, line=example.line, where=where, message=fault.message, hint=fault.hint)
