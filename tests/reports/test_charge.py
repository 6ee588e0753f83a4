"""Charges to the payers of the own share: to the cent, once, to whoever pays on the day they are made."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.actions.invoice import make, sent_under
from govtool.domain.invoice import Invoice, InvoiceEvent, Scheme
from govtool.domain.municipality import OwnFinancing, Payer, Succession, Successor
from govtool.domain.party import Address, EinvoiceAddress, VatTreatment
from govtool.domain.project import MUNICIPALITIES_CSV, Project
from govtool.files.municipalities import read_municipalities
from govtool.problems import GovtoolError
from govtool.render.finvoice import finvoice
from govtool.render.ubl import ubl
from govtool.reports.charge import shown_share, wholes
from govtool.reports.charge_page import charges_table, received, standings
from govtool.reports.claim import figures
from govtool.reports.claim_page import claim_table
from govtool.reports.e_invoice import e_invoice
from govtool.reports.invoice import plan
from govtool.reports.invoice_draft import draft
from govtool.reports.invoice_handling import next_step
from govtool.reports.own_share import parts
from tests import e_invoices, lasse
from tests.conftest import ROOT
from tests.reports.test_claim import rules_with
from tests.reports.test_invoice import ROW, cube
from tests.reports.test_own_share import municipality

END_2013, MARCH_2014 = date(2013, 12, 31), date(2014, 3, 31)
WORDS = {"due_days": 30, "service": "Osuus", "source": "Päätös"}


def scheme(given: str, year: int, amount: int | None, **facts: object) -> Scheme:
    start, end = date(year, 4 if year == 2013 else 1, 1), date(year, 12, 31)
    told: dict[str, object] = {"id": given, "partner": "tampere", "kind": "charge", "start": start, "end": end}
    return Scheme(**{**told, "amount": None if amount is None else Decimal(amount), **WORDS, **facts})


def charging(project: Project, *schemes: Scheme, financing: OwnFinancing | None = None) -> Project:
    """Return the project with LasSe's municipalities, every payer recorded, and *schemes*."""
    municipalities = read_municipalities(MUNICIPALITIES_CSV, (ROOT / MUNICIPALITIES_CSV).read_bytes())
    financing = financing or OwnFinancing(coordinator="Tampere", vat=VatTreatment(vat="outside-scope"))
    names = sorted(financing.names(municipalities) | {"Forssa"})
    payers = tuple(
        Payer(id=f"payer-{i}", name=name, kind="municipality") for i, name in enumerate(names) if name != "Tampere"
    )
    return replace(
        project,
        municipalities=municipalities,
        own_financing=financing.replace(payer=payers),
        schemes=(*project.schemes, *schemes),
    )


def charged(project: Project, day: date) -> Project:
    """Return the project with all charges due on *day* made."""
    rules = lasse.rulebook(project)
    due = [p for p in plan(project, rules, day, day) if p.kind == "charge" and p.state in ("due", "late")]
    return replace(project, invoices=(*project.invoices, *(draft(project, rules, each, day) for each in due)))


def of(project: Project, scheme_id: str) -> list[Invoice]:
    return [each for each in project.invoices if each.scheme == scheme_id]


@pytest.fixture(scope="module")
def project() -> Project:
    return charging(lasse.project(), scheme("c2013", 2013, 50_000), scheme("c2014", 2014, 100_000, months_after=-9))


def test_the_58_municipalities_of_lasse_are_charged_by_payer_to_the_cent(project: Project) -> None:
    made = charged(charged(project, END_2013), MARCH_2014)
    for scheme_id, day, count in (("c2013", END_2013, 58), ("c2014", MARCH_2014, 59)):
        invoices = of(made, scheme_id)
        found = parts(project, lasse.rulebook(project), int(invoices[0].whole or 0) * 100, day)
        own = sum(part for each in found for payer, part in each.payers if payer == "Tampere")
        charge = {part.municipality: part.amount for each in invoices for part in each.member}
        expected = {
            each.municipality.code: Decimal(each.cents) / 100 for each in found if each.payers[0][0] != "Tampere"
        }
        assert (len(found), charge) == (count, expected)
        assert sum(each.total for each in invoices) * 100 + own == int(invoices[0].whole or 0) * 100
        assert len({each.receiver for each in invoices}) == len(invoices) > 25
    assert {each.state for each in plan(made, lasse.rulebook(made), MARCH_2014, MARCH_2014) if each.member} == {"made"}


def test_a_charge_made_late_keeps_its_key_and_goes_to_whoever_pays_now(project: Project) -> None:
    late = charged(project, MARCH_2014)
    names = {payer.id: payer.name for payer in project.own_financing.payer}
    forssa = {names[each.receiver] for each in of(late, "c2013") for part in each.member if part.municipality == "061"}
    assert forssa == {"Forssan seudun hyvinvointikuntayhtymä"}
    assert sum(len(each.member) for each in of(late, "c2013")) == 58 - 2  # Ypäjä came later, Tampere pays for two


