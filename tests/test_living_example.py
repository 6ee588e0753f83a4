"""LasSe itself: valid, its figures right to the cent, its faults the ones the page says."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool
from govtool.files.cost_rows import read_rows
from tests.conftest import ROOT

TODAY = ("--as-of", "2014-11-15")


def ask(*words: str, folder: Path = ROOT) -> dict[str, object]:
    done = CliRunner().invoke(govtool, ["-C", str(folder), *words, "--format", "json", *TODAY])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_there_are_no_errors_and_the_warnings_are_the_deliberate_faults() -> None:
    problems = ask("check")["problems"]
    assert isinstance(problems, list)
    page = (ROOT / "docs" / "lasse.md").read_text("utf-8")
    assert Counter(each["code"] for each in problems) == {"agenda-late": 1, "category-over": 3}
    assert {each["severity"] for each in problems} == {"warning"}
    assert all(f"`{each['code']}`" in page for each in problems)


def test_the_accepted_rows_give_every_line_of_the_right_totals() -> None:
    sums: Counter[tuple[str, str, str]] = Counter()
    rows: Counter[tuple[str, str, str]] = Counter()
    for path in sorted((ROOT / "budgets" / "costs").glob("*/*.csv")):
        name = path.relative_to(ROOT).as_posix()
        for row in read_rows(name, path.read_bytes(), date(2014, 11, 15)):
            sums[row.bookkeeper, row.month, row.category] += row.cents
            rows[row.bookkeeper, row.month, row.category] += 1
    with (ROOT / "tests" / "data" / "totals.csv").open(encoding="utf-8") as file:
        right = {(each["partner"], each["month"], each["category"]): each for each in csv.DictReader(file)}
    assert set(sums) == set(right)
    for key, each in right.items():
        assert (sums[key], rows[key]) == (int(each["cents"]), int(each["rows"])), key


@pytest.mark.parametrize(
    ("invoice", "amount"),
    [
        ("pikassos-start-up-2013-08", "3933.27"),
        ("pikassos-settlement-2013-12", "3889.44"),
        ("pikassos-settlement-2014-03", "3940.62"),
        ("pikassos-settlement-2014-06", "6616.30"),
        ("pikassos-settlement-2014-09", "5118.75"),
        ("verso-settlement-2013-12", "35.52"),
        ("verso-settlement-2014-03", "3409.54"),
        ("verso-settlement-2014-06", "-2349.32"),
        ("verso-settlement-2014-09", "2390.32"),
        ("sonet-botnia-actual-2013-12", "9912.17"),
        ("sonet-botnia-actual-2014-04", "42550.73"),
        ("sonet-botnia-actual-2014-08", "48830.45"),
    ],
)
def test_an_invoice_is_right(invoice: str, amount: str) -> None:
    listed = ask("invoice", "list")["rows"]
    assert isinstance(listed, list)
    assert {each["invoice"]: each["amount"] for each in listed}[invoice] == amount


@pytest.mark.parametrize(("claim", "applied"), [("claim-2013", "55853.71"), ("claim-2014", "225434.81")])
def test_a_claim_is_right(claim: str, applied: str) -> None:
    listed = ask("claim", "list")["rows"]
    assert isinstance(listed, list)
    assert {each["claim"]: each["applied"] for each in listed}[claim] == applied


def test_the_budget_of_each_share_is_what_was_approved() -> None:
    totals = ask("budget", "show")["totals"]
    assert isinstance(totals, list)
    assert {each["share"]: each["budget"] for each in totals} == {
        "Pikassos": "300000.00",
        "SONet BOTNIA": "240000.00",
        "Verso": "114000.00",
        "Common share": "146000.00",
        "Total": "800000.00",
    }


@pytest.mark.parametrize(("day", "spent"), [("2013-08-31", "6547.31"), ("2013-12-31", "78396.58")])
def test_a_day_counts_the_rows_booked_up_to_it_whenever_they_were_accepted(day: str, spent: str) -> None:
    done = CliRunner().invoke(govtool, ["-C", str(ROOT), "budget", "show", "--format", "json", "--as-of", day])
    assert json.loads(done.stdout)["totals"][-1]["actual"] == spent
