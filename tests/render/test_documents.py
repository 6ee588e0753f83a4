"""The four documents in three languages: what stands in them, and that an office program opens them."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from govtool.domain.invoice import InvoiceLine
from govtool.domain.wording import Wording
from govtool.files.pdf import pdfs
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.documents import Paper, document
from govtool.render.meeting_sample import AGENDA, MINUTES
from govtool.render.money_sample import CLAIM, CREDIT, CREDIT_NOTE, INVOICE
from govtool.render.samples import SAMPLES
from govtool.render.words import Words
from govtool.reports.meeting_paper import LatePaper
from govtool.reports.money_paper import InvoicedCategory
from tests.render.word_files import CREATED, template

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")


def _opened(paper: Paper, lang: Lang) -> Any:
    return docx.Document(io.BytesIO(document(paper, lang, {}, CREATED)))


def _text(found: Any) -> str:
    """Return what a reader sees: paragraphs and table rows in order, a line each."""
    lines = []
    for block in found.element.body:
        if block.tag == qn("w:p"):
            lines.append("".join(_pieces(block)))
        elif block.tag == qn("w:tbl"):
            lines += [
                "|".join("".join(_pieces(cell)) for cell in row.iter(qn("w:tc"))) for row in block.iter(qn("w:tr"))
            ]
    return "\n".join(lines).replace("\u00a0", "_")


def _pieces(element: Any) -> Iterator[str]:
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        yield node.text or "" if node.tag == qn("w:t") else "\t" if node.tag == qn("w:tab") else "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_document_is_whole_and_says_what_it_is(name: str, lang: Lang) -> None:
    for paper in SAMPLES[name]:
        _whole(_opened(paper, lang), lang)


def _whole(found: Any, lang: Lang) -> None:
    text = _text(found)
    assert not re.search(r"\{\{|\{%|None|True|False", text)
    about = found.core_properties
    assert about.language == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[lang]
    assert found.paragraphs[0].text in about.title
    assert found.sections[0].header.paragraphs[0].text.startswith(about.author)
    words = Words(lang)
    described = {*words.table("document").values(), words.say("table", "as-of", {"day": date(2014, 11, 15)})}
    assert {table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for table in found.tables} <= described


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    for paper in SAMPLES[name]:
        assert document(paper, "fi", {}, CREATED) == document(paper, "fi", {}, CREATED)


def test_the_agenda_in_finnish() -> None:
    text = _text(_opened(AGENDA, "fi"))
    for expected in (
        "Asialista\nOhjausryhmä, 7. kokous\nTämän asiakirjan sisältö on keksitty esimerkki.\n",
        "Aika\tti_2.12.2014 klo_12.30–15.00\n",
        "Paikka\tTampere, virastotalo, kokoushuone 4, myös etäyhteydellä\n",
        "Asialista viimeistään\tti_18.11.2014\nLiitteet viimeistään\tti_25.11.2014\n",
        "2. Talousarvion muutos: Verson osuus vuonna 2015\nVerson kehittämissuunnittelija",
        "Päätösehdotus\tOhjausryhmä puoltaa siirtoa ja esittää sen aluehallintovirastolle.\n"
        "Esittelijä\tAino Esimerkki\nLiite 1: Muutettu kustannusarvio\n",
        "Liite|Otsikko|Asia\nLiite 1|Muutettu kustannusarvio|2\n",
        "Pirkko Puheenvuoro|Tampere|palvelupäällikkö|puheenjohtaja\n",
    ):
        assert expected in text


def test_the_agenda_in_swedish() -> None:
    text = _text(_opened(AGENDA, "sv"))
    assert "Föredragningslista\nStyrgruppen, möte 7\n" in text
    assert "Tid\tti_2.12.2014 kl._12.30–15.00\n" in text
    assert "Beslutsförslag\tStyrgruppen förordar överföringen" in text


def test_the_minutes_tell_who_was_there_how_long_and_what_was_decided() -> None:
    text = _text(_opened(MINUTES, "fi"))
    for expected in (
        "Muistio\n",
        "Aika\tti_2.12.2014 klo_12.32–14.55\n",
        "Vilho Varalla|Aava|sosiaalipäällikkö|varapuheenjohtaja|etäyhteydellä\n",
        "Essi Esteellinen|Verso|johtaja|jäsen|asian 3 loppuun, poistui klo 14.10\n",
        "Åke Österbotten|Mustasaari|johtava sosiaalityöntekijä|jäsen|asiasta 2 alkaen\n",
        "Läsnä 12 päätösvaltaisuuteen laskettavaa jäsentä, vähintään 8 tarvitaan: kokous oli päätösvaltainen. "
        "Peruste: Tarkennettu toimintasuunnitelma 17.12.2012, luku 6.\n"
        "Puheenjohtaja ja varapuheenjohtaja eivät olleet läsnä.\n"
        "Asialista lähetettiin 20.11.2014; se olisi tullut lähettää viimeistään 18.11.2014.\n",
        "Keskustelu\tKeskusteltiin työpajojen ajankohdista.\n",
        "Esteellinen\tEssi Esteellinen: Verson johtaja, hallintolaki 28 §",
        "Päätös: Ohjausryhmä puoltaa\nEsitys hyväksyttiin muutoksitta.\n"
        "Toimivalta\tTarkennettu toimintasuunnitelma, luku 6\n"
        "Päätökseen osallistui 11 jäsentä, vähintään 8 tarvittiin.\n",
        "Päätös: Rahoituskoordinaattori hyväksyy\nSiirto kirjataan hankkeen talousarvioon.\n"
        "Toimivalta\tTampereen kaupungin hallintosääntö; 9.12.2014, § 41\n",
        "Puheenjohtaja päätti kokouksen klo 14.55.\n",
        "Tarkastaminen\tMuistio tarkastettu 12.12.2014: Lauri Lastensuoja, Åke Österbotten.\n",
        "Säilytysaika\t10 vuotta",
    ):
        assert expected in text


def test_minutes_that_leave_things_open_say_so() -> None:
    open_paper = replace(
        MINUTES,
        memo=False,
        checked=None,
        late=(
            LatePaper("call", date(2014, 11, 18), date(2014, 11, 19)),
            LatePaper("annexes", date(2014, 11, 25), None),
        ),
        closed=None,
        absent=(),
        distribution=(),
        quorum=replace(MINUTES.quorum, present=7),
    )
    text = _text(_opened(open_paper, "fi"))
    assert text.startswith("Pöytäkirja\n")
    assert "kokous ei ollut päätösvaltainen" in text
    assert "Pöytäkirjaa ei ole vielä tarkastettu." in text
    assert "Kokouskutsu lähetettiin 19.11.2014; se olisi tullut lähettää viimeistään 18.11.2014. Liitteiden" in text
    assert not any(gone in text for gone in ("Poissa", "Jakelu", "päätti kokouksen"))


def test_the_credit_note_names_what_it_corrects_and_how_it_came_about() -> None:
    text = _text(_opened(CREDIT_NOTE, "fi"))
    for expected in (
        "Hyvityslaskun erittely\n1.4.–30.6.2014\nRahamäärät ovat keksittyjä esimerkkejä.\n",
        "Laskuttaja\tPäijät-Hämeen osaamiskeskus Verso & kumppanit, Y-tunnus_2345678-0, Kirkkokatu 16, 15140 Lahti\n",
        "Laskun numero\tlaskuttaja antaa laskua lähettäessään\n",
        "Kustannuslaji|Toteutuneet kustannukset,_€|Jo laskutetut kuukausierät,_€|Tällä laskulla,_€\n"
        "Palkat sivukuluineen|10_744,12|13_050,00|−2_305,88\n",
        "Yhteensä|11_750,68|14_100,00|−2_349,32\n",
        "Laskun loppusumma\t−2_349,32_€\n",
        "Ei arvonlisäverotuksen soveltamisalaan kuuluvaa myyntiä. Sopimuksen 7 §\n",
        "verso-2014-06|–|30.6.2014|4_700,00\n",
        "3.4.2014|MU4000|4010|Palkat <ajo 0> & sivukulut|Palkat sivukuluineen|312,45\n",
    ):
        assert expected in text


def test_an_invoice_of_actual_costs_and_one_that_mends_earlier_periods() -> None:
    line = InvoicedCategory("Palkat", Decimal("10.00"), None, Decimal("10.00"))
    ours = CREDIT.replace(
        kind="actual", line=(InvoiceLine(category="salaries", amount=Decimal(10)),), total=Decimal(10)
    )
    plain = replace(CREDIT_NOTE, invoice=ours, number="7", lines=(line,))
    plain = replace(plain, corrects=(), vouchers=(), synthetic=False)
    text = _text(_opened(plain, "en"))
    assert text.startswith("Specification of an invoice of actual costs\n")
    assert "Palkat|10.00|10.00\nTotal|10.00|10.00\n" in text
    assert not any(gone in text for gone in ("invented", "Annex", "earlier periods", "brings to actual"))
    mended = replace(plain, lines=(replace(line, earlier=Decimal("-2.00")),))
    assert "Palkat|10.00|–|−2.00|10.00\nTotal|10.00||−2.00|10.00\n" in _text(_opened(mended, "en"))


def test_the_document_of_a_claim_says_what_its_page_says() -> None:
    text = _text(_opened(CLAIM, "fi"))
    for expected in (
        "Maksatushakemus\n1/3. maksatushakemus, 1.4.–31.12.2013\nRahamäärät ovat keksittyjä esimerkkejä.\n"
        "Luonnos – ei lähetetty\nViranomainen\tLounais-Suomen aluehallintovirasto\n",
        "Avustuspäätös\t22.3.2013, LSAVI/1234/05.15.02/2013\nHankkeen tunnus\tLasSe\nAvustusta enintään\t600_000,00_€\n"
        "Tilinumero (IBAN)\tFI2112345600000785\n"
        "Voimassa oleva talousarvio\tHankesuunnitelman talousarvio, voimassa olevat muutokset: change-2014-1\n",
        "Yhteensä|50_000,00|0,00|43_533,27|43_533,27|43_533,27|6_466,73\n",
        "Vähennys: tulot|−100,00\nHaetaan nyt|32_574,95\n",
        "Valtionavustus 75 %|600_000,00|32_574,95|32_574,95|567_425,05\n",
        "Pikassos: laskutettu, kirjattu jakson jälkeen (pikassos-settlement-2013-12)|−3_889,44\n"
        "Kirjattu hallinnoijan kirjanpitoon|43_533,27\n",
        "Verso, Palkat sivukuluineen: tosite MU4007, 2013-11, selvitettävänä|35,52\n",
        "Hyväksymistä odottavat kustannukset eivät ole missään hakemuksessa.",
        "Toiminta hakemuskaudella\nKunnissa pidettiin <kolme> työpajaa & kaksi koulutusta.\n",
    ):
        assert expected in text


def test_a_claim_without_differences_has_no_bridge() -> None:
    bare = replace(CLAIM, form=replace(CLAIM.form, bridge=(), parked=()), notes=(), activities=None, draft=False)
    text = _text(_opened(bare, "en"))
    assert "Category|Budget, €" in text
    for heading in ("From the partners' books", "Parked", "Activities", "Draft"):
        assert heading not in text


def test_a_project_may_lay_out_its_own_document_by_the_names_of_the_docstring() -> None:
    own = template(
        "{{ organisation }}: {{ meeting.name }}",
        "{%p for item in items %}",
        "{{ item.number }} {{ item.title|upper }}",
        "{%p endfor %}",
    )
    made = document(AGENDA, "sv", {"templates/agenda.sv.docx": own}, CREATED)
    assert [p.text for p in docx.Document(io.BytesIO(made)).paragraphs][:2] == [
        "Tampereen kaupunki: Styrgruppen, möte 7",
        "1 MÖTETS ÖPPNANDE OCH BESLUTFÖRHET",
    ]


def test_a_project_template_with_a_wrong_name_is_told_with_its_file() -> None:
    with pytest.raises(GovtoolError) as refused:
        document(AGENDA, "fi", {"templates/agenda.docx": template("{{ organization }}")}, CREATED)
    assert [(p.code, str(p.place), p.data["name"]) for p in refused.value.problems] == [
        ("template-undefined-name", "templates/agenda.docx", "organization")
    ]


def test_a_text_in_another_language_stands_in() -> None:
    heading = replace(AGENDA.heading, body=Wording(fi="Ohjausryhmä"))
    assert "Ohjausryhmä, möte 7" in _text(_opened(replace(AGENDA, heading=heading), "sv"))


@pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="needs LibreOffice (soffice) and poppler (pdftotext)")
def test_libreoffice_opens_every_document_and_shows_its_text(tmp_path: Path) -> None:
    made = [
        (name, lang, document(papers[0], lang, {}, CREATED)) for name, papers in SAMPLES.items() for lang in LANGUAGES
    ]
    for (name, lang, _), content in zip(made, pdfs([content for _, _, content in made]), strict=True):
        (tmp_path / f"{name}-{lang}.pdf").write_bytes(content)
    for expected, name in (
        ("Ohjausryhmä, 7. kokous", "agenda-fi"),
        ("Sida 1 (2)", "agenda-sv"),
        ("Muistio", "minutes-fi"),
        ("−2 349,32 €", "invoice-specification-fi"),
        ("32 574,95", "claim-sv"),
        ("−3,000.00", "budget-change-en"),
    ):
        shown = subprocess.run([PDFTOTEXT, "-layout", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True)
        assert expected in shown.stdout.decode().replace("\u00a0", " ")


def test_a_taxed_invoice_shows_base_rate_tax_and_what_is_to_be_paid() -> None:
    tax = {"vat": "taxed", "vat_rate": Decimal("0.255"), "tax": Decimal("-599.08")}
    taxed = replace(CREDIT_NOTE, invoice=CREDIT.replace(**tax))
    text = _text(_opened(taxed, "fi"))
    assert "Veron peruste\t−2_349,32_€\nArvonlisävero\t25,5_%, −599,08_€\n" in text
    assert "Laskun loppusumma\t−2_948,40_€\n" in text
    assert "Veron peruste" not in _text(_opened(CREDIT_NOTE, "fi"))


ASKED = {
    "date": {"fi": "20.7.2014", "sv": "20.7.2014", "en": "20_Jul_2014"},
    "number": dict.fromkeys(LANGUAGES, "2014-0001"),
    "seller": dict.fromkeys(LANGUAGES, "Päijät-Hämeen osaamiskeskus Verso & kumppanit"),
    "business id": dict.fromkeys(LANGUAGES, "2345678-0"),
    "address": dict.fromkeys(LANGUAGES, "Kirkkokatu 16, 15140 Lahti"),
    "buyer": dict.fromkeys(LANGUAGES, "Tampereen kaupunki"),
    "buyer's address": dict.fromkeys(LANGUAGES, "PL 487, 33101 Tampere"),
    "service": {
        "fi": "Kehittämissuunnittelijan työ",
        "sv": "Utvecklingsplanerarens arbete",
        "en": "suunnittelijan työ",
    },
    "period": {"fi": "1.4.–30.6.2014", "sv": "1.4.–30.6.2014", "en": "1_Apr_2014–30_Jun_2014"},
    "tax base": {"fi": "Veron peruste\t1_234,56_€", "sv": "1_234,56_€", "en": "1,234.56_€"},
    "rate and tax": {"fi": "24_%, 296,29_€", "sv": "24_%, 296,29_€", "en": "24_%, 296.29_€"},
    "to pay": {"fi": "1_530,85_€", "sv": "1_530,85_€", "en": "1,530.85_€"},
}
"""What the law asks of an invoice (Value Added Tax Act § 209 e), as it stands there."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_legal_invoice_says_all_that_the_law_asks(lang: Lang) -> None:
    tax = {"vat": "taxed", "vat_rate": Decimal("0.24"), "tax": Decimal("296.29")}
    text = _text(_opened(replace(INVOICE, invoice=INVOICE.invoice.replace(**tax)), lang))
    assert {name: said[lang] for name, said in ASKED.items() if said[lang] not in text} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("vat", ["exempt", "outside-scope"])
def test_without_tax_it_says_why_and_a_credit_note_names_its_originals(vat: str, lang: Lang) -> None:
    text = _text(_opened(replace(CREDIT_NOTE, invoice=CREDIT.replace(vat=vat), legal=True), lang))
    assert f"{Words(lang).say('vat', vat, {'basis': 'Sopimuksen 7 §'})}\n" in text
    assert all(original in text for original in ("|1043|", "|1051|"))
