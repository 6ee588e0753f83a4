"""What stands behind one invoice: its computation by category, the rules and vouchers, the paper that goes out."""

from collections.abc import Iterable, Iterator
from datetime import date

from govtool.domain.calendar import Period, month_of, months_in
from govtool.domain.cost import CostRow, evidence_place, sums
from govtool.domain.invoice import Invoice, Scheme, tax_on
from govtool.domain.money import euros
from govtool.domain.party import Organisation, Partner, VatTreatment
from govtool.domain.project import GOVTOOL_TOML, OWN_FINANCING_TOML, Project
from govtool.domain.wording import Language
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.budget import synthetic
from govtool.reports.ceiling import deferrals
from govtool.reports.charge import charge_problems
from govtool.reports.invoice import Planned, charge_days, months, plan
from govtool.reports.money_paper import (
    CorrectedInvoice,
    InvoicedCategory,
    InvoicePaper,
    Party,
    Payment,
    Voucher,
    added,
)
from govtool.reports.service_wording import unclear_service
from govtool.reports.settlement import costs_of
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook


def draft(project: Project, rules: Rulebook, planned: Planned, known_on: date) -> Invoice:
    """Return the invoice that *planned* asks for; GovtoolError: `vat_undecided`, `charge_problems`, `service-unclear`.

    Tax is of the rate that holds on the last day of the period, when the service is done.
    """
    vat = vat_treatment(project, planned.issuer).vat
    if vat == "undecided":
        raise GovtoolError(vat_undecided(project, planned.issuer))
    unclear = unclear_service(project, rules, planned.scheme)
    if unclear is not None:
        raise GovtoolError(unclear)
    if planned.receiver is None:
        raise GovtoolError(*charge_problems(project, rules, charge_days(planned)))
    rate = rules.number("vat_rate", planned.period.end) if vat == "taxed" else None
    return Invoice(
        id=planned.id,
        scheme=planned.scheme.id,
        issuer=planned.issuer,
        receiver=planned.receiver,
        kind="credit-note" if planned.total < 0 else planned.scheme.kind,
        period=planned.period,
        date=planned.date,
        due=planned.due,
        known_on=known_on,
        service=planned.scheme.service,
        vat=vat,
        vat_rate=rate,
        tax=tax_on(planned.total, rate),
        line=planned.line,
        member=planned.member,
        whole=planned.whole,
        total=planned.total,
        corrects=planned.corrects,
    )


def vat_treatment(project: Project, issuer: str) -> VatTreatment:
    """Return how VAT is treated in what a partner invoices: by agreement; the charges have their own."""
    if issuer == project.facts.coordinator:
        return project.own_financing.vat
    return partner_of(project, issuer).agreement or VatTreatment()


def vat_undecided(project: Project, issuer: str) -> Problem:
    """Return the problem that VAT is not settled: `vat-undecided`, for the charges `charge-vat-undecided`."""
    place = vat_place(project, issuer)
    if issuer == project.facts.coordinator:
        return error("charge-vat-undecided", place)
    return error("vat-undecided", place, partner=partner_of(project, issuer).name)


def vat_place(project: Project, issuer: str) -> Place:
    """Return where it is said how VAT is treated in what a partner invoices."""
    if issuer == project.facts.coordinator:
        return project.places.of(OWN_FINANCING_TOML, "vat")
    return project.places.of(GOVTOOL_TOML, "partner", project.partners.index(partner_of(project, issuer)))


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


def specification(
    project: Project, rules: Rulebook, invoice: Invoice, rows: Iterable[CostRow], as_of: date
) -> InvoicePaper:
    """Return the paper behind the issuer's own invoice, with its vouchers among *rows*.

    Of an issuer whose invoices are numbered here it is the invoice itself, with how to pay it once it is sent.
    """
    issuer, receiver = partner_of(project, invoice.issuer), organisation_of(project, invoice.receiver)
    return InvoicePaper(
        invoice=invoice,
        number=invoice.number(as_of),
        project=project.facts.title,
        issuer=party(issuer),
        receiver=party(receiver),
        agreement=scheme_of(project, invoice).source,
        legal=issuer.numbering == "govtool",
        payment=_payment(rules, issuer, invoice, as_of),
        vat_basis=vat_treatment(project, invoice.issuer).basis,
        lines=shown_lines(project, invoice),
        remarks=tuple(Say(key, data) for key, data in deferrals(project, rules, invoice, as_of)),
        corrects=tuple(
            CorrectedInvoice(each.id, each.number(as_of), each.date, each.total)
            for each in map(project.invoice, invoice.corrects)
            if each is not None
        ),
        vouchers=tuple(
            Voucher(r.date, r.voucher, r.account, r.text, project.category_name(r.category), euros(r.cents))
            for r in behind(project, invoice, rows)
        ),
        synthetic=project.facts.synthetic_amounts,
    )


def _payment(rules: Rulebook, issuer: Partner, invoice: Invoice, as_of: date) -> Payment | None:
    sent = invoice.sent(as_of)
    if sent is None or sent.reference is None or issuer.iban is None or invoice.gross <= 0:
        return None
    interest, rate = rules.at("late_interest", invoice.date), rules.held("late_interest_rate", invoice.date)
    said = interest.source if interest.value == "interest-act" else ""
    late, a_year = (said, None) if rate is None else (rate.source, rules.number("late_interest_rate", invoice.date))
    return Payment(issuer.iban, issuer.bic, sent.reference, invoice.gross, invoice.due, late, a_year)


def months_missing(project: Project, scheme: Scheme, period: Period, known_on: date) -> tuple[str, ...]:
    """Return the months of *period* of which no cost row of the partner was known; none for amounts agreed."""
    if scheme.fixed:
        return ()
    known = {month for (month,) in sums(costs_of(project, scheme.partner, period.end, known_on), "month")}
    return tuple(month for month in (month_of(each.start) for each in months_in(period)) if month not in known)


def party(organisation: Organisation) -> Party:
    """Return a partner or a payer as papers name it."""
    address = organisation.address
    return Party(organisation.name, organisation.business_id, str(address) if address else None)


def partner_of(project: Project, partner: str) -> Partner:
    """Return the partner with that id, which is known to exist."""
    return next(each for each in project.partners if each.id == partner)


def organisation_of(project: Project, given: str) -> Organisation:
    """Return the partner or payer with that id, which is known to exist."""
    return next(each for each in (*project.partners, *project.own_financing.payer) if each.id == given)


def language_of(project: Project, invoice: Invoice) -> Language:
    """Return the language of an invoice's papers: its issuer's, of a charge the payer's."""
    return organisation_of(project, invoice.receiver if invoice.member else invoice.issuer).language


def scheme_of(project: Project, invoice: Invoice) -> Scheme:
    """Return the scheme of an invoice, which is known to exist."""
    return next(each for each in project.schemes if each.id == invoice.scheme)


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
