"""Sources that are told by half or twice: of a requirement, among requirements, among the documents of a pack.

Takes requirements and documents, gives doubts. Two requirements may rest on the same row of a document; only what
says that it is the same thing under two names is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vprs.model import Form, Pack, Requirement
from vprs.rulebook.lint_doubt import Doubt
from vprs.strict_yaml import Path

_APART = "Tell them apart."


def source_doubts(requirement: Requirement) -> Iterator[Doubt]:
    """What a reviewer needs to compare the rule with its document."""
    for key in ("locator", "wording", "phase_basis"):
        if key not in requirement.source and not (key == "locator" and "section" in requirement.source):
            hint = f"Add {key}, so that a reviewer can compare the rule with the document."
            yield Doubt(path=("source",), message=f"'{key}' is not given.", hint=hint)


def twin_checks(requirement: Requirement) -> Iterator[Doubt]:
    """Checks of one requirement that ask the same, and commitments that a check names twice."""
    first: list[tuple[Form, str]] = []
    for check in requirement.checks:
        path: Path = ("checks", check.slug)
        same = next((slug for form, slug in first if form == check.form), None)
        if same is not None:
            said = f"check '{check.slug}' asks just what '{same}' asks."
            yield Doubt(path=path, message=said, hint="Take one of them out, or name the one in its place.")
        first.append((check.form, check.slug))
        for index, commitment in enumerate(check.commitments):
            if commitment in check.commitments[:index]:
                said = f"'{commitment}' stands twice."
                yield Doubt(path=(*path, "commitments", index), message=said, hint="Keep one of them.")


def twin_requirements(pack: Pack) -> Iterator[tuple[Requirement, Doubt]]:
    """Requirements that say the same under two names."""
    for path, value_of in _SAID.items():
        first: dict[object, str] = {}
        for requirement in pack.requirements:
            value = value_of(requirement)
            other = first.setdefault(value, requirement.path) if value is not None else requirement.path
            if other != requirement.path:
                said = f"it is the same as that of {other.removeprefix(f'{pack.name}/')}."
                yield requirement, Doubt(path=path, message=said, hint=_APART)


def twin_documents(pack: Pack) -> Iterator[Doubt]:
    """Documents of pack.yaml that are the same under two ids; the same id twice is a problem of the reader's."""
    first: dict[tuple[str, str], object] = {}
    for index, document in enumerate(pack.documents):
        key = (_plain(str(document["title"])), str(document.get("date", "")))
        other = first.setdefault(key, document["id"])
        if other != document["id"]:
            said = f"document '{document['id']}' has the title and date of '{other}'."
            yield Doubt(path=("documents", index, "title"), message=said, hint=_APART)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _number(requirement: Requirement) -> object:
    number = requirement.source.get("official_number")
    return None if number is None else (requirement.source["document"], str(number))


_SAID: Mapping[Path, Callable[[Requirement], object]] = {
    ("title",): lambda requirement: _plain(requirement.title),
    ("requirement",): lambda requirement: _plain(requirement.requirement),
    ("source", "official_number"): _number,
}
