"""Documents of a command: filled from the folder's templates, of the as-of day, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Concatenate

import click
from click.core import ParameterSource

from govtool.cli import options
from govtool.cli.options import P
from govtool.cli.session import Session, tell_problems
from govtool.render.amounts import LANGUAGES, Lang
from govtool.reports.report_paper import report_paper
from govtool.reports.table import Table

if TYPE_CHECKING:
    from govtool.render.documents import Paper

language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the document; that of its issuer or the project if not given.",
)


def document_command(command: Callable[Concatenate[Session, P], None]) -> Callable[..., None]:
    """Open the folder for a *command* that makes a document and logs it.

    It gets --language, and --pdf, -o, --as-of, --lang, --by, --dry-run through its session.
    """
    return language(options.pdf(options.output(options.write(command))))


def document(session: Session, paper: "Paper", lang: Lang) -> bytes:
    """Return *paper* as a Word document in *lang*, dated the as-of day."""
    from govtool.render.documents import document as drawn  # noqa: PLC0415  # slow to load, for documents only

    return drawn(paper, lang, session.snapshot.files, datetime.combine(session.as_of, time()))


def make_document(session: Session, name: str, paper: "Paper", lang: Lang) -> None:
    """Write *paper* to out/ or -o FILE: as a PDF with --pdf, else as a Word document."""
    made = document(session, paper, lang)
    if session.document == "pdf":
        (made,) = _pdfs(made)
    session.write_output(f"{name}.{session.document or 'docx'}", made)


def make_report(session: Session, table: Table) -> None:
    """Write *table* as a document, in the language of --lang, else in that of the project."""
    asked = click.get_current_context().get_parameter_source("lang") is ParameterSource.COMMANDLINE
    lang = session.lang if asked else session.project.facts.languages[0]
    make_document(session, table.report, report_paper(session.project, table), lang)
    tell_problems(table.problems, session.lang)


def issued(session: Session, papers: Mapping[str, tuple["Paper", Lang]]) -> dict[str, bytes]:
    """Return documents that are kept as they went out, by path: Word documents, with --pdf a PDF beside each."""
    made = {f"{path}.docx": document(session, paper, lang) for path, (paper, lang) in papers.items()}
    if session.document == "pdf":
        made |= zip((f"{path}.pdf" for path in papers), _pdfs(*made.values()), strict=True)
    return made


def _pdfs(*documents: bytes) -> tuple[bytes, ...]:
    from govtool.files.pdf import pdfs  # noqa: PLC0415  # for documents only

    return pdfs(documents)
