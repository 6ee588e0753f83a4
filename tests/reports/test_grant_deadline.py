"""Deadlines towards the authority: by rhythm or by claim, the last one, reports, changes, completions, results."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.checks.claim import advance, noted
from govtool.domain.calendar import Period
from govtool.domain.claim import Claim, ClaimEvent
from govtool.domain.cost_model import Milestone
from govtool.domain.party import Advance
from govtool.domain.project import Project
from govtool.reports.grant_deadline import asked_until, claim_late, deadline_problems, grant_deadlines
from tests import lasse
from tests.reports.test_cost_model import claim, costs, rules_with

END = date(2015, 10, 31)
"""The last day of LasSe."""


def due(project: Project, **rules: object) -> list[tuple[str, str]]:
    """Return kind and day of every deadline."""
    return [(each.kind, each.day.isoformat()) for each in grant_deadlines(project, rules_with(project, **rules))]


def test_what_no_rule_sets_has_no_deadline() -> None:
    assert due(costs()) == []
    assert due(lasse.claimed()) == []


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("year", ["2014-02-17", "2015-02-16", "2015-12-16"]),
        ("half-year", ["2013-08-15", "2014-02-17", "2014-08-15", "2015-02-16", "2015-08-17", "2015-12-16"]),
        ("free", ["2015-12-16"]),
    ],
)
def test_a_claim_for_each_span_of_the_rhythm_on_a_working_day(rhythm: str, days: list[str]) -> None:
    found = due(costs(), claim_rhythm=rhythm, claim_deadline="46 days")
    assert found == [("claim", day) for day in days]


def test_the_last_claim_and_the_report_have_their_own_time() -> None:
    rules = {"claim_rhythm": "year", "claim_deadline": "46 days", "final_claim_deadline": "4 months"}
    found = due(costs(), final_report_deadline="2 months", change_request_time="30 days", **rules)
    assert found[-3:] == [("claim", "2016-02-29"), ("report", "2015-12-31"), ("change", "2015-10-01")]
    early = claim(1, date(2013, 4, 1), 6).replace(last=True)
    assert due(replace(costs(), claims=(early,)), **rules) == [("claim", "2014-02-17"), ("claim", "2014-10-30")]


def test_a_late_claim_is_told_and_by_rule_refused() -> None:
    made = claim(1, date(2013, 4, 1), 12)
    project = replace(costs(), claims=(made,))
    late = date(2015, 3, 2)
    for answer, severity in (("warn", "warning"), ("reject", "error")):
        rules = rules_with(project, claim_deadline="46 days", claim_late=answer, claim_rhythm="free")
        assert list(claim_late(project, rules, made, date(2015, 2, 16))) == []
        (told,) = claim_late(project, rules, made, late)
        assert (told.code, told.severity, told.data["days"]) == ("claim-late", severity, 14)
        sent = replace(project, claims=(made.replace(submitted=late),))
        assert [each.severity for each in deadline_problems(sent, rules, END)] == ["warning"]


def test_completions_and_results_are_waited_for() -> None:
    returned = ClaimEvent(kind="returned", date=date(2014, 12, 1), due=date(2014, 12, 19), reason="Vouchers")
    made = claim(1, date(2013, 4, 1), 10).replace(submitted=date(2014, 11, 15), event=(returned,))
    result = Milestone(id="m", name="Handbook", amount=Decimal(1), due=date(2015, 5, 30))
    project = replace(costs(), claims=(made,), milestones=(result,))
    found = [each for each in grant_deadlines(project, rules_with(project)) if asked_until(date(2014, 12, 5), each)]
    assert [(each.kind, each.day) for each in found] == [
        ("completion", date(2014, 12, 19)),
        ("milestone", date(2015, 5, 30)),
    ]
    done = made.replace(event=(returned, ClaimEvent(kind="completed", date=date(2014, 12, 15))))
    later = replace(project, claims=(done,))
    assert [e.kind for e in grant_deadlines(later, rules_with(later)) if asked_until(date(2014, 12, 16), e)] == [
        "milestone"
    ]


@pytest.mark.parametrize(
    ("paid", "codes"), [("30000", []), ("30000.01", ["advance-over"]), ("60000", ["advance-over"] * 2)]
)
def test_an_advance_has_its_ceilings(paid: str, codes: list[str]) -> None:
    grant = costs().grant.replace(
        maximum=Decimal(100_000), advance=(Advance(date=date(2013, 5, 2), amount=Decimal(paid)),)
    )
    project = replace(costs(), grant=grant)
    rules = rules_with(project, advance_most=Decimal("0.3"), advance_limit=Decimal(50_000))
    assert [each.code for each in advance(project, rules, END)] == codes


def test_the_group_hears_of_a_claim_in_its_next_meeting() -> None:
    """Meeting 4 handled the claim for 2013; a claim of another name nobody has heard of."""
    project = lasse.claimed()
    rules = rules_with(project, claim_handled="after")
    assert [each.code for each in noted(project, rules, lasse.TODAY)] == []
    first = project.claims[0].replace(submitted=date(2014, 1, 10))
    period = Period(start=first.period.start, end=first.period.end)
    other = Claim(id="another", number=1, period=period, made=first.made, submitted=date(2014, 1, 10))
    unheard = replace(project, claims=(other,))
    assert [each.code for each in noted(unheard, rules, lasse.TODAY)] == ["claim-not-noted"]
    assert list(noted(unheard, rules_with(project, claim_handled="no"), lasse.TODAY)) == []
