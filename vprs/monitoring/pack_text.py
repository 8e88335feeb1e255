"""The pack of a monitoring table: the texts of pack.yaml and of one rule file for each row.

Takes rows, gives file texts by their places in the new pack. While any rule needs review, the pack gives no good
opinion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vprs.monitoring.rows import Row
from vprs.monitoring.rule_text import DOCUMENT, PHASE, THEME, rule_text
from vprs.monitoring.slugs import Slugs, slugs_of
from vprs.rulebook.folders import HEAD
from vprs.yaml_text import entry, flow_list, quoted, scalar


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where the table comes from: its title, the file's name without its folder, its sheet, its sha256."""

    title: str
    file: str
    sheet: str
    digest: str


def pack_files(rows: Sequence[Row], source: Source) -> Mapping[str, str]:
    """Place -> text."""
    slugs = slugs_of(rows)
    rules = {f"{PHASE}/{row.slug}.yaml": rule_text(row, slugs, source.file) for row in rows}
    return {HEAD: _head(rows, slugs, source), **rules}


def _head(rows: Sequence[Row], slugs: Slugs, source: Source) -> str:
    topics = {row.slug: row.what for row in rows}
    words = {"topics": topics, "return_type": topics, "body": slugs.bodies, "role": slugs.roles}
    lines = [
        "# A monitoring table as rules, made by vprs rules from-table, one file a row. Each says what to review in it.",
        *entry("title", source.title),
        'version: "0.1.0"',
        'edition: "1"',
        "publisher: The organisation that the table is from",
        "documents:",
        f"  - id: {DOCUMENT}",
        *entry("title", source.title, "    "),
        f"    transcribed_in: {quoted(source.file)}",
        *([f"    transcribed_sheet: {quoted(source.sheet)}"] if source.sheet else []),
        f"    transcription_sha256: {source.digest}",
        *entry("licence", "The words of the table are the organisation's. Checks and examples are ours to use freely."),
        "verified: false",
        f"phases: [{PHASE}]",
        f"themes: [{THEME}]",
        "words:",
    ]
    for field, known in words.items():
        lines.append(f"  {field}:")
        lines += (f"    {scalar(slug)}: {flow_list([text])}" for slug, text in known.items())
    return "\n".join([*lines, *_opinion(len(rows))]) + "\n"


def _opinion(rows: int) -> list[str]:
    """No assurance where half of the rows are not met; good assurance only once every rule is settled and kept."""
    return [
        "opinion:",
        f"  - {{level: none, when: {{all: [{{fact: not_met, at_least: {(rows + 1) // 2}}}]}}}}",
        "  - level: substantial",
        "    when:",
        "      all:",
        *(f"        - {{fact: {name}, is: 0}}" for name in ("needs_review", "not_met", "not_assessed", "partly_met")),
        "        - {fact: met, at_least: 1}",
        "        - {fact: stated_percent, at_most: 10}",
        "  - {level: limited}",
    ]
