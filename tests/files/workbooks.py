"""Workbooks made for tests, with what openpyxl does not write itself: stored values, errors, ODS markup."""

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)


def xlsx(*rows: Sequence[object], change: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    """Give a workbook of one sheet with *rows*, changed by *change* before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def edited(content: bytes, entry: str, old: str, new: str) -> bytes:
    """Give the workbook with a piece of one entry's markup replaced; it must be there."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == entry:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return written.getvalue()


def ods(tables: str, manifest: str = "", **entries: bytes) -> bytes:
    """Give an ODS file with the markup of its tables; `__` in the name of another entry stands for a slash."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", _ODS.format(tables=tables))
        target.writestr("META-INF/manifest.xml", _MANIFEST.format(manifest))
        for name, data in entries.items():
            target.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def cell(value: str | float | None, attributes: str = "") -> str:
    """Give the markup of one ODS cell."""
    if value is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string" {attributes}><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}/>'


def row(*cells: str, attributes: str = "") -> str:
    """Give the markup of one ODS row."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*parts: str, name: str = "Tammi") -> str:
    """Give the markup of one ODS table."""
    return f'<table:table table:name="{name}">{"".join(parts)}</table:table>'
