"""The packaged Word templates, one layout a document: `python -m govtool.render.layouts` makes them again."""

from collections.abc import Sequence
from pathlib import Path

from govtool.render.layout import Col, Layout

_WIDTH = 16.7
_ACTUAL = Col("actual", "actual", 2.9, number=True)
_INSTALMENTS = Col("instalments", "instalments", 3.1, number=True)
_EARLIER = Col("earlier", "earlier", 2.9, number=True)
_THIS_INVOICE = Col("this_invoice", "amount", 2.9, number=True)

TEMPLATES = Path(__file__).parent / "templates"


def agenda() -> Layout:
    """Lay out the agenda: facts, items with proposals, annexes, who is invited."""
    layout = Layout("{{ organisation }}")
    layout.title("{{ meeting.name }}")
    _meeting_facts(layout)
    layout.fact("agenda_due", "{{ deadlines.agenda }}")
    layout.fact("annexes_due", "{{ deadlines.annexes }}")
    layout.heading("{{ words.items }}")
    layout.tag("for item in items")
    _item(layout)
    layout.tag("endfor")
    layout.tag("if annexes")
    layout.heading("{{ words.annexes }}")
    layout.table(
        "annexes", "annex", "annexes", [Col("annex", "label", 2.6), Col("title", "title", 12.1), Col("item", "item", 2)]
    )
    layout.tag("endif")
    layout.heading("{{ words.invited }}")
    layout.table(
        "invited",
        "person",
        "invited",
        [
            Col("name", "name", 4.8),
            Col("organisation", "organisation", 3.7),
            Col("position", "title", 5.2),
            Col("role", "role", 3),
        ],
    )
    layout.fact("presenter", "{{ presenter }}", asks="presenter")
    layout.fact("secretary", "{{ secretary }}", asks="secretary")
    return layout


def minutes() -> Layout:
    """Lay out the minutes: attendance and quorum, items with decisions, close, signatures, checking."""
    layout = Layout("{{ organisation }}")
    layout.title("{{ meeting.name }}")
    _meeting_facts(layout)
    layout.fact("diary", "{{ archive.diary }}", asks="archive.diary")
    columns = [
        Col("name", "name", 3.7),
        Col("organisation", "organisation", 3.2),
        Col("position", "title", 4.3),
        Col("role", "role", 3.1),
    ]
    layout.heading("{{ words.present }}")
    layout.table("present", "person", "present", [*columns, Col("present_time", "time", 2.4)])
    layout.tag("if absent")
    layout.heading("{{ words.absent }}")
    layout.table("absent", "person", "absent", columns)
    layout.tag("endif")
    layout.heading("{{ words.quorum }}")
    layout.text("{{ quorum }}")
    layout.text("{{ chair_remark }}", asks="chair_remark")
    layout.text("{{ late_remark }}", asks="late_remark")
    layout.tag("for item in items")
    _item(layout)
    layout.fact("discussion", "{{ item.discussion }}", asks="item.discussion")
    layout.text("{{ item.quorum_remark }}", asks="item.quorum_remark")
    layout.tag("for person in item.disqualified")
    layout.fact("disqualified", "{{ person.name }}: {{ person.ground }}")
    layout.tag("endfor")
    _lines(layout, "item.motions")
    _lines(layout, "item.votes")
    layout.text("{{ item.replies }}", asks="item.replies")
    layout.tag("for decision in item.decisions")
    layout.text("{{ words.decision }}: {{ decision.lead }}", "Decision")
    layout.text("{{ decision.text }}")
    layout.fact("power", "{{ decision.power }}", asks="decision.power")
    layout.text("{{ decision.count }}", asks="decision.count")
    layout.tag("endfor")
    _lines(layout, "item.dissents")
    _lines(layout, "item.actions")
    layout.text("{{ item.checking }}", asks="item.checking")
    layout.tag("endfor")
    layout.text("{{ closing }}", asks="closing")
    layout.heading("{{ words.signatures }}")
    layout.signatures()
    layout.fact("checking", "{{ checking }}")
    layout.tag("if distribution")
    layout.heading("{{ words.distribution }}")
    layout.tag("for receiver in distribution")
    layout.text("{{ receiver }}")
    layout.tag("endfor")
    layout.tag("endif")
    layout.fact("publicity", "{{ archive.publicity }}", asks="archive.publicity")
    layout.fact("original", "{{ archive.original }}", asks="archive.original")
    layout.fact("retention", "{{ archive.retention }}", asks="archive.retention")
    return layout


def _lines(layout: Layout, texts: str) -> None:
    """Lay out a list of texts, a paragraph each."""
    layout.tag(f"for line in {texts}")
    layout.text("{{ line }}")
    layout.tag("endfor")


