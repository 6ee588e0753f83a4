"""`govtool export`: the money for other programs, and the schema of every file."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.ledger import ledger
from govtool.cli.session import open_session
from govtool.domain.wording import in_language
from govtool.render import datapackage as datapackages
from govtool.render import hledger as journals
from govtool.render.amounts import Lang
from govtool.render.json_text import dump
from govtool.reports.budget import budget_of

_folder = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write to DIR, not to out/."
)


@click.group()
def export() -> None:
    """The money for other programs, and the schema of every file."""


@export.command()
@options.output
@options.lang
@options.as_of
def hledger(as_of: date, lang: Lang, output: Path | None) -> None:
    """Write all accepted cost rows as a journal that `hledger check --strict` accepts.

    Example: govtool export hledger --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.write_output("costs.journal", journals.journal(ledger(session)), output)


@export.command()
@_folder
@options.lang
@options.as_of
def datapackage(as_of: date, lang: Lang, output: Path | None) -> None:
    """Write costs, budget and invoices as a Frictionless data package, with table schemas.

    Example: govtool export datapackage --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    project = session.project
    files = datapackages.package(
        project.facts.id,
        in_language(project.facts.title, lang),
        as_of,
        rows=ledger(session),
        budget=budget_of(project, session.rules, as_of),
        made=[invoice for invoice in project.invoices if invoice.date <= as_of],
    )
    for name, content in files.items():
        session.write_output(f"datapackage/{name}", content, output / name if output is not None else None)


@export.command()
@_folder
@options.lang
@options.as_of
def schema(as_of: date, lang: Lang, output: Path | None) -> None:
    """Write the JSON Schema of every file that people write.

    Example: govtool export schema
    """
    from govtool.files.schema import schemas  # noqa: PLC0415  # builds every record

    session = open_session(as_of, lang)
    for name, found in schemas().items():
        file = f"{name}.schema.json"
        session.write_output(f"schema/{file}", dump(found), output / file if output is not None else None)
