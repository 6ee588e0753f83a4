"""`govtool claim annexes`: what goes to the authority with a claim."""

import click

from govtool.actions.claim import claim_of
from govtool.cli import options
from govtool.cli.document import issued, language
from govtool.cli.ledger import ledger
from govtool.cli.session import Session
from govtool.domain.claim import Claim
from govtool.render.amounts import Lang
from govtool.render.words import Words
from govtool.reports.claim_activity import activity_table
from govtool.reports.claim_annex import annexes as annexes_of
from govtool.reports.report_paper import report_paper


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@language
@options.docx
@options.pdf
@options.files
def annexes(session: Session, claim_id: str, language: Lang | None) -> None:
    """Make the annexes of a claim. Of each partner cost centre, ledger and vouchers; and what was done.

    Example: govtool claim annexes claim-2014 --as-of 2014-11-15
    """
    claim = claim_of(session.project, claim_id, session.as_of)
    made = annex_files(session, claim, language or session.project.facts.languages[0])
    session.write_files(f"{claim.id}-annexes", made)


def annex_files(session: Session, claim: Claim, lang: Lang) -> dict[str, bytes]:
    """Return the annexes of *claim* by name: workbooks and Word documents, with --pdf a PDF beside each."""
    from govtool.render import xlsx  # noqa: PLC0415  # openpyxl is slow to load

    project, rows = session.project, tuple(ledger(session))
    books = {each.id: annexes_of(project, claim, each, rows, session.as_of) for each in project.partners}
    texts = {f"{partner}-cost-centre": tables[0] for partner, tables in books.items()}
    texts["activities"] = activity_table(project, session.rules, claim, session.as_of)
    made = issued(session, {name: (report_paper(project, table), lang) for name, table in texts.items()})
    made |= {f"{partner}.xlsx": xlsx.draw_all(tables, Words(lang)) for partner, tables in books.items()}
    return dict(sorted(made.items()))
