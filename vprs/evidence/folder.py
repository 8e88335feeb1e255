"""An evidence folder becomes a `Workspace`.

Takes the folder, gives its organisation, its records with their provenance, its files, and everything wrong with
them. Only a fault of the folder itself or of organisation.yaml stops the reading; any other leaves its item out,
as a problem and as something lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from vprs.evidence.batch import Batch, gather, is_workbook
from vprs.evidence.documents import describe
from vprs.evidence.files import KEPT_LIMIT, MARKDOWN, YAML, Files, read_files, with_contents
from vprs.evidence.names import Names, gather_names
from vprs.evidence.organisation import FILE as ORGANISATION
from vprs.evidence.organisation import read_organisation
from vprs.evidence.recognising import TABLES, UNREAD_TABLES, with_tables
from vprs.evidence.records import Made, make_record
from vprs.evidence.registered import read_table, read_workbook
from vprs.evidence.settle import settle
from vprs.evidence.walk import REMEDY, Refused, unreadable, walk
from vprs.model import EvidenceFile, Lost, Workspace
from vprs.problem import InvalidInput, Problem


def read_evidence(
    folder: Path,
    *,
    progress: Callable[[str], None] | None = None,
    without: frozenset[str] = frozenset(),
    contents: Mapping[str, bytes] | None = None,
) -> Workspace:
    """The folder as read, as if the files `without` were not in it and these `contents` of YAML and Markdown were.

    Raises InvalidInput where there is no folder, or where organisation.yaml is at fault.
    """
    say = progress or (lambda _: None)
    files = with_contents(_files(folder, say, without), contents or {})
    organisation = read_organisation(_organisation(folder, files))
    made = tuple(_read_all(files, gather_names(organisation), say))
    described = frozenset({ORGANISATION}).union(*(each.described for each in made))
    batch = gather((_refused(files), _empty(files, described), *(each.batch for each in made)))
    other_ids = {path: own for each in made for path, own in each.other_ids.items()}
    settled = settle(batch, other_ids, frozenset().union(*(each.ids for each in made)))
    return Workspace(
        organisation=organisation,
        records=settled.records,
        lost=settled.lost,
        problems=tuple(sorted(settled.problems)),
        files=_evidence_files(files, described),
        digest=files.digest,
    )


def _files(folder: Path, say: Callable[[str], None], without: frozenset[str]) -> Files:
    """Every file of the folder; InvalidInput where it is no folder, or none that can be listed."""
    if not folder.is_dir():
        said = "this is a file, not a folder." if folder.exists() else "there is no such folder."
        hint = "Name the folder that holds organisation.yaml."
        raise InvalidInput([Problem(file=_shown(folder), message=said, hint=hint)])
    try:
        return with_tables(read_files(walk(folder, without), say))
    except OSError as error:
        raise InvalidInput([Problem(file=_shown(folder), message=unreadable(error), hint=REMEDY)]) from None


def _shown(folder: Path) -> str:
    return folder.as_posix().encode("utf-8", "backslashreplace").decode()


def _organisation(folder: Path, files: Files) -> bytes:
    found = files.found.get(ORGANISATION)
    if found is not None and found.content is not None:
        return found.content
    refused = files.refused.get(ORGANISATION)
    if refused is not None:
        raise InvalidInput([Problem(file=ORGANISATION, message=refused.message, hint=refused.hint)])
    if found is not None:
        said = f"the file is larger than {KEPT_LIMIT:,} bytes."
        raise InvalidInput([Problem(file=ORGANISATION, message=said, hint="Keep to who and where you are in it.")])
    if (folder / ORGANISATION).is_dir():
        said = "this is a folder, and should be a text file."
        raise InvalidInput([Problem(file=ORGANISATION, message=said, hint="Give the folder another name.")])
    said = f"it is not in {_shown(folder)}, so this is not an evidence folder."
    near = files.near.get(ORGANISATION)
    hint = f"Rename '{near}'." if near else "Name the folder that holds it, or begin one with `vprs init`."
    raise InvalidInput([Problem(file=ORGANISATION, message=said, hint=hint)])


def _refused(files: Files) -> Batch:
    """Entries that are not read: each may have been any evidence."""
    entries = [files.refused[path] for path in sorted(files.refused)]
    return Batch(
        lost=tuple(Lost(kind=None, file=entry.path, many=entry.folder or _may_hold_many(entry)) for entry in entries),
        problems=tuple(Problem(file=entry.path, message=entry.message, hint=entry.hint) for entry in entries),
    )


def _empty(files: Files, described: frozenset[str]) -> Batch:
    """Files without a byte that no record describes. Of any other the record tells."""
    empty = (path for path, found in files.found.items() if not found.size and path not in described)
    said, hint = "the file is empty (0 bytes).", "Put it back as it was, or remove it."
    return Batch(problems=tuple(Problem(file=path, message=said, hint=hint) for path in empty))


def _may_hold_many(entry: Refused) -> bool:
    return entry.path.casefold().endswith((*YAML, *TABLES, *UNREAD_TABLES))


def _read_all(files: Files, names: Names, say: Callable[[str], None]) -> Iterator[Made]:
    for path, found in files.found.items():
        if path == ORGANISATION:
            continue
        if path.casefold().endswith((*MARKDOWN, *YAML)):
            described = describe(found, files)
            yield Made(batch=described.lost, described=described.described)
            for item in described.items:
                yield make_record(item, names, files)
            if described.register:
                say(f"Reading {described.register[0]}")
                yield read_table(*described.register, files, names)
        elif is_workbook(path) and path not in files.plain_tables:
            say(f"Reading {path}")
            yield read_workbook(found, files, names)


def _evidence_files(files: Files, described: frozenset[str]) -> tuple[EvidenceFile, ...]:
    read = {
        path: EvidenceFile(path=path, size=found.size, sha256=found.sha256, described=path in described)
        for path, found in files.found.items()
    }
    unread = {
        path: EvidenceFile(path=path, size=0, sha256=None, described=path in described)
        for path, refused in files.refused.items()
        if not refused.folder
    }
    return tuple((read | unread)[path] for path in sorted(read | unread))
