"""The layout of the specification behind a partner's invoice."""

from collections.abc import Iterator

from govtool.render.layout import Layout
from govtool.render.layout_table import Col, figure

_FIGURES = {"actual": 2.9, "instalments": 3.1, "earlier": 2.9, "amount": 2.9}


def invoice_specification() -> Layout:
    """Lay out the specification behind a partner's invoice or credit note, with its vouchers as an annex."""
    layout = Layout("{{ issuer.name }}")
    layout.title("{{ period }}")
    layout.party("issuer")
    layout.party("receiver")
    layout.fact("project", "{{ project }}")
    layout.fact("agreement", "{{ agreement }}", asks="agreement")
    layout.fact("specification", "{{ id }}")
    layout.fact("invoice_number", "{{ number }}")
    layout.fact("date", "{{ date }}")
    layout.fact("due", "{{ due }}")
    layout.fact("service", "{{ service }}")
    with layout.asking("whole"):
        layout.heading("members")
        layout.table("members", "member in lines", *_invoiced("amount", of="municipality"))
        layout.text("{{ whole }}")
        layout.otherwise()
        layout.heading("lines")
        with layout.asking("sums.earlier"):
            layout.table("lines", "line in lines", *_invoiced("actual", "instalments", "earlier", "amount"))
            layout.otherwise()
            layout.table("lines", "line in lines", *_invoiced("actual", "instalments", "amount"))
    layout.fact("tax_base", "{{ total }}", asks="tax", style="Figure")
    layout.fact("tax", "{{ tax_rate }}, {{ tax }}", asks="tax", style="Figure")
    layout.fact("to_pay", "{{ gross }}", style="Figure total")
    layout.text("{{ vat }}")
    layout.text("{{ known }}", asks="known")
    with layout.asking("payment"):
        _payment(layout)
    with layout.asking("corrects"):
        layout.heading("corrects")
        layout.table(
            "corrects",
            "invoice in corrects",
            Col("specification", 6.2, "id"),
            Col("invoice_number", 3.5, "number"),
            Col("date", 3.5),
            figure("amount", 3.5),
        )
    with layout.asking("vouchers"):
        layout.heading("vouchers")
        layout.table(
            "vouchers",
            "row in vouchers",
            Col("date", 2.2),
            Col("voucher", 2.2),
            Col("account", 1.5),
            Col("text", 5),
            Col("category", 3.3),
            figure("amount", 2.5),
        )
    return layout


def _payment(layout: Layout) -> None:
    """Write what a payer needs: account, references, the bar code and the QR code."""
    layout.heading("payment")
    layout.fact("account_number", "{{ payment.iban }}{% if payment.bic %}, BIC {{ payment.bic }}{% endif %}")
    layout.fact("reference", "{{ payment.reference }}")
    layout.fact("creditor_reference", "{{ payment.creditor_reference }}")
    layout.text("{{ payment.late_interest }}", asks="payment.late_interest")
    layout.fact("barcode", "{{ payment.barcode }}", asks="payment.barcode")
    layout.text("{{ payment.barcode_picture }}", asks="payment.barcode")
    layout.text("{{ payment.qr_picture }}")


def _invoiced(*figures: str, of: str = "category") -> Iterator[Col]:
    """Yield the columns of an invoice's categories, or *of* municipalities; the name gets the width figures leave."""
    yield Col(of, Layout.WIDTH - sum(_FIGURES[name] for name in figures), "category", total="words.total")
    for name in figures:
        heading = "this_invoice" if name == "amount" else name
        yield figure(heading, _FIGURES[name], name, f"sums.{name}")
