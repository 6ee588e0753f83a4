"""Whether invoices are made once, dated and numbered rightly, and add up line by line."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.invoice import Invoice
from govtool.domain.project import Project, invoice_file
from govtool.problems import Problem, error, warning
from govtool.reports.ceiling import over_ceiling
from govtool.reports.invoice import months, to_make
from govtool.reports.invoice_handling import refused
from govtool.reports.invoice_number import series
from govtool.reports.service_wording import unclear_service
from govtool.rules.rulebook import Rulebook


def once(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `invoice-period-twice` for a scheme's period and receiver, `invoice-number-twice` of an issuer."""
    periods = Counter((each.scheme, each.receiver, each.period) for each in project.invoices)
    numbers = Counter((each.issuer, number) for each in project.invoices for number in _numbers(each))
    for each in project.invoices:
        if periods[each.scheme, each.receiver, each.period] > 1:
            place = project.places.of(invoice_file(each.id), "period")
            yield error("invoice-period-twice", place, scheme=each.scheme, period=months(each.period))
        for number in _numbers(each):
            if numbers[each.issuer, number] > 1:
                others = tuple(
                    o.id for o in project.invoices if number in _numbers(o) and o.issuer == each.issuer and o != each
                )
                place = project.places.of(invoice_file(each.id), "event")
                yield error("invoice-number-twice", place, number=number, issuer=each.issuer, other=others)


def sums(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `invoice-line-sum` where an amount is not what its actual costs, instalments and the rest make of it."""
    for each in project.invoices:
        for i, line in enumerate(each.line):
            if line.actual is not None:
                nothing = Decimal(0)
                total = line.actual - (line.instalments or nothing) + (line.earlier or nothing)
                total -= line.deferred or nothing
                if total != line.amount:
                    place = project.places.of(invoice_file(each.id), "line", i)
                    yield error("invoice-line-sum", place, category=line.category, amount=line.amount, total=total)


def days(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `invoice-early` for one dated before its period ends, unless its scheme dates it so."""
    schemes = {scheme.id: scheme for scheme in project.schemes}
    for each in project.invoices:
        scheme = schemes.get(each.scheme)
        if each.date < each.period.end and scheme is not None and scheme.dated(each.period) > each.date:
            place = project.places.of(invoice_file(each.id), "date")
            yield error("invoice-early", place, day=each.date, end=each.period.end)


def credit_notes(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `credit-note-alone` for a credit note that names no invoice that it corrects."""
    for each in project.invoices:
        if each.kind == "credit-note" and not each.corrects:
            yield error("credit-note-alone", project.places.of(invoice_file(each.id)), invoice=each.id)


def services(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `service-unclear` for a scheme whose invoices would not say what was done."""
    for scheme in project.schemes:
        yield from unclear_service(project, rules, scheme)


def ceilings(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `share-ceiling` for a share that the invoices made exceed."""
    made = [each for each in project.invoices if each.date <= as_of]
    yield from over_ceiling(project, rules, as_of, made)


def late(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `invoice-late` for what the schemes asked for before *as_of* and nobody made."""
    for given, each in to_make(project, rules, as_of, as_of).items():
        if each.state == "late":
            place = project.places.of("govtool.toml", "scheme", project.schemes.index(each.scheme))
            yield warning("invoice-late", place, invoice=given, day=each.scheme.dated(each.period))


def numbering(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `invoice-number-gap` where a series that is kept here does not run from 1 without a gap."""
    for partner in project.partners:
        for year in range(project.facts.start.year, as_of.year + 1) if partner.numbering == "govtool" else ():
            numbers = series(project, partner.id, year)
            expected = tuple(f"{year}-{number:04}" for number in range(1, len(numbers) + 1))
            if numbers != expected:
                place = project.places.of("govtool.toml", "partner", project.partners.index(partner))
                missing = tuple(sorted(set(expected) - set(numbers)))
                yield error("invoice-number-gap", place, partner=partner.name, year=str(year), missing=missing)


def handling(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what was wrong with a check, an approval or a payment when it was recorded, as `refused` tells it."""
    for each in project.invoices:
        for i, event in enumerate(each.event):
            if event.kind != "sent" and event.date <= as_of:
                place = project.places.of(invoice_file(each.id), "event", i)
                yield from refused(project, rules, each.replace(event=each.event[:i]), event, place)


def _numbers(invoice: Invoice) -> frozenset[str]:
    return frozenset(event.number for event in invoice.event if event.number is not None)


CHECKS = (
    ("invoices-once", once),
    ("invoices-sums", sums),
    ("invoices-days", days),
    ("invoices-services", services),
    ("invoices-credits", credit_notes),
    ("invoices-ceilings", ceilings),
    ("invoices-late", late),
    ("invoices-numbering", numbering),
    ("invoices-handling", handling),
)
