"""The files that describe evidence in words: Markdown, sidecars, records files and single records in YAML.

Takes one file of the folder, gives the items in it, or the sidecar of a register, or why it cannot be read. What a
file is follows from its name, the files beside it and its first keys; nothing else is tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.evidence.batch import Batch
from vprs.evidence.files import KEPT_LIMIT, MARKDOWN, Files, Found
from vprs.evidence.markdown import read_page
from vprs.evidence.records import Item, lost_file
from vprs.kinds import read_kinds
from vprs.model import Lost
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Tree, decode, read_tree

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
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


def _unread(path: str, problems: tuple[Problem, ...], *, kind: str | None = None, many: bool = True) -> Described:
    return Described(lost=lost_file(problems, path, kind=kind, many=many), described=frozenset({path}))


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
        return _unread(found.path, (page.tree.problem((), "the front matter must be keys and values."),), many=False)
    item = Item(raw=page.tree.value, tree=page.tree, id=found.path, backing=found.path, headings=page.headings)
    return Described(items=(item,))


def _yaml(text: str, path: str, files: Files) -> Described:
    tree, problems = read_tree(text, path)
    target = path[: path.rindex(".")]
    beside = target in files.found or target in files.refused
    if tree is None:
        return _unread(path, problems, many=not beside or target.casefold().endswith(TABLES))
    described = frozenset({path, *([target] if beside else [])})
    if isinstance(tree.value, Mapping):
        if _is_register_sidecar(tree.value, target):
            if target in files.found:
                return Described(register=(target, tree), described=described)
            said = f"it describes '{target}', which is not in this folder."
            problem = tree.problem((), said, "Put the file back, or remove this sidecar.")
            return _unread(path, (problem,), kind=kind_of(tree))
        backing = target if beside or _names_a_file(target) else None
        if "records" in tree.value:
            return _records(tree, backing)
        if beside or "kind" in tree.value:
            own = target if beside else path
            return Described(items=(Item(raw=tree.value, tree=tree, id=own, backing=backing),), described=described)
    return _unread(path, (_neither(tree),))


def _is_register_sidecar(value: Mapping[str, object], target: str) -> bool:
    if not target.casefold().endswith(TABLES):
        return False
    return "columns" in value or ("register_type" in value and value.get("kind") != "register")


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


def kind_of(tree: Tree) -> str | None:
    """The kind that a sidecar gives its rows, where it is one."""
    given = tree.value.get("kind") if isinstance(tree.value, Mapping) else None
    return given if isinstance(given, str) and given in read_kinds() else None
