"""`govtool shares`: what each municipality pays of the own share, its commitment and its payer."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import click

from govtool.actions import own_share as actions
from govtool.cli import options
from govtool.cli.amount import Ratio, euros_of
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session
from govtool.domain.money import cents
from govtool.domain.project import MUNICIPALITIES_CSV
from govtool.reports.charge_page import charges_table
from govtool.reports.look_ahead import look_ahead_table
from govtool.reports.own_share import own_share
from govtool.reports.own_share_page import own_share_table
from govtool.reports.population import populations

_of = click.argument("of", metavar="WHO")
_kind = click.option(
    "--kind", type=click.Choice(get_args(actions.Kind)), help="What WHO is, where a municipality is a payer too."
)


@click.group(cls=NounGroup, default="show")
def shares() -> None:
    """What each municipality pays of the own share."""


@shares.command()
@click.option("--amount", metavar="EUROS", help="How much to divide; the project's whole own share if not given.")
@click.option("--by-payer", is_flag=True, help="A group a payer, with whom it pays for.")
@options.show
def show(session: Session, amount: str | None, by_payer: bool) -> None:
    """Divide the own share among the municipalities, to the cent. Those of the day.

    Example: govtool shares show --by-payer --as-of 2014-11-15
    """
    whole = own_share(session.project, session.rules, session.as_of) if amount is None else cents(euros_of(amount))
    session.show(own_share_table(session.project, session.rules, whole, session.as_of, by_payer=by_payer))


@shares.command()
@options.show
def charges(session: Session) -> None:
    """Show what each payer of the own share was charged. What it has paid and is late with.

    Example: govtool shares charges --as-of 2014-11-15
    """
    session.show(charges_table(session.project, session.rules, session.as_of))


@shares.command()
@options.show
def ahead(session: Session) -> None:
    """Show how much own money must still be shown. And by when, to draw the rest of the grant.

    Example: govtool shares ahead --as-of 2014-11-15
    """
    session.show(look_ahead_table(session.project, session.rules, session.as_of))


@shares.command()
@_of
@click.option("--body", required=True, metavar="TEXT", help="Who decided, such as the municipal board.")
@click.option("--date", "day", required=True, type=options.Day(), metavar="DAY", help="When it was decided.")
@click.option("--section", required=True, metavar="TEXT", help="The section of the minutes, such as § 45.")
@click.option("--amount", required=True, metavar="EUROS", help="Euros a year.")
@_kind
@options.write
def commit(
    session: Session, of: str, body: str, day: date, section: str, amount: str, kind: actions.Kind | None
) -> None:
    """Record a decision to pay. WHO is a municipality, or a payer for all that it pays for.

    Example: govtool shares commit Lahti --body "City board" --date 2013-03-11 --section "§ 45" --amount 7000
    """
    euros = euros_of(amount)
    decided = {"body": body, "section": section}
    change = actions.commit(session.project, of, **decided, day=day, amount=euros, as_of=session.as_of, kind=kind)
    session.apply(change)


@shares.command()
@_of
@click.option(
    "--from", "start", required=True, type=options.Day(), metavar="DAY", help="The first day of the new payer."
)
@click.option("--to", "payers", multiple=True, metavar="PAYER", help="Who pays on; may be given again for a split.")
@click.option("--ratio", type=Ratio(), metavar="A:B", help="How a split divides; equally if not given.")
@_kind
@options.write
def payer(
    session: Session,
    of: str,
    start: date,
    payers: tuple[str, ...],
    ratio: tuple[Decimal, ...] | None,
    kind: actions.Kind | None,
) -> None:
    """Record who takes a payer's place. WHO is a payer, or a municipality that another pays for from then on.

    Example: govtool shares payer Virrat --from 2015-01-01 --to Ähtäri
    """
    change = actions.succeed(session.project, of, payers, ratio or (), start=start, as_of=session.as_of, kind=kind)
    session.apply(change)


@shares.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--column", metavar="HEADING", help="The column of the populations, where a row has several numbers.")
@options.write
def population(session: Session, file: Path, column: str | None) -> None:
    """Take the population of every municipality from a file. From CSV or Excel, found by name or code.

    Example: govtool shares population population-2012.csv --column Population
    """
    from govtool.files.municipalities import with_populations  # noqa: PLC0415  # for this command only
    from govtool.files.statement_file import read_grid, received  # noqa: PLC0415

    content = received(file)
    found = populations(session.project, session.rules, read_grid(file.name, content).sheets, column)
    table = with_populations(session.snapshot.files[MUNICIPALITIES_CSV], found)
    took = {"table": table, "evidence": content}
    session.apply(actions.take_populations(session.project, found, file.name, **took, as_of=session.as_of))


@shares.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@options.write
def payers(session: Session, file: Path) -> None:
    """Record the payers of a CSV or Excel file, so that they can be invoiced.

    Its columns are name, kind (municipality, joint-authority or area), id, language, business_id, street,
    postcode, town, einvoice and operator; name and kind are needed.

    Example: govtool shares payers payers.xlsx
    """
    from govtool.files.payers import read_payers  # noqa: PLC0415  # for this command only
    from govtool.files.statement_file import received  # noqa: PLC0415

    found = read_payers(file.name, received(file))
    session.apply(actions.record_payers(session.project, found, as_of=session.as_of))
