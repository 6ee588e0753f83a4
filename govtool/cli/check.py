"""`govtool check`: every rule on every file, or the named checks alone."""

import sys
from datetime import date
from pathlib import Path

import click

from govtool.checks.catalogue import RESTS_ON, run_checks
from govtool.cli import options
from govtool.cli.progress import watched
from govtool.cli.session import open_folder, tell_found
from govtool.files.audit import audit
from govtool.files.claim_rows import changed_rows
from govtool.files.project import Loaded
from govtool.files.row_evidence import evidence_gaps
from govtool.files.snapshot import Snapshot
from govtool.problems import Problem
from govtool.render.amounts import Lang


@click.command()
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@click.option("--strict", is_flag=True, help="Warnings too end with status 1.")
@options.problems
def check(names: tuple[str, ...], strict: bool, fmt: str, lang: Lang, as_of: date) -> None:
    """Check every file of the folder by every rule, or only by the checks NAMES.

    Ends with status 1 when there is an error; warnings alone end with 0.

    Example: govtool check --as-of 2014-11-15
    """
    root, snapshot, loaded = open_folder(as_of, lang)
    found = list(loaded.problems)
    if loaded.project is not None:
        found += run_checks(loaded.project, as_of, names, loaded.left_out)
    if not names or "audit" in names:
        found += as_it_was(root, snapshot, loaded, as_of)
    sys.exit(tell_found("check", found, fmt, lang, as_of, strict=strict))


def as_it_was(root: Path, snapshot: Snapshot, loaded: Loaded, as_of: date) -> list[Problem]:
    """Return what is no longer as it was written: sealed files, evidence, documents, rows of claims and of costs."""
    found = list(audit(root, snapshot, watched))
    if loaded.project is not None and RESTS_ON["claims-sealed"].isdisjoint(loaded.left_out):
        found += (*changed_rows(loaded.project, snapshot, as_of), *evidence_gaps(root, loaded.project, snapshot))
    return found
