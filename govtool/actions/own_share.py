"""Recording who pays the own share: a commitment, and the payer that takes another's place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from govtool.domain.change import AddRecord, Change, NewRecord
from govtool.domain.project import OWN_FINANCING_TOML, Project
from govtool.problems import GovtoolError, error
from govtool.reports.suggestion import suggestion


def commit(project: Project, given: str, *, body: str, day: date, section: str, amount: Decimal, as_of: date) -> Change:
    """Record that *body* decided on *day* to pay *amount* a year, for a municipality or for all a payer pays for.

    Problems: `payer-unknown`; `commitment-amount` when it is not above zero; `commitment-twice` for the same
    section of the same day.
    """
    of = _known(project, given)
    if amount <= 0:
        raise GovtoolError(error("commitment-amount", None, of=given, amount=amount))
    if any((each.of, each.date, each.section) == (of, day, section) for each in project.own_financing.commitment):
        raise GovtoolError(error("commitment-twice", None, of=given, day=day, section=section))
    data = {"of": of, "body": body, "date": day, "section": section, "euros_a_year": amount}
    told = ("commitment-recorded", {"of": given, "amount": amount, "body": body, "day": day, "section": section})
    return _recorded(project, "shares commit", "commitment", data, told, as_of=as_of)


def succeed(
    project: Project, given: str, payers: Sequence[str], weights: Sequence[Decimal], *, start: date, as_of: date
) -> Change:
    """Record that *payers* pay from *start* on what *given* paid, or what was paid for it, by *weights*.

    Without *payers* it ends without a successor, which `check` tells from that day on. Problems:
    `payer-unknown`, `ratio-wrong` when the weights are not one above zero for each payer.
    """
    of = _known(project, given)
    if weights and (len(weights) != len(payers) or min(weights) <= 0):
        ratio = ":".join(str(weight) for weight in weights)
        raise GovtoolError(error("ratio-wrong", None, ratio=ratio, count=len(payers)))
    data: dict[str, Any] = {"of": of, "start": start}
    if payers:
        shares = weights or [Decimal(1)] * len(payers)
        data["successor"] = [{"payer": payer, "weight": weight} for payer, weight in zip(payers, shares, strict=True)]
    key = "payer-succeeded" if payers else "payer-ended"
    told = (key, {"of": given, "payers": tuple(payers), "start": start})
    return _recorded(project, "shares payer", "succession", data, told, as_of=as_of)


def _known(project: Project, given: str) -> str:
    """Return the code of a municipality, or the payer of that name; a payer's name wins over a municipality's."""
    payers = project.own_financing.names(project.municipalities)
    codes = {each.name: each.code for each in project.municipalities}
    if given in payers or given in codes.values():
        return given
    if given not in codes:
        known = suggestion(given, (*codes, *payers))
        raise GovtoolError(error("payer-unknown", None, of=given, known=known))
    return codes[given]


def _recorded(
    project: Project,
    action: str,
    list_: str,
    data: Mapping[str, Any],
    told: tuple[str, Mapping[str, Any]],
    *,
    as_of: date,
) -> Change:
    """Append *data* to the list of that name; the first record makes the file."""
    if OWN_FINANCING_TOML in project.digests:
        edit: AddRecord | NewRecord = AddRecord(OWN_FINANCING_TOML, (list_,), data)
    else:
        edit = NewRecord(OWN_FINANCING_TOML, {"format": 1, list_: [data]})
    return Change(
        action=action,
        as_of=as_of,
        computed_from=project.digests,
        edits=(edit,),
        about=str(data["of"]),
        told=(told,),
    )
