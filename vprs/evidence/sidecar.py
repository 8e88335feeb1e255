"""The sidecar of a register: how the columns of somebody's export become fields of ours.

Takes a strict YAML tree and the names that the organisation knows, gives a `RegisterSidecar` with every key checked
and typed, or the problems, each at its line and column. It does not look at the data file: whether a heading is
there is for the reader of the register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vprs.evidence.csv_rows import ENCODINGS
from vprs.evidence.makings import Making, any_of, mapping_at, read_making
from vprs.evidence.tables import Layout
from vprs.evidence.typed import Names, fold, type_value
from vprs.evidence.word_maps import WordMap, check_words, read_words
from vprs.kinds import read_kinds
from vprs.model import Value
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Path, Tree

TABLE_KEYS = tuple("kind sheet header_row encoding columns values dates set one_per also drop".split())
REGISTER_KEYS = tuple(
    "register_type as_at period complete declared_by covers_kind id title owner topics sites links supersedes "
    "notes sha256".split()
)
ALSO_KEYS = ("kind", "when", "set", "columns")
DATE_STYLES = ("iso", "day-first")
LAST_HEADER_ROW = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterSidecar:
    """main makes a record of every row, each of `also` one more where its `when` holds.

    words     field -> their words to ours
    one_per   heading whose repeated values mark rows of the same item
    drop      headings that are never read although they identify people
    register  typed fields of the register record, without `covers_kind` and `count`
    name      the register's own id, where one is given
    """

    tree: Tree
    layout: Layout
    main: Making
    also: tuple[Making, ...] = ()
    words: Mapping[str, WordMap] = field(default_factory=dict)
    day_first: bool = False
    one_per: str | None = None
    drop: tuple[str, ...] = ()
    register: Mapping[str, Value] = field(default_factory=dict)
    name: str | None = None

    @property
    def headings(self) -> Mapping[str, Path]:
        """Every heading that the sidecar speaks of, and where it does so first."""
        found: dict[str, Path] = {}
        for making in (self.main, *self.also):
            found = {**making.headings, **found}
        for index, heading in enumerate(self.drop):
            found.setdefault(heading, ("drop", index))
        if self.one_per is not None:
            found.setdefault(self.one_per, ("one_per",))
        return found


def read_sidecar(tree: Tree, names: Names) -> tuple[RegisterSidecar | None, tuple[Problem, ...]]:
    """The sidecar, and every problem in it; it is given only where there are none."""
    value: dict[str, object] = tree.value if isinstance(tree.value, dict) else {}
    problems: list[Problem] = []
    _refuse_unknown(tree, (), value, (*TABLE_KEYS, *REGISTER_KEYS), "a register's sidecar", problems)
    register = _register(tree, value, names, problems)
    main = read_making(tree, (), value, names, problems)
    also = _also(tree, value.get("also"), names, problems)
    made = [making for making in (main, *also) if making is not None]
    words, faults = read_words(tree, [making.kind for making in made], made[0].feeds if made else ())
    problems += (*faults, *check_words(tree, words, [making.kind for making in made], names))
    layout = _layout(tree, value, problems)
    day_first = _day_first(tree, value.get("dates"), problems)
    one_per = _one_name(tree, "one_per", value, problems)
    drop = _drop(tree, value.get("drop"), made, one_per, problems)
    if problems or main is None:
        return None, tuple(sorted(set(problems)))
    sidecar = RegisterSidecar(
        tree=tree,
        layout=layout,
        main=main,
        also=tuple(made[1:]),
        words=words,
        day_first=day_first,
        one_per=one_per,
        drop=drop,
        register=register,
        name=str(value["id"]) if value.get("id") else None,
    )
    return sidecar, ()


def _refuse_unknown(
    tree: Tree, path: Path, value: Mapping[str, object], known: tuple[str, ...], whose: str, problems: list[Problem]
) -> None:
    for key in value:
        if key not in known:
            hint = nearest(key, known) or f"Its keys: {', '.join(known)}."
            problems.append(tree.problem((*path, key), f"{whose} has no key '{key}'.", hint, at_key=True))


def _register(tree: Tree, value: Mapping[str, object], names: Names, problems: list[Problem]) -> Mapping[str, Value]:
    spec = read_kinds()["register"]
    found: dict[str, Value] = {}
    for key in REGISTER_KEYS:
        if key == "id" or key not in value:
            continue
        typed, faults = type_value(spec.fields[key], value[key], names)
        problems += [
            tree.problem((key, *fault.path), fault.message, fault.hint, at_key=fault.at_key) for fault in faults
        ]
        if typed is not None:
            found[key] = typed
    if value.get("register_type") in (None, ""):
        hint = "Say what it lists, such as 'incidents'."
        problems.append(tree.problem((), "a register's sidecar needs 'register_type'.", hint))
    covers = found.pop("covers_kind", None)
    if covers is not None and covers != value.get("kind"):
        hint = "Leave it out: it is the 'kind' above."
        problems.append(tree.problem(("covers_kind",), "the rows are of another kind.", hint))
    return found


def _also(tree: Tree, value: object, names: Names, problems: list[Problem]) -> tuple[Making | None, ...]:
    """One mapping, or a list of them."""
    if value in (None, [], {}, ""):
        return ()
    made = []
    for index, entry in enumerate(value if isinstance(value, list) else [value]):
        path: Path = ("also", index) if isinstance(value, list) else ("also",)
        mapping = mapping_at(tree, path, entry, problems)
        _refuse_unknown(tree, path, mapping, ALSO_KEYS, "'also'", problems)
        made.append(read_making(tree, path, mapping, names, problems) if isinstance(entry, dict) else None)
    return tuple(made)


def _layout(tree: Tree, value: Mapping[str, object], problems: list[Problem]) -> Layout:
    row, encoding = value.get("header_row"), value.get("encoding")
    which = "Write the number of the row that holds the headings."
    if row is not None and (isinstance(row, bool) or not isinstance(row, int)):
        problems.append(tree.problem(("header_row",), f"'{row}' is not a row number.", which))
    elif isinstance(row, int) and not 1 <= row <= LAST_HEADER_ROW:
        problems.append(tree.problem(("header_row",), f"there is no row {row}.", which))
    if encoding is not None and str(encoding).lower() not in ENCODINGS:
        said = f"'{encoding}' is not an encoding that can be read."
        problems.append(tree.problem(("encoding",), said, f"Use {any_of(ENCODINGS)}."))
    return Layout(
        sheet=_one_name(tree, "sheet", value, problems),
        header_row=row if isinstance(row, int) else None,
        encoding=str(encoding).lower() if encoding is not None else None,
    )


def _day_first(tree: Tree, said: object, problems: list[Problem]) -> bool:
    if said is not None and fold(str(said)) not in map(fold, DATE_STYLES):
        hint = f"{nearest(str(said), DATE_STYLES)} Use iso (2026-03-31) or day-first (31/03/2026).".strip()
        problems.append(tree.problem(("dates",), f"'{said}' is not a way to write dates.", hint))
    return fold(str(said)) == fold("day-first")


def _one_name(tree: Tree, key: str, value: Mapping[str, object], problems: list[Problem]) -> str | None:
    said = value.get(key)
    if isinstance(said, (list, dict, bool)):
        problems.append(tree.problem((key,), f"'{key}' must be one name.", "Write it as the file has it."))
        return None
    return str(said) if said not in (None, "") else None


def _drop(
    tree: Tree, said: object, made: Sequence[Making], one_per: str | None, problems: list[Problem]
) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else [] if said in (None, "") else [said]
    if any(isinstance(item, (list, dict)) for item in listed):
        problems.append(tree.problem(("drop",), "'drop' must be a list of headings.", "Write one heading to a line."))
        return ()
    read = {fold(heading) for making in made for heading in making.headings} | {fold(one_per or "")}
    for heading in map(str, listed):
        if fold(heading) in read:
            hint = "Take it out of 'drop' or of 'columns'."
            problems.append(tree.problem(("drop",), f"'{heading}' is dropped and read.", hint))
    return tuple(map(str, listed))
