"""A new folder of every programme is in order, and its rules do something."""

import json
import shlex
from pathlib import Path

import pytest

from govtool.files.rule_data import profiles
from tests.console import run

PROGRAMMES = ("general", *profiles())


def made(folder: Path, programme: str) -> Path:
    """Make a folder of *programme* for 2024 and 2025."""
    days = "--start 2024-01-01 --end 2025-12-31 --as-of 2024-03-01"
    run(f"govtool init {programme} --programme {programme} --name Havu {days}", folder)
    return folder / programme


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("day", ["1990-01-01", "2024-03-01", "2024-08-01"])
def test_a_new_folder_is_in_order(programme: str, day: str, tmp_path: Path) -> None:
    folder = made(tmp_path, programme)
    for command in (f"check --strict --as-of {day}", f"status --as-of {day}", f"rules --as-of {day}"):
        lines = run(f"govtool {command}", folder)
        assert not lines[-1].startswith("[exit status"), lines
    assert run(f"govtool check --as-of {day}", folder) == ["Errors: 0, warnings: 0."]


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        (
            "eusa",
            [
                ("2024-08-15", "Payment claim of 1 Jan 2024 – 30 Jun 2024"),
                ("2026-03-02", "Last payment claim, to 31 Dec 2025 (moved from 28 Feb 2026: weekend)"),
            ],
        ),
        (
            "rural",
            [
                ("2026-04-30", "Last payment claim, to 31 Dec 2025"),
                ("2026-04-30", "Final report on the use of the grant"),
            ],
        ),
        (
            "avi",
            [
                ("2025-12-01", "Last day to request changes; the project ends on 31 Dec 2025"),
                ("2026-03-02", "Final report on the use of the grant (moved from 28 Feb 2026: weekend)"),
            ],
        ),
        ("kaste-2012", []),
    ],
)
def test_the_deadlines_of_a_programme_are_owed(programme: str, said: list[str], tmp_path: Path) -> None:
    folder = made(tmp_path, programme)
    owed = json.loads("\n".join(run("govtool due --days 1000 --as-of 2024-03-01 --format json", folder)))["rows"]
    found = [
        (row["due"], row["what"].replace("\u00a0", " "))
        for row in owed
        if row["rule"] not in (None, "cost_summary_day")
    ]
    assert [each for each in found if each in said] == said
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2009-06-01", "The authority that pays the grant"),
        ("2014-06-01", "Regional state administrative agency"),
        ("2026-02-01", "Finnish Supervisory Agency"),
    ],
)
def test_the_authority_is_that_of_the_day(day: str, name: str, tmp_path: Path) -> None:
    run("govtool init old --programme kaste-2012 --start 2009-01-01 --end 2026-12-31 --as-of 2009-02-01", tmp_path)
    title, *_ = run(f"govtool claim grant --as-of {day}", tmp_path / "old")
    assert title == f"Grant on record: {name}"


def test_a_rule_without_a_value_is_shown_without_one(tmp_path: Path) -> None:
    folder = made(tmp_path, "general")
    (line,) = [each for each in run("govtool rules repayment_margin --as-of 2024-03-01", folder) if "margin" in each]
    assert "no value" in line
    assert shlex.split(line)[0] == "repayment_margin"


def test_the_status_names_what_the_authority_waits_for_next(tmp_path: Path) -> None:
    lines = run("govtool status --as-of 2024-08-21", made(tmp_path, "eusa"))
    line, owed = (each for each in lines if each.startswith("Payment claim"))
    assert "late by 6 days" in owed
    assert line.replace("\u00a0", " ").endswith("15 Aug 2024  late by 6 days")
