"""`govtool init`: a new working folder that passes `check`."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.domain.change import Change, PutFile
from govtool.domain.record import slug_of
from govtool.files import clock
from govtool.files.apply import apply
from govtool.files.rule_data import profiles
from govtool.files.scaffold import scaffold
from govtool.problems import GovtoolError, Place, error
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.words import Words
from govtool.reports.suggestion import suggestion


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="Name of the project; the folder's name if not given.")
@click.option("--start", type=options.Day(), metavar="DAY", help="First day; 1 January of this year if not given.")
@click.option("--end", type=options.Day(), metavar="DAY", help="Last day; 31 December two years on if not given.")
@click.option("--programme", default="general", metavar="PROFILE", help="Rules to start from, such as kaste-2012.")
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", help="Language of its documents.")
@options.lang
@options.as_of
def init(
    folder: Path,
    name: str | None,
    start: date | None,
    end: date | None,
    programme: str,
    language: str,
    lang: Lang,
    as_of: date,
) -> None:
    """Make a new working folder DIR that passes `check`; nothing that exists is touched.

    Example: govtool init our-project --name "Our project" --start 2014-01-01 --programme kaste-2012
    """
    words = Words(lang)
    known = ("general", *profiles())
    if programme not in known:
        raise GovtoolError(error("profile-unknown", None, profile=programme, known=suggestion(programme, known)))
    first = start or as_of.replace(month=1, day=1)
    last = end or date(first.year + 2, 12, 31)
    if last < first:
        raise GovtoolError(error("period-backwards", None, start=first, end=last))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GovtoolError(error("folder-not-empty", Place(str(folder))))
    title = name or folder.resolve().name
    made = scaffold(
        {
            "id": slug_of(title) or "project",
            "name": title,
            "start": first,
            "end": last,
            "year": first.year,
            "language": language,
            "profile": programme,
        }
    )
    edits = tuple(PutFile(path, content) for path, content in made.items())
    applied = apply(folder, Change("init", as_of, {}, edits, about=title), clock=clock.now)
    for path in applied.files:
        click.echo(words.say("told", "written", {"file": str(folder / path)}))
    click.echo(words.say("told", "init-next", {"folder": str(folder)}))
