"""`govtool claim bundle`: one archive for the auditor, verifiable without govtool."""

from collections.abc import Callable, Mapping

import click

from govtool.actions.claim import claim_of
from govtool.checks.catalogue import run_checks
from govtool.cli import options
from govtool.cli.claim_annexes import annex_files
from govtool.cli.ledger import ledger
from govtool.cli.session import Session
from govtool.files.audit import audit
from govtool.files.bundle import bundle as bundled
from govtool.files.claim_rows import changed_rows
from govtool.files.row_evidence import evidence_gaps
from govtool.render import problem_list
from govtool.render.archive import packed
from govtool.reports.claim_evidence import claim_evidence


@click.command()
@click.argument("claim_id", metavar="[CLAIM]", required=False)
@click.option("--redacted", is_flag=True, help="The twin without personal data.")
@options.make
def bundle(session: Session, claim_id: str | None, redacted: bool) -> None:
    """Make the audit bundle of the project, or of one claim. Records, evidence, documents, an index, digests, the gaps.

    With a claim it has the evidence and the documents that belong to that claim, and its annexes.

    Example: govtool claim bundle claim-2013 --as-of 2014-11-15
    """
    name = "bundle"
    holds: Callable[[str], bool] | None = None
    annexes: Mapping[str, bytes] = {}
    if claim_id is not None:
        claim = claim_of(session.project, claim_id, session.as_of)
        rows = tuple(ledger(session))
        behind = claim_evidence(session.project, session.rules, claim, rows, session.as_of)
        name, holds = f"{claim.id}-bundle", behind.holds
        annexes = annex_files(session, claim, session.project.facts.languages[0])
    found = [*audit(session.root, session.snapshot), *run_checks(session.project, session.as_of)]
    found += changed_rows(session.project, session.snapshot, session.as_of)
    found += evidence_gaps(session.root, session.project, session.snapshot)
    bare = "".join(f"{each.place or '-'} [{each.code}]\n" for each in found)  # a sentence may name a person
    gaps = bare if redacted else problem_list.lines(found, session.words)
    made = bundled(session.root, session.snapshot, gaps, redacted=redacted, holds=holds, annexes=annexes)
    session.write_output(f"{name}{'-redacted' if redacted else ''}.zip", packed(made))
    click.echo(session.words.say("told", "bundle-made", {"files": len(made), "gaps": len(found)}))