def invoice_specification() -> Layout:
    """Lay out the specification behind a partner's invoice or credit note, with its vouchers as an annex."""
    layout = Layout("{{ issuer.name }}")
    layout.title("{{ period }}")
    _party(layout, "issuer", "issuer")
    _party(layout, "receiver", "receiver")
    layout.fact("project", "{{ project }}")
    layout.fact("agreement", "{{ agreement }}", asks="agreement")
    layout.fact("specification", "{{ id }}")
    layout.fact("invoice_number", "{{ number }}")
    layout.fact("date", "{{ date }}")
    layout.fact("due", "{{ due }}")
    layout.fact("service", "{{ service }}")
    layout.heading("{{ words.lines }}")
    layout.tag("if sums.earlier")
    _invoiced(layout, [_ACTUAL, _INSTALMENTS, _EARLIER, _THIS_INVOICE])
    layout.tag("else")
    _invoiced(layout, [_ACTUAL, _INSTALMENTS, _THIS_INVOICE])
    layout.tag("endif")
    layout.fact("tax_base", "{{ total }}", asks="tax", style="Figure")
    layout.fact("tax", "{{ tax_rate }}, {{ tax }}", asks="tax", style="Figure")
    layout.fact("to_pay", "{{ gross }}", style="Figure total")
    layout.text("{{ vat }}")
    layout.text("{{ known }}")
    layout.tag("if payment")
    layout.heading("{{ words.payment }}")
    layout.fact("account_number", "{{ payment.iban }}{% if payment.bic %}, BIC {{ payment.bic }}{% endif %}")
    layout.fact("reference", "{{ payment.reference }}")
    layout.fact("creditor_reference", "{{ payment.creditor_reference }}")
    layout.text("{{ payment.late_interest }}", asks="payment.late_interest")
    layout.fact("barcode", "{{ payment.barcode }}", asks="payment.barcode")
    layout.text("{{ payment.barcode_picture }}", asks="payment.barcode")
    layout.text("{{ payment.qr_picture }}")
    layout.tag("endif")
    layout.tag("if corrects")
    layout.heading("{{ words.corrects }}")
    layout.table(
        "corrects",
        "invoice",
        "corrects",
        [
            Col("specification", "id", 6.2),
            Col("invoice_number", "number", 3.5),
            Col("date", "date", 3.5),
            Col("amount", "amount", 3.5, number=True),
        ],
    )
    layout.tag("endif")
    layout.tag("if vouchers")
    layout.heading("{{ words.vouchers }}")
    layout.table(
        "vouchers",
        "row",
        "vouchers",
        [
            Col("date", "date", 2.2),
            Col("voucher", "voucher", 2.2),
            Col("account", "account", 1.5),
            Col("text", "text", 5),
            Col("category", "category", 3.3),
            Col("amount", "amount", 2.5, number=True),
        ],
    )
    layout.tag("endif")
    return layout


def claim() -> Layout:
    """Lay out the payment claim: costs in the coordinator's books, financing, payment, reconciliation."""
    layout = Layout("{{ applicant.name }}")
    layout.title("{{ number }}, {{ period }}")
    layout.text("{{ stage }}", "Remark", asks="stage")
    layout.fact("authority", "{{ authority }}")
    _party(layout, "applicant", "applicant")
    layout.fact("project", "{{ project }}")
    layout.fact("programme", "{{ programme }}")
    layout.fact("grant_decision", "{{ decided }}{% if diary %}, {{ diary }}{% endif %}")
    layout.fact("grant_maximum", "{{ maximum }}")
    layout.fact("period", "{{ period }}")
    layout.fact("date", "{{ made }}")
    layout.heading("{{ words.costs }}")
    layout.table(
        "costs",
        "line",
        "lines",
        [
            Col("category", "category", 5.1),
            Col("own_rows", "own", 2.9, number=True),
            Col("partner_invoices", "partner_invoices", 2.9, number=True),
            Col("claim_period", "total", 2.9, number=True),
            Col("cumulative", "cumulative", 2.9, number=True),
        ],
        [
            "{{ words.total }}",
            "{{ sums.own }}",
            "{{ sums.partner_invoices }}",
            "{{ sums.total }}",
            "{{ sums.cumulative }}",
        ],
    )
    layout.heading("{{ words.financing }}")
    layout.table(
        "financing",
        "row",
        "financing",
        [
            Col("source", "source", 6.5),
            Col("share", "share", 2.6, number=True),
            Col("this_period", "period", 3.8, number=True),
            Col("cumulative", "cumulative", 3.8, number=True),
        ],
        ["{{ words.total }}", "", "{{ sums.total }}", "{{ sums.cumulative }}"],
    )
    layout.heading("{{ words.payment }}")
    layout.fact("grant_cumulative", "{{ grant.cumulative }}", style="Figure")
    layout.fact("paid_before", "{{ grant.paid_before }}", style="Figure")
    layout.fact("applied_now", "{{ grant.applied }}", style="Figure total")
    layout.fact("grant_left", "{{ grant.left }}", style="Figure")
    layout.text("{{ words.rounding }}: {{ grant.rounding }}", asks="grant.rounding")
    layout.heading("{{ words.reconciliation }}")
    layout.text("{{ ledger }}")
    layout.text("{{ words.reconciliation_note }}")
    layout.table(
        "reconciliation",
        "row",
        "partners",
        [
            Col("partner", "partner", 5.3),
            Col("actual", "actual", 3.8, number=True),
            Col("booked", "booked", 3.8, number=True),
            Col("difference", "difference", 3.8, number=True),
        ],
        [
            "{{ words.total }}",
            "{{ all_partners.actual }}",
            "{{ all_partners.booked }}",
            "{{ all_partners.difference }}",
        ],
    )
    layout.heading("{{ words.signatures }}")
    layout.signatures()
    return layout


