"""`govtool claim bundle`: one archive for the auditor, verifiable without govtool."""

from datetime import date
from pathlib import Path

import click

from govtool.checks.catalogue import run_checks
from govtool.cli import options
from govtool.cli.session import open_session
from govtool.files.audit import audit
from govtool.files.bundle import bundle as bundled
from govtool.render import problem_list
from govtool.render.amounts import Lang
from govtool.render.archive import packed


@click.command()
@click.option("--redacted", is_flag=True, help="The twin without personal data.")
@options.output
@options.lang
@options.as_of
def bundle(redacted: bool, output: Path | None, lang: Lang, as_of: date) -> None:
    """Make the audit bundle: all records, evidence and documents, an index, digests for `sha256sum -c`, the gaps.

    Example: govtool claim bundle --redacted --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    found = [*audit(session.root, session.snapshot), *run_checks(session.project, as_of)]
    bare = "".join(f"{each.place or '-'} [{each.code}]\n" for each in found)  # a sentence may name a person
    gaps = bare if redacted else problem_list.lines(found, session.words)
    made = bundled(session.root, session.snapshot, gaps, redacted=redacted)
    name = f"bundle{'-redacted' if redacted else ''}.zip"
    session.write_output(name, packed(made), output)
    click.echo(session.words.say("told", "bundle-made", {"files": len(made), "gaps": len(found)}))
