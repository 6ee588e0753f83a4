"""A calendar file (`.ics`): what mail programs and calendars put in, change and take out."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from govtool.domain.wording import in_language
from govtool.render.mail import Attachment, Receiver
from govtool.render.words import Words
from govtool.reports.event import Event

if TYPE_CHECKING:
    import icalendar

ZONE = ZoneInfo("Europe/Helsinki")
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


def calendar(
    events: Sequence[Event],
    words: Words,
    as_of: date,
    *,
    method: Method = "PUBLISH",
    organiser: Receiver | None = None,
    invited: Iterable[Receiver] = (),
) -> bytes:
    """Return *events* as the bytes of a calendar file, stamped with the day they are told on, times in Finnish time."""
    import icalendar  # noqa: PLC0415  # only for a calendar

    made = icalendar.Calendar()
    made.add("prodid", "-//govtool//govtool//EN")
    made.add("version", "2.0")
    made.add("method", method)
    guests = tuple(invited)
    if any(event.start for event in events):
        made.add_component(_zone())
    for event in events:
        entry = _entry(event, words, as_of)
        if organiser is not None:
            entry.add("organizer", _address(organiser))
        for guest in guests:
            entry.add("attendee", _address(guest))
        made.add_component(entry)
    return bytes(made.to_ical())


def invitation(
    event: Event, words: Words, as_of: date, organiser: Receiver | None, invited: Iterable[Receiver]
) -> Attachment:
    """Return the calendar entry of a meeting as it goes with a mail: an invitation, or what takes it back.

    Without an organiser's address, or nobody invited, there is nothing to answer: it is only told.
    """
    method: Method = "CANCEL" if event.cancelled else "REQUEST"
    guests = tuple(invited)
    if organiser is None or not guests:
        method, organiser, guests = "PUBLISH", None, ()
    content = calendar((event,), words, as_of, method=method, organiser=organiser, invited=guests)
    return Attachment(f"{event.uid.partition('@')[0]}.ics", content, "text/calendar", method)


def _entry(event: Event, words: Words, as_of: date) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415

    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", datetime.combine(as_of, time(), UTC))
    entry.add("summary", words.cell(event.summary))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.start is None or event.end is None:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("dtstart", datetime.combine(event.day, event.start, ZONE))
        entry.add("dtend", datetime.combine(event.day, event.end, ZONE))
    if event.place is not None:
        entry.add("location", in_language(event.place, words.lang))
    return entry


def _zone() -> "icalendar.Timezone":
    """Return Finnish time as the directive on summer time has had it since 1996: from the last Sundays on."""
    import icalendar  # noqa: PLC0415

    zone = icalendar.Timezone()
    zone.add("tzid", ZONE.key)
    winter, summer = timedelta(hours=2), timedelta(hours=3)
    for part, start, month, before, after in (
        (icalendar.TimezoneDaylight(), datetime(1996, 3, 31, 3), 3, winter, summer),  # noqa: DTZ001  # of the zone itself
        (icalendar.TimezoneStandard(), datetime(1996, 10, 27, 4), 10, summer, winter),  # noqa: DTZ001
    ):
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _address(of: Receiver) -> "icalendar.vCalAddress":
    import icalendar  # noqa: PLC0415

    name, mail = of
    address = icalendar.vCalAddress(f"mailto:{mail}")
    address.params["CN"] = name
    return address
