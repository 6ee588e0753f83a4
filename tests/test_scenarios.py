"""Stories of a steering group: each page's commands are run in the small project of the stories."""

import shutil
from pathlib import Path

import pytest

from tests.console import rerun, run

SCENARIOS = Path(__file__).parent / "scenarios"
STORIES = sorted(path.name for path in SCENARIOS.iterdir() if path.is_dir() and path.name[0] not in "_.")


def laid_out(folder: Path, story: str) -> Path:
    """Copy the project of the stories and lay the files of *story* over it."""
    for source in (SCENARIOS / "_project", SCENARIOS / story):
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("README.md"), dirs_exist_ok=True)
    return folder


def test_the_project_of_the_stories_is_in_order(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "kaarna", "_project")
    assert run("govtool check --strict --as-of 2014-04-15", folder) == ["Errors: 0, warnings: 0."]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_prints_what_its_page_shows(story: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = SCENARIOS / story / "README.md"
    text = page.read_text("utf-8")
    now = rerun(text, laid_out(tmp_path / "kaarna", story))
    if request.config.getoption("--update") and now != text:
        page.write_text(now, "utf-8")
    assert text == now
