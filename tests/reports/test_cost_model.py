"""Cost models: what is claimed in the place of booked costs, to the cent, however months are divided into claims."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.checks.claim import milestones
from govtool.checks.reference import references
from govtool.domain.calendar import Period, month_end
from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.cost import CubeKey, Sum
from govtool.domain.cost_model import CostModel, Milestone
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.domain.staff import Accounts, Post, Staff, StaffMember, YearlyCost
from govtool.domain.time_sheet import TimeSheet
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.claim import counted
from govtool.reports.claim_cost import claim_costs
from govtool.reports.claim_page import claim_table
from govtool.reports.time_sheet import missing_hours, worked
from govtool.reports.time_sheet_page import hours_table
from govtool.rules.rulebook import Rulebook
from tests import lasse

LATER = date(2015, 12, 31)
FLAT = {"cost_model": "flat", "flat_rate": Decimal("0.15"), "flat_base": ("salaries",), "flat_actual": ()}


def rules_with(project: Project, **answers: object) -> Rulebook:
    """Return the rules of *project* with *answers* from long ago on, also of rules without a value."""
    answers = {"unit_hours": Decimal(1720), **answers}
    day = {"start": date(2001, 9, 1), "source": "Decision", "checked": date(2014, 1, 1), "layer": "project"}
    return Rulebook(
        tuple(
            p.replace(values=({**day, "value": answers[p.name]},)) if p.name in answers else p
            for p in project.parameters
        )
    )


def costs(*months: dict[str, int]) -> Project:
    """Return LasSe with cents by category in the coordinator's own books, one dict a month from 1/2014."""
    cube = {
        CubeKey("common", "tampere", category, f"2014-{n:02}", "eligible", date(2014, n, 28)): Sum(amount, 1)
        for n, month in enumerate(months, 1)
        for category, amount in month.items()
    }
    return lasse.project(cube)


def claim(number: int, first: date, last_month: int) -> Claim:
    """Return a claim from *first* to the end of a month of 2014."""
    end = month_end(date(2014, last_month, 1))
    return Claim(id=f"claim-{number}", number=number, period=Period(start=first, end=end), made=LATER)


def whole(project: Project, rules: Rulebook, last_month: int = 12) -> ClaimFigures:
    """Count one claim from the start to the end of a month of 2014."""
    return counted(project, rules, claim(1, date(2013, 4, 1), last_month), LATER)


def told(project: Project, rules: Rulebook) -> list[str]:
    """Return the notes of the page of one claim, said in English; every language can say them."""
    table = claim_table(project, rules, claim(1, date(2013, 4, 1), 12), LATER)
    for lang in LANGUAGES:
        assert "{" not in draw_to(table, Words(lang), 100)
    return [Words("en").cell(note, "note") for note in table.notes]


def staffed(project: Project, *sheets: TimeSheet, yearly: str | None = "54770.00", partner: str = "tampere") -> Project:
    """Return the project with one full-time role, its yearly cost and its time sheets."""
    cost = (YearlyCost(start=date(2013, 1, 1), amount=Decimal(yearly), source="Payroll"),) if yearly else ()
    post = Post(start=date(2014, 1, 1), end=date(2014, 12, 31), time=Decimal(1))
    member = StaffMember(id="worker", role="Worker", partner=partner, share="common", period=(post,), yearly_cost=cost)
    staff = Staff(category="salaries", side_cost_accounts=Accounts(first=4100, last=4199), staff=(member,))
    return replace(project, staff=staff, sheets=sheets)


def sheet(month: int, hours: str | Decimal, **facts: object) -> TimeSheet:
    """Return a signed time sheet of a month of 2014."""
    given = {"employee": LATER, "employer": LATER, "file": "x.pdf", **facts}
    return TimeSheet(staff="worker", month=f"2014-{month:02}", project=Decimal(hours), other=Decimal(0), **given)  # type: ignore[arg-type]


def test_a_flat_part_is_a_row_of_its_own_and_what_it_stands_for_is_said() -> None:
    project = costs({"salaries": 5_477_000, "rents": 100_000, "materials": 5})
    rules = rules_with(project, **FLAT)
    found = whole(project, rules)
    assert [(line.category, str(line.own)) for line in found.line] == [
        ("salaries", "54770.00"),
        ("flat-rate", "8215.50"),
    ]
    assert (str(found.total), found.rows) == ("62985.50", 1)
    notes = "\n".join(told(project, rules))
    assert "15 % of Salaries with side costs, 8,215.50 € from the start, stands for other costs" in notes.replace(
        "\u00a0", " "
    )
    assert "Rents: 1,000.00 € booked and not claimed; the flat rate stands for them." in notes.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rate", "base", "total"),
    [
        ("0.15", ("salaries",), "62985.50"),
        ("0.24", ("salaries",), "67914.80"),
        ("0.4", ("salaries",), "76678.00"),
        ("0.015", ("salaries", "rents"), "56606.55"),
    ],
)
def test_the_rates_that_were_read_in_sources(rate: str, base: tuple[str, ...], total: str) -> None:
    """Rural projects 15 % or 24 %, regional funds 40 %, investments 1.5 % of all direct costs."""
    project = costs({"salaries": 5_477_000, "rents": 100_000})
    assert (
        str(whole(project, rules_with(project, **FLAT | {"flat_rate": Decimal(rate), "flat_base": base})).total)
        == total
    )


