"""Whether an invoice says what was done: words such as “third instalment by the contract” describe no service."""

import re
from typing import get_args

from govtool.domain.invoice import Scheme
from govtool.domain.project import GOVTOOL_TOML, Project
from govtool.domain.wording import Language, in_language
from govtool.problems import Problem, error
from govtool.rules.rulebook import Rulebook

_WORDS = re.compile(r"[^\W\d_]{2,}")


def unclear_service(project: Project, rules: Rulebook, scheme: Scheme) -> Problem | None:
    """Return `service-unclear` when the service of *scheme* is nothing but words of the rule `service_fillers`."""
    fillers = set(rules.words("service_fillers", scheme.start))
    for language in get_args(Language):
        said = in_language(scheme.service, language)
        if fillers.issuperset(_WORDS.findall(said.lower())):
            place = project.places.of(GOVTOOL_TOML, "scheme", project.schemes.index(scheme), "service")
            return error("service-unclear", place, scheme=scheme.id, service=said)
    return None
