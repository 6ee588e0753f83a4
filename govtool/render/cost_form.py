"""The workbook a partner fills in: protected, with lists and limits where people type; and the same with comments."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from govtool.domain.wording import in_language
from govtool.problems import Problem
from govtool.render import archive
from govtool.render.words import Words
from govtool.render.xlsx import put
from govtool.render.xml_text import storable
from govtool.reports.statement_template import FIELDS, MARK, CostForm, marks

ROWS = 500
"""How many rows can be filled in."""

_HEADER = 4
_WIDTHS = (14, 16, 44, 60, 16)
_FORMATS = {"date": "d.m.yyyy", "amount": "#,##0.00"}
_LARGEST = 10_000_000
_FILL = PatternFill("solid", fgColor="E7E7E7")
_WRONG = PatternFill("solid", fgColor="FFD9D9")
_INSTRUCTIONS = 7


def blank(form: CostForm, words: Words) -> bytes:
    """Return the empty workbook in the language of *words*; the same form gives the same bytes."""
    book = Workbook()
    instructions, entry, own = book.active, book.create_sheet(), book.create_sheet(MARK)
    instructions.title, entry.title = words.say("word", "form-instructions"), words.say("word", "form-costs")
    title = words.say("title", "costs-form", {"partner": form.name, "project": form.project})
    put(instructions.cell(1, 1), title).font = Font(bold=True, size=14)
    for number in range(1, _INSTRUCTIONS + 1):
        data = {"first": form.first, "last": form.last, "rows": ROWS}
        text = words.say("word", f"form-instruction-{number}", data)
        put(instructions.cell(number + 2, 1), text).alignment = Alignment(wrap_text=True, vertical="top")
    instructions.column_dimensions["A"].width = 100
    headings = [words.say("column", field) for field in FIELDS]
    choices = [f"{account} {in_language(name, words.lang)}" for account, name in form.accounts]
    put(entry.cell(1, 1), title).font = Font(bold=True, size=14)
    put(entry.cell(2, 1), words.say("word", "form-here"))
    _lay_out(entry, headings)
    _limit(entry, form, len(choices), words)
    for down, (key, value) in enumerate(marks(form, entry.title, headings), 1):
        put(own.cell(down, 1), key)
        put(own.cell(down, 2), value)
    for down, choice in enumerate(choices, 1):
        put(own.cell(down, 4), choice)
    own.sheet_state = "hidden"
    for sheet in (instructions, entry, own):
        sheet.protection.sheet = True
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.active = 1
    book.properties.creator = book.properties.lastModifiedBy = "govtool"
    book.properties.created = book.properties.modified = datetime.combine(form.first, time())
    return _saved(book)


def commented(content: bytes, problems: Iterable[Problem], words: Words) -> bytes:
    """Return a filled workbook with a comment in each cell that a problem names, and what is left in the first one.

    A comment says what is wrong and what the cell takes: the hint of a problem is for who imports. Printed, the
    comments stand at the end.
    """
    book = load_workbook(io.BytesIO(content))
    told: dict[Cell, list[str]] = {}
    for problem in problems:
        place = problem.place
        sheet = book[place.sheet] if place and place.sheet in book.sheetnames else book.worksheets[0]
        cell = sheet[place.cell if place and place.cell and place.sheet == sheet.title else "A1"]
        told.setdefault(cell, []).append(words.problem(problem)[0])
    for cell, sentences in told.items():
        limits = (each for each in cell.parent.data_validations.dataValidation if cell.coordinate in each.sqref)
        lines = [*sentences, *(limit.error for limit in limits if limit.error)]
        cell.parent.page_setup.cellComments = "atEnd"
        comment = Comment(storable("\n".join(lines)), "govtool")
        comment.width, comment.height = 320, 40 + 40 * len(lines)
        cell.comment, cell.fill = comment, _WRONG
    return _saved(book)


def _lay_out(sheet: Worksheet, headings: list[str]) -> None:
    """Write the headings, and unlock the cells below them."""
    for at, (field, heading, width) in enumerate(zip(FIELDS, headings, _WIDTHS, strict=True), 1):
        head = put(sheet.cell(_HEADER, at), heading)
        head.font, head.fill = Font(bold=True), _FILL
        head.alignment = Alignment(horizontal="right" if field == "amount" else "left")
        sheet.column_dimensions[head.column_letter].width = width
        for down in range(_HEADER + 1, _HEADER + ROWS + 1):
            cell = sheet.cell(down, at)
            cell.protection = Protection(locked=False)
            cell.number_format = _FORMATS.get(field, "@" if field in ("voucher", "text") else "General")
            if field == "date":
                cell.alignment = Alignment(horizontal="left")
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 1)
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"


def _limit(sheet: Worksheet, form: CostForm, choices: int, words: Words) -> None:
    """Let only days of the project, accounts of the list and amounts be typed."""
    first, last = _spelt(form.first), _spelt(form.last)
    limits = {
        "date": {"type": "date", "operator": "between", "formula1": first, "formula2": last},
        "account": {"type": "list", "formula1": f"'{MARK}'!$D$1:$D${max(choices, 1)}"},
        "amount": {"type": "decimal", "operator": "between", "formula1": f"-{_LARGEST}", "formula2": f"{_LARGEST}"},
    }
    for field, limit in limits.items():
        validation = DataValidation(allow_blank=True, showErrorMessage=True, **limit)
        data = {"first": form.first, "last": form.last}
        validation.error = words.say("word", f"form-wrong-{field}", data)
        letter = sheet.cell(_HEADER, FIELDS.index(field) + 1).column_letter
        validation.add(f"{letter}{_HEADER + 1}:{letter}{_HEADER + ROWS}")
        sheet.add_data_validation(validation)


def _spelt(day: date) -> str:
    """Spell a day as a formula does."""
    return f"DATE({day:%Y},{day:%m},{day:%d})"


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    ExcelWriter(book, ZipFile(out, "w", ZIP_DEFLATED)).save()  # Workbook.save would set the time of the clock
    return archive.pinned(out.getvalue())
