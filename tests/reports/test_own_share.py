"""The own share: parts add up to the cent for any key, the payer of the day pays, nobody counts as zero."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.checks.own_share import shares
from govtool.domain.calendar import Period
from govtool.domain.money import part_of
from govtool.domain.municipality import Commitment, Municipality, OwnFinancing, Succession, Successor
from govtool.domain.project import MUNICIPALITIES_CSV, Project
from govtool.files.municipalities import read_municipalities
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.look_ahead import look_ahead, look_ahead_table, own_money
from govtool.reports.own_share import own_share, parts
from govtool.reports.own_share_page import own_share_table
from tests import lasse
from tests.conftest import ROOT
from tests.reports.test_claim import rules_with

BEFORE, AFTER = date(2013, 12, 31), date(2014, 1, 1)
WHOLE = 20_000_000


@pytest.fixture(scope="module")
def project() -> Project:
    content = (ROOT / MUNICIPALITIES_CSV).read_bytes()
    found = read_municipalities(MUNICIPALITIES_CSV, content)
    return replace(lasse.project(), municipalities=found, own_financing=OwnFinancing(coordinator="Tampere"))


def municipality(code: str, **facts: object) -> Municipality:
    given: dict[str, object] = {"name": f"M{code}", "joined": BEFORE, "payer": f"M{code}", "payer_from": BEFORE}
    return Municipality(**{"code": code, "population": 100, "line": int(code) + 2, **given, **facts})


def with_(project: Project, *found: Municipality, financing: OwnFinancing | None = None) -> Project:
    return replace(project, municipalities=found, own_financing=financing or OwnFinancing())


def codes(project: Project, day: date = AFTER, **rules: str | Decimal) -> list[str]:
    with pytest.raises(GovtoolError) as refused:
        parts(project, rules_with(project, **rules), 100, day)
    return [each.code for each in refused.value.problems]


@pytest.mark.parametrize(("day", "count"), [(BEFORE, 58), (AFTER, 59)])
def test_the_own_share_of_lasse_is_divided_to_the_cent(project: Project, day: date, count: int) -> None:
    rules = lasse.rulebook(project)
    assert own_share(project, rules, day) == WHOLE
    found = parts(project, rules, WHOLE, day)
    assert (len(found), sum(each.cents for each in found)) == (count, WHOLE)
    assert sum(part for each in found for _, part in each.payers) == WHOLE


def test_the_payer_of_the_day_pays(project: Project) -> None:
    rules = lasse.rulebook(project)
    paid = [
        {e.municipality.name: [payer for payer, _ in e.payers] for e in parts(project, rules, WHOLE, day)}["Forssa"]
        for day in (BEFORE, AFTER)
    ]
    assert paid == [["Forssa"], ["Forssan seudun hyvinvointikuntayhtymä"]]


def test_by_payer_the_charges_add_up_and_the_coordinator_is_told_apart(project: Project) -> None:
    table = own_share_table(project, lasse.rulebook(project), WHOLE, AFTER, by_payer=True)
    heads = [row for row in table.rows if row.style == "heading"]
    assert sum(row.cells[3] for row in heads if isinstance(row.cells[3], Decimal)) == Decimal("200000.00")
    assert len({row.cells[0] for row in heads}) == len(heads)
    charged = {row.cells[0]: row.cells[3] for row in heads}
    (own,) = (note for note in table.notes if note.key == "own-share-coordinator")
    assert (own.data["payer"], own.data["amount"]) == ("Tampere", charged["Tampere"])


@given(
    st.integers(-(10**11), 10**11),
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**8)), min_size=1, max_size=70).filter(
        lambda rows: any(agreed for _, agreed in rows)
    ),
    st.sampled_from(["population", "equal", "agreed", "mixed"]),
    st.lists(st.decimals(Decimal("0.1"), 100, places=1), max_size=4),
)
def test_any_amount_over_any_figures_adds_up(
    amount: int, figures: list[tuple[int, int]], key: str, ratio: list[Decimal]
) -> None:
    whole = lasse.project({})
    found = [municipality(str(i), population=p, agreed=Decimal(a)) for i, (p, a) in enumerate(figures)]
    heirs = tuple(Successor(payer=f"heir {i}", weight=weight) for i, weight in enumerate(ratio))
    financing = OwnFinancing(succession=(Succession(of="M0", start=AFTER, successor=heirs),) if heirs else ())
    divided = parts(with_(whole, *found, financing=financing), rules_with(whole, own_share_key=key), amount, AFTER)
    assert sum(each.cents for each in divided) == amount
    for each in divided:
        assert sum(part for _, part in each.payers) == each.cents


@pytest.mark.parametrize(
    ("key", "expected"),
    [("population", [7500, 2500]), ("equal", [5000, 5000]), ("agreed", [2000, 8000]), ("mixed", [6675, 3325])],
)
def test_each_key(project: Project, key: str, expected: list[int]) -> None:
    two = (municipality("0", population=300, agreed=Decimal(20)), municipality("1", population=100, agreed=Decimal(80)))
    found = parts(with_(project, *two), rules_with(project, own_share_key=key), 10_000, AFTER)
    assert [each.cents for each in found] == expected


def test_one_that_joins_later_is_divided_among_or_not_by_rule(project: Project) -> None:
    both = with_(project, municipality("0"), municipality("1", joined=AFTER))
    for rule, day, expected in (("re-keyed", BEFORE, [10]), ("re-keyed", AFTER, [5, 5]), ("kept", AFTER, [10])):
        rules = rules_with(project, own_share_joining=rule)
        assert [each.cents for each in parts(both, rules, 10, day)] == expected
    notes = [e.key for e in own_share_table(both, rules_with(project, own_share_joining="kept"), 10, AFTER).notes]
    assert "own-share-kept" in notes


def test_successors_inherit_and_a_split_has_a_ratio(project: Project) -> None:
    area = (municipality("0", payer="Area"), municipality("1", payer="Area"), municipality("2"))
    split = (Successor(payer="North", weight=Decimal(3)), Successor(payer="South", weight=Decimal(1)))
    financing = OwnFinancing(
        succession=(
            Succession(of="South", start=date(2015, 1, 1), successor=(Successor(payer="Coast"),)),
            Succession(of="Area", start=AFTER, successor=split),
            Succession(of="1", start=date(2014, 6, 1), successor=(Successor(payer="Itself"),)),
        )
    )
    later = with_(project, *area, financing=financing)
    rules = lasse.rulebook(project)
    paid = {
        day: [dict(each.payers) for each in parts(later, rules, 1200, day)]
        for day in (BEFORE, AFTER, date(2014, 6, 1), date(2015, 1, 1))
    }
    assert paid[BEFORE] == [{"Area": 400}, {"Area": 400}, {"M2": 400}]
    assert paid[AFTER] == [{"North": 300, "South": 100}, {"North": 300, "South": 100}, {"M2": 400}]
    assert paid[date(2014, 6, 1)] == [{"North": 300, "South": 100}, {"Itself": 400}, {"M2": 400}]
    assert paid[date(2015, 1, 1)] == [{"North": 300, "Coast": 100}, {"Itself": 400}, {"M2": 400}]


def test_nobody_counts_as_zero(project: Project) -> None:
    for missing in (None, 0):
        holed = with_(project, municipality("0"), municipality("1", population=missing))
        assert codes(holed) == ["key-figure-missing"]
        assert parts(holed, rules_with(project, own_share_key="equal"), 2, AFTER)[1].cents == 1
    assert codes(with_(project, municipality("0")), own_share_key="mixed") == ["key-figure-missing", "weights-zero"]
    nothing = with_(project, municipality("0", agreed=Decimal(0)), municipality("1", agreed=Decimal(0)))
    assert codes(nothing, own_share_key="agreed") == ["weights-zero"]
    assert codes(with_(project)) == ["municipalities-missing"]


def test_a_payer_that_ends_needs_a_successor_from_that_day_on(project: Project) -> None:
    ends = OwnFinancing(
        succession=(Succession(of="M0", start=AFTER), Succession(of="nobody", start=AFTER)),
        commitment=(Commitment(of="7", body="Board", date=BEFORE, section="§ 1", euros_a_year=Decimal(5)),),
    )
    ended = with_(project, municipality("0"), financing=ends)
    assert codes(ended) == ["payer-without-successor", "payer-unknown", "payer-unknown"]
    rules = lasse.rulebook(project)
    assert [each.code for each in shares(ended, rules, AFTER)] == codes(ended)
    assert list(shares(with_(project), rules, AFTER)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_said_in_every_language(project: Project, lang: str) -> None:
    decided = (
        Commitment(of="981", body="Kunnanhallitus", date=BEFORE, section="§ 4", euros_a_year=Decimal(300)),
        Commitment(of="Lahti", body="Hallitus", date=date(2015, 1, 1), section="§ 5", euros_a_year=Decimal(9)),
    )
    recorded = replace(project, own_financing=OwnFinancing(coordinator="Tampere", commitment=decided))
    for key in ("population", "equal"):
        table = own_share_table(recorded, rules_with(project, own_share_key=key), WHOLE, AFTER)
        assert draw_to(table, Words(lang), 100).count("\n") > 60  # type: ignore[arg-type]
        told = {note.key: note.data for note in table.notes}
        assert (told["own-share-commitment"]["of"], told["own-share-uncommitted"]["count"]) == ("Ypäjä", 58)


def test_looking_ahead_from_the_newest_claim(project: Project) -> None:
    claimed, rules = lasse.claimed(), lasse.rulebook(project)
    found = look_ahead(claimed, rules, lasse.TODAY)
    assert (found.claim, found.earned, found.left, found.shown) == ("claim-2014", 28_128_852, 31_871_148, 9_376_284)
    assert (found.to_show, found.months) == (10_623_716, 12)
    start = look_ahead(project, rules, lasse.BEFORE)
    assert (start.claim, start.left, start.to_show, start.months) == (None, 60_000_000, WHOLE, 31)
    poor = replace(claimed, grant=claimed.grant.replace(maximum=Decimal("900000")))
    keys = [note.key for note in look_ahead_table(poor, rules, lasse.TODAY).notes]
    assert keys == ["ahead-claim", "ahead-costs", "ahead-monthly", "ahead-short", "synthetic"]
    last = claimed.claims[1].replace(period=Period(start=date(2014, 1, 1), end=date(2015, 10, 31)))
    done = look_ahead(replace(claimed, claims=(claimed.claims[0], last)), rules, lasse.TODAY)
    assert done.months == 0


@given(st.integers(0, 10**11), st.decimals(Decimal("0.01"), 1, places=2))
def test_no_less_own_money_earns_the_grant(grant: int, rate: Decimal) -> None:
    own = own_money(grant, rate)
    assert part_of(grant + own, rate, "floor") >= grant
    assert own == 0 or part_of(grant + own - 1, rate, "floor") < grant
    assert own_money(grant, Decimal(0)) == 0
