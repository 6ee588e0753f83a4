"""Making invoices: what refuses them is told all at once, before anything is written."""

from dataclasses import replace
from datetime import date

import pytest

from govtool.actions.invoice import make
from govtool.domain.change import NewRecord
from govtool.domain.parameter import DatedValue
from govtool.problems import GovtoolError
from tests import lasse

DAY = date(2013, 12, 31)


def test_agreements_and_ceilings_stop_everything_at_once() -> None:
    project = lasse.invoiced(lasse.project(), date(2013, 11, 30))
    partners = tuple(
        p.replace(agreement=p.agreement.replace(vat="undecided")) if p.agreement and p.id != "pikassos" else p
        for p in project.partners
    )
    baseline = project.budget.baseline
    line = tuple(each for each in baseline.line if each.share != "pikassos")
    budget = project.budget.replace(baseline=baseline.replace(line=line))
    poor = replace(project, partners=partners, budget=budget)
    with pytest.raises(GovtoolError) as wrong:
        make(poor, lasse.rulebook(poor), DAY, partner=None, incomplete=False)
    assert [(p.code, p.data.get("partner") or p.data["share"]) for p in wrong.value.problems] == [
        ("vat-undecided", "SONet BOTNIA"),
        ("vat-undecided", "Verso-liikelaitos"),
        ("share-ceiling", "pikassos"),
    ]


def test_an_unknown_partner_is_told() -> None:
    project = lasse.project()
    with pytest.raises(GovtoolError) as wrong:
        make(project, lasse.rulebook(project), DAY, partner="versö", incomplete=False)
    assert [p.code for p in wrong.value.problems] == ["partner-unknown"]


@pytest.mark.parametrize(
    ("incomplete", "made"),
    [
        (False, ["verso-instalment-2014-04"]),
        (True, ["verso-settlement-2014-03", "verso-instalment-2014-04"]),
    ],
)
def test_what_waits_for_a_statement_does_not_hold_up_instalments(incomplete: bool, made: list[str]) -> None:
    project = lasse.invoiced(lasse.project(), date(2014, 3, 31))
    fewer = {k: v for k, v in project.costs.items() if (k.bookkeeper, k.month) != ("verso", "2014-02")}
    late = replace(project, costs=fewer)
    change = make(late, lasse.rulebook(late), date(2014, 4, 30), partner="verso", incomplete=incomplete)
    assert [edit.data["id"] for edit in change.edits if isinstance(edit, NewRecord)] == made
    keys = [key for key, _ in change.told]
    assert ("invoice-waits" in keys) is not incomplete
    assert ("invoice-months-missing" in keys) is incomplete


def test_a_ceiling_that_only_warns_is_told_and_the_invoices_are_made() -> None:
    project = lasse.invoiced(lasse.project(), date(2013, 11, 30))
    baseline = project.budget.baseline
    line = tuple(each for each in baseline.line if each.share != "pikassos")
    poor = replace(project, budget=project.budget.replace(baseline=baseline.replace(line=line)))
    with pytest.raises(GovtoolError) as wrong:
        make(poor, lasse.rulebook(poor), DAY, partner="pikassos", incomplete=False)
    assert [problem.code for problem in wrong.value.problems] == ["share-ceiling"]
    warn = DatedValue(start=date(2013, 4, 1), value="warn", source="s", checked=DAY, layer="project")
    parameters = tuple(
        each.replace(values=(*each.values, warn)) if each.name == "invoice_above_share" else each
        for each in poor.parameters
    )
    free = replace(poor, parameters=parameters)
    change = make(free, lasse.rulebook(free), DAY, partner="pikassos", incomplete=False)
    assert len(change.edits) == 1
    told = dict(change.told)["invoice-over-ceiling"]
    assert (told["share"], told["excess"]) == ("pikassos", wrong.value.problems[0].data["excess"])
