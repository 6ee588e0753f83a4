"""`govtool due` on LasSe."""

import json
from pathlib import Path

from click.testing import CliRunner

from govtool.cli.main import govtool


def rows(folder: Path, *words: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(govtool, ["-C", str(folder), "due", "--format", "json", *words])
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)["rows"]
    return found


def test_the_agenda_is_due_in_three_days(lasse: Path) -> None:
    agenda = rows(lasse, "--as-of", "2014-11-15")[1]
    assert (agenda["due"], agenda["weekday"], agenda["days-left"]) == ("2014-11-18", "weekday-1", 3)
    assert (agenda["who"], agenda["rule"]) == ("Vieno Metsänhele", "agenda_days")


def test_what_is_late_stands_first(lasse: Path) -> None:
    shown = rows(lasse, "--as-of", "2014-11-20", "--days", "10")
    assert [row["days-left"] for row in shown if "style" not in row] == [-2, 5, 10, 10]
    assert [row["what"] for row in shown if row.get("style") == "heading"] == ["Overdue", "In the next 10 days"]


def test_no_horizon_shows_only_today_and_what_is_late(lasse: Path) -> None:
    assert rows(lasse, "--as-of", "2014-11-15", "--days", "0") == []


def test_a_reminder_is_written_as_a_mail_draft(lasse: Path) -> None:
    words = ["-C", str(lasse), "due", "--as-of", "2015-01-20", "--remind", "verso"]
    done = CliRunner().invoke(govtool, words)
    assert done.stdout == "Written: out/reminder-verso.eml\n"
    assert "[contact-missing]" in done.stderr
    assert b"X-Unsent: 1" in (lasse / "out" / "reminder-verso.eml").read_bytes()


def test_deliveries_of_a_partner(lasse: Path) -> None:
    shown = rows(lasse, "--as-of", "2014-01-31", "--partner", "verso")
    assert [row["state"] for row in shown] == ["delivered"] * 4
    assert CliRunner().invoke(govtool, ["-C", str(lasse), "due", "--partner", "nobody"]).exit_code == 1
