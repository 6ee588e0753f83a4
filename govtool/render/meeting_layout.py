"""The layouts of meeting documents: agenda and minutes."""

from govtool.render.layout import Layout
from govtool.render.layout_table import Col


def agenda() -> Layout:
    """Lay out the agenda: facts, items with proposals, annexes, who is invited."""
    layout = _meeting()
    layout.fact("agenda_due", "{{ deadlines.agenda }}")
    layout.fact("annexes_due", "{{ deadlines.annexes }}")
    layout.heading("items")
    with layout.each("item in items"):
        _item(layout)
    with layout.asking("annexes"):
        layout.heading("annexes")
        layout.table("annexes", "annex in annexes", Col("annex", 2.6, "label"), Col("title", 12.1), Col("item", 2))
    layout.heading("invited")
    layout.table("invited", "person in invited", *_persons(4.8, 3.7, 5.2, 3))
    layout.fact("presenter", "{{ presenter }}", asks="presenter")
    layout.fact("secretary", "{{ secretary }}", asks="secretary")
    return layout


def minutes() -> Layout:
    """Lay out the minutes: attendance and quorum, items with decisions, close, signatures, checking."""
    layout = _meeting()
    layout.fact("diary", "{{ archive.diary }}", asks="archive.diary")
    columns = _persons(3.7, 3.2, 4.3, 3.1)
    layout.heading("present")
    layout.table("present", "person in present", *columns, Col("present_time", 2.4, "time"))
    with layout.asking("absent"):
        layout.heading("absent")
        layout.table("absent", "person in absent", *columns)
    layout.heading("quorum")
    layout.text("{{ quorum }}")
    layout.text("{{ chair_remark }}", asks="chair_remark")
    layout.text("{{ late_remark }}", asks="late_remark")
    with layout.each("item in items"):
        _item(layout)
        _handling(layout)
    layout.text("{{ closing }}", asks="closing")
    layout.heading("signatures")
    layout.signatures()
    layout.fact("checking", "{{ checking }}")
    with layout.asking("distribution"):
        layout.heading("distribution")
        with layout.each("receiver in distribution"):
            layout.text("{{ receiver }}")
    layout.fact("publicity", "{{ archive.publicity }}", asks="archive.publicity")
    layout.fact("original", "{{ archive.original }}", asks="archive.original")
    layout.fact("retention", "{{ archive.retention }}", asks="archive.retention")
    return layout


def _meeting() -> Layout:
    """Begin a document of a meeting: title, project, time and place."""
    layout = Layout("{{ organisation }}")
    layout.title("{{ meeting.name }}")
    layout.fact("project", "{{ project }}")
    layout.fact("time", "{{ meeting.when }}")
    layout.fact("place", "{{ meeting.place }}{% if meeting.mode %}, {{ meeting.mode }}{% endif %}")
    return layout


def _persons(name: float, organisation: float, position: float, role: float) -> tuple[Col, ...]:
    """Return the columns of a table of persons, of these widths."""
    return Col("name", name), Col("organisation", organisation), Col("position", position, "title"), Col("role", role)


def _item(layout: Layout) -> None:
    """Write an item's number and title, background, proposal, presenter and annexes."""
    layout.text("{{ item.number }}. {{ item.title }}", "Heading 2")
    layout.text("{{ item.background }}", asks="item.background")
    layout.fact("proposal", "{{ item.proposal }}", asks="item.proposal")
    layout.fact("presenter", "{{ item.presenter }}", asks="item.presenter")
    with layout.each("annex in item.annexes"):
        layout.text("{{ annex.label }}: {{ annex.title }}", "Annex")


def _handling(layout: Layout) -> None:
    """Write how an item was handled: talk, who stood aside, motions, votes, decisions, dissents, actions."""
    layout.fact("discussion", "{{ item.discussion }}", asks="item.discussion")
    layout.text("{{ item.quorum_remark }}", asks="item.quorum_remark")
    with layout.each("person in item.disqualified"):
        layout.fact("disqualified", "{{ person.name }}: {{ person.ground }}")
    layout.lines("item.motions")
    layout.lines("item.votes")
    layout.text("{{ item.replies }}", asks="item.replies")
    with layout.each("decision in item.decisions"):
        layout.text("{{ words.decision }}: {{ decision.lead }}", "Decision")
        layout.text("{{ decision.text }}")
        layout.fact("power", "{{ decision.power }}", asks="decision.power")
        layout.text("{{ decision.count }}", asks="decision.count")
    layout.lines("item.dissents")
    layout.lines("item.actions")
    layout.text("{{ item.checking }}", asks="item.checking")
