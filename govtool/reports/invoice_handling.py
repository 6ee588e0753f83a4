"""How far an invoice is: received, checked, approved, paid, or sent and paid to us; whom each step waits for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from govtool.domain.invoice import Invoice, InvoiceEvent
from govtool.domain.project import Project
from govtool.problems import Place, Problem, error
from govtool.reports.budget import synthetic
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

Step = Literal["send", "receive", "check", "second-check", "approve", "pay", "done"]
STEPS = {"received": ("receive",), "checked": ("check", "second-check"), "approved": ("approve",), "paid": ("pay",)}
"""The steps that an event of a kind takes."""


def next_step(project: Project, rules: Rulebook, invoice: Invoice, as_of: date) -> Step:
    """Return what is to be done next with *invoice*, after its events up to *as_of*.

    What the coordinator charges goes out and is paid to it; what partners invoice is received and handled.
    """
    if invoice.member:
        return "send" if invoice.sent(as_of) is None else "done" if paid(invoice, as_of) == invoice.gross else "pay"
    if not invoice.events("received", as_of):
        return "receive"
    checkers = _persons(invoice, "checked", as_of)
    if not checkers:
        return "check"
    own = [person for person in checkers if _employer(project, person) == invoice.issuer]
    if len(own) == len(checkers) and rules.word("second_check", as_of) == "checker-employed-by-issuer":
        return "second-check"
    if not invoice.events("approved", as_of):
        return "approve"
    return "done" if paid(invoice, as_of) == invoice.gross else "pay"


def paid(invoice: Invoice, as_of: date) -> Decimal:
    """Return what has been paid of *invoice* by *as_of*; for a credit note what was set off, negative."""
    return sum((event.amount or Decimal(0) for event in invoice.events("paid", as_of)), Decimal(0))


def due_day(invoice: Invoice, as_of: date) -> date:
    """Return the day on which *invoice* is due: as the issuer's own says, else by its scheme."""
    return next((event.due for event in invoice.events("received", as_of) if event.due), invoice.due)


def entitled(project: Project, rules: Rulebook, invoice: Invoice, step: Step, day: date) -> tuple[str, ...]:
    """Return the persons who may take *step* on *day*; the steps that need no right have nobody named."""
    may = {"check": "check", "second-check": "check", "approve": "approve"}.get(step)
    rights = (
        right for right in project.rights if right.may == may and right.holds(day) and right.covers(invoice.gross)
    )
    persons = dict.fromkeys(person for right in rights for person in right.persons)
    barred = _barred(project, rules, invoice, step, day)
    return tuple(person for person in persons if person not in barred)


def refused(
    project: Project, rules: Rulebook, invoice: Invoice, event: InvoiceEvent, place: Place | None
) -> Iterator[Problem]:
    """Yield why *event* may not follow what has happened to *invoice* so far.

    Codes: `invoice-ours`, `invoice-step-done`, `invoice-step`, `right-missing`, `four-eyes`, `invoice-overpaid`.
    """
    step, steps = next_step(project, rules, invoice, event.date), STEPS[event.kind]
    if invoice.member and event.kind != "paid":
        yield error("invoice-ours", place, invoice=invoice.id, step=Say(f"step-{steps[0]}"), next=Say(f"step-{step}"))
    elif step not in steps:
        before = next(iter(invoice.events(event.kind, event.date)), None)
        wanted = Say(f"step-{steps[0]}")
        if before is not None:
            person = project.groups.name_of(before.person) if before.person else None
            yield error("invoice-step-done", place, invoice=invoice.id, step=wanted, day=before.date, person=person)
        else:
            yield error("invoice-step", place, invoice=invoice.id, step=wanted, next=Say(f"step-{step}"))
    elif event.kind == "paid":
        total = paid(invoice, event.date) + (event.amount or Decimal(0))
        if not event.amount or not min(invoice.gross, Decimal(0)) <= total <= max(invoice.gross, Decimal(0)):
            yield error("invoice-overpaid", place, invoice=invoice.id, paid=total, amount=invoice.gross)
    elif event.kind != "received":
        yield from _unentitled(project, rules, invoice, event, place)


def waiting_table(project: Project, rules: Rulebook, as_of: date, partner: str | None = None) -> Table:
    """Show every invoice that waits for somebody, by its due day."""
    columns = (
        Column("invoice"),
        Column("invoice-number"),
        Column("amount", "money"),
        Column("pay-by", "date"),
        Column("waits-for", "word"),
        Column("by-whom"),
    )
    rows = []
    for each in sorted(project.invoices, key=lambda invoice: (due_day(invoice, as_of), invoice.id)):
        step = next_step(project, rules, each, as_of)
        if each.date <= as_of and partner in (None, each.issuer) and step != "done":
            persons = entitled(project, rules, each, step, as_of)
            names = ", ".join(map(project.groups.name_of, persons)) or _debtor(project, each, step)
            day = due_day(each, as_of)
            rows.append(
                Row((each.id, each.number(as_of), each.gross - paid(each, as_of), day, Say(f"step-{step}"), names))
            )
    notes = [] if project.rights or not any(each.line for each in project.invoices) else [Say("handled-by-nobody")]
    return Table(
        "invoices-waiting",
        as_of,
        Say("invoices-waiting"),
        columns,
        tuple(rows),
        (*notes, *synthetic(project)),
    )


def _debtor(project: Project, invoice: Invoice, step: Step) -> str | None:
    """Return who has to pay a charge that was sent."""
    payer = project.organisation(invoice.receiver) if invoice.member and step == "pay" else None
    return payer.name if payer else None


def _unentitled(
    project: Project, rules: Rulebook, invoice: Invoice, event: InvoiceEvent, place: Place | None
) -> Iterator[Problem]:
    person, day, step = event.person or "", event.date, next_step(project, rules, invoice, event.date)
    persons = entitled(project, rules, invoice, step, day)
    if person in persons:
        return
    said = {"invoice": invoice.id, "person": project.groups.name_of(person) or None, "step": Say(f"step-{step}")}
    names = tuple(map(project.groups.name_of, persons)) or None
    if person in _barred(project, rules, invoice, step, day):
        yield error("four-eyes", place, **said, others=names)
    else:
        yield error("right-missing", place, **said, day=day, amount=invoice.gross, others=names)


def _barred(project: Project, rules: Rulebook, invoice: Invoice, step: Step, day: date) -> frozenset[str]:
    """Return who must leave *step* to others: those who checked, at a second check also the issuer's own staff."""
    checked = frozenset(_persons(invoice, "checked", day))
    if step == "second-check":
        return checked | {person.id for person in project.groups.person if person.employer == invoice.issuer}
    return checked if step == "approve" and rules.word("four_eyes", day) == "two-persons" else frozenset()


def _persons(invoice: Invoice, kind: str, day: date) -> tuple[str, ...]:
    return tuple(event.person for event in invoice.events(kind, day) if event.person is not None)


def _employer(project: Project, person: str) -> str | None:
    known = project.groups.person_of(person)
    return known.employer if known else None
