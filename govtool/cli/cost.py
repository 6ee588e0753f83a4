"""`govtool costs`: what a partner's statement would bring, accepting it, and what has been accepted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from govtool.actions.cost import Evidence, import_statement, save_mapping
from govtool.actions.cost_judgement import judge
from govtool.actions.cost_voucher import attach, vouchers_of
from govtool.actions.cost_withdrawal import withdraw
from govtool.cli import options, statement
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session, open_session, tell_problems
from govtool.domain.cost import Status
from govtool.domain.money import euros
from govtool.files import cost_rows, digest
from govtool.files.statement_file import kept_evidence, read_accepted, received
from govtool.problems import GovtoolError, Place, error
from govtool.render.amounts import Lang
from govtool.render.words import Words
from govtool.reports.cost import listing, preview
from govtool.reports.cost_fact import cost_facts
from govtool.reports.statement_difference import differences
from govtool.reports.statement_template import form_for

F = TypeVar("F", bound=Callable[..., Any])

_partner = click.option("--partner", required=True, metavar="PARTNER", help="Whose bookkeeping it comes from.")
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(cls=NounGroup, default="list")
def costs() -> None:
    """Cost statements: preview, import, withdraw, park, reject, release, attach, template, pivot, list."""


@costs.command("preview")
@_file
@_partner
@click.option("--save", is_flag=True, help="Save the guessed mapping; it can be corrected by hand.")
@options.show
def show_preview(file: Path, partner: str, save: bool, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show what importing a statement would bring; without a saved mapping, by a guess.

    Example: govtool costs preview 2014-10.xlsx --partner pikassos
    """
    session = _open(partner, as_of, lang)
    found = statement.read(session, file, partner, guess=True)
    if save:
        session.apply(save_mapping(found.mapping, as_of=as_of, by=None, computed_from=session.snapshot.digests))
    changes = differences(found.reading, read_accepted(session.snapshot, partner))
    guessed = found.mapping if found.source == "guess" else None
    session.show(preview(found.reading, as_of, guessed, changes), fmt, output)


@costs.command("import")
@_file
@_partner
@click.option("--month", "months", multiple=True, metavar="YYYY-MM", help="Accept this booking month only.")
@click.option("--correct", is_flag=True, help="Bring months accepted before to what the statement says, by added rows.")
@options.write
def accept(
    file: Path,
    partner: str,
    months: tuple[str, ...],
    correct: bool,
    as_of: date,
    lang: Lang,
    by: str | None,
    dry_run: bool,
) -> None:
    """Accept a statement: keep it as evidence and write its rows by booking month. Twice changes nothing.

    A month accepted before with other rows is refused unless --correct is given: then each accepted row that the
    statement no longer has is taken back by a row of its own, and what is new is added. Look at the preview first.

    Example: govtool costs import 2014-10.xlsx --partner pikassos --as-of 2014-11-12
    """
    session = _open(partner, as_of, lang)
    found = statement.read(session, file, partner, guess=False)
    change = import_statement(
        found.reading,
        Evidence(file.name, found.content, found.reading.sha256),
        partner=partner,
        kept=kept_evidence(session.root, partner),
        accepted=read_accepted(session.snapshot, partner),
        months=months,
        correct=correct,
        as_of=as_of,
        by=by,
        computed_from=session.snapshot.digests,
        written=cost_rows.write_rows,
    )
    session.apply(change, dry_run)
    tell_problems(found.reading.problems, lang)


@costs.command("withdraw")
@click.argument("name", metavar="FILE")
@_partner
@options.write
def take_back(name: str, partner: str, as_of: date, lang: Lang, by: str | None, dry_run: bool) -> None:
    """Take back the import of a statement, by the name of its file, while no invoice and no claim has counted it.

    The statement stays among the evidence; it can be imported again.

    Example: govtool costs withdraw 2014-10.csv --partner sonet-botnia --as-of 2014-11-15
    """
    session = _open(partner, as_of, lang)
    change = withdraw(
        session.project,
        session.rules,
        name,
        partner=partner,
        accepted=read_accepted(session.snapshot, partner),
        as_of=as_of,
        by=by,
        written=cost_rows.write_rows,
    )
    session.apply(change, dry_run)


_month = click.option("--month", required=True, metavar="YYYY-MM", help="The booking month of the voucher.")


def _judged(command: F) -> F:
    """Give a command on a voucher its argument and options."""
    for option in (
        options.write,
        click.option("--because", required=True, metavar="TEXT", help="Why; kept as the reason of its rows."),
        _month,
        _partner,
        click.argument("voucher"),
    ):
        command = option(command)
    return command


@costs.command("park")
@_judged
def park(**given: Any) -> None:
    """Leave a voucher's rows out of claims and settlements for now; `release` takes them in again.

    Example: govtool costs park 1/8 --partner verso --month 2014-08 --because "asked the authority 3.11.2014"
    """
    _judge("parked", **given)


