"""A table of a packaged Word template: a header row that repeats, a row for each thing, perhaps a row of sums."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml import parse_xml

from govtool.render.layout_styles import XMLNS, style_id


class Col(NamedTuple):
    """A column: the word of its heading, its width in centimetres, the name of what its cells hold if it is another.

    *total* is the name of what stands in the row of sums.
    """

    heading: str
    width: float
    cell: str = ""
    total: str = ""
    number: bool = False

    @property
    def style(self) -> str:
        """What the styles of its cells end in."""
        return " number" if self.number else ""


def figure(heading: str, width: float, cell: str = "", total: str = "") -> Col:
    """Return a column of numbers."""
    return Col(heading, width, cell, total, number=True)


def table(word: str, rows: str, columns: Sequence[Col], height: float = 0) -> Any:
    """Return a table with thin rules between its rows, as wide as its columns.

    *word* is its caption, `word_table` its description: what screen readers tell. *rows* says what the rows
    go over, as in `annex in annexes`, each at least *height* centimetres high; a row of sums follows when a
    column has a total, and then all rows stay on one page while there is room.
    """
    each = rows.partition(" ")[0]
    summed = any(column.total for column in columns)
    made = [
        row([f"{{{{ words.{column.heading} }}}}" for column in columns], columns, "Cell heading", head=True),
        row([f"{{%tr for {rows} %}}"], columns),
        row(
            [f"{{{{ {each}.{column.cell or column.heading} }}}}" for column in columns],
            columns,
            height=height,
            kept=summed,
        ),
        row(["{%tr endfor %}"], columns),
    ]
    if summed:
        totals = [f"{{{{ {column.total} }}}}" if column.total else "" for column in columns]
        made.append(row(totals, columns, "Cell heading"))
    return framed(f"{{{{ words.{word} }}}}", f"{{{{ words.{word}_table }}}}", columns, made)


def framed(caption: str, description: str, columns: Sequence[Col], rows: Sequence[str], margin: int = 57) -> Any:
    """Return the table of *rows* with its *caption* and *description*; all texts are XML.

    *margin* is the space beside the text of a cell, in twentieths of a point.
    """
    widths = [_twips(column.width) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>' for side in ("top", "bottom", "insideH")
    )
    beside = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(
        f'<w:tbl {XMLNS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{beside}</w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{caption}"/>'
        f'<w:tblDescription w:val="{description}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def row(
    texts: Sequence[str],
    columns: Sequence[Col],
    style: str = "Cell",
    head: bool = False,
    height: float = 0,
    *,
    kept: bool = False,
) -> str:
    """Return a row; columns without a text stay empty.

    A *head* row repeats on every page and is shaded; a *kept* one stays on the page of the next.
    """
    cells = []
    stays = "<w:keepNext/>" if kept else ""
    padded = [*texts, *[""] * (len(columns) - len(texts))]
    for column, text in zip(columns, padded, strict=True):
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if head else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width)}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{style_id(style + column.style)}"/>{stays}</w:pPr>'
            f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
        )
    high = f'<w:trHeight w:val="{_twips(height)}" w:hRule="atLeast"/>' if height else ""
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{header}</w:trPr>{''.join(cells)}</w:tr>"


def _twips(centimetres: float) -> int:
    """Return a width in twentieths of a point, the unit of tables."""
    return int(centimetres * 567)