def test_the_grant_stops_and_the_page_says_what_is_the_projects_own() -> None:
    """A real budget: total 503 850, grant at most 348 000."""
    project = costs({"salaries": 50_385_000})
    project = replace(project, grant=project.grant.replace(maximum=Decimal(348_000)))
    capped = next(note for note in told(project, rules_with(project)) if "maximum" in note)
    assert "29,887.50" in capped


def test_an_hour_is_a_year_s_cost_by_1720() -> None:
    project = staffed(costs({"salaries": 999_999, "rents": 10_000}), sheet(1, "120"), sheet(2, "0.25", employer=None))
    found = whole(project, rules_with(project, staff_costs="hours"))
    assert [(line.category, str(line.own)) for line in found.line] == [("salaries", "3820.80"), ("rents", "100.00")]
    notes = "\n".join(told(project, rules_with(project, staff_costs="hours"))).replace("\u00a0", " ")
    assert "Worker: 120 signed hours at 31.84 € = 3,820.80 €" in notes
    assert "Salaries with side costs: 9,999.99 € booked and not claimed; salaries are claimed by hours." in notes


def test_no_more_hours_than_the_year_has() -> None:
    project = staffed(costs(), *(sheet(month, "200") for month in range(1, 11)))
    (found,) = worked(project, rules_with(project), LATER, LATER)
    assert (found.hours, found.above, found.cost) == (Decimal(1720), Decimal(280), 1720 * 3184)
    assert any("280 hours above 1720" in note for note in told(project, rules_with(project, staff_costs="hours")))


def test_a_flat_rate_stands_on_salaries_by_hours_too() -> None:
    """40 % on hours at 31.84: no booked row is claimed at all."""
    project = staffed(costs({"salaries": 1, "rents": 1}), sheet(1, "100"))
    rules = rules_with(project, staff_costs="hours", **FLAT | {"flat_rate": Decimal("0.4")})
    found = whole(project, rules)
    assert [(line.category, str(line.own)) for line in found.line] == [
        ("salaries", "3184.00"),
        ("flat-rate", "1273.60"),
    ]
    assert found.rows == 0


def test_hours_of_a_partner_s_staff_stand_among_the_partners() -> None:
    project = staffed(costs(), sheet(1, "10"), partner="verso")
    (line,) = whole(project, rules_with(project, staff_costs="hours")).line
    assert (str(line.own), str(line.partner_invoices)) == ("0.00", "318.40")


def test_side_costs_by_percentage_count_on_salaries_after_reimbursements() -> None:
    project = staffed(costs({"salaries": 1_000_000}, {"salaries": -200_000}))
    rules = rules_with(project, staff_side_costs="percentage", staff_side_cost_rate=Decimal("0.25"))
    found = whole(project, rules)
    assert [(line.category, str(line.cumulative)) for line in found.line] == [
        ("salaries", "8000.00"),
        ("side-costs", "2000.00"),
    ]
    flat = whole(
        project, rules_with(project, staff_side_costs="percentage", staff_side_cost_rate=Decimal("0.25"), **FLAT)
    )
    assert str(flat.total) == "11500.00"
    assert any("25 % of the salaries" in note for note in told(project, rules))


@pytest.mark.parametrize(
    ("reached", "proof", "total"),
    [(date(2014, 5, 2), "x.pdf", "25000.00"), (date(2014, 5, 2), None, "0.00"), (None, "x.pdf", "0.00")],
)
def test_a_lump_sum_is_paid_in_full_or_not_at_all(reached: date | None, proof: str | None, total: str) -> None:
    done = Milestone(id="handbook", name="Handbook", amount=Decimal(25_000), reached=reached, proof=proof)
    project = replace(costs({"salaries": 77}), milestones=(done,))
    rules = rules_with(project, cost_model="lump", lump_limit=Decimal(20_000))
    assert str(whole(project, rules).total) == total
    early = claim(1, date(2013, 4, 1), 4)
    assert str(counted(project, rules, early, LATER).total) == "0.00"
    codes = [each.code for each in milestones(project, rules, LATER)]
    assert codes == ["lump-over"] + ["milestone-unproved"] * (reached is not None and proof is None)
    assert any("lump sums are paid for results" in note for note in told(project, rules))
    assert any("Handbook" in note for note in told(project, rules)) == (total == "0.00")


