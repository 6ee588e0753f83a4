"""What a reader who hears a PDF gets: its language, title, headings, tables, pictures and text."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True)
class Structure:
    """The structure of one PDF; `headers` holds for each table the scopes of its header cells."""

    title: str
    language: str
    shows_title: bool
    tagged: bool
    profiles: tuple[str, ...]
    headings: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    pictures: tuple[str | None, ...]
    fonts_embedded: bool
    text: str


def structure(content: bytes) -> Structure:
    """Read the structure of a PDF."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    roles = root["/StructTreeRoot"].get("/RoleMap", {})
    elements = [(roles.get(each["/S"], each["/S"]), each) for each in _elements(root["/StructTreeRoot"])]
    metadata = root["/Metadata"].get_data().decode()
    return Structure(
        title=str(reader.metadata.title) if reader.metadata else "",
        language=str(root["/Lang"]),
        shows_title=bool(root["/ViewerPreferences"]["/DisplayDocTitle"]),
        tagged=bool(root["/MarkInfo"]["/Marked"]),
        profiles=tuple(name for name in ("pdfaid:part", "pdfuaid:part") if name in metadata),
        headings=tuple(str(role)[1:] for role, _ in elements if str(role)[1:2] == "H"),
        headers=tuple(
            tuple(_scope(cell) for cell in _elements(table) if cell["/S"] == "/TH")
            for role, table in elements
            if role == "/Table"
        ),
        pictures=tuple(each.get("/Alt") for role, each in elements if role == "/Figure"),
        fonts_embedded=all(_embedded(font) for page in reader.pages for font in _fonts(page)),
        text="\n".join(page.extract_text() for page in reader.pages),
    )


def _elements(node: Any) -> Iterator[Any]:
    """Yield the structure elements below *node*, in reading order."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        element = kid.get_object() if kid is not None else None
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            yield from _elements(element)


def _scope(cell: Any) -> str:
    attributes = cell["/A"].get_object()
    found = attributes if isinstance(attributes, ArrayObject) else [attributes]
    return next((str(each.get_object()["/Scope"]) for each in found if "/Scope" in each.get_object()), "")


def _fonts(page: Any) -> Iterator[Any]:
    yield from (font.get_object() for font in page["/Resources"].get("/Font", {}).values())


def _embedded(font: Any) -> bool:
    described = [each.get_object() for each in font.get("/DescendantFonts", [font])]
    return all(
        any(key in each["/FontDescriptor"] for key in ("/FontFile", "/FontFile2", "/FontFile3")) for each in described
    )