def test_a_split_payer_is_charged_by_ratio(project: Project) -> None:
    heirs = (Successor(payer="North", weight=Decimal(3)), Successor(payer="South", weight=Decimal(1)))
    split = Succession(of="Lahti", start=END_2013, successor=heirs)
    financing = project.own_financing.replace(succession=(split,))
    made = charged(charging(lasse.project(), scheme("c2013", 2013, 50_000), financing=financing), END_2013)
    names = {payer.id: payer.name for payer in made.own_financing.payer}
    paid = {names[e.receiver]: e.total for e in of(made, "c2013") if names[e.receiver] in ("North", "South")}
    assert sum(paid.values()) == Decimal("5203.59")
    assert paid["North"] - 3 * paid["South"] in (Decimal("-0.01"), Decimal("0.03"), Decimal("0.00"))


def test_actual_charges_bring_what_was_agreed_to_the_own_share_of_the_costs(project: Project) -> None:
    settling = scheme("actual", 2013, None, months_after=2)
    day = date(2014, 2, 28)
    claimed = lasse.claimed()
    whole = charging(claimed, scheme("c2013", 2013, 50_000), settling)
    made = charged(charged(whole, END_2013), day)
    (amount,) = {each.whole for each in of(made, "actual")}
    shown = figures(claimed, lasse.rulebook(claimed), claimed.claims[0], day).municipalities_cumulative
    assert amount == shown - 50_000
    assert {each.kind for each in of(made, "actual")} == {"credit-note"}
    for each in of(made, "actual"):
        theirs = {part.municipality for part in each.member}
        earlier = [found for found in of(made, "c2013") if found.id in each.corrects]
        assert len(earlier) == len(each.corrects) >= 1
        assert all(theirs & {part.municipality for part in found.member} for found in earlier)
    assert not [p for p in plan(made, lasse.rulebook(made), day, day) if p.member and p.state in ("due", "late")]


def test_charges_of_two_periods_made_at_once_count_each_cost_once() -> None:
    claimed, day = lasse.claimed(), date(2015, 2, 28)
    whole = charging(claimed, *(scheme(f"actual-{year}", year, None, months_after=2) for year in (2013, 2014)))
    at_once = charged(whole, day)
    apart = charged(charged(whole, date(2014, 2, 28)), day)
    for made in (at_once, apart):
        (first,), (second,) = ({each.whole for each in of(made, f"actual-{year}")} for year in (2013, 2014))
        shown = figures(claimed, lasse.rulebook(claimed), claimed.claims[1], day).municipalities_cumulative
        assert first is not None
        assert second is not None
        assert first + second >= shown > first > 0
    assert sum(e.total for e in at_once.invoices if e.member) == sum(e.total for e in apart.invoices if e.member)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 10**9), st.sampled_from(["population", "equal"]), st.booleans())
def test_charges_and_the_coordinator_s_part_are_the_whole(cents: int, key: str, late: bool) -> None:
    amount = Decimal(cents).scaleb(-2)
    whole = charging(lasse.project({}), scheme("c2013", 2013, 1).replace(amount=amount))
    rules = rules_with(whole, own_share_key=key)
    day = MARCH_2014 if late else END_2013
    found = [each for each in plan(whole, rules, day, day) if each.member]
    own = sum(p for e in parts(whole, rules, cents, END_2013, day) for payer, p in e.payers if payer == "Tampere")
    assert sum((each.total for each in found), Decimal(own).scaleb(-2)) == amount
    assert {each.whole for each in found} <= {amount}


def test_nothing_is_charged_before_every_payer_can_be(project: Project) -> None:
    financing = project.own_financing
    areas = tuple(each.replace(kind="area") if each.name == "Lahti" else each for each in financing.payer)
    for wrong, code in (
        (financing.replace(payer=financing.payer[1:]), "payer-unrecorded"),
        (financing.replace(payer=areas), "payer-area"),
        (financing.replace(vat=VatTreatment()), "charge-vat-undecided"),
        (financing.replace(succession=(Succession(of="Lahti", start=END_2013),)), "payer-without-successor"),
    ):
        holed = replace(project, own_financing=wrong)
        rules = lasse.rulebook(holed)
        with pytest.raises(GovtoolError) as refused:
            make(holed, rules, END_2013, partner="tampere", incomplete=False)
        assert [each.code for each in refused.value.problems] == [code]
    with pytest.raises(GovtoolError) as refused:
        make(
            replace(project, municipalities=()), lasse.rulebook(project), END_2013, partner="tampere", incomplete=False
        )
    assert [each.code for each in refused.value.problems] == ["municipalities-missing"]


