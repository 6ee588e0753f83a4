"""`govtool template`: the Word templates of documents, packaged and the project's own."""

import sys
from datetime import date
from pathlib import Path

import click

from govtool.actions.template import copied
from govtool.cli import options
from govtool.cli.document import language
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session, open_folder, tell_found
from govtool.files.disk import received
from govtool.files.snapshot import LARGEST
from govtool.render.amounts import Lang


@click.group(cls=NounGroup, default="list")
def template() -> None:
    """The Word templates that documents are made from; a project may have its own."""


@template.command("list")
@options.show
def show_list(session: Session) -> None:
    """Show every template and what it makes. And which file of the project is used instead of the packaged one.

    Example: govtool template list
    """
    from govtool.render.template_list import templates_table  # noqa: PLC0415  # slow to load

    session.show(templates_table(session.snapshot.files, session.as_of))


@template.command()
@click.argument("name")
@options.show
def show(session: Session, name: str) -> None:
    """Show what a template can say. Every name that may stand in it between {{ and }}, with an example.

    Example: govtool template show agenda --lang fi
    """
    from govtool.render.template_list import names_table  # noqa: PLC0415  # slow to load

    session.show(names_table(name, session.lang, session.as_of))


@template.command()
@click.argument("name")
@language
@options.write
def copy(session: Session, name: str, language: Lang | None) -> None:
    """Copy a packaged template into templates/, to be edited in Word. From then on the project's own is used.

    Example: govtool template copy agenda --language sv
    """
    from govtool.render.docx import packaged  # noqa: PLC0415  # slow to load
    from govtool.render.template_list import known  # noqa: PLC0415

    session.apply(copied(known(name), language, packaged(name), session.as_of))


@template.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]...")
@click.option(
    "--as", "name", default="", metavar="NAME", help="What the FILEs are for, when their names do not say it."
)
@options.problems
def check(files: tuple[Path, ...], name: str, fmt: str, lang: Lang, as_of: date) -> None:
    """Try templates with invented data. The project's, or FILEs; it says what is wrong and in which paragraph.

    Ends with status 1 when there is an error.

    Example: govtool template check ~/Documents/agenda.docx
    """
    from govtool.render.template_list import known, own_templates  # noqa: PLC0415  # slow to load
    from govtool.render.template_trial import trial  # noqa: PLC0415

    if name:
        known(name)
    _, snapshot, _ = open_folder(as_of, lang)
    tried = {str(file): received(file, LARGEST) for file in files} or {
        file: snapshot.files[file] for file in own_templates(snapshot.files)
    }
    found = [problem for file, content in tried.items() for problem in trial(file, content, name)]
    sys.exit(tell_found("template-check", found, fmt, lang, as_of))
