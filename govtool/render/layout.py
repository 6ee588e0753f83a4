"""Building blocks of the packaged Word templates: page, headings, facts, tables, signatures.

Accessible: one real Heading 1, tables with a header row that repeats and rows that do not break, a caption
and a description for those who hear the page.
"""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from govtool.render import archive, layout_styles
from govtool.render.layout_styles import XMLNS, style_id

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


class Col(NamedTuple):
    """A column: the word of its heading, what its cells hold, its width in centimetres, whether it holds numbers."""

    heading: str
    cell: str
    width: float
    number: bool = False


class Layout:
    """A Word template in the making; texts may hold tags."""

    def __init__(self, organisation: str) -> None:
        """Start an A4 page with *organisation* and the page number above, the project's name below."""
        self.document = Document()
        _drop_leftovers(self.document)
        _set_page(self.document.sections[0], organisation)

    def text(self, text: str, style: str = "Normal", asks: str = "") -> None:
        """Write a paragraph; with *asks* only when that name has a value."""
        self.asking(asks, lambda: self.document.add_paragraph(text, style))

    def title(self, below: str) -> None:
        """Write the only Heading 1, a line below it, and the remark on invented contents."""
        self.text("{{ title }}", "Heading 1")
        self.text(below, "Subheading")
        self.text("{{ remark }}", "Remark", asks="remark")

    def heading(self, text: str, asks: str = "") -> None:
        """Write a Heading 2."""
        self.text(text, "Heading 2", asks)

    def fact(self, word: str, text: str, asks: str = "", style: str = "Fact") -> None:
        """Write a label and a text beside it; with *asks* only when that name has a value."""

        def write() -> None:
            paragraph = self.document.add_paragraph(style=style)
            paragraph.add_run(f"{{{{ words.{word} }}}}").bold = style == "Fact" or None
            paragraph.add_run(f"\t{text}")

        self.asking(asks, write)

    def tag(self, code: str) -> None:
        """Write a tag in a paragraph of its own, which leaves no trace."""
        self.document.add_paragraph(f"{{%p {code} %}}")

    def asking(self, asks: str, write: Callable[[], object]) -> None:
        """Write something that stands in the document only when *asks* has a value; always when it is empty."""
        if asks:
            self.tag(f"if {asks}")
        write()
        if asks:
            self.tag("endif")

    def table(self, word: str, each: str, rows: str, columns: Sequence[Col], sums: Sequence[str] = ()) -> None:
        """Write a table with a row for *each* of *rows*, and a last row of *sums* when there are any.

        *word* is its caption, `word_table` its description: what screen readers tell.
        """
        made = [
            _row([f"{{{{ words.{column.heading} }}}}" for column in columns], columns, "Cell heading", head=True),
            _row([f"{{%tr for {each} in {rows} %}}"], columns),
            _row([f"{{{{ {each}.{column.cell} }}}}" for column in columns], columns),
            _row(["{%tr endfor %}"], columns),
        ]
        if sums:
            made.append(_row(sums, columns, "Cell heading"))
        self.document.element.body.sectPr.addprevious(_table(word, columns, made))
        self.document.add_paragraph(style="After table")

    def signatures(self) -> None:
        """Write a line to sign on, the name and the role for each of `signatures`."""
        self.tag("for signature in signatures")
        self.text("{{ signature.name }}", "Signature line")
        self.text("{{ signature.role }}", "Signature role")
        self.tag("endfor")

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


def _set_page(section: Any, organisation: str) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.2)
    header = section.header.paragraphs[0]
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


def _table(word: str, columns: Sequence[Col], rows: Sequence[str]) -> Any:
    """Return a table with thin rules between its rows, as wide as its columns."""
    widths = [_twips(column.width) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>' for side in ("top", "bottom", "insideH")
    )
    return parse_xml(
        f'<w:tbl {XMLNS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{{{{ words.{word} }}}}"/>'
        f'<w:tblDescription w:val="{{{{ words.{word}_table }}}}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _row(texts: Sequence[str], columns: Sequence[Col], style: str = "Cell", head: bool = False) -> str:
    """Return a row; columns without a text stay empty. A *head* row repeats on every page and is shaded."""
    cells = []
    padded = [*texts, *[""] * (len(columns) - len(texts))]
    for column, text in zip(columns, padded, strict=True):
        named = style_id(f"{style} number" if column.number else style)
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if head else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width)}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{named}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
        )
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _twips(centimetres: float) -> int:
    """Return a width in twentieths of a point, the unit of tables."""
    return int(centimetres * 567)
