"""`govtool costs`: what a partner's statement would bring, accepting it, and what has been accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from govtool.actions.cost import Evidence, import_statement, save_mapping
from govtool.actions.cost_judgement import judge
from govtool.actions.cost_voucher import attach, vouchers_of
from govtool.actions.cost_withdrawal import withdraw
from govtool.actions.delivery import receive
from govtool.cli import options, statement
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session, tell_problems
from govtool.domain.cost import Status
from govtool.domain.money import euros
from govtool.files import cost_rows, digest
from govtool.files.statement_file import kept_evidence, read_accepted, received
from govtool.problems import GovtoolError, Place, error
from govtool.render.words import Words
from govtool.reports.cost import listing, preview
from govtool.reports.cost_fact import cost_facts
from govtool.reports.cost_model_page import not_claimed
from govtool.reports.statement_difference import differences
from govtool.reports.statement_template import form_for

_partner = click.option("--partner", required=True, metavar="PARTNER", help="Whose bookkeeping it comes from.")
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(cls=NounGroup, default="list")
def costs() -> None:
    """Cost statements: preview, import, withdraw, park, reject, release, attach, receive, template, pivot, list."""


@costs.command("preview")
@_file
@_partner
@click.option("--save", is_flag=True, help="Save the guessed mapping; it can be corrected by hand.")
@options.show
def show_preview(session: Session, file: Path, partner: str, save: bool) -> None:
    """Show what importing a statement would bring. Without a saved mapping, by a guess.

    Example: govtool costs preview 2014-10.xlsx --partner pikassos
    """
    _known(session, partner)
    found = statement.read(session, file, partner, guess=True)
    if save:
        session.apply(save_mapping(found.mapping, as_of=session.as_of, computed_from=session.snapshot.digests))
    changes = differences(found.reading, read_accepted(session.snapshot, partner))
    guessed = found.mapping if found.source == "guess" else None
    beside = not_claimed(session.project, session.rules, found.reading.rows)
    session.show(preview(found.reading, session.as_of, guessed, changes, beside))


@costs.command("import")
@_file
@_partner
@click.option("--month", "months", multiple=True, metavar="YYYY-MM", help="Accept this booking month only.")
@click.option("--correct", is_flag=True, help="Bring months accepted before to what the statement says, by added rows.")
@options.write
def accept(session: Session, file: Path, partner: str, months: tuple[str, ...], correct: bool) -> None:
    """Accept a statement, once. It is kept as evidence and its rows are written by booking month.

    A month accepted before with other rows is refused unless --correct is given: then each accepted row that the
    statement no longer has is taken back by a row of its own, and what is new is added. Look at the preview first.

    Example: govtool costs import 2014-10.xlsx --partner pikassos --as-of 2014-11-12
    """
    _known(session, partner)
    found = statement.read(session, file, partner, guess=False)
    change = import_statement(
        found.reading,
        Evidence(file.name, found.content, found.reading.sha256),
        partner=partner,
        kept=kept_evidence(session.root, partner),
        accepted=read_accepted(session.snapshot, partner),
        months=months,
        correct=correct,
        as_of=session.as_of,
        computed_from=session.snapshot.digests,
        written=cost_rows.write_rows,
    )
    session.apply(change)
    tell_problems(found.reading.problems, session.lang)


@costs.command("withdraw")
@click.argument("name", metavar="FILE")
@_partner
@options.write
def take_back(session: Session, name: str, partner: str) -> None:
    """Take back the import of a statement. By the name of its file, while no invoice and no claim has counted it.

    The statement stays among the evidence; it can be imported again.

    Example: govtool costs withdraw 2014-10.csv --partner sonet-botnia --as-of 2014-11-15
    """
    _known(session, partner)
    change = withdraw(
        session.project,
        session.rules,
        name,
        partner=partner,
        accepted=read_accepted(session.snapshot, partner),
        as_of=session.as_of,
        written=cost_rows.write_rows,
    )
    session.apply(change)


_month = click.option("--month", required=True, metavar="YYYY-MM", help="The booking month of the voucher.")


def _judged(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command on a voucher its argument and options."""
    command = options.write(command)
    for option in (
        click.option("--because", required=True, metavar="TEXT", help="Why; kept as the reason of its rows."),
        _month,
        _partner,
        click.argument("voucher"),
    ):
        command = option(command)
    return command


@costs.command("park")
@_judged
def park(session: Session, **given: Any) -> None:
    """Leave a voucher's rows out of claims for now. And out of settlements; `release` takes them in again.

    Example: govtool costs park 1/8 --partner verso --month 2014-08 --because "asked the authority 3.11.2014"
    """
    _judge(session, "parked", **given)


@costs.command("reject")
@_judged
def reject(session: Session, **given: Any) -> None:
    """Leave a voucher's rows out for good: they are no eligible costs.

    Example: govtool costs reject 1/8 --partner verso --month 2014-08 --because "belongs to another project"
    """
    _judge(session, "ineligible", **given)


