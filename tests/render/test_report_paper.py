"""Reports as Word documents: every cell arrives, in a table that fits its page and can be heard."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.wording import Wording
from govtool.render.amounts import Lang
from govtool.render.documents import document
from govtool.reports.report_paper import ReportPaper
from govtool.reports.table import Column, Row, Say, Table
from tests.render.word_files import CREATED

COLUMNS = (Column("who"), Column("x", "money", "Määrä, €"), Column("date", "date"))
ROWS = (
    Row(("Verso & <pojat> {{ x }}", Decimal("-1234.50"), date(2014, 7, 20))),
    Row(("Ensimmäinen rivi\ntoinen rivi", None, None)),
    Row((Say("total"), Decimal("-1234.50"), None), style="total"),
)
TABLE = Table(
    "claims", date(2014, 11, 15), Say("actions"), COLUMNS, ROWS, (Say("actions-count", {"open": 2, "late": 1}),)
)


def _made(table: Table, lang: Lang = "fi") -> Any:
    paper = ReportPaper("Tampereen kaupunki", Wording(fi="Hanke", sv="Projektet"), table)
    return docx.Document(io.BytesIO(document(paper, lang, {}, CREATED)))


def _cells(found: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in found.tables[0].rows]


def test_every_cell_arrives_as_people_write_it() -> None:
    found = _made(TABLE)
    assert _cells(found) == [
        ["Kuka", "Määrä, €", "Päivä"],
        ["Verso & <pojat> {{ x }}", "−1\u00a0234,50", "20.7.2014"],
        ["Ensimmäinen rivi\ntoinen rivi", "", ""],
        ["Yhteensä", "−1\u00a0234,50", ""],
    ]
    assert [p.text for p in found.paragraphs if p.text] == [
        "Tehtävät",
        "Tilanne 15.11.2014",
        "Euroina.",
        "Avoinna 2, niistä myöhässä 1.",
    ]


def test_the_table_can_be_heard() -> None:
    table = _made(TABLE, "sv").tables[0]._tbl
    rows = table.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert table.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_nothing_to_show_is_said() -> None:
    found = _made(replace(TABLE, rows=()))
    assert found.tables == []
    assert "Ei näytettävää." in [p.text for p in found.paragraphs]


def test_many_columns_turn_the_page() -> None:
    many = tuple(Column(f"c{number}", "money", number) for number in range(2000, 2014))
    table = replace(TABLE, columns=many, rows=(Row((Decimal("1234567.89"),) * len(many)),))
    assert _made(TABLE).sections[0].orientation == WD_ORIENT.PORTRAIT
    assert _made(table).sections[0].orientation == WD_ORIENT.LANDSCAPE


@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=9)), min_size=1, max_size=5))
def test_no_table_is_wider_than_its_page(texts: list[tuple[str, str]]) -> None:
    table = replace(TABLE, columns=(Column("who"), Column("what")), rows=tuple(map(Row, texts)))
    found = _made(table)
    section = found.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(each.get(qn("w:w"))) for each in found.tables[0]._tbl.tblGrid]
    assert sum(widths) <= Emu(room).twips + 1
    assert min(widths) > 0


def test_no_word_of_a_heading_breaks() -> None:
    ems = {"Toteuma": 4.17, "Summa": 3.62, "Numero": 3.78, "Kumppanuus": 6.4, "Osuus": 3.12}  # bold, as Arial has them
    columns = tuple(Column(f"c{at}", "text", word) for at, word in enumerate(ems))
    table = replace(TABLE, columns=columns, rows=(Row(("",) * len(ems)),), notes=())
    for cell in _made(table).tables[0].rows[0].cells:
        assert cell.width.cm - 2 * 102 / 567 >= ems[cell.text] * 9.5 / 72 * 2.54


def test_a_total_is_not_parted_from_the_row_above() -> None:
    rows = _made(TABLE).tables[0].rows[1:]
    kept = [{p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs} for row in rows]
    assert kept == [{None}, {True}, {None}]


def test_the_unit_stays_with_its_table() -> None:
    made = _made(TABLE)
    unit = next(p for p in made.paragraphs if p.text == "Euroina.")
    assert unit.style.paragraph_format.keep_with_next
