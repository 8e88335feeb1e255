"""What a folder lacks, as the machines of CI read it: JUnit, SARIF 2.1.0 and the workflow commands of GitHub.

Takes a `Completeness` and the path of the folder as it was given, gives one text. What makes the exit code 1 is an
error or a failure, advice is less. The same folder gives the same text, and none of it is the content of a row.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from vprs import __version__
from vprs.commands.check_formats import NO_EVIDENCE, counted
from vprs.commands.completeness import Completeness, in_words
from vprs.evidence.organisation import FILE as ORGANISATION
from vprs.paper import visible
from vprs.phrases import many
from vprs.problem import Problem

RULES = {
    "problem": "Something in the folder cannot be read, or is at fault.",
    "undescribed": "No record describes the file, so it counts for nothing.",
    "missing-evidence": "The folder holds no evidence of the kind that a check needs.",
}
UNDESCRIBED = "No record describes this file. Give it a sidecar or a row in evidence-register.xlsx, or remove it."
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanting:
    """One thing wanting.

    rule          one of RULES
    about         the file, or the requirement whose check lacks evidence
    file          path with the folder before it; line and column are 0 where there is none
    decides       it makes the exit code 1
    """

    rule: str
    about: str
    file: str
    line: int = 0
    column: int = 0
    text: str
    decides: bool = True


def wanting(found: Completeness, folder: Path) -> tuple[Wanting, ...]:
    """Everything wanting, in the order in which text tells it. Paths begin with the folder, unless that is absolute."""
    below = "" if folder.is_absolute() or folder == Path() else f"{folder.as_posix()}/"
    top = f"{below}{ORGANISATION}"
    return (
        *(_problem(problem, "" if _of_rules(problem, found) else below) for problem in found.problems),
        *(
            Wanting(rule="undescribed", about=visible(path), file=f"{below}{path}", text=UNDESCRIBED)
            for path in found.undescribed
        ),
        *(
            Wanting(
                rule="missing-evidence",
                about=missing.requirement,
                file=top,
                text=visible(in_words(missing)),
                decides=not missing.advisory,
            )
            for missing in found.missing
        ),
        *_nothing_there(found, top),
    )


def _nothing_there(found: Completeness, top: str) -> tuple[Wanting, ...]:
    empty = not found.records and not found.unread
    return (Wanting(rule="missing-evidence", about="evidence", file=top, text=NO_EVIDENCE),) if empty else ()


def _of_rules(problem: Problem, found: Completeness) -> bool:
    """Where nothing was read, only organisation.yaml lies in the folder; rule files are named from where one stands."""
    return found.unread and problem.file != ORGANISATION


def _problem(problem: Problem, below: str) -> Wanting:
    where = f"{problem.where}: " if problem.where else ""
    return Wanting(
        rule="problem",
        about=visible(problem.file),
        file=f"{below}{problem.file}",
        line=problem.line,
        column=problem.column if problem.line else 0,
        text=visible(f"{where}{problem.message} {problem.hint}".rstrip()),
    )


def render_github(found: Completeness, folder: Path) -> str:
    """A workflow command for each thing wanting, then how much was read, as text in the log."""
    return "\n".join((*map(_command, wanting(found, folder)), counted(found)))


def _command(each: Wanting) -> str:
    places = [("file", each.file), ("line", each.line), ("col", each.column)]
    named = ",".join(f"{name}={_property(str(value))}" for name, value in places if value)
    return f"::{'error' if each.decides else 'warning'} {named}::{_data(each.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def render_sarif(found: Completeness, folder: Path) -> str:
    """One run of the tool `vprs`, with a result for each thing wanting."""
    rules = [{"id": name, "shortDescription": {"text": said}} for name, said in RULES.items()]
    run = {
        "tool": {"driver": {"name": "vprs", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each) for each in wanting(found, folder)],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(each: Wanting) -> dict[str, object]:
    region = {"startLine": max(each.line, 1), **({"startColumn": each.column} if each.column else {})}
    place = {"artifactLocation": {"uri": _uri(each.file)}, "region": region}
    return {
        "ruleId": each.rule,
        "ruleIndex": list(RULES).index(each.rule),
        "level": "error" if each.decides else "note",
        "message": {"text": each.text},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A relative path as a URI: whatever is not a plain letter is written by its bytes."""
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in raw)


def render_junit(found: Completeness, folder: Path) -> str:
    """One test suite: a case for each file or requirement at fault, and one that passes where a rule finds none.

    Nothing passes in a folder that could not be read.
    """
    suite = ET.Element("testsuite", {"name": "vprs check"})
    everything = wanting(found, folder)
    for rule in RULES:
        of_rule = sorted((each for each in everything if each.rule == rule), key=lambda each: each.about)
        for about, group in groupby(of_rule, key=lambda each: each.about):
            _add_case(suite, rule, about, list(group))
        if not of_rule and not found.unread:
            ET.SubElement(suite, "testcase", {"classname": rule, "name": "nothing found"})
    for name, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped")):
        suite.set(name, str(len(suite.findall(path))))
    suite.set("errors", "0")
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suite, encoding="unicode")}'


def _add_case(suite: ET.Element, rule: str, about: str, group: list[Wanting]) -> None:
    """Advice alone fails no case: it is skipped, with the reason."""
    case = ET.SubElement(suite, "testcase", {"classname": rule, "name": about})
    deciding = [each for each in group if each.decides]
    if not deciding:
        ET.SubElement(case, "skipped", {"message": group[0].text})
        return
    said = deciding[0].text if len(deciding) == 1 else many(len(deciding), "thing wanting", "things wanting")
    failure = ET.SubElement(case, "failure", {"message": said, "type": rule})
    failure.text = "\n".join(_placed(each) for each in group)


def _placed(each: Wanting) -> str:
    line = f":{each.line}" if each.line else ""
    column = f":{each.column}" if each.column else ""
    return f"{visible(each.file)}{line}{column}: {each.text}"
