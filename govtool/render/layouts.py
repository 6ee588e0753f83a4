"""The packaged Word templates, one layout a document: `python -m govtool.render.layouts` makes them again."""

from pathlib import Path

from govtool.render import claim_layout, invoice_layout, meeting_layout, report_layout

TEMPLATES = Path(__file__).parent / "templates"

LAYOUTS = {
    "call": meeting_layout.call,
    "agenda": meeting_layout.agenda,
    "minutes": meeting_layout.minutes,
    "extract": meeting_layout.extract,
    "attendance": meeting_layout.attendance,
    "pack": meeting_layout.pack,
    "invoice-specification": invoice_layout.invoice_specification,
    "claim": claim_layout.claim,
    "budget-change": claim_layout.budget_change,
    "report": report_layout.report,
    "report-broad": report_layout.broad_report,
}
"""Layouts by the name of their template."""


if __name__ == "__main__":
    for made, layout_of in LAYOUTS.items():
        (TEMPLATES / f"{made}.docx").write_bytes(layout_of().saved())
