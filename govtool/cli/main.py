"""`govtool`: the group of all commands; what a user did wrong becomes lines on stderr and exit status 1."""

import sys
from pathlib import Path

import click

from govtool import __version__
from govtool.cli.lazy import LazyGroup
from govtool.problems import GovtoolError

COMMANDS = {
    "init": ("govtool.cli.init:init", "Make a new working folder that passes `check`."),
    "check": ("govtool.cli.check:check", "Run every rule on every file, or the named checks alone."),
    "status": ("govtool.cli.status:status", "One screen: money, next meeting, what is wrong."),
    "due": ("govtool.cli.due:due", "Every deadline and delivery owed, overdue first."),
    "explain": ("govtool.cli.explain:explain", "What a figure adds up, down to its vouchers."),
    "rules": ("govtool.cli.rules:rules", "Which value holds on a day, and where it comes from."),
    "members": ("govtool.cli.steering_group:members", "Who sits in the steering group, and who is missing."),
    "meeting": ("govtool.cli.meeting:meeting", "Meetings: agenda, attendance, quorum, minutes."),
    "decisions": ("govtool.cli.decision:decisions", "What was decided, by whom, and what is to be done."),
    "budget": ("govtool.cli.budget:budget", "What is left, the budget, the actual costs."),
    "costs": ("govtool.cli.cost:costs", "Cost statements: preview, import, correct, judge, list."),
    "invoice": ("govtool.cli.invoice:invoice", "Invoices between partners and coordinator."),
    "claim": ("govtool.cli.claim:claim", "Payment claims to the authority."),
    "shares": ("govtool.cli.shares:shares", "What each municipality pays of the own share."),
    "export": ("govtool.cli.export:export", "The money for other programs, the schema of every file."),
    "template": ("govtool.cli.template:template", "The Word templates of documents, and what is wrong with them."),
    "audit": ("govtool.cli.audit:audit", "The log of what was done, and whether all is as it was."),
}


class Govtool(LazyGroup):
    """The top group: shows what a user did wrong in the language of the console."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a `GovtoolError` is told on stderr and ends with status 1."""
        try:
            return super().invoke(ctx)
        except GovtoolError as wrong:
            from govtool.cli.session import tell_problems  # noqa: PLC0415  # only when something is wrong

            tell_problems(wrong.problems, ctx.meta.get("govtool.lang", "en"))
            sys.exit(1)


@click.group(cls=Govtool, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govtool", message="%(prog)s %(version)s")
@click.option(
    "-C", "folder", type=click.Path(path_type=Path), default=Path(), metavar="DIR", help="Work in the project of DIR."
)
@click.pass_context
def govtool(ctx: click.Context, folder: Path) -> None:
    """Decisions and money of a publicly funded project, in one folder of readable files.

    The folder is the nearest one upwards with a govtool.toml. Most commands take --as-of DAY, --lang
    fi|sv|en and --format text|json|csv|xlsx, or make a document with --docx or --pdf.

    Example: govtool status --as-of 2014-11-15
    """
    ctx.meta["govtool.folder"] = folder