@costs.command("release")
@_judged
def release(session: Session, **given: Any) -> None:
    """Take a parked or rejected voucher's rows in as eligible costs.

    Example: govtool costs release 1/8 --partner verso --month 2014-08 --because "answer of the authority 10.11.2014"
    """
    _judge(session, "eligible", **given)


@costs.command("attach")
@click.argument("voucher")
@_file
@_partner
@_month
@options.write
def attach_voucher(session: Session, voucher: str, file: Path, partner: str, month: str) -> None:
    """Keep a file as the voucher of accepted rows. `govtool check` lists what lacks one (rule voucher_limit).

    Example: govtool costs attach 1/12 kuitti.pdf --partner verso --month 2013-12 --as-of 2014-11-15
    """
    _known(session, partner)
    content = received(file)
    change = attach(
        voucher,
        Evidence(file.name, content, digest.of(content)),
        partner=partner,
        month=month,
        accepted=read_accepted(session.snapshot, partner),
        attached=session.project.vouchers,
        kept=kept_evidence(session.root, vouchers_of(partner)),
        as_of=session.as_of,
        computed_from=session.snapshot.digests,
    )
    session.apply(change)


@costs.command("receive")
@click.argument("delivery")
@_partner
@click.option("--month", required=True, metavar="YYYY-MM", help="The last month of the period that it is of.")
@options.write
def receive_delivery(session: Session, delivery: str, partner: str, month: str) -> None:
    """Record that a partner's DELIVERY came on the as-of day. `govtool due --partner` shows what is owed.

    Example: govtool costs receive itemised-costs --partner verso --month 2013-12 --as-of 2014-01-10
    """
    _known(session, partner)
    given = receive(session.project, session.rules, delivery, partner=partner, month=month, as_of=session.as_of)
    session.apply(given)


@costs.command("template")
@click.argument("partner")
@click.option(
    "--filled", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Check a filled one instead."
)
@options.make
def template(session: Session, partner: str, filled: Path | None) -> None:
    """Make the workbook that a partner fills in, in its language. Filled, it is imported without a mapping.

    With --filled, a workbook with mistakes comes back with a comment in each wrong cell.

    Example: govtool costs template verso --as-of 2014-11-15
    """
    from govtool.render import cost_form  # noqa: PLC0415  # openpyxl is slow to load

    _known(session, partner)
    party = session.project.partner(partner)
    words = Words(party.language if party else session.lang)
    if filled is None:
        session.write_output(f"costs-{partner}.xlsx", cost_form.blank(form_for(session.project, partner), words))
        return
    found = statement.read(session, filled, partner, guess=True)
    if found.source != "form":
        raise GovtoolError(error("form-not", Place(filled.name)))
    if found.reading.usable:
        amount = euros(sum(row.cents for row in found.reading.rows))
        data = {"file": filled.name, "rows": len(found.reading.rows), "amount": amount}
        click.echo(session.words.say("told", "form-in-order", data))
        tell_problems(found.reading.problems, session.lang)
        return
    content = cost_form.commented(found.content, found.reading.problems, words)
    session.write_output(f"{filled.stem}-commented.xlsx", content)
    raise GovtoolError(*found.reading.problems)


@costs.command("pivot")
@options.make
def pivot(session: Session) -> None:
    """Make a workbook of eligible costs. By month, category, share and partner, a sheet for each view.

    Example: govtool costs pivot --as-of 2014-11-15
    """
    from govtool.render import cost_pivot  # noqa: PLC0415  # pandas is slow to load

    drawn = cost_pivot.draw(cost_facts(session.project, session.as_of), session.as_of, session.words)
    session.write_output("costs-pivot.xlsx", drawn)


@costs.command("list")
@click.option("--partner", metavar="PARTNER", help="Only rows of this bookkeeper.")
@click.option("--month", metavar="YYYY-MM", help="Only rows of this booking month.")
@options.show
def show_list(session: Session, partner: str | None, month: str | None) -> None:
    """Show the accepted rows, each with the place of its evidence.

    Example: govtool costs list --partner verso --month 2014-06 --as-of 2014-11-15
    """
    rows = [
        row
        for each in session.project.partners
        for accepted, found in read_accepted(session.snapshot, each.id).items()
        for row in found
        if row.date <= session.as_of and partner in (None, each.id) and month in (None, accepted)
    ]
    session.show(listing(rows, session.as_of))


def _known(session: Session, partner: str) -> None:
    if session.project.partner(partner) is None:
        known = tuple(each.id for each in session.project.partners)
        raise GovtoolError(error("partner-unknown", None, partner=partner, known=known))


def _judge(session: Session, status: Status, *, voucher: str, partner: str, month: str, because: str) -> None:
    _known(session, partner)
    change = judge(
        voucher,
        status,
        because,
        partner=partner,
        month=month,
        accepted=read_accepted(session.snapshot, partner),
        as_of=session.as_of,
        computed_from=session.snapshot.digests,
        written=cost_rows.write_rows,
    )
    session.apply(change)
