"""Payment claims: right amounts for LasSe, never a cent above the rate, paying never lowers what is paid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.calendar import Period
from govtool.domain.claim import Claim, ClaimEvent, Explanation
from govtool.domain.cost import CubeKey, Sum, merged
from govtool.domain.money import cents
from govtool.domain.municipality import Municipality
from govtool.domain.project import Project
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.booking import bookings
from govtool.reports.claim import counted, figures
from govtool.reports.claim_cost import in_claim
from govtool.reports.claim_facts import claim_facts
from govtool.reports.claim_form import claim_form
from govtool.reports.claim_page import claim_problems, claim_table, claims_table
from govtool.reports.claim_paper import claim_paper
from govtool.reports.reconciliation import differences
from govtool.rules.rulebook import Rulebook
from tests import lasse
from tests.lasse import FIRST, SECOND, SUBMITTED

EARLY = date(2001, 9, 1)


def rules_with(project: Project, **answers: str | Decimal) -> Rulebook:
    return Rulebook(
        tuple(
            p.replace(values=tuple(v.replace(value=answers[p.name], start=min(v.start, EARLY)) for v in p.values))
            if p.name in answers
            else p
            for p in project.parameters
        )
    )


@pytest.fixture(scope="module")
def project() -> Project:
    return lasse.claimed()


def test_the_claim_of_2013(project: Project) -> None:
    found = figures(project, lasse.rulebook(project), project.claims[0], lasse.TODAY)
    own, partners = (sum(values) for values in zip(*((x.own, x.partner_invoices) for x in found.line), strict=True))
    assert (str(own), str(partners), str(found.total)) == ("16326.18", "58145.44", "74471.62")
    assert (str(found.applied), str(found.municipalities)) == ("55853.71", "18617.91")
    assert found.rows == 94 + 7


def test_the_claim_of_2014(project: Project) -> None:
    found = figures(project, lasse.rulebook(project), SECOND, lasse.TODAY)
    own, partners = (sum(values) for values in zip(*((x.own, x.partner_invoices) for x in found.line), strict=True))
    assert (str(own), str(partners), str(found.total)) == ("40147.39", "260432.35", "300579.74")
    assert (str(found.cumulative), str(found.grant_cumulative)) == ("375051.36", "281288.52")
    assert (str(found.paid_before), str(found.applied)) == ("55853.71", "225434.81")
    assert found.municipalities + found.applied == found.total


def test_the_page_says_why_it_is_not_a_cent_more(project: Project) -> None:
    table = claim_table(project, lasse.rulebook(project), project.claims[0], lasse.TODAY)
    note = next(each for each in table.notes if each.key == "claim-rounding")
    assert (note.data["exact"], note.data["grant"], note.data["usual"]) == tuple(
        map(Decimal, ("55853.715", "55853.71", "55853.72"))
    )
    assert note.data["rule"] == "floor-cumulative"
    paper = claim_paper(project, lasse.rulebook(project), project.claims[0], lasse.TODAY)
    assert (paper.notes, paper.draft) == (table.notes[:-1], False)


def test_every_group_of_the_form_adds_up(project: Project) -> None:
    for claim, cumulative, actual in ((FIRST, "74471.62", "78396.58"), (SECOND, "375051.36", "396270.78")):
        form = claim_form(project, lasse.rulebook(project), claim, SUBMITTED if claim is FIRST else lasse.TODAY)
        for rows in (form.costs, form.financing, form.bridge):
            whole = rows[-1].cumulative
            assert (whole, rows[-1].total) == (Decimal(cumulative), True)
            assert sum(row.cumulative or 0 for row in rows[:-1]) == whole
            assert sum(row.budget or 0 for row in rows[:-1]) == (rows[-1].budget or 0)
            assert sum(row.period or 0 for row in rows[:-1]) == (rows[-1].period or 0)
        assert form.bridge[0].cumulative == Decimal(actual)
        steps = Decimal(0)
        for row in form.payment:
            amount = row.cumulative or Decimal(0)
            assert not row.total or amount == steps
            steps = amount if row.total else steps + amount


def test_why_the_ledgers_differ_is_said_row_by_row(project: Project) -> None:
    rules = lasse.rulebook(project)
    found = [(e.partner, e.kind, str(e.amount), e.invoices) for e in differences(project, rules, FIRST, SUBMITTED)]
    assert found == [
        ("pikassos", "booked-later", "3889.44", ("pikassos-settlement-2013-12",)),
        ("verso", "booked-later", "35.52", ("verso-settlement-2013-12",)),
    ]
    found = [(e.partner, e.kind, str(e.amount), e.invoices) for e in differences(project, rules, SECOND, lasse.TODAY)]
    assert found == [
        ("pikassos", "to-invoice", "1289.15", ("pikassos-settlement-2014-12",)),
        ("sonet-botnia", "to-invoice", "19221.07", ("sonet-botnia-actual-2014-12",)),
        ("verso", "to-invoice", "709.20", ("verso-settlement-2014-12",)),
    ]


def test_what_no_later_claim_brings_is_explained_by_a_person(project: Project) -> None:
    rules, last = lasse.rulebook(project), SECOND.replace(last=True)
    found = differences(project, rules, last, lasse.TODAY)
    assert {(each.partner, each.kind) for each in found} == {
        (partner, "unexplained") for partner in ("pikassos", "sonet-botnia", "verso")
    }
    told = Explanation(partner="verso", kind="accrual", amount=Decimal("709.20"), text="Holiday pay")
    found = differences(project, rules, last.replace(explanation=(told,)), lasse.TODAY)
    assert [(each.kind, each.text) for each in found if each.partner == "verso"] == [("accrual", "Holiday pay")]


CHANGED: dict[str, Callable[[Project], Project]] = {
    "the rate": lambda p: replace(p, parameters=tuple(rules_with(p, grant_rate=Decimal("0.5")).parameters.values())),
    "the rounding": lambda p: replace(
        p, parameters=tuple(rules_with(p, grant_rounding="half-up-cumulative").parameters.values())
    ),
    "the basis": lambda p: replace(p, parameters=tuple(rules_with(p, claim_basis="partner-costs").parameters.values())),
    "the grant": lambda p: replace(p, grant=p.grant.replace(maximum=Decimal(700_000))),
    "the budget": lambda p: replace(
        p,
        budget=p.budget.replace(
            change=(),
            baseline=p.budget.baseline.replace(
                line=tuple(line.replace(amount=2 * line.amount) for line in p.budget.baseline.line)
            ),
        ),
    ),
    "the rows": lambda p: replace(p, costs={key: Sum(2 * found.cents, 7) for key, found in p.costs.items()}),
    "a partner's rows": lambda p: replace(p, costs={k: v for k, v in p.costs.items() if k.bookkeeper != "verso"}),
    "the bookings": lambda p: replace(p, booked=()),
    "the invoices": lambda p: replace(p, invoices=p.invoices[:3]),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_sealed_claim_stays_whatever_changes(project: Project, what: str) -> None:
    sealed, changed = project.claims[0], CHANGED[what](project)
    before, after = (claim_table(each, lasse.rulebook(each), sealed, lasse.TODAY) for each in (project, changed))
    assert before.rows == after.rows
    now = counted(changed, lasse.rulebook(changed), sealed, SUBMITTED)
    facts = claim_facts(changed, lasse.rulebook(changed), sealed, SUBMITTED)
    assert sealed.figures is not None
    assert (now, facts) != (sealed.figures.replace(facts=None, rows_sha256=""), sealed.figures.facts), "nothing changed"


@pytest.mark.parametrize(
    ("rules", "grant"),
    [
        ({}, "55853.71"),
        ({"grant_rounding": "floor-period"}, "55853.71"),
        ({"grant_rounding": "half-up-cumulative"}, "55853.72"),
        ({"grant_rounding_unit": "euro"}, "55853.00"),
        ({"grant_rounding": "half-up-cumulative", "grant_rounding_unit": "euro"}, "55854.00"),
        ({"grant_rate": Decimal("0.8")}, "59577.29"),
        ({"claim_basis": "partner-costs"}, "58797.43"),
    ],
)
def test_each_answer_of_the_rules(project: Project, rules: dict[str, str | Decimal], grant: str) -> None:
    assert str(counted(project, rules_with(project, **rules), FIRST, SUBMITTED).grant_cumulative) == grant


def test_by_period_cents_can_be_lost_that_the_cumulative_rule_keeps(project: Project) -> None:
    day, rules = lasse.TODAY, rules_with(project, grant_rounding="floor-period")
    assert str(counted(project, rules, SECOND, day).grant_cumulative) == "281288.51"


def test_the_grant_never_exceeds_its_maximum(project: Project) -> None:
    poor = replace(project, grant=project.grant.replace(maximum=Decimal("200000")))
    found = figures(poor, lasse.rulebook(poor), SECOND, lasse.TODAY)
    assert (found.grant_cumulative, found.applied) == (Decimal("200000"), Decimal("144146.29"))
    assert found.municipalities_cumulative == Decimal("175051.36")


def test_what_was_applied_for_and_is_not_paid_yet_counts_as_paid(project: Project) -> None:
    waiting = replace(project, claims=(project.claims[0].replace(event=()), SECOND))
    assert figures(waiting, lasse.rulebook(waiting), SECOND, lasse.TODAY).paid_before == Decimal("55853.71")
    half = project.claims[0].replace(event=(ClaimEvent(kind="paid", date=date(2014, 4, 15), amount=Decimal("50000")),))
    less = replace(project, claims=(half, SECOND))
    assert figures(less, lasse.rulebook(less), SECOND, lasse.TODAY).applied == Decimal("231288.52")


@pytest.mark.parametrize(("last", "applied"), [(False, "0.00"), (True, "-16353.71")])
def test_below_what_was_paid_only_the_last_claim_repays(project: Project, last: bool, applied: str) -> None:
    key = CubeKey("common", "tampere", "salaries", "2014-09", "eligible", date(2014, 10, 12))
    whole = figures(project, lasse.rulebook(project), SECOND, lasse.TODAY).cumulative
    less = replace(project, costs=merged([project.costs, {key: Sum(5_266_667 - cents(whole), 1)}]))
    found = figures(less, lasse.rulebook(less), SECOND.replace(last=last), lasse.TODAY)
    assert (str(found.grant_cumulative), str(found.applied)) == ("39500.00", applied)


def test_a_late_row_of_a_claimed_month_is_in_the_cumulative_figures(project: Project) -> None:
    key = CubeKey("common", "tampere", "rents", "2013-10", "eligible", date(2014, 5, 5))
    more = replace(project, costs=merged([project.costs, {key: Sum(10_000, 1)}]))
    rules = lasse.rulebook(more)
    found = figures(more, rules, SECOND, lasse.TODAY)
    assert (found.total, found.cumulative) == (Decimal("300579.74"), Decimal("375151.36"))
    assert found.applied == Decimal("225509.81")
    assert found.grant_cumulative + found.municipalities_cumulative == found.cumulative
    late = [note for note in claim_table(more, rules, SECOND, lasse.TODAY).notes if note.key == "claim-late-rows"]
    assert [note.data["amount"] for note in late] == [Decimal("100.00")]


BROKEN = {
    "booked-invoice-unknown": {"invoice": "verso/9999-999"},
    "booked-invoice-differs": {"cents": 470_001},
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_booking_that_fits_no_invoice_is_not_claimed(project: Project, code: str) -> None:
    row = next(each for each in project.booked if each.voucher == "verso-instalment-2014-10")
    wrong = tuple(row._replace(**BROKEN[code]) if each == row else each for each in project.booked)  # type: ignore[arg-type]
    bad = replace(project, booked=wrong)
    assert [(p.code, str(p.place)) for p in claim_problems(bad, lasse.rulebook(bad), SECOND, lasse.TODAY)] == [
        (code, "budgets/evidence/tampere/ledger.csv:7")
    ]
    whole = figures(project, lasse.rulebook(project), SECOND, lasse.TODAY).total
    assert figures(bad, lasse.rulebook(bad), SECOND, lasse.TODAY).total == whole - Decimal("4700.00")


def test_an_invoice_booked_twice_is_claimed_once(project: Project) -> None:
    twice = replace(project, booked=(*project.booked, project.booked[-1]._replace(line=99, sheet="Ledger")))
    problems = list(claim_problems(twice, lasse.rulebook(twice), SECOND, lasse.TODAY))
    assert [(p.code, str(p.place)) for p in problems] == [
        ("booked-invoice-twice", "budgets/evidence/tampere/ledger.csv!Ledger!A99")
    ]
    rules = lasse.rulebook(twice)
    assert figures(twice, rules, SECOND, lasse.TODAY) == figures(project, rules, SECOND, lasse.TODAY)


def test_an_invoice_sent_later_is_not_known_yet(project: Project) -> None:
    found = bookings(project, date(2013, 12, 31), date(2013, 9, 25))
    assert [each.row.voucher for each in found if each.invoice is not None] == ["pikassos-start-up-2013-08"]


def test_months_without_a_partner_s_rows_are_warned_of(project: Project) -> None:
    fewer = {k: v for k, v in project.costs.items() if (k.bookkeeper, k.month) != ("verso", "2014-08")}
    fewer_rows = replace(project, costs=fewer)
    problems = list(claim_problems(fewer_rows, lasse.rulebook(project), SECOND, lasse.TODAY))
    assert [(p.code, p.severity, p.data["months"]) for p in problems] == [
        ("claim-months-missing", "warning", ("2014-08",))
    ]


def test_the_rows_of_a_claim_are_its_bookings(project: Project) -> None:
    later = lasse.booking(project.invoices[-1])._replace(month="2014-11")
    found = in_claim(project, lasse.rulebook(project), SECOND, [*project.booked, later], lasse.TODAY)
    assert [row.voucher for row in found] == [i.id for i in project.invoices if i.date.year == 2014]


def test_the_list_of_claims(project: Project) -> None:
    rows = claims_table(project, lasse.rulebook(project), lasse.TODAY).rows
    assert [(r.cells[0], r.cells[3], str(r.cells[5])) for r in rows] == [
        ("claim-2013", SUBMITTED, "55853.71"),
        ("claim-2014", None, "225434.81"),
    ]
    assert [r.cells[0] for r in claims_table(project, lasse.rulebook(project), date(2014, 2, 20)).rows] == [
        "claim-2013"
    ]


AMOUNT = st.integers(-30_000_000, 60_000_000)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(AMOUNT, min_size=1, max_size=5),
    st.sampled_from(("floor-cumulative", "floor-period", "half-up-cumulative")),
    st.sampled_from(("cent", "euro")),
)
def test_the_laws_of_claims(amounts: list[int], rounding: str, unit: str) -> None:
    """What is paid never falls before the last claim, never exceeds rate and maximum, and parts add up."""
    costs = {
        CubeKey("common", "tampere", "salaries", f"2014-{m:02}", "eligible", date(2014, m, 28)): Sum(cents, 1)
        for m, cents in enumerate(amounts, 1)
    }
    project = lasse.project(costs)
    rules = rules_with(project, grant_rounding=rounding, grant_rounding_unit=unit)
    starts = [date(2013, 4, 1)] + [date(2014, m, 1) for m in range(2, 13)]
    claims: list[Claim] = []
    paid = Decimal(0)
    for n in range(1, len(amounts) + 1):
        end = date(2014, n, 28)
        claim = Claim(
            id=f"claim-{n}",
            number=n,
            period=Period(start=starts[n - 1], end=end),
            made=end,
            last=n == len(amounts),
        )
        project = replace(project, claims=(*claims, claim))
        found = counted(project, rules, claim, end)
        claims.append(claim.replace(submitted=end, figures=found))
        assert found.paid_before == paid
        assert claim.last or found.applied >= 0
        paid += found.applied
        assert found.grant_cumulative <= project.grant.maximum
        assert found.grant_cumulative + found.municipalities_cumulative == found.cumulative
        if rounding.startswith("floor"):
            assert found.grant_cumulative <= found.cumulative * Decimal("0.75")
    assert paid == found.grant_cumulative
    assert sum((each.figures.municipalities for each in claims if each.figures), Decimal(0)) == (
        found.municipalities_cumulative
    )


def test_every_case_has_its_note_in_every_language(project: Project) -> None:
    rules = lasse.rulebook(project)
    key = CubeKey("common", "tampere", "salaries", "2014-09", "eligible", date(2014, 10, 12))
    poor = replace(project, grant=project.grant.replace(maximum=Decimal("200000")))
    less = replace(project, costs=merged([project.costs, {key: Sum(-35_000_000, 1)}]))
    costs = rules_with(project, claim_basis="partner-costs")
    parked = lasse.booking(project.invoices[0])._replace(status="parked", reason="rule:above_ceiling")
    waiting = replace(project, parked=(parked, parked._replace(line=8, reason="asked the authority")))
    joined = {"joined": date(2013, 4, 1), "payer_from": date(2013, 4, 1), "line": 2}
    member = Municipality(code="837", name="Tampere", payer="Tampere", population=1, **joined)  # type: ignore[arg-type]
    kinds: tuple[Literal["accrual", "other"], ...] = ("accrual", "other")
    told = SECOND.replace(
        last=True,
        explanation=tuple(Explanation(partner="verso", kind=kind, amount=Decimal(1), text="x") for kind in kinds),
    )
    cases = {
        "claim-capped": claim_table(poor, rules, SECOND, lasse.TODAY),
        "claim-withheld": claim_table(less, rules, SECOND, lasse.TODAY),
        "claim-last": claim_table(project, rules, SECOND.replace(last=True), lasse.TODAY),
        "claim-partner-costs": claim_table(project, costs, FIRST, SUBMITTED),
        "claim-parked": claim_table(waiting, rules, SECOND, lasse.TODAY),
        "claim-own-financing": claim_table(replace(project, municipalities=(member,)), rules, told, lasse.TODAY),
    }
    for note, table in cases.items():
        assert note in {each.key for each in table.notes}
        for lang in LANGUAGES:
            assert "{" not in draw_to(table, Words(lang), 100)
    assert claim_form(project, costs, FIRST, SUBMITTED).bridge == ()
