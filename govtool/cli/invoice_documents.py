"""`govtool invoice documents`: the documents of many invoices at once."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.document import document, language
from govtool.cli.session import Session
from govtool.domain.cost import CostRow
from govtool.domain.invoice import Invoice
from govtool.files.output import write_output
from govtool.files.statement_file import read_accepted
from govtool.render.amounts import Lang
from govtool.reports.invoice import refuse_unknown
from govtool.reports.invoice_specification import language_of, specification

_QUICK = {"docx": 100, "pdf": 2}
"""Documents that are made in about a second; for more a terminal is shown how far it is."""

_TOGETHER = 20
"""PDFs made in one run of LibreOffice."""


@click.command()
@click.option("--partner", metavar="PARTNER", help="Only what this partner invoices.")
@click.option("--since", type=options.Day(), metavar="DAY", help="Only invoices dated on this day or later.")
@click.option("--until", type=options.Day(), metavar="DAY", help="Only invoices dated by this day.")
@options.docx
@options.pdf
@language
@options.files
def documents(
    session: Session, partner: str | None, since: date | None, until: date | None, language: Lang | None
) -> None:
    """Make the documents of all invoices made by the day, or of a partner's, or of a time; each as `show` makes it.

    Example: govtool invoice documents --partner verso --since 2014-01-01 --as-of 2014-11-15
    """
    refuse_unknown(session.project, partner)
    last = min(until or session.as_of, session.as_of)
    wanted = [
        each
        for each in session.project.invoices
        if partner in (None, each.issuer) and (since or date.min) <= each.date <= last
    ]
    kind = session.document or "docx"
    folder = Path("out") / "invoices"
    hidden = len(wanted) <= _QUICK[kind] or not sys.stderr.isatty()
    with click.progressbar(length=len(wanted), file=sys.stderr, hidden=hidden) as bar:
        for name, content in _made(session, wanted, kind, language):
            write_output((session.output or session.root / folder) / f"{name}.{kind}", content, session.root)
            bar.update(1)
    told = {"number": len(wanted), "folder": str(session.output or folder)}
    click.echo(session.words.say("told", "invoice-documents", told))


def _made(session: Session, wanted: Sequence[Invoice], kind: str, asked: Lang | None) -> Iterator[tuple[str, bytes]]:
    @cache
    def rows(issuer: str) -> tuple[CostRow, ...]:
        return tuple(row for month in read_accepted(session.snapshot, issuer).values() for row in month)

    def word(invoice: Invoice) -> bytes:
        paper = specification(session.project, session.rules, invoice, rows(invoice.issuer), session.as_of)
        return document(session, paper, asked or language_of(session.project, invoice))

    if kind == "docx":
        yield from ((each.id, word(each)) for each in wanted)
        return
    from govtool.files.pdf import pdfs  # noqa: PLC0415  # only for PDFs

    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        yield from zip((each.id for each in some), pdfs([word(each) for each in some]), strict=True)
