"""Options that commands share, each defined once; the only place that asks what day it is."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from govtool.files import clock
from govtool.problems import GovtoolError, error
from govtool.render.amounts import LANGUAGES

FIRST_YEAR, LAST_YEAR = 1900, 2200
F = TypeVar("F", bound=Callable[..., Any])


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Day(click.ParamType[date]):
    """A day as 2014-11-15 or 15.11.2014."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; wrong usage when it is none."""
        if isinstance(value, date):
            return value
        parts = str(value).split(".")
        try:
            day = date(*map(int, reversed(parts))) if len(parts) == 3 else date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value!r} is no day; write 2014-11-15 or 15.11.2014", param, ctx)
        return day


def _lang(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    ctx.meta["govtool.lang"] = value
    return value


as_of = click.option(
    "--as-of",
    type=Day(),
    default=clock.today,
    metavar="DAY",
    help="See the project as of this day; today if not given.",
)
lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    callback=_lang,
    is_eager=True,
    help="Language of the output; English if not given.",
)


def _person(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _ID.fullmatch(value):
        raise GovtoolError(error("person-unknown", None, person=value))
    return value


by = click.option("--by", callback=_person, metavar="PERSON", help="Who does this, by person id; kept in the log.")
dry_run = click.option("--dry-run", is_flag=True, help="Show what would be written and write nothing.")
output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE instead of out/."
)


def show(command: F) -> F:
    """Give *command* the options of a report: --as-of, --lang, --format, -o."""
    formats = click.option(
        "--format",
        "fmt",
        type=click.Choice(("text", "json", "csv", "xlsx")),
        default="text",
        help="text, json or csv to the screen, xlsx to out/.",
    )
    for option in (output, formats, lang, as_of):
        command = option(command)
    return command


def problems(command: F) -> F:
    """Give *command* the options of a list of problems: --as-of, --lang, --format text|json."""
    formats = click.option(
        "--format", "fmt", type=click.Choice(("text", "json")), default="text", help="text, or json to the screen."
    )
    for option in (formats, lang, as_of):
        command = option(command)
    return command


def write(command: F) -> F:
    """Give *command* the options of an action: --as-of, --lang, --by, --dry-run."""
    for option in (dry_run, by, lang, as_of):
        command = option(command)
    return command
