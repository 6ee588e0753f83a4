"""A person's word on accepted costs: parked, rejected or released, by added rows."""

import datetime
from collections.abc import Mapping, Sequence

from govtool.actions.cost import Written, corrected, costs_file
from govtool.domain.change import Change, PutFile
from govtool.domain.cost import CostRow, Status, standing
from govtool.domain.money import euros
from govtool.problems import GovtoolError, Place, error


def judge(
    voucher: str,
    status: Status,
    because: str,
    *,
    partner: str,
    month: str,
    accepted: Mapping[str, Sequence[CostRow]],
    as_of: datetime.date,
    computed_from: Mapping[str, str],
    written: Written,
) -> Change:
    """Give the standing rows of a voucher another status: each is taken back and comes again with it and its reason.

    Problems: `voucher-unknown` when the month has no such voucher, `voucher-judged` when all its rows have the
    status already, `voucher-partner-invoice` for a partner's invoice, which is judged as a whole elsewhere.
    """
    rows = accepted.get(month, ())
    found = [row for row in standing(rows) if row.voucher == voucher]
    place = Place(costs_file(partner, month))
    if not found:
        raise GovtoolError(error("voucher-unknown", None, partner=partner, month=month, voucher=voucher))
    if any(row.status == "partner-invoice" for row in found):
        raise GovtoolError(error("voucher-partner-invoice", place, voucher=voucher))
    changing = [row for row in found if row.status != status]
    if not changing:
        raise GovtoolError(error("voucher-judged", place, voucher=voucher))
    added = [
        each
        for row in changing
        for each in corrected(row, row._replace(status=status, reason=because), row.file, row.sha256, as_of)
    ]
    amount = euros(sum(row.cents for row in changing))
    data = {"partner": partner, "month": month, "voucher": voucher, "rows": len(changing), "amount": amount}
    return Change(
        action=f"costs {status}",
        as_of=as_of,
        computed_from=computed_from,
        edits=(PutFile(costs_file(partner, month), written((*rows, *added)), new=False),),
        about=f"{partner} {month} {voucher}",
        told=((f"costs-now-{status}", data),),
    )
