"""`govtool check`: every rule on every file, or the named checks alone."""

import sys
from datetime import date

import click

from govtool.checks.catalogue import run_checks
from govtool.cli import options
from govtool.cli.progress import watched
from govtool.cli.session import open_folder, tell_found
from govtool.files.audit import audit
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
        found += audit(root, snapshot, watched)
    sys.exit(tell_found("check", found, fmt, lang, as_of, strict=strict))
