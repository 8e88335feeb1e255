"""The shape of the program: who may import whom, and what only the rim may do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "vprs").rglob("*.py"))

# From the ground up. A part may import its own layer and those before it; no two modules may import each other.
LAYERS = (
    (
        "problem",
        "dates",
        "verdicts",
        "in_cycle",
        "model",
        "strict_yaml",
        "kinds",
        "schemas",
        "schema_faults",
        "canonical",
        "disk",
        "pack_places",
        "called",
        "compared",
    ),
    ("breadth", "clauses", "phrases", "chart", "paper", "verification", "yaml_text"),
    ("rulebook", "evidence"),
    ("amending",),
    ("transcript",),
    ("transcript", "wanted"),
    ("monitoring",),
    ("checks",),
    ("engine",),
    ("basis", "closing", "facts", "findings", "opinions", "concluding", "assess"),
    ("whatif",),
    ("comparing", "moves", "holdings", "counts", "standing", "meanings", "reasons", "measures", "indicators"),
    ("incidents",),
    ("explaining", "witnesses"),
    ("actions",),
    ("forecast", "pathway"),
    ("cycle",),
    (
        "gap_cells",
        "gap_rows",
        "gravest",
        "gaps",
        "statement_parts",
        "statement",
        "pack_paper",
        "chair",
        "foi",
        "periodic",
    ),
    ("report_view",),
    ("workbook",),
    ("report",),
    ("commands", "__main__"),
)
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

# A library that only these may import: everything else stays free of what is slow, optional or able to print.
ONLY_IN = {
    "click": ("vprs/commands/",),
    "docx": ("vprs/report/",),
    "durable": (),
    "filelock": ("vprs/disk.py",),
    "durable_rules_engine": ("vprs/engine/durable.py",),
    "icalendar": ("vprs/report/forecast_ics.py",),
    "jinja2": ("vprs/report/",),
    "jsonschema": ("vprs/rulebook/shape.py", "vprs/schema_faults.py"),
    "markdown_it": ("vprs/evidence/",),
    "matplotlib": ("vprs/report/charting.py",),
    "openpyxl": ("vprs/evidence/", "vprs/report/"),
    "random": (),
    "requests": (),
    "rich": ("vprs/commands/",),
    "socket": (),
    "subprocess": (),
    "threading": ("vprs/engine/durable.py",),
    "time": ("vprs/commands/progress.py",),
    "urllib": (),
    "uuid": (),
    "yaml": ("vprs/strict_yaml.py", "vprs/amending/spans.py"),
}

# What only the commands may do: speak, stop, ask the clock or the machine.
RIM_ONLY = frozenset(
    "print input exit sys.exit sys.stdout sys.stderr sys.argv os.environ os.getenv os._exit datetime.now "
    "datetime.utcnow datetime.today date.today datetime.datetime.now datetime.date.today time.time "
    "locale.setlocale getpass.getuser".split()
)

# A child that answers one question must end without running anything of its parent's.
MAY = {"vprs/engine/apart.py": frozenset({"os._exit"})}

# Two hundred lines is a lot. These were longer when this was written and may not grow; strike out what was split.
MOST_LINES = 200
LONG = {
    "vprs/checks/follows.py": 230,
    "vprs/checks/selecting.py": 220,
    "vprs/dates.py": 220,
    "vprs/evidence/registers.py": 240,
    "vprs/evidence/sidecar.py": 310,
    "vprs/model.py": 650,  # every record that crosses a border, in one place to read
    "vprs/strict_yaml.py": 240,
}


@cache
def tree(source: Path) -> ast.Module:
    return ast.parse(source.read_text("utf-8"))


def name_of(source: Path) -> str:
    return source.relative_to(ROOT).as_posix()


def imports(source: Path) -> Iterator[str]:
    """Every module that a source imports, wherever in it the import stands; imports for types alone left out."""
    typing_only = {
        inner
        for node in ast.walk(tree(source))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(source)):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (_imported(node.module, alias.name) for alias in node.names)


def _imported(module: str, name: str) -> str:
    """`from vprs.report import word` imports the module vprs.report.word; `from vprs.model import Check` vprs.model."""
    inner = ROOT.joinpath(*module.split("."), name)
    return f"{module}.{name}" if inner.with_suffix(".py").exists() or inner.is_dir() else module


def part_of(module: str) -> str | None:
    """`vprs.report.word` -> `report`; None for what is not ours."""
    first, _, rest = module.partition(".")
    return (rest.partition(".")[0] or None) if first == "vprs" else None


def own_part(source: Path) -> str:
    return source.relative_to(ROOT / "vprs").parts[0].removesuffix(".py")


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_part_imports_only_what_lies_below_it(source: Path) -> None:
    mine = own_part(source)
    if mine == "__init__":
        return
    assert mine in RANK, f"place '{mine}' in LAYERS"
    above = {
        module
        for module in imports(source)
        if (part := part_of(module)) in RANK and part != mine and RANK[str(part)] > RANK[mine]
    }
    assert not above, f"{name_of(source)} imports {sorted(above)} from a layer above it"


def test_no_two_modules_import_each_other() -> None:
    modules = {_module(source): source for source in SOURCES}
    needs = {name: {one for one in imports(source) if one in modules} - {name} for name, source in modules.items()}
    circle = _circle(needs)
    assert not circle, " -> ".join(circle)


def _module(source: Path) -> str:
    return ".".join(source.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _circle(needs: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for other in sorted(needs[name]):
            if found := walk(other, [*way, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(needs) if (found := walk(name, []))), [])


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_library_is_imported_only_where_it_belongs(source: Path) -> None:
    for module in imports(source):
        allowed = ONLY_IN.get(module.partition(".")[0])
        if allowed is not None:
            assert name_of(source).startswith(allowed or ("nowhere",)), f"{name_of(source)} imports {module}"


@pytest.mark.parametrize(
    "source", [one for one in SOURCES if own_part(one) not in ("commands", "__main__")], ids=name_of
)
def test_only_the_commands_speak_stop_and_ask_the_clock(source: Path) -> None:
    done = {
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Name | ast.Attribute)
        and ast.unparse(node) in RIM_ONLY - MAY.get(name_of(source), set())
    }
    assert not done, f"{name_of(source)}: {sorted(done)}"


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_every_module_says_what_it_takes_and_gives(source: Path) -> None:
    words = ast.get_docstring(tree(source)) or ""
    assert len(words) >= 40, f"{name_of(source)} opens without a docstring that says what it is for"


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_no_module_is_too_long_to_read_at_one_sitting(source: Path) -> None:
    lines = len(source.read_text("utf-8").splitlines())
    assert lines <= LONG.get(name_of(source), MOST_LINES), "split it by what it is about"


def test_no_record_of_the_model_can_be_changed() -> None:
    for node in ast.walk(tree(ROOT / "vprs/model.py")):
        if isinstance(node, ast.ClassDef) and not any("Enum" in ast.unparse(base) for base in node.bases):
            (decorator,) = node.decorator_list
            assert "frozen=True" in ast.unparse(decorator), node.name
            assert "kw_only=True" in ast.unparse(decorator), node.name
