"""`govtool audit`: the log of what was done, and whether sealed files, evidence and documents are as they were."""

import sys
from datetime import date

import click

from govtool.checks.catalogue import run_checks
from govtool.cli import options
from govtool.cli.check import as_it_was
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session, open_folder, tell_found
from govtool.files import log, paths
from govtool.problems import GovtoolError
from govtool.render.amounts import Lang
from govtool.reports.log import Action, log_table


@click.group(cls=NounGroup, default="log")
def audit() -> None:
    """The log of what was done, and whether all is as it was."""


@audit.command("log")
@options.show
def show_log(session: Session) -> None:
    """Show what was done, the newest last.

    Example: govtool audit log --as-of 2014-11-15
    """
    lines, problems = log.read(session.snapshot.files.get(paths.LOG, b""))
    if problems:
        raise GovtoolError(*problems)
    actions = [
        Action(line.n, date.fromisoformat(line.as_of), line.utc, line.by, line.action, line.about, len(line.files))
        for line in lines
    ]
    session.show(log_table(actions, session.as_of))


@audit.command("verify")
@options.problems
def verify(fmt: str, lang: Lang, as_of: date) -> None:
    """Compare everything kept with what was written. Log, sealed files, annexes, claims, evidence, issued documents.

    Example: govtool audit verify
    """
    root, snapshot, loaded = open_folder(as_of, lang)
    found = as_it_was(root, snapshot, loaded, as_of)
    if loaded.project is not None:
        found += run_checks(loaded.project, as_of, ("annexes",), loaded.left_out)
    sys.exit(tell_found("audit", found, fmt, lang, as_of))