def test_what_comes_in_is_told_by_payer(project: Project) -> None:
    made = charged(project, END_2013)
    first = of(made, "c2013")[0]
    rules, day = lasse.rulebook(made), date(2014, 2, 1)
    assert next_step(made, rules, first, day) == "send"
    sent = first.replace(event=(InvoiceEvent(kind="sent", date=END_2013, number="1"),))
    assert next_step(made, rules, sent, day) == "pay"
    paid = sent.replace(event=(*sent.event, InvoiceEvent(kind="paid", date=day, amount=first.total - 1)))
    now = replace(made, invoices=tuple(paid if each == first else each for each in made.invoices))
    names = {payer.id: payer.name for payer in made.own_financing.payer}
    (standing,) = [each for each in standings(now, day) if each.payer == names[first.receiver]]
    assert (standing.paid, standing.missing, standing.overdue) == (int(first.total * 100) - 100, 100, 100)
    assert (received(now, day), received(now, END_2013)) == (standing.paid, 0)
    keys = [note.key for note in charges_table(now, rules, day).notes]
    assert keys == ["charges-coordinator", "charges-left", "charges-financing", "synthetic"]


@pytest.mark.parametrize("vat", ["outside-scope", "taxed"])
def test_every_charge_passes_the_official_rules_of_e_invoices(vat: str) -> None:
    whole = charging(e_invoices.addressed(lasse.project()), scheme("c2013", 2013, 50_000))
    financing = whole.own_financing
    payers = tuple(
        each.replace(
            business_id="0827616-7",
            address=Address(street="Kuntatie 1", postcode="00100", town="Kunta"),
            einvoice=EinvoiceAddress(id="003708276167", operator="003721291126"),
        )
        for each in financing.payer
    )
    treated = financing.replace(payer=payers, vat=VatTreatment(vat=vat, basis="Osuus"))
    made = charged(replace(whole, own_financing=treated), END_2013)
    sent = [sent_under(made, each, f"2013-{i:04}", END_2013) for i, each in enumerate(of(made, "c2013"), 1)]
    for each in sent:
        e = e_invoice(made, each, END_2013)
        assert (e.buyer.name, e.net, len(e.lines)) == (
            next(payer.name for payer in payers if payer.id == each.receiver),
            each.total,
            len(each.member),
        )
    for each in (sent[0], max(sent, key=lambda each: len(each.member))):
        e = e_invoice(made, each, END_2013)
        assert (each.id, e_invoices.finvoice_faults(finvoice(e)), e_invoices.faults(ubl(e))) == (each.id, [], [])


def test_the_claim_shows_what_came_in_as_financing(project: Project) -> None:
    claimed = charging(lasse.claimed(), scheme("c2013", 2013, 50_000))
    made = charged(claimed, END_2013)
    rules, day = lasse.rulebook(made), lasse.TODAY
    before, after = (claim_table(each, rules, made.claims[1], day) for each in (claimed, made))
    assert before.rows == after.rows
    (said,) = [note for note in after.notes if note.key == "claim-charged"]
    assert (said.data["charged"], said.data["come"]) == (sum(e.total for e in of(made, "c2013")), Decimal("0.00"))


@settings(deadline=None, max_examples=15)
@given(
    st.lists(ROW, max_size=12),
    st.sampled_from((2, 3, 6)),
    st.sets(st.integers(0, 600), max_size=3),
    st.sampled_from(("credit-note", "carried-forward")),
)
def test_charges_of_random_calendars_come_to_the_own_share_of_the_costs(
    rows: list[tuple[str, str, int, int]], every: int, days: set[int], negative: str
) -> None:
    settling = scheme("actual", 2014, None, end=date(2015, 6, 30), every_months=every, months_after=1)
    payers = tuple(Payer(id=f"m{i}", name=f"M{i}", kind="municipality") for i in (1, 2))
    project = replace(
        lasse.project(cube(rows)),
        schemes=(settling,),
        municipalities=tuple(municipality(str(i), population=people) for i, people in enumerate((50, 30, 20))),
        own_financing=OwnFinancing(coordinator="M0", vat=VatTreatment(vat="outside-scope"), payer=payers),
    )
    rules, last = rules_with(project, claim_basis="partner-costs", negative_result=negative), date(2015, 8, 31)
    for day in (*(date(2014, 1, 1) + timedelta(days=n) for n in sorted(days)), last):
        due = [each for each in plan(project, rules, day, day) if each.state in ("due", "late")]
        project = replace(project, invoices=(*project.invoices, *(draft(project, rules, each, day) for each in due)))
        wholes_made = wholes(project, day)
        for period in {each.period for each in due}:
            charged_so_far = sum(whole for (_, other), whole in wholes_made.items() if other.end <= period.end)
            assert charged_so_far == shown_share(project, rules, period, day)
    for each in project.invoices:
        assert (each.kind == "credit-note") == (each.total < 0)
        assert each.kind != "credit-note" or each.corrects
    periods = [(each.receiver, each.period) for each in project.invoices]
    assert len(set(periods)) == len(periods)
