"""Who the authority is on a day: as decided, or who has taken over since."""

from datetime import date

from govtool.domain.project import Project
from govtool.domain.wording import LocalText, Wording
from govtool.rules.rulebook import Rulebook


def authority_on(project: Project, rules: Rulebook, day: date) -> LocalText:
    """Return the authority on *day*: that of the decision, until the rule `authority` names a later one."""
    held = rules.held("authority", day)
    if held is not None and held.start > project.grant.decided and isinstance(held.value, (str, Wording)):
        return held.value
    return project.grant.authority
