"""A cost statement of 100 k rows read from a workbook, as a grid and understood, beside calamine's own read of it."""

import argparse
import io
import sys
import tempfile
from pathlib import Path

from budget import rows
from openpyxl import Workbook
from race import race

ROWS = 100_000
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
from govtool.domain.statement import AccountRange, Columns, StatementMapping
from govtool.files.statement_file import read_grid
from govtool.reports.statement import read_statement
from govtool.rules.rulebook import Rulebook
grid = read_grid("a.xlsx", Path(sys.argv[1]).read_bytes())
columns = Columns(date="Pvm", voucher="Tosite", account="Tili", text="Selite", amount="Summa")
mapping = StatementMapping(partner="a", share="a", kind="xlsx", columns=columns)
reading = read_statement(
    grid, mapping, accounts=(AccountRange(first=4000, last=4999, category="costs"),),
    days=(date(2013, 1, 1), date(2015, 12, 31)), rules=Rulebook(()), accepted=date(2015, 12, 31),
)
assert not reading.problems, reading.problems[:3]
print(len(reading.rows) + 1)
"""
AIM = 3.0


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="counted rounds after one warm-up")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        workbook = Path(name) / "a.xlsx"
        make_workbook(workbook, ROWS)
        commands = {
            title: [sys.executable, "-c", script, str(workbook)]
            for title, script in (("understood", UNDERSTAND), ("as a grid", READ), ("calamine", CALAMINE))
        }
        race(f"{ROWS:,} rows of a workbook", commands, {"calamine": AIM}, given.n)


if __name__ == "__main__":
    main()
