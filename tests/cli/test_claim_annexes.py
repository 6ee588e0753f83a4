"""The annexes of LasSe's claim: of each partner what its books say, to the cent, and what was done."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from govtool.cli.main import govtool

DAY = "2014-11-15"
ACTUAL = {"pikassos": "163387.53", "sonet-botnia": "120514.42", "verso": "55895.26", "tampere": "56473.57"}
"""What the bridge of the claim starts from."""


def made(folder: Path, target: Path, *words: str) -> dict[str, bytes]:
    arguments = ["-C", str(folder), "claim", "annexes", "claim-2014", "-o", str(target), "--as-of", DAY, *words]
    done = CliRunner().invoke(govtool, arguments)
    assert done.exit_code == 0, done.output
    return {path.name: path.read_bytes() for path in target.iterdir()}


def totals(sheet: Worksheet, name: str) -> list[Decimal]:
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == name)
    return [Decimal(str(cell)).quantize(Decimal("0.01")) for cell in row[1:] if isinstance(cell, int | float)]


@pytest.mark.parametrize("partner", ACTUAL)
def test_a_partner_s_books_are_annexed_to_the_cent(lasse: Path, tmp_path: Path, partner: str) -> None:
    files = made(lasse, tmp_path / "annexes", "--language", "en")
    book = openpyxl.load_workbook(io.BytesIO(files[f"{partner}.xlsx"]))
    centre, ledger, vouchers = book.worksheets
    assert [sheet.title.split()[0] for sheet in book.worksheets] == ["Cost", "Ledger", "Vouchers"]
    this, whole = totals(centre, "Total")
    assert str(whole) == ACTUAL[partner]
    assert totals(ledger, "Of this eligible") == [this]
    assert totals(vouchers, "Total")[-1] == totals(ledger, "Total")[0]
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(files[f"{partner}-cost-centre.docx"])).paragraphs)
    assert "signature of the person in charge of finance" in text


def test_the_same_day_gives_the_same_bytes(lasse: Path, tmp_path: Path) -> None:
    assert made(lasse, tmp_path / "one") == made(lasse, tmp_path / "two")


def test_what_a_person_wrote_stands_in_the_description(lasse: Path, tmp_path: Path) -> None:
    def told() -> str:
        document = docx.Document(io.BytesIO(made(lasse, tmp_path / "annexes")["activities.docx"]))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))

    assert "Täydennettävä" in told()
    assert "Jakson kustannukset\n300\N{NO-BREAK SPACE}579,74" in told()
    path = lasse / "budgets/claims/claim-2014.toml"
    path.write_text(path.read_text("utf-8") + 'activities = "Kunnissa pidettiin kuusi työpajaa."\n', "utf-8")
    assert "Täydennettävä" not in told()
    assert "Kunnissa pidettiin kuusi työpajaa." in told()
