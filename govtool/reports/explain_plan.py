"""What an invoice to come adds up, and how the parts of the own share come about."""

from collections.abc import Iterable
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.cost import CostRow
from govtool.domain.money import cents, euros
from govtool.domain.project import GOVTOOL_TOML, MUNICIPALITIES_CSV, Project
from govtool.problems import Place
from govtool.reports.budget import budget_of
from govtool.reports.entry import Entry, of_invoice, of_row
from govtool.reports.invoice import Planned, plan
from govtool.reports.own_share import members, own_share, parts, weights
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

Explained = tuple[list[Entry], list[Say]]


def planned(project: Project, rules: Rulebook, given: str, as_of: date) -> Planned | None:
    """Return the invoice of that id that is to be made and whose amount is known, None when there is none."""
    found = plan(project, rules, as_of, project.facts.end)
    return next(
        (each for each in found if each.id == given and each.line and each.state not in ("made", "settled")), None
    )


def of_planned(project: Project, each: Planned, ledger: Iterable[CostRow], as_of: date) -> Explained:
    """Return the agreed amounts of an invoice to come, else the issuer's rows less what it has invoiced of them."""
    scheme = each.scheme
    if scheme.fixed:
        index = project.schemes.index(scheme)
        place = str(project.places.of(GOVTOOL_TOML, "scheme", index))
        amounts = [(a.category, cents(a.amount)) for a in scheme.amounts] or [("", cents(scheme.amount or 0))]
        text = Say("named", {"name": scheme.source})
        return [Entry(each.issuer, each.date, None, text, name, amount, place) for name, amount in amounts], []
    until = month_of(each.period.end)
    entries = [
        of_row(row)
        for row in ledger
        if row.bookkeeper == each.issuer and row.status == "eligible" and row.month <= until and row.accepted <= as_of
    ]
    for made in project.invoices:
        if made.issuer == each.issuer and made.date <= as_of and made.period.end <= each.period.end:
            entries += (of_invoice(project, made, index, sign=-1) for index in range(len(made.line)))
    return entries, [Say("explain-planned", {"month": until, "day": as_of}), Say("explain-known", {"day": as_of})]


def of_partner(project: Project, partner: str, ledger: Iterable[CostRow], as_of: date, *, to_settle: bool) -> Explained:
    """Return what a partner has invoiced, or its eligible rows less that: what is still to settle."""
    entries = [
        of_invoice(project, made, index, sign=-1 if to_settle else 1)
        for made in project.invoices
        if made.issuer == partner and made.date <= as_of
        for index in range(len(made.line))
    ]
    if to_settle:
        entries += (of_row(row) for row in ledger if row.bookkeeper == partner and row.status == "eligible")
    return entries, [Say("explain-exact")]


def of_own_share(project: Project, rules: Rulebook, as_of: date) -> tuple[dict[str, Entry], list[Say]]:
    """Return each municipality's part of the own share by its name, and how the whole and the parts are counted."""
    whole = own_share(project, rules, as_of)
    among = members(project, rules, as_of)
    by = weights(rules, among, as_of)
    held = rules.at("own_share_key", as_of)
    entries = {}
    for each, weight in zip(parts(project, rules, whole, as_of), by, strict=True):
        text = Say("explain-weight", {"weight": str(weight), "whole": str(sum(by))})
        place = str(Place(MUNICIPALITIES_CSV, each.municipality.line))
        payers = ", ".join(payer for payer, _ in each.payers)
        name = each.municipality.name
        entries[name] = Entry(name, each.municipality.joined, None, text, payers, each.cents, place)
    budget = sum(budget_of(project, rules, as_of).values())
    told = {"budget": euros(budget), "grant": project.grant.maximum_on(as_of), "amount": euros(whole)}
    rule = {"rule": "own_share_key", "value": str(held.value), "since": held.start, "source": held.source}
    return entries, [Say("explain-own-share", told), Say("explain-rule", rule), Say("explain-share-out")]
