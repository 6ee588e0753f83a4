"""Who invoices and who is invoiced, of partners and payers that are known to exist."""

from govtool.domain.invoice import Invoice, Scheme
from govtool.domain.party import Organisation, Partner
from govtool.domain.project import Project
from govtool.domain.wording import Language
from govtool.reports.money_paper import (
    Party,
)


def partner_of(project: Project, partner: str) -> Partner:
    """Return the partner with that id, which is known to exist."""
    return next(each for each in project.partners if each.id == partner)


def organisation_of(project: Project, given: str) -> Organisation:
    """Return the partner or payer with that id, which is known to exist."""
    return next(each for each in (*project.partners, *project.own_financing.payer) if each.id == given)


def party(organisation: Organisation) -> Party:
    """Return a partner or a payer as papers name it."""
    address = organisation.address
    return Party(organisation.name, organisation.business_id, str(address) if address else None)


def scheme_of(project: Project, invoice: Invoice) -> Scheme:
    """Return the scheme of an invoice, which is known to exist."""
    return next(each for each in project.schemes if each.id == invoice.scheme)


def language_of(project: Project, invoice: Invoice) -> Language:
    """Return the language of an invoice's papers: its issuer's, of a charge the payer's."""
    return organisation_of(project, invoice.receiver if invoice.member else invoice.issuer).language
