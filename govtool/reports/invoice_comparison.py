"""What a partner's own invoice says beside what its scheme gives: every difference, named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period
from govtool.domain.invoice import Invoice
from govtool.domain.project import Project, invoice_file
from govtool.domain.reference_number import same
from govtool.problems import Problem, error
from govtool.reports.invoice import months
from govtool.reports.invoice_party import organisation_of
from govtool.reports.table import Say


@dataclass(frozen=True, slots=True)
class Received:
    """A partner's own invoice as it came, typed in or read; None where it says nothing. `amount` is to be paid.

    `dated` and `due` are the issuer's own days; `categories` the net euros that it gives by category.
    """

    number: str
    amount: Decimal
    dated: date
    due: date | None = None
    issuer: str | None = None
    receiver: str | None = None
    period: Period | None = None
    reference: str | None = None
    iban: str | None = None
    categories: Mapping[str, Decimal] = field(default_factory=dict)


def differences(project: Project, invoice: Invoice, received: Received) -> Iterator[Problem]:
    """Yield `received-differs` for everything of *received* that is not as in *invoice*.

    The issuer's own days are its own; they do not differ but count instead of the planned ones.
    """
    place = project.places.of(invoice_file(invoice.id))
    for what, expected, given in _compared(project, invoice, received):
        yield error("received-differs", place, invoice=invoice.id, what=what, expected=expected, given=given)


def _compared(project: Project, invoice: Invoice, received: Received) -> Iterator[tuple[Say, object, object]]:
    issuer = project.partner(invoice.issuer)
    sent = next((event for event in invoice.event if event.kind == "sent"), None)
    if received.amount != invoice.gross:
        yield Say("differs-amount"), invoice.gross, received.amount
    lines = {line.category: line.amount for line in invoice.line}
    for category in (
        (*lines, *(each for each in received.categories if each not in lines)) if received.categories else ()
    ):
        expected, given = lines.get(category, Decimal(0)), received.categories.get(category, Decimal(0))
        if expected != given:
            yield Say("differs-category", {"category": project.category_name(category)}), expected, given
    if received.issuer is not None and issuer is not None and received.issuer != issuer.business_id:
        yield Say("differs-issuer"), issuer.business_id, received.issuer
    receiver = organisation_of(project, invoice.receiver).business_id
    if received.receiver is not None and receiver not in (None, received.receiver):
        yield Say("differs-receiver"), receiver, received.receiver
    if received.period is not None and received.period != invoice.period:
        yield Say("differs-period"), months(invoice.period), months(received.period)
    if received.iban is not None and issuer is not None and issuer.iban not in (None, received.iban):
        yield Say("differs-account"), issuer.iban, received.iban
    if sent is not None and sent.number != received.number:
        yield Say("differs-number"), sent.number, received.number
    if sent is not None and sent.reference and received.reference and not same(sent.reference, received.reference):
        yield Say("differs-reference"), sent.reference, received.reference
