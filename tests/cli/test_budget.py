"""`govtool budget` on LasSe of 31.1.2014."""

import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from govtool.cli.main import govtool


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "budget", *words, "--as-of", "2014-01-31"])


def test_the_noun_alone_shows_the_budget(january: Path) -> None:
    alone, shown = run(january), run(january, "show")
    assert alone.exit_code == 0, alone.output
    assert alone.output == shown.output
    assert alone.output.splitlines()[3].split() == [
        "Share",
        "Category",
        "Left",
        "Budget",
        "Actual",
        "Invoiced",
        "Claimed",
        "Used",
    ]
    (last,) = [re.split(r" {2,}", line) for line in alone.output.splitlines() if line.startswith("Total")]
    assert last == ["Total", "721,603.42", "800,000.00", "78,396.58", "76,670.40", "0.00", "9.8\u00a0%"]
    assert "The amounts are synthetic" in alone.output


def test_as_json_it_has_stable_keys_and_texts_for_amounts(january: Path) -> None:
    done = run(january, "show", "--format", "json", "--year", "2013", "--rows", "share,category,year")
    report = json.loads(done.output)
    assert report["report"] == "budget"
    assert report["totals"][-1] == {
        "style": "total",
        "share": "Total",
        "category": None,
        "year": None,
        "left": "4353.42",
        "budget": "82750.00",
        "actual": "78396.58",
        "invoiced": "62070.40",
        "claimed": "0.00",
        "used": "94.7",
    }


def test_before_anything_was_spent_all_is_left(january: Path) -> None:
    done = CliRunner().invoke(
        govtool, ["-C", str(january), "budget", "--as-of", "2013-07-31", "--lang", "fi"], catch_exceptions=False
    )
    rows = [re.split(r" {2,}", line) for line in done.output.splitlines()]
    assert ["Yhteensä", "800\u00a0000,00", "800\u00a0000,00", "0,00", "0,00", "0,00", "0,0\u00a0%"] in rows


def test_a_pivot_has_the_values_as_columns(january: Path) -> None:
    done = run(january, "show", "--rows", "share", "--columns", "month", "--year", "2013", "--format", "json")
    report = json.loads(done.output)
    assert list(report["totals"][0]) == ["style", "share", *(f"2013-{m:02}" for m in range(8, 13)), "total"]
    assert report["totals"][0]["total"] == "78396.58"


def test_what_cannot_be_shown_is_wrong_usage(january: Path) -> None:
    wrong = [
        ("--rows", "share,share"),
        ("--rows", "shares"),
        ("--measure", "left"),
        ("--columns", "year"),
        ("--rows", "year", "--columns", "year"),
        ("--rows", "share", "--columns", "month", "--measure", "left"),
    ]
    assert [run(january, "show", *words).exit_code for words in wrong] == [2] * len(wrong)


def test_the_letter_is_of_a_change_proposed_before(lasse: Path) -> None:
    def letter(*words: str) -> Result:
        base = ["-C", str(lasse), "budget", "change", "change-2015-1", "--as-of", "2014-11-15"]
        return CliRunner().invoke(govtool, [*base, *words])

    assert letter("--letter", "--language", "sv").output == "Written: out/change-2015-1.docx\n"
    assert (lasse / "out" / "change-2015-1.docx").read_bytes().startswith(b"PK")
    assert letter("--letter", "--reason", "Why").exit_code == 2
    assert letter("--reason", "Why").exit_code == 2


def test_a_move_is_read_or_refused(lasse: Path) -> None:
    def moved(move: str) -> Result:
        base = ["-C", str(lasse), "budget", "change", "new", "--as-of", "2014-11-15", "--reason", "Why"]
        return CliRunner().invoke(govtool, [*base, "--move", move])

    wrong = ("common/rents=3", "common/rents/2014", "common/rents/14x=3", "Common/rents/2014=3")
    assert [moved(each).exit_code for each in wrong] == [2] * len(wrong)
    unclear = moved("common/rents/2014=1,234")
    assert (unclear.exit_code, "[number-ambiguous]" in unclear.stderr) == (1, True)
