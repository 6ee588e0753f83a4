"""Invoices: right amounts for LasSe, and the law that nothing is invoiced twice or forgotten."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.calendar import Period, add_months, month_end, month_of
from govtool.domain.cost import Cube, CubeKey, Sum, merged, part, sums, total
from govtool.domain.invoice import Invoice, Scheme
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.ceiling import over_ceiling
from govtool.reports.invoice import invoice_table, plan, plan_table
from govtool.reports.invoice_draft import draft, months_missing
from govtool.reports.invoice_specification import computation
from govtool.reports.settlement import costs_of, settle
from govtool.reports.table import Say
from tests import lasse

RIGHT = {
    "pikassos-start-up-2013-08": "3933.27",
    "pikassos-settlement-2013-12": "3889.44",
    "pikassos-settlement-2014-03": "3940.62",
    "pikassos-settlement-2014-06": "6616.30",
    "pikassos-settlement-2014-09": "5118.75",
    "verso-settlement-2013-12": "35.52",
    "verso-settlement-2014-03": "3409.54",
    "verso-settlement-2014-06": "-2349.32",
    "verso-settlement-2014-09": "2390.32",
    "sonet-botnia-actual-2013-12": "9912.17",
    "sonet-botnia-actual-2014-04": "42550.73",
    "sonet-botnia-actual-2014-08": "48830.45",
}


@pytest.fixture(scope="module")
def project() -> Project:
    return lasse.invoiced(lasse.project(), lasse.TODAY)


def invoice(project: Project, given: str) -> Invoice:
    found = project.invoice(given)
    assert found is not None
    return found


@pytest.mark.parametrize("given", RIGHT)
def test_lasse_s_invoices_come_to_what_they_should(project: Project, given: str) -> None:
    assert lasse.totals(project)[given] == RIGHT[given]


def test_all_others_are_instalments_of_the_agreed_amounts(project: Project) -> None:
    others = {k: v for k, v in lasse.totals(project).items() if k not in RIGHT}
    assert len(others) == 14 + 11
    assert set(others.values()) == {"9900.00", "4700.00"}
    assert all("-instalment-" in each for each in others)


def test_nothing_is_due_after_all_was_made(project: Project) -> None:
    assert {each.state for each in plan(project, lasse.rulebook(project), lasse.TODAY, lasse.TODAY)} == {"made"}


def test_a_credit_note_names_the_instalments_of_its_period(project: Project) -> None:
    note = invoice(project, "verso-settlement-2014-06")
    assert note.kind == "credit-note"
    assert note.corrects == tuple(f"verso-instalment-2014-{month}" for month in ("04", "05", "06"))


def test_a_credit_note_without_instalments_names_the_latest_invoices_it_takes(project: Project) -> None:
    key = CubeKey("sonet-botnia", "sonet-botnia", "salaries", "2014-09", "eligible", date(2014, 10, 10))
    less = replace(project, costs=merged([project.costs, {key: Sum(-10_000_000, 1)}]))
    made = lasse.invoiced(less, date(2015, 1, 31))
    note = invoice(made, "sonet-botnia-actual-2014-12")
    assert note.kind == "credit-note"
    assert note.corrects == ("sonet-botnia-actual-2014-04", "sonet-botnia-actual-2014-08")


def test_a_row_accepted_late_goes_to_the_next_settlement_as_earlier(project: Project) -> None:
    key = CubeKey("verso", "verso", "rents", "2014-02", "eligible", date(2014, 5, 2))
    made = lasse.invoiced(lasse.project(merged([lasse.costs(), {key: Sum(12_345, 1)}])), lasse.TODAY)
    assert lasse.totals(made)["verso-settlement-2014-03"] == "3409.54"
    line = next(each for each in invoice(made, "verso-settlement-2014-06").line if each.category == "rents")
    assert (line.actual, line.instalments, line.earlier, line.amount) == tuple(
        map(Decimal, ("900.00", "900.00", "123.45", "123.45"))
    )


def test_no_difference_is_a_nil_statement() -> None:
    amounts = {"salaries": 435_000, "rents": 30_000, "office-services": 5_000}
    day = date(2014, 1, 5)
    costs = {CubeKey("verso", "verso", c, "2013-12", "eligible", day): Sum(v, 1) for c, v in amounts.items()}
    made = lasse.invoiced(lasse.project(costs), date(2014, 1, 20))
    nil = invoice(made, "verso-settlement-2013-12")
    assert (nil.kind, nil.total, nil.corrects) == ("settlement", Decimal(0), ())


def late(project: Project, rule: str) -> Project:
    value = next(p for p in project.parameters if p.name == "missed_instalment")
    changed = value.replace(values=tuple(each.replace(value=rule) for each in value.values))
    return replace(project, parameters=tuple(changed if p == value else p for p in project.parameters))


@pytest.mark.parametrize(
    ("rule", "made", "total"),
    [
        ("settled", {"verso-settlement-2013-12"}, "4735.52"),
        ("made-first", {"verso-instalment-2013-12", "verso-settlement-2013-12"}, "35.52"),
    ],
)
def test_an_instalment_not_made_in_time(rule: str, made: set[str], total: str) -> None:
    project = late(lasse.project(), rule)
    day = date(2014, 1, 25)
    found = [p for p in plan(project, lasse.rulebook(project), day, day) if p.issuer == "verso"]
    assert {each.id for each in found if each.state == "late"} == made
    assert str(found[-1].total) == total
    assert found[-1].date == day
    assert found[-1].due == day + timedelta(days=21)


def test_an_instalment_of_a_settled_period_is_never_asked_for(project: Project) -> None:
    fewer = replace(project, invoices=tuple(i for i in project.invoices if i.id != "verso-instalment-2014-02"))
    states = {p.id: (p.state, p.settled_by) for p in plan(fewer, lasse.rulebook(fewer), lasse.TODAY, lasse.TODAY)}
    assert states["verso-instalment-2014-02"] == ("settled", "verso-settlement-2014-03")


def test_what_is_not_over_has_no_amount_yet(project: Project) -> None:
    found = {p.id: p for p in plan(project, lasse.rulebook(project), lasse.TODAY, date(2015, 1, 31))}
    assert not found["pikassos-settlement-2014-12"].known
    assert found["pikassos-instalment-2014-12"].known
    assert {found[f"verso-{each}-2014-12"].state for each in ("instalment", "settlement")} == {"open"}


def test_an_agreement_without_vat_treatment_stops_the_invoice() -> None:
    project = lasse.project()
    partners = tuple(
        p.replace(agreement=p.agreement.replace(vat="undecided")) if p.agreement else p for p in project.partners
    )
    silent = replace(project, partners=partners)
    planned = plan(silent, lasse.rulebook(silent), lasse.TODAY, lasse.TODAY)[0]
    with pytest.raises(GovtoolError) as wrong:
        draft(silent, lasse.rulebook(silent), planned, lasse.TODAY)
    assert [(p.code, str(p.place).split(":")[0]) for p in wrong.value.problems] == [("vat-undecided", "govtool.toml")]


@pytest.mark.parametrize("rule", ["project", "year", "category"])
def test_lasse_stays_below_its_ceilings(project: Project, rule: str) -> None:
    assert not list(over_ceiling(project, ceiling(project, rule), lasse.TODAY, project.invoices))


@pytest.mark.parametrize(("rule", "limit"), [("project", "114000"), ("year", "62000"), ("category", "94400")])
def test_exactly_the_ceiling_is_free_and_a_cent_more_is_told(project: Project, rule: str, limit: str) -> None:
    note = invoice(project, "verso-instalment-2014-01")
    rules = ceiling(project, rule)

    def told(amount: Decimal) -> list[tuple[str, object, object]]:
        line = note.line[0].replace(category="salaries", amount=amount)
        charges = [note.replace(line=(line,), total=amount)]
        found = over_ceiling(project, rules, lasse.TODAY, charges)
        return [(p.code, p.data["share"], p.data["excess"]) for p in found]

    assert told(Decimal(limit)) == []
    assert told(Decimal(limit) + Decimal("0.01")) == [("share-ceiling", "verso", Decimal("0.01"))]


def ceiling(project: Project, answer: str) -> "lasse.Rulebook":
    rule = next(p for p in project.parameters if p.name == "share_ceiling")
    changed = rule.replace(values=tuple(each.replace(value=answer) for each in rule.values))
    return lasse.Rulebook(tuple(changed if p == rule else p for p in project.parameters))


def test_months_without_rows_are_named(project: Project) -> None:
    scheme = next(s for s in project.schemes if s.id == "verso-settlement")
    period = Period(start=date(2014, 7, 1), end=date(2014, 9, 30))
    assert months_missing(project, scheme, period, date(2014, 9, 1)) == ("2014-08", "2014-09")
    assert months_missing(project, scheme, period, date(2014, 10, 20)) == ()


def test_the_page_of_an_invoice_adds_up_and_says_why(project: Project) -> None:
    note = invoice(project, "verso-settlement-2014-06")
    table = computation(project, lasse.rulebook(project), note, lasse.TODAY)
    *lines, sum_row = table.rows
    assert sum(row.cells[4] for row in lines) == sum_row.cells[4] == Decimal("-2349.32")  # type: ignore[misc]
    assert (sum_row.cells[1], sum_row.cells[2]) == (Decimal("11750.68"), Decimal("14100.00"))
    keys = [note.key for note in table.notes]
    assert {"invoice-corrects", "invoice-known-on", "vat-outside-scope", "invoice-not-sent", "synthetic"} <= set(keys)


def test_tables_of_plan_and_list(project: Project) -> None:
    rules = lasse.rulebook(project)
    rows = plan_table(project, rules, lasse.TODAY, date(2014, 12, 31), "verso").rows
    assert [row.cells[0] for row in rows[-2:]] == ["verso-instalment-2014-11", "verso-instalment-2014-12"]
    assert rows[-1].cells[5] == Say("plan-open", {"invoice": None})
    listed = invoice_table(project, date(2013, 12, 31), "verso").rows
    assert [row.cells[0] for row in listed] == ["verso-instalment-2013-12", Say("total")]


MONTHS = [month_of(add_months(date(2013, 12, 1), n)) for n in range(10)]
ROW = st.tuples(
    st.sampled_from(MONTHS), st.sampled_from(("salaries", "rents")), st.integers(-20_000, 90_000), st.integers(0, 200)
)


def cube(rows: list[tuple[str, str, int, int]]) -> Cube:
    """Return rows of Verso accepted so many days after their month: late rows and corrections."""
    found = []
    for month, category, amount, days in rows:
        day = month_end(date.fromisoformat(f"{month}-01")) + timedelta(days=days)
        found.append({CubeKey("verso", "verso", category, month, "eligible", day): Sum(amount, 1)})
    return merged(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=25))
def test_what_is_invoiced_and_what_is_left_are_the_actual_costs_on_any_day(
    rows: list[tuple[str, str, int, int]],
) -> None:
    project = lasse.project(cube(rows))
    schemes = tuple(s for s in project.schemes if s.partner == "verso")
    project = lasse.invoiced(replace(project, schemes=schemes), date(2015, 4, 20))
    by_id = {scheme.id: scheme for scheme in schemes}
    for made in project.invoices:
        before = [i for i in project.invoices if i.date < made.date or i == made]
        if made.kind == "instalment":
            continue
        known = costs_of(project, "verso", made.period.end, made.date)
        billed = [i for i in before if i.period.end <= made.period.end]
        for category in ("salaries", "rents", "office-services"):
            invoiced = sum(cents(line.amount) for i in billed for line in i.line if line.category == category)
            assert invoiced == total(part(known, category=category)).cents
        for line in made.line:
            assert line.actual is not None
            parts = line.actual - (line.instalments or 0) + (line.earlier or 0)
            assert line.amount == parts
        again = settle(project, by_id[made.scheme], made.period, made.date, before)
        assert all(line.amount == 0 for line in again)
    for day in (date(2014, 3, 15), date(2014, 7, 20), date(2015, 4, 20)):
        billed = [i for i in project.invoices if i.date <= day]
        scheme = Scheme(**{**dict(by_id["verso-settlement"]), "id": "rest"})
        end = month_end(day)
        rest = settle(project, scheme, Period(start=date(2013, 12, 1), end=end), day, billed)
        left = sum(cents(line.amount) for line in rest)
        done = sum(cents(i.total) for i in billed if i.period.end <= end)
        assert done + left == total(costs_of(project, "verso", end, day)).cents


def changed_schemes(project: Project, month: int, every: int) -> tuple[Scheme, ...]:
    """Return Verso's schemes, its settlements every three months until *month* of 2014, then every so many."""
    schemes = []
    for scheme in (each for each in project.schemes if each.partner == "verso"):
        if scheme.id == "verso-settlement":
            last = month_end(date(2014, month, 1))
            later = {"id": "verso-settlement-2", "start": last + timedelta(days=1), "every_months": every}
            schemes += [scheme.replace(end=last), scheme.replace(**later)]
        else:
            schemes.append(scheme)
    return tuple(schemes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROW, max_size=20),
    st.integers(1, 9),
    st.sampled_from((1, 2, 4, 6)),
    st.sets(st.integers(0, 600), max_size=10),
)
def test_scheme_changes_and_skipped_months_lose_and_double_nothing(
    rows: list[tuple[str, str, int, int]], month: int, every: int, days: set[int]
) -> None:
    project = lasse.project(cube(rows))
    project = replace(project, schemes=changed_schemes(project, month, every))
    rules, last = lasse.rulebook(project), date(2015, 11, 30)
    for day in (*(date(2013, 12, 1) + timedelta(days=n) for n in sorted(days)), last):
        due = [each for each in plan(project, rules, day, day) if each.state in ("late", "due")]
        for each in due:
            note = draft(project, rules, each, day)
            project = replace(project, invoices=(*project.invoices, note))
            if note.kind != "instalment":
                end = note.period.end
                billed = sum(cents(i.total) for i in project.invoices if i.period.end <= end)
                assert billed == total(costs_of(project, "verso", end, day)).cents
    periods = [(each.scheme, each.period.start) for each in project.invoices]
    assert len(set(periods)) == len(periods)
    assert {each.state for each in plan(project, rules, last, last)} <= {"made", "settled"}
    kept = [each for each in project.invoices if each.scheme == "verso-settlement"]
    assert all(each.period.end <= month_end(date(2014, month, 1)) for each in kept)


