"""A mapping says one thing in one way; the narrowest range of accounts wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from pydantic import ValidationError

from govtool.domain.grid import column_letters
from govtool.domain.statement import AccountRange, Columns, StatementMapping, range_of

WIDE = AccountRange(first=4300, last=4499, category="other-services")
MIDDLE = AccountRange(first=4340, last=4359, category="office-services")
NARROW = AccountRange(first=4390, last=4390, category="partner-invoices")


@given(st.integers(0, 9999), st.permutations([WIDE, MIDDLE, NARROW]))
def test_the_narrowest_range_wins_in_any_order(account: int, ranges: list[AccountRange]) -> None:
    expected = (
        "partner-invoices"
        if account == 4390
        else "office-services"
        if 4340 <= account <= 4359
        else "other-services"
        if 4300 <= account <= 4499
        else None
    )
    found = range_of(str(account), ranges)
    assert (found.category if found else None) == expected


@pytest.mark.parametrize("account", ["", "44a0", "4420.0", "-4420", "٤٤٢٠"])
def test_what_is_no_account_number_has_no_category(account: str) -> None:
    assert range_of(account, [WIDE]) is None


HEADINGS = {"date": "Pvm", "voucher": "Tosite", "account": "Tili", "text": "Selite"}


@pytest.mark.parametrize(
    "amounts",
    [{}, {"debit": "Debet"}, {"credit": "Kredit"}, {"amount": "Summa", "debit": "Debet", "credit": "Kredit"}],
)
def test_amounts_stand_in_one_column_or_in_debit_and_credit(amounts: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="amount-or-debit"):
        Columns(**HEADINGS, **amounts)


def test_included_tax_needs_its_column() -> None:
    columns = Columns(**HEADINGS, amount="Summa")
    with pytest.raises(ValidationError, match="tax-without-column"):
        StatementMapping(partner="a", share="a", kind="csv", tax_included=True, columns=columns)


def test_a_range_goes_upwards() -> None:
    with pytest.raises(ValidationError, match="range-backwards"):
        AccountRange(first=2, last=1, category="a")


@given(st.integers(0, 18_277))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert column_letters(column) == get_column_letter(column + 1)
