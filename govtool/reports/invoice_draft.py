"""An invoice as it is made: of what is planned, with its VAT, once nothing stands in its way."""

from datetime import date

from govtool.domain.calendar import Period, month_of, months_in
from govtool.domain.cost import sums
from govtool.domain.invoice import Invoice, Scheme, tax_on
from govtool.domain.party import VatTreatment
from govtool.domain.project import GOVTOOL_TOML, OWN_FINANCING_TOML, Project
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.charge import charge_problems
from govtool.reports.invoice import Planned, charge_days
from govtool.reports.invoice_party import partner_of
from govtool.reports.service_wording import unclear_service
from govtool.reports.settlement import costs_of
from govtool.rules.rulebook import Rulebook


def draft(project: Project, rules: Rulebook, planned: Planned, known_on: date) -> Invoice:
    """Return the invoice that *planned* asks for; GovtoolError: `vat_undecided`, `charge_problems`, `service-unclear`.

    Tax is of the rate that holds on the last day of the period, when the service is done.
    """
    vat = vat_treatment(project, planned.issuer).vat
    problems = list(unclear_service(project, rules, planned.scheme))
    if vat == "undecided":
        problems.append(vat_undecided(project, planned.issuer))
    if planned.receiver is None:
        problems += charge_problems(project, rules, charge_days(planned))
    if problems or vat == "undecided" or planned.receiver is None:
        raise GovtoolError(*problems)
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


def months_missing(project: Project, scheme: Scheme, period: Period, known_on: date) -> tuple[str, ...]:
    """Return the months of *period* of which no cost row of the partner was known; none for amounts agreed."""
    if scheme.fixed:
        return ()
    known = {month for (month,) in sums(costs_of(project, scheme.partner, period.end, known_on), "month")}
    return tuple(month for month in (month_of(each.start) for each in months_in(period)) if month not in known)
