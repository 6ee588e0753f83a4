"""`govtool due`: every deadline and every delivery owed."""

import click

from govtool.cli import options
from govtool.cli.session import Session
from govtool.problems import GovtoolError, error
from govtool.render.mail import reminder
from govtool.render.words import Words
from govtool.reports.delivery import deliveries_table, partner_named
from govtool.reports.due import due_table, owed


@click.command()
@click.option("--days", type=click.IntRange(0, 3660), default=60, show_default=True, help="How far ahead to look.")
@click.option("--partner", metavar="PARTNER", help="What this partner delivered and owes, received when, how late.")
@click.option("--remind", metavar="PARTNER", help="Write a mail draft to this partner of what it owes.")
@options.show
def due(session: Session, days: int, partner: str | None, remind: str | None) -> None:
    """Show what somebody still has to send, check or invoice, the overdue first.

    Example: govtool due --days 30 --as-of 2014-11-15
    """
    project, rules = session.project, session.rules
    if remind is not None:
        to = partner_named(project, remind)
        found = [each for each in owed(project, rules, session.as_of, days) if each.who == to.name]
        if not found:
            raise GovtoolError(error("nothing-owed", None, partner=to.name, days=days))
        mail = project.contacts.mail_of_partner(to.id)
        known = [(to.name, mail)] if mail else []
        draft = reminder(to.name, project.facts.name, found, session.as_of, Words(to.language), to=known)
        session.write_output(f"reminder-{to.id}.eml", draft)
    elif partner is not None:
        session.show(deliveries_table(project, rules, partner_named(project, partner), session.as_of))
    else:
        session.show(due_table(project, rules, session.as_of, days))
