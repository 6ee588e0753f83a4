"""Recording that a milestone was reached: the day, and the proof kept among the evidence."""

from collections.abc import Mapping
from datetime import date

from govtool.actions.cost import Evidence, free_path
from govtool.domain.change import Change, PutFile, SetValue
from govtool.domain.project import GOVTOOL_TOML, Project
from govtool.problems import GovtoolError, error
from govtool.reports.suggestion import suggestion

FOLDER = "milestones"
"""Where proofs are kept below the evidence."""


def reach(
    project: Project, given: str, day: date, *, evidence: Evidence, kept: Mapping[str, str], as_of: date
) -> Change:
    """Record that a milestone was reached on *day*, with its proof; its lump sum can be claimed in full from then.

    Problems: `milestone-unknown`, `day-in-future`.
    """
    ids = [each.id for each in project.milestones]
    if given not in ids:
        raise GovtoolError(error("milestone-unknown", None, milestone=given, known=suggestion(given, ids)))
    if day > as_of:
        raise GovtoolError(error("day-in-future", None, day=day, as_of=as_of))
    at, path = ids.index(given), free_path(FOLDER, evidence, kept)
    return Change(
        action="claim milestone",
        as_of=as_of,
        computed_from=project.digests,
        edits=(
            PutFile(path, evidence.content, new=path not in kept),
            SetValue(GOVTOOL_TOML, ("milestone", at, "reached"), day),
            SetValue(GOVTOOL_TOML, ("milestone", at, "proof"), path),
        ),
        about=given,
        told=(("milestone-reached", {"milestone": given, "day": day, "amount": project.milestones[at].amount}),),
    )
