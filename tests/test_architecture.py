"""Imports point inwards, the clock is read in one place, rounding is done in one module."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "govtool"
BELOW = {
    "problems": set(),
    "domain": {"problems"},
    "rules": {"domain", "problems"},
    "reports": {"rules", "domain", "problems"},
    "checks": {"reports", "rules", "domain", "problems"},
    "actions": {"reports", "rules", "domain", "problems"},
    "files": {"reports", "actions", "checks", "rules", "domain", "problems"},
    "render": {"reports", "actions", "checks", "rules", "domain", "problems"},
    "cli": {"files", "render", "reports", "checks", "actions", "rules", "domain", "problems", "__init__"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name == "problems.py")
HEAVY_ELSEWHERE = {"pandas": "render", "openpyxl": "render", "docxtpl": "render", "tomlkit": "files", "click": "cli"}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{each.name}" for each in node.names if node.module == "govtool")
        elif isinstance(node, ast.Import):
            names.update(each.name for each in node.names)
    return names


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_below(path: Path) -> None:
    allowed = BELOW[layer(path)] | {layer(path)}
    used = {name.split(".")[1] for name in imported(path) if name.startswith("govtool.")}
    assert used - {"__version__"} <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_at_their_edge(path: Path) -> None:
    for library, edge in HEAVY_ELSEWHERE.items():
        if layer(path) != edge:
            assert library not in {name.split(".")[0] for name in imported(path)}


def test_rounding_is_done_in_the_money_module_only() -> None:
    places = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in MODULES
        if path.name != "money.py"
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\bfloat\(|\bround\(|\.quantize\(", line) and not line.strip().startswith("case ")
    ]
    assert places == []


def test_the_clock_is_read_in_one_place() -> None:
    readers = [
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if re.search(r"\.today\(|\.now\(|time\.time\(|utcnow", path.read_text("utf-8"))
    ]
    assert readers == ["files/clock.py"]


def test_no_module_is_above_400_lines() -> None:
    long = [str(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > 400]
    assert long == []


def test_nothing_is_called_a_helper() -> None:
    bad = {"utils", "util", "helpers", "helper", "manager", "service", "base", "common"}
    assert [path for path in MODULES if path.stem in bad] == []
