"""Whether booked partner invoices are invoices that were sent, and every account has one category."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.project import GOVTOOL_TOML, Project
from govtool.problems import Problem, error
from govtool.reports.booking import bookings
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


CHECKS = (("costs-booked-invoices", booked_invoices), ("costs-accounts", accounts))
