"""Building blocks of the packaged Word templates: page, headings, facts, tables, signatures.

Accessible: one real Heading 1, tables with a header row that repeats and rows that do not break, a caption
and a description for those who hear the page.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from govtool.render import archive, layout_styles
from govtool.render.layout_table import Col, table

_BORN = datetime(2014, 1, 1)  # noqa: DTZ001  # Word keeps UTC without saying so
_DROPPED = (
    "/theme",
    "/numbering",
    "/customXml",
    "/webSettings",
    "/stylesWithEffects",
    "/fontTable",
    "/thumbnail",
    "/extended-properties",
)


class Layout:
    """A Word template in the making; texts may hold tags."""

    WIDTH, BROAD = 16.7, 25.4
    """Centimetres between the margins of an upright page and of a broad one."""

    def __init__(self, organisation: str, *, broad: bool = False) -> None:
        """Start an A4 page with *organisation* and the page number above, the project's name below."""
        self.document = Document()
        self.organisation = organisation
        _drop_leftovers(self.document)
        _set_page(self.document.sections[0], organisation, broad=broad)

    def turn(self) -> None:
        """Go on on broad pages."""
        _set_page(self.document.add_section(), self.organisation, broad=True)

    def text(self, text: str, style: str = "Normal", asks: str = "") -> None:
        """Write a paragraph; with *asks* only when that name has a value."""
        with self.asking(asks):
            self.document.add_paragraph(text, style)

    def title(self, below: str) -> None:
        """Write the only Heading 1, a line below it, and the remark on invented contents."""
        self.text("{{ title }}", "Heading 1")
        self.text(below, "Subheading")
        self.text("{{ remark }}", "Remark", asks="remark")

    def heading(self, word: str) -> None:
        """Write a Heading 2."""
        self.text(f"{{{{ words.{word} }}}}", "Heading 2")

    def fact(self, word: str, text: str, asks: str = "", style: str = "Fact") -> None:
        """Write a label and a text beside it; with *asks* only when that name has a value."""
        with self.asking(asks):
            paragraph = self.document.add_paragraph(style=style)
            paragraph.add_run(f"{{{{ words.{word} }}}}").bold = style == "Fact" or None
            paragraph.add_run(f"\t{text}")

    def party(self, name: str) -> None:
        """Write an organisation's name, business id and address under the word of what it is here."""
        self.fact(name, f"{{{{ {name}.name }}}}")
        self.fact("business_id", f"{{{{ {name}.business_id }}}}", asks=f"{name}.business_id")
        self.fact("address", f"{{{{ {name}.address }}}}", asks=f"{name}.address")

    @contextmanager
    def asking(self, asks: str) -> Iterator[None]:
        """Let what is written inside stand in the document only when *asks* has a value; always when it is empty."""
        if asks:
            self._tag(f"if {asks}")
        yield
        if asks:
            self._tag("endif")

    @contextmanager
    def each(self, rows: str) -> Iterator[None]:
        """Write what is inside once for each, as in `item in items`."""
        self._tag(f"for {rows}")
        yield
        self._tag("endfor")

    def otherwise(self) -> None:
        """End, inside `asking`, what stands with a value and begin what stands without one."""
        self._tag("else")

    def lines(self, texts: str) -> None:
        """Write a list of texts, a paragraph each."""
        with self.each(f"line in {texts}"):
            self.text("{{ line }}")

    def table(self, word: str, rows: str, *columns: Col, height: float = 0) -> None:
        """Write a table as `layout_table.table` says, and a gap below it."""
        self.document.element.body.sectPr.addprevious(table(word, rows, columns, height))
        self.document.add_paragraph(style="After table")

    def signatures(self) -> None:
        """Write a line to sign on, the name and the role for each of `signatures`."""
        with self.each("signature in signatures"):
            self.text("{{ signature.name }}", "Signature line")
            self.text("{{ signature.role }}", "Signature role")

    def _tag(self, code: str) -> None:
        """Write a tag in a paragraph of its own, which leaves no trace."""
        self.document.add_paragraph(f"{{%p {code} %}}")

    def saved(self) -> bytes:
        """Return the template; building it again gives the same bytes."""
        about = self.document.core_properties
        about.title, about.author, about.last_modified_by, about.comments = "{{ title }}", "govtool", "govtool", ""
        about.created = about.modified = _BORN
        out = io.BytesIO()
        self.document.save(out)
        return archive.pinned(out.getvalue())


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    """Append an element with `w:` attributes to *parent* and return it."""
    child = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _drop_leftovers(document: Any) -> None:
    """Put our styles and settings in the place of those that an empty document comes with."""
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_DROPPED):
                del holder.rels[key]
    document.element.body.sectPr.attrib.clear()
    for element, own in (
        (document.styles.element, layout_styles.styles()),
        (document.settings.element, layout_styles.settings()),
    ):
        for leftover in list(element):
            element.remove(leftover)
        element.extend(own)


def _set_page(section: Any, organisation: str, *, broad: bool) -> None:
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if broad else (Cm(21), Cm(29.7))
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.left_margin, section.right_margin = Cm(2.3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.2)
    header = section.header.paragraphs[0]
    if broad:
        section.orientation = WD_ORIENT.LANDSCAPE
        header.paragraph_format.tab_stops.add_tab_stop(Cm(Layout.WIDTH), WD_TAB_ALIGNMENT.CLEAR)
        header.paragraph_format.tab_stops.add_tab_stop(Cm(Layout.BROAD), WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(organisation).bold = True
    header.add_run("\t{{ words.page }} ")
    _add_field(header, "PAGE")
    header.add_run(" (")
    _add_field(header, "NUMPAGES")
    header.add_run(")")
    section.footer.paragraphs[0].add_run("{{ project }}")


def _add_field(paragraph: Any, instruction: str) -> None:
    for step in ("begin", "separate", "end"):
        _add(paragraph.add_run()._r, "fldChar", fldCharType=step)
        if step == "begin":
            _add(paragraph.add_run()._r, "instrText").text = f" {instruction} "
        elif step == "separate":
            paragraph.add_run("1")
