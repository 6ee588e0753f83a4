"""`govtool budget staff` on LasSe: plan and ledger agree but for what the ledger corrects."""

import json
from pathlib import Path

from click.testing import CliRunner

from govtool.cli.main import govtool


def months(folder: Path) -> list[dict[str, str]]:
    words = ["-C", str(folder), "budget", "staff", "--by-month", "--as-of", "2014-10-31", "--format", "json"]
    done = CliRunner().invoke(govtool, words, catch_exceptions=False)
    return [row for row in json.loads(done.stdout)["rows"] if row.get("style") != "total"]


def test_what_was_planned_is_what_the_ledgers_have(lasse: Path) -> None:
    found = {(row["month"], row["employer"]): row for row in months(lasse)}
    assert len(found) == 15 + 11 + 11
    differing = {key for key, row in found.items() if row["difference"] != "0.00"}
    assert {month for month, _ in differing} == {"2014-06"}, "the holiday bonus"
    assert found["2014-04", "Pikassos Oy"]["reimbursed"] == "-4350.00"


def test_the_salaries_are_the_cost_category(lasse: Path) -> None:
    words = ["-C", str(lasse), "budget", "show", "--rows", "category", "--as-of", "2014-10-31", "--format", "json"]
    done = CliRunner().invoke(govtool, words, catch_exceptions=False)
    (salaries,) = [row for row in json.loads(done.stdout)["rows"] if row["category"] == "Salaries with side costs"]
    cents = sum(int(row["total"].replace(".", "")) for row in months(lasse))
    assert f"{cents / 100:.2f}" == salaries["actual"]
