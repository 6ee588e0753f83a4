"""`govtool claim bundle`: one archive for the auditor, verifiable without govtool."""

import click

from govtool.checks.catalogue import run_checks
from govtool.cli import options
from govtool.cli.session import Session
from govtool.files.audit import audit
from govtool.files.bundle import bundle as bundled
from govtool.render import problem_list
from govtool.render.archive import packed


@click.command()
@click.option("--redacted", is_flag=True, help="The twin without personal data.")
@options.make
def bundle(session: Session, redacted: bool) -> None:
    """Make the audit bundle: all records, evidence and documents, an index, digests for `sha256sum -c`, the gaps.

    Example: govtool claim bundle --redacted --as-of 2014-11-15
    """
    found = [*audit(session.root, session.snapshot), *run_checks(session.project, session.as_of)]
    bare = "".join(f"{each.place or '-'} [{each.code}]\n" for each in found)  # a sentence may name a person
    gaps = bare if redacted else problem_list.lines(found, session.words)
    made = bundled(session.root, session.snapshot, gaps, redacted=redacted)
    name = f"bundle{'-redacted' if redacted else ''}.zip"
    session.write_output(name, packed(made))
    click.echo(session.words.say("told", "bundle-made", {"files": len(made), "gaps": len(found)}))
