"""Invoices named on the command line."""

from difflib import get_close_matches

import click

from govtool.cli.session import Session
from govtool.domain.invoice import Invoice
from govtool.problems import GovtoolError, error

invoice_argument = click.argument("invoice_id", metavar="INVOICE")


def found_invoice(session: Session, invoice_id: str) -> Invoice:
    """Return the invoice of that id, made by the as-of day; `invoice-unknown` names a near one."""
    found = session.project.invoice(invoice_id)
    if found is None or found.date > session.as_of:
        known = [each.id for each in session.project.invoices if each.date <= session.as_of]
        close = next(iter(get_close_matches(invoice_id, known, 1)), None)
        raise GovtoolError(error("invoice-unknown", None, invoice=invoice_id, close=close))
    return found