def budget_change() -> Layout:
    """Lay out the request to change the budget: reason, before and after, effect by year and source of finance."""
    layout = Layout("{{ applicant.name }}")
    layout.title("{{ id }}, {{ kind }}")
    layout.fact("authority", "{{ authority }}")
    _party(layout, "applicant", "applicant")
    layout.fact("project", "{{ project }}")
    layout.fact("programme", "{{ programme }}")
    layout.fact("grant_decision", "{{ decided }}{% if diary %}, {{ diary }}{% endif %}")
    layout.fact("date", "{{ made }}")
    layout.fact("change_start", "{{ start }}")
    layout.heading("{{ words.change_reason }}")
    layout.text("{{ reason }}")
    layout.text("{{ total }}")
    layout.text("{{ total_reason }}", asks="total_reason")
    layout.text("{{ supported }}")
    layout.heading("{{ words.change_cells }}")
    layout.table(
        "change_cells",
        "line",
        "lines",
        [
            Col("budget_share", "share", 3.1),
            Col("category", "category", 4.1),
            Col("year", "year", 1.3),
            Col("before", "before", 2.7, number=True),
            Col("effect", "effect", 2.7, number=True),
            Col("after", "after", 2.8, number=True),
        ],
        ["{{ words.whole_budget }}", "", "", "{{ sums.before }}", "{{ sums.effect }}", "{{ sums.after }}"],
    )
    layout.heading("{{ words.change_years }}")
    layout.table(
        "change_years",
        "row",
        "years",
        [
            Col("year", "year", 3.2),
            Col("state_grant", "grant", 4.5, number=True),
            Col("municipalities", "municipalities", 4.5, number=True),
            Col("effect", "effect", 4.5, number=True),
        ],
    )
    layout.text("{{ words.grant_rate }}: {{ rate }}")
    layout.heading("{{ words.signatures }}")
    layout.signatures()
    return layout


LAYOUTS = {
    "agenda": agenda,
    "minutes": minutes,
    "invoice-specification": invoice_specification,
    "claim": claim,
    "budget-change": budget_change,
}
"""Layouts by the name of their template."""


def _meeting_facts(layout: Layout) -> None:
    layout.fact("project", "{{ project }}")
    layout.fact("time", "{{ meeting.when }}")
    layout.fact("place", "{{ meeting.place }}{% if meeting.mode %}, {{ meeting.mode }}{% endif %}")


def _item(layout: Layout) -> None:
    """Write an item's number and title, background, proposal, presenter and annexes."""
    layout.heading("{{ item.number }}. {{ item.title }}")
    layout.text("{{ item.background }}", asks="item.background")
    layout.fact("proposal", "{{ item.proposal }}", asks="item.proposal")
    layout.fact("presenter", "{{ item.presenter }}", asks="item.presenter")
    layout.tag("for annex in item.annexes")
    layout.text("{{ annex.label }}: {{ annex.title }}", "Annex")
    layout.tag("endfor")


def _invoiced(layout: Layout, figures: Sequence[Col]) -> None:
    """Write the table of an invoice's categories; the name of a category gets the width the figures leave."""
    name = Col("category", "category", _WIDTH - sum(column.width for column in figures))
    sums = (f"{{{{ sums.{column.cell} }}}}" for column in figures)
    layout.table("lines", "line", "lines", [name, *figures], ["{{ words.total }}", *sums])


def _party(layout: Layout, word: str, name: str) -> None:
    layout.fact(word, f"{{{{ {name}.name }}}}")
    layout.fact("business_id", f"{{{{ {name}.business_id }}}}", asks=f"{name}.business_id")
    layout.fact("address", f"{{{{ {name}.address }}}}", asks=f"{name}.address")


if __name__ == "__main__":
    for made, layout_of in LAYOUTS.items():
        (TEMPLATES / f"{made}.docx").write_bytes(layout_of().saved())
