"""Attendance: who is there twice, without a seat, for a member who is there, or at items that are none."""

from collections.abc import Iterator

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Problem, error
from govtool.reports.deputy import deputy_problems


def attendance_problems(project: Project, meeting: Meeting) -> Iterator[Problem]:
    """Yield what is wrong with the attendance of *meeting*.

    Codes: attendance-without-term, item-unknown, attendance-backwards, attendance-twice, those of `deputy_problems`.
    """
    for i, each in enumerate(meeting.attendance):
        place = project.places.of(meeting_file(meeting.id), "attendance", i)
        said = {"person": project.groups.name_of(each.person)}
        if each.capacity == "member" and not project.groups.seat_on(meeting.body, each.person, meeting.date):
            yield error("attendance-without-term", place, day=meeting.date, **said)
        if each.capacity == "deputy":
            yield from deputy_problems(project, meeting, each, place)
        for number in (each.first_item, each.last_item):
            if number is not None and meeting.item_numbered(number) is None:
                yield error("item-unknown", place, item=number)
        if each.backwards:
            yield error("attendance-backwards", place, **said)
        rows = (j for j, other in enumerate(meeting.attendance[:i]) if other.person == each.person)
        twice = next((j for j in rows if meeting.attendance[j].overlaps(each)), None)
        if twice is not None:
            yield error("attendance-twice", project.places.of(meeting_file(meeting.id), "attendance", twice), **said)
