"""A report as a document of the project: whose it is, and its table."""

from dataclasses import dataclass

from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.table import Table


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report and the organisation and project in its name."""

    organisation: str
    project: LocalText
    table: Table


def report_paper(project: Project, table: Table) -> ReportPaper:
    """Return *table* as a document of the coordinator."""
    coordinator = project.partner(project.facts.coordinator)
    return ReportPaper(coordinator.name if coordinator else project.facts.coordinator, project.facts.title, table)
