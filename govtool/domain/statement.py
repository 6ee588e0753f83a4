"""How a partner's cost statement is read: the saved mapping, and accounts to categories."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from govtool.domain.notation import Dates, Numbers
from govtool.domain.record import Record, Slug

Encoding = Literal["utf-8", "utf-16", "cp1252", "iso-8859-15", "cp850", "cp437", "mac-roman"]
Separator = Literal[";", "\t", ",", "|"]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


Nature = Literal["overtime", "representation", "financing", "depreciation", "fundraising", "family-leave"]
"""What accounts hold that a rule may refuse: the rule is called `NATURE_costs`, with `_` for a hyphen."""


class AccountRange(Record):
    """Accounts from *first* to *last* (both included) belong to one cost category and may have a nature."""

    first: int
    last: int
    category: Slug
    nature: Nature | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise ValueError("range-backwards")
        return self


def range_of(account: str, ranges: Sequence[AccountRange]) -> AccountRange | None:
    """Give the narrowest range that holds an account, None when none does.

    >>> wide = AccountRange(first=4300, last=4499, category="other-services")
    >>> narrow = AccountRange(first=4390, last=4390, category="partner-invoices")
    >>> [found.category if found else None for found in (range_of(a, (wide, narrow)) for a in ("4390", "4391", "5000"))]
    ['partner-invoices', 'other-services', None]
    """
    if not (account.isascii() and account.isdigit()):
        return None
    number = int(account)
    fitting = [accounts for accounts in ranges if accounts.first <= number <= accounts.last]
    return min(fitting, key=lambda accounts: accounts.last - accounts.first, default=None)


class Columns(Record):
    """The header text above each field, as the partner writes it; either `amount` or `debit` and `credit`.

    Without a `date` column the rows are booked on the last day of the month that the titles or the sheet's
    name state.
    """

    date: Text | None = None
    voucher: Text | None = None
    account: Text
    account_name: Text | None = None
    text: Text
    amount: Text | None = None
    debit: Text | None = None
    credit: Text | None = None
    tax: Text | None = None
    currency: Text | None = None

    @model_validator(mode="after")
    def _one_way_to_say_amounts(self) -> Self:
        if (self.amount is None) == (self.debit is None) or (self.debit is None) != (self.credit is None):
            raise ValueError("amount-or-debit")
        return self


class Keep(Record):
    """Only rows with *value* (or one of several) in the column headed *column* are this project's."""

    column: Text
    value: Text | tuple[Text, ...]

    def keeps(self, text: str) -> bool:
        """Say whether a row with *text* in the column is this project's."""
        return text in ((self.value,) if isinstance(self.value, str) else self.value)


class RowShare(Keep):
    """Rows with *value* in the column headed *column* burden another budget share: the common one, a province's."""

    share: Slug


class Issuer(Record):
    """How a partner is named in the text of a row that books its invoice."""

    text: Text
    partner: Slug


class TotalWords(Record):
    """The words by which rows that are no costs are known, per kind of row."""

    subtotal: tuple[Text, ...] = ("yhteensä", "välisumma", "summa", "delsumma", "totalt", "subtotal", "total")
    total: tuple[Text, ...] = ("kaikki yhteensä", "yhteensä", "summa", "kausi yhteensä", "totalt", "total")
    running: tuple[Text, ...] = ("kertymä", "ackumulerat", "running total")
    carried: tuple[Text, ...] = (
        "siirto edelliseltä kaudelta",
        "siirto edelliseltä sivulta",
        "överföring från föregående period",
        "brought forward",
    )


class StatementMapping(Record):
    """The saved mapping of one partner's export: `budgets/statements/PARTNER.toml`.

    `kind` is csv, xlsx (any workbook: XLSX, XLS or ODS) or sie. `encoding` and `separator` are for text
    files; without them they are found out. `sheets` is for workbooks: the first that is not hidden, all (one
    a month) or one by its name. Each of `titles` must stand above the header row. `totals` stand below or
    above the rows they add up. `hidden_rows` are refused, read as others or left out. A row of an account
    outside every category is refused, or left out when the export holds the whole ledger
    (`other_accounts`). With `account_in_text` an account is the first number of its cell (R4300-SUP012).
    Amounts are net of tax; with `tax_included` the column `tax` is taken off them. With `tax_final` the
    partner cannot deduct the tax: it is added where the rule `vat_mode` says so. A file that
    `ends_with_total` was cut short when it has none. `share` is whose budget the rows burden, but for those that
    a `row_share` says otherwise of, the first that fits.
    `invoice_number` is the form of a partner invoice's number, or several parted by commas: 9 stands for a
    digit, A for a letter, anything else for itself.
    """

    partner: Slug
    share: Slug
    kind: Literal["csv", "xlsx", "sie"]
    encoding: Encoding | None = None
    separator: Separator | None = None
    sheets: Text = "first"
    titles: tuple[Text, ...] = ()
    numbers: Numbers = "comma"
    dates: Dates = "d.m.yyyy"
    totals: Literal["below", "above"] = "below"
    hidden_rows: Literal["refuse", "read", "leave-out"] = "refuse"
    other_accounts: Literal["refuse", "leave-out"] = "refuse"
    account_with_name: bool = False
    account_in_text: bool = False
    tax_included: bool = False
    tax_final: bool = False
    ends_with_total: bool = False
    columns: Columns
    keep: Keep | None = None
    row_share: tuple[RowShare, ...] = ()
    total_words: TotalWords = Field(default_factory=TotalWords)
    issuer: tuple[Issuer, ...] = ()
    invoice_number: Text = "9999-999"

    @model_validator(mode="after")
    def _tax_has_a_column(self) -> Self:
        if (self.tax_included or self.tax_final) and self.columns.tax is None:
            raise ValueError("tax-without-column")
        return self
