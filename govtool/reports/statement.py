"""A statement understood by its mapping: every row becomes a cost, is left out with a reason, or is a problem."""

import datetime
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from govtool.domain.cost import PARTNER_INVOICES, CostRow
from govtool.domain.grid import Grid, Sheet
from govtool.domain.money import euros
from govtool.domain.notation import cents_of, day_of
from govtool.domain.reading import ControlTotal, LeftOut, LeftOutKind, Reading
from govtool.domain.statement import AccountRange, StatementMapping, category_of
from govtool.problems import Place, Problem, error, warning
from govtool.reports.control_total import Amounts, Ledger, TotalRow, total_row
from govtool.reports.partner_invoice import invoice_of
from govtool.reports.statement_header import Header, find_header, stated_period, text_of
from govtool.reports.statement_row import StatementRow


def read_statement(
    grid: Grid,
    mapping: StatementMapping,
    *,
    accounts: Sequence[AccountRange],
    days: tuple[datetime.date, datetime.date],
    accepted: datetime.date,
) -> Reading:
    """Understand *grid* by *mapping*; *days* are the first and the last day of the project.

    Problems, all of the file at once: header-missing, column-missing, column-twice, sheet-missing,
    statement-partner, statement-month, statement-empty (warning), statement-truncated, row-width,
    row-unrecognised, cell-empty, account-unknown, cost-date, control-total, partner-invoice-unknown
    and those of amounts and dates.
    """
    reader = _Reader(grid, mapping, accounts, days, accepted)
    for sheet in reader.sheets():
        reader.read(sheet)
    if not reader.rows and not reader.problems:
        reader.problems.append(warning("statement-empty", Place(grid.file)))
    return Reading(
        file=grid.file,
        sha256=grid.sha256,
        kind=grid.kind,
        encoding=grid.encoding,
        separator=grid.separator,
        headers=tuple(reader.headers),
        rows=tuple(reader.rows),
        left_out=tuple(reader.left_out),
        totals=tuple(reader.totals),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Goes through the sheets of one file and collects what becomes of every row."""

    def __init__(
        self,
        grid: Grid,
        mapping: StatementMapping,
        accounts: Sequence[AccountRange],
        days: tuple[datetime.date, datetime.date],
        accepted: datetime.date,
    ) -> None:
        self.grid, self.mapping, self.accounts, self.days, self.accepted = grid, mapping, accounts, days, accepted
        self.ledger = Ledger()
        self.headers: list[Place] = []
        self.rows: list[CostRow] = []
        self.left_out: list[LeftOut] = []
        self.totals: list[ControlTotal] = []
        self.problems: list[Problem] = []

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets to read; the others that are not empty are left out by name."""
        wanted, names = self.mapping.sheets, [sheet.name for sheet in self.grid.sheets]
        if wanted not in ("first", "all", *names):
            near = get_close_matches(wanted, names, n=1)
            self.problems.append(error("sheet-missing", Place(self.grid.file), sheet=wanted, near=near or names))
            return
        for index, sheet in enumerate(self.grid.sheets):
            filled = any(cell is not None for cells in sheet.rows for cell in cells)
            if filled and (wanted in ("all", sheet.name) or (wanted == "first" and index == 0)):
                yield sheet
            elif filled:
                self.left_out.append(LeftOut(Place(sheet.file, sheet=sheet.name), "sheet", sheet.name))

    def read(self, sheet: Sheet) -> None:
        """Read one sheet from its header row down."""
        header, problems = find_header(sheet, self.mapping)
        self.problems.extend(problems)
        if header is None:
            return
        self.headers.append(sheet.place(header.row))
        self.ledger.start_sheet()
        rows, totals, left_out = len(self.rows), len(self.totals), len(self.left_out)
        for index in range(header.row + 1, len(sheet.rows)):
            self._row(StatementRow(sheet, header, index))
        self._check_period(sheet, header, self.rows[rows:])
        self._check_whole(sheet, self.rows[rows:], self.totals[totals:], self.left_out[left_out:])

    def _check_whole(
        self, sheet: Sheet, rows: Sequence[CostRow], totals: Sequence[ControlTotal], left_out: Sequence[LeftOut]
    ) -> None:
        """Tell of a sheet that was cut short, and of one that holds only other projects' rows."""
        if self.mapping.ends_with_total and not any(total.kind == "total" for total in totals):
            self.problems.append(error("statement-truncated", sheet.place(len(sheet.rows) - 1)))
        keep, others = self.mapping.keep, [left for left in left_out if left.kind == "other-project"]
        if keep and others and not rows and not self.problems:
            place = others[0].place
            self.problems.append(
                error("statement-other", place, column=keep.column, value=keep.value, rows=len(others))
            )

    def _row(self, row: StatementRow) -> None:
        if row.blank:
            self._leave_out(row, "blank")
        elif row.repeats_header:
            self._leave_out(row, "header")
        elif not row.fits:
            self.problems.append(error("row-width", row.place(), found=len(row.cells), needed=len(row.header.cells)))
        elif total := total_row(row.cells, row.header.columns, self.mapping.total_words):
            self._total(row, total)
        elif row.is_remark or not row.has("date", "voucher", "account", *self._amount_fields):
            self._leave_out(row, "remark")
        elif not row.has("date", "voucher", "account"):
            self.problems.append(error("row-unrecognised", row.place(), text=row.text))
        else:
            self._booking(row)

    @property
    def _amount_fields(self) -> tuple[str, ...]:
        return ("amount",) if self.mapping.columns.amount else ("debit", "credit")

    def _leave_out(self, row: StatementRow, kind: LeftOutKind, cents: int | None = None) -> None:
        self.left_out.append(LeftOut(row.place(), kind, row.text, cents))

    def _amounts(self, row: StatementRow) -> Amounts | None:
        """Read the amount columns of a row; None when one is a problem or all are empty, which is one too."""
        read = {
            field: cents_of(row.value(field), self.mapping.numbers, row.place(field))
            for field in self._amount_fields
            if row.value(field) is not None
        }
        if not read:
            field = self._amount_fields[0]
            self.problems.append(error("cell-empty", row.place(field), column=row.heading(field)))
            return None
        wrong = [found for found in read.values() if isinstance(found, Problem)]
        self.problems.extend(wrong)
        amounts = {field: found for field, found in read.items() if isinstance(found, int)}
        return None if wrong else {field: amounts.get(field, 0) for field in self._amount_fields}

    def _total(self, row: StatementRow, total: TotalRow) -> None:
        amounts = self._amounts(row)
        if amounts is None:
            return
        self._leave_out(row, total.kind, _net(amounts))
        compared = self.ledger.compare(total, amounts, row.place)
        self.totals.extend(compared)
        self.problems.extend(
            error(
                "control-total",
                control.place,
                text=control.text,
                stated=euros(control.stated),
                computed=euros(control.computed),
                difference=euros(control.stated - control.computed),
                rows=f"{control.covers[0]}–{control.covers[-1]}" if control.covers else None,
            )
            for control in compared
            if control.stated != control.computed
        )

    def _booking(self, row: StatementRow) -> None:
        """Take a row with a booking: this project's as a cost, another one's left out; both are in the totals."""
        amounts = self._amounts(row)
        account, name = self._account(row)
        if amounts is not None:
            self.ledger.add(row.line, account, amounts)
        keep = self.mapping.keep
        if keep and text_of(row.value("keep")) != keep.value:
            if amounts is not None:
                self._leave_out(row, "other-project", _net(amounts))
            return
        day, tax = self._day(row), self._tax(row)
        category = self._category(row, account)
        voucher = text_of(row.value("voucher"))
        if not voucher:
            self.problems.append(error("cell-empty", row.place("voucher"), column=row.heading("voucher")))
        share, invoice = self.mapping.share, ""
        if category == PARTNER_INVOICES:
            issuer, number = invoice_of(text_of(row.value("text")), self.mapping)
            if not issuer or not number:
                self.problems.append(
                    error("partner-invoice-unknown", row.place("text"), text=text_of(row.value("text")))
                )
                return
            share, invoice = issuer, f"{issuer}/{number}"
        if amounts is None or tax is None or day is None or category is None or not voucher:
            return
        self.rows.append(
            CostRow(
                bookkeeper=self.mapping.partner,
                month=day.isoformat()[:7],
                date=day,
                voucher=voucher,
                account=account,
                account_name=name,
                text=text_of(row.value("text")),
                category=category,
                share=share,
                cents=_net(amounts) - tax,
                status="partner-invoice" if invoice else "eligible",
                reason="",
                invoice=invoice,
                accepted=self.accepted,
                file=self.grid.file,
                sha256=self.grid.sha256,
                sheet=row.sheet.name,
                line=row.line,
            )
        )

    def _account(self, row: StatementRow) -> tuple[str, str]:
        account, name = text_of(row.value("account")), text_of(row.value("account_name"))
        if self.mapping.account_with_name:
            account, _, name = account.partition(" ")
        return account, name.strip()

    def _category(self, row: StatementRow, account: str) -> str | None:
        if not account:
            self.problems.append(error("cell-empty", row.place("account"), column=row.heading("account")))
            return None
        category = category_of(account, self.accounts)
        if category is None:
            self.problems.append(error("account-unknown", row.place("account"), account=account))
        return category

    def _day(self, row: StatementRow) -> datetime.date | None:
        if row.value("date") is None:
            self.problems.append(error("cell-empty", row.place("date"), column=row.heading("date")))
            return None
        day = day_of(row.value("date"), self.mapping.dates, row.place("date"))
        if isinstance(day, Problem):
            self.problems.append(day)
            return None
        first, last = self.days
        if not first <= day <= last:
            self.problems.append(error("cost-date", row.place("date"), day=day, first=first, last=last))
            return None
        return day

    def _tax(self, row: StatementRow) -> int | None:
        """Give the tax to take off the amount: none unless the mapping says that it is included."""
        if not self.mapping.tax_included or row.value("tax") is None:
            return 0
        tax = cents_of(row.value("tax"), self.mapping.numbers, row.place("tax"))
        if isinstance(tax, Problem):
            self.problems.append(tax)
            return None
        return tax

    def _check_period(self, sheet: Sheet, header: Header, rows: Sequence[CostRow]) -> None:
        period = stated_period(header.titles)
        outside = [row for row in rows if period and not period[0] <= row.month <= period[1]]
        if period and outside:
            self.problems.append(
                error(
                    "statement-month",
                    Place(sheet.file, sheet=sheet.name) if sheet.name else Place(sheet.file, outside[0].line),
                    stated=period[0] if period[0] == period[1] else f"{period[0]}–{period[1]}",
                    found=outside[0].month,
                    rows=len(outside),
                )
            )


def _net(amounts: Amounts) -> int:
    return amounts["amount"] if "amount" in amounts else amounts["debit"] - amounts["credit"]
