"""Electronic invoices that partners send, of whichever format."""

from dataclasses import replace

from govtool.domain.e_invoice import EInvoice
from govtool.domain.identifier import read_business_id, read_iban
from govtool.domain.reference_number import compact
from govtool.files import finvoice_file, ubl_file
from govtool.files.xml_file import Values, parse
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.e_invoice_faults import faults


def read_e_invoice(file: str, content: bytes) -> tuple[EInvoice, tuple[Problem, ...]]:
    """Return the invoice in *content* and, as warnings, what the file says beyond it.

    Problems: those of `parse` and `Values`, `einvoice-kind` for any other XML.
    """
    root = parse(file, content)
    if root.tag in ubl_file.ROOTS:
        values = Values(file, root, ubl_file.SPACES)
        invoice = ubl_file.read_ubl(values)
    elif root.tag == finvoice_file.ROOT:
        values = Values(file, root, {}, mark=",")
        invoice = finvoice_file.read_finvoice(values)
    else:
        raise GovtoolError(error("einvoice-kind", Place(file, root.sourceline), root=str(root.tag).rpartition("}")[2]))
    if values.problems:
        raise GovtoolError(*values.problems)
    return invoice, tuple(values.unread())


def refuse_foreign(file: str, invoice: EInvoice) -> EInvoice:
    """Return *invoice* with identifiers in our spelling; all that is not in euros or not valid is refused.

    Problems: `currency-other`, `business-id-wrong`, `iban-wrong`, `reference-wrong`, and its `faults`.
    """
    problems = [] if invoice.currency == "EUR" else [error("currency-other", Place(file), currency=invoice.currency)]
    problems += faults(invoice, Place(file))
    found: dict[str, str | None] = {}
    for name, text, read in (
        ("seller", invoice.seller.business_id, read_business_id),
        ("buyer", invoice.buyer.business_id, read_business_id),
        ("iban", invoice.iban, read_iban),
        ("reference", invoice.reference, compact),
    ):
        try:
            found[name] = None if text is None else read(text)
        except ValueError as wrong:
            problems.append(error(str(wrong), Place(file), given=text))
    if problems:
        raise GovtoolError(*problems)
    seller = replace(invoice.seller, business_id=found["seller"])
    buyer = replace(invoice.buyer, business_id=found["buyer"])
    return replace(invoice, seller=seller, buyer=buyer, iban=found["iban"], reference=found["reference"])