def test_hours_evidence_by_rule() -> None:
    project = staffed(costs(), sheet(1, "100"), sheet(2, "100", employer=None), sheet(3, "100", file=None))
    year = Period(start=date(2014, 1, 1), end=date(2014, 6, 30))
    assert missing_hours(project, rules_with(project, timesheets="part-time"), year, LATER) == ()
    rules = rules_with(project, timesheets="all")
    assert [(e.month, e.lacks(LATER)) for e in missing_hours(project, rules, year, LATER)] == [
        ("2014-02", ("employer",)),
        ("2014-03", ("file",)),
        ("2014-04", ("sheet",)),
        ("2014-05", ("sheet",)),
        ("2014-06", ("sheet",)),
    ]
    assert [e.month for e in missing_hours(project, rules, year, date(2014, 1, 31))] == ["2014-01"]
    for lang in LANGUAGES:
        assert "{" not in draw_to(hours_table(project, rules, date(2014, 6, 30)), Words(lang), 120)


AMOUNT = st.integers(-9_000_000, 30_000_000)
MONTH = st.fixed_dictionaries({"salaries": AMOUNT, "rents": AMOUNT, "materials": AMOUNT})
MODELS = st.fixed_dictionaries(
    {
        "cost_model": st.sampled_from(("actual", "flat", "lump")),
        "flat_rate": st.decimals(0, 1, places=3),
        "flat_base": st.sampled_from((("salaries",), ("salaries", "rents"))),
        "flat_actual": st.sampled_from(((), ("materials",))),
        "staff_costs": st.sampled_from(("actual", "hours")),
        "staff_side_costs": st.sampled_from(("actual", "percentage")),
        "staff_side_cost_rate": st.decimals(0, 1, places=3),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(MONTH, min_size=1, max_size=6),
    st.lists(st.decimals(0, 300, places=2), max_size=6),
    MODELS,
    st.sets(st.integers(1, 5)),
)
def test_however_months_are_divided_into_claims_the_parts_add_up(
    months: list[dict[str, int]], hours: list[Decimal], answers: dict[str, object], ends: set[int]
) -> None:
    lumps = tuple(
        Milestone(id=f"m{n}", name="x", amount=Decimal(n * 1000), reached=date(2014, n, 15), proof="x.pdf")
        for n in range(1, 7)
    )
    project = staffed(costs(*months), *(sheet(n, each) for n, each in enumerate(hours, 1)))
    project = replace(project, milestones=lumps)
    rules = rules_with(project, **answers)
    _, all_at_once = claim_costs(project, rules, claim(1, date(2013, 4, 1), 6), LATER)
    start, added = date(2013, 4, 1), 0
    for number, month in enumerate(sorted(ends | {6}), 1):
        made = claim(number, start, month)
        period, so_far = claim_costs(project, rules, made, LATER)
        added += period.total
        assert so_far.total == added
        start = date(2014, month + 1, 1)
    assert added == all_at_once.total
    booked = sum(sum(month.values()) for month in months)
    if answers["cost_model"] == "lump":
        assert added == sum(cents(each.amount) for each in lumps)
    elif answers == answers | {"cost_model": "actual", "staff_costs": "actual", "staff_side_costs": "actual"}:
        assert (added, all_at_once.left_out) == (booked, {})


@given(
    st.dictionaries(st.sampled_from(("salaries", "rents", "travel")), st.integers(0, 10**9)),
    st.decimals(0, 1, places=4),
    st.decimals(0, 1, places=4),
)
def test_what_is_counted_is_never_above_its_rate(booked: dict[str, int], rate: Decimal, side: Decimal) -> None:
    model = CostModel("flat", rate, ("salaries",), ("travel",), "salaries", side)
    found = model.claimed(booked)
    salaries = booked.get("salaries", 0)
    extra = found.get("side-costs", 0)
    assert extra <= salaries * side
    assert found.get("flat-rate", 0) <= (salaries + extra) * rate
    assert set(found) <= {"salaries", "travel", "side-costs", "flat-rate"}
    assert euros(sum(found.values())) >= euros(salaries)


def test_sheets_are_of_a_role_and_of_one_month_each() -> None:
    project = staffed(costs(), sheet(1, "1"), sheet(1, "2"), sheet(2, "3").replace(staff="nobody"))
    found = {(each.code, each.data["id"]) for each in references(replace(project, meetings=()))}
    assert found >= {("id-twice", "worker 2014-01"), ("dangling-reference", "nobody")}
