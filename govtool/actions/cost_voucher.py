"""Attaching a voucher: its file kept among the evidence, and whose rows it belongs to."""

import datetime
from collections.abc import Mapping, Sequence

from govtool.actions.cost import Evidence, free_path
from govtool.domain.change import AddRecord, Change, Edit, NewRecord, PutFile
from govtool.domain.cost import CostRow, standing
from govtool.domain.project import VOUCHERS_TOML
from govtool.domain.voucher import Voucher
from govtool.problems import GovtoolError, error


def vouchers_of(partner: str) -> str:
    """Return the folder of a partner's vouchers below the evidence."""
    return f"{partner}/vouchers"


def attach(
    number: str,
    evidence: Evidence,
    *,
    partner: str,
    month: str,
    accepted: Mapping[str, Sequence[CostRow]],
    attached: Sequence[Voucher],
    kept: Mapping[str, str],
    as_of: datetime.date,
    computed_from: Mapping[str, str],
) -> Change:
    """Keep a file as the voucher *number* of a month; the same file again changes nothing.

    `kept` are the digests of the partner's vouchers by path. Problem `voucher-unknown` when no row has it.
    """
    if not any(row.voucher == number for row in standing(accepted.get(month, ()))):
        raise GovtoolError(error("voucher-unknown", None, partner=partner, month=month, voucher=number))
    path = free_path(vouchers_of(partner), evidence, kept)
    voucher = Voucher(partner=partner, month=month, number=number, file=path, sha256=evidence.sha256, attached=as_of)
    same = any(each.replace(attached=as_of) == voucher for each in attached)
    data = voucher.model_dump()
    add: Edit = (
        AddRecord(VOUCHERS_TOML, ("voucher",), data)
        if VOUCHERS_TOML in computed_from
        else NewRecord(VOUCHERS_TOML, {"format": 1, "voucher": [data]})
    )
    key = "voucher-there" if same else "voucher-attached"
    return Change(
        action="costs attach",
        as_of=as_of,
        computed_from=computed_from,
        edits=() if same else (PutFile(path, evidence.content, new=path not in kept), add),
        about=path,
        told=((key, {"partner": partner, "month": month, "voucher": number, "file": evidence.name}),),
    )
