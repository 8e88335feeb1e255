"""The files that describe evidence in words: Markdown, sidecars, records files and single records in YAML.

Takes one file of the folder, gives the items in it, or the sidecar of a register, or why it cannot be read. What a
file is follows from its name, the files beside it and its first keys; nothing else is tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.evidence.batch import Batch, is_workbook
from vprs.evidence.files import KEPT_LIMIT, MARKDOWN, Files, Found
from vprs.evidence.markdown import read_page
from vprs.evidence.recognising import lost_register, row_key, table_of
from vprs.evidence.records import Item, lost_file
from vprs.model import Lost
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Tree, decode, read_tree

# Endings by which `policy.pdf.yaml` is told from `minutes.2026.yaml` when the file it describes is not there.
ENDINGS = frozenset(
    "pdf doc docx docm odt rtf txt md markdown xls xlsx xlsm ods csv tsv ppt pptx odp htm html msg eml zip json xml "
    "jpg jpeg png gif tif tiff heic mp3 mp4 wav mov vsd vsdx one pub".split()
)


EMPTY = Batch()


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """items to make records of; register: a sidecar and the path of its table; lost: what could not be read."""

    items: tuple[Item, ...] = ()
    register: tuple[str, Tree] | None = None
    lost: Batch = EMPTY
    described: frozenset[str] = frozenset()


NOTHING = Described()


def describe(found: Found, files: Files) -> Described:
    """What one Markdown or YAML file of the folder says."""
    if found.content is None:
        said = f"the file is larger than {KEPT_LIMIT:,} bytes."
        return _unread(found.path, (Problem(file=found.path, message=said, hint="Put rows into a register."),))
    text, problems = decode(found.content, found.path)
    if problems:
        return _unread(found.path, problems)
    if found.path.casefold().endswith(MARKDOWN):
        return _markdown(text, found)
    return _yaml(text, found.path, files)


def _unread(path: str, problems: tuple[Problem, ...], *, many: bool = True) -> Described:
    return Described(lost=lost_file(problems, path, many=many), described=frozenset({path}))


def _markdown(text: str, found: Found) -> Described:
    if not text.strip():
        said = "the file is empty."
        return _unread(found.path, (Problem(file=found.path, message=said, hint="Put its text back, or remove it."),))
    page = read_page(text, found.path)
    if page.problems:
        return _unread(found.path, page.problems, many=False)
    if page.tree is None:
        return NOTHING
    if not isinstance(page.tree.value, Mapping):
        said = "the front matter must be keys and values."
        problem = page.tree.problem((), said, "Write 'kind: ...' between the dashes, and each field on a line below.")
        return _unread(found.path, (problem,), many=False)
    item = Item(raw=page.tree.value, tree=page.tree, id=found.path, backing=found.path, headings=page.headings)
    return Described(items=(item,))


def _yaml(text: str, path: str, files: Files) -> Described:
    tree, problems = read_tree(text, path)
    if tree is None:
        return _unread(path, problems)
    if row_key(tree.value):
        return _register(tree, files)
    target = path[: path.rindex(".")]
    beside = target in files.found or target in files.refused
    if beside and is_workbook(target):
        return _unread(path, (_beside_workbook(tree),))
    backing = target if beside or _names_a_file(target) else None
    if isinstance(tree.value, Mapping) and "records" in tree.value:
        return _records(tree, backing)
    if isinstance(tree.value, Mapping) and (beside or "kind" in tree.value):
        own = target if beside else path
        described = frozenset({path, *([target] if beside else [])})
        return Described(items=(Item(raw=tree.value, tree=tree, id=own, backing=backing),), described=described)
    return _unread(path, (_neither(tree),))


def _register(tree: Tree, files: Files) -> Described:
    """The sidecar of a register with the table that it describes, or all that is lost where there is none."""
    table = table_of(tree, files)
    if isinstance(table, str):
        return Described(register=(table, tree), described=frozenset({tree.file, table}))
    lost = Batch(lost=lost_register(tree.value, tree.file, line=table.line), problems=(table,))
    return Described(lost=lost, described=frozenset({tree.file}))


def _beside_workbook(tree: Tree) -> Problem:
    said = "only the sidecar of a register can stand beside the register of evidence, which holds its own records."
    hint = "Remove it; or say in it what the columns of the workbook mean, under `columns`."
    return tree.problem((), said, hint)


def _names_a_file(target: str) -> bool:
    name, dot, ending = target.rpartition("/")[2].rpartition(".")
    return bool(name and dot) and ending.casefold() in ENDINGS


def _records(tree: Tree, backing: str | None) -> Described:
    records = tree.value["records"]
    if records is not None and not isinstance(records, list):
        said = "'records' must be a list."
        return _unread(tree.file, (tree.problem(("records",), said, "Begin each record with a dash."),))
    items: list[Item] = []
    lost: list[Lost] = []
    problems = [
        tree.problem((key,), f"'{key}' beside 'records' is not read.", "Write it in each record.", at_key=True)
        for key in tree.value
        if key != "records"
    ]
    for key, beside in tree.value.items():
        if key != "records" and isinstance(beside, (list, dict)):
            lost.append(Lost(kind=None, file=tree.file, line=tree.key(key)[0], many=True))
    for index, raw in enumerate(records or []):
        if isinstance(raw, Mapping):
            own = f"{tree.file}#{index + 1}"
            items.append(Item(raw=raw, tree=tree, path=("records", index), id=own, backing=backing))
        else:
            said = "a record must be a mapping of keys and values."
            problems.append(tree.problem(("records", index), said, "Begin it with `kind: ...`."))
            lost.append(Lost(kind=None, file=tree.file, line=tree.mark("records", index)[0]))
    batch = Batch(lost=tuple(lost), problems=tuple(problems))
    return Described(items=tuple(items), lost=batch, described=frozenset({tree.file}))


def _neither(tree: Tree) -> Problem:
    """A YAML file that holds no record: somebody meant it to, or it does not belong here."""
    said = "the file is empty." if tree.value is None else "the file says neither 'kind' nor 'records'."
    keys = tree.value if isinstance(tree.value, Mapping) else ()
    hints = (nearest(word, ("kind", "records")) for word in keys)
    close = next(filter(None, hints), "")
    hint = f"{close} Write kind: for one record or records: for a list of them."
    return tree.problem((), said, hint.strip())
