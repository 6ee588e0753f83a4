"""A guessed mapping reads LasSe's statements as the saved one does, and gives up where headings are unknown."""

from pathlib import Path

import pytest

from govtool.domain.grid import Grid, Sheet
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError
from govtool.reports.statement_guess import propose

EVIDENCE = Path(__file__).parents[2] / "budgets/evidence"


def guess(*rows: tuple[object, ...]) -> dict[str, object]:
    grid = Grid("a.csv", "csv", "0" * 64, (Sheet("a.csv", "", rows, tuple(range(1, len(rows) + 1))),), "utf-8", ";")
    return propose(grid, "verso", "verso").model_dump(exclude_none=True)


@pytest.mark.parametrize(
    ("file", "columns", "settings"),
    [
        ("pikassos/2014-04.xlsx", "Pvm Tosite Tili Tilin_nimi Selite Debet Kredit", {"sheets": "first"}),
        (
            "sonet-botnia/2014-04.csv",
            "Datum Verifikat Konto Benämning Text Belopp",
            {"encoding": "cp1252", "separator": ";"},
        ),
        ("verso/2014.xlsx", "Pvm Tosite_nro Tili Kuvaus Summa_€", {"sheets": "all", "account_with_name": True}),
        (
            "tampere/2014-04.csv",
            "Kirj.pvm Tositenro Pääkirjatili Teksti Määrä_yritysvaluutassa",
            {"encoding": "utf-8", "separator": "\t", "ends_with_total": False},
        ),
    ],
)
def test_the_four_formats_are_guessed(file: str, columns: str, settings: dict[str, object]) -> None:
    guessed = propose(read_grid(file, (EVIDENCE / file).read_bytes()), "x", "y").model_dump(exclude_none=True)
    assert list(guessed["columns"].values()) == [heading.replace("_", " ") for heading in columns.split()]
    assert {name: guessed[name] for name in settings} == settings
    assert (guessed["numbers"], guessed["dates"], guessed["partner"], guessed["share"]) == (
        "comma",
        "d.m.yyyy",
        "x",
        "y",
    )


def test_notation_of_amounts_and_dates_is_that_of_most_cells() -> None:
    head = ("Date", "Voucher", "Account", "Description", "Amount")
    guessed = guess(
        ("Title",), head, *(("2014-01-02", "1", "4420", "x", amount) for amount in ("1.50", "1,234.00", "5"))
    )
    assert (guessed["numbers"], guessed["dates"], guessed["titles"]) == ("point", "yyyy-mm-dd", ("Title",))


def test_a_heading_all_but_spelt_as_known_is_found_and_one_that_only_looks_alike_is_not() -> None:
    assert guess(("Päivämäära", "Tosite", "Tili", "Selite", "Summa"))["columns"]["date"] == "Päivämäära"
    with pytest.raises(GovtoolError) as raised:
        guess(("Pvm", "Tosite", "Tili", "Selite", "Summa ilman ALV"))
    (problem,) = raised.value.problems
    assert (problem.code, problem.data["fields"]) == ("columns-unclear", ("amount",))


def test_one_of_debit_and_credit_is_no_amount() -> None:
    assert "debit" not in guess(("Pvm", "Tosite", "Tili", "Selite", "Debet", "Summa"))["columns"]
    with pytest.raises(GovtoolError, match="columns-unclear"):
        guess(("Pvm", "Tosite", "Tili", "Selite", "Debet"))


@pytest.mark.parametrize("rows", [(), (("a", "b"), ("1", "2"))])
def test_a_file_without_any_known_heading_is_not_guessed(rows: tuple[tuple[object, ...], ...]) -> None:
    with pytest.raises(GovtoolError, match="columns-unclear"):
        guess(*rows)
