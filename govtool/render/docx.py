"""Word documents from templates: everything arrives as written or the template is refused.

docxtpl drops text without a word in several cases (a bare `&`, a rich-text tag around plain text, a tag that
shares its paragraph with `{%p %}`); each of them is a problem here, and template code cannot do anything.
"""

import io
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from html import unescape
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from govtool.problems import GovtoolError, Place, Problem, error
from govtool.render import archive
from govtool.render.amounts import Lang
from govtool.render.picture import Picture, marked, place
from govtool.render.template_engine import Code, Context, shortened
from govtool.render.template_package import reaches_out, refuse_unsafe
from govtool.render.xml_text import storable
from govtool.reports.table import Say

LANGUAGE_TAGS: Mapping[Lang, str] = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}
"""What Word calls the languages of documents."""

_LONGEST_PROPERTY = 255
_FILLED = tuple(f"{kind}+xml" for kind in ("document.main", "header", "footer", "footnotes", "endnotes"))
_TAG = re.compile(r"(?<=\{[{%]).*?(?=[}%]\})", re.DOTALL)
_CONTROLS = re.compile("[\t\n\a\f]")
_DOCXTPL = DocxTemplate("")
"""For what it knows of Word's markup; filling is our own."""


def find_template(name: str, lang: Lang, project_files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the path and bytes of a template: the project's for the language, the project's, the packaged one."""
    for path in (f"templates/{name}.{lang}.docx", f"templates/{name}.docx"):
        if path in project_files:
            return path, project_files[path]
    return f"{name}.docx", packaged(name)


def packaged(name: str) -> bytes:
    """Return the packaged template of that name."""
    return (files("govtool.render") / "templates" / f"{name}.docx").read_bytes()


class Template:
    """A template for documents in one language: read and looked through once, filled as often as needed."""

    def __init__(self, template: bytes, file: str, lang: Lang) -> None:
        """Read *template*; *file* is its path for the problems. GovtoolError `template-unsafe`."""
        refuse_unsafe(template, file)
        try:
            document = Document(io.BytesIO(template))
        except (PackageNotFoundError, KeyError, ValueError) as broken:
            raise GovtoolError(error("template-unsafe", Place(file), reason=Say("unsafe-no-document"))) from broken
        _set_language(document, lang)
        document.core_properties  # noqa: B018  # made when there are none
        out = io.BytesIO()
        document.save(out)
        self._file, self._lang = file, lang
        self._parts = archive.unpacked(out.getvalue())
        parts = list(document.part.package.iter_parts())
        self._main = document.part.partname.membername
        self._about = next(p for p in parts if p.content_type == CONTENT_TYPE.OPC_CORE_PROPERTIES).partname.membername
        self._problems: list[Problem] = []
        self._codes: dict[str, Code] = {}
        for name in dict.fromkeys(p.partname.membername for p in parts if p.content_type.endswith(_FILLED)):
            xml = etree.tostring(etree.fromstring(self._parts[name]), encoding="unicode")
            self._problems += _swallowed(xml, file)
            source = _TAG.sub(_meant, _DOCXTPL.patch_xml(xml))
            self._codes[name] = Code(re.sub(r"(?=<w:p[ >])", "\n", source), file)

    def fill(
        self,
        context: Context,
        *,
        title: str,
        author: str,
        created: datetime,
        pictures: Mapping[str, Picture] = MappingProxyType({}),
        tables: Mapping[str, Any] = MappingProxyType({}),
    ) -> bytes:
        """Return the document of *context*; the same input gives the same bytes.

        A paragraph that is nothing but the `mark` of one of *pictures* or *tables* (elements `w:tbl`) becomes
        that picture or table; *created* is a UTC time without zone. GovtoolError: template-syntax,
        template-forbidden, template-undefined-name, template-markup, template-unsafe.
        """
        made, problems = dict(self._parts), list(self._problems)
        for name, code in self._codes.items():
            filled, found = code.fill(context)
            xml = re.sub(r"\n(?=<w:p[ >])", "", filled)
            found = found or _lost(xml, self._file)
            problems += found
            if not found:
                tree = _DOCXTPL.fix_tables(_DOCXTPL.resolve_listing(xml) if _CONTROLS.search(xml) else xml)
                problems += reaches_out(tree, self._file)
                if name == self._main:
                    place(tree, name, made, pictures)
                    for paragraph, found_table in marked(tree, tables):
                        paragraph.getparent().replace(paragraph, deepcopy(tables[found_table]))
                made[name] = serialize_part_xml(tree)
        if problems:
            raise GovtoolError(*problems)
        made[self._about] = _identified(made[self._about], title, self._lang, author, created)
        return archive.packed(made)


def _set_language(document: Any, lang: Lang) -> None:
    language = _within(_within(document.styles.element, "w:docDefaults"), "w:rPrDefault")
    _within(_within(language, "w:rPr"), "w:lang").attrib.update(
        {qn("w:val"): LANGUAGE_TAGS[lang], qn("w:eastAsia"): LANGUAGE_TAGS[lang], qn("w:bidi"): "ar-SA"}
    )


def _identified(properties: bytes, title: str, lang: Lang, author: str, created: datetime) -> bytes:
    """Say in a file what it is, in which language, by whom and of when; nothing of the template's own stays."""
    element = parse_xml(properties)
    about = CoreProperties(element)
    about.title = storable(title)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = storable(author)[:_LONGEST_PROPERTY]
    about.language = LANGUAGE_TAGS[lang]
    about.created = about.modified = created
    about.revision = 1
    for name in ("category", "comments", "content_status", "identifier", "keywords", "subject", "version"):
        setattr(about, name, "")
    return bytes(serialize_part_xml(element))


def _within(parent: Any, tag: str) -> Any:
    """Return the child *tag* of *parent*, made as the first one when it is missing."""
    found = parent.find(qn(tag))
    if found is None:
        found = parent.makeelement(qn(tag))
        parent.insert(0, found)
    return found


def _meant(tag: re.Match[str]) -> str:
    """Return the code of a tag as it was typed: Word escapes characters and turns quotation marks."""
    return unescape(tag[0]).replace("\u201e", '"')


def _swallowed(xml: str, file: str) -> Iterator[Problem]:
    """Yield `template-markup` where a `{%p`, `{%tr` or `{%tc` tag would take other text away with its paragraph."""
    tree = etree.fromstring(xml)
    for unit in ("p", "tr", "tc"):
        for element in tree.iter(qn(f"w:{unit}")):
            text = "".join(node.text or "" for node in element.iter(qn("w:t")))
            if re.search(rf"\{{[{{%#]{unit}\s", text) and not re.fullmatch(
                rf"\s*\{{([{{%#]){unit}\s((?![{{%#}}]\}}).)*[}}%#]\}}\s*", text
            ):
                yield error("template-markup", Place(file), paragraph=shortened(text))


def _lost(xml: str, file: str) -> list[Problem]:
    """Return `template-markup` where filled XML is broken or holds text that Word would not show."""
    try:
        tree = etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as broken:
        before = xml.encode()[: broken.position[1]].decode(errors="ignore")
        return [error("template-markup", Place(file), paragraph=shortened(before[before.rfind("<w:p") :]))]
    astray = [text.getparent() for text in tree.iter(qn("w:t")) if len(text)]
    for element in tree.iter(*(qn(f"w:{tag}") for tag in ("body", "p", "r", "tbl", "tc", "tr"))):
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            astray.append(element)
    return [
        error("template-markup", Place(file), paragraph=shortened(etree.tostring(element, encoding="unicode")))
        for element in astray
    ]
