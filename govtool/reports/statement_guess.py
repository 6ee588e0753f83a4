"""A mapping guessed from a statement that has none yet: for a person to look at, correct and save."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar, get_args

from govtool.domain.grid import Grid, Sheet, Value
from govtool.domain.notation import NOWHERE, Dates, Numbers, cents_of, day_of
from govtool.domain.statement import Columns, StatementMapping, TotalWords
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.control_total import total_row
from govtool.reports.statement_header import best_header, headings, plain, stated_period, text_of, titles_above

Way = TypeVar("Way", Numbers, Dates)

_ALIKE = 0.9
_ALIASES: Mapping[str, tuple[str, ...]] = {
    field: tuple(words.split("|"))
    for field, words in {
        "date": "pvm|päivä|päivämäärä|kirj.pvm|kirjauspvm|kirjauspäivä|tositepvm|datum|bokföringsdatum|bokf.datum"
        "|verifikatdatum|date|booking date|posting date|kirjauspäivämäärä|tosite pvm|kirjaus pvm|paymentdate"
        "|payment date",
        "voucher": "tosite|tositenro|tosite nro|tositenumero|tositteen numero|verifikat|verifikatnummer|verifikation"
        "|ver.nr|voucher|voucher number|document number|transactionnumber|transaction number",
        "account": "tili|tilinro|tili nro|tilinumero|tilit|pääkirjatili|kirjanpitotili|konto|kontonummer|account"
        "|account number|gl account|expensetype|expense type",
        "account_name": "tilin nimi|tilinimi|tili nimi|tilin selite|benämning|kontonamn|kontobenämning|account name"
        "|organisationalunit",
        "text": "selite|teksti|kuvaus|vientiselite|text|förklaring|beskrivning|description|toimittajan nimi|toimittaja"
        "|leverantör|beneficiaryname|beneficiary|supplier|supplier name",
        "amount": "summa|summa €|summa eur|määrä|euroa|eur|netto|nettosumma|määrä yritysvaluutassa|belopp|belopp €"
        "|belopp eur|amount|net amount|brutto|bruttosumma|gross amount",
        "debit": "debet|debit",
        "credit": "kredit|credit",
        "currency": "valuutta|valuta|currency",
    }.items()
}
_LETTERS_FIRST = re.compile(r"[A-Za-z]+[0-9]{3,}", re.ASCII)


def propose(grid: Grid, partner: str, share: str) -> StatementMapping:
    """Guess how *partner*'s statement is to be read.

    A heading counts when it is a known word of the field or all but spelt as one. Nothing is
    accepted by a guess: importing wants the saved mapping. GovtoolError `columns-unclear` when headings
    are not known, `amounts-several` when two look like the amount.
    """
    known = [alias for aliases in _ALIASES.values() for alias in aliases]
    found = [(sheet, *best_header(sheet, known)) for sheet in grid.sheets if not sheet.hidden]
    sheet, first, row, hits = max(found, key=lambda each: each[3], default=(Sheet(grid.file, "", ()), 0, 0, 0))
    if not hits:
        raise GovtoolError(error("columns-unclear", Place(grid.file), fields=tuple(_ALIASES), headings=None))
    texts = headings(sheet, first, row)
    columns = _columns(texts, sheet.place(row))
    at = {field: texts.index(text) for field, text in columns.items()}
    below = sheet.rows[row + 1 :]
    cells = {field: [cells[index] for cells in below if index < len(cells)] for field, index in at.items()}
    amounts = [cell for field in ("amount", "debit", "credit") for cell in cells.get(field, ())]
    accounts = [text_of(cell) for cell in cells["account"] if cell is not None]
    totals = [total_row(row_cells, at, TotalWords()) for row_cells in below if any(row_cells)]
    return StatementMapping.model_validate(
        {
            "partner": partner,
            "share": share,
            "kind": grid.kind,
            "encoding": grid.encoding or None,
            "separator": grid.separator or None,
            "sheets": "all" if sum(each[3] == hits for each in found) > 1 else "first",
            "titles": tuple(text for text in titles_above(sheet, first) if stated_period((text,)) is None)[:1],
            "numbers": _most_readable(get_args(Numbers), cents_of, amounts),
            "dates": _most_readable(get_args(Dates), day_of, cells.get("date", ())),
            "totals": "above" if totals and totals[0] is not None else "below",
            "other_accounts": "leave-out" if grid.kind == "sie" else "refuse",
            "account_with_name": any(" " in account for account in accounts),
            "account_in_text": bool(accounts) and all(_LETTERS_FIRST.match(account) for account in accounts),
            "ends_with_total": any(total is not None and total.kind == "total" for total in totals),
            "columns": Columns(**columns),
        }
    )


def _columns(texts: Sequence[str], place: Place) -> dict[str, str]:
    """Give the heading of each field that is known; debit and credit win over one amount."""
    known = {plain(text): text for text in texts if text}
    columns = {field: text for field, aliases in _ALIASES.items() if (text := _heading(aliases, known))}
    if {"debit", "credit"} <= columns.keys():
        columns.pop("amount", None)
    else:
        columns = {field: text for field, text in columns.items() if field not in ("debit", "credit")}
        amounts = tuple(known[alias] for alias in _ALIASES["amount"] if alias in known)
        if len(amounts) > 1:
            raise GovtoolError(error("amounts-several", place, headings=amounts))
    missing = {"account", "text"} - columns.keys()
    if not {"amount", "debit"} & columns.keys():
        missing.add("amount")
    if missing:
        fields = tuple(field for field in _ALIASES if field in missing)
        raise GovtoolError(error("columns-unclear", place, fields=fields, headings=tuple(known.values())))
    return columns


def _heading(aliases: Sequence[str], headings: Mapping[str, str]) -> str | None:
    """Give the heading that is one of *aliases*, else the one spelt most like one."""
    for alias in aliases:
        if alias in headings:
            return headings[alias]
    near = (get_close_matches(alias, headings, n=1, cutoff=_ALIKE) for alias in aliases)
    return next((headings[match[0]] for match in near if match), None)


def _most_readable(ways: Sequence[Way], read: Callable[[Value, Way, Place], object], cells: Sequence[Value]) -> Way:
    """Choose the way by which most cells can be read; the first one wins a tie."""
    return max(ways, key=lambda way: sum(not isinstance(read(cell, way, NOWHERE), Problem) for cell in cells))
