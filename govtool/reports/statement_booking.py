"""A row with a booking: its amounts, and the cost it is when every cell can be read."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from govtool.domain.cost import PARTNER_INVOICES, CostRow
from govtool.domain.notation import NOWHERE, cents_of, day_of
from govtool.domain.statement import AccountRange, StatementMapping, range_of
from govtool.problems import Problem, error
from govtool.reports.control_total import Amounts
from govtool.reports.eligibility import judgement
from govtool.reports.partner_invoice import invoice_of
from govtool.reports.statement_header import text_of
from govtool.reports.statement_row import StatementRow
from govtool.rules.rulebook import Rulebook

_DIGITS = re.compile(r"[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """By what rows are understood: the mapping, accounts to categories, the project's days, rules; whence they come."""

    mapping: StatementMapping
    accounts: Sequence[AccountRange]
    days: tuple[datetime.date, datetime.date]
    rules: Rulebook
    accepted: datetime.date
    file: str
    sha256: str
    _ranges: dict[str, AccountRange | None] = field(default_factory=dict)

    def range_of(self, account: str) -> AccountRange | None:
        """Give the accounts that one belongs to; its number may stand in a text (R4300-SUP012 is 4300)."""
        if account not in self._ranges:
            found = _DIGITS.search(account) if self.mapping.account_in_text else None
            self._ranges[account] = range_of(found[0] if found else account, self.accounts)
        return self._ranges[account]


def amount_fields(mapping: StatementMapping) -> tuple[str, ...]:
    """Give the fields that amounts stand in."""
    return ("amount",) if mapping.columns.amount else ("debit", "credit")


def net(amounts: Amounts) -> int:
    """Give the cents that a row's amounts come to."""
    return amounts["amount"] if "amount" in amounts else amounts["debit"] - amounts["credit"]


def read_amounts(row: StatementRow, mapping: StatementMapping) -> tuple[Amounts | None, list[Problem]]:
    """Read the amount columns of a row; None when one is a problem or all are empty, which is one too."""
    fields = amount_fields(mapping)
    filled = {name: value for name in fields if (value := row.value(name)) is not None}
    if not filled:
        return None, [_empty(row, fields[0])]
    amounts, wrong = dict.fromkeys(fields, 0), []
    for name, value in filled.items():
        cents = cents_of(value, mapping.numbers, NOWHERE)
        if isinstance(cents, Problem):
            wrong.append(_of_column(cents, row, name))
        else:
            amounts[name] = cents
    return (None if wrong else amounts), wrong


def _of_column(problem: Problem, row: StatementRow, name: str) -> Problem:
    """Say where an amount stands that cannot be read; an ambiguous one is a matter of its column."""
    if problem.code == "number-ambiguous":
        return error("column-ambiguous", row.place(name), column=row.heading(name), **problem.data)
    return replace(problem, place=row.place(name))


def is_other_project(row: StatementRow, mapping: StatementMapping) -> bool:
    """Say whether the mapping keeps only rows unlike this one."""
    return mapping.keep is not None and not mapping.keep.keeps(text_of(row.value("keep")))


def is_other_account(account: str, terms: Terms) -> bool:
    """Say whether an account belongs to no category and the mapping leaves such rows out."""
    return terms.mapping.other_accounts == "leave-out" and bool(account) and terms.range_of(account) is None


def account_of(row: StatementRow, mapping: StatementMapping) -> tuple[str, str]:
    """Give number and name of the account, from two cells or from one."""
    account, name = text_of(row.value("account")), text_of(row.value("account_name"))
    if mapping.account_with_name:
        account, _, name = account.partition(" ")
    return account, name.strip()


