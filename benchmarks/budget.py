"""The budget report and the sums of a claim over 1 k to 1 M accepted rows, beside other programs on the same rows.

`govtool budget show` and `govtool claim show` on a whole project folder; hledger and ledger on a journal of the same
rows, where they are installed; a plain duckdb script, where it is installed, and a plain csv script on the same
files. Whole processes in turn, peak memory beside. What ours and the scripts print is compared before anything is
measured; what hledger and ledger print is compared up to 10 k rows.
"""

import argparse
import importlib.util
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from race import once, race

PARTNERS = ("city", "pikassos", "verso", "sonet")
CATEGORIES = ("salaries", "rents", "materials", "travel")
HEAD = (
    "date;voucher;account;account_name;text;category;share;amount;status;reason;invoice;accepted;file;sha256;sheet;line"
)
MAIN = """format = 1
[project]
id = "many"
name = "Many"
title = "Many rows"
start = 2014-01-01
end = 2015-12-31
costs_from = 2014-01-01
coordinator = "city"
languages = ["en"]
[grant]
authority = "Authority"
programme = "Programme"
profile = "general"
maximum = 999999999999.00
decided = 2013-12-01
[[rule]]
name = "claim_basis"
start = 2013-12-01
value = "partner-costs"
source = "Agreement"
checked = 2013-12-01
"""
AGREED = 'agreement = { date = 2013-12-01, kind = "transfer-of-grant", vat = "outside-scope", basis = "Costs" }\n'
CLAIM = """format = 1
id = "claim-2015"
number = 1
period = { start = 2014-01-01, end = 2015-12-31 }
made = 2015-12-31
"""
CSV = """
import csv, sys
from pathlib import Path
sums = {}
for path in Path(sys.argv[1]).rglob("20*.csv"):
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        for row in rows:
            if row[0] <= "2015-12-31" and row[8] == "eligible":
                key = KEY
                sums[key] = sums.get(key, 0) + int(row[7].replace(".", ""))
print(sum(sums.values()))
"""
DUCKDB = """
import duckdb, sys
duckdb.sql("set enable_progress_bar = false")
kinds = {"date": "DATE", "amount": "DECIMAL(18,2)"}
columns = {name: kinds.get(name, "VARCHAR") for name in HEAD}
rows = duckdb.sql(
    f"select KEY, sum(amount) s from read_csv('{sys.argv[1]}/*/20*.csv', delim=';', header=true, auto_detect=false,"
    f" columns={columns})"
    " where date <= '2015-12-31' and status = 'eligible' group by all"
).fetchall()
print(int(sum(row[-1] for row in rows) * 100))
"""
KEYS = {
    "budget": ("row[6], row[5], row[0][:4]", "share, category, year(date)"),
    "claim": ("row[5]", "category"),
}
AIMS = {
    1_000: {"hledger": 2.0},
    10_000: {"hledger": 0.5},
    100_000: {"hledger": 0.1, "csv script / duckdb": 2.0},
    1_000_000: {"hledger": 0.02, "duckdb": 1.5, "MiB": 250},
}


def rows(count: int) -> Iterator[tuple[str, int, str, str, int]]:
    """Yield partner, number, day, category and cents of *count* rows, always the same."""
    dice = random.Random(28884)
    for number in range(count):
        day = f"{2014 + number % 2}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        yield dice.choice(PARTNERS), number, day, dice.choice(CATEGORIES), dice.randrange(-5_000, 500_000)


