"""Statements understood: LasSe's totals to the cent, every fault named with its cell, and no row lost."""

import csv
import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from govtool.domain.cost import cube_of, sums
from govtool.domain.grid import Grid, Sheet
from govtool.domain.reading import Reading
from govtool.domain.statement import AccountRange, StatementMapping
from govtool.files.lines import load_toml
from govtool.files.statement_file import read_grid
from govtool.reports.statement import read_statement
from tests.lasse import project, rulebook

ROOT = Path(__file__).parents[2]
DAYS = (datetime.date(2013, 8, 1), datetime.date(2015, 10, 31))
TODAY = datetime.date(2014, 11, 15)
RULES = rulebook(project())
ACCOUNTS = tuple(
    AccountRange(first=first, last=last, category=category)
    for first, last, category in (
        (4000, 4199, "salaries"),
        (4300, 4499, "other-services"),
        (4340, 4359, "office-services"),
        (4390, 4390, "partner-invoices"),
        (4500, 4599, "materials"),
        (4800, 4899, "rents"),
    )
)


def understood(grid: Grid, mapping: StatementMapping) -> Reading:
    return read_statement(grid, mapping, accounts=ACCOUNTS, days=DAYS, rules=RULES, accepted=TODAY)


def saved(partner: str) -> StatementMapping:
    data = load_toml("m.toml", (ROOT / f"budgets/statements/{partner}.toml").read_text("utf-8"))
    data.pop("format")
    return StatementMapping(**data)


def lasse(partner: str) -> list[Reading]:
    files = sorted((ROOT / "budgets/evidence" / partner).iterdir())
    mapping = saved(partner)
    return [understood(read_grid(file.name, file.read_bytes(), mapping), mapping) for file in files]


LASSE = {partner: lasse(partner) for partner in ("pikassos", "sonet-botnia", "verso", "tampere")}


def test_imported_sums_and_row_counts_are_those_of_the_totals_to_the_cent_every_line() -> None:
    with (ROOT / "tests/data/totals.csv").open(newline="") as file:
        stated = {
            (line["partner"], line["month"], line["category"]): (int(line["cents"]), int(line["rows"]))
            for line in csv.DictReader(file)
        }
    rows = [row for readings in LASSE.values() for reading in readings for row in reading.rows]
    assert len(stated) == 245
    assert sums(cube_of(rows), "bookkeeper", "month", "category") == stated


def test_lasse_has_no_problem_and_every_control_total_agrees() -> None:
    readings = [reading for found in LASSE.values() for reading in found]
    assert [reading.problems for reading in readings if reading.problems] == []
    totals = [total for reading in readings for total in reading.totals]
    assert len(totals) == 352
    assert all(total.stated == total.computed for total in totals)


def test_what_is_left_out_is_told_by_kind() -> None:
    kinds = {
        partner: Counter(left.kind for reading in readings for left in reading.left_out)
        for partner, readings in LASSE.items()
    }
    assert kinds == {
        "pikassos": {"subtotal": 139, "blank": 15, "total": 15},
        "sonet-botnia": {"total": 11},
        "verso": {"carried": 11, "blank": 11, "total": 11, "running": 11},
        "tampere": {"other-project": 66},
    }


def test_partner_invoices_are_kept_apart_from_own_costs_and_know_issuer_and_number() -> None:
    rows = [row for reading in LASSE["tampere"] for row in reading.rows]
    invoices = [row for row in rows if row.status == "partner-invoice"]
    assert Counter(row.share for row in invoices) == {"pikassos": 19, "verso": 15, "sonet-botnia": 3}
    credit = next(row for row in invoices if row.cents < 0)
    assert (credit.invoice, credit.cents, credit.date) == ("verso/2014-009", -234932, datetime.date(2014, 7, 20))
    assert {row.share for row in rows if row.status == "eligible"} == {"common"}
    assert {row.invoice for row in rows if row.status == "eligible"} == {""}


def test_a_row_knows_its_evidence() -> None:
    row = LASSE["verso"][1].rows[0]
    assert (row.file, row.sheet, row.line, row.account, row.account_name) == (
        "2014.xlsx",
        "Tammi",
        6,
        "4580",
        "Kalusto",
    )
    assert row.sha256 == "d4b1eca127938770863b4b88b34486931f04849614d679308c244746cda69a25"


HEAD = ("Pvm", "Tosite", "Tili", "Selite", "Summa")


def mapping(**settings: Any) -> StatementMapping:
    columns = {"date": "Pvm", "voucher": "Tosite", "account": "Tili", "text": "Selite", "amount": "Summa"}
    return StatementMapping(**{"partner": "verso", "share": "verso", "kind": "xlsx", "columns": columns, **settings})


