"""Making invoices that are due by the schemes, once each, and sending one under the issuer's own number."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from govtool.domain.calendar import Period
from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal
from govtool.domain.invoice import Invoice, InvoiceEvent
from govtool.domain.project import Project, invoice_file
from govtool.problems import GovtoolError, Problem, error, errors
from govtool.reports.ceiling import deferrals, over_ceiling
from govtool.reports.charge import charge_problems
from govtool.reports.invoice import Planned, charge_days, plan, refuse_unknown
from govtool.reports.invoice_draft import draft, months_missing, vat_treatment, vat_undecided
from govtool.reports.invoice_number import missing_fields, next_number, numbered_here, originals_unsent, reference_of
from govtool.reports.settlement import Charge
from govtool.rules.rulebook import Rulebook


def make(project: Project, rules: Rulebook, as_of: date, *, partner: str | None, incomplete: bool) -> Change:
    """Make every invoice due by *as_of*, of all partners or one, in order of their days.

    One that misses all rows of some month waits for the statement, and what the partner invoices to actual
    costs after it waits too, unless *incomplete* ones are wanted: what comes later goes to the next.
    Problems: `partner-unknown`, `vat-undecided`, `charge-vat-undecided`, `charge_problems`,
    `invoice-backdated`, `share-ceiling` where it stops.
    """
    refuse_unknown(project, partner)
    planned = plan(project, rules, as_of, as_of)
    due = [each for each in planned if each.state in ("late", "due") and partner in (None, each.issuer)]
    waiting = {} if incomplete else _waiting(project, due, as_of)
    due = [each for each in due if each.id not in waiting]
    problems = tuple(_refused(project, rules, due, as_of))
    if errors(problems):
        raise GovtoolError(*problems)
    made = [draft(project, rules, each, as_of) for each in due]
    told = [line for each in due for line in _told(project, rules, each, planned, as_of)]
    told += _own_parts(project, made)
    told += [("invoice-over-ceiling", problem.data) for problem in problems]
    told += [("invoice-waits", {"invoice": given, "months": months}) for given, months in waiting.items()]
    return Change(
        action="invoice make",
        as_of=as_of,
        computed_from=project.digests,
        edits=tuple(NewRecord(invoice_file(each.id), _data(each)) for each in made),
        about=", ".join(each.id for each in made),
        told=tuple(told) or (("invoice-nothing-due", {}),),
    )


def send(
    project: Project,
    invoice: Invoice,
    sent: Invoice,
    *,
    as_of: date,
    document: bytes,
    made_from: Mapping[str, str],
) -> Change:
    """Seal an invoice and keep the *document* sent, made from files by digest; *sent* is what `sent_under` gave."""
    path, issued = invoice_file(invoice.id), f"budgets/issued/{invoice.id}.docx"
    event = sent.event[-1]
    return Change(
        action="invoice send",
        as_of=as_of,
        computed_from=project.digests,
        edits=(
            Seal(path, as_of),
            AddRecord(path, ("event",), event.model_dump(exclude_none=True)),
            PutFile(issued, document),
        ),
        about=f"{invoice.id} {event.number}",
        made_from=made_from,
        told=(("invoice-sent", {"invoice": invoice.id, "number": event.number, "amount": invoice.gross}),),
    )


def to_number(project: Project, as_of: date) -> tuple[Invoice, ...]:
    """Return the invoices made by *as_of* that are to be sent under numbers given here, in order."""
    made = (each for each in project.invoices if each.date <= as_of and numbered_here(project, each.issuer))
    return tuple(each for each in made if not any(event.kind == "sent" for event in each.event))


def sent_under(project: Project, invoice: Invoice, number: str | None, as_of: date) -> Invoice:
    """Return *invoice* as it is once sent under the issuer's own *number*, or under the next of the series kept here.

    Problems: `invoice-already-sent`, `invoice-number-empty`, `invoice-number-twice`; of a series kept here
    `invoice-number-given`, `invoice-backdated` when a later day has a number already, `invoice-field-missing`,
    `credit-original-unsent`.
    """
    place = project.places.of(invoice_file(invoice.id))
    before = next((event for event in invoice.event if event.kind == "sent"), None)
    if before is not None:
        raise GovtoolError(
            error("invoice-already-sent", place, invoice=invoice.id, number=before.number, day=before.date)
        )
    if numbered_here(project, invoice.issuer):
        problems = [*missing_fields(project, invoice), *originals_unsent(project, invoice, as_of)]
        if number is not None:
            problems.append(error("invoice-number-given", place, invoice=invoice.id, issuer=invoice.issuer))
        for other in project.invoices:
            last = max((event.date for event in other.event if event.kind == "sent"), default=as_of)
            if other.issuer == invoice.issuer and last > as_of:
                problems.append(error("invoice-backdated", place, invoice=other.id, day=last, as_of=as_of))
        if problems:
            raise GovtoolError(*problems)
        number = next_number(project, invoice.issuer, as_of)
        return _sent(invoice, as_of, number, reference_of(number))
    if number is None or not number.strip():
        raise GovtoolError(error("invoice-number-empty", place, invoice=invoice.id))
    refuse_used(project, invoice, number)
    return _sent(invoice, as_of, number)


def refuse_used(project: Project, invoice: Invoice, number: str) -> None:
    """Raise `invoice-number-twice` when the issuer has used *number* for another invoice."""
    for other in project.invoices:
        same_issuer = other.issuer == invoice.issuer and other.id != invoice.id
        if same_issuer and any(event.number == number for event in other.event):
            place = project.places.of(invoice_file(invoice.id))
            raise GovtoolError(
                error("invoice-number-twice", place, number=number, issuer=invoice.issuer, other=other.id)
            )


def _sent(invoice: Invoice, as_of: date, number: str, reference: str | None = None) -> Invoice:
    event = InvoiceEvent(kind="sent", date=as_of, number=number, reference=reference)
    return invoice.replace(event=(*invoice.event, event))


def _data(invoice: Invoice) -> Mapping[str, Any]:
    """Return what stands in the file of a new invoice."""
    left_out = {"seal", "event", *(key for key in ("line", "member", "corrects") if not getattr(invoice, key))}
    return {"format": 1, **invoice.model_dump(exclude_none=True, exclude=left_out)}


def _waiting(project: Project, due: list[Planned], as_of: date) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of what waits for statements, with the months that have none."""
    waiting: dict[str, tuple[str, ...]] = {}
    issuers: dict[str, tuple[str, ...]] = {}
    for each in due:
        missing = months_missing(project, each.scheme, each.period, as_of)
        if not each.scheme.fixed and (missing or each.issuer in issuers):
            waiting[each.id] = issuers[each.issuer] = missing or issuers[each.issuer]
    return waiting


