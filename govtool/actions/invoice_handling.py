"""The coordinator's side of an invoice: receiving it, checking, approving and paying."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from govtool.actions.invoice import refuse_used
from govtool.domain.change import AddRecord, Change, PutFile, Seal
from govtool.domain.invoice import Invoice, InvoiceEvent
from govtool.domain.money import euros
from govtool.domain.project import Project, invoice_file
from govtool.problems import GovtoolError, error
from govtool.reports.bank_match import SURE, Matched
from govtool.reports.invoice_comparison import Received, differences
from govtool.reports.invoice_handling import next_step, paid, refused
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def receive(
    project: Project,
    rules: Rulebook,
    invoice: Invoice,
    received: Received,
    *,
    as_of: date,
    by: str | None,
    e_invoice: bytes | None = None,
) -> Change:
    """Record that the partner's own invoice has come; one not marked as sent is sealed with it.

    The bytes of an *e_invoice* are kept as evidence.

    Problems: those of `differences`, `invoice-number-twice`, `invoice-step-done`, `invoice-early` for one
    dated before its period ends, `day-in-future` for one dated after *as_of*; nothing is recorded then.
    """
    event = InvoiceEvent(
        kind="received",
        date=as_of,
        person=by,
        number=received.number,
        dated=received.dated,
        due=received.due,
        reference=received.reference,
        amount=received.amount,
    )
    place = project.places.of(invoice_file(invoice.id))
    problems = [*refused(project, rules, invoice, event, place), *differences(project, invoice, received)]
    if received.dated > as_of:
        problems.append(error("day-in-future", place, day=received.dated, as_of=as_of))
    if received.dated < min(invoice.period.end, invoice.date):
        problems.append(error("invoice-early", place, day=received.dated, end=invoice.period.end))
    if problems:
        raise GovtoolError(*problems)
    refuse_used(project, invoice, received.number)
    change = _handled(project, rules, invoice, event, as_of)
    if e_invoice is None:
        return change
    return replace(
        change, edits=(*change.edits, PutFile(f"budgets/evidence/{invoice.issuer}/{invoice.id}.xml", e_invoice))
    )


def check(project: Project, rules: Rulebook, invoice: Invoice, *, as_of: date, by: str | None) -> Change:
    """Record that *by* has found the invoice right in substance; problems are those of `refused`."""
    return _by_right(project, rules, invoice, InvoiceEvent(kind="checked", date=as_of, person=by), as_of)


def approve(project: Project, rules: Rulebook, invoice: Invoice, *, as_of: date, by: str | None) -> Change:
    """Record that *by* approves the invoice for payment; problems are those of `refused`."""
    return _by_right(project, rules, invoice, InvoiceEvent(kind="approved", date=as_of, person=by), as_of)


def pay(
    project: Project,
    rules: Rulebook,
    invoice: Invoice,
    *,
    day: date,
    amount: Decimal | None,
    reference: str | None,
    as_of: date,
    by: str | None,
) -> Change:
    """Record what was paid on *day*, all that is left if no *amount* is given; a credit note is set off with a minus.

    Problems are those of `refused`, and `day-in-future` when the day is after *as_of*.
    """
    given = invoice.gross - paid(invoice, day) if amount is None else amount
    event = _payment(project, invoice, day=day, amount=given, reference=reference, by=by, as_of=as_of)
    return _by_right(project, rules, invoice, event, as_of)


def pay_matched(project: Project, rules: Rulebook, found: Iterable[Matched], *, as_of: date, by: str | None) -> Change:
    """Record every payment of *found* that pays an invoice for certain; nothing when one is refused.

    Problems are those of `pay`.
    """
    invoices = {each.id: each for each in project.invoices}
    changes = []
    for each in found:
        if each.invoice is not None and each.state in SURE:
            invoice, day, amount = invoices[each.invoice.id], each.payment.date, euros(abs(each.payment.cents))
            event = _payment(
                project, invoice, day=day, amount=amount, reference=each.payment.reference, by=by, as_of=as_of
            )
            changes.append(_by_right(project, rules, invoice, event, as_of))
            invoices[invoice.id] = invoice.replace(event=(*invoice.event, event))
    done = Change.together("invoice paid", as_of, changes)
    return done if changes else replace(done, told=(("match-nothing", {}),))


def _payment(
    project: Project,
    invoice: Invoice,
    *,
    day: date,
    amount: Decimal,
    reference: str | None,
    by: str | None,
    as_of: date,
) -> InvoiceEvent:
    if day > as_of:
        place = project.places.of(invoice_file(invoice.id))
        raise GovtoolError(error("day-in-future", place, day=day, as_of=as_of))
    return InvoiceEvent(kind="paid", date=day, person=by, amount=amount, reference=reference)


def _by_right(project: Project, rules: Rulebook, invoice: Invoice, event: InvoiceEvent, as_of: date) -> Change:
    problems = tuple(refused(project, rules, invoice, event, project.places.of(invoice_file(invoice.id))))
    if problems:
        raise GovtoolError(*problems)
    return _handled(project, rules, invoice, event, as_of)


def _handled(project: Project, rules: Rulebook, invoice: Invoice, event: InvoiceEvent, as_of: date) -> Change:
    path = invoice_file(invoice.id)
    after = next_step(project, rules, invoice.replace(event=(*invoice.event, event)), event.date)
    seal = () if invoice.seal else (Seal(path, as_of),)
    said = {"invoice": invoice.id, "amount": invoice.gross if event.amount is None else event.amount}
    return Change(
        action=f"invoice {event.kind}",
        as_of=as_of,
        computed_from=project.digests,
        edits=(*seal, AddRecord(path, ("event",), event.model_dump(exclude_none=True))),
        about=invoice.id,
        told=((f"invoice-{event.kind}", {**said, "next": Say(f"step-{after}")}),),
    )
