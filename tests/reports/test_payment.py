"""From costs to payment: real figures, and laws for any order of claims, cuts, receipts, corrections and advances."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.checks.claim import model
from govtool.domain.calendar import Period
from govtool.domain.claim import Claim, ClaimEvent, Cut, Receipt
from govtool.domain.cost import CubeKey, Sum
from govtool.domain.party import Advance, YearCeiling
from govtool.domain.project import Project
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.claim import counted
from govtool.reports.claim_diff import claim_outcome, claims_diff
from govtool.reports.claim_form import ClaimForm, claim_form
from govtool.reports.claim_page import claim_table
from govtool.rules.rulebook import Rulebook
from tests import lasse
from tests.reports.test_claim import rules_with

STARTS = [date(2013, 4, 1)] + [date(2014, m, 1) for m in range(2, 13)]
ENDS = [date(2014, m, 28) for m in range(1, 13)]


def project_with(*amounts: int, **grant: object) -> Project:
    """Return LasSe with *amounts* cents of salaries, one a month from 1/2014."""
    costs = {
        CubeKey("common", "tampere", "salaries", f"2014-{m:02}", "eligible", ENDS[m - 1]): Sum(cents, 1)
        for m, cents in enumerate(amounts, 1)
    }
    found = lasse.project(costs)
    return replace(found, grant=found.grant.replace(**grant))


def claim(n: int, *, last: bool = False, **facts: object) -> Claim:
    period = Period(start=STARTS[n - 1], end=ENDS[n - 1])
    return Claim(id=f"claim-{n}", number=n, period=period, made=ENDS[n - 1], last=last, **facts)  # type: ignore[arg-type]


def receipt(kind: str, amount: int | Decimal) -> Receipt:
    return Receipt(kind=kind, date=STARTS[0], text="x", voucher="1", amount=Decimal(amount))  # type: ignore[arg-type]


def submitted(project: Project, made: Claim, **rules: str | Decimal) -> Claim:
    whole = replace(project, claims=(*(c for c in project.claims if c.number != made.number), made))
    day = made.period.end
    return made.replace(submitted=day, figures=counted(whole, rules_with(project, **rules), made, day))


def test_a_real_share_of_kaste() -> None:
    """Kainuu's part of Pohjois-Suomen Lasten Kaste: 216 349 at 75 %."""
    found = submitted(project_with(21_634_900), claim(1)).figures
    assert found is not None
    assert (str(found.applied), str(found.municipalities)) == ("162261.75", "54087.25")


def test_items_above_the_grant_stop_at_the_grant() -> None:
    """A real budget: total 503 850, grant at most 348 000, own 155 850."""
    project = project_with(50_385_000, maximum=Decimal(348_000))
    made = submitted(project, claim(1))
    assert made.figures is not None
    assert (str(made.figures.applied), str(made.figures.municipalities)) == ("348000.00", "155850.00")
    notes = claim_table(project, lasse.rulebook(project), made, ENDS[0]).notes
    assert "claim-capped" in {note.key for note in notes}


@pytest.mark.parametrize(
    ("receipts", "applied"),
    [
        ((), "7500.00"),
        ((("income", 1000),), "6750.00"),
        ((("income", 1000), ("other-grant", 2000)), "5250.00"),
        ((("other-public", 2000),), "7500.00"),
        ((("other-public", 1000), ("private", 3000)), "6000.00"),
        ((("income", 1000), ("private", 5000)), "4000.00"),
    ],
)
def test_receipts_lower_the_base_or_the_deficit(receipts: tuple[tuple[str, int], ...], applied: str) -> None:
    found = submitted(project_with(1_000_000), claim(1, receipt=tuple(receipt(*each) for each in receipts))).figures
    assert found is not None
    assert str(found.applied) == applied
    given = sum((Decimal(amount) for _, amount in receipts), Decimal(0))
    assert found.grant_cumulative + found.municipalities_cumulative + given == found.cumulative


