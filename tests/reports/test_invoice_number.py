"""Invoices numbered here: one series a year without gaps, and nothing sent that the law would not take."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.actions.invoice import sent_under
from govtool.checks.invoice import numbering
from govtool.domain.invoice import Invoice
from govtool.domain.parameter import DatedValue
from govtool.domain.party import Address
from govtool.domain.project import Project
from govtool.domain.reference_number import compact
from govtool.problems import GovtoolError
from govtool.render.money_paper import specification as said
from govtool.render.words import Words
from govtool.reports.invoice_number import next_number
from govtool.reports.invoice_paper import specification
from govtool.rules.rulebook import Rulebook
from tests import lasse

FIRST, SECOND = "verso-instalment-2013-12", "verso-settlement-2013-12"
LAST_YEAR, THIS_YEAR = date(2013, 12, 31), date(2014, 1, 20)


@pytest.fixture(scope="module")
def project() -> Project:
    made = lasse.invoiced(lasse.project(), date(2014, 2, 28))
    known = {"numbering": "govtool", "business_id": "0827616-7", "iban": "FI1410093000123458"}
    partners = tuple(
        p.replace(address=Address(town="Lahti"), **(known if p.id == "verso" else {})) for p in made.partners
    )
    return replace(made, partners=partners)


def invoice(project: Project, given: str) -> Invoice:
    found = project.invoice(given)
    assert found is not None
    return found


def with_sent(project: Project, given: str, day: date) -> Project:
    sent = sent_under(project, invoice(project, given), None, day)
    return replace(project, invoices=tuple(sent if each.id == given else each for each in project.invoices))


def refusals(project: Project, given: str, number: str | None, day: date) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        sent_under(project, invoice(project, given), number, day)
    return [problem.code for problem in wrong.value.problems]


def test_a_series_begins_anew_every_year(project: Project) -> None:
    now = with_sent(with_sent(project, FIRST, LAST_YEAR), SECOND, THIS_YEAR)
    now = with_sent(now, "verso-instalment-2014-01", date(2014, 1, 31))
    numbers = [invoice(now, each).number(lasse.TODAY) for each in (FIRST, SECOND, "verso-instalment-2014-01")]
    assert numbers == ["2013-0001", "2014-0001", "2014-0002"]
    assert next_number(now, "verso", THIS_YEAR) == "2014-0003"
    assert list(numbering(now, lasse.rulebook(now), lasse.TODAY)) == []


def test_every_invoice_has_a_reference_of_its_own(project: Project) -> None:
    now = with_sent(with_sent(project, FIRST, LAST_YEAR), SECOND, THIS_YEAR)
    references = [invoice(now, each).event[-1].reference for each in (FIRST, SECOND)]
    assert references == [compact(each or "") for each in references]
    assert len(set(references)) == 2


def test_a_gap_is_found(project: Project) -> None:
    now = with_sent(with_sent(project, SECOND, THIS_YEAR), "verso-instalment-2014-01", date(2014, 1, 31))
    gone = replace(now, invoices=tuple(each for each in now.invoices if each.id != SECOND))
    found = list(numbering(gone, lasse.rulebook(gone), lasse.TODAY))
    assert [(problem.code, problem.data["missing"]) for problem in found] == [("invoice-number-gap", ("2014-0001",))]


def test_what_the_series_does_not_allow_is_refused(project: Project) -> None:
    assert refusals(project, FIRST, "77", LAST_YEAR) == ["invoice-number-given"]
    later = with_sent(project, SECOND, date(2014, 2, 1))
    assert refusals(later, "verso-instalment-2014-01", None, date(2014, 1, 31)) == ["invoice-backdated"]
    assert refusals(later, SECOND, None, date(2014, 2, 2)) == ["invoice-already-sent"]
    assert refusals(project, "pikassos-start-up-2013-08", None, LAST_YEAR) == ["invoice-number-empty"]


def test_a_legal_invoice_names_both_parties_whole(project: Project) -> None:
    bare = replace(
        project, partners=tuple(each.replace(business_id=None, address=None, iban=None) for each in project.partners)
    )
    with pytest.raises(GovtoolError) as wrong:
        sent_under(bare, invoice(bare, FIRST), None, LAST_YEAR)
    assert [(problem.code, problem.data["fields"]) for problem in wrong.value.problems] == [
        ("invoice-field-missing", ("business_id", "address", "iban")),
        ("invoice-field-missing", ("address",)),
    ]


def test_the_paper_says_how_to_pay_once_it_is_sent(project: Project) -> None:
    rules = lasse.rulebook(project)
    draft = specification(project, rules, invoice(project, FIRST), (), LAST_YEAR)
    assert (draft.legal, draft.payment) == (True, None)
    now = with_sent(project, FIRST, LAST_YEAR)
    payment = specification(now, rules, invoice(now, FIRST), (), LAST_YEAR).payment
    assert payment is not None
    assert (payment.reference, str(payment.amount)) == (invoice(now, FIRST).event[-1].reference, "4700.00")
    note = "verso-settlement-2014-06"
    credit = replace(project, invoices=lasse.invoiced(project, date(2014, 7, 31)).invoices)
    for given in (*invoice(credit, note).corrects, note):
        credit = with_sent(credit, given, lasse.TODAY)
    assert specification(credit, rules, invoice(credit, note), (), lasse.TODAY).payment is None


def test_late_interest_is_of_the_day_of_the_invoice_and_its_rate_is_stated_with_a_source(project: Project) -> None:
    rate = DatedValue(
        start=date(2014, 1, 1), value=Decimal("0.075"), source="Sopimus 3 §", checked=LAST_YEAR, layer="project"
    )
    rules = Rulebook(
        tuple(p.replace(values=(rate,)) if p.name == "late_interest_rate" else p for p in project.parameters)
    )
    told = []
    for given, day in ((FIRST, LAST_YEAR), (SECOND, THIS_YEAR)):
        now = with_sent(project, given, day)
        paper = specification(now, rules, invoice(now, given), (), day)
        payment = said(paper, Words("fi"))["payment"]
        assert isinstance(payment, dict)
        told.append(payment["late_interest"])
    assert told == ["Viivästyskorko korkolain 633/1982 4 §:n mukaan", "Viivästyskorko 7,5\u00a0% vuodessa. Sopimus 3 §"]
