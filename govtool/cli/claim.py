"""`govtool claim`: payment claims to the authority, made, shown, submitted, paid."""

from datetime import date

import click

from govtool.actions import claim as actions
from govtool.checks.catalogue import run_checks
from govtool.cli import claim_draft, claim_handling, options
from govtool.cli.amount import euros_of
from govtool.cli.bundle import bundle
from govtool.cli.claim_annexes import annexes
from govtool.cli.document import issued, language, make_document
from govtool.cli.lazy import NounGroup
from govtool.cli.milestone import milestone
from govtool.cli.repayment import repayment
from govtool.cli.session import Session, open_session, tell_found
from govtool.domain.claim import Claim
from govtool.domain.project import claim_file
from govtool.files.claim_rows import books_sha256, rows_sha256
from govtool.problems import GovtoolError, Problem, errors
from govtool.render.amounts import Lang
from govtool.render.words import Words
from govtool.reports.claim_obstacle import obstacles
from govtool.reports.claim_page import claim_table, claims_table
from govtool.reports.claim_paper import claim_paper, facts_table
from govtool.reports.claim_use import use_table
from govtool.reports.grant import grant_table
from govtool.reports.money_paper import ClaimPaper

CLAIM_CHECKS = ("budget-overruns", "costs-vouchers", "claims-order", "claims-sealed", "own-share")
"""The checks whose findings stand in the way of a claim."""

_claim = click.argument("claim_id", metavar="CLAIM")


@click.group(cls=NounGroup, default="list")
def claim() -> None:
    """Payment claims to the authority."""


@claim.command("list")
@options.show
def show_list(session: Session) -> None:
    """Show the claims. Their periods, what was applied for, what was paid.

    Example: govtool claim list --as-of 2014-11-15
    """
    session.show(claims_table(session.project, session.rules, session.as_of))


@claim.command()
@options.show
def grant(session: Session) -> None:
    """Show the grant on record. Decision, amendments and answers of the authority, and what holds.

    Example: govtool claim grant --as-of 2014-11-15
    """
    session.show(grant_table(session.project, session.rules, session.as_of))


@claim.command()
@_claim
@language
@options.show
def show(session: Session, claim_id: str, language: Lang | None) -> None:
    """Show a claim by id or number. A draft as of the day, a submitted one with its sealed figures.

    Example: govtool claim show claim-2014 --as-of 2014-11-15
    """
    found = actions.claim_of(session.project, claim_id, session.as_of)
    if session.document:
        make_document(session, found.id, *_paper(session, found, language))
    elif session.fmt == "xlsx":
        session.write_output(f"{found.id}.xlsx", _workbook(session, found, session.words))
    else:
        session.show(claim_table(session.project, session.rules, found, session.as_of))


@claim.command()
@options.show
def use(session: Session) -> None:
    """Show the final statement on the use of the grant. Of all claims so far: costs, financing, settlement.

    Example: govtool claim use --docx --as-of 2014-11-15
    """
    session.show(use_table(session.project, session.rules, session.as_of))


@claim.command()
@click.option("--to", required=True, type=options.Day(), metavar="DAY", help="The last day of its period.")
@click.option("--last", is_flag=True, help="It is the last claim of the project.")
@options.write
def make(session: Session, to: date, last: bool) -> None:
    """Make the next claim. Its period begins where the one before ended, or with the project.

    Example: govtool claim make --to 2014-10-31 --as-of 2014-11-15
    """
    session.apply(actions.make(session.project, to, last=last, as_of=session.as_of))


@claim.command()
@_claim
@options.problems
@click.pass_context
def ready(ctx: click.Context, claim_id: str, as_of: date, lang: Lang, fmt: str) -> None:
    """List what stands in the way of submitting a claim. Each with its remedy; errors stop it.

    Example: govtool claim ready claim-2014 --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    found = actions.claim_of(session.project, claim_id, as_of)
    ctx.exit(tell_found("claim-ready", _in_the_way(session, found), fmt, lang, as_of))


@claim.command()
@_claim
@language
@options.pdf
@options.write
def submit(session: Session, claim_id: str, language: Lang | None) -> None:
    """Freeze the figures of a claim and seal it. Its document and workbook are kept as they went out.

    Example: govtool claim submit claim-2013 --as-of 2014-02-25
    """
    found = actions.claim_of(session.project, claim_id, session.as_of)
    if found.submitted is None and (wrong := list(errors(_in_the_way(session, found)))):
        raise GovtoolError(*wrong)
    rows, books = (of(session.project, session.snapshot, found, session.as_of) for of in (rows_sha256, books_sha256))
    frozen = actions.submitted(session.project, session.rules, found, session.as_of, rows, books_sha256=books)
    words = Words(language or session.project.facts.languages[0])
    documents = {
        **issued(session, {found.id: _paper(session, frozen, language)}),
        f"{found.id}.xlsx": _workbook(session, frozen, words),
    }
    made_from = {
        path: sha256
        for path, sha256 in session.snapshot.digests.items()
        if path == claim_file(found.id) or path.startswith(("budgets/costs/", "budgets/invoices/"))
    }
    session.apply(actions.submit(session.project, frozen, documents=documents, made_from=made_from))


@claim.command()
@_claim
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When it was paid; the as-of day if not given.")
@click.option("--amount", required=True, metavar="EUROS", help="How much, as 55853.71 or 55853,71.")
@click.option("--reference", metavar="TEXT", help="The payer's reference.")
@options.write
def pay(session: Session, claim_id: str, day: date | None, amount: str, reference: str | None) -> None:
    """Record what the authority paid for a submitted claim.

    Example: govtool claim pay claim-2013 --amount 55853.71 --as-of 2014-04-15
    """
    found = actions.claim_of(session.project, claim_id, session.as_of)
    paid = euros_of(amount)
    change = actions.pay(
        session.project, found, day=day or session.as_of, amount=paid, reference=reference, as_of=session.as_of
    )
    session.apply(change)


for command in (*claim_draft.COMMANDS, *claim_handling.COMMANDS, annexes, bundle, milestone, repayment):
    claim.add_command(command)


def _workbook(session: Session, found: Claim, words: Words) -> bytes:
    """Return a claim as a workbook: who applies for what, and the rows of its page."""
    from govtool.render import xlsx  # noqa: PLC0415  # openpyxl is slow to load

    paper = claim_paper(session.project, session.rules, found, session.as_of)
    page = claim_table(session.project, session.rules, found, session.as_of)
    return xlsx.draw_all((page, facts_table(paper, session.as_of)), words)


def _in_the_way(session: Session, found: Claim) -> list[Problem]:
    """Return what stands in the way of submitting a draft: its own obstacles and what the checks of its kind find."""
    checked = run_checks(session.project, session.as_of, CLAIM_CHECKS)
    return [*obstacles(session.project, session.rules, found, session.as_of), *checked]


def _paper(session: Session, found: Claim, language: Lang | None) -> tuple[ClaimPaper, Lang]:
    paper = claim_paper(session.project, session.rules, found, session.as_of)
    return paper, language or session.project.facts.languages[0]
