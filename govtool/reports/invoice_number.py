"""Invoices of an issuer without a sales ledger: one series of numbers a year without gaps, and what the law asks."""

from collections.abc import Iterator, Sequence
from datetime import date

from govtool.domain.invoice import Invoice
from govtool.domain.project import GOVTOOL_TOML, OWN_FINANCING_TOML, Project, invoice_file
from govtool.domain.reference_number import national
from govtool.problems import Problem, error
from govtool.reports.invoice_draft import vat_place, vat_treatment
from govtool.reports.invoice_party import partner_of


def numbered_here(project: Project, issuer: str) -> bool:
    """Tell whether invoices of *issuer* get their numbers here."""
    partner = project.partner(issuer)
    return partner is not None and partner.numbering == "govtool"


def next_number(project: Project, issuer: str, day: date) -> str:
    """Return the next number of the issuer's series of the year of *day*, as 2014-0001."""
    return f"{day.year}-{len(series(project, issuer, day.year)) + 1:04}"


def series(project: Project, issuer: str, year: int) -> tuple[str, ...]:
    """Return the numbers under which the issuer has sent invoices in *year*, in order."""
    sent = (event for each in project.invoices if each.issuer == issuer for event in each.event if event.kind == "sent")
    return tuple(sorted(event.number or "" for event in sent if event.date.year == year))


def reference_of(number: str) -> str:
    """Return the reference number of an invoice numbered here.

    >>> reference_of("2014-0001")
    '201400014'
    """
    return national(number.replace("-", ""))


def missing_fields(project: Project, invoice: Invoice, buyer: Sequence[str] = ("address",)) -> Iterator[Problem]:
    """Yield `invoice-field-missing` for what a legal invoice must say and a partner's record does not.

    Value Added Tax Act 1501/1993 § 209 e: names, addresses, the seller's business id, why no tax is asked; and
    where to pay. The fields asked of the *buyer* are asked of the seller too.
    """
    if invoice.vat != "taxed" and vat_treatment(project, invoice.issuer).basis is None:
        place, issuer = vat_place(project, invoice.issuer), partner_of(project, invoice.issuer)
        yield error("invoice-field-missing", place, partner=issuer.name, fields=("basis",))
    seller = dict.fromkeys(("business_id", "address", "iban", *buyer))
    lists = ((GOVTOOL_TOML, "partner", project.partners), (OWN_FINANCING_TOML, "payer", project.own_financing.payer))
    for given, fields in ((invoice.issuer, tuple(seller)), (invoice.receiver, buyer)):
        for file, key, organisations in lists:
            for i, each in enumerate(organisations):
                lacking = tuple(name for name in fields if each.id == given and getattr(each, name) is None)
                if lacking:
                    place = project.places.of(file, key, i)
                    yield error("invoice-field-missing", place, partner=each.name, fields=lacking)


def originals_unsent(project: Project, invoice: Invoice, as_of: date) -> Iterator[Problem]:
    """Yield `credit-original-unsent` for what a credit note corrects and cannot name, as it has no number yet.

    Value Added Tax Act 1501/1993 § 209 e: a credit note refers to its originals without doubt.
    """
    corrected = (each for each in map(project.invoice, invoice.corrects) if each is not None)
    for each in corrected if invoice.kind == "credit-note" else ():
        if each.number(as_of) is None:
            place = project.places.of(invoice_file(invoice.id), "corrects")
            yield error("credit-original-unsent", place, invoice=invoice.id, original=each.id)
