"""The packaged templates: made by their layouts, accessible, without leftovers."""

import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from govtool.render.layouts import LAYOUTS, TEMPLATES
from tests.render.word_files import parts

NAMES = sorted(LAYOUTS)


@pytest.mark.parametrize("name", NAMES)
def test_the_packaged_template_is_what_its_layout_makes(name: str) -> None:
    made = LAYOUTS[name]().saved()
    assert parts((TEMPLATES / f"{name}.docx").read_bytes()) == parts(made), "run python -m govtool.render.layouts"
    assert made == LAYOUTS[name]().saved()


def test_every_packaged_template_has_a_layout() -> None:
    assert sorted(path.stem for path in TEMPLATES.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_one_title_then_headings_of_the_second_level(name: str) -> None:
    document = docx.Document(TEMPLATES / f"{name}.docx")
    levels = [p.style.name for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    assert levels[0] == "Heading 1"
    assert set(levels[1:]) == (set() if name.startswith("report") else {"Heading 2"})


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_a_header_row_whole_rows_and_a_description(name: str) -> None:
    tables = docx.Document(TEMPLATES / f"{name}.docx").tables
    assert tables or name.startswith("report")  # a report's table is drawn when its columns are known
    for table in tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("{{ words.")
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).endswith("_table }}")
        widths = [int(cell.get(qn("w:w"))) for cell in table._tbl.tblGrid]
        assert sum(widths) <= 16.7 * 567


@pytest.mark.parametrize("name", NAMES)
def test_a4_with_page_numbers_above(name: str) -> None:
    section = docx.Document(TEMPLATES / f"{name}.docx").sections[0]
    upright = (21.0, 29.7)
    size = upright[::-1] if name.endswith("-broad") else upright
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == size
    fields = re.findall(r"<w:instrText[^>]*>\s*(\w+)", section.header._element.xml)
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_library_or_a_theme_is_left(name: str) -> None:
    contents = parts((TEMPLATES / f"{name}.docx").read_bytes())
    assert sorted(part for part in contents if not part.endswith("2.xml")) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    everything = b"".join(contents.values())
    for leftover in (b"python-docx", b"theme", b"Calibri", b"Cambria", b"365F91", b"rsid"):
        assert leftover not in everything.replace(b'"http://schemas.openxmlformats.org/drawingml/2006/main"', b""), (
            leftover
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_style_used_is_there(name: str) -> None:
    contents = parts((TEMPLATES / f"{name}.docx").read_bytes())
    known = set(re.findall(r'w:styleId="(\w+)"', contents["word/styles.xml"].decode()))
    used = {
        style
        for part in ("document", "header1", "footer1")
        for style in re.findall(r'<w:pStyle w:val="(\w+)"', contents[f"word/{part}.xml"].decode())
    }
    assert used - known == set()


def test_parts_of_the_styles_stand_in_the_order_of_the_schema() -> None:
    order = ["keepNext", "keepLines", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl"]
    document = docx.Document(io.BytesIO(LAYOUTS["agenda"]().saved()))
    for style in document.styles.element.iter(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        names = [child.tag.rpartition("}")[2] for child in properties] if properties is not None else []
        assert names == sorted(names, key=order.index), style.get(qn("w:styleId"))


_EM = 9.5 / 72 * 2.54
"""Centimetres of an em in a cell."""


@pytest.mark.parametrize(
    ("name", "heading", "ems"),
    [
        ("minutes", "role", 8.19),  # varapuheenjohtaja
        ("extract", "role", 8.19),
        ("attendance", "role", 8.19),
        ("agenda", "role", 8.19),
        ("pack", "role", 8.19),
        ("claim", "form_partner_invoices", 6.06),  # Kumppanien, bold
    ],
)
def test_the_longest_word_fits_its_column(name: str, heading: str, ems: float) -> None:
    found = 0
    for table in docx.Document(TEMPLATES / f"{name}.docx").tables:
        for cell in table.rows[0].cells:
            if cell.text == f"{{{{ words.{heading} }}}}":
                found += 1
                assert cell.width.cm - 2 * 57 / 567 >= ems * _EM
    assert found


@pytest.mark.parametrize("name", NAMES)
def test_a_row_of_sums_is_not_parted_from_the_rows_above(name: str) -> None:
    for table in docx.Document(TEMPLATES / f"{name}.docx").tables:
        rows = table.rows
        summed = "endfor" not in rows[-1].cells[0].text
        if "for" in rows[1].cells[0].text:
            assert {p.paragraph_format.keep_with_next for c in rows[2].cells for p in c.paragraphs} == {summed or None}


def test_signatures_and_their_heading_stay_together() -> None:
    styles = docx.Document(TEMPLATES / "minutes.docx").styles
    for name in ("Heading 2", "Signature line", "Signature role"):
        assert styles[name].paragraph_format.keep_with_next
