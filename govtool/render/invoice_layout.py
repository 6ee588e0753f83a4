"""The layout of the specification behind a partner's invoice."""

from collections.abc import Iterator, Sequence

from docx.oxml import parse_xml

from govtool.render.layout import Layout
from govtool.render.layout_styles import XMLNS
from govtool.render.layout_table import Col, figure

_ASIDE = (
    f'<w:framePr {XMLNS} w:w="1928" w:hSpace="142" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" '
    'w:xAlign="right" w:y="1"/>'
)
"""Lets a paragraph stand at the right margin, beside those that follow."""

_KNOWN = (("business_id", "{{ words.business_id }}\u00a0"), ("address", ""))
"""What is said of an organisation beside its name, and the word before it."""

_FIGURES = ("actual", "instalments", "earlier", "deferred", "amount")


def invoice_specification() -> Layout:
    """Lay out the specification behind a partner's invoice or credit note, with its vouchers as an annex."""
    layout = Layout("{{ issuer.name }}")
    layout.title("{{ period }}")
    for party in ("issuer", "receiver"):
        known = (f"{{% if {party}.{each} %}}, {before}{{{{ {party}.{each} }}}}{{% endif %}}" for each, before in _KNOWN)
        layout.fact(party, f"{{{{ {party}.name }}}}{''.join(known)}")
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
        _categories(layout, ("actual", "instalments", "earlier", "deferred"))
        layout.lines("remarks")
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
        layout.document.paragraphs[-1].paragraph_format.page_break_before = True
        layout.table(
            "vouchers",
            "row in vouchers",
            Col("date", 2.3),
            Col("voucher", 2.0),
            Col("account", 1.7),
            Col("text", 4.3),
            Col("category", 4.2),
            figure("amount", 2.2),
        )
    return layout


def _payment(layout: Layout) -> None:
    """Write what a payer needs, all on one page: the QR code beside account and references, the bar code below."""
    before = len(layout.document.paragraphs)
    layout.heading("paying")
    layout.text("{{ payment.qr_picture }}")
    layout.document.paragraphs[-1]._p.get_or_add_pPr().append(parse_xml(_ASIDE))
    layout.fact("account_number", "{{ payment.iban }}{% if payment.bic %}, BIC {{ payment.bic }}{% endif %}")
    layout.fact("reference", "{{ payment.reference }}")
    layout.fact("creditor_reference", "{{ payment.creditor_reference }}")
    layout.fact("due", "{{ due }}")
    layout.fact("to_pay", "{{ gross }}")
    layout.text("{{ payment.late_interest }}", asks="payment.late_interest")
    layout.fact("barcode", "{{ payment.barcode }}", asks="payment.barcode")
    for paragraph in layout.document.paragraphs[before:]:
        paragraph.paragraph_format.keep_with_next = True
    layout.text("{{ payment.barcode_picture }}", asks="payment.barcode")


def _categories(layout: Layout, counted: Sequence[str]) -> None:
    """Write the lines with the columns *counted* up to the last that has anything; without any, the amounts alone."""
    if not counted:
        layout.table("lines", "line in lines", *_invoiced("amount"))
        return
    with layout.asking(f"sums.{counted[-1]}"):
        layout.table("lines", "line in lines", *_invoiced(*counted, "amount"))
        layout.otherwise()
        _categories(layout, counted[:-1])


def _invoiced(*figures: str, of: str = "category") -> Iterator[Col]:
    """Yield the columns of an invoice's categories, or *of* municipalities; the name gets the width figures leave."""
    width = 2.6 if len(figures) == len(_FIGURES) else 3
    yield Col(of, Layout.WIDTH - width * len(figures), "category", total="words.total")
    for name in figures:
        heading = "this_invoice" if name == "amount" else name
        yield figure(heading, width, name, f"sums.{name}")
