"""The layouts of what goes to the state authority: the payment claim and the request to change the budget."""

from govtool.render.layout import Layout
from govtool.render.layout_table import Col, figure


def claim() -> Layout:
    """Lay out the payment claim: costs in the coordinator's books, financing, payment, reconciliation."""
    layout = Layout("{{ applicant.name }}")
    layout.title("{{ number }}, {{ period }}")
    layout.text("{{ stage }}", "Remark", asks="stage")
    _grant(layout)
    layout.fact("grant_maximum", "{{ maximum }}")
    layout.fact("period", "{{ period }}")
    layout.fact("date", "{{ made }}")
    layout.heading("costs")
    layout.table(
        "costs",
        "line in lines",
        Col("category", 5.1, total="words.total"),
        figure("own_rows", 2.9, "own", "sums.own"),
        figure("partner_invoices", 2.9, total="sums.partner_invoices"),
        figure("claim_period", 2.9, "total", "sums.total"),
        figure("cumulative", 2.9, total="sums.cumulative"),
    )
    layout.heading("financing")
    layout.table(
        "financing",
        "row in financing",
        Col("source", 6.5, total="words.total"),
        figure("share", 2.6),
        figure("this_period", 3.8, "period", "sums.total"),
        figure("cumulative", 3.8, total="sums.cumulative"),
    )
    layout.heading("payment")
    layout.fact("grant_cumulative", "{{ grant.cumulative }}", style="Figure")
    layout.fact("paid_before", "{{ grant.paid_before }}", style="Figure")
    layout.fact("applied_now", "{{ grant.applied }}", style="Figure total")
    layout.fact("grant_left", "{{ grant.left }}", style="Figure")
    layout.text("{{ words.rounding }}: {{ grant.rounding }}", asks="grant.rounding")
    layout.heading("reconciliation")
    layout.text("{{ ledger }}")
    layout.text("{{ words.reconciliation_note }}")
    layout.table(
        "reconciliation",
        "row in partners",
        Col("partner", 5.3, total="words.total"),
        figure("actual", 3.8, total="all_partners.actual"),
        figure("booked", 3.8, total="all_partners.booked"),
        figure("difference", 3.8, total="all_partners.difference"),
    )
    layout.heading("signatures")
    layout.signatures()
    return layout


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
