"""The sidecar of a register: how the columns of somebody's export become fields of ours.

Takes a strict YAML tree and the names that the organisation knows, gives a `RegisterSidecar` with every key checked
and typed, or the problems, each at its line and column. It does not look at the data file: whether a heading is
there is for the reader of the register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vprs.evidence.columns import Feed, read_columns
from vprs.evidence.csv_rows import ENCODINGS
from vprs.evidence.tables import Layout
from vprs.evidence.typed import Names, fold, type_value
from vprs.evidence.word_maps import WordMap, check_words, read_conditions, read_words
from vprs.kinds import KindSpec, read_kinds
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
_WHICH_ROW = "Write the number of the row that holds the headings."


@dataclass(frozen=True, kw_only=True, slots=True)
class Making:
    """How one row becomes a record of `kind`.

    feeds      which columns feed which fields
    constants  typed values that every record gets
    when       heading -> what its cell must say; all must hold
    """

    kind: KindSpec
    feeds: tuple[Feed, ...]
    constants: Mapping[str, Value] = field(default_factory=dict)
    when: Mapping[str, WordMap] = field(default_factory=dict)


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
        for prefix, making in ((), self.main), *((self.also_path(n), also) for n, also in enumerate(self.also)):
            for feed in making.feeds:
                for heading in feed.headings:
                    found.setdefault(heading, (*prefix, *feed.path))
            for heading in making.when:
                found.setdefault(heading, (*prefix, "when", heading))
        for index, heading in enumerate(self.drop):
            found.setdefault(heading, ("drop", index))
        if self.one_per is not None:
            found.setdefault(self.one_per, ("one_per",))
        return found

    def also_path(self, index: int) -> Path:
        """Where the n-th of `also` stands: one mapping may stand there without a list."""
        return ("also", index) if isinstance(self.tree.value["also"], list) else ("also",)


def describes_register(tree: Tree) -> bool:
    """Whether a sidecar says how to read rows, as opposed to describing its file as one item."""
    return isinstance(tree.value, dict) and "columns" in tree.value


def read_sidecar(tree: Tree, names: Names) -> tuple[RegisterSidecar | None, tuple[Problem, ...]]:
    """The sidecar, and every problem in it; it is given only where there are none."""
    reader = _Reader(tree, names)
    return reader.read()


def kinds_named(tree: Tree) -> tuple[str | None, ...]:
    """The kinds whose records are lost where the register cannot be read; None where the sidecar names none."""
    value = tree.value if isinstance(tree.value, dict) else {}
    also = value.get("also") or []
    entries = [value, *(also if isinstance(also, list) else [also])]
    known = read_kinds()
    found = [entry.get("kind") if isinstance(entry, dict) else None for entry in entries]
    return tuple(dict.fromkeys(kind if isinstance(kind, str) and kind in known else None for kind in found))


class _Reader:
    """Walks one tree and collects its problems. Internal: built, used and dropped in read_sidecar."""

    def __init__(self, tree: Tree, names: Names) -> None:
        self.tree, self.names = tree, names
        self.value: dict[str, object] = tree.value if isinstance(tree.value, dict) else {}
        self.problems: list[Problem] = []

    def read(self) -> tuple[RegisterSidecar | None, tuple[Problem, ...]]:
        self._refuse_unknown((), self.value, (*TABLE_KEYS, *REGISTER_KEYS), "a register's sidecar")
        register = self._register()
        main = self._making((), self.value)
        also = self._also()
        made = [making for making in (main, *also) if making]
        words, faults = read_words(self.tree, [making.kind for making in made], made[0].feeds if made else ())
        self.problems.extend((*faults, *check_words(self.tree, words, [making.kind for making in made], self.names)))
        layout, day_first, one_per, drop = self._layout(), self._day_first(), self._heading("one_per"), self._drop()
        self._refuse_dropped(drop, made, one_per)
        if self.problems or main is None:
            return None, tuple(sorted(set(self.problems)))
        sidecar = RegisterSidecar(
            tree=self.tree,
            layout=layout,
            main=main,
            also=tuple(making for making in also if making),
            words=words,
            day_first=day_first,
            one_per=one_per,
            drop=drop,
            register=register,
            name=str(self.value["id"]) if self.value.get("id") else None,
        )
        return sidecar, ()

    def _fault(self, path: Path, message: str, hint: str = "", *, at_key: bool = False) -> None:
        self.problems.append(self.tree.problem(path, message, hint, at_key=at_key))

    def _refuse_unknown(self, path: Path, value: Mapping[str, object], known: tuple[str, ...], whose: str) -> None:
        for key in value:
            if key not in known:
                hint = nearest(key, known) or f"Its keys: {', '.join(known)}."
                self._fault((*path, key), f"{whose} has no key '{key}'.", hint, at_key=True)

    # ------------------------------------------------------------------------------------------ the register

    def _register(self) -> Mapping[str, Value]:
        spec = read_kinds()["register"]
        found: dict[str, Value] = {}
        for key in REGISTER_KEYS:
            if key == "id" or key not in self.value:
                continue
            value, faults = type_value(spec.fields[key], self.value[key], self.names)
            for fault in faults:
                self._fault((key, *fault.path), fault.message, fault.hint, at_key=fault.at_key)
            if value is not None:
                found[key] = value
        if self.value.get("register_type") in (None, ""):
            self._fault((), "a register's sidecar needs 'register_type'.", "Say what it lists, such as 'incidents'.")
        covers = found.pop("covers_kind", None)
        if covers is not None and covers != self.value.get("kind"):
            self._fault(("covers_kind",), "the rows are of another kind.", "Leave it out: it is the 'kind' above.")
        return found

    # --------------------------------------------------------------------------------------- what rows become

    def _making(self, path: Path, value: Mapping[str, object]) -> Making | None:
        kind = self._kind(path, value)
        if kind is None:
            return None
        feeds, wrong = read_columns(self.tree, (*path, "columns"), value.get("columns"), kind)
        self.problems.extend(wrong)
        constants = self._constants((*path, "set"), value.get("set"), kind)
        self._refuse_twice((*path, "set"), constants, feeds)
        if not (feeds or wrong or path):
            self._fault(("columns",), "no column is named.", "Write 'Their heading: our_field' under 'columns'.")
        elif not wrong:
            self._refuse_incomplete((*path, "columns"), constants, feeds, kind)
        when, faults = read_conditions(self.tree, (*path, "when"), value.get("when")) if path else ({}, ())
        self.problems.extend(faults)
        return Making(kind=kind, feeds=feeds, constants=constants, when=when)

    def _kind(self, path: Path, value: Mapping[str, object]) -> KindSpec | None:
        known = {name: spec for name, spec in read_kinds().items() if name != "register"}
        said = value.get("kind")
        if said in (None, ""):
            self._fault(path, "'kind' is missing: the kind of record that a row is.", f"Use {_any_of(known)}.")
            return None
        spec = known.get(str(said))
        if spec is None:
            also = " A register names the kind of its rows." if said == "register" else ""
            hint = f"{nearest(str(said), known)} Use {_any_of(known)}.".strip()
            self._fault((*path, "kind"), f"rows cannot be of kind '{said}'.{also}", hint)
        return spec

    def _constants(self, path: Path, value: object, kind: KindSpec) -> Mapping[str, Value]:
        found: dict[str, Value] = {}
        for name, raw in self._mapping(path, value).items():
            spec = kind.fields.get(name) if name not in ("id", "kind", "file", "sha256") else None
            if spec is None:
                hint = nearest(name, kind.fields)
                self._fault((*path, name), f"kind '{kind.name}' has no field '{name}' to set.", hint, at_key=True)
                continue
            typed, faults = type_value(spec, raw, self.names)
            for fault in faults:
                self._fault((*path, name, *fault.path), fault.message, fault.hint, at_key=fault.at_key)
            if typed is not None:
                found[name] = typed
        return found

    def _refuse_twice(self, path: Path, constants: Mapping[str, Value], feeds: tuple[Feed, ...]) -> None:
        for feed in feeds:
            if feed.name in constants:
                hint = "Keep one; a value for blank cells goes under 'values' as \"\"."
                self._fault((*path, feed.name), f"'{feed.name}' is set and fed by a column.", hint, at_key=True)

    def _refuse_incomplete(
        self, path: Path, constants: Mapping[str, Value], feeds: tuple[Feed, ...], kind: KindSpec
    ) -> None:
        given = {"kind", *constants, *(feed.name for feed in feeds)}
        for name in kind.required:
            if name not in given:
                said = f"kind '{kind.name}' needs '{name}', and no column feeds it."
                self._fault(path, said, f"Write 'Their heading: {name}', or put it under 'set'.")

    def _also(self) -> tuple[Making | None, ...]:
        value = self.value.get("also")
        if value in (None, [], {}, ""):
            return ()
        listed = isinstance(value, list)
        made = []
        for index, entry in enumerate(value if isinstance(value, list) else [value]):
            path: Path = ("also", index) if listed else ("also",)
            mapping = self._mapping(path, entry)
            self._refuse_unknown(path, mapping, ALSO_KEYS, "'also'")
            made.append(self._making(path, mapping) if isinstance(entry, dict) else None)
        return tuple(made)

    # ---------------------------------------------------------------------------------- how the file is laid out

    def _layout(self) -> Layout:
        header_row, encoding = self.value.get("header_row"), self.value.get("encoding")
        if header_row is not None and (isinstance(header_row, bool) or not isinstance(header_row, int)):
            self._fault(("header_row",), f"'{header_row}' is not a row number.", _WHICH_ROW)
        elif isinstance(header_row, int) and not 1 <= header_row <= 10_000:
            self._fault(("header_row",), f"there is no row {header_row}.", _WHICH_ROW)
        if encoding is not None and str(encoding).lower() not in ENCODINGS:
            hint = f"Use {_any_of(ENCODINGS)}."
            self._fault(("encoding",), f"'{encoding}' is not an encoding that can be read.", hint)
        return Layout(
            sheet=self._heading("sheet"),
            header_row=header_row if isinstance(header_row, int) else None,
            encoding=str(encoding).lower() if encoding is not None else None,
        )

    def _day_first(self) -> bool:
        said = self.value.get("dates")
        if said is not None and fold(str(said)) not in map(fold, DATE_STYLES):
            hint = f"{nearest(str(said), DATE_STYLES)} Use iso (2026-03-31) or day-first (31/03/2026).".strip()
            self._fault(("dates",), f"'{said}' is not a way to write dates.", hint)
        return fold(str(said)) == "day first"

    def _heading(self, key: str) -> str | None:
        said = self.value.get(key)
        if isinstance(said, (list, dict, bool)):
            self._fault((key,), f"'{key}' must be one name.", "Write it as the file has it.")
            return None
        return str(said) if said not in (None, "") else None

    def _drop(self) -> tuple[str, ...]:
        said = self.value.get("drop")
        listed = said if isinstance(said, list) else [] if said in (None, "") else [said]
        if any(isinstance(item, (list, dict)) for item in listed):
            self._fault(("drop",), "'drop' must be a list of column headings.", "Write one heading to a line.")
            return ()
        return tuple(str(item) for item in listed)

    def _refuse_dropped(self, drop: tuple[str, ...], made: Sequence[Making], one_per: str | None) -> None:
        read = {fold(heading) for making in made for feed in making.feeds for heading in feed.headings}
        read |= {fold(heading) for making in made for heading in making.when} | {fold(one_per or "")}
        for heading in drop:
            if fold(heading) in read:
                self._fault(("drop",), f"'{heading}' is dropped and read.", "Take it out of 'drop' or of 'columns'.")

    def _mapping(self, path: Path, value: object) -> Mapping[str, object]:
        if value in (None, ""):
            return {}
        if not isinstance(value, dict):
            self._fault(path, f"'{path[-1]}' must be a mapping.", "Write 'name: value' under it, indented.")
            return {}
        return value


def _any_of(words: Mapping[str, object]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