def test_a_year_has_its_ceiling() -> None:
    project = project_with(1_000_000, 1_000_000, yearly=(YearCeiling(year=2014, maximum=Decimal(9000)),))
    first = submitted(project, claim(1))
    second = submitted(replace(project, claims=(first,)), claim(2))
    assert second.figures is not None
    assert (str(second.figures.applied), str(second.figures.grant_cumulative)) == ("1500.00", "9000.00")
    table = claim_table(replace(project, claims=(first, second)), lasse.rulebook(project), second, ENDS[1])
    assert "claim-yearly" in {note.key for note in table.notes}
    between = claims_diff(replace(project, claims=(first, second)), lasse.rulebook(project), first, second, ENDS[1])
    assert "claim-yearly" in {note.key for note in between.notes}


def test_what_is_cut_leaves_the_base_of_later_claims() -> None:
    project = project_with(1_000_000, 1_000_000)
    first = submitted(project, claim(1))
    cut = Cut(category="salaries", amount=Decimal(1000), reason="Not of the project")
    decided = first.replace(
        event=(ClaimEvent(kind="decided", date=date(2014, 2, 1), amount=Decimal(6750), cut=(cut,)),)
    )
    found = submitted(replace(project, claims=(decided,)), claim(2)).figures
    assert found is not None
    assert [str(x) for x in (found.cut, found.base, found.paid_before, found.applied)] == [
        "1000.00",
        "19000.00",
        "6750.00",
        "7500.00",
    ]


def test_an_advance_is_netted_and_a_part_held_back_until_the_last_claim() -> None:
    advance = Advance(date=STARTS[0], amount=Decimal(3000))
    project = project_with(400_000, 400_000, 400_000, maximum=Decimal(9000), advance=(advance,))
    rules: dict[str, str | Decimal] = {"retention": Decimal("0.1")}
    claims: list[Claim] = []
    for n in (1, 2, 3):
        claims.append(submitted(replace(project, claims=tuple(claims)), claim(n, last=n == 3), **rules))
    found = [each.figures for each in claims if each.figures]
    assert [str(each.applied) for each in found] == ["3000.00"] * 3
    assert [(str(e.netted), str(e.retained), str(e.released)) for e in found] == [
        ("900.00", "210.00", "0.00"),
        ("900.00", "210.00", "0.00"),
        ("1200.00", "0.00", "420.00"),
    ]
    assert sum(each.payable for each in found) == Decimal(9000) - 3000
    table = claim_table(replace(project, claims=tuple(claims)), lasse.rulebook(project), claims[2], ENDS[2])
    assert {"claim-netted", "claim-released"} <= {note.key for note in table.notes}


def test_each_claim_earns_the_rate_of_its_day() -> None:
    project = project_with(1_000_000, 1_000_000)
    later = tuple(
        p.replace(
            values=(*p.values, p.values[-1].replace(start=date(2014, 2, 1), value=Decimal("0.8"), layer="project"))
        )
        if p.name == "grant_rate"
        else p
        for p in project.parameters
    )
    changed = replace(project, parameters=later)
    first = submitted(changed, claim(1))
    found = counted(replace(changed, claims=(first,)), lasse.rulebook(changed), claim(2), ENDS[1])
    assert str(found.grant_cumulative) == "15500.00"


def test_a_small_repayment_may_be_left() -> None:
    project = project_with(1_000_000, -10_000)
    first = submitted(project, claim(1))
    last = submitted(replace(project, claims=(first,)), claim(2, last=True))
    rules = rules_with(project, return_threshold=Decimal(100))
    table = claim_table(replace(project, claims=(first, last)), rules, last, ENDS[1])
    assert last.figures is not None
    assert str(last.figures.payable) == "-75.00"
    assert "claim-no-return" in {note.key for note in table.notes}


