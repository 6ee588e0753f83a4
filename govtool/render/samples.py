"""A sample of every document: what templates are tried with."""

from collections.abc import Mapping

from govtool.render import meeting_sample, money_sample
from govtool.render.documents import Paper

SAMPLES: Mapping[str, tuple[Paper, ...]] = {
    "call": (meeting_sample.CALL,),
    "agenda": (meeting_sample.AGENDA,),
    "minutes": (meeting_sample.MINUTES,),
    "extract": (meeting_sample.EXTRACT,),
    "attendance": (meeting_sample.ATTENDANCE_TO_SIGN, meeting_sample.ATTENDANCE),
    "pack": (meeting_sample.PACK,),
    "report": (meeting_sample.REPORT,),
    "report-broad": (meeting_sample.BROAD_REPORT,),
    "invoice-specification": (money_sample.CREDIT_NOTE, money_sample.INVOICE),
    "claim": (money_sample.CLAIM,),
    "budget-change": (money_sample.CHANGE,),
}
"""Papers by the name of their template; together they take every way through it."""
