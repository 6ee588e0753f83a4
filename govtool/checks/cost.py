"""Whether booked partner invoices were sent, accounts have one category, large rows a voucher."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.cost import row_place
from govtool.domain.money import euros
from govtool.domain.project import GOVTOOL_TOML, VOUCHERS_TOML, Project
from govtool.problems import Problem, error, warning
from govtool.reports.booking import bookings
from govtool.reports.cost_model import model_of
from govtool.rules.rulebook import Rulebook


def booked_invoices(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `booked-invoice-unknown`, `booked-invoice-differs`, `booked-invoice-twice`, at the evidence's line."""
    found = bookings(project, project.facts.end, as_of)
    yield from (each.problem for each in found if each.problem is not None)


def accounts(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `account-twice` for two ranges of one width that share accounts but not the category."""
    for i, one in enumerate(project.accounts):
        for other in project.accounts[:i]:
            first, last = max(one.first, other.first), min(one.last, other.last)
            alike = one.last - one.first == other.last - other.first
            if first <= last and alike and one.category != other.category:
                place = project.places.of(GOVTOOL_TOML, "account", i)
                yield error("account-twice", place, first=first, last=last, one=other.category, other=one.category)


def vouchers(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `voucher-missing`, a warning, for each row that the rule `voucher_limit` asks a voucher for.

    What the cost model counts something else for, such as a flat rate, needs none. A voucher attached to rows that
    have gone is a warning `voucher-rowless`.
    """
    for index, each in enumerate(project.vouchers):
        if each in project.rowless and each.attached <= as_of:
            place = project.places.of(VOUCHERS_TOML, "voucher", index)
            data = {"partner": each.partner, "month": each.month, "voucher": each.number}
            yield warning("voucher-rowless", place, **data, file=each.file.rpartition("/")[2])
    there = {(each.partner, each.month, each.number) for each in project.vouchers if each.attached <= as_of}
    for row in project.large:
        claimed = model_of(project, rules, row.date).keeps(row.category)
        if claimed and (row.bookkeeper, row.month, row.voucher) not in there:
            data = {"partner": row.bookkeeper, "month": row.month, "voucher": row.voucher}
            limit = rules.number("voucher_limit", as_of)
            yield warning("voucher-missing", row_place(row), **data, amount=euros(row.cents), limit=limit)


CHECKS = (("costs-booked-invoices", booked_invoices), ("costs-accounts", accounts), ("costs-vouchers", vouchers))
