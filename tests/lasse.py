"""LasSe's own files as a `Project`, with the months of `totals.csv` in place of cost rows, for pure tests."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from govtool.actions.claim import submitted
from govtool.actions.invoice import sent_under
from govtool.domain.calendar import Period, add_months, month_of
from govtool.domain.claim import Claim, ClaimEvent
from govtool.domain.cost import CostRow, Cube, CubeKey, Sum
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents
from govtool.domain.project import BUDGET_TOML, GOVTOOL_TOML, Project
from govtool.files.project import load
from govtool.files.snapshot import Snapshot
from govtool.reports.invoice import plan
from govtool.reports.invoice_draft import draft
from govtool.rules.rulebook import Rulebook
from tests.conftest import ROOT

TODAY = date(2014, 11, 15)
BEFORE = date(2013, 4, 1)
"""A day before anything was invoiced."""

FIRST = Claim(
    id="claim-2013", number=1, period=Period(start=date(2013, 4, 1), end=date(2013, 12, 31)), made=date(2014, 2, 10)
)
SECOND = Claim(
    id="claim-2014", number=2, period=Period(start=date(2014, 1, 1), end=date(2014, 10, 31)), made=date(2014, 11, 13)
)
SUBMITTED = date(2014, 2, 25)


def costs() -> Cube:
    """Return the costs of `totals.csv`, accepted on the 10th of the next month (SONET's first on the last day)."""
    cube = {}
    with (ROOT / "tests" / "data" / "totals.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            partner, month, category = line["partner"], line["month"], line["category"]
            day = add_months(date.fromisoformat(f"{month}-01"), 1).replace(day=10)
            day = date(2013, 12, 31) if (partner, month) == ("sonet-botnia", "2013-12") else day
            status = "partner-invoice" if category == "partner-invoices" else "eligible"
            share = "common" if partner == "tampere" else partner
            cube[CubeKey(share, partner, category, month, status, day)] = Sum(int(line["cents"]), int(line["rows"]))
    return cube


def project(cube: Cube | None = None, invoices: Iterable[Invoice] = ()) -> Project:
    """Return LasSe with *cube* (the totals if not given), the *invoices* and no claims."""
    names = (GOVTOOL_TOML, BUDGET_TOML, *(f"minutes/{path.name}" for path in (ROOT / "minutes").glob("*.toml")))
    loaded = load(Snapshot({name: (ROOT / name).read_bytes() for name in names}), TODAY)
    assert loaded.project is not None
    return replace(loaded.project, costs=costs() if cube is None else cube, invoices=tuple(invoices), claims=())


def rulebook(of: Project) -> Rulebook:
    """Return the rules of a project."""
    return Rulebook(of.parameters)


def invoiced(of: Project, until: date, *, sent: bool = False) -> Project:
    """Return the project with every invoice up to *until* made on its day, sent under its id as number if *sent*."""
    rules = rulebook(of)
    for day in sorted({each.date for each in plan(of, rules, BEFORE, until)}):
        due = [each for each in plan(of, rules, day, day) if each.state in ("due", "late")]
        made = [draft(of, rules, each, day) for each in due]
        if sent:
            made = [sent_under(of, each, each.id, day) for each in made]
        of = replace(of, invoices=(*of.invoices, *made))
    return of


def totals(of: Project) -> dict[str, str]:
    """Return the total of every invoice by id."""
    return {each.id: str(each.total) for each in of.invoices}


def booked(of: Project) -> Project:
    """Return the project with every sent invoice booked by the coordinator on its day."""
    return replace(of, booked=tuple(booking(each) for each in of.invoices))


def booking(invoice: Invoice) -> CostRow:
    """Return the row by which the coordinator books an invoice sent under its id."""
    return CostRow(
        bookkeeper="tampere",
        month=month_of(invoice.date),
        date=invoice.date,
        voucher=invoice.id,
        account="4390",
        account_name="",
        text=invoice.id,
        category="partner-invoices",
        share="common",
        cents=cents(invoice.total),
        status="partner-invoice",
        reason="",
        invoice=f"{invoice.issuer}/{invoice.id}",
        accepted=invoice.date,
        file="budgets/evidence/tampere/ledger.csv",
        sha256="",
        sheet="",
        line=7,
    )


def claimed() -> Project:
    """Return LasSe of 15.11.2014: invoices sent and booked, the first claim paid, the second a draft."""
    full = booked(invoiced(project(), date(2014, 10, 31), sent=True))
    full = replace(full, claims=(FIRST,))
    paid = submitted(full, rulebook(full), FIRST, SUBMITTED, "0" * 64).replace(
        event=(ClaimEvent(kind="paid", date=date(2014, 4, 15), amount=Decimal("55853.71")),)
    )
    return replace(full, claims=(paid, SECOND))
