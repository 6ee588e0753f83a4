"""What stands behind one invoice: its computation by category, the rules it follows, its vouchers."""

from collections.abc import Iterable, Iterator
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.cost import CostRow, evidence_place
from govtool.domain.invoice import Invoice
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.ceiling import deferrals
from govtool.reports.invoice import months, plan
from govtool.reports.invoice_draft import months_missing, vat_treatment
from govtool.reports.invoice_party import organisation_of, partner_of, scheme_of
from govtool.reports.money_paper import InvoicedCategory, added
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook


def computation(project: Project, rules: Rulebook, invoice: Invoice, as_of: date) -> Table:
    """Show how the amount of an invoice came about, by category, and what it stands on; a charge by municipality."""
    counted: tuple[str, ...] = () if invoice.member else ("actual", "instalments", "earlier")
    counted += ("deferred",) if any(line.deferred for line in invoice.line) else ()
    columns = tuple(Column(key, "money") for key in (*counted, "amount"))
    rows = []
    for line in shown_lines(project, invoice):
        name = Say("named", {"name": line.category})
        rows.append(Row((name, *(getattr(line, key) for key in counted), line.amount)))
    sums = added(shown_lines(project, invoice))
    rows.append(Row((Say("total"), *(getattr(sums, key) for key in counted), sums.amount), "total"))
    if invoice.vat_rate is not None:
        rate = f"{(invoice.vat_rate * 100).normalize():f}"
        empty = (None,) * len(counted)
        rows.append(Row((Say("vat-at", {"rate": rate}), *empty, invoice.tax), "total"))
        rows.append(Row((Say("to-pay"), *empty, invoice.gross), "total"))
    of = Column("municipality" if invoice.member else "category")
    data = {"invoice": invoice.id, "kind": Say(invoice.kind)}
    notes = tuple(_notes(project, rules, invoice, as_of))
    return Table("invoice", as_of, Say("invoice", data), (of, *columns), tuple(rows), notes)


def charge_said(rules: Rulebook, invoice: Invoice) -> Say:
    """Say what a charge is a part of, and by which key."""
    key = rules.word("own_share_key", min(invoice.period.end, invoice.date))
    return Say("invoice-charge", {"whole": invoice.whole, "key": Say(f"key-{key}")})


def vouchers(project: Project, invoice: Invoice, rows: Iterable[CostRow], as_of: date) -> Table:
    """Show the cost rows behind an invoice, each with the place of its evidence."""
    columns = (
        Column("date", "date"),
        Column("voucher"),
        Column("account"),
        Column("text"),
        Column("category"),
        Column("amount", "money"),
        Column("evidence"),
    )
    found = behind(project, invoice, rows)
    lines = [
        Row(
            (
                r.date,
                r.voucher,
                r.account,
                r.text,
                r.category,
                euros(r.cents),
                evidence_place(r).removeprefix("budgets/evidence/"),
            )
        )
        for r in found
    ]
    total = euros(sum(row.cents for row in found))
    lines.append(Row((Say("total"), None, None, None, None, total, None), "total"))
    title = Say("invoice-vouchers", {"invoice": invoice.id})
    return Table("invoice-vouchers", as_of, title, columns, tuple(lines), tuple(synthetic(project)))


def behind(project: Project, invoice: Invoice, rows: Iterable[CostRow]) -> tuple[CostRow, ...]:
    """Return the issuer's eligible rows of the invoice's months that it knew, by date; none for an instalment."""
    if not _counts(project, invoice):
        return ()
    first, last = month_of(invoice.period.start), month_of(invoice.period.end)
    found = (
        row
        for row in rows
        if row.bookkeeper == invoice.issuer
        and row.status == "eligible"
        and first <= row.month <= last
        and row.accepted <= invoice.known_on
    )
    return tuple(sorted(found, key=lambda row: (row.date, row.voucher, row.line)))


def shown_lines(project: Project, invoice: Invoice) -> tuple[InvoicedCategory, ...]:
    """Return the lines of an invoice as they are shown: by category, of a charge by municipality."""
    of_categories = (
        InvoicedCategory(project.category_name(e.category), e.actual, e.instalments, e.amount, e.earlier, e.deferred)
        for e in invoice.line
    )
    names = {each.code: each.name for each in project.municipalities}
    of_members = (InvoicedCategory(names[e.municipality], None, None, e.amount) for e in invoice.member)
    return (*of_categories, *of_members)


def _counts(project: Project, invoice: Invoice) -> bool:
    """Tell whether an invoice stands on its issuer's cost rows."""
    return not invoice.member and not scheme_of(project, invoice).fixed


def _notes(project: Project, rules: Rulebook, invoice: Invoice, as_of: date) -> Iterator[Say]:
    scheme = scheme_of(project, invoice)
    issuer, receiver = partner_of(project, invoice.issuer), organisation_of(project, invoice.receiver)
    yield Say("invoice-parties", {"issuer": issuer.name, "receiver": receiver.name, "service": invoice.service})
    yield Say("invoice-dates", {"period": months(invoice.period), "day": invoice.date, "due": invoice.due})
    yield Say("invoice-by", {"source": scheme.source})
    if _counts(project, invoice):
        yield Say("invoice-known-on", {"day": invoice.known_on})
        missing = months_missing(project, scheme, invoice.period, invoice.known_on)
        if missing:
            yield Say("invoice-months-missing", {"months": missing})
    if invoice.member:
        yield charge_said(rules, invoice)
    replaced = [e.id for e in plan(project, rules, as_of, invoice.date) if e.settled_by == invoice.id]
    if replaced:
        yield Say("invoice-takes-place", {"instalments": tuple(replaced)})
    if not invoice.total:
        yield Say("invoice-nil")
    yield from (Say(key, data) for key, data in deferrals(project, rules, invoice, as_of))
    if invoice.corrects:
        yield Say("invoice-corrects", {"invoices": tuple(_cited(project, each, as_of) for each in invoice.corrects)})
    basis = vat_treatment(project, invoice.issuer).basis
    yield Say(f"vat-{invoice.vat}", {"basis": basis or scheme.source})
    sent = invoice.sent(as_of)
    if project.invoice(invoice.id) is None:
        yield Say("invoice-draft")
    elif sent is None:
        yield Say("invoice-not-sent")
    else:
        yield Say("invoice-sent", {"number": sent.number, "day": sent.date})
    yield from synthetic(project)


def _cited(project: Project, given: str, as_of: date) -> str:
    invoice = project.invoice(given)
    number = invoice.number(as_of) if invoice else None
    return f"{given} ({number})" if number else given
