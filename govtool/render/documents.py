"""The documents: which template a paper goes into, what it is called there and in the file."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from govtool.render import change_paper, docx, meeting_paper, money_paper, payment_picture
from govtool.render.amounts import Lang
from govtool.render.picture import Picture
from govtool.render.template_engine import Context
from govtool.render.words import Words
from govtool.reports.change_paper import ChangePaper
from govtool.reports.meeting_paper import AgendaPaper, MinutesPaper
from govtool.reports.money_paper import ClaimPaper, InvoicePaper

Paper = AgendaPaper | MinutesPaper | InvoicePaper | ClaimPaper | ChangePaper


class Draft(NamedTuple):
    """What a document is made of: the template's name, the data, title and author in its properties, pictures."""

    template: str
    context: Context
    title: str
    author: str
    pictures: Mapping[str, Picture] = MappingProxyType({})


def draft(paper: Paper, words: Words) -> Draft:
    """Return *paper* said in one language; a project's template is `templates/NAME.docx` or `NAME.LANG.docx`."""
    match paper:
        case AgendaPaper():
            title = meeting_paper.title("agenda", paper.heading, words)
            return Draft("agenda", meeting_paper.agenda(paper, words), title, paper.heading.organisation)
        case MinutesPaper():
            title = meeting_paper.title("memo" if paper.memo else "minutes", paper.heading, words)
            return Draft("minutes", meeting_paper.minutes(paper, words), title, paper.heading.organisation)
        case InvoicePaper():
            title = money_paper.invoice_title(paper, words)
            drawn = payment_picture.pictures(paper.payment, paper.issuer.name, words.lang)
            return Draft("invoice-specification", money_paper.invoice(paper, words), title, paper.issuer.name, drawn)
        case ClaimPaper():
            title = money_paper.claim_title(paper, words)
            return Draft("claim", money_paper.claim(paper, words), title, paper.applicant.name)
        case ChangePaper():
            title = change_paper.change_title(paper, words)
            return Draft("budget-change", change_paper.change(paper, words), title, paper.applicant.name)


def document(paper: Paper, lang: Lang, project_files: Mapping[str, bytes], created: datetime) -> bytes:
    """Return *paper* as a Word document in *lang*; *created* is a UTC time without zone.

    *project_files* are the project's own templates by path. GovtoolError as of `docx.Template`.
    """
    made = draft(paper, Words(lang))
    file, template = docx.find_template(made.template, lang, project_files)
    filled = _template(template, file, lang)
    return filled.fill(made.context, title=made.title, author=made.author, created=created, pictures=made.pictures)


@cache
def _template(template: bytes, file: str, lang: Lang) -> docx.Template:
    """Return a template that was read before, when many documents are made."""
    return docx.Template(template, file, lang)
