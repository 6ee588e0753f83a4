"""The layouts of reports: a table on an upright page, or on a broad one when it does not fit."""

from govtool.render.layout import Layout


def report(*, broad: bool = False) -> Layout:
    """Lay out one report: its day, its table and the notes below it."""
    layout = Layout("{{ organisation }}", broad=broad)
    layout.title("{{ report.as_of }}")
    table(layout)
    return layout


def broad_report() -> Layout:
    """Lay out one report on broad pages."""
    return report(broad=True)


def table(layout: Layout) -> None:
    """Write the table of `report` and the notes below it."""
    layout.text("{{ report.unit }}", "Table unit", asks="report.unit")
    with layout.asking("report.table"):
        layout.text("{{ report.table }}")
        layout.text("", "After table")
    layout.text("{{ report.empty }}", asks="report.empty")
    layout.lines("report.notes")
