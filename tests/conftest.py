"""What tests share: LasSe as a copy that may be written, and the runner's `--update`."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT_PATHS = ("govtool.toml", "budgets", "minutes", "templates", ".govtool")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite console blocks and generated pages, and fail")


def copy_project(target: Path, source: Path = ROOT) -> Path:
    """Copy what a project's folder holds and nothing else of *source*."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PROJECT_PATHS:
        if (source / name).is_dir():
            ignore = shutil.ignore_patterns("lock", "journal")
            shutil.copytree(source / name, target / name, ignore=ignore)
        elif (source / name).exists():
            shutil.copy2(source / name, target / name)
    return target


@pytest.fixture
def lasse(tmp_path: Path) -> Path:
    """LasSe, copied out of the repository: the command may write here."""
    return copy_project(tmp_path / "lasse")
