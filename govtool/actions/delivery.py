"""Recording that something a partner has agreed to deliver has come."""

from datetime import date

from govtool.domain.change import AddRecord, Change, Edit, NewRecord
from govtool.domain.delivery import Received
from govtool.domain.project import DELIVERIES_TOML, Project
from govtool.problems import GovtoolError, error
from govtool.reports.delivery import agreed
from govtool.reports.suggestion import suggestion
from govtool.rules.rulebook import Rulebook


def receive(project: Project, rules: Rulebook, given: str, *, partner: str, month: str, as_of: date) -> Change:
    """Record that *partner* delivered what is called *given* for the period that ends in *month*, on *as_of*.

    Problems: `delivery-unknown`, `delivery-not-agreed` of a partner or a month that has none, `delivery-received`.
    """
    known = [each.id for each in project.deliveries]
    if given not in known:
        raise GovtoolError(error("delivery-unknown", None, delivery=given, known=suggestion(given, known)))
    owing = {e.month: e for e in agreed(project, rules) if (e.agreed, e.partner.id) == (given, partner)}
    if month not in owing:
        raise GovtoolError(
            error("delivery-not-agreed", None, partner=partner, month=month, months=tuple(owing) or None)
        )
    what, came = owing[month].what, owing[month].received
    if came is not None:
        raise GovtoolError(error("delivery-received", None, what=what, day=came))
    come = Received(delivery=given, partner=partner, month=month, date=as_of).model_dump()
    add: Edit = (
        AddRecord(DELIVERIES_TOML, ("received",), come)
        if DELIVERIES_TOML in project.digests
        else NewRecord(DELIVERIES_TOML, {"format": 1, "received": [come]})
    )
    told = {"partner": owing[month].partner.name, "what": what, "day": as_of}
    return Change("costs receive", as_of, project.digests, (add,), about=given, told=(("delivery-received", told),))
