"""The annexes of a claim: of every partner the report of its cost centre, the extract of its ledger, its vouchers."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, evidence_place, standing
from govtool.domain.money import euros
from govtool.domain.party import Partner
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.claim import claims_before
from govtool.reports.claim_facts import known_on
from govtool.reports.invoice import months
from govtool.reports.table import Column, Row, Say, Table

_LEDGER = (
    Column("date", "date"),
    Column("voucher"),
    Column("account"),
    Column("account-name"),
    Column("text"),
    Column("category"),
    Column("status", "word"),
    Column("amount", "money"),
)
_VOUCHERS = (
    Column("voucher"),
    Column("date", "date"),
    Column("rows", "integer"),
    Column("amount", "money"),
    Column("evidence"),
    Column("kept-file"),
)


def annex_rows(claim: Claim, partner: Partner, rows: Iterable[CostRow], as_of: date) -> tuple[CostRow, ...]:
    """Return the rows of a partner's books that stood on the day of the claim, in the months up to its end."""
    day, last = known_on(claim, as_of), month_of(claim.period.end)
    known = (row for row in rows if row.bookkeeper == partner.id and row.accepted <= day and row.month <= last)
    return tuple(sorted(standing(known), key=lambda row: (row.date, row.voucher, row.line)))


def annexes(
    project: Project, claim: Claim, partner: Partner, rows: Iterable[CostRow], as_of: date
) -> tuple[Table, Table, Table]:
    """Return a partner's annexes from all accepted *rows*: cost centre, ledger of the period, index of vouchers."""
    found = annex_rows(claim, partner, rows, as_of)
    first = month_of(claim.period.start)
    period = tuple(row for row in found if row.month >= first)
    return (
        _cost_centre(project, claim, partner, found, as_of),
        _ledger(project, claim, partner, period, as_of),
        _vouchers(project, claim, partner, period, as_of),
    )


def _cost_centre(project: Project, claim: Claim, partner: Partner, found: tuple[CostRow, ...], as_of: date) -> Table:
    """Show costs, income and grant of a partner's cost centre in the period and from the project's start."""
    first = month_of(claim.period.start)
    rows = [Row((Say("group-costs"), None, None), "heading")]
    whole = [Decimal(0), Decimal(0)]
    for category in project.categories:
        eligible = [row for row in found if row.status == "eligible" and row.category == category.id]
        this = euros(sum(row.cents for row in eligible if row.month >= first))
        every = euros(sum(row.cents for row in eligible))
        whole = [whole[0] + this, whole[1] + every]
        if eligible:
            rows.append(Row((Say("named", {"name": category.name}), this, every)))
    rows.append(Row((Say("total"), *whole), "total"))
    for key, statuses in (("not-claimed", ("ineligible", "parked")), ("booked-invoices", ("partner-invoice",))):
        amounts = _of(found, first, statuses)
        if any(amounts):
            rows.append(Row((Say(f"annex-{key}"), *amounts)))
    received = list(_received(project, claim, partner, as_of))
    if received:
        rows.append(Row((Say("annex-received"), None, None), "heading"))
        rows += received
    title = Say("annex-cost-centre", {"partner": partner.name})
    notes = (*_whose(project, claim, partner), Say("annex-signed"), *synthetic(project))
    columns = (Column("category"), Column("claim-period", "money"), Column("cumulative", "money"))
    return Table("cost-centre", as_of, title, columns, tuple(rows), notes)


def _of(found: Iterable[CostRow], first: str, statuses: tuple[str, ...]) -> tuple[Decimal, Decimal]:
    """Return what rows of *statuses* come to from the month *first* on, and from the start."""
    of = [row for row in found if row.status in statuses]
    return euros(sum(row.cents for row in of if row.month >= first)), euros(sum(row.cents for row in of))


