"""Pictures in Word documents: a paragraph that is nothing but a picture's mark becomes the picture."""

import struct
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PackURI
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm
from lxml import etree

_SIZE = struct.Struct(">16xII")
"""Where a PNG says how many pixels wide and high it is."""


class Picture(NamedTuple):
    """A picture: its PNG, its width on the page in centimetres, and what it shows, for those who do not see it."""

    png: bytes
    width: float
    alt: str


def mark(picture: str) -> str:
    """Return the text whose paragraph becomes the picture of that name."""
    return f"\ue000{picture}\ue001"


def is_mark(text: str) -> bool:
    """Tell whether *text* is a mark, which a reader could not make out."""
    return text.startswith("\ue000") and text.endswith("\ue001")


def marked(document: etree._Element, names: Iterable[str]) -> list[tuple[etree._Element, str]]:
    """Return the paragraphs of *document* that are nothing but the mark of one of *names*, with the name."""
    by_mark = {mark(each): each for each in names}
    found = []
    for paragraph in document.iter(qn("w:p")) if by_mark else ():
        name = by_mark.get("".join(text.text or "" for text in paragraph.iterfind(f"{qn('w:r')}/{qn('w:t')}")))
        if name is not None:
            found.append((paragraph, name))
    return found


def place(document: etree._Element, name: str, parts: dict[str, bytes], pictures: Mapping[str, Picture]) -> None:
    """Put *pictures* where their marks stand in *document*, the part *name* of *parts*, and add them to *parts*."""
    for paragraph, found in marked(document, pictures):
        relation = _add(parts, name, found, pictures[found].png)
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        drawing = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:drawing"))
        drawing.append(_inline(found, pictures[found], relation))
    for number, shape in enumerate(document.iter(qn("wp:docPr")), 1):
        shape.set("id", str(number))  # each once, though a loop repeats them


def _inline(name: str, picture: Picture, relation: str) -> Any:
    pixels, high = _SIZE.unpack_from(picture.png)
    width = Cm(picture.width)
    inline = CT_Inline.new_pic_inline(1, relation, f"{name}.png", width, width * high // pixels)
    inline.docPr.set("descr", picture.alt)
    return inline


def _add(parts: dict[str, bytes], document: str, name: str, png: bytes) -> str:
    """Add a PNG to the package under a name that is free; return the id of the relation to it."""
    part = PackURI(f"/{document}")
    relations, types = (parse_xml(parts[uri.membername]) for uri in (part.rels_uri, CONTENT_TYPES_URI))
    taken = {relation.get("Id") for relation in relations}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    target = f"media/{name}-{number}.png"
    relations.add_rel(f"rId{number}", RELATIONSHIP_TYPE.IMAGE, target)
    parts[part.rels_uri.membername] = serialize_part_xml(relations)
    parts[f"{part.baseURI[1:]}/{target}"] = png
    if "png" not in {default.get("Extension", "").lower() for default in types}:
        types.add_default("png", "image/png")
        parts[CONTENT_TYPES_URI.membername] = serialize_part_xml(types)
    return f"rId{number}"
