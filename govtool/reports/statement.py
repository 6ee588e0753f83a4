"""A statement understood by its mapping: every row becomes a cost, is left out with a reason, or is a problem."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from govtool.domain.calendar import Period, month_end, month_of, months_in
from govtool.domain.cost import CostRow
from govtool.domain.grid import Grid, Sheet
from govtool.domain.money import euros
from govtool.domain.reading import ControlTotal, LeftOut, LeftOutKind, Reading
from govtool.domain.statement import AccountRange, StatementMapping
from govtool.domain.watch import Watch, unwatched
from govtool.problems import Place, Problem, error, warning
from govtool.reports.control_total import Ledger, TotalRow, total_row
from govtool.reports.statement_booking import (
    Terms,
    account_of,
    amount_fields,
    is_other_account,
    is_other_project,
    net,
    read_amounts,
    read_cost,
)
from govtool.reports.statement_header import Header, find_header, needed_headings, stated_period
from govtool.reports.statement_row import StatementRow
from govtool.rules.rulebook import Rulebook


def read_statement(
    grid: Grid,
    mapping: StatementMapping,
    *,
    accounts: Sequence[AccountRange],
    days: tuple[datetime.date, datetime.date],
    rules: Rulebook,
    accepted: datetime.date,
    watch: Watch = unwatched,
) -> Reading:
    """Understand *grid* by *mapping*; *days* are the first and the last day of the project.

    Problems, all of the file at once: header-missing, column-missing, column-twice, sheet-missing,
    statement-partner, statement-month, statement-undated, statement-empty (warning), statement-truncated,
    row-width, row-unrecognised, column-ambiguous, rows-hidden (a warning when the mapping says so),
    column-hidden (warning), formula-without-value, cell-empty, account-unknown, cost-date, currency-other,
    control-total, partner-invoice-unknown and those of amounts and dates.
    """
    reader = _Reader(grid, Terms(mapping, accounts, days, rules, accepted, grid.file, grid.sha256), watch)
    for sheet in reader.sheets():
        reader.read(sheet)
    if not reader.headers and not reader.problems:
        reader.problems.append(error("header-missing", Place(grid.file), needed=needed_headings(mapping)))
    elif not reader.rows and not reader.problems:
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
        problems=tuple(_by_column(reader.problems)),
        months=tuple(sorted(reader.months)),
    )


def _by_column(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield *problems*; of the ambiguous amounts of a column only the first, with how many there are."""
    unclear = [each for each in problems if each.code == "column-ambiguous"]
    counts = Counter(each.data["column"] for each in unclear)
    for each in problems:
        if each.code != "column-ambiguous":
            yield each
        elif rows := counts.pop(each.data["column"], 0):
            yield replace(each, data={**each.data, "rows": rows})


