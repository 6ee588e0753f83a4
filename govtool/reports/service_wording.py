"""Whether an invoice says what was done: words such as “third instalment by the contract” describe no service."""

import re
from collections.abc import Iterator
from typing import get_args

from govtool.domain.invoice import Scheme
from govtool.domain.project import GOVTOOL_TOML, Project
from govtool.domain.wording import Language, in_language
from govtool.problems import Problem, error
from govtool.rules.rulebook import Rulebook

_WORDS = re.compile(r"[^\W\d_]{2,}")


def unclear_service(project: Project, rules: Rulebook, scheme: Scheme) -> Iterator[Problem]:
    """Yield `service-unclear` for a service of *scheme* that is nothing but words of the rule `service_fillers`."""
    fillers = set(rules.words("service_fillers", scheme.start))
    said = dict.fromkeys(in_language(scheme.service, language) for language in get_args(Language))
    for service in said:
        if fillers.issuperset(_WORDS.findall(service.lower())):
            place = project.places.of(GOVTOOL_TOML, "scheme", project.schemes.index(scheme), "service")
            yield error("service-unclear", place, scheme=scheme.id, service=service)
