"""The staff on record, and a role of it by its id."""

from govtool.domain.project import STAFF_TOML, Project
from govtool.domain.staff import Staff, StaffMember
from govtool.problems import GovtoolError, Place, error
from govtool.reports.suggestion import suggestion


def staff_of(project: Project) -> Staff:
    """Return the staff; `staff-missing` when the project has no file of it."""
    if project.staff is None:
        raise GovtoolError(error("staff-missing", Place(STAFF_TOML)))
    return project.staff


def member_of(project: Project, role: str) -> StaffMember:
    """Return the role with that id; `staff-missing`, `role-unknown`."""
    staff = staff_of(project).staff
    found = next((each for each in staff if each.id == role), None)
    if found is None:
        raise GovtoolError(error("role-unknown", None, role=role, known=suggestion(role, [each.id for each in staff])))
    return found