def make_project(folder: Path, count: int) -> int:
    """Write a whole project of *count* rows and its journal beside it; return the total in cents."""
    lines: dict[tuple[str, str], list[str]] = {}
    totals: Counter[tuple[str, str]] = Counter()
    with (folder / "all.journal").open("w", encoding="utf-8") as journal:
        goals = "".join(f"  expenses:{c}:{p}  500000000.00\n" for c in CATEGORIES for p in PARTNERS)
        journal.write(f"~ yearly\n{goals}  bank\n\n")
        for partner, number, day, category, cents in rows(count):
            amount = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
            totals[partner, category] += cents
            lines.setdefault((partner, day[:7]), []).append(
                f"{day};{number};4420;Matkat;Bussi {number};{category};{partner};{amount};eligible;;;"
                f"{day[:7]}-28;budgets/evidence/{partner}/a.xlsx;{'0' * 64};S;{number + 1}\n"
            )
            journal.write(f"{day} Bussi {number}\n  expenses:{category}:{partner}  {amount}\n  bank\n\n")
    for (partner, month), each in lines.items():
        path = folder / "budgets" / "costs" / partner / f"{month}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEAD}\n{''.join(each)}", "utf-8")
    main = MAIN
    for p in PARTNERS:
        role, agreed = ("coordinator", "") if p == PARTNERS[0] else ("centre", AGREED)
        main += f'[[partner]]\nid = "{p}"\nname = "{p}"\nrole = "{role}"\n{agreed}'
        main += f'[[share]]\nid = "{p}"\nname = "{p}"\npartner = "{p}"\n'
    main += "".join(f'[[category]]\nid = "{c}"\nname = "{c.title()}"\n' for c in CATEGORIES)
    budget = ", ".join(
        f'{{ share = "{p}", category = "{c}", year = {year}, amount = 500000000.00 }}'
        for p in PARTNERS
        for c in CATEGORIES
        for year in (2014, 2015)
    )
    baseline = f'name = "Budget"\napproved = 2013-12-01\nby = "Authority"\nline = [{budget}]\n'
    for path, text in {
        "govtool.toml": main,
        "budgets/budget.toml": f"format = 1\n[baseline]\n{baseline}",
        "budgets/claims/claim-2015.toml": CLAIM,
        "minutes/steering-group.toml": "format = 1\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return sum(totals.values())


def ours(folder: Path, *words: str) -> list[str]:
    """Give the command of the installed program on *folder*."""
    program = str(Path(sys.executable).parent / "govtool")
    return [program, "-C", str(folder), *words, "--as-of", "2015-12-31"]


def others(folder: Path, report: str) -> dict[str, list[str]]:
    """Give the commands that answer the same question on the same rows."""
    costs, journal, python = str(folder / "budgets" / "costs"), str(folder / "all.journal"), [sys.executable, "-c"]
    script, select = KEYS[report]
    found = {"csv script": [*python, CSV.replace("KEY", script), costs]}
    if importlib.util.find_spec("duckdb"):
        found["duckdb"] = [*python, DUCKDB.replace("KEY", select).replace("HEAD", repr(HEAD.split(";"))), costs]
    asked = {"budget": ["--budget", "-Y"], "claim": ["--depth", "2", "-E"]}
    if shutil.which("hledger"):
        found["hledger"] = ["hledger", "-f", journal, "balance", "expenses", *asked[report]]
    if shutil.which("ledger"):
        found["ledger"] = ["ledger", "-f", journal, "balance", "expenses"]
    return found


def prove(folder: Path, count: int, total: int) -> None:
    """Compare what the programs print; an assertion names the one that differs."""
    spelt = f"{total // 100}.{total % 100:02}"
    for column, words in (("actual", ("budget", "show")), ("claim-period", ("claim", "show", "claim-2015"))):
        shown = json.loads(once([*ours(folder, *words), "--format", "json"]).printed)
        assert spelt in [row.get(column) for row in shown["totals"]], words
    for report in KEYS:
        for name, command in others(folder, report).items():
            if name in ("csv script", "duckdb"):
                assert once(command).printed.strip() == str(total), name
            elif count <= 10_000 and report == "claim":
                assert spelt in once(command).printed, name


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="counted rounds after one warm-up")
    parser.add_argument("--most", type=int, default=1_000_000, help="largest number of rows")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in (each for each in AIMS if each <= given.most):
            folder = Path(name) / str(count)
            folder.mkdir()
            total = make_project(folder, count)
            prove(folder, count, total)
            for report, words in (("budget", ("budget", "show")), ("claim", ("claim", "show", "claim-2015"))):
                race(
                    f"{count:,} rows, {report}",
                    {"govtool": ours(folder, *words), **others(folder, report)},
                    AIMS[count],
                    given.n if count < 1_000_000 else min(given.n, 3),
                )
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
