"""What stands in `govtool.toml`: who takes part and by which rules."""

from govtool.domain.cost_model import Milestone
from govtool.domain.delivery import Delivery
from govtool.domain.invoice import Scheme
from govtool.domain.party import Category, GrantDecision, Partner, ProjectFacts, Share
from govtool.domain.record import Record
from govtool.domain.right import Right
from govtool.domain.statement import AccountRange
from govtool.files.rule_data import Override

FORMAT = 1


class GovtoolFile(Record):
    """Everything in `govtool.toml`."""

    project: ProjectFacts
    grant: GrantDecision
    partner: tuple[Partner, ...]
    share: tuple[Share, ...] = ()
    category: tuple[Category, ...] = ()
    account: tuple[AccountRange, ...] = ()
    scheme: tuple[Scheme, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    right: tuple[Right, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    rule: tuple[Override, ...] = ()