def read_cost(
    row: StatementRow, amounts: Amounts | None, account: tuple[str, str], terms: Terms, booked: datetime.date | None
) -> tuple[CostRow | None, list[Problem]]:
    """Make the cost that a row books, or name every cell that cannot be read; account and *amounts* are read before.

    *booked* is the day of rows in a statement that has no column of dates.
    """
    mapping, text, (account_number, name) = terms.mapping, text_of(row.value("text")), account
    voucher = text_of(row.value("voucher"))
    day, accounts, tax = _day(row, terms, booked), _accounts(row, account_number, terms), _tax(row, mapping)
    problems = [found for found in (day, accounts, tax) if isinstance(found, Problem)]
    currency = text_of(row.value("currency"))
    if currency and currency.upper() not in ("EUR", "€"):
        problems.append(error("currency-other", row.place("currency"), currency=currency))
    if not voucher and mapping.columns.voucher:
        problems.append(_empty(row, "voucher"))
    books_invoice = isinstance(accounts, AccountRange) and accounts.category == PARTNER_INVOICES
    issuer, number = invoice_of(text, mapping) if books_invoice else ("", "")
    if books_invoice and not (issuer and number):
        problems.append(error("partner-invoice-unknown", row.place("text"), text=text))
    if (
        problems
        or amounts is None
        or isinstance(day, Problem)
        or isinstance(accounts, Problem)
        or isinstance(tax, Problem)
    ):
        return None, problems
    status, reason = judgement(accounts.nature, day, terms.days, terms.rules)
    cost = CostRow(
        bookkeeper=mapping.partner,
        month=day.isoformat()[:7],
        date=day,
        voucher=voucher,
        account=account_number,
        account_name=name,
        text=text,
        category=accounts.category,
        share=issuer or _share(row, mapping),
        cents=net(amounts) + _tax_added(tax, day, terms),
        status="partner-invoice" if issuer else status,
        reason="" if issuer else reason,
        invoice=f"{issuer}/{number}" if issuer else "",
        accepted=terms.accepted,
        file=terms.file,
        sha256=terms.sha256,
        sheet=row.sheet.name,
        line=row.line,
    )
    return cost, []


def _share(row: StatementRow, mapping: StatementMapping) -> str:
    """Give the budget share that a row burdens."""
    of_row = (each.share for i, each in enumerate(mapping.row_share) if each.keeps(text_of(row.value(f"share-{i}"))))
    return next(of_row, mapping.share)


def _day(row: StatementRow, terms: Terms, booked: datetime.date | None) -> datetime.date | Problem:
    day = booked
    if terms.mapping.columns.date is not None:
        value = row.value("date")
        if value is None:
            return _empty(row, "date")
        read = day_of(value, terms.mapping.dates, NOWHERE)
        if isinstance(read, Problem):
            return replace(read, place=row.place("date"))
        day = read
    assert day is not None
    first, last = terms.days
    if first <= day <= last:
        return day
    if terms.rules.word("costs_outside_period", terms.accepted) == "ineligible":
        return day
    return error("cost-date", row.place("date"), day=day, first=first, last=last)


def _accounts(row: StatementRow, account: str, terms: Terms) -> AccountRange | Problem:
    if not account:
        return _empty(row, "account")
    return terms.range_of(account) or error("account-unknown", row.place("account"), account=account)


def _tax(row: StatementRow, mapping: StatementMapping) -> int | Problem:
    """Give the tax beside the amount, when the mapping says that it is included or final."""
    if not (mapping.tax_included or mapping.tax_final) or not row.has("tax"):
        return 0
    return cents_of(row.value("tax"), mapping.numbers, row.place("tax"))


def _tax_added(tax: int, day: datetime.date, terms: Terms) -> int:
    """Give what the tax adds to the amount as it stands: taken off when included, unless it is a final cost."""
    final = terms.mapping.tax_final and terms.rules.word("vat_mode", day) == "gross-if-final"
    return tax * (final - terms.mapping.tax_included)


def _empty(row: StatementRow, field: str) -> Problem:
    return error("cell-empty", row.place(field), column=row.heading(field))
