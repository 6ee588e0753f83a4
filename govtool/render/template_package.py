"""A Word file somebody hands us as a template: refused unless it is a plain document that reaches for nothing."""

import io
import re
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from lxml import etree

from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.table import Say

LARGEST_TEMPLATE = 50_000_000
"""Bytes a template may hold when unpacked."""

_MOST_PARTS = 1000
_ENCRYPTED = 1
_DOCUMENT = b"wordprocessingml.document.main+xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINK = "/relationships/hyperlink"
_EMBEDDED = ("/relationships/oleObject", "/relationships/package", "/relationships/aFChunk", "/relationships/control")
_REACHING_FIELDS = re.compile(r"\s*(DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON)\b", re.I)


def refuse_unsafe(template: bytes, file: str) -> None:
    """Raise GovtoolError `template-unsafe` with every reason why *template* is not filled.

    Reasons: no Word document, encrypted, too large, macros, embedded objects, a document type
    declaration, something fetched from outside the file (links that a reader clicks are allowed).
    """
    reasons = list(dict.fromkeys(_reasons(template)))
    if reasons:
        raise GovtoolError(*(error("template-unsafe", Place(file), reason=Say(reason)) for reason in reasons))


def reaches_out(tree: etree._Element, file: str) -> Iterator[Problem]:
    """Yield `template-unsafe` when a part filled with data has a field that fetches something."""
    return (error("template-unsafe", Place(file), reason=Say(reason)) for reason in _in_fields(tree))


def _reasons(template: bytes) -> Iterator[str]:
    try:
        package = ZipFile(io.BytesIO(template))
    except BadZipFile:
        yield "unsafe-no-document"
        return
    entries = package.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        yield "unsafe-encrypted"
    elif len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_TEMPLATE:
        yield "unsafe-too-large"
    else:
        try:
            yield from _in_parts({entry.filename: package.read(entry) for entry in entries})
        except (BadZipFile, NotImplementedError, EOFError, zlib.error):
            yield "unsafe-no-document"


def _in_parts(parts: dict[str, bytes]) -> Iterator[str]:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        yield "unsafe-macros"
    elif _DOCUMENT not in types or "word/document.xml" not in parts:
        yield "unsafe-no-document"
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                tree = etree.fromstring(content, safe).getroottree()
            except etree.XMLSyntaxError:
                yield "unsafe-no-document"
                continue
            if tree.docinfo.internalDTD is not None:
                yield "unsafe-doctype"
            yield from _in_relationships(tree) if name.endswith(".rels") else _in_fields(tree)


def _in_relationships(tree: etree._ElementTree) -> Iterator[str]:
    for relationship in tree.getroot():
        kind = relationship.get("Type", "")
        if relationship.get("TargetMode") == "External" and not kind.endswith(_LINK):
            yield "unsafe-external"
        if kind.endswith(_EMBEDDED):
            yield "unsafe-embedded"


def _in_fields(tree: etree._ElementTree | etree._Element) -> Iterator[str]:
    """Look at the instruction of every field; Word may have split it over runs, and fields nest."""
    open_fields: list[str] = []
    instructions = [node.get(f"{_WORD}instr", "") for node in tree.iter(f"{_WORD}fldSimple")]
    for node in tree.iter(f"{_WORD}fldChar", f"{_WORD}instrText"):
        step = node.get(f"{_WORD}fldCharType")
        if step == "begin":
            open_fields.append("")
        elif step == "end" and open_fields:
            instructions.append(open_fields.pop())
        elif step is None and open_fields:
            open_fields[-1] += node.text or ""
    if any(_REACHING_FIELDS.match(instruction) for instruction in [*instructions, *open_fields]):
        yield "unsafe-external"
