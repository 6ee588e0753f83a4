"""How long costs take, whole process, beside other programs on the same rows in the same run.

Two measurements: the sums of accepted rows by share, category and month over 1 k to 1 M rows (the cube that
`budget show` and a claim stand on), beside a plain csv script, and hledger, ledger and duckdb where they are
installed; and reading a workbook of 100 k rows, beside calamine's own read of it. Runs go in turn; medians, and
the medians of the ratios pair by pair. Every program's total is compared before anything is measured.
"""

import argparse
import importlib.util
import io
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook

HEAD = (
    "date;voucher;account;account_name;text;category;share;amount;"
    "status;reason;invoice;accepted;file;sha256;sheet;line\n"
)
OURS = """
import sys
from datetime import date
from pathlib import Path
from govtool.domain.cost import sums, total
from govtool.files.cost_rows import read_cube
folder = Path(sys.argv[1])
cube = read_cube({f"budgets/costs/{p.parent.name}/{p.name}": p.read_bytes() for p in folder.rglob("20*.csv")}, date.max)
sums(cube, "share", "category", "month")
print(total(cube).cents)
"""
CSV = """
import csv, sys
from pathlib import Path
sums = {}
for path in Path(sys.argv[1]).rglob("20*.csv"):
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.reader(file, delimiter=";"):
            if row[0] != "date":
                key = row[6], row[5], row[0][:7]
                sums[key] = sums.get(key, 0) + int(row[7].replace(".", ""))
print(sum(sums.values()))
"""
DUCKDB = """
import duckdb, sys
rows = duckdb.sql(
    f"select share, category, date_trunc('month', date) m, sum(amount) s from read_csv('{sys.argv[1]}/*/20*.csv', "
    "delim=';', header=true, types={'amount': 'DECIMAL(18,2)', 'date': 'DATE'}) group by all"
).fetchall()
print(int(sum(row[3] for row in rows) * 100))
"""
READ = """
import sys
from pathlib import Path
from govtool.files.statement_file import read_grid
print(len(read_grid("a.xlsx", Path(sys.argv[1]).read_bytes()).sheets[0].rows))
"""
CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
print(len(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python(skip_empty_area=False)))
"""
UNDERSTAND = """
import sys
from datetime import date
from pathlib import Path
from govtool.domain.statement import AccountRange
from govtool.files.statement_file import read_grid
from govtool.reports.statement import read_statement
from govtool.reports.statement_guess import propose
from govtool.rules.rulebook import Rulebook
grid = read_grid("a.xlsx", Path(sys.argv[1]).read_bytes())
reading = read_statement(
    grid, propose(grid, "a", "a"), accounts=(AccountRange(first=4000, last=4999, category="costs"),),
    days=(date(2013, 1, 1), date(2015, 12, 31)), rules=Rulebook(()), accepted=date(2015, 12, 31),
)
assert not reading.problems, reading.problems[:3]
print(len(reading.rows) + 1)
"""
AIMS = {
    ("hledger", 1_000): 2.0,
    ("hledger", 10_000): 0.5,
    ("hledger", 100_000): 0.1,
    ("better script", 100_000): 2.0,
    ("hledger", 1_000_000): 0.02,
    ("duckdb", 1_000_000): 1.5,
    ("calamine", 100_000): 3.0,
}
MOST_MIB = 250


def rows(count: int) -> Iterator[tuple[str, int, str, str, int]]:
    """Yield partner, number, day, category and cents of *count* rows, always the same."""
    dice = random.Random(28884)
    for number in range(count):
        day = f"{2014 + number % 2}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        partner, category = dice.choice(("pikassos", "verso", "sonet")), dice.choice(("salaries", "rents", "materials"))
        yield partner, number, day, category, dice.randrange(-5_000, 500_000)


def make_rows(folder: Path, count: int) -> int:
    """Write canonical cost files and a journal; return the total in cents."""
    files: dict[tuple[str, str], list[str]] = {}
    total = 0
    with (folder / "all.journal").open("w", encoding="utf-8") as journal:
        for partner, number, day, category, cents in rows(count):
            amount = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
            total += cents
            files.setdefault((partner, day[:7]), []).append(
                f"{day};{number};4420;Matkat;Bussi {number};{category};{partner};{amount};eligible;;;"
                f"{day};budgets/evidence/{partner}/a.xlsx;{'0' * 64};S;{number + 1}\n"
            )
            journal.write(f"{day} Bussi {number}\n  {partner}:{category}  {amount}\n  bank\n\n")
    for (partner, month), lines in files.items():
        path = folder / partner / f"{month}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + "".join(lines), "utf-8")
    return total


def make_workbook(path: Path, count: int) -> None:
    """Write a workbook of *count* rows of eight columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Kustannukset")
    sheet.append(["Pvm", "Tosite", "Tili", "Tilin nimi", "Selite", "Summa", "Kustannuspaikka", "Huom"])
    for partner, number, day, category, cents in rows(count):
        date = ".".join(str(int(part)) for part in reversed(day.split("-")))
        sheet.append([date, str(number), "4420", category, f"Bussi {number}", cents / 100, partner, "x"])
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())


