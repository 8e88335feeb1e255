"""How the sidecar of a register is known, which table it belongs to, and what is lost where that cannot be read.

Takes a YAML tree and the files of the folder, gives the path of a table or the problem that says why there is none.
A sidecar that nobody recognises would lose its rows without a word, so that one key is enough to tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from vprs.evidence.batch import is_workbook
from vprs.evidence.files import YAML, Files, folded
from vprs.evidence.names import fold
from vprs.kinds import read_kinds
from vprs.model import Lost, Value
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Tree, decode, read_tree

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
UNREAD_TABLES = (".xls", ".xlsb", ".ods", ".numbers")
# No record has a field of these names, so that a mapping with one of them speaks of the rows of a table.
ROW_KEYS = frozenset("columns set one_per header_row also drop values".split())
IN_WORDS = "Save it as .xlsx or .csv"


def row_key(value: object) -> str | None:
    """The key by which a mapping is the sidecar of a register; None where it is a record, or a list of them."""
    if not isinstance(value, Mapping) or "records" in value:
        return None
    found = next((key for key in value if key in ROW_KEYS), None)
    found = found or next((key for key, given in value.items() if isinstance(given, dict) and is_near(key)), None)
    of_rows = "register_type" in value and fold(str(value.get("kind"))) != "register"
    return found or ("register_type" if of_rows else None)


def is_near(key: str) -> bool:
    """Whether a key is a slip for `columns`: nearly that word, and no field of any record."""
    return key != "columns" and bool(nearest(key, ("columns",))) and key not in _fields()


@cache
def _fields() -> frozenset[str]:
    return frozenset(name for kind in read_kinds().values() for name in kind.fields)


def table_of(tree: Tree, files: Files) -> str | Problem:
    """The path of the table whose rows the sidecar describes."""
    target = tree.file[: tree.file.rindex(".")]
    if target in files.found:
        return target if target.casefold().endswith(TABLES) else _no_table(tree, target)
    if target in files.refused:
        refused = files.refused[target]
        return tree.problem((), f"it describes '{target}', which is not read: {refused.message}", refused.hint)
    if target.casefold().endswith((*TABLES, *UNREAD_TABLES)):
        near = files.near.get(folded(target))
        hint = f"Rename this sidecar to '{near}.yaml'." if near else "Put the file back, or remove this sidecar."
        return tree.problem((), f"it describes '{target}', which is not in this folder.", hint)
    return _misnamed(tree, target, files)


def _no_table(tree: Tree, target: str) -> Problem:
    key = str(row_key(tree.value))
    said = f"'{key}' is for the rows of a table, and '{target}' is none that can be read."
    is_sheet = target.casefold().endswith(UNREAD_TABLES)
    hint = f"{IN_WORDS}, with a sidecar of that name." if is_sheet else f"{IN_WORDS}, or take '{key}' out."
    return tree.problem((key,), said, hint, at_key=True)


def _misnamed(tree: Tree, target: str, files: Files) -> Problem:
    key = str(row_key(tree.value))
    said = f"'{key}' is for the sidecar of a register, and this file is not named as one."
    beside = [f"{target}{ending}" for ending in TABLES if f"{target}{ending}" in files.found]
    unread = [f"{target}{ending}" for ending in UNREAD_TABLES if f"{target}{ending}" in files.found]
    if len(beside) == 1:
        hint = f"Name it {_name(beside[0])}.yaml."
    elif unread and not beside:
        hint = f"Save {_name(unread[0])} as .xlsx or .csv, and give this file that name with .yaml behind it."
    else:
        hint = f"Give it the name of the table with .yaml behind it, such as incidents.csv.yaml, or take '{key}' out."
    return tree.problem((key,), said, hint, at_key=True)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def kinds_named(value: object) -> tuple[str | None, ...]:
    """The kinds whose records are lost where the register cannot be read; None where the sidecar names none."""
    mapping = value if isinstance(value, Mapping) else {}
    also = mapping.get("also") or []
    entries = [mapping, *(also if isinstance(also, list) else [also])]
    known = [name for name in read_kinds() if name != "register"]
    found = [entry.get("kind") if isinstance(entry, Mapping) else None for entry in entries]
    return tuple(dict.fromkeys(kind if isinstance(kind, str) and kind in known else None for kind in found))


def lost_register(value: object, file: str, *, line: int = 0, sidecar: str = "") -> tuple[Lost, ...]:
    """All that a register that is not read may have held: any number of rows of each kind, and the register itself."""
    rows = (Lost(kind=kind, file=file, line=line, many=True) for kind in kinds_named(value))
    return (*rows, Lost(kind="register", file=sidecar or file, line=1 if sidecar else line))


def covers_unread(kind: str | None, fields: Mapping[str, Value], path: str) -> str | None:
    """The kind of the rows that a record of kind `register` declares complete, where it rests on a table.

    Nobody reads such rows: that takes a sidecar with `columns`, which makes a register record of its own.
    """
    if kind != "register" or fields.get("complete") is not True:
        return None
    if not path.casefold().endswith((*TABLES, *UNREAD_TABLES)):
        return None
    said = fold(str(fields.get("covers_kind") or fields.get("register_type")))
    return next((name for name in read_kinds() if said in (fold(name), fold(f"{name}s"))), None)


def with_tables(files: Files) -> Files:
    """The files, with a note of each workbook that the sidecar of a register makes a plain table, whatever its name."""
    named = (path for path in files.found if is_workbook(path))
    return replace(files, plain_tables=frozenset(path for path in named if _has_sidecar(path, files)))


def _has_sidecar(path: str, files: Files) -> bool:
    beside = (files.found[path + ending] for ending in YAML if path + ending in files.found)
    return any(row_key(_value(each.content or b"", each.path)) for each in beside)


def _value(content: bytes, path: str) -> object:
    text, problems = decode(content, path)
    tree, _ = (None, ()) if problems else read_tree(text, path)
    return tree.value if tree is not None else None
