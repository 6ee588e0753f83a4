"""Time sheets and milestones by command: what is given later is added, the papers are kept and watched."""

import shutil
from pathlib import Path

import pytest

from tests.console import run
from tests.test_scenarios import laid_out

DAY = "--as-of 2024-04-10"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the project of the story of hours."""
    return laid_out(tmp_path / "kaarna", "hours")


def test_what_is_given_later_is_added_and_a_second_sheet_is_kept_beside_the_first(folder: Path) -> None:
    run(f"govtool budget hours planner 2024-01 received/january.txt --project 82,5 --employee 2024-02-01 {DAY}", folder)
    shutil.copy(folder / "received/february.txt", folder / "received/january.txt")
    first, *written = run(
        f"govtool budget hours planner 2024-01 received/january.txt --employer 2024-02-05 {DAY}", folder
    )
    assert first == "planner 2024-01: 82.5 hours for the project, 0 of other work; signed by both."
    assert len(list((folder / "budgets/evidence/kunta/hours").iterdir())) == 2
    assert written[-1] == "Written: budgets/hours.toml"
    text = (folder / "budgets/hours.toml").read_text()
    assert text.count("[[sheet]]") == 1
    assert "employee = 2024-02-01" in text
    assert "employer = 2024-02-05" in text
    assert run(f"govtool audit verify {DAY}", folder) == ["Errors: 0, warnings: 0."]
    (folder / "budgets/evidence/kunta/hours/january.txt").write_text("another paper")
    assert any("[evidence-changed]" in line for line in run(f"govtool audit verify {DAY}", folder))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nobody 2024-01 --project 1", "role-unknown"),
        ("planner 2026-01 --project 1", "hours-outside"),
        ("planner 2024-01", "hours-not-given"),
        ("planner 2024-01 --project 1 --employee 2024-01-30", "hours-signed-early"),
        ("planner 2024-03 --project 1 --employer 2024-04-11", "day-in-future"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(given: str, code: str, folder: Path) -> None:
    lines = run(f"govtool budget hours {given} {DAY}", folder)
    assert any(f"[{code}]" in line for line in lines), lines
    assert not (folder / "budgets/hours.toml").exists()


@pytest.mark.parametrize("hours", ["745", "-1", "1.005", "many", "nan"])
def test_hours_that_no_month_has_are_wrong_usage(hours: str, folder: Path) -> None:
    lines = run(f"govtool budget hours planner 2024-01 --project={hours} {DAY}", folder)
    assert lines[-1] == "[exit status 2]"


def test_a_milestone_is_reached_on_a_day_that_has_come(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "kaarna", "lump-sums")
    early = run("govtool claim milestone handbook received/handbook.txt --date 2024-06-30 --as-of 2024-06-03", folder)
    assert any("[day-in-future]" in line for line in early)
    run("govtool claim milestone handbook received/handbook.txt --as-of 2024-06-03", folder)
    assert 'proof = "budgets/evidence/milestones/handbook.txt"' in (folder / "govtool.toml").read_text()
    assert run("govtool check claims-milestones audit --as-of 2024-06-03", folder) == ["Errors: 0, warnings: 0."]