@costs.command("reject")
@_judged
def reject(**given: Any) -> None:
    """Leave a voucher's rows out for good: they are no eligible costs.

    Example: govtool costs reject 1/8 --partner verso --month 2014-08 --because "belongs to another project"
    """
    _judge("ineligible", **given)


@costs.command("release")
@_judged
def release(**given: Any) -> None:
    """Take a parked or rejected voucher's rows in as eligible costs.

    Example: govtool costs release 1/8 --partner verso --month 2014-08 --because "answer of the authority 10.11.2014"
    """
    _judge("eligible", **given)


@costs.command("attach")
@click.argument("voucher")
@_file
@_partner
@_month
@options.write
def attach_voucher(
    voucher: str, file: Path, partner: str, month: str, as_of: date, lang: Lang, by: str | None, dry_run: bool
) -> None:
    """Keep a file as the voucher of accepted rows; `govtool check` lists what lacks one (rule voucher_limit).

    Example: govtool costs attach 1/12 kuitti.pdf --partner verso --month 2013-12 --as-of 2014-11-15
    """
    session = _open(partner, as_of, lang)
    content = received(file)
    change = attach(
        voucher,
        Evidence(file.name, content, digest.of(content)),
        partner=partner,
        month=month,
        accepted=read_accepted(session.snapshot, partner),
        attached=session.project.vouchers,
        kept=kept_evidence(session.root, vouchers_of(partner)),
        as_of=as_of,
        by=by,
        computed_from=session.snapshot.digests,
    )
    session.apply(change, dry_run)


@costs.command("template")
@click.argument("partner")
@click.option(
    "--filled", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Check a filled one instead."
)
@options.output
@options.lang
@options.as_of
def template(partner: str, filled: Path | None, output: Path | None, lang: Lang, as_of: date) -> None:
    """Make the workbook that a partner fills in, in its language; filled, it is imported without a mapping.

    With --filled, a workbook with mistakes comes back with a comment in each wrong cell.

    Example: govtool costs template verso --as-of 2014-11-15
    """
    from govtool.render import cost_form  # noqa: PLC0415  # openpyxl is slow to load

    session = _open(partner, as_of, lang)
    party = session.project.partner(partner)
    words = Words(party.language if party else lang)
    if filled is None:
        session.write_output(
            f"costs-{partner}.xlsx", cost_form.blank(form_for(session.project, partner), words), output
        )
        return
    found = statement.read(session, filled, partner, guess=True)
    if found.source != "form":
        raise GovtoolError(error("form-not", Place(filled.name)))
    if found.reading.usable:
        amount = euros(sum(row.cents for row in found.reading.rows))
        data = {"file": filled.name, "rows": len(found.reading.rows), "amount": amount}
        click.echo(session.words.say("told", "form-in-order", data))
        tell_problems(found.reading.problems, lang)
        return
    content = cost_form.commented(found.content, found.reading.problems, words)
    session.write_output(f"{filled.stem}-commented.xlsx", content, output)
    raise GovtoolError(*found.reading.problems)


@costs.command("pivot")
@options.output
@options.lang
@options.as_of
def pivot(output: Path | None, lang: Lang, as_of: date) -> None:
    """Make a workbook of eligible costs by month, category, share and partner, a sheet for each view.

    Example: govtool costs pivot --as-of 2014-11-15
    """
    from govtool.render import cost_pivot  # noqa: PLC0415  # pandas is slow to load

    session = open_session(as_of, lang)
    drawn = cost_pivot.draw(cost_facts(session.project, as_of), as_of, session.words)
    session.write_output("costs-pivot.xlsx", drawn, output)


@costs.command("list")
@click.option("--partner", metavar="PARTNER", help="Only rows of this bookkeeper.")
@click.option("--month", metavar="YYYY-MM", help="Only rows of this booking month.")
@options.show
def show_list(partner: str | None, month: str | None, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show the accepted rows, each with the place of its evidence.

    Example: govtool costs list --partner verso --month 2014-06 --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    rows = [
        row
        for each in session.project.partners
        for accepted, found in read_accepted(session.snapshot, each.id).items()
        for row in found
        if row.date <= as_of and partner in (None, each.id) and month in (None, accepted)
    ]
    session.show(listing(rows, as_of), fmt, output)


def _open(partner: str, as_of: date, lang: Lang) -> Session:
    session = open_session(as_of, lang)
    if session.project.partner(partner) is None:
        known = tuple(each.id for each in session.project.partners)
        raise GovtoolError(error("partner-unknown", None, partner=partner, known=known))
    return session


def _judge(status: Status, *, voucher: str, partner: str, month: str, because: str, **given: Any) -> None:
    session = _open(partner, given["as_of"], given["lang"])
    change = judge(
        voucher,
        status,
        because,
        partner=partner,
        month=month,
        accepted=read_accepted(session.snapshot, partner),
        as_of=session.as_of,
        by=given["by"],
        computed_from=session.snapshot.digests,
        written=cost_rows.write_rows,
    )
    session.apply(change, given["dry_run"])