def _refused(project: Project, rules: Rulebook, due: list[Planned], as_of: date) -> Iterator[Problem]:
    issuers = dict.fromkeys(each.issuer for each in due)
    for issuer in issuers:
        if vat_treatment(project, issuer).vat == "undecided":
            yield vat_undecided(project, issuer)
    for each in due:
        if each.receiver is None:
            yield from charge_problems(project, rules, charge_days(each))
    for invoice in project.invoices:
        if invoice.issuer in issuers and invoice.date > as_of:
            place = project.places.of(invoice_file(invoice.id), "date")
            yield error("invoice-backdated", place, invoice=invoice.id, day=invoice.date, as_of=as_of)
    charges: tuple[Charge, ...] = (*project.invoices, *due)
    yield from over_ceiling(project, rules, as_of, (each for each in charges if each.issuer in issuers))


def _own_parts(project: Project, made: Iterable[Invoice]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what of each charge is the coordinator's own part."""
    left: dict[tuple[str, Period], Decimal] = {}
    for each in made:
        if each.whole is not None:
            key = each.scheme, each.period
            left[key] = left.get(key, each.whole) - each.total
    for (scheme, _), amount in left.items():
        if amount:
            yield "charge-own-part", {"scheme": scheme, "payer": project.own_financing.coordinator, "amount": amount}


def _told(
    project: Project, rules: Rulebook, each: Planned, planned: tuple[Planned, ...], as_of: date
) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield "invoice-made", {"invoice": each.id, "amount": each.total}
    day = each.scheme.dated(each.period)
    if day < as_of:
        yield "invoice-caught-up", {"invoice": each.id, "day": day, "as_of": as_of}
    replaced = tuple(other.id for other in planned if other.settled_by == each.id)
    if replaced:
        yield "invoice-takes-place", {"invoice": each.id, "instalments": replaced}
    yield from deferrals(project, rules, each, as_of)
    missing = months_missing(project, each.scheme, each.period, as_of)
    if missing:
        yield "invoice-months-missing", {"invoice": each.id, "months": missing}
