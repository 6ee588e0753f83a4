"""Word documents from templates: everything arrives as written or the template is refused.

docxtpl drops text without a word in several cases (a bare `&`, a rich-text tag around plain text, a tag that
shares its paragraph with `{%p %}`); each of them is a problem here, and template code cannot do anything.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate
from lxml import etree

from govtool.problems import GovtoolError, Place, Problem, error
from govtool.render import archive
from govtool.render.amounts import Lang
from govtool.render.template_engine import Context, Engine, faults, shortened, undefined
from govtool.render.template_package import refuse_unsafe
from govtool.render.xml_text import storable
from govtool.reports.table import Say

LANGUAGE_TAGS: Mapping[Lang, str] = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}
"""What Word calls the languages of documents."""


class Picture(NamedTuple):
    """A picture: its PNG, its width on the page in centimetres, and what it shows, for those who do not see it."""

    png: bytes
    width: float
    alt: str


_LONGEST_PROPERTY = 255
_NOTES = ("footnotes+xml", "endnotes+xml")
_NOTHING = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_TAG = re.compile(r"(?<=\{[{%]).*?(?=[}%]\})", re.DOTALL)


def find_template(name: str, lang: Lang, project_files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the path and bytes of a template: the project's for the language, the project's, the packaged one."""
    for path in (f"templates/{name}.{lang}.docx", f"templates/{name}.docx"):
        if path in project_files:
            return path, project_files[path]
    return f"{name}.docx", (files("govtool.render") / "templates" / f"{name}.docx").read_bytes()


def mark(picture: str) -> str:
    """Return the text whose paragraph becomes the picture of that name."""
    return f"\ue000{picture}\ue001"


def fill(
    template: bytes,
    context: Context,
    *,
    title: str,
    lang: Lang,
    author: str,
    created: datetime,
    file: str,
    pictures: Mapping[str, Picture] = MappingProxyType({}),
) -> bytes:
    """Return the document that *template* makes of *context*; the same input gives the same bytes.

    A paragraph that is nothing but the `mark` of one of *pictures* becomes that picture. *file* is the
    template's path for the problems, *created* a UTC time without zone. GovtoolError: template-unsafe,
    template-syntax, template-forbidden, template-undefined-name, template-markup.
    """
    refuse_unsafe(template, file)
    document = _Template(template, file)
    document.render(context, Engine())
    if document.problems:
        raise GovtoolError(*document.problems)
    _place_pictures(document.docx, pictures)
    _identify(document.docx, title, lang, author, created)
    out = io.BytesIO()
    document.save(out)
    made = archive.pinned(out.getvalue())
    refuse_unsafe(made, file)
    return made


def _place_pictures(document: Any, pictures: Mapping[str, Picture]) -> None:
    by_mark = {mark(name): picture for name, picture in pictures.items()}
    for paragraph in document.paragraphs if by_mark else ():
        picture = by_mark.get(paragraph.text)
        if picture is not None:
            paragraph.clear()
            shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(picture.width))
            shape._inline.docPr.set("descr", picture.alt)


def _identify(document: Any, title: str, lang: Lang, author: str, created: datetime) -> None:
    """Say in the file what it is, in which language, by whom and of when; nothing of the template's own stays."""
    about = document.core_properties
    about.title = storable(title)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = storable(author)[:_LONGEST_PROPERTY]
    about.language = LANGUAGE_TAGS[lang]
    about.created = about.modified = created
    about.revision = 1
    for name in ("category", "comments", "content_status", "identifier", "keywords", "subject", "version"):
        setattr(about, name, "")
    language = _within(_within(document.styles.element, "w:docDefaults"), "w:rPrDefault")
    _within(_within(language, "w:rPr"), "w:lang").attrib.update(
        {qn("w:val"): LANGUAGE_TAGS[lang], qn("w:eastAsia"): LANGUAGE_TAGS[lang], qn("w:bidi"): "ar-SA"}
    )


def _within(parent: Any, tag: str) -> Any:
    """Return the child *tag* of *parent*, made as the first one when it is missing."""
    found = parent.find(qn(tag))
    if found is None:
        found = parent.makeelement(qn(tag))
        parent.insert(0, found)
    return found


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that collects what is wrong with it instead of dropping text; use it once."""

    def __init__(self, template: bytes, file: str) -> None:
        super().__init__(io.BytesIO(template))
        self.file = file
        self.problems: list[Problem] = []
        try:
            self.init_docx()
        except (PackageNotFoundError, KeyError, ValueError) as broken:
            raise GovtoolError(error("template-unsafe", Place(file), reason=Say("unsafe-no-document"))) from broken

    def patch_xml(self, src_xml: str) -> str:
        """Check the tags that swallow what surrounds them, then undo Word's escapes inside tags."""
        self.problems += _swallowed(src_xml, self.file)
        return _TAG.sub(_meant, super().patch_xml(src_xml))

    def render_xml_part(self, src_xml: str, part: Any, context: Context, jinja_env: Engine) -> str:
        """Fill a part; when something is wrong remember it and give an empty part."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        jinja_env.missing.clear()
        problems = faults(jinja_env, source, context, self.file)
        filled = _NOTHING
        if not problems:
            filled = super().render_xml_part(src_xml, part, context, jinja_env)
            problems = undefined(jinja_env.missing, source, self.file) or _lost(filled, self.file)
        self.problems += problems
        return _NOTHING if problems else filled

    def render_properties(self, context: Context, jinja_env: Engine) -> None:
        """Leave the properties: `fill` writes its own."""

    def render_footnotes(self, context: Context, jinja_env: Engine) -> None:
        """Fill footnotes and endnotes, each once: filled a second time, data would be taken for code."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(_NOTES):
                filled = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
                part._blob = filled.encode()


def _meant(tag: re.Match[str]) -> str:
    """Return the code of a tag as it was typed: Word escapes characters and turns quotation marks."""
    return unescape(tag[0]).replace("\u201e", '"')


def _swallowed(xml: str, file: str) -> Iterator[Problem]:
    """Yield `template-markup` where a `{%p`, `{%tr` or `{%tc` tag would take other text away with its paragraph."""
    tree = etree.fromstring(xml.encode())
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
