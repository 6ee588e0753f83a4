"""Exports: hledger agrees with the budget, the data package with its schemas, the files with theirs."""

import csv
import json
import re
import shutil
import subprocess
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.cli.main import govtool
from govtool.render.hledger import journal
from tests import lasse as lasses

HLEDGER = shutil.which("hledger")
AS_OF = ("--as-of", "2014-11-15")


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(govtool, ["-C", str(folder), *words, *AS_OF], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.skipif(HLEDGER is None, reason="hledger is not installed")
def test_hledger_has_the_same_balances(lasse: Path) -> None:
    run(lasse, "export", "hledger")
    file = str(lasse / "out" / "costs.journal")
    assert HLEDGER is not None
    subprocess.run([HLEDGER, "check", "--strict", "-f", file], check=True, capture_output=True)
    words = [HLEDGER, "balance", "expenses", "--depth", "2", "-O", "csv", "-f", file]
    printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = {row["account"]: row["balance"] for row in csv.DictReader(printed.splitlines())}
    shares = json.loads(run(lasse, "budget", "show", "--rows", "share", "--format", "json"))["rows"]
    names = {"pikassos": "Pikassos", "sonet-botnia": "SONet BOTNIA", "verso": "Verso", "common": "Common share"}
    actual = {row["share"]: f"{row['actual']} EUR" for row in shares}
    assert {names[each.removeprefix("expenses:")]: found[each] for each in found if each.startswith("expenses:")} == {
        name: actual[name] for name in names.values()
    }


TRANSACTION = re.compile(
    r"2013-09-30 \([^()\n]*\)[^;|\n]*\n    ; evidence:[^\n;|]+\n"
    r"    expenses:common:rents  -?[0-9]+\.[0-9]{2} EUR\n    books:tampere  -?[0-9]+\.[0-9]{2} EUR\n"
)


@settings(deadline=None)  # reads the whole project each time
@given(st.text(), st.text(), st.integers(-(10**9), 10**9))
def test_no_text_breaks_the_journal(text: str, voucher: str, cents: int) -> None:
    booked = lasses.booking(lasses.invoiced(lasses.project(), date(2013, 9, 30)).invoices[-1])
    row = booked._replace(text=text, voucher=voucher, cents=cents, status="eligible", category="rents")
    made = journal([row]).decode()
    *_, transaction = made.split("\n\n")
    assert TRANSACTION.fullmatch(transaction)
    one, other = re.findall(r"(-?[0-9]+\.[0-9]{2}) EUR", transaction)
    assert (Decimal(one), Decimal(other)) == (Decimal(cents) / 100, Decimal(-cents) / 100)


def test_the_data_package_is_what_it_describes(lasse: Path) -> None:
    run(lasse, "export", "datapackage", "-o", str(lasse / "package"))
    described = json.loads((lasse / "package" / "datapackage.json").read_text("utf-8"))
    kinds = {"string": str, "integer": int, "number": Decimal, "date": date.fromisoformat}
    sums = {}
    for resource in described["resources"]:
        with (lasse / "package" / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        fields = resource["schema"]["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]
        for row in rows:
            for field in fields:
                kinds[field["type"]](row[field["name"]])
        key = resource["schema"].get("primaryKey", ())
        assert not key or len({tuple(row[name] for name in key) for row in rows}) == len(rows)
        counted = (row for row in rows if row.get("status", "eligible") == "eligible")
        sums[resource["name"]] = sum(Decimal(row["amount"]) for row in counted)
    assert (sums["costs"], sums["budget"]) == (Decimal("396270.78"), Decimal("800000.00"))


def test_every_file_of_the_project_fits_its_schema(lasse: Path) -> None:
    run(lasse, "export", "schema")
    files = {
        "govtool": ["govtool.toml"],
        "steering-group": ["minutes/steering-group.toml"],
        "budget": ["budgets/budget.toml"],
        "staff": ["budgets/staff.toml"],
        **{
            name: [f"{folder}/*.toml"]
            for name, folder in (("invoice", "budgets/invoices"), ("claim", "budgets/claims"))
        },
        "statement": ["budgets/statements/*.toml"],
        "meeting": ["minutes/meeting-*.toml"],
    }
    for name, patterns in files.items():
        schema = json.loads((lasse / "out" / "schema" / f"{name}.schema.json").read_text("utf-8"))
        assert schema["additionalProperties"] is False
        found = [path for pattern in patterns for path in lasse.glob(pattern)]
        assert found
        for path in found:
            data = tomllib.loads(path.read_text("utf-8"))
            assert set(schema["required"]) <= set(data) <= set(schema["properties"])
