"""Checks of budget, costs, invoices and claims: LasSe passes, and each thing that can be wrong is found."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.checks import budget, claim, cost, invoice
from govtool.domain.claim import Claim, ClaimEvent
from govtool.domain.cost import CubeKey, Sum, merged
from govtool.domain.invoice import Invoice, InvoiceEvent
from govtool.domain.project import Project
from govtool.problems import Problem
from tests import lasse

CHECKS = (*budget.CHECKS, *cost.CHECKS, *invoice.CHECKS, *claim.CHECKS)


@pytest.fixture(scope="module")
def project() -> Project:
    return lasse.claimed()


def found(project: Project) -> list[Problem]:
    def all_found() -> Iterator[Problem]:
        for _, check in CHECKS:
            yield from check(project, lasse.rulebook(project), lasse.TODAY)

    return list(all_found())


def test_lasse_has_only_the_overruns_left_in_on_purpose(project: Project) -> None:
    assert [(p.code, p.severity, p.data["share"], p.data["year"], str(p.data["over"])) for p in found(project)] == [
        ("category-over", "warning", "common", 2013, "81.65"),
        ("category-over", "warning", "verso", 2014, "25.68"),
        ("category-over", "warning", "verso", 2014, "80.76"),
    ]


def with_invoice(project: Project, given: str, change: Callable[[Invoice], Invoice]) -> Project:
    return replace(project, invoices=tuple(change(i) if i.id == given else i for i in project.invoices))


def with_claim(project: Project, number: int, change: Callable[[Claim], Claim]) -> Project:
    return replace(project, claims=tuple(change(c) if c.number == number else c for c in project.claims))


def more_costs(project: Project, share: str, cents: int, accepted: date = date(2014, 10, 10)) -> Project:
    key = CubeKey(share, "tampere", "salaries", "2013-12", "eligible", accepted)
    return replace(project, costs=merged([project.costs, {key: Sum(cents, 1)}]))


def unbalanced(project: Project) -> Project:
    change = project.budget.change[0]
    line = change.line[0].replace(amount=Decimal("-1500.01"))
    return replace(project, budget=project.budget.replace(change=(change.replace(line=(line, *change.line[1:])),)))


def number_twice(project: Project) -> Project:
    sent = (InvoiceEvent(kind="sent", date=date(2014, 9, 30), number="verso-instalment-2014-08"),)
    return with_invoice(project, "verso-instalment-2014-09", lambda i: i.replace(event=sent))


def wrong_sum(project: Project) -> Project:
    def change(made: Invoice) -> Invoice:
        first = made.line[0]
        assert first.actual is not None
        return made.replace(line=(first.replace(actual=first.actual + 1), *made.line[1:]))

    return with_invoice(project, "verso-settlement-2014-09", change)


def period_twice(project: Project) -> Project:
    made = project.invoice("verso-instalment-2014-09")
    assert made is not None
    return replace(project, invoices=(*project.invoices, made.replace(id="verso-again", event=())))


def two_accounts(project: Project) -> Project:
    other = project.accounts[0].replace(category="rents")
    return replace(project, accounts=(*project.accounts, other))


WRONG: dict[str, tuple[Callable[[Project], Project], str]] = {
    "change-not-balanced": (unbalanced, "budgets/budget.toml"),
    "share-over": (lambda p: more_costs(p, "verso", 5_900_000), "budgets/budget.toml"),
    "grant-over": (lambda p: more_costs(p, "common", 41_000_000), "govtool.toml"),
    "account-twice": (two_accounts, "govtool.toml"),
    "booked-invoice-unknown": (
        lambda p: replace(p, booked=(*p.booked, p.booked[0]._replace(invoice="verso/1"))),
        "budgets/evidence/tampere/ledger.csv",
    ),
    "booked-invoice-twice": (
        lambda p: replace(p, booked=(*p.booked, p.booked[0])),
        "budgets/evidence/tampere/ledger.csv",
    ),
    "invoice-period-twice": (period_twice, "budgets/invoices/verso-again.toml"),
    "invoice-number-twice": (number_twice, "budgets/invoices/verso-instalment-2014-09.toml"),
    "invoice-line-sum": (wrong_sum, "budgets/invoices/verso-settlement-2014-09.toml"),
    "invoice-early": (
        lambda p: with_invoice(p, "verso-instalment-2014-09", lambda i: i.replace(date=date(2014, 9, 29))),
        "budgets/invoices/verso-instalment-2014-09.toml",
    ),
    "credit-note-alone": (
        lambda p: with_invoice(p, "verso-settlement-2014-06", lambda i: i.replace(corrects=())),
        "budgets/invoices/verso-settlement-2014-06.toml",
    ),
    "share-ceiling": (
        lambda p: with_invoice(
            p,
            "verso-instalment-2014-09",
            lambda i: i.replace(line=(i.line[0].replace(amount=Decimal("90000")),), total=Decimal("90000")),
        ),
        "govtool.toml",
    ),
    "invoice-late": (
        lambda p: replace(p, invoices=tuple(i for i in p.invoices if i.id != "verso-instalment-2014-10")),
        "govtool.toml",
    ),
    "claim-gap": (
        lambda p: with_claim(p, 2, lambda c: c.replace(period=c.period.replace(start=date(2014, 1, 2)))),
        "budgets/claims/claim-2014.toml",
    ),
    "claim-after-last": (lambda p: with_claim(p, 1, lambda c: c.replace(last=True)), "budgets/claims/claim-2014.toml"),
    "claim-not-reproduced": (
        lambda p: more_costs(p, "common", 1, accepted=date(2014, 1, 12)),
        "budgets/claims/claim-2013.toml",
    ),
    "claim-overpaid": (
        lambda p: with_claim(p, 1, lambda c: c.replace(event=(c.event[0].replace(amount=Decimal("55853.72")),))),
        "budgets/claims/claim-2013.toml",
    ),
    "claim-paid-unsubmitted": (
        lambda p: with_claim(
            p, 2, lambda c: c.replace(event=(ClaimEvent(kind="paid", date=lasse.TODAY, amount=Decimal(1)),))
        ),
        "budgets/claims/claim-2014.toml",
    ),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_found_at_its_place(project: Project, code: str) -> None:
    change, file = WRONG[code]
    places = {p.place.file for p in found(change(project)) if p.code == code and p.place is not None}
    assert file in places


def test_a_row_accepted_after_submission_does_not_spoil_the_sealed_claim(project: Project) -> None:
    later = more_costs(project, "common", 1, accepted=date(2014, 2, 26))
    assert "claim-not-reproduced" not in {p.code for p in found(later)}


def test_a_scheme_may_date_an_invoice_before_its_period_ends(project: Project) -> None:
    schemes = tuple(s.replace(day=20) if s.id == "verso-instalment" else s for s in project.schemes)
    early = with_invoice(project, "verso-instalment-2014-09", lambda i: i.replace(date=date(2014, 9, 20)))
    assert "invoice-early" not in {p.code for p in found(replace(early, schemes=schemes))}
