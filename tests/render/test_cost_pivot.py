"""The pivot workbook: real numbers, exact sums, every sheet with the same total, no formula from a name."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from govtool.domain.cost import part, total
from govtool.domain.money import euros
from govtool.render.cost_pivot import draw
from govtool.render.words import Words
from govtool.reports.cost_fact import CostFact, cost_facts
from tests.lasse import TODAY, project

LASSE = project()
FACTS = cost_facts(LASSE, TODAY)


def sheets(facts: tuple[CostFact, ...]) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(draw(facts, TODAY, Words("en")))).worksheets


def figures(sheet: Worksheet) -> Iterator[list[Decimal]]:
    for row in sheet.iter_rows(min_row=5, min_col=2, values_only=True):
        yield [Decimal(str(cell)).quantize(Decimal("0.01")) for cell in row]


def test_every_sheet_of_lasse_adds_up_to_its_eligible_costs() -> None:
    found = sheets(FACTS)
    names = [sheet.title for sheet in found]
    assert names[:4] == ["Month × Category", "Month × Bookkeeper", "Category × Bookkeeper", "Share × Category"]
    assert names[4:] == sorted(each.name for each in LASSE.partners)
    whole = euros(total(part(LASSE.costs, status="eligible")).cents)
    assert {list(figures(sheet))[-1][-1] for sheet in found[:4]} == {whole}
    assert sum(list(figures(sheet))[-1][-1] for sheet in found[4:]) == whole


def test_partner_invoices_and_later_rows_are_no_costs() -> None:
    assert sum(fact.cents for fact in FACTS) == total(part(LASSE.costs, status="eligible")).cents
    assert cost_facts(replace(LASSE), date(2013, 9, 9)) == ()


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw(FACTS, TODAY, Words("fi")) == draw(FACTS, TODAY, Words("fi"))


def test_a_name_never_becomes_a_formula() -> None:
    (sheet, *_) = sheets((CostFact("2014-01", "=A1", "+x", "@y", 5),))
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


names = st.sampled_from(["a", "b", "c"])


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.builds(
            CostFact, st.sampled_from(["2014-01", "2014-02"]), names, names, names, st.integers(-(10**12), 10**12)
        ),
        min_size=1,
    )
)
def test_rows_and_columns_add_up_to_the_cent(facts: list[CostFact]) -> None:
    for sheet in sheets(tuple(facts))[:4]:
        *lines, last = figures(sheet)
        assert [sum(column) for column in zip(*lines, strict=True)] == last
        assert all(sum(line[:-1]) == line[-1] for line in lines)
        assert last[-1] == euros(sum(fact.cents for fact in facts))


def test_a_project_without_costs_has_empty_sheets() -> None:
    assert [list(figures(sheet)) for sheet in sheets(())] == [[[Decimal("0.00")]]] * 4
