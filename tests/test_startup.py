"""What a command loads: the daily ones stay light, asserted on the modules and not on time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"pydantic", "numpy", "pandas", "openpyxl", "docxtpl", "docx", "babel", "holidays", "tomlkit", "lxml", "jinja2"}


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        f"sys.argv = ['govtool', *{list(arguments)!r}]\n"
        "from govtool.cli.start import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('\\n@@', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split("@@")[1].split())


def test_version_loads_no_library() -> None:
    assert not loaded_by("--version") & (HEAVY | {"click"})


def test_help_loads_click_alone() -> None:
    loaded = loaded_by("--help")
    assert "click" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("command", [("status",), ("budget", "show"), ("members", "list"), ("claim", "list")])
def test_a_daily_command_loads_no_office_library(command: tuple[str, ...]) -> None:
    loaded = loaded_by(*command, "--as-of", "2014-11-15")
    assert not loaded & {"numpy", "pandas", "openpyxl", "docxtpl", "docx", "babel", "tomlkit", "lxml", "jinja2"}
