"""Which wordings of a service stand, in each language, and which say nothing of what was done."""

from dataclasses import replace

import pytest

from govtool.domain.wording import LocalText, Wording
from govtool.reports.service_wording import unclear_service
from govtool.rules.rulebook import Rulebook
from tests import lasse


def refused(service: LocalText) -> bool:
    project = lasse.project()
    scheme = project.schemes[0].replace(service=service)
    project = replace(project, schemes=(scheme, *project.schemes[1:]))
    return bool(list(unclear_service(project, Rulebook(project.parameters), scheme)))


@pytest.mark.parametrize(
    "service",
    [
        "Third instalment under the contract",
        "Kolmas erä, sopimuksen mukaan",
        "Tredje raten enligt avtalet",
        "Lasku 3/2014",
        "",
        Wording(fi="Koordinaattorin työ ja työhuone", sv="Månadsrat"),
    ],
)
def test_what_names_no_work_is_refused(service: LocalText) -> None:
    assert refused(service)


@pytest.mark.parametrize(
    "service",
    [
        "Work of a coordinator in Lahti, third instalment",
        "Kehittämissuunnittelijan työ, kuukausierä",
        "Utvecklingsplanerarens arbete, månadsrat",
        Wording(fi="Kustannusten tasaus toteuman mukaan"),
    ],
)
def test_what_names_the_work_stands(service: LocalText) -> None:
    assert not refused(service)