def once(command: list[str]) -> tuple[float, float, str]:
    """Return seconds, peak MiB and the last word printed of one whole run."""
    code = (
        "import resource, subprocess, sys;"
        "r = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True);"
        "print(r.stdout.strip().rsplit(None, 1)[-1] if r.stdout.strip() else '-');"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    word, peak = done.stdout.split()
    return seconds, int(peak) / 1024, word


def compare(commands: Mapping[str, list[str]], count: int, rounds: int) -> None:
    """Run *commands* in turn and print medians, ratios of the first one to each other, peaks and aims."""
    found: dict[str, list[tuple[float, float, str]]] = {name: [once(command)] for name, command in commands.items()}
    for name in commands:
        found[name].clear()
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(once(command))
    ours, *others = commands
    peak = max(each[1] for each in found[ours])
    print(f"\n{count:>9,} rows  {ours}: {statistics.median(each[0] for each in found[ours]):.3f} s, {peak:.0f} MiB")
    ratios = {}
    for name in others:
        pairs = zip(found[ours], found[name], strict=True)
        ratios[name] = statistics.median(one[0] / other[0] for one, other in pairs)
    scripts = [ratios[name] for name in ("csv script", "duckdb") if name in ratios]
    if scripts:
        ratios["better script"] = max(scripts)
    for name, ratio in ratios.items():
        aim = AIMS.get((name, count))
        said = "" if aim is None else f"  aim {aim}: {'met' if ratio <= aim else 'MISSED'}"
        print(f"{'':>15} {ratio:>7.2f} x {name}{said}")
    if count == 1_000_000:
        print(f"{'':>15} {peak:>7.0f} MiB  aim {MOST_MIB}: {'met' if peak <= MOST_MIB else 'MISSED'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="counted rounds after one warm-up")
    parser.add_argument("--most", type=int, default=1_000_000, help="largest number of rows")
    given = parser.parse_args()
    python = [sys.executable, "-c"]
    with tempfile.TemporaryDirectory() as name:
        for count in (each for each in (1_000, 10_000, 100_000, 1_000_000) if each <= given.most):
            folder = Path(name) / str(count)
            folder.mkdir()
            total = make_rows(folder, count)
            commands = {"cube": [*python, OURS, str(folder)], "csv script": [*python, CSV, str(folder)]}
            if importlib.util.find_spec("duckdb"):
                commands["duckdb"] = [*python, DUCKDB, str(folder)]
            for command, wrong in commands.items():
                assert once(wrong)[2] == str(total), command
            for program, words in (("hledger", ["balance", "-M"]), ("ledger", ["balance"])):
                if shutil.which(program):
                    commands[program] = [program, "-f", str(folder / "all.journal"), *words]
            compare(commands, count, given.n if count < 1_000_000 else min(given.n, 2))
            shutil.rmtree(folder)
        if given.most >= 100_000:
            workbook = Path(name) / "a.xlsx"
            make_workbook(workbook, 100_000)
            read = [*python, CALAMINE, str(workbook)]
            compare({"workbook as a grid": [*python, READ, str(workbook)], "calamine": read}, 100_000, given.n)
            compare({"workbook understood": [*python, UNDERSTAND, str(workbook)], "calamine": read}, 100_000, given.n)
    print(f"\nmost memory of this script itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
