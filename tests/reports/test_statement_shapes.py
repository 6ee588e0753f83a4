"""Statements as they come: headings over several rows, merged and hidden cells, totals anywhere, no dates, SIE."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.grid import Grid, Sheet
from govtool.domain.reading import Reading
from govtool.domain.statement import StatementMapping
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError
from govtool.reports.statement_guess import propose
from tests.reports.test_statement import HEAD, cost, found, grid, mapping, total, understood


def marked(base: Grid, **marks: Any) -> Grid:
    return replace(base, sheets=(replace(base.sheets[0], **marks),))


def vouchers(reading: Reading) -> list[str]:
    return [row.voucher for row in reading.rows]


TWO_LINES = (("Pvm", "Tosite", "Tili", None, "Selite", "Kirjattu\nsumma"), (None, "nro", "nro", "ni-\nmi", None, None))


def test_headings_over_two_rows_are_one_text_each() -> None:
    columns = {
        "date": "Pvm",
        "voucher": "Tosite nro",
        "account": "Tili nro",
        "account_name": "Tili nimi",
        "text": "Selite",
        "amount": "kirjattu  summa",
    }
    row = ("2.1.2014", "7", "4420", "Matkat", "Bussi", "1,00")
    statement = grid(TWO_LINES[1], row, *TWO_LINES, row, head=TWO_LINES[0], above=(("Verso",),))
    reading = understood(statement, mapping(columns=columns))
    assert reading.problems == ()
    assert [(each.line, each.account_name, each.cents) for each in reading.rows] == [
        (4, "Matkat", 100),
        (7, "Matkat", 100),
    ]
    assert [left.kind for left in reading.left_out] == ["header", "header"]
    assert [str(place) for place in reading.headers] == ["a.xlsx!S!A3"]


def test_headings_over_two_rows_are_guessed() -> None:
    head = ("Tosite", None, "Tili", None, "Selite", "Summa")
    rows = (("pvm", "nro", "nro", "nimi", None, None), ("2.1.2014", "7", "4420", "x", "y", "1,00"))
    assert propose(grid(*rows, head=head), "verso", "verso").columns.model_dump(exclude_none=True) == {
        "date": "Tosite pvm",
        "voucher": "Tosite nro",
        "account": "Tili nro",
        "account_name": "Tili nimi",
        "text": "Selite",
        "amount": "Summa",
    }


def test_a_merged_cell_stands_for_the_rows_it_covers_but_an_amount_does_not() -> None:
    rows = (cost(), (None, None, "4500", "Kynä", "2,00"), (None, None, "4500", "Vihko", None))
    reading = understood(marked(grid(*rows), spans={(2, 0): 1, (2, 1): 1, (3, 0): 1, (3, 1): 1, (3, 4): 1}), mapping())
    assert [(row.voucher, row.date, row.cents) for row in reading.rows] == [
        ("1", datetime.date(2014, 1, 2), 1000),
        ("1", datetime.date(2014, 1, 2), 200),
    ]
    assert [(each.code, str(each.place)) for each in reading.problems] == [("cell-empty", "a.xlsx!S!E4")]


def test_hidden_rows_are_refused_until_the_mapping_says_what_they_are() -> None:
    statement = marked(grid(cost(), cost("2"), (None,) * 5, cost("4")), hidden_rows=frozenset({2, 3}))
    (problem,) = understood(statement, mapping()).problems
    assert (problem.code, problem.severity, problem.data["lines"]) == ("rows-hidden", "error", (3,))
    read = understood(statement, mapping(hidden_rows="read"))
    assert ([each.severity for each in read.problems], vouchers(read)) == (["warning"], ["1", "2", "4"])
    left = understood(statement, mapping(hidden_rows="leave-out"))
    assert (left.problems, vouchers(left)) == ((), ["1", "4"])
    assert [(each.kind, str(each.place)) for each in left.left_out if each.kind == "hidden"] == [
        ("hidden", "a.xlsx!S!A3")
    ]


def test_a_hidden_column_that_is_read_is_pointed_out() -> None:
    (problem,) = understood(marked(grid(cost()), hidden_columns=frozenset({4, 9})), mapping()).problems
    assert (problem.code, problem.severity, str(problem.place)) == ("column-hidden", "warning", "a.xlsx!S!E1")


def test_hidden_sheets_are_left_out_and_told() -> None:
    sheets = (Sheet("a.xlsx", "pois", (HEAD, cost("9")), hidden=True), *grid(cost()).sheets)
    two = Grid("a.xlsx", "xlsx", "0" * 64, sheets)
    for wanted in ("first", "all"):
        reading = understood(two, mapping(sheets=wanted))
        assert (vouchers(reading), [left.kind for left in reading.left_out]) == (["1"], ["hidden-sheet"])
    assert vouchers(understood(two, mapping(sheets="pois"))) == ["9"]


def test_a_formula_without_a_value_is_refused_with_its_cell_wherever_it_is_read() -> None:
    rows = (cost(), (None, None, None, None, None), (*cost("3"), None))
    statement = marked(grid(*rows, head=(*HEAD, "Huom")), unstored=frozenset({(1, 4), (2, 4), (3, 5)}))
    assert found(statement, mapping()) == [
        ("formula-without-value", "a.xlsx!S!E2"),
        ("formula-without-value", "a.xlsx!S!E3"),
    ]


NESTED = (
    *(cost("1", "10,00"), total("4420 yhteensä", "10,00")),
    *(cost("2", "5,00", account="4500"), total("4500 yhteensä", "5,00")),
    total("Palvelut yhteensä", "15,00"),
    *(cost("3", "1,00", account="4800"), total("4800 yhteensä", "1,00")),
    total("Vuokrat yhteensä", "1,00"),
    total("Kustannuspaikka 310 yhteensä", "16,00"),
    total("Kaikki yhteensä", "16,00"),
)


def test_subtotals_on_nested_levels_each_cover_their_rows() -> None:
    reading = understood(grid(*NESTED), mapping())
    assert reading.problems == ()
    assert [control.covers for control in reading.totals] == [(2,), (4,), (2, 4), (7,), (7,), (2, 4, 7), (2, 4, 7)]


def test_totals_above_their_rows_are_compared_as_those_below() -> None:
    upside_down = tuple(reversed(NESTED))
    above = mapping(totals="above")
    reading = understood(grid(*upside_down), above)
    assert (reading.problems, vouchers(reading)) == ((), ["3", "2", "1"])
    assert propose(grid(*upside_down), "verso", "verso").totals == "above"
    wrong = (total("Yhteensä", "11,00"), cost("1", "10,00"))
    assert found(grid(*wrong), above) == [("control-total", "a.xlsx!S!E2")]


def no_dates(**settings: Any) -> StatementMapping:
    return mapping(columns={"account": "Tili", "text": "Selite", "amount": "Summa"}, **settings)


def test_rows_without_dates_are_of_the_month_that_a_title_or_the_sheet_says() -> None:
    head = ("Tili", "Selite", "Summa")
    titled = understood(grid(("4420", "Bussi", "1,00"), head=head, above=(("Kausi 02/2014",),)), no_dates())
    assert [(row.date, row.voucher) for row in titled.rows] == [(datetime.date(2014, 2, 28), "")]
    sheets = tuple(Sheet("a.xlsx", name, (head, ("4420", "Bussi", "1,00"))) for name in ("1/2014", "2014-02"))
    both = understood(Grid("a.xlsx", "xlsx", "0" * 64, sheets), no_dates(sheets="all"))
    assert [row.month for row in both.rows] == ["2014-01", "2014-02"]


@pytest.mark.parametrize("above", [(), (("1.1.2014–31.3.2014",),)])
def test_rows_without_dates_and_one_month_are_refused(above: tuple[tuple[str, ...], ...]) -> None:
    head = ("Tili", "Selite", "Summa")
    assert found(grid(("4420", "Bussi", "1,00"), head=head, above=above), no_dates())[0][0] == "statement-undated"


def test_a_sheet_named_for_a_month_holds_only_that_month() -> None:
    statement = Grid("a.xlsx", "xlsx", "0" * 64, (Sheet("a.xlsx", "2/2014", (HEAD, cost())),))
    assert found(statement, mapping()) == [("statement-month", "a.xlsx!2/2014")]


def test_rows_of_accounts_outside_the_project_are_left_out_only_when_the_mapping_says_so() -> None:
    statement = grid(cost(), cost("2", "-10,00", account="1930"), total("Yhteensä", "0,00"))
    assert found(statement, mapping()) == [("account-unknown", "a.xlsx!S!C3")]
    reading = understood(statement, mapping(other_accounts="leave-out"))
    assert (reading.problems, vouchers(reading)) == ((), ["1"])
    assert [(left.kind, left.cents) for left in reading.left_out] == [("other-account", -1000), ("total", 0)]


def test_an_account_within_a_text_is_its_first_number() -> None:
    reading = understood(grid(cost(account="R4420-SUP012")), mapping(account_in_text=True))
    assert [(row.account, row.category) for row in reading.rows] == [("R4420-SUP012", "other-services")]


def test_amounts_in_another_currency_are_refused() -> None:
    columns = {**mapping().columns.model_dump(exclude_none=True), "currency": "Valuutta"}
    rows = ((*cost(), "EUR"), (*cost("2"), None), (*cost("3"), "SEK"))
    assert found(grid(*rows, head=(*HEAD, "Valuutta")), mapping(columns=columns)) == [("currency-other", "a.xlsx!S!F4")]


def test_several_orders_may_be_kept() -> None:
    kept = mapping(keep={"column": "Tilaus", "value": ("28884", "28885")})
    rows = ((*cost(), 28884.0), (*cost("2"), "28885"), (*cost("3"), "28999"))
    assert vouchers(understood(grid(*rows, head=(*HEAD, "Tilaus")), kept)) == ["1", "2"]


def test_two_columns_that_both_look_like_the_amount_are_not_guessed() -> None:
    with pytest.raises(GovtoolError) as raised:
        propose(grid((*cost(), "12,40"), head=("Pvm", "Tosite", "Tili", "Selite", "Netto", "Brutto")), "verso", "verso")
    (problem,) = raised.value.problems
    assert (problem.code, problem.data["headings"]) == ("amounts-several", ("Netto", "Brutto"))


SIE = """#SIETYP 4
#KONTO 4010 "Löner"
#KONTO 1930 "Bank"
#VER A 1 20140131 "Lön januari"
{
#TRANS 4010 {1 310 6 7741} 1000.00
#TRANS 1930 {} -1000.00
}
#VER A 2 20140131 "Annat projekt"
{
#TRANS 4010 {6 7742} 5.00
#TRANS 1930 {} -5.00
}
"""


def test_one_project_of_a_sie_file_is_kept_and_all_else_told() -> None:
    statement = read_grid("a.se", SIE.encode("cp437"))
    guessed = propose(statement, "sonet", "sonet")
    reading = understood(statement, guessed.replace(keep={"column": "Projekt", "value": "7741"}))
    assert reading.problems == ()
    assert [(row.voucher, row.account_name, row.text, row.category, row.cents, row.line) for row in reading.rows] == [
        ("A 1", "Löner", "Lön januari", "salaries", 100000, 6)
    ]
    assert [left.kind for left in reading.left_out] == ["other-project"] * 3
    every = understood(statement, guessed)
    assert [left.kind for left in every.left_out] == ["other-account"] * 2
    assert sum(row.cents for row in every.rows) == 100500


@pytest.mark.parametrize(("stated", "told"), [("1005.00", []), ("1105.00", [("control-total", "100.00", "7–12")])])
def test_a_result_that_a_sie_file_states_is_compared_and_only_warned_of(
    stated: str, told: list[tuple[str, str, str]]
) -> None:
    statement = read_grid("a.se", SIE.replace("#VER A 1", f"#RES 0 4010 {stated}\n#VER A 1").encode("cp437"))
    reading = understood(statement, propose(statement, "sonet", "sonet"))
    found = [(each.code, str(each.data["difference"]), each.data["rows"]) for each in reading.problems]
    assert found == told
    assert reading.usable
    assert [(total.stated, total.computed) for total in reading.totals] == [(int(stated.replace(".", "")), 100500)]


amounts = st.integers(-(10**6), 10**6)


@given(st.lists(st.lists(st.lists(amounts, min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=3))
def test_nested_totals_of_any_amounts_agree_below_and_above(groups: list[list[list[int]]]) -> None:
    def euros(cents: int) -> str:
        return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"

    rows: list[tuple[Any, ...]] = []
    for group in groups:
        for account in group:
            rows += (cost(amount=euros(cents)) for cents in account)
            rows.append(total("Välisumma", euros(sum(account))))
        rows.append(total("Ryhmä yhteensä", euros(sum(map(sum, group)))))
    rows.append(total("Kaikki yhteensä", euros(sum(sum(map(sum, group)) for group in groups))))
    assert found(grid(*rows), mapping()) == []
    assert found(grid(*reversed(rows)), mapping(totals="above")) == []