STEP = st.tuples(
    st.integers(0, 20_000_000),  # costs
    st.integers(0, 2_000_000),  # income
    st.integers(0, 2_000_000),  # other grants
    st.integers(0, 2_000_000),  # other financing
    st.integers(0, 100),  # per cent of the claim's rows that are cut
    st.integers(0, 100),  # per cent of what is to be paid that is paid, if decided
    st.booleans(),
    st.integers(-20_000_000, 2_000_000),  # correction of the first month, accepted with this claim
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(STEP, min_size=1, max_size=4),
    st.integers(0, 10_000_000),
    st.sampled_from(["share-of-payment", "first-payments"]),
    st.sampled_from([Decimal(0), Decimal("0.1"), Decimal(1)]),
    st.sampled_from(["net", "gross"]),
)
def test_payments_never_exceed_maximum_or_rate(
    steps: list[tuple[int, int, int, int, int, int, bool, int]],
    advance: int,
    netting: str,
    retention: Decimal,
    of: str,
) -> None:
    rules = {"advance_netting": netting, "retention": retention, "retention_base": of}
    first = Advance(date=STARTS[0], amount=Decimal(advance).scaleb(-2))
    maximum = Decimal(200_000)
    project = project_with(*(each[0] for each in steps), maximum=maximum, advance=(first,))
    corrections = {
        CubeKey("common", "tampere", "salaries", "2014-01", "eligible", ENDS[n]): Sum(each[-1], 1)
        for n, each in enumerate(steps)
        if n
    }
    project = replace(project, costs={**project.costs, **corrections})
    claims: list[Claim] = []
    highest = Decimal(0)
    for n, (_, income, other, financing, cut, share, decided, _) in enumerate(steps, 1):
        given = {
            "income": income,
            "other-grant": other,
            "other-public": financing // 2,
            "private": financing - financing // 2,
        }
        receipts = tuple(receipt(kind, Decimal(amount).scaleb(-2)) for kind, amount in given.items())
        made = claim(n, last=n == len(steps), receipt=receipts)
        whole = replace(project, claims=tuple(claims))
        done = submitted(whole, made, **rules)
        figures = done.figures
        assert figures is not None
        assert figures.grant_cumulative <= maximum
        earned = figures.base * Decimal("0.75")
        assert figures.grant_cumulative <= (earned if earned > 0 else Decimal(0))
        assert figures.base <= 0 or figures.grant_cumulative <= max(figures.base - figures.other_financing, Decimal(0))
        _adds_up(claim_form(replace(whole, claims=(*claims, done)), rules_with(project, **rules), done, ENDS[n - 1]))
        events = []
        if decided and figures.applied > 0:
            amount = max(0, (figures.total * cut / 100).__floor__())
            approved = max(Decimal(0), figures.applied - amount)
            cuts = (Cut(category="salaries", amount=Decimal(amount), reason="x"),) if amount else ()
            events = [ClaimEvent(kind="decided", date=ENDS[n - 1], amount=approved, cut=cuts, **done.held(approved))]
        done = done.replace(event=tuple(events))
        paid = done.to_pay if made.last else (done.to_pay * share / 100).__floor__()
        if paid:
            done = done.replace(event=(*events, ClaimEvent(kind="paid", date=ENDS[n - 1], amount=Decimal(paid))))
        claims.append(done)
        sums = sum((each.paid(ENDS[n - 1]) for each in claims), Decimal(0))
        assert sums + first.amount <= maximum
        highest = max(highest, figures.grant_cumulative)
        assert sums <= highest
        assert not made.last or sums + first.amount <= max(figures.grant_cumulative, Decimal(0))


def _adds_up(form: ClaimForm) -> None:
    """Assert that every total of the form is the sum of the rows since the total before, or of all rows above."""
    for rows in (form.costs, form.financing):
        *above, total = rows
        assert sum(row.cumulative or 0 for row in above) == total.cumulative
        assert sum(row.period or 0 for row in above) == total.period
    reached = Decimal(0)
    for row in form.payment:
        amount = row.cumulative or Decimal(0)
        assert not row.total or amount == reached
        reached = amount if row.total else reached + amount