def grid(*rows: tuple[Any, ...], head: tuple[Any, ...] = HEAD, above: tuple[tuple[Any, ...], ...] = ()) -> Grid:
    return Grid("a.xlsx", "xlsx", "0" * 64, (Sheet("a.xlsx", "S", (*above, head, *rows)),))


def cost(voucher: str = "1", amount: Any = "10,00", **cells: Any) -> tuple[Any, ...]:
    row = {"date": "2.1.2014", "voucher": voucher, "account": "4420", "text": "Bussi", "amount": amount, **cells}
    return tuple(row.values())


def found(grid: Grid, mapping: StatementMapping) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in understood(grid, mapping).problems]


def total(label: str, amount: Any, column: int = 3) -> tuple[Any, ...]:
    cells: list[Any] = [None] * 5
    cells[column], cells[4] = label, amount
    return tuple(cells)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (cost(amount="1,234"), "column-ambiguous", "E2"),
        (cost(amount="1,2345"), "number-decimals", "E2"),
        (cost(amount="kymppi"), "number-unreadable", "E2"),
        (cost(amount=None), "cell-empty", "E2"),
        (cost(date="31.2.2014"), "date-unreadable", "A2"),
        (cost(date=None), "cell-empty", "A2"),
        (cost(date=datetime.date(2013, 7, 31)), "cost-date", "A2"),
        (cost(date=datetime.date(2015, 11, 1)), "cost-date", "A2"),
        (cost(account="5000"), "account-unknown", "C2"),
        (cost(account=4420.5), "account-unknown", "C2"),
        (cost(account=None), "cell-empty", "C2"),
        (cost(voucher=None), "cell-empty", "B2"),
        (cost(account=4390.0, text="Pikassos Oy lasku 2014-001"), "partner-invoice-unknown", "D2"),
        ((None, None, None, "Välisummaa", "5,00"), "row-unrecognised", "A2"),
        (total("Yhteensä", None), "cell-empty", "E2"),
        (total("Yhteensä", "0,01"), "control-total", "E2"),
    ],
)
def test_a_fault_is_named_with_its_cell(row: tuple[Any, ...], code: str, cell: str) -> None:
    assert found(grid(row), mapping()) == [(code, f"a.xlsx!S!{cell}")]


def test_all_problems_of_a_file_are_named_at_once_and_nothing_of_it_is_usable() -> None:
    reading = understood(grid(cost(amount="x", date="x", account="9"), cost(), total("Yhteensä", "5,00")), mapping())
    assert [problem.code for problem in reading.problems] == [
        "number-unreadable",
        "date-unreadable",
        "account-unknown",
        "control-total",
    ]
    assert not reading.usable


@pytest.mark.parametrize(
    ("head", "code", "near"),
    [
        (("Pvm", "Tosite", "Tili", "Selite", "Sunma"), "column-missing", ("Sunma",)),
        (("Pvm", "Tosite", "Tili", "Selite", "Netto"), "column-missing", ("Pvm", "Tosite", "Tili", "Selite", "Netto")),
        (("Pvm", "Tosite", "Tili", "Selite", "Summa", "  SUMMA:"), "column-twice", None),
        (("a", "b"), "header-missing", None),
    ],
)
def test_headings_that_do_not_fit_are_named(head: tuple[str, ...], code: str, near: tuple[str, ...] | None) -> None:
    (problem,) = understood(grid(cost(), head=head), mapping()).problems
    assert (problem.code, problem.data.get("near")) == (code, near)


def test_headings_are_compared_without_case_width_or_spaces() -> None:
    assert found(grid(cost(), head=(" pvm", "TOSITE:", "Ｔili", "selite\u00a0", "Summa")), mapping()) == []


def test_the_header_may_stand_below_titles_and_again_on_the_next_page() -> None:
    reading = understood(grid(cost(), HEAD, cost("2"), above=(("Verso",), (), ("Kausi 01/2014",))), mapping())
    assert [row.line for row in reading.rows] == [5, 7]
    assert [left.kind for left in reading.left_out] == ["header"]
    assert [str(place) for place in reading.headers] == ["a.xlsx!S!A4"]


@pytest.mark.parametrize(
    "title",
    ["Kausi 02/2014", "2014-02", "Hanke, helmikuu 2014", "februari 2014", "February 2014", "1.2.2014 - 31.3.2014"],
)
def test_a_statement_of_another_month_is_refused(title: str) -> None:
    assert found(grid(cost(), above=((title,),)), mapping()) == [("statement-month", "a.xlsx!S")]


