"""One row of a monitoring table as the text of a rule file.

Takes a row and the slugs of its names, gives YAML as a person would write it. What the table leaves open is chosen and
said to be, and the file says that it needs review.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.monitoring.asked import Asked, asked_of
from vprs.monitoring.example_text import example_lines
from vprs.monitoring.names import Name
from vprs.monitoring.rhythm import Param
from vprs.monitoring.rows import Row
from vprs.monitoring.slugs import Slugs
from vprs.yaml_text import entry, quoted, scalar

DOCUMENT = "monitoring-table"
PHASE, THEME = "check", "monitoring"


def rule_text(row: Row, slugs: Slugs, file: str) -> str:
    """The file of one row. file: the name of the table's file."""
    asked = asked_of(row, slugs)
    owner = scalar(slugs.role(row.who[0]))
    lines = [
        *entry("title", row.what),
        *entry("requirement", _requirement(row)),
        f"needs_review: {quoted(_review_note(row, asked))}",
        *entry("rationale", _RATIONALE),
        "source:",
        f"  document: {DOCUMENT}",
        f"  locator: {quoted(f'row {row.line}')}",
        "  official_number: null",
        "  wording: paraphrase",
        "  phase_basis: ours",
        f"  transcribed_in: {quoted(f'{file}, row {row.line}')}",
        f"theme: {THEME}",
        "severity: high",
        *(["evidence:", *(f"  - {scalar(item)}" for item in row.how)] if row.how else []),
        "checks:",
        *(line for each in asked for line in _check(each)),
        *_conditions(asked),
        "if_not_met:",
        *entry("gap", f"It is not shown that '{row.what}' was reported as the monitoring table says.", "  "),
        *entry("action", _action(row), "  "),
        f"  owner: {owner}",
        "  due_in: P30D",
        *example_lines(row, asked, slugs),
    ]
    return "\n".join(lines) + "\n"


_RATIONALE = "A row of a monitoring table is a promise to those who are told. Nobody can rely on what is not watched."


def _requirement(row: Row) -> str:
    """The row as a sentence, in its own words."""
    told = f"{row.told.words.lower()}{'' if row.reported else ', as often as it is checked'}"
    said = f"{row.what}: checked by {_listed(row.who)}, {row.when.words.lower()}; told to {_listed(row.where)}, {told}"
    if row.closes:
        said += f"; {_listed(row.closes)} {'see' if len(row.closes) > 1 else 'sees'} that actions are done"
    return f"{said}."


def _listed(names: Sequence[Name]) -> str:
    texts = [name.text for name in names]
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]


def _review_note(row: Row, asked: Sequence[Asked]) -> str:
    parts = [f"Made from row {row.line} of the table."]
    if any(each.advisory for each in asked):
        parts.append("No check can tell what 'as required' meant, so what is asked so is shown and never decides.")
    if row.reported is None:
        parts.append("The table does not say when it is reported; as often as it is checked was taken.")
    if row.when.each or row.told.each:
        parts.append("It does not say how soon a report is due; from when it is asked for (lag) is our choice.")
    if outside := [name.text for name in row.where if name.external]:
        parts.append(f"Outside bodies keep no minutes here, so a return to them is asked for: {', '.join(outside)}.")
    parts += (f"Of the {name} it says '{rest}', which no check asks for." for name, rest in row.unasked)
    parts.append("See that organisation.yaml knows these roles and bodies, mend what differs, then take this line out.")
    return " ".join(parts)


def _action(row: Row) -> str:
    done = "Send the report that is missing to each body that has not had it, and have it minuted"
    return f"{done}{', and close the actions that are due' if row.closes else ''}."


def _check(asked: Asked) -> Iterator[str]:
    yield f"  {scalar(asked.slug)}:"
    yield from entry("says", asked.says, "    ")
    if asked.advisory:
        yield "    advisory: true"
    if asked.chosen:
        yield "    chosen_by: pack"
    yield f"    {asked.form}:"
    yield from _params(asked.params, "      ")


def _params(params: Sequence[Param], indent: str) -> Iterator[str]:
    for key, value in params:
        if isinstance(value, tuple):
            yield f"{indent}{key}:"
            yield from _params(value, f"{indent}  ")
        else:
            yield f"{indent}{key}: {value if key == 'last' else _value(value)}"


def _value(value: str) -> str:
    """References, lists and operators as they are; words so that YAML keeps them as text."""
    return value if value[0] in "[{$" or value.endswith("%") else scalar(value)


def _conditions(asked: Sequence[Asked]) -> Iterator[str]:
    """Met where all is done; partly met where some report was made, never for closed actions alone."""
    deciding = [each for each in asked if not each.advisory]
    if len(deciding) > 1:
        reports = [each.slug for each in deciding if each.part != "closed"]
        yield f"met_when: {{all: [{', '.join(scalar(each.slug) for each in deciding)}]}}"
        yield f"partly_met_when: {{any: [{', '.join(map(scalar, reports))}]}}"
