"""`govtool invoice`: what is to be invoiced when, the computation of an invoice, making and sending it."""

from dataclasses import replace
from datetime import date

import click

from govtool.actions import invoice as actions
from govtool.cli import options
from govtool.cli.document import document, language, make_document
from govtool.cli.invoice_documents import documents
from govtool.cli.invoice_handling import approve, check, export, match, pay, receive
from govtool.cli.invoice_id import found_invoice, invoice_argument
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session
from govtool.domain.change import Change
from govtool.domain.cost import CostRow
from govtool.domain.invoice import Invoice
from govtool.domain.project import invoice_file
from govtool.files.statement_file import read_accepted
from govtool.problems import GovtoolError, error
from govtool.render.amounts import Lang
from govtool.reports.invoice import invoice_table, plan, plan_table
from govtool.reports.invoice_draft import draft
from govtool.reports.invoice_handling import waiting_table
from govtool.reports.invoice_paper import specification
from govtool.reports.invoice_party import language_of
from govtool.reports.invoice_specification import computation, vouchers

_partner = click.option("--partner", metavar="PARTNER", help="Only what this partner invoices.")


@click.group(cls=NounGroup, default="list")
def invoice() -> None:
    """Invoices between partners and coordinator."""


@invoice.command("list")
@_partner
@click.option("--waiting", is_flag=True, help="Only what waits to be checked, approved or paid, and for whom.")
@options.show
def show_list(session: Session, partner: str | None, waiting: bool) -> None:
    """Show the invoices made. With the issuers' own numbers once they are sent.

    Example: govtool invoice list --partner verso --as-of 2014-11-15
    """
    if waiting:
        session.show(waiting_table(session.project, session.rules, session.as_of, partner))
    else:
        session.show(invoice_table(session.project, session.as_of, partner))


@invoice.command("plan")
@_partner
@click.option("--until", type=options.Day(), metavar="DAY", help="Up to this day; the as-of day if not given.")
@options.show
def show_plan(session: Session, partner: str | None, until: date | None) -> None:
    """Show every invoice that the agreements ask for. Made, due, late, or still to come.

    Example: govtool invoice plan --until 2015-01-31 --as-of 2014-11-15
    """
    session.show(plan_table(session.project, session.rules, session.as_of, until or session.as_of, partner))


@invoice.command()
@invoice_argument
@click.option("--vouchers", "rows_wanted", is_flag=True, help="Show the cost rows behind it instead.")
@language
@options.show
def show(session: Session, invoice_id: str, rows_wanted: bool, language: Lang | None) -> None:
    """Show how the amount of an invoice came about. One that is only planned is computed as of the day.

    Example: govtool invoice show verso-settlement-2014-06 --as-of 2014-11-15
    """
    found = _found(session, invoice_id)
    if rows_wanted:
        session.show(vouchers(session.project, found, _rows(session, found), session.as_of))
    elif session.document:
        paper = specification(session.project, session.rules, found, _rows(session, found), session.as_of)
        make_document(session, found.id, paper, language or language_of(session.project, found))
    else:
        session.show(computation(session.project, session.rules, found, session.as_of))


@invoice.command()
@_partner
@click.option("--incomplete", is_flag=True, help="Do not wait for months of which no costs are accepted.")
@options.write
def make(session: Session, partner: str | None, incomplete: bool) -> None:
    """Make every invoice that is due by the day, each once. A negative one becomes a credit note.

    An invoice of actual costs waits until costs of every month of its period are accepted.

    Example: govtool invoice make --as-of 2014-10-20
    """
    change = actions.make(session.project, session.rules, session.as_of, partner=partner, incomplete=incomplete)
    session.apply(change)


@invoice.command()
@click.argument("invoice_id", required=False, metavar="INVOICE")
@click.option("--all", "every", is_flag=True, help="Every invoice made whose number is of a series that is kept here.")
@click.option("--number", metavar="NUMBER", help="The issuer's own invoice number; not for a series that is kept here.")
@language
@options.write
def send(session: Session, invoice_id: str | None, every: bool, number: str | None, language: Lang | None) -> None:
    """Record that an invoice was sent, with the issuer's number. It is sealed, and the document kept as it went out.

    Example: govtool invoice send verso-settlement-2014-06 --number 2014-009 --as-of 2014-07-20
    """
    if every == (invoice_id is not None) or (every and number is not None):
        raise click.UsageError("give INVOICE, or --all without --number")
    wanted = [found_invoice(session, invoice_id)] if invoice_id else actions.to_number(session.project, session.as_of)
    changes, project = [], session.project
    for found in wanted:
        sent = actions.sent_under(project, found, number, session.as_of)
        paper = specification(project, session.rules, sent, _rows(session, found), session.as_of)
        drawn = document(session, paper, language or language_of(project, found))
        made_from = {path: session.snapshot.digests[path] for path in _sources(session, found)}
        as_of = session.as_of
        changes.append(actions.send(project, found, sent, as_of=as_of, document=drawn, made_from=made_from))
        project = replace(project, invoices=tuple(sent if each == found else each for each in project.invoices))
    change = Change.together("invoice send", session.as_of, changes)
    session.apply(change if changes else replace(change, told=(("invoice-none-to-send", {}),)))


for handling in (documents, receive, check, approve, pay, match, export):
    invoice.add_command(handling)


def _found(session: Session, invoice_id: str) -> Invoice:
    """Return the invoice of that id, or the one that would be made of what is planned."""
    for each in plan(session.project, session.rules, session.as_of, date.max):
        if each.id == invoice_id and each.state != "made":
            if each.settled_by is not None:
                raise GovtoolError(error("invoice-settled", None, invoice=each.id, taker=each.settled_by))
            if not each.known:
                raise GovtoolError(error("invoice-period-open", None, invoice=each.id, end=each.period.end))
            return draft(session.project, session.rules, each, session.as_of)
    return found_invoice(session, invoice_id)


def _rows(session: Session, found: Invoice) -> tuple[CostRow, ...]:
    """Fetch the issuer's accepted rows."""
    return tuple(row for rows in read_accepted(session.snapshot, found.issuer).values() for row in rows)


def _sources(session: Session, found: Invoice) -> list[str]:
    """Return the files that the document is made from."""
    folder = f"budgets/costs/{found.issuer}/"
    return [path for path in session.snapshot.files if path == invoice_file(found.id) or path.startswith(folder)]
