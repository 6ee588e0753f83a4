"""`govtool due`: every deadline and every delivery owed."""

import click

from govtool.cli import options
from govtool.cli.session import Session, tell_problems
from govtool.problems import GovtoolError, error
from govtool.render.calendar_file import calendar
from govtool.render.mail import reminder
from govtool.render.words import Words
from govtool.reports.delivery import deliveries_table, partner_named
from govtool.reports.distribution import partner_recipient, reached, unreachable
from govtool.reports.due import due_table, owed
from govtool.reports.event import events


@click.command()
@click.option("--days", type=click.IntRange(0, 3660), default=60, show_default=True, help="How far ahead to look.")
@click.option("--partner", metavar="PARTNER", help="What this partner delivered and owes, received when, how late.")
@click.option("--remind", metavar="PARTNER", help="Write a mail draft to this partner of what it owes.")
@click.option("--ics", is_flag=True, help="Write a calendar file of it, with the meetings to come.")
@options.show
def due(session: Session, days: int, partner: str | None, remind: str | None, ics: bool) -> None:
    """Show what somebody still has to send, check or invoice, the overdue first.

    Example: govtool due --days 30 --as-of 2014-11-15
    """
    project, rules = session.project, session.rules
    if remind is not None:
        to = partner_named(project, remind)
        found = [each for each in owed(project, rules, session.as_of, days) if each.who == to.name]
        if not found:
            raise GovtoolError(error("nothing-owed", None, partner=to.name, days=days))
        receivers = (partner_recipient(project, to.id),)
        words = Words(to.language)
        draft = reminder(to.name, project.facts.name, found, session.as_of, words, to=reached(receivers))
        session.write_output(f"reminder-{to.id}.eml", draft)
        tell_problems(unreachable(receivers, "partner"), session.lang)
    elif ics:
        entries = tuple(events(project, rules, session.as_of, days))
        session.write_output("due.ics", calendar(entries, session.words, session.as_of))
    elif partner is not None:
        session.show(deliveries_table(project, rules, partner_named(project, partner), session.as_of))
    else:
        session.show(due_table(project, rules, session.as_of, days))
