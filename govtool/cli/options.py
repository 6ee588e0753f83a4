"""Options that commands share, each defined once; the only place that asks what day it is."""

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click
from click.core import ParameterSource

from govtool.files import clock
from govtool.problems import GovtoolError, error
from govtool.render.amounts import LANGUAGES

if TYPE_CHECKING:
    from govtool.cli.session import Session

FIRST_YEAR, LAST_YEAR = 1900, 2200
SHARED = {"as_of", "lang", "fmt", "output", "document", "by", "dry_run"}
P = ParamSpec("P")
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
docx = click.option("--docx", "document", flag_value="docx", help="Make a Word document of it, in out/ or FILE.")
pdf = click.option("--pdf", "document", flag_value="pdf", help="Make an accessible PDF of it, with LibreOffice.")
folder = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write to DIR, not to out/."
)
formats = click.option(
    "--format",
    "fmt",
    type=click.Choice(("text", "json", "csv", "xlsx")),
    default="text",
    help="text, json or csv to the screen, xlsx to out/.",
)


def show(command: Callable[Concatenate["Session", P], None]) -> Callable[..., None]:
    """Open the folder for a report *command*.

    It gets --as-of, --lang, --format, --docx, --pdf, -o through its session.
    """
    return _opened(command, as_of, lang, formats, docx, pdf, output)


def make(command: Callable[Concatenate["Session", P], None]) -> Callable[..., None]:
    """Open the folder for a *command* that makes files, which gets --as-of, --lang, -o through its session."""
    return _opened(command, as_of, lang, output)


def files(command: Callable[Concatenate["Session", P], None]) -> Callable[..., None]:
    """Open the folder for a *command* that makes a folder of files, which gets --as-of, --lang, -o DIR."""
    return _opened(command, as_of, lang, folder)


def write(command: Callable[Concatenate["Session", P], None]) -> Callable[..., None]:
    """Open the folder for an action *command*, which gets --as-of, --lang, --by, --dry-run through its session."""
    return _opened(command, as_of, lang, by, dry_run)


def problems(command: F) -> F:
    """Give *command* the options of a list of problems: --as-of, --lang, --format text|json."""
    listed = click.option(
        "--format", "fmt", type=click.Choice(("text", "json")), default="text", help="text, or json to the screen."
    )
    for option in (listed, lang, as_of):
        command = option(command)
    return command


def _opened(command: Callable[..., None], *shared: Callable[[F], F]) -> Callable[..., None]:
    @functools.wraps(command)
    def run(**given: Any) -> None:
        from govtool.cli.session import open_session  # noqa: PLC0415  # --help opens no folder

        _refuse_blank(click.get_current_context(), given)
        told = {name: given.pop(name) for name in SHARED & given.keys()}
        command(open_session(**told), **given)

    for option in reversed(shared):
        run = option(run)
    return run


def _refuse_blank(ctx: click.Context, given: Mapping[str, Any]) -> None:
    """Refuse a text without a character, wherever one was typed: wrong usage."""
    for param in ctx.command.params:
        value, typed = given.get(param.name or ""), ctx.get_parameter_source(param.name or "")
        texts = value if isinstance(value, tuple) else (value,)
        if typed is ParameterSource.COMMANDLINE and any(isinstance(e, str) and not e.strip() for e in texts):
            raise click.BadParameter("write something: the text is empty", ctx, param)
