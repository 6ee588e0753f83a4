"""The binary files of the examples: small workbooks and Word templates, most of them hostile.

`python -m tests.problems.make_files` writes them; `tests/test_problems.py` compares what lies there.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
OFFICE = "http://schemas.openxmlformats.org"
OLD_PROGRAM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a binary file of the old Office begins, and an encrypted one of the new."""

Cells = Sequence[str | float]
Rows = Sequence[Cells]
HEADINGS = ("Date", "Voucher", "Account", "Text", "Sum")
SEPTEMBER: Rows = (HEADINGS, ("30.9.2014", "901", 4000, "Salary", 3100.0), ("30.9.2014", "902", 4800, "Rent", 200.0))
OCTOBER: Rows = (HEADINGS, ("31.10.2014", "931", 4000, "Salary", 3050.0), ("31.10.2014", "932", 4800, "Rent", 200.0))
NOVEMBER: Rows = (HEADINGS, ("28.11.2014", "961", 4000, "Salary", 3070.0), ("28.11.2014", "962", 4800, "Rent", 200.0))


def files() -> Mapping[str, bytes]:
    """Return path -> bytes of every binary file of the examples."""
    plain = _parts(NOVEMBER)
    statements = {
        "not-a-spreadsheet": b"<html><table><tr><td>Date</td><td>Sum</td></tr></table></html>\n",
        "spreadsheet-encrypted": OLD_PROGRAM + "EncryptedPackage".encode("utf-16-le"),
        "spreadsheet-macros": _zipped({**plain, "xl/vbaProject.bin": b"Sub Auto_Open"}),
        "spreadsheet-unsafe": _changed(plain, b"<worksheet", b"<!DOCTYPE worksheet [<!ENTITY a 'a'>]><worksheet"),
        "spreadsheet-too-large": _zipped({**plain, "xl/media/image1.bmp": bytes(10 * 2**20)}, zipfile.ZIP_DEFLATED),
        "formula-without-value": _changed(plain, b"<c><v>3070.0</v></c>", b'<c r="E2"><f>E9+E10</f></c>'),
        "rows-hidden": _changed(
            plain, b'<row><c t="inlineStr"><is><t>28', b'<row hidden="1"><c t="inlineStr"><is><t>28'
        ),
        "column-hidden": _changed(plain, b"<sheetData>", b'<cols><col min="5" max="5" hidden="1"/></cols><sheetData>'),
        "row-unrecognised": workbook((*NOVEMBER, ("", "", "", "Carried to page 2", 3270.0))),
    }
    templates = {
        "template-unsafe": _template("Agenda", {"word/vbaProject.bin": b"Sub AutoOpen"}),
        "template-syntax": _template("{% if presenter %}Presenter: {{ presenter }}"),
        "template-forbidden": _template("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        "template-undefined-name": _template("Held by {{ chairperson }}"),
        "template-markup": _template("{%p if presenter %}Presenter: {{ presenter }}"),
        "template-heading": _template("{{ title }}"),
        "template-table-head": _document(
            f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{_paragraph('Name')}</w:tc></w:tr></w:tbl>"
        ),
        "template-picture-text": _document(
            f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing">'
            '<wp:docPr id="1" name="Coat of arms"/></wp:inline></w:drawing></w:r></w:p>'
        ),
    }
    return {
        "_project/budgets/evidence/lumo/lumo-2014-09.xlsx": workbook(SEPTEMBER),
        "_project/budgets/evidence/lumo/lumo-2014-10.xlsx": workbook(OCTOBER),
        "_project/received/lumo-2014-11.xlsx": workbook(NOVEMBER),
        **{f"{code}/received/lumo-2014-11.xlsx": content for code, content in statements.items()},
        **{f"{code}/templates/agenda.docx": content for code, content in templates.items()},
    }


def workbook(rows: Rows) -> bytes:
    """Return a workbook of one sheet called Ledger."""
    return _zipped(_parts(rows))


def _changed(parts: Mapping[str, bytes], old: bytes, new: bytes) -> bytes:
    """Return a workbook whose sheet says *new* where *parts* say *old* for the first time."""
    sheet = "xl/worksheets/sheet1.xml"
    return _zipped({**parts, sheet: parts[sheet].replace(old, new, 1)})


def alike(one: bytes, other: bytes) -> bool:
    """Tell whether two files hold the same; how hard an archive was packed does not matter."""
    archives = [zipfile.is_zipfile(io.BytesIO(content)) for content in (one, other)]
    return _entries(one) == _entries(other) if all(archives) else one == other


def _parts(rows: Rows) -> dict[str, bytes]:
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheet = f'<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships">'
        '<sheets><sheet name="Ledger" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    kinds = {
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
    }
    return {
        **_package(kinds, "xl/workbook.xml"),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _template(paragraph: str, more: Mapping[str, bytes] | None = None) -> bytes:
    return _document(_paragraph(paragraph), more)


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _document(body: str, more: Mapping[str, bytes] | None = None) -> bytes:
    document = f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    kinds = {"word/document.xml": "wordprocessingml.document.main"}
    return _zipped({**_package(kinds, "word/document.xml"), "word/document.xml": document.encode(), **(more or {})})


def _package(kinds: Mapping[str, str], main: str) -> dict[str, bytes]:
    """Return what every Office file has: the types of its parts, and which one is the main one."""
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        '<Default Extension="bmp" ContentType="image/bmp"/>'
        f"{overrides}</Types>"
    )
    return {"[Content_Types].xml": types.encode(), "_rels/.rels": _relations("officeDocument", main)}


def _relations(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _zipped(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2014, 11, 15, 12, 0, 0)), content, packing)
    return written.getvalue()


def _entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    for path, content in files().items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(content)
