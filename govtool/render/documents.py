"""The documents: which template a paper goes into, what it is called there and in the file."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from govtool.render import (
    change_paper,
    claim_paper,
    docx,
    meeting_excerpt,
    meeting_paper,
    money_paper,
    payment_picture,
    report_paper,
)
from govtool.render.amounts import Lang
from govtool.render.layout import Layout
from govtool.render.picture import Picture
from govtool.render.template_engine import Context
from govtool.render.words import Words
from govtool.reports.change_paper import ChangePaper
from govtool.reports.meeting_excerpt import AttendancePaper, CallPaper, ExtractPaper, PackPaper
from govtool.reports.meeting_paper import AgendaPaper, MinutesPaper
from govtool.reports.money_paper import ClaimPaper, InvoicePaper
from govtool.reports.report_paper import ReportPaper

MeetingPaper = CallPaper | AgendaPaper | MinutesPaper | ExtractPaper | AttendancePaper | PackPaper
Paper = MeetingPaper | InvoicePaper | ClaimPaper | ChangePaper | ReportPaper


class Draft(NamedTuple):
    """What a document is made of: the template's name, the data, title and author, pictures and tables."""

    template: str
    context: Context
    title: str
    author: str
    pictures: Mapping[str, Picture] = MappingProxyType({})
    tables: Mapping[str, Any] = MappingProxyType({})


def draft(paper: Paper, words: Words) -> Draft:
    """Return *paper* said in one language; a project's template is `templates/NAME.docx` or `NAME.LANG.docx`."""
    match paper:
        case AgendaPaper():
            title = meeting_paper.title("agenda", paper.heading, words)
            return Draft("agenda", meeting_paper.agenda(paper, words), title, paper.heading.organisation)
        case MinutesPaper():
            title = meeting_paper.title("memo" if paper.memo else "minutes", paper.heading, words)
            return Draft("minutes", meeting_paper.minutes(paper, words), title, paper.heading.organisation)
        case CallPaper(agenda=called):
            title = meeting_paper.title("call", called.heading, words)
            return Draft("call", meeting_excerpt.call(paper, words), title, called.heading.organisation)
        case ExtractPaper(minutes=whole):
            title = meeting_paper.title(meeting_excerpt.extract_kind(paper), whole.heading, words)
            return Draft("extract", meeting_excerpt.extract(paper, words), title, whole.heading.organisation)
        case AttendancePaper(heading=heading):
            title = meeting_paper.title("attendance", heading, words)
            return Draft("attendance", meeting_excerpt.attendance(paper, words), title, heading.organisation)
        case PackPaper(agenda=whole_agenda):
            title = meeting_paper.title("pack", whole_agenda.heading, words)
            grids = {
                name: report_paper.drawn(table, words, Layout.BROAD)
                for name, table in meeting_excerpt.marks(paper).items()
            }
            author = whole_agenda.heading.organisation
            return Draft("pack", meeting_excerpt.pack(paper, words), title, author, tables=grids)
        case InvoicePaper():
            title = money_paper.invoice_title(paper, words)
            drawn = payment_picture.pictures(paper.payment, paper.issuer.name, words.lang)
            return Draft(
                "invoice-specification", money_paper.specification(paper, words), title, paper.issuer.name, drawn
            )
        case ClaimPaper():
            title = claim_paper.claim_title(paper, words)
            return Draft("claim", claim_paper.claim(paper, words), title, paper.applicant.name)
        case ChangePaper():
            title = change_paper.change_title(paper, words)
            return Draft("budget-change", change_paper.change(paper, words), title, paper.applicant.name)
        case ReportPaper():
            broad = report_paper.is_broad(paper.table, words)
            drawn = {"report": report_paper.drawn(paper.table, words, Layout.BROAD if broad else Layout.WIDTH)}
            title, template = report_paper.title(paper, words), "report-broad" if broad else "report"
            return Draft(template, report_paper.report(paper, words), title, paper.organisation, tables=drawn)


def document(paper: Paper, lang: Lang, project_files: Mapping[str, bytes], created: datetime) -> bytes:
    """Return *paper* as a Word document in *lang*; *created* is a UTC time without zone.

    *project_files* are the project's own templates by path. GovtoolError as of `docx.Template`.
    """
    made = draft(paper, Words(lang))
    return filled(made, *docx.find_template(made.template, lang, project_files), lang, created)


def filled(made: Draft, file: str, template: bytes, lang: Lang, created: datetime) -> bytes:
    """Return the Word document that *template*, which came from *file*, makes of a draft."""
    return _template(template, file, lang).fill(
        made.context,
        title=made.title,
        author=made.author,
        created=created,
        pictures=made.pictures,
        tables=made.tables,
    )


@cache
def _template(template: bytes, file: str, lang: Lang) -> docx.Template:
    """Return a template that was read before, when many documents are made."""
    return docx.Template(template, file, lang)
