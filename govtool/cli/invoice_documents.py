"""`govtool invoice documents`: the documents of many invoices at once."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.document import document, language
from govtool.cli.invoice_handling import E_INVOICES, e_invoices
from govtool.cli.session import Session
from govtool.domain.cost import CostRow
from govtool.domain.invoice import Invoice
from govtool.files.output import write_output
from govtool.files.statement_file import read_accepted
from govtool.render.amounts import Lang
from govtool.reports.invoice import refuse_unknown
from govtool.reports.invoice_paper import specification
from govtool.reports.invoice_party import language_of

_QUICK, _QUICK_PDF = 100, 2
"""Documents and PDFs that are made in about a second; for more a terminal is shown how far it is."""

_TOGETHER = 20
"""PDFs made in one run of LibreOffice."""


@click.command()
@click.option("--partner", metavar="PARTNER", help="Only what this partner invoices.")
@click.option("--since", type=options.Day(), metavar="DAY", help="Only invoices dated on this day or later.")
@click.option("--until", type=options.Day(), metavar="DAY", help="Only invoices dated by this day.")
@click.option(
    "--to", "e_invoice", type=E_INVOICES, help="Make e-invoices of those that were sent; ubl is Peppol BIS 3."
)
@options.docx
@options.pdf
@language
@options.files
def documents(
    session: Session,
    partner: str | None,
    since: date | None,
    until: date | None,
    e_invoice: str | None,
    language: Lang | None,
) -> None:
    """Make the documents of all invoices made by the day. Or of a partner's, or of a time; each as `show` makes it.

    Example: govtool invoice documents --partner verso --since 2014-01-01 --as-of 2014-11-15
    """
    refuse_unknown(session.project, partner)
    last = min(until or session.as_of, session.as_of)
    wanted = [
        each
        for each in session.project.invoices
        if partner in (None, each.issuer)
        and (since or date.min) <= each.date <= last
        and (e_invoice is None or each.sent(session.as_of) is not None)
    ]
    folder = Path("out") / "invoices"
    quick = len(wanted) <= (_QUICK_PDF if session.document == "pdf" else _QUICK)
    with click.progressbar(length=len(wanted), file=sys.stderr, hidden=quick or not sys.stderr.isatty()) as bar:
        for name, content in _files(session, wanted, e_invoice, language):
            write_output((session.output or session.root / folder) / name, content, session.root)
            bar.update(1)
    told = {"number": len(wanted), "folder": str(session.output or folder)}
    click.echo(session.words.say("told", "invoice-documents", told))


def _files(
    session: Session, wanted: Sequence[Invoice], e_invoice: str | None, asked: Lang | None
) -> Iterator[tuple[str, bytes]]:
    """Yield what is made of the invoices by file name: e-invoices, PDFs or Word documents."""
    if e_invoice is not None:
        yield from e_invoices(session, wanted, e_invoice).items()
        return
    words = _words(session, wanted, asked)
    if session.document != "pdf":
        yield from ((f"{name}.docx", word) for name, word in words)
        return
    from govtool.files.pdf import pdfs  # noqa: PLC0415  # only for PDFs

    while some := list(islice(words, _TOGETHER)):
        yield from zip((f"{name}.pdf" for name, _ in some), pdfs([word for _, word in some]), strict=True)


def _words(session: Session, wanted: Iterable[Invoice], asked: Lang | None) -> Iterator[tuple[str, bytes]]:
    """Yield the Word documents; the rows of an issuer are read once."""

    @cache
    def rows(issuer: str) -> tuple[CostRow, ...]:
        return tuple(row for month in read_accepted(session.snapshot, issuer).values() for row in month)

    for each in wanted:
        paper = specification(session.project, session.rules, each, rows(each.issuer), session.as_of)
        yield each.id, document(session, paper, asked or language_of(session.project, each))
