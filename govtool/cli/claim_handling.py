"""`govtool claim`: what the authority does with a claim."""

from datetime import date

import click

from govtool.actions import claim_handling as actions
from govtool.actions.claim import claim_of
from govtool.cli import options
from govtool.cli.amount import euros_of
from govtool.cli.session import Session
from govtool.domain.claim import Cut
from govtool.reports.claim_diff import claim_outcome, claims_diff

_claim = click.argument("claim_id", metavar="CLAIM")
_day = click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the as-of day if not given.")
_reference = click.option("--reference", metavar="TEXT", help="The authority's diary number.")


@click.command("return")
@_claim
@click.option("--due", required=True, type=options.Day(), metavar="DAY", help="By when it is to be completed.")
@click.option("--reason", required=True, metavar="TEXT", help="What the authority misses.")
@_day
@options.write
def give_back(session: Session, claim_id: str, due: date, reason: str, day: date | None) -> None:
    """Record that the authority returned a claim. For completion, with its deadline.

    Example: govtool claim return claim-2014 --due 2014-12-19 --reason "Vouchers of travel" --as-of 2014-12-05
    """
    found = claim_of(session.project, claim_id, session.as_of)
    change = actions.give_back(
        session.project, found, day=day or session.as_of, due=due, reason=reason, as_of=session.as_of
    )
    session.apply(change)


@click.command()
@_claim
@_day
@_reference
@options.write
def complete(session: Session, claim_id: str, day: date | None, reference: str | None) -> None:
    """Record that what the authority asked for was sent.

    Example: govtool claim complete claim-2014 --as-of 2014-12-15
    """
    _advance(session, claim_id, "completed", day, reference)


@click.command()
@_claim
@_day
@_reference
@options.write
def check(session: Session, claim_id: str, day: date | None, reference: str | None) -> None:
    """Record that the authority has checked a claim.

    Example: govtool claim check claim-2014 --as-of 2014-12-29
    """
    _advance(session, claim_id, "checked", day, reference)


@click.command()
@_claim
@_day
@_reference
@options.write
def close(session: Session, claim_id: str, day: date | None, reference: str | None) -> None:
    """Record that a claim is closed. Decided, and paid if anything was to be.

    Example: govtool claim close claim-2014 --as-of 2015-03-02
    """
    _advance(session, claim_id, "closed", day, reference)


@click.command()
@_claim
@click.option(
    "--cut", "cuts", nargs=3, multiple=True, metavar="CATEGORY EUROS REASON", help="What is not accepted; repeatable."
)
@click.option("--amount", metavar="EUROS", help="How much is approved; what is left after the cuts if not given.")
@_day
@_reference
@options.write
def decide(
    session: Session,
    claim_id: str,
    cuts: tuple[tuple[str, str, str], ...],
    amount: str | None,
    day: date | None,
    reference: str | None,
) -> None:
    """Record the authority's decision. What it cuts leaves the base of later claims.

    Example: govtool claim decide claim-2014 --cut rents 400 "Not of the project" --as-of 2015-01-12
    """
    found = claim_of(session.project, claim_id, session.as_of)
    change = actions.decide(
        session.project,
        session.rules,
        found,
        day=day or session.as_of,
        cuts=[Cut(category=category, amount=euros_of(text, "--cut"), reason=why) for category, text, why in cuts],
        amount=None if amount is None else euros_of(amount),
        reference=reference,
        as_of=session.as_of,
    )
    session.apply(change)


@click.command()
@_claim
@click.argument("other_id", metavar="[OTHER]", required=False)
@options.show
def diff(session: Session, claim_id: str, other_id: str | None) -> None:
    """Explain every cent between a claim and a later one. Or what was claimed, approved and paid of one.

    Example: govtool claim diff claim-2013 claim-2014 --as-of 2014-11-15
    """
    one = claim_of(session.project, claim_id, session.as_of)
    if other_id is None:
        table = claim_outcome(session.project, session.rules, one, session.as_of)
    else:
        other = claim_of(session.project, other_id, session.as_of)
        first, second = sorted((one, other), key=lambda each: each.number)
        table = claims_diff(session.project, session.rules, first, second, session.as_of)
    session.show(table)


def _advance(session: Session, claim_id: str, kind: str, day: date | None, reference: str | None) -> None:
    found = claim_of(session.project, claim_id, session.as_of)
    change = actions.advance(
        session.project, found, kind, day=day or session.as_of, reference=reference, as_of=session.as_of
    )
    session.apply(change)


COMMANDS = (give_back, complete, check, decide, close, diff)