def _received(project: Project, claim: Claim, partner: Partner, as_of: date) -> Iterator[Row]:
    """Yield what a partner received: grant, income and municipal shares of the coordinator, others' invoices paid."""
    day, period = known_on(claim, as_of), claim.period
    own = partner.id == project.facts.coordinator
    payments: dict[str, list[tuple[date, Decimal]]] = {}
    if own:
        payments["annex-advance"] = [(each.date, each.amount) for each in project.grant.advance]
        payments["annex-grant"] = [
            (e.date, e.amount) for each in project.claims for e in each.event if e.kind == "paid"
        ]
        for receipt in (receipt for each in (*claims_before(project, claim), claim) for receipt in each.receipt):
            payments.setdefault(f"receipt-{receipt.kind}", []).append((receipt.date, receipt.amount))
    payments["annex-charges-paid" if own else "annex-invoices-paid"] = [
        (event.date, event.amount or invoice.total)
        for invoice in project.invoices
        if invoice.issuer == partner.id
        for event in invoice.event
        if event.kind == "paid"
    ]
    for key, paid in payments.items():
        known = [(when, amount) for when, amount in paid if when <= min(day, period.end)]
        this = sum((amount for when, amount in known if when >= period.start), Decimal(0))
        if known:
            yield Row((Say(key), this, sum((amount for _, amount in known), Decimal(0))))


def _ledger(project: Project, claim: Claim, partner: Partner, period: tuple[CostRow, ...], as_of: date) -> Table:
    """Show a partner's rows of the period as they stand in its books, and what of them is eligible."""
    rows = [
        Row(
            (
                *(row.date, row.voucher, row.account, row.account_name, row.text),
                None if row.invoice else Say("named", {"name": project.category_name(row.category)}),
                Say(f"cost-{row.status}"),
                euros(row.cents),
            )
        )
        for row in period
    ]
    rows.append(Row((Say("total"), *(None,) * 6, euros(sum(row.cents for row in period))), "total"))
    eligible = euros(sum(row.cents for row in period if row.status == "eligible"))
    rows.append(Row((Say("annex-eligible"), *(None,) * 6, eligible), "total"))
    title = Say("annex-ledger", {"partner": partner.name})
    return Table("ledger", as_of, title, _LEDGER, tuple(rows), (*_whose(project, claim, partner), *synthetic(project)))


def _vouchers(project: Project, claim: Claim, partner: Partner, period: tuple[CostRow, ...], as_of: date) -> Table:
    """Show each voucher of the period once: where it stands in the statement, and the file kept of it."""
    day = known_on(claim, as_of)
    kept = {
        (each.month, each.number): each.file
        for each in project.vouchers
        if each.partner == partner.id and each.attached <= day
    }
    found: dict[tuple[str, str], list[CostRow]] = {}
    for row in period:
        found.setdefault((row.month, row.voucher), []).append(row)
    rows = []
    for key, of in found.items():
        places = ", ".join(dict.fromkeys(evidence_place(row).rpartition("/")[2] for row in of))
        file = kept.get(key, "").rpartition("/")[2]
        rows.append(Row((key[1], of[0].date, len(of), euros(sum(row.cents for row in of)), places, file or None)))
    rows.append(Row((Say("total"), None, len(period), euros(sum(row.cents for row in period)), None, None), "total"))
    title = Say("annex-vouchers", {"partner": partner.name})
    notes = (Say("annex-vouchers-kept", {"kept": sum(key in kept for key in found), "count": len(found)}),)
    return Table("vouchers", as_of, title, _VOUCHERS, tuple(rows), (*_whose(project, claim, partner), *notes))


def _whose(project: Project, claim: Claim, partner: Partner) -> Iterator[Say]:
    """Yield whose books they are, on which cost centre, for which claim and period."""
    share = project.share_of(partner.id)
    common = next((each for each in project.shares if each.partner is None), None)
    own = share or common
    named = ", ".join(filter(None, (partner.name, partner.business_id)))
    data: dict[str, object] = {"partner": named, "claim": claim.id}
    data |= {"centre": own.name if own is not None else partner.name, "project": project.facts.name}
    yield Say("annex-whose", data | {"period": months(claim.period)})
