"""The grant on record: the decision, its amendments and the authority's answers, and what each changes."""

from datetime import date
from decimal import Decimal

from govtool.domain.project import Project
from govtool.reports.authority import authority_on
from govtool.reports.budget import synthetic
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_COLUMNS = (
    Column("dated", "date"),
    Column("diary"),
    Column("grant-maximum", "money"),
    Column("grant-rate", "percent"),
    Column("project-end", "date"),
    Column("about"),
)


def grant_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show the decision, each amendment made by *as_of* with what it changes, and what holds on that day."""
    grant = project.grant
    rows = [Row((grant.decided, grant.diary, grant.maximum, None, None, Say("grant-decided")))]
    for each in grant.amended(as_of):
        about = Say("named", {"name": each.about}) if each.about is not None else None
        rows.append(Row((each.date, each.diary, each.maximum, _per_cent(each.rate), each.end, about)))
    rate = _per_cent(rules.number("grant_rate", as_of))
    held = (grant.maximum_on(as_of), rate, project.facts.end, Say("grant-holds"))
    rows.append(Row((None, None, *held), "total"))
    title = Say("grant", {"authority": authority_on(project, rules, as_of)})
    source = rules.at("grant_rate", as_of).source
    return Table(
        "grant", as_of, title, _COLUMNS, tuple(rows), (Say("grant-rate", {"source": source}), *synthetic(project))
    )


def _per_cent(rate: Decimal | None) -> Decimal | int | None:
    if rate is None:
        return None
    return int(rate * 100) if rate * 100 == int(rate * 100) else (rate * 100).normalize()
