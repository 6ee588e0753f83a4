"""`govtool claim milestone`: that a result with a lump sum was reached, and its proof."""

from datetime import date
from pathlib import Path

import click

from govtool.actions import milestone as actions
from govtool.actions.cost import Evidence
from govtool.cli import options
from govtool.cli.session import Session
from govtool.files import digest
from govtool.files.statement_file import kept_evidence, received


@click.command()
@click.argument("milestone_id", metavar="MILESTONE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the as-of day if not given.")
@options.write
def milestone(session: Session, milestone_id: str, file: Path, day: date | None) -> None:
    """Record that a milestone was reached. FILE is kept as its proof: its lump sum can be claimed in full.

    Example: govtool claim milestone handbook handbook.pdf --date 2024-05-30
    """
    content = received(file)
    change = actions.reach(
        session.project,
        milestone_id,
        day or session.as_of,
        evidence=Evidence(file.name, content, digest.of(content)),
        kept=kept_evidence(session.root, actions.FOLDER),
        as_of=session.as_of,
    )
    session.apply(change)
