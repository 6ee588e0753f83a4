"""The partner's workbook: protected, in its language, read without a mapping, sent back with comments."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError, Place, error
from govtool.render.amounts import Lang
from govtool.render.cost_form import ROWS, blank, commented
from govtool.render.words import Words
from govtool.reports.statement_template import FIELDS, MARK, CostForm, form_for, mapping_of_form
from tests.lasse import project

FORM = form_for(project(), "sonet-botnia")
DAY = datetime.datetime(2014, 10, 3)  # noqa: DTZ001  (a spreadsheet knows no zone)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def filled(*rows: tuple[object, ...], content: bytes | None = None) -> bytes:
    book = opened(content or blank(FORM, Words("sv")))
    for down, row in enumerate(rows, 5):
        for at, value in enumerate(row, 1):
            book.worksheets[1].cell(down, at).value = value
    return saved(book)


@pytest.mark.parametrize(("lang", "heading"), [("sv", "Datum"), ("fi", "Päivä"), ("en", "Date")])
def test_an_empty_form_is_protected_in_its_language_and_unlocked_where_people_type(lang: Lang, heading: str) -> None:
    content = blank(FORM, Words(lang))
    assert content == blank(FORM, Words(lang))
    book = opened(content)
    entry = book.worksheets[1]
    assert [sheet.protection.sheet for sheet in book.worksheets] == [True, True, True]
    assert (entry["A4"].value, entry["A4"].protection.locked) == (heading, True)
    assert {entry.cell(down, at).protection.locked for down in (5, ROWS + 4) for at in range(1, 6)} == {False}
    assert [(each.type, str(each.sqref)) for each in entry.data_validations.dataValidation] == [
        ("date", "A5:A504"),
        ("list", "C5:C504"),
        ("decimal", "E5:E504"),
    ]
    assert book.worksheets[0]["A3"].value == Words(lang).say("word", "form-instruction-1", {"rows": ROWS})


def test_accounts_are_those_of_the_projects_categories() -> None:
    assert [account for account, _ in FORM.accounts] == [4000, 4300, 4340, 4500, 4800]
    assert opened(blank(FORM, Words("sv")))[MARK]["D1"].value == "4000 Löner inklusive bikostnader"


def test_no_text_becomes_a_formula() -> None:
    form = CostForm("x", "=1+1", "+x", ((4000, "=A1"),), FORM.first, FORM.last)
    book = opened(blank(form, Words("en")))
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_a_filled_form_knows_how_it_is_read() -> None:
    grid = read_grid("a.xlsx", filled())
    mapping = mapping_of_form(grid, "sonet-botnia", "sonet-botnia")
    assert mapping is not None
    assert (mapping.sheets, mapping.account_with_name, mapping.columns.date) == ("Kostnader", True, "Datum")
    with pytest.raises(GovtoolError, match="form-partner"):
        mapping_of_form(grid, "verso", "verso")


def test_a_form_whose_own_sheet_was_changed_is_refused() -> None:
    for cell in ("A1", "B2", "B5"):
        book = opened(filled())
        book[MARK][cell].value = None
        with pytest.raises(GovtoolError, match="form-broken"):
            mapping_of_form(read_grid("a.xlsx", saved(book)), "sonet-botnia", "sonet-botnia")


def test_comments_stand_in_the_cells_that_are_wrong_and_the_rest_in_the_first_one() -> None:
    problems = [
        error("cell-empty", Place("a.xlsx", sheet="Kostnader", cell="E5"), column="Belopp"),
        error("date-unreadable", Place("a.xlsx", sheet="Kostnader", cell="E5"), text="x", form="d.m.yyyy"),
        error("statement-truncated", Place("a.xlsx", sheet="Kostnader")),
        error("header-missing", Place("a.xlsx"), needed=FIELDS),
    ]
    book = opened(commented(filled(), problems, Words("sv")))
    entry = book.worksheets[1]
    assert entry["E5"].comment.text.splitlines()[2] == "Ett belopp i euro."
    assert "Belopp" in entry["E5"].comment.text
    assert entry["A1"].comment
    assert book.worksheets[0]["A1"].comment
    assert entry.data_validations.dataValidation
    assert entry.protection.sheet


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "costs", *words, "--as-of", "2014-11-15"])


def test_a_form_is_made_filled_corrected_and_imported_without_a_mapping(lasse: Path, tmp_path: Path) -> None:
    (lasse / "budgets/statements/verso.toml").unlink()
    (lasse / "budgets/costs/verso/2014-10.csv").unlink()
    assert run(lasse, "template", "verso").exit_code == 0
    made = (lasse / "out/costs-verso.xlsx").read_bytes()
    path = tmp_path / "lokakuu.xlsx"
    account = opened(made)[MARK]["D2"].value
    row = (DAY, "77", account, "=1+1 kahvia", 12.5)
    path.write_bytes(filled(row, (None, "78", account, "Bussi", "1,234"), content=made))
    refused = run(lasse, "template", "verso", "--filled", str(path))
    assert (refused.exit_code, "[cell-empty]" in refused.stderr) == (1, True), refused.output
    entry = opened((lasse / "out/lokakuu-commented.xlsx").read_bytes()).worksheets[1]
    assert [cell for cell in ("A6", "E6") if entry[cell].comment] == ["A6", "E6"]
    path.write_bytes(filled((DAY, "77", account, "kahvia", 12.5), content=made))
    assert "1 rows" in run(lasse, "template", "verso", "--filled", str(path)).stdout
    assert run(lasse, "preview", str(path), "--partner", "verso").exit_code == 0
    done = run(lasse, "import", str(path), "--partner", "verso")
    assert (done.exit_code, "verso 2014-10: 1 rows, 12.50" in done.stdout) == (0, True), done.output
    assert run(lasse, "import", str(path), "--partner", "pikassos").exit_code == 1
    other = run(lasse, "template", "tampere", "--filled", str(lasse / "budgets/evidence/tampere/2014-01.csv"))
    assert (other.exit_code, "[form-not]" in other.stderr) == (1, True)
