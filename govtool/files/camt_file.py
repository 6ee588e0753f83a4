"""Bank statements and notifications (ISO 20022 camt.053 and camt.054), read strictly: all of it adds up."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from govtool.domain.bank import BankPayment
from govtool.domain.money import cents, euros
from govtool.domain.reference_number import compact
from govtool.files.xml_file import Values, parse
from govtool.problems import GovtoolError, Place, error

_CAMT = "urn:iso:std:iso:20022:tech:xsd:camt."
_REPORTS = {f"{_CAMT}053.": "c:BkToCstmrStmt/c:Stmt", f"{_CAMT}054.": "c:BkToCstmrDbtCdtNtfctn/c:Ntfctn"}
_NEVER = date.min
"""Stands for a day that could not be read; the problem is told."""

_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
_DETAIL_AMOUNTS = ("c:Amt", "c:AmtDtls/c:TxAmt/c:Amt")
_REFERENCE = "c:RmtInf/c:Strd/c:CdtrRefInf/c:Ref"


def read_camt(file: str, content: bytes) -> tuple[BankPayment, ...]:
    """Return the booked payments in *content*, in order, one for each detail that has an amount of its own.

    Problems: those of `parse` and `Values`, `bank-file` for any other XML, `bank-details-sum` when details
    with amounts do not add up to their entry, `bank-balance` when entries do not lead from the opening to
    the closing balance of the same currency.
    """
    root = parse(file, content)
    space = etree.QName(root).namespace or ""
    path = next((path for start, path in _REPORTS.items() if space.startswith(start)), None)
    if path is None:
        raise GovtoolError(error("bank-file", Place(file, root.sourceline), root=etree.QName(root).localname))
    values = Values(file, root, {"c": space})
    found: list[BankPayment] = []
    for report in values.each(path):
        booked = [entry for entry in values.each("c:Ntry", report) if _booked(values, entry)]
        for entry in booked:
            found += _payments(values, entry)
        _check_balance(values, report, booked)
    if values.problems:
        raise GovtoolError(*values.problems)
    return tuple(found)


def _booked(values: Values, entry: etree._Element) -> bool:
    return (values.text("c:Sts/c:Cd", entry) or values.text("c:Sts", entry)) == "BOOK"


def _payments(values: Values, entry: etree._Element) -> Iterator[BankPayment]:
    """Yield what an entry is made of; amounts repeated in its details stand for the entry's, not beside it."""
    total, sign = _amount(values, entry, ("c:Amt",)), _sign(values, entry)
    details = values.each("c:NtryDtls/c:TxDtls", entry)
    amounts = [_amount(values, each, _DETAIL_AMOUNTS) for each in details]
    if len(details) > 1 and all(amount is not None for amount in amounts):
        added = sum(amount[0] for amount in amounts if amount)
        same = {amount[1] for amount in amounts if amount} == {total[1] if total else ""}
        if same and total and added != total[0]:
            said = {"added": euros(added), "total": euros(total[0])}
            values.problems.append(error("bank-details-sum", values.place(entry), **said))
        for each, amount in zip(details, amounts, strict=True):
            if amount:
                yield _payment(values, entry, each, (sign * amount[0], amount[1]))
    elif total:
        yield _payment(values, entry, details[0] if len(details) == 1 else None, (sign * total[0], total[1]))


def _payment(
    values: Values, entry: etree._Element, detail: etree._Element | None, amount: tuple[int, str]
) -> BankPayment:
    day = values.text("c:BookgDt/c:Dt", entry) or (values.required("c:BookgDt/c:DtTm", entry))[:10]
    booked = values.day(day, entry)
    side = "Cdtr" if amount[0] < 0 else "Dbtr"
    party = iban = reference = None
    if detail is not None:
        parties = f"c:RltdPties/c:{side}"
        party = values.text(f"{parties}/c:Nm", detail) or values.text(f"{parties}/c:Pty/c:Nm", detail)
        iban = values.text(f"{parties}Acct/c:Id/c:IBAN", detail)
        reference = values.text(_REFERENCE, detail)
    place = values.place(entry if detail is None else detail)
    return BankPayment(place, booked or _NEVER, amount[0], amount[1], _known(reference), party, iban)


def _check_balance(values: Values, report: etree._Element, booked: list[etree._Element]) -> None:
    balances = {}
    for balance in values.each("c:Bal", report):
        amount = _amount(values, balance, ("c:Amt",))
        if amount:
            kind = values.text("c:Tp/c:CdOrPrtry/c:Cd", balance)
            balances[kind] = (_sign(values, balance) * amount[0], amount[1])
    opening = next((balances[kind] for kind in _OPENING if kind in balances), None)
    closing = next((balances[kind] for kind in _CLOSING if kind in balances), None)
    if opening is None or closing is None or opening[1] != closing[1]:
        return
    entries = [(_sign(values, entry), _amount(values, entry, ("c:Amt",))) for entry in booked]
    reached = opening[0] + sum(sign * amount[0] for sign, amount in entries if amount and amount[1] == opening[1])
    if reached != closing[0]:
        said = {"reached": euros(reached), "closing": euros(closing[0])}
        values.problems.append(error("bank-balance", values.place(report), **said))


def _amount(values: Values, of: etree._Element, paths: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the first amount at *paths* in cents, with its currency."""
    for path in paths:
        for element in values.each(path, of)[:1]:
            return cents(values.amount(values.taken(element), element)), element.get("Ccy", "")
    return None


def _sign(values: Values, of: etree._Element) -> int:
    return -1 if values.required("c:CdtDbtInd", of) == "DBIT" else 1


def _known(reference: str | None) -> str | None:
    """Return a reference in our spelling; one of another country as it is."""
    try:
        return compact(reference) if reference else None
    except ValueError:
        return reference
