"""Word documents of a command: filled from the folder's templates, of the as-of day, in the reader's language."""

from datetime import datetime, time

import click

from govtool.cli.session import Session
from govtool.render.amounts import LANGUAGES, Lang
from govtool.reports.change_paper import ChangePaper
from govtool.reports.meeting_paper import AgendaPaper, MinutesPaper
from govtool.reports.money_paper import ClaimPaper, InvoicePaper

language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the document; that of its issuer or the project if not given.",
)
docx = click.option("--docx", is_flag=True, help="Make the Word document instead, in out/ or FILE.")


def document(
    session: Session, paper: AgendaPaper | MinutesPaper | InvoicePaper | ClaimPaper | ChangePaper, lang: Lang
) -> bytes:
    """Return *paper* as a Word document in *lang*, dated the as-of day."""
    from govtool.render.documents import document as drawn  # noqa: PLC0415  # slow to load, for documents only

    return drawn(paper, lang, session.snapshot.files, datetime.combine(session.as_of, time()))
