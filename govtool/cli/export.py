"""`govtool export`: the money for other programs, and the schema of every file."""

import click

from govtool.cli import options
from govtool.cli.ledger import ledger
from govtool.cli.session import Session
from govtool.domain.wording import in_language
from govtool.render import datapackage as datapackages
from govtool.render import hledger as journals
from govtool.render.json_text import dump
from govtool.reports.budget import budget_of


@click.group()
def export() -> None:
    """The money for other programs, and the schema of every file."""


@export.command()
@options.make
def hledger(session: Session) -> None:
    """Write all accepted cost rows as a journal of hledger. `hledger check --strict` accepts it.

    Example: govtool export hledger --as-of 2014-11-15
    """
    session.write_output("costs.journal", journals.journal(ledger(session)))


@export.command()
@options.files
def datapackage(session: Session) -> None:
    """Write costs, budget and invoices as a data package. As Frictionless describes it, with table schemas.

    Example: govtool export datapackage --as-of 2014-11-15
    """
    project = session.project
    files = datapackages.package(
        project.facts.id,
        in_language(project.facts.title, session.lang),
        session.as_of,
        rows=ledger(session),
        budget=budget_of(project, session.rules, session.as_of),
        made=[invoice for invoice in project.invoices if invoice.date <= session.as_of],
    )
    session.write_files("datapackage", files)


@export.command()
@options.files
def schema(session: Session) -> None:
    """Write the JSON Schema of every file that people write.

    Example: govtool export schema
    """
    from govtool.files.schema import schemas  # noqa: PLC0415  # builds every record

    session.write_files("schema", {f"{name}.schema.json": dump(found) for name, found in schemas().items()})
