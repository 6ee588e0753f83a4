"""The layouts of what goes to the state authority: the payment claim and the request to change the budget."""

from collections.abc import Sequence

from govtool.render.layout import Layout
from govtool.render.layout_table import Col, figure

_BROADER = {"partner_invoices": 0.18}
"""Centimetres that a column of the claim needs beyond the others, for the longest word of its heading."""


def claim() -> Layout:
    """Lay out the payment claim: costs, payment, financing, the bridge between the books, reasons, signatures."""
    layout = Layout("{{ applicant.name }}")
    layout.title("{{ number }}, {{ period }}")
    layout.text("{{ stage }}", "Remark", asks="stage")
    _grant(layout)
    layout.fact("project_code", "{{ code }}")
    layout.fact("grant_maximum", "{{ maximum }}")
    layout.fact("iban", "{{ iban }}", asks="iban")
    layout.fact("budget_version", "{{ budget }}")
    layout.fact("period", "{{ period }}")
    layout.fact("date", "{{ made }}")
    layout.heading("costs")
    _rows(layout, "costs", ("budget", "own", "partner_invoices", "period", "cumulative", "left"), 2.12)
    layout.heading("payment")
    _rows(layout, "payment", ("cumulative",), 3.8)
    layout.heading("financing")
    _rows(layout, "financing", ("budget", "period", "cumulative", "left"), 2.6)
    for group in ("bridge", "parked"):
        with layout.asking(group):
            layout.heading(group)
            _rows(layout, group, ("cumulative",), 3.8)
    layout.heading("grounds")
    layout.lines("notes")
    with layout.asking("activities"):
        layout.heading("activities")
        layout.text("{{ activities }}")
    layout.heading("signatures")
    layout.signatures()
    return layout


def _rows(layout: Layout, group: str, figures: Sequence[str], width: float) -> None:
    """Write a group of the claim's rows, with its total unless it is what is parked; one figure alone is an amount."""
    total = "" if group == "parked" else f"{group}_total."
    headings = ["amount"] if len(figures) == 1 else [f"form_{each}" for each in figures]
    columns = [
        figure(heading, width + _BROADER.get(each, 0), each, total and total + each)
        for heading, each in zip(headings, figures, strict=True)
    ]
    label = Col(
        f"{group}_row", layout.WIDTH - sum(column.width for column in columns), "label", total and f"{total}label"
    )
    layout.table(group, f"row in {group}", label, *columns)


def budget_change() -> Layout:
    """Lay out the request to change the budget: reason, before and after, effect by year and source of finance."""
    layout = Layout("{{ applicant.name }}")
    layout.title("{{ id }}, {{ kind }}")
    _grant(layout)
    layout.fact("date", "{{ made }}")
    layout.fact("change_start", "{{ start }}")
    layout.heading("change_reason")
    layout.text("{{ reason }}")
    layout.text("{{ total }}")
    layout.text("{{ total_reason }}", asks="total_reason")
    layout.text("{{ supported }}")
    layout.heading("change_cells")
    layout.table(
        "change_cells",
        "line in lines",
        Col("budget_share", 3.1, "share", "words.whole_budget"),
        Col("category", 4.1),
        Col("year", 1.3),
        figure("before", 2.7, total="sums.before"),
        figure("effect", 2.7, total="sums.effect"),
        figure("after", 2.8, total="sums.after"),
    )
    layout.heading("change_years")
    layout.table(
        "change_years",
        "row in years",
        Col("year", 3.2),
        figure("state_grant", 4.5, "grant"),
        figure("municipalities", 4.5),
        figure("effect", 4.5),
    )
    layout.text("{{ words.grant_rate }}: {{ rate }}")
    layout.heading("signatures")
    layout.signatures()
    return layout


def _grant(layout: Layout) -> None:
    """Write who asks whom, for which project, under which grant decision."""
    layout.fact("authority", "{{ authority }}")
    layout.party("applicant")
    layout.fact("project", "{{ project }}")
    layout.fact("programme", "{{ programme }}")
    layout.fact("grant_decision", "{{ decided }}{% if diary %}, {{ diary }}{% endif %}")
