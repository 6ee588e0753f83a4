"""Any figure of the money: the rows it adds up, the rules and the budget it stands on, how it was rounded.

A figure is named `REPORT:ROW/COLUMN`: `budget:pikassos/salaries/2014/actual`, `claim-2013:salaries/total`,
`verso-settlement-2014-06:rents/actual`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, get_args

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, CubeKey
from govtool.domain.invoice import Invoice
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.booking import bookings
from govtool.reports.budget import baseline_said, standings_said, synthetic
from govtool.reports.budget_change import standings
from govtool.reports.budget_facts import (
    Cell,
    Dimension,
    cell_of,
    claimed_costs,
    claimed_lines,
    facts_of,
    invoiced_lines,
    last_claim,
    of_other_shares,
)
from govtool.reports.claim import RULES, figures
from govtool.reports.claim_facts import known_on
from govtool.reports.cost_model_page import model_notes
from govtool.reports.entry import Entry, of_budget, of_invoice, of_row
from govtool.reports.explain_claim import BESIDE, Beside
from govtool.reports.explain_model import computed, counted_entries
from govtool.reports.explain_plan import of_own_share, of_partner, of_planned, planned
from govtool.reports.invoice_specification import behind, charge_said
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

COLUMNS = (
    Column("source"),
    Column("date", "date"),
    Column("voucher"),
    Column("text"),
    Column("category"),
    Column("amount", "money"),
    Column("evidence"),
)
BUDGET_COLUMNS = ("left", "budget", "actual", "invoiced", "claimed", "used")
CLAIM_COLUMNS = ("budget", "own-rows", "partner-invoices", "claim-period", "total", "cumulative", "left")
_FROM_THE_START = ("cumulative", "left")
INVOICE_COLUMNS = ("actual", "amount")


class Reference(NamedTuple):
    """A figure by its report, the row by what it belongs to, and its column."""

    report: str
    row: tuple[str, ...]
    column: str

    def __str__(self) -> str:
        """Spell it as `REPORT:ROW/COLUMN`."""
        return f"{self.report}:{'/'.join((*self.row, self.column))}"


class _Asked(NamedTuple):
    project: Project
    rules: Rulebook
    as_of: date
    wanted: Reference
    ledger: tuple[CostRow, ...]


def reference(given: str) -> Reference:
    """Read `REPORT:ROW/COLUMN`; `explain-form` when it is none. The row of the whole is `total`."""
    report, colon, cell = given.partition(":")
    *row, column = cell.split("/")
    if not colon or not report or not all((*row, column)):
        raise GovtoolError(error("explain-form", None, given=given))
    return Reference(report, tuple(each for each in row if each != "total"), column)


def explained(project: Project, rules: Rulebook, wanted: Reference, ledger: Iterable[CostRow], as_of: date) -> Table:
    """Show what the figure *wanted* adds up, row by row; *ledger* are all accepted rows booked by *as_of*.

    Problems: `explain-unknown` for a report, a row or a column that does not exist.
    """
    asked = _Asked(project, rules, as_of, wanted, tuple(ledger))
    claim, invoice = project.claim(wanted.report), project.invoice(wanted.report)
    if wanted.report == "budget":
        entries, notes = _budget(asked)
    elif claim is not None and claim.made <= as_of:
        entries, notes = _claim(asked, claim)
    elif invoice is not None and invoice.date <= as_of:
        entries, notes = _invoice(asked, invoice)
    elif wanted.report == "status":
        entries, notes = _status(asked)
    elif wanted.report == "shares":
        entries, notes = _shares(asked)
    elif (to_come := planned(project, rules, wanted.report, as_of)) is not None:
        if wanted.row or wanted.column != "amount":
            raise GovtoolError(_unknown(wanted, "/".join((*wanted.row, wanted.column)), ("total/amount",)))
        entries, notes = of_planned(project, to_come, asked.ledger, as_of)
    else:
        known = ("budget", "status", "shares", *(e.id for e in project.claims), *(e.id for e in project.invoices))
        raise GovtoolError(_unknown(wanted, wanted.report, known))
    entries = sorted(entries, key=lambda entry: (entry.source != "baseline", entry.date, entry.place))
    rows = [Row((e.source, e.date, e.number, e.text, e.category, euros(e.cents), e.place)) for e in entries]
    rows.append(Row((Say("total"), *(None,) * 4, euros(sum(e.cents for e in entries)), None), "total"))
    title = Say("explain", {"figure": str(wanted)})
    return Table("explain", as_of, title, COLUMNS, tuple(rows), (*notes, *synthetic(project)))


def _budget(asked: _Asked) -> tuple[list[Entry], list[Say]]:
    project, rules, as_of, wanted, ledger = asked
    if wanted.column not in BUDGET_COLUMNS:
        raise GovtoolError(_unknown(wanted, wanted.column, BUDGET_COLUMNS))
    cells = _cells(project, rules, wanted, as_of)
    entries: list[Entry] = []
    notes: list[Say] = []
    if wanted.column in ("left", "budget", "used"):
        found = standings(project, rules, as_of)
        lines = of_budget(project, [each for each in found if each.state == "holds"])
        entries += (entry for key, entry in lines if Cell(*key, "") in cells)
        notes += (baseline_said(project), *standings_said(found))
    if wanted.column in ("left", "actual", "used"):
        sign = 1 if wanted.column == "actual" else -1
        entries += (of_row(row, sign) for row in ledger if row.status == "eligible" and cell_of(row) in cells)
        notes.append(Say("explain-actual", {"day": as_of}))
    if wanted.column == "used":
        notes.append(Say("explain-used"))
    if wanted.column == "invoiced":
        entries += (of_invoice(project, e, i) for cell, e, i in invoiced_lines(project, as_of) if cell in cells)
        others = of_other_shares(project, as_of)
        for row in ledger:
            own = others.get(_key(row))
            if own is not None:
                entries += [of_row(row)] * (cell_of(row) in cells)
                entries += [of_row(row, -1)] * (cell_of(row)._replace(share=own) in cells)
    if wanted.column == "claimed":
        last = last_claim(project, as_of)
        if last is not None:
            entries += _claimed(asked, *last, cells)
            notes += _rules(rules, last[0])
    return entries, [*notes, Say("explain-exact")]


def _claim(asked: _Asked, claim: Claim) -> tuple[list[Entry], list[Say]]:
    project, rules, as_of, wanted, ledger = asked
    claimed_as = figures(project, rules, claim, as_of)
    counted = computed(project, rules, claim, claimed_as)
    categories = [*dict.fromkeys((*(category.id for category in project.categories), *counted))]
    others = [*BESIDE, *(each.id for each in project.partners if each.id != project.facts.coordinator)]
    if wanted.column not in CLAIM_COLUMNS:
        raise GovtoolError(_unknown(wanted, wanted.column, CLAIM_COLUMNS))
    for name in wanted.row:
        if name not in (*categories, "grant", *others):
            raise GovtoolError(_unknown(wanted, name, (*categories, "grant", "total", *others)))
    day = known_on(claim, as_of)
    known = Say("explain-known", {"day": day})
    if wanted.row and wanted.row[0] in others:
        if wanted.column != "cumulative":
            raise GovtoolError(_unknown(wanted, wanted.column, ("cumulative",)))
        return list(Beside(project, rules, claim, day, ledger).entries(wanted.row[0])), [*_rules(rules, claim), known]
    first = "" if wanted.column in _FROM_THE_START or "grant" in wanted.row else month_of(claim.period.start)
    wanted_rows = set(wanted.row) & set(categories) or set(categories)
    entries: list[Entry] = []
    notes: list[Say] = []
    found = standings(project, rules, day)
    if wanted.column in ("budget", "left"):
        lines = of_budget(project, [each for each in found if each.state == "holds"])
        entries += (entry for _, entry in lines if entry.category in wanted_rows)
    if wanted.column != "budget":
        cells = {
            cell
            for cell in (
                *map(cell_of, claimed_costs(project, rules, claim, day)),
                *(cell for cell, _, _ in claimed_lines(project, rules, claim, day)),
            )
            if cell.category in wanted_rows and cell.month >= first
        }
        own, invoiced = wanted.column != "partner-invoices", wanted.column != "own-rows"
        sign = -1 if wanted.column == "left" else 1
        claimed = _claimed(asked, claim, day, cells, own=own, invoiced=invoiced)
        column = "cumulative" if "grant" in wanted.row else wanted.column
        by_rule = counted_entries(project, rules, claim, claimed_as, column)
        found_in = (*claimed, *(entry for entry in by_rule if entry.category in wanted_rows))
        entries += (entry._replace(cents=sign * entry.cents) for entry in found_in)
        notes += (*_rules(rules, claim), *model_notes(project, rules, claim, claimed_as, day))
    if "grant" in wanted.row:
        data = {"cumulative": claimed_as.grant_cumulative, "maximum": project.grant.maximum}
        notes.append(Say("explain-grant", data))
    notes += (known, baseline_said(project))
    changes = tuple(each.change.id for each in found if each.state == "holds")
    if changes:
        notes.append(Say("claim-budget", {"changes": changes}))
    return entries, notes


def _status(asked: _Asked) -> tuple[list[Entry], list[Say]]:
    """Explain the money of `govtool status`: of the whole left, budget, actual; of a partner invoiced, to-settle."""
    project, wanted = asked.project, asked.wanted
    if not wanted.row and wanted.column in ("left", "budget", "actual"):
        return _budget(asked)
    partners = [each.id for each in project.partners]
    if wanted.column not in ("invoiced", "to-settle"):
        known = ("left", "budget", "actual", "invoiced", "to-settle")
        raise GovtoolError(_unknown(wanted, wanted.column, known))
    if len(wanted.row) != 1 or wanted.row[0] not in partners:
        raise GovtoolError(_unknown(wanted, "/".join(wanted.row) or "total", partners))
    to_settle = wanted.column == "to-settle"
    return of_partner(project, wanted.row[0], asked.ledger, asked.as_of, to_settle=to_settle)


def _shares(asked: _Asked) -> tuple[list[Entry], list[Say]]:
    """Explain the parts of the own share: of a municipality, of a payer, or all."""
    wanted = asked.wanted
    if wanted.column != "amount":
        raise GovtoolError(_unknown(wanted, wanted.column, ("amount",)))
    found, notes = of_own_share(asked.project, asked.rules, asked.as_of)
    for name in wanted.row:
        if name not in found:
            raise GovtoolError(_unknown(wanted, name, (*found, "total")))
    return [found[name] for name in wanted.row or found], notes


def _invoice(asked: _Asked, invoice: Invoice) -> tuple[list[Entry], list[Say]]:
    project, wanted = asked.project, asked.wanted
    columns = INVOICE_COLUMNS[-1:] if invoice.member else INVOICE_COLUMNS
    if wanted.column not in columns:
        raise GovtoolError(_unknown(wanted, wanted.column, columns))
    names = [member.municipality for member in invoice.member] or [line.category for line in invoice.line]
    for name in wanted.row:
        if name not in names:
            raise GovtoolError(_unknown(wanted, name, (*names, "total")))
    lines = [i for i, name in enumerate(names) if not wanted.row or name in wanted.row]
    if wanted.column == "amount":
        why = charge_said(asked.rules, invoice) if invoice.member else Say("explain-invoice", {"invoice": invoice.id})
        return [of_invoice(project, invoice, index) for index in lines], [why]
    rows = (row for row in asked.ledger if row.bookkeeper == invoice.issuer)
    found = behind(project, invoice, rows)
    return [of_row(row) for row in found if not wanted.row or row.category in wanted.row], [
        Say("explain-known", {"day": invoice.known_on})
    ]


def _cells(project: Project, rules: Rulebook, wanted: Reference, as_of: date) -> set[Cell]:
    """Return the cells that have all the values named: a share, a category, a year, a quarter, a month, a province."""
    provinces = {share.id: share.province for share in project.shares if share.province is not None}
    cells = set(facts_of(project, rules, as_of).cells)
    dimensions: tuple[Dimension, ...] = get_args(Dimension)
    for name in wanted.row:
        known = {cell.value(dimension, provinces) for cell in cells for dimension in dimensions} - {""}
        if name not in known:
            raise GovtoolError(_unknown(wanted, name, (*known, "total")))
        cells = {cell for cell in cells if name in (cell.value(dimension, provinces) for dimension in dimensions)}
    return cells


def _claimed(
    asked: _Asked, claim: Claim, day: date, cells: set[Cell], *, own: bool = True, invoiced: bool = True
) -> Iterator[Entry]:
    """Yield the rows and the booked invoices that a claim counts in *cells*."""
    project, rules = asked.project, asked.rules
    if own:
        known = claimed_costs(project, rules, claim, day)
        yield from (of_row(row) for row in asked.ledger if _key(row) in known and cell_of(row) in cells)
    if invoiced:
        rows = {each.invoice.id: each.row for each in bookings(project, claim.period.end, day) if each.invoice}
        for cell, invoice, index in claimed_lines(project, rules, claim, day):
            if cell in cells:
                yield of_invoice(project, invoice, index, rows[invoice.id])


def _key(row: CostRow) -> CubeKey:
    return CubeKey(row.share, row.bookkeeper, row.category, row.month, row.status, row.accepted)


def _rules(rules: Rulebook, claim: Claim) -> Iterator[Say]:
    for name in RULES:
        held = rules.at(name, claim.period.end)
        yield Say("explain-rule", {"rule": name, "value": held.spelt, "since": held.start, "source": held.source})


def _unknown(wanted: Reference, name: str, known: Iterable[str]) -> Problem:
    return error("explain-unknown", None, figure=str(wanted), name=name, known=suggestion(name, known))