class _Reader:
    """Goes through the sheets of one file and collects what becomes of every row."""

    def __init__(self, grid: Grid, terms: Terms, watch: Watch) -> None:
        self.grid, self.terms, self.mapping, self.watch = grid, terms, terms.mapping, watch
        self.ledger = Ledger()
        self.headers: list[Place] = []
        self.rows: list[CostRow] = []
        self.left_out: list[LeftOut] = []
        self.totals: list[ControlTotal] = []
        self.problems: list[Problem] = []
        self.booked: datetime.date | None = None
        self.months: set[str] = set()

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets to read; the others that are not empty are left out by name."""
        wanted, names = self.mapping.sheets, [sheet.name for sheet in self.grid.sheets]
        if wanted not in ("first", "all", *names):
            near = get_close_matches(wanted, names, n=1)
            self.problems.append(error("sheet-missing", Place(self.grid.file), sheet=wanted, near=near or names))
            return
        first = (
            next((i for i, sheet in enumerate(self.grid.sheets) if not sheet.hidden), 0) if wanted == "first" else -1
        )
        for index, sheet in enumerate(self.grid.sheets):
            filled = any(cell is not None for cells in sheet.rows for cell in cells)
            if filled and (wanted == sheet.name or (not sheet.hidden and (wanted == "all" or index == first))):
                yield sheet
            elif filled:
                kind: LeftOutKind = "hidden-sheet" if sheet.hidden else "sheet"
                self.left_out.append(LeftOut(Place(sheet.file, sheet=sheet.name), kind, sheet.name))

    def read(self, sheet: Sheet) -> None:
        """Read one sheet from its header row down."""
        header, problems = find_header(sheet, self.mapping)
        self.problems.extend(problems)
        if header is None:
            return
        self.headers.append(sheet.place(header.row))
        period = stated_period((*header.titles, sheet.name), self.mapping.titles)
        self.booked = (
            month_end(datetime.date.fromisoformat(f"{period[1]}-01")) if period and period[0] == period[1] else None
        )
        if self.mapping.columns.date is None and self.booked is None:
            self.problems.append(error("statement-undated", sheet.place(header.row)))
            return
        self.months.update(_months(period))
        self.ledger.start_sheet()
        start = len(self.rows), len(self.totals), len(self.left_out)
        below = [StatementRow(sheet, header, index) for index in range(header.row + 1, len(sheet.rows))]
        for row in self.watch(below if self.mapping.totals == "below" else below[::-1]):
            self._row(row)
        rows = sorted(self.rows[start[0] :], key=lambda row: row.line)
        self.rows[start[0] :] = rows
        self._check_hidden(sheet, header, [row for row in below if row.hidden and not row.blank])
        self._check_period(sheet, period, rows)
        self._check_whole(sheet, rows, self.totals[start[1] :], self.left_out[start[2] :])

    def _check_hidden(self, sheet: Sheet, header: Header, hidden: Sequence[StatementRow]) -> None:
        """Tell of hidden rows that were read, and of mapped columns that nobody sees."""
        self.problems.extend(
            warning("column-hidden", sheet.place(header.row, at), column=header.texts[at])
            for at in sorted(set(header.columns.values()) & sheet.hidden_columns)
        )
        if hidden and self.mapping.hidden_rows != "leave-out":
            tell = error if self.mapping.hidden_rows == "refuse" else warning
            lines = tuple(row.line for row in hidden)
            self.problems.append(tell("rows-hidden", hidden[0].place(), rows=len(lines), lines=lines))

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
        if row.unstored:
            self.problems.extend(
                error("formula-without-value", row.place(field), column=row.heading(field)) for field in row.unstored
            )
        elif row.blank:
            self._leave_out(row, "blank")
        elif row.hidden and self.mapping.hidden_rows == "leave-out":
            self._leave_out(row, "hidden")
        elif row.repeats_header:
            self._leave_out(row, "header")
        elif not row.fits:
            self.problems.append(error("row-width", row.place(), found=len(row.cells), needed=len(row.header.texts)))
        elif total := total_row(row.cells, row.header.columns, self.mapping.total_words):
            self._total(row, total)
        elif row.has("date", "voucher", "account") and not row.is_remark:
            self._booking(row)
        elif row.is_remark or not row.has(*amount_fields(self.mapping)):
            self._leave_out(row, "remark")
        else:
            self.problems.append(error("row-unrecognised", row.place(), text=row.text))

    def _leave_out(self, row: StatementRow, kind: LeftOutKind, cents: int | None = None) -> None:
        self.left_out.append(LeftOut(row.place(), kind, row.text, cents))

    def _total(self, row: StatementRow, total: TotalRow) -> None:
        amounts, problems = read_amounts(row, self.mapping)
        self.problems.extend(problems)
        if amounts is None:
            return
        self._leave_out(row, total.kind, net(amounts))
        compared = self.ledger.compare(total, amounts, row.place)
        self.totals.extend(compared)
        tell = warning if self.grid.kind == "sie" else error  # vouchers balance; an account may hold a longer time
        self.problems.extend(
            tell(
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
        amounts, problems = read_amounts(row, self.mapping)
        self.problems.extend(problems)
        account = account_of(row, self.mapping)
        if amounts is not None:
            self.ledger.add(row.line, account[0], amounts)
        other: LeftOutKind | None = None
        if is_other_project(row, self.mapping):
            other = "other-project"
        elif is_other_account(account[0], self.terms):
            other = "other-account"
        if other is None:
            cost, problems = read_cost(row, amounts, account, self.terms, self.booked)
            self.problems.extend(problems)
            self.rows.extend([cost] if cost else [])
        elif amounts is not None:
            self._leave_out(row, other, net(amounts))

    def _check_period(self, sheet: Sheet, period: tuple[str, str] | None, rows: Sequence[CostRow]) -> None:
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


def _months(period: tuple[str, str] | None) -> Iterator[str]:
    """Yield the months of a stated period."""
    if period and period[0] <= period[1]:
        first, last = (datetime.date.fromisoformat(f"{month}-01") for month in period)
        yield from (month_of(each.start) for each in months_in(Period(start=first, end=month_end(last))))