@pytest.mark.parametrize(
    "title",
    ["Kausi 1/2014", "tammikuussa 2014", "1.1.2014–28.2.2014", "Tulostettu 9.2.2014", "Lasku 2013-001", "99/2014"],
)
def test_a_title_that_fits_or_states_no_month_is_no_problem(title: str) -> None:
    assert found(grid(cost(), above=((title,),)), mapping()) == []


def test_a_month_in_the_name_of_the_project_is_no_period() -> None:
    named = mapping(titles=("Hanke 4/2012 LasSe",))
    assert found(grid(cost(), above=(("Hanke 4/2012 LasSe",), ("Kausi 1/2014",))), named) == []
    assert found(grid(cost(), above=(("Hanke 4/2012 LasSe, kausi 2/2014",),)), named) == [
        ("statement-month", "a.xlsx!S")
    ]


def test_a_statement_of_another_partner_is_refused() -> None:
    titled = mapping(titles=("VERSO", "LasSe"))
    assert found(grid(cost(), above=(("verso-liikelaitos", "Hanke LASSE"),)), titled) == []
    assert found(grid(cost(), above=(("Pikassos Oy", "LasSe"),)), titled) == [("statement-partner", "a.xlsx!S")]
    assert found(grid(cost()), titled) == [("statement-partner", "a.xlsx!S")] * 2


def test_a_file_cut_before_its_total_is_refused() -> None:
    whole = mapping(ends_with_total=True)
    assert found(grid(cost(), total("Yhteensä", "10,00")), whole) == []
    assert found(grid(cost(), total("4420 yhteensä", "10,00")), whole) == [("statement-truncated", "a.xlsx!S!A3")]


def test_other_projects_rows_are_left_out_but_counted_in_the_totals() -> None:
    kept = mapping(keep={"column": "Tilaus", "value": "28884"})
    rows = ((*cost(), 28884.0), (*cost("2", "7,00", date="x", account="1"), "28999"), (*total("Summa", "17,00"), None))
    reading = understood(grid(*rows, head=(*HEAD, "Tilaus")), kept)
    assert [(row.voucher, row.cents) for row in reading.rows] == [("1", 1000)]
    assert [(left.kind, left.cents) for left in reading.left_out] == [("other-project", 700), ("total", 1700)]
    assert reading.problems == ()
    unreadable = grid((*cost(), "28884"), (*cost("2", "x"), "28999"), head=(*HEAD, "Tilaus"))
    assert found(unreadable, kept) == [("number-unreadable", "a.xlsx!S!E3")]
    only_others = grid((*cost(), "28999"), head=(*HEAD, "Tilaus"))
    assert found(only_others, kept) == [("statement-other", "a.xlsx!S!A2")]


def test_a_cost_whose_text_is_a_word_of_totals_is_a_cost() -> None:
    texts = ["Summa", "=SUMMA tarvikkeet", "Kaikki yhteensä", "Kertymä", "Yhteensä 3 kpl"]
    reading = understood(grid(*(cost(str(n), text=text) for n, text in enumerate(texts))), mapping())
    assert ([row.text for row in reading.rows], reading.left_out, reading.problems) == (texts, (), ())


@pytest.mark.parametrize("label", ["4420 yhteensä", "Yhteensä 4420", "Summa 4420"])
def test_a_subtotal_covers_its_account_since_the_last_one(label: str) -> None:
    rows = (cost(), cost("2", "5,00", account="4500"), total(label, "10,00"), cost("3", "1,00"), total(label, "1,00"))
    reading = understood(grid(*rows), mapping())
    assert [(control.stated, control.covers) for control in reading.totals] == [(1000, (2,)), (100, (5,))]
    assert reading.problems == ()


@pytest.mark.parametrize("label", ["Matkat yhteensä", "Välisumma", "Delsumma:", "Subtotal"])
def test_a_subtotal_that_names_no_account_covers_the_rows_since_the_last_one(label: str) -> None:
    rows = (cost(), cost("2", "5,00", account="4500"), total(label, "15,00"), cost("3", "1,00"), total(label, "1,00"))
    reading = understood(grid(*rows), mapping())
    assert [(control.kind, control.covers) for control in reading.totals] == [("subtotal", (2, 3)), ("subtotal", (5,))]
    assert reading.problems == ()


def test_totals_of_blocks_and_of_the_whole_both_agree() -> None:
    rows = (
        cost(),
        total("Yhteensä", "10,00"),
        cost("2", "5,00"),
        total("Yhteensä", "5,00"),
        total("Kaikki yhteensä", "15,00"),
    )
    assert found(grid(*rows), mapping()) == []