def test_costs_of_a_partner_are_those_in_its_own_books(project: Project) -> None:
    found = sums(costs_of(project, "verso", date(2014, 10, 31), lasse.TODAY), "bookkeeper")
    assert {key: value.cents for key, value in found.items()} == {("verso",): 5_589_526}


def taxed(project: Project) -> Project:
    """Return the project with agreements that make everything a taxed sale."""
    partners = tuple(
        p.replace(agreement=p.agreement.replace(vat="taxed")) if p.agreement else p for p in project.partners
    )
    return replace(project, partners=partners)


def test_a_taxed_sale_pays_the_rate_of_the_day_its_period_ends() -> None:
    project = taxed(lasse.project())
    made = invoice(lasse.invoiced(project, date(2013, 9, 30)), "pikassos-instalment-2013-09")
    assert (made.total, made.vat_rate, made.tax, made.gross) == tuple(
        map(Decimal, ("9900.00", "0.24", "2376.00", "12276.00"))
    )
    rules = lasse.rulebook(project)
    assert [str(rules.number("vat_rate", day)) for day in (date(2024, 8, 31), date(2024, 9, 1))] == ["0.24", "0.255"]
    shown = computation(replace(project, invoices=(made,)), rules, made, lasse.TODAY)
    assert [row.cells[-1] for row in shown.rows[-3:]] == [made.total, made.tax, made.gross]


def test_budget_and_settlements_stay_net_when_a_sale_is_taxed(project: Project) -> None:
    assert lasse.totals(lasse.invoiced(taxed(lasse.project()), lasse.TODAY)) == lasse.totals(project)


@pytest.mark.parametrize(
    "changes",
    [
        {"vat": "taxed"},
        {"vat_rate": Decimal("0.24"), "tax": Decimal("2376.00")},
        {"vat": "taxed", "vat_rate": Decimal("0.24"), "tax": Decimal("2376.01")},
        {"tax": Decimal("0.00")},
    ],
)
def test_tax_that_does_not_follow_is_refused(project: Project, changes: dict[str, object]) -> None:
    made = invoice(project, "pikassos-instalment-2013-09")
    with pytest.raises(ValueError, match="tax-of-total"):
        made.replace(**changes)