def test_every_page_is_said_in_every_language() -> None:
    advance = Advance(date=STARTS[0], amount=Decimal(3000))
    project = project_with(1_000_000, 300_000, maximum=Decimal(20_000), advance=(advance,))
    rules: dict[str, str | Decimal] = {"retention": Decimal("0.1")}
    kinds = ("income", "other-grant", "other-public", "private")
    first = submitted(project, claim(1, receipt=tuple(receipt(kind, 2500) for kind in kinds)), **rules)
    cut = Cut(category="salaries", amount=Decimal(100), reason="Not of the project")
    day = date(2014, 2, 3)
    events = (
        ClaimEvent(kind="returned", date=day, due=date(2014, 2, 9), reason="A voucher"),
        ClaimEvent(kind="completed", date=day),
        ClaimEvent(kind="checked", date=day),
        ClaimEvent(kind="decided", date=day, amount=Decimal(2400), cut=(cut,)),
        ClaimEvent(kind="paid", date=day, amount=Decimal(1500)),
        ClaimEvent(kind="closed", date=day),
    )
    late = CubeKey("common", "tampere", "salaries", "2014-01", "eligible", date(2014, 2, 20))
    project = replace(project, costs={**project.costs, late: Sum(700, 1)}, claims=(first.replace(event=events),))
    last = submitted(project, claim(2, last=True), **rules)
    project = replace(project, claims=(*project.claims, last))
    book = rules_with(project, **rules)
    for table in (
        claim_table(project, book, first, day),
        claim_table(project, book, last, ENDS[1]),
        claim_outcome(project, book, project.claims[0], ENDS[1]),
        claims_diff(project, book, project.claims[0], last, ENDS[1]),
    ):
        for lang in LANGUAGES:
            assert "{" not in draw_to(table, Words(lang), 100)  # type: ignore[arg-type]
    told = {note.key for note in claim_outcome(project, book, project.claims[0], ENDS[1]).notes}
    assert told >= {f"claim-was-{each.kind}" for each in events} | {"claim-was-cut", "claim-since"}
    for row in claims_diff(project, book, project.claims[0], last, ENDS[1]).rows:
        _, before, period, later, after = row.cells
        assert sum(x for x in (before, period, later) if isinstance(x, Decimal)) == after


@pytest.mark.parametrize(
    ("rate", "actual", "total"),
    [("0.15", (), "62985.50"), ("0.4", (), "76678.00"), ("0.15", ("rents",), "63985.50")],
)
def test_a_flat_rate_stands_for_other_costs(rate: str, actual: tuple[str, ...], total: str) -> None:
    """54 770 of salaries with a flat 15 % is 62 985.50; 40 % covers everything else."""
    project = project_with(5_477_000)
    rents = CubeKey("common", "tampere", "rents", "2014-01", "eligible", ENDS[0])
    project = replace(project, costs={**project.costs, rents: Sum(100_000, 1)})
    answers = {"cost_model": "flat", "flat_rate": Decimal(rate), "flat_base": ("salaries",), "flat_actual": actual}
    rules = rules_with(project, **answers)  # type: ignore[arg-type]
    made = claim(1)
    assert str(counted(project, rules, made, ENDS[0]).total) == total
    table = claim_table(project, rules, made, ENDS[0])
    assert "claim-flat" in {note.key for note in table.notes}
    for lang in LANGUAGES:
        assert "{" not in draw_to(table, Words(lang), 100)  # type: ignore[arg-type]
    later = replace(project, claims=(made, claim(2)))
    assert list(model(later, rules, ENDS[1])) == []
    (flat,) = (p for p in rules.parameters.values() if p.name == "cost_model")
    back = flat.values[-1].replace(start=STARTS[1], value="actual", layer="project")
    changed = Rulebook(
        (*(p for p in rules.parameters.values() if p != flat), flat.replace(values=(*flat.values, back)))
    )
    assert [each.code for each in model(later, changed, ENDS[1])] == ["cost-model-changed"]


def test_a_sealed_claim_shows_its_own_rate_after_the_rules_have_changed() -> None:
    project = project_with(1_000_000, 1_000_000)
    first = submitted(project, claim(1))
    sealed = replace(project, claims=(first,))
    lower = rules_with(project, grant_rate=Decimal("0.5"))
    before, after = (claim_table(sealed, rules, first, ENDS[1]).rows for rules in (lasse.rulebook(project), lower))
    assert before == after
    assert str(counted(sealed, lower, claim(2), ENDS[1]).grant_cumulative) == "12500.00"
