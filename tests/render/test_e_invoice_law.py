"""A law of e-invoices: whatever names, amounts and VAT, both formats say it, and what is read is what was written."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.e_invoice import EInvoice, TradeLine, VatGroup
from govtool.domain.invoice import tax_on
from govtool.domain.money import euros
from govtool.domain.reference_number import national
from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign
from govtool.problems import Place
from govtool.render.finvoice import finvoice
from govtool.render.ubl import ubl
from govtool.render.xml_text import storable
from govtool.reports.e_invoice_faults import faults
from tests.render.test_ubl import as_file, of

KINDS = (("O", None), ("E", Decimal(0)), ("S", Decimal(24)), ("S", Decimal("25.5")))
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "x")


@st.composite
def invoices(draw: st.DrawFn) -> EInvoice:
    """Return an invoice or credit note in order, outside the scope of VAT or of one or several rates."""
    kinds = draw(st.sampled_from([KINDS[:1], KINDS[1:], KINDS[2:3]]))
    some = draw(
        st.lists(st.tuples(TEXTS, st.integers(-(10**8), 10**8), st.sampled_from(kinds)), min_size=1, max_size=6)
    )
    lines = tuple(TradeLine(f"c{n}", name, euros(cents), *kind) for n, (name, cents, kind) in enumerate(some))
    bases: dict[tuple[str, Decimal | None], Decimal] = defaultdict(lambda: Decimal("0.00"))
    for line in lines:
        bases[line.vat, line.rate] += line.amount
    reason = draw(TEXTS)
    groups = tuple(
        VatGroup(
            code, rate, base, tax_on(base, (rate or Decimal(0)) / 100) or Decimal(0), None if code == "S" else reason
        )
        for (code, rate), base in bases.items()
    )
    net, tax = sum(bases.values(), Decimal(0)), sum((group.tax for group in groups), Decimal(0))
    dated = draw(st.dates(date(2000, 1, 1), date(2099, 1, 1)))
    known = of("verso-settlement-2014-06")
    return replace(
        known,
        number=draw(st.from_regex(r"[A-Z0-9-]{1,20}", fullmatch=True)),
        credit_note=net + tax < 0,
        corrects=known.corrects if net + tax < 0 else (),
        dated=dated,
        due=dated + timedelta(days=draw(st.integers(0, 90))),
        note=draw(TEXTS),
        seller=replace(known.seller, name=draw(TEXTS)),
        reference=draw(st.none() | st.integers(100, 10**18).map(national)),
        lines=lines,
        vat=groups,
        line_total=net,
        net=net,
        tax=tax,
        gross=net + tax,
        payable=net + tax,
    )


def stored(invoice: EInvoice) -> EInvoice:
    """Return *invoice* with the characters that XML can hold."""
    return replace(
        invoice,
        note=storable(invoice.note or ""),
        seller=replace(invoice.seller, name=storable(invoice.seller.name)),
        lines=tuple(replace(line, name=storable(line.name)) for line in invoice.lines),
        vat=tuple(replace(group, reason=group.reason and storable(group.reason)) for group in invoice.vat),
    )


@settings(max_examples=60, deadline=None)
@given(invoices())
def test_both_formats_say_whatever_is_in_order(invoice: EInvoice) -> None:
    assert list(faults(invoice, Place("a.xml"))) == []
    read, unread = read_e_invoice("a.xml", ubl(invoice))
    assert refuse_foreign("a.xml", read) == as_file(stored(invoice))
    assert unread == ()
    read, unread = read_e_invoice("a.xml", finvoice(invoice))
    assert refuse_foreign("a.xml", read) == stored(invoice)
    assert unread == ()
