"""What a person adds to the draft of a claim: receipts beside the grant, why two ledgers differ."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from govtool.domain.change import AddRecord, Change
from govtool.domain.claim import Claim, Explanation, ReceiptKind
from govtool.domain.project import Project, claim_file
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say


def receive(
    project: Project,
    claim: Claim,
    *,
    kind: ReceiptKind,
    day: date,
    text: str,
    voucher: str,
    amount: Decimal,
    as_of: date,
) -> Change:
    """Record income, another grant or other financing in a draft.

    Problems: `claim-submitted` when it is none, `receipt-amount` when not above zero, `receipt-outside` when
    the day is after the claim's period.
    """
    problems = []
    if amount <= 0:
        problems.append(error("receipt-amount", None, amount=amount))
    if day > claim.period.end:
        problems.append(error("receipt-outside", None, day=day, end=claim.period.end))
    data = {"kind": kind, "date": day, "text": text, "voucher": voucher, "amount": amount}
    told = {"kind": Say(f"receipt-{kind}"), "amount": amount}
    return _added(project, claim, "receipt", data, told, problems=problems, as_of=as_of)


def explain(project: Project, claim: Claim, told: Explanation, as_of: date) -> Change:
    """Record in a draft why costs of a partner's books are not in the coordinator's ledger.

    Problems: `claim-submitted` when it is none, `partner-unknown` unless it is a partner that invoices.
    """
    known = [each.id for each in project.partners if each.id != project.facts.coordinator]
    problems = []
    if told.partner not in known:
        problems.append(error("partner-unknown", None, partner=told.partner, known=suggestion(told.partner, known)))
    data = told.model_dump(exclude_none=True)
    said = {"partner": told.partner, "amount": told.amount}
    return _added(project, claim, "explanation", data, said, problems=problems, as_of=as_of)


def _added(
    project: Project,
    claim: Claim,
    what: str,
    data: Mapping[str, Any],
    told: Mapping[str, object],
    *,
    problems: list[Problem],
    as_of: date,
) -> Change:
    """Append the record *data* to a draft; `claim-submitted` when it is none, and *problems*."""
    path = claim_file(claim.id)
    if claim.submitted is not None:
        place = project.places.of(path)
        problems = [error("claim-submitted", place, claim=claim.id, day=claim.submitted), *problems]
    if problems:
        raise GovtoolError(*problems)
    return Change(
        action=f"claim {what}",
        as_of=as_of,
        computed_from=project.digests,
        edits=(AddRecord(path, (what,), data),),
        about=claim.id,
        told=((f"claim-{what}", {"claim": claim.id, **told}),),
    )