def test_a_wrong_total_tells_by_how_much_and_which_rows() -> None:
    (problem,) = understood(grid(cost(), cost("2"), total("Summa", "25,00")), mapping()).problems
    assert {name: str(value) for name, value in problem.data.items()} == {
        "text": "Summa",
        "stated": "25.00",
        "computed": "20.00",
        "difference": "5.00",
        "rows": "2–3",
    }


def sheets(*found: tuple[tuple[Any, ...], ...]) -> Grid:
    return Grid(
        "a.xlsx", "xlsx", "0" * 64, tuple(Sheet("a.xlsx", f"S{n}", (HEAD, *rows)) for n, rows in enumerate(found, 1))
    )


def month(carried: str, amount: str, running: str) -> tuple[tuple[Any, ...], ...]:
    return total("Siirto edelliseltä kaudelta", carried), cost(amount=amount), total("Kertymä", running)


def test_running_totals_go_from_sheet_to_sheet_and_may_begin_anew() -> None:
    every = mapping(sheets="all")
    assert found(sheets(month("0,00", "10,00", "10,00"), month("10,00", "5,00", "15,00")), every) == []
    assert found(sheets(month("7,00", "10,00", "17,00"), month("0,00", "5,00", "5,00")), every) == []
    assert found(sheets(month("0,00", "10,00", "10,00"), month("9,00", "5,00", "14,00")), every) == [
        ("control-total", "a.xlsx!S2!E2")
    ]
    assert found(sheets(month("0,00", "10,00", "11,00")), every) == [("control-total", "a.xlsx!S1!E4")]


def test_sheets_that_are_not_read_are_told() -> None:
    two = sheets((cost(),), (cost("2"),))
    two = Grid(two.file, two.kind, two.sha256, (*two.sheets, Sheet("a.xlsx", "tyhjä", ((None,),))))
    assert [(left.kind, left.text) for left in understood(two, mapping()).left_out] == [("sheet", "S2")]
    assert [row.voucher for row in understood(two, mapping(sheets="S2")).rows] == ["2"]
    assert found(two, mapping(sheets="S3")) == [("sheet-missing", "a.xlsx")]


def test_debit_and_credit_are_compared_each_and_netted() -> None:
    columns = {"date": "Pvm", "voucher": "Tosite", "account": "Tili", "text": "Selite", "debit": "D", "credit": "K"}
    head = ("Pvm", "Tosite", "Tili", "Selite", "D", "K")
    rows = ((*cost(), None), (*cost("2", None), 4.0), (None, None, None, "Yhteensä", "10,00", "3,00"))
    reading = understood(grid(*rows, head=head), mapping(columns=columns))
    assert [row.cents for row in reading.rows] == [1000, -400]
    assert [(problem.code, str(problem.place)) for problem in reading.problems] == [("control-total", "a.xlsx!S!F4")]


def test_included_tax_is_taken_off() -> None:
    columns = {**mapping().columns.model_dump(exclude_none=True), "tax": "ALV"}
    gross = mapping(columns=columns, tax_included=True)
    reading = understood(grid((*cost(amount="124,00"), "24,00"), head=(*HEAD, "ALV")), gross)
    assert [row.cents for row in reading.rows] == [10000]
    assert found(grid((*cost(amount="124,00"), "x"), head=(*HEAD, "ALV")), gross) == [
        ("number-unreadable", "a.xlsx!S!F2")
    ]


def test_ambiguous_amounts_are_refused_once_a_column() -> None:
    rows = (cost(amount="1,234"), cost(amount="2,345", voucher="2"), cost(amount="5,00", voucher="3"))
    (problem,) = understood(grid(*rows), mapping()).problems
    assert (problem.code, str(problem.place)) == ("column-ambiguous", "a.xlsx!S!E2")
    assert (problem.data["column"], problem.data["text"], problem.data["rows"]) == ("Summa", "1,234", 2)


def test_rows_of_another_share_are_told_by_a_column_and_the_rest_burden_the_partners_own() -> None:
    head = (*HEAD, "Kp", "Maakunta")
    rows = ((*cost(), "OMA", None), (*cost(voucher="2"), "YHT", "Kanta-Häme"), (*cost(voucher="3"), "YHT", "Pohjanmaa"))
    shares = (
        {"column": "Maakunta", "value": ("Pohjanmaa", "Österbotten"), "share": "ostrobothnia"},
        {"column": "Kp", "value": "YHT", "share": "common"},
    )
    reading = understood(grid(*rows, head=head), mapping(row_share=shares))
    assert reading.problems == ()
    assert [row.share for row in reading.rows] == ["verso", "common", "ostrobothnia"]
    (missing,) = understood(grid(cost()), mapping(row_share=shares[1:])).problems
    assert (missing.code, missing.data["column"]) == ("column-missing", "Kp")
