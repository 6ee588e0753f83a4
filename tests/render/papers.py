"""Papers of an invented project, as realistic as a city office would send them; persons are made up."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from govtool.domain.calendar import Period
from govtool.domain.meeting import Archive
from govtool.domain.wording import Wording
from govtool.reports.change_paper import ChangedCell, ChangedYear, ChangePaper, Supported
from govtool.reports.claim_form import ClaimForm, FormRow
from govtool.reports.meeting_excerpt import AttendancePaper, ExtractPaper, PackPaper
from govtool.reports.meeting_paper import (
    AgendaItem,
    AgendaPaper,
    DecidedItem,
    Heading,
    MinutesItem,
    MinutesPaper,
    Participant,
    QuorumFound,
)
from govtool.reports.money_paper import (
    ClaimPaper,
    CorrectedInvoice,
    InvoicedCategory,
    InvoicePaper,
    Party,
    Voucher,
)
from govtool.reports.report_paper import ReportPaper
from govtool.reports.table import Column, Row, Say, Table

PROJECT = Wording(
    fi="LasSe – Lastensuojelutarpeen selvityksen kehittäminen Väli-Suomessa",
    sv="LasSe – Utveckling av utredningen av barnskyddsbehovet i Mellersta Finland",
)
BODY = Wording(fi="Ohjausryhmä", sv="Styrgruppen", en="Steering group")
CITY = Party("Tampereen kaupunki", "0211675-2", "PL 487, 33101 Tampere")
CENTRE = Party("Pikassos Oy", "1234567-1", "Kuninkaankatu 9, 33210 Tampere")
SALARIES = Wording(fi="Palkat sivukuluineen", sv="Löner med bikostnader", en="Salaries with side costs")
RENTS = Wording(fi="Vuokrat", sv="Hyror", en="Rents")
MATERIALS = Wording(
    fi="Aineet, tarvikkeet ja tavarat", sv="Material, förnödenheter och varor", en="Materials, supplies and goods"
)
SERVICES = Wording(fi="Muut palvelujen ostot", sv="Övriga köpta tjänster", en="Other services bought")
OFFICE = Wording(
    fi="Toimisto-, pankki- ja asiantuntijapalvelut",
    sv="Kontors-, bank- och experttjänster",
    en="Office, bank and expert services",
)


def _d(text: str) -> Decimal:
    return Decimal(text)


def _person(name: str, organisation: str, fi: str, sv: str, capacity: str = "member", **more: object) -> Participant:
    return Participant(name, organisation, Wording(fi=fi, sv=sv), capacity, **more)  # type: ignore[arg-type]


HEADING = Heading(
    organisation="Tampereen kaupunki",
    project=PROJECT,
    body=BODY,
    number=7,
    date=date(2014, 12, 2),
    start=time(12, 30),
    end=time(15),
    place=Wording(fi="Tampere, virastotalo, kokoushuone 4", sv="Tammerfors, ämbetshuset, mötesrum 4"),
    mode="hybrid",
    archive=Archive(
        diary="TRE:5432/05.00/2014",
        publicity=Wording(fi="Julkinen", sv="Offentlig"),
        original="Tampereen kaupungin kirjaamo",
        retention=Wording(fi="10 vuotta", sv="10 år"),
    ),
    synthetic=True,
)
ITEMS = (
    AgendaItem(
        1,
        Wording(fi="Kokouksen avaus ja päätösvaltaisuus", sv="Mötets öppnande och beslutförhet"),
        proposal=Wording(
            fi="Todetaan kokous laillisesti koolle kutsutuksi ja päätösvaltaiseksi.",
            sv="Det konstateras att mötet är lagligt sammankallat och beslutfört.",
        ),
    ),
    AgendaItem(
        2,
        Wording(fi="Talousarvion muutos: Verson osuus vuonna 2015", sv="Budgetändring: Versos andel år 2015"),
        background=Wording(
            fi="Verson kehittämissuunnittelija aloitti kaksi kuukautta suunniteltua myöhemmin, ja palkkoihin varatusta "
            "määrärahasta jää käyttämättä 6 400,00 €. Summa esitetään siirrettäväksi alueellisiin työpajoihin.\n"
            "Siirto ei muuta hankkeen kokonaiskustannuksia eikä valtionavustuksen enimmäismäärää.",
            sv="Versos utvecklingsplanerare började två månader senare än planerat, och av det anslag som reserverats "
            "för löner återstår 6 400,00 €. Beloppet föreslås överföras till regionala verkstäder.\n"
            "Överföringen ändrar inte projektets totala kostnader eller statsunderstödets maximibelopp.",
        ),
        proposal=Wording(
            fi="Ohjausryhmä puoltaa siirtoa ja esittää sen aluehallintovirastolle.",
            sv="Styrgruppen förordar överföringen och föreslår den för regionförvaltningsverket.",
        ),
        presenter="Aino Esimerkki",
        annexes=(
            (1, Wording(fi="Muutettu kustannusarvio", sv="Ändrad kostnadskalkyl")),
            (2, Wording(fi="Kustannusten toteuma 31.10.2014", sv="Utfall av kostnader 31.10.2014")),
        ),
    ),
    AgendaItem(
        3,
        Wording(fi="Maksatushakemus 1.1.–31.10.2014", sv="Ansökan om utbetalning 1.1–31.10.2014"),
        background=Wording(
            fi="Hakemus perustuu hallinnoijan kirjanpitoon.", sv="Ansökan grundar sig på förvaltarens bokföring."
        ),
        proposal=Wording(fi="Merkitään tiedoksi.", sv="Antecknas för kännedom."),
        presenter="Aino Esimerkki",
        annexes=((3, Wording(fi="Maksatushakemuksen luonnos", sv="Utkast till ansökan om utbetalning")),),
    ),
    AgendaItem(4, Wording(fi="Kokouksen päättäminen", sv="Mötets avslutande")),
)
PRESENT = (
    _person("Pirkko Puheenvuoro", "Tampere", "palvelupäällikkö", "servicechef", role="chair"),
    _person("Vilho Varalla", "Aava", "sosiaalipäällikkö", "socialchef", role="vice-chair", remote=True),
    _person("Essi Esteellinen", "Verso", "johtaja", "direktör", left=time(14, 10), last_item=3),
    _person("Åke Österbotten", "Mustasaari", "johtava sosiaalityöntekijä", "ledande socialarbetare", first_item=2),
    _person("Lauri Lastensuoja", "Seinäjoki", "lastensuojelun johtaja", "chef för barnskyddet"),
    _person("Aino Esimerkki", "Pikassos", "projektijohtaja", "projektdirektör", "presenter"),
    _person("Seppo Sihteeri", "Pikassos", "projektikoordinaattori", "projektkoordinator", "secretary"),
)
ABSENT = (_person("Tuula Toisaalla", "Kristiinankaupunki", "perhepalveluiden johtaja", "chef för familjeservicen"),)

AGENDA = AgendaPaper(
    heading=HEADING,
    invited=(*PRESENT, *ABSENT),
    items=ITEMS,
    agenda_due=date(2014, 11, 18),
    annexes_due=date(2014, 11, 25),
    presenter="Aino Esimerkki",
    secretary="Seppo Sihteeri",
)

MINUTES = MinutesPaper(
    heading=HEADING,
    memo=True,
    opened=time(12, 32),
    closed=time(14, 55),
    present=PRESENT,
    absent=ABSENT,
    quorum=QuorumFound(12, 8, "Tarkennettu toimintasuunnitelma 17.12.2012, luku 6", chair_present=False),
    agenda_due=date(2014, 11, 18),
    agenda_sent=date(2014, 11, 20),
    items=(
        MinutesItem(
            ITEMS[0],
            None,
            (),
            (
                DecidedItem(
                    "noted", "body", Wording(fi="Kokous todettiin päätösvaltaiseksi.", sv="Mötet var beslutfört.")
                ),
            ),
        ),
        MinutesItem(
            ITEMS[1],
            Wording(fi="Keskusteltiin työpajojen ajankohdista.", sv="Tidpunkterna för verkstäderna diskuterades."),
            (
                (
                    "Essi Esteellinen",
                    Wording(
                        fi="Verson johtaja, hallintolaki 28 § 1 mom. 5 kohta soveltuvin osin",
                        sv="Versos direktör, förvaltningslagen 28 § 1 mom. 5 punkten i tillämpliga delar",
                    ),
                    None,
                ),
            ),
            (
                DecidedItem(
                    "supported",
                    "body",
                    Wording(fi="Esitys hyväksyttiin muutoksitta.", sv="Förslaget godkändes utan ändringar."),
                    power="Tarkennettu toimintasuunnitelma, luku 6",
                    counted=11,
                    needed=8,
                ),
                DecidedItem(
                    "approved",
                    "office-holder",
                    Wording(fi="Siirto kirjataan hankkeen talousarvioon.", sv="Överföringen förs in i budgeten."),
                    decider="Rahoituskoordinaattori",
                    power="Tampereen kaupungin hallintosääntö",
                    number="§ 41",
                    date=date(2014, 12, 9),
                ),
            ),
        ),
        MinutesItem(ITEMS[2], None, (), (DecidedItem("noted", "body", Wording(fi="Merkittiin.", sv="Antecknades.")),)),
        MinutesItem(ITEMS[3], None, (), ()),
    ),
    chair="Pirkko Puheenvuoro",
    secretary="Seppo Sihteeri",
    checkers=("Lauri Lastensuoja", "Åke Österbotten"),
    checked=date(2014, 12, 12),
    distribution=(
        Wording(fi="Ohjausryhmän jäsenet", sv="Styrgruppens medlemmar"),
        Wording(fi="Sosiaali- ja terveysministeriön valvoja", sv="Social- och hälsovårdsministeriets övervakare"),
    ),
)


def _line(category: Wording, actual: str, instalments: str, amount: str) -> InvoicedCategory:
    return InvoicedCategory(category, _d(actual), _d(instalments), _d(amount))


CREDIT_NOTE = InvoicePaper(
    kind="credit-note",
    id="verso-2014-q2",
    number=None,
    project=PROJECT,
    issuer=Party("Päijät-Hämeen osaamiskeskus Verso & kumppanit", "2345678-0", "Kirkkokatu 16, 15140 Lahti"),
    receiver=CITY,
    agreement=Wording(
        fi="Yhteistyösopimus 26.8.2013, TRE:5432/05.00/2013", sv="Samarbetsavtal 26.8.2013, TRE:5432/05.00/2013"
    ),
    period=Period(start=date(2014, 4, 1), end=date(2014, 6, 30)),
    date=date(2014, 7, 20),
    due=date(2014, 8, 10),
    known_on=date(2014, 7, 20),
    service=Wording(
        fi="Kehittämissuunnittelijan työ Päijät-Hämeessä, kuukausierien tasaus toteutuneisiin kustannuksiin",
        sv="Utvecklingsplanerarens arbete i Päijänne-Tavastland, utjämning av månadsrater till faktiska kostnader",
    ),
    vat="outside-scope",
    vat_basis="Sopimuksen 7 §",
    lines=(
        _line(SALARIES, "10744.12", "13050.00", "-2305.88"),
        _line(RENTS, "900.00", "900.00", "0.00"),
        _line(OFFICE, "106.56", "150.00", "-43.44"),
    ),
    actual=_d("11750.68"),
    instalments=_d("14100.00"),
    total=_d("-2349.32"),
    corrects=(
        CorrectedInvoice("verso-2014-04", "1043", date(2014, 4, 30), _d("4700.00")),
        CorrectedInvoice("verso-2014-05", "1051", date(2014, 5, 31), _d("4700.00")),
        CorrectedInvoice("verso-2014-06", None, date(2014, 6, 30), _d("4700.00")),
    ),
    vouchers=tuple(
        Voucher(
            date(2014, 4 + i % 3, 3 + i % 25),
            f"MU{4000 + i}",
            "4010",
            f"Palkat <ajo {i}> & sivukulut",
            SALARIES,
            _d("312.45"),
        )
        for i in range(40)
    ),
    synthetic=True,
)

CLAIM = ClaimPaper(
    number=1,
    ordinal="1/3",
    last=False,
    draft=True,
    made=date(2014, 2, 15),
    project=PROJECT,
    code="LasSe",
    programme=Wording(fi="Kaste 2012–2015", sv="Kaste 2012–2015"),
    authority=Wording(fi="Lounais-Suomen aluehallintovirasto", sv="Regionförvaltningsverket i Sydvästra Finland"),
    applicant=CITY,
    iban="FI2112345600000785",
    diary="LSAVI/1234/05.15.02/2013",
    decided=date(2013, 3, 22),
    maximum=_d("600000.00"),
    budget_name="Hankesuunnitelman talousarvio",
    budget=("change-2014-1",),
    period=Period(start=date(2013, 4, 1), end=date(2013, 12, 31)),
    form=ClaimForm(
        costs=(
            FormRow(Say("named", {"name": SALARIES}), *map(_d, ("50000", "0", "43533.27", "43533.27", "43533.27"))),
            FormRow(Say("total"), *map(_d, ("50000", "0", "43533.27", "43533.27", "43533.27")), total=True),
        ),
        payment=(
            FormRow(Say("claim-costs"), cumulative=_d("43533.27")),
            FormRow(Say("less-income"), cumulative=_d("-100.00")),
            FormRow(Say("applied-now"), cumulative=_d("32574.95"), total=True),
        ),
        financing=(
            FormRow(Say("state-grant", {"rate": "75"}), _d("600000"), period=_d("32574.95"), cumulative=_d("32574.95")),
            FormRow(Say("total"), period=_d("43533.27"), cumulative=_d("43533.27"), total=True),
        ),
        bridge=(
            FormRow(Say("bridge-actual"), cumulative=_d("47422.71")),
            FormRow(
                Say("bridge-booked-later", {"partner": "Pikassos", "invoices": ("pikassos-settlement-2013-12",)}),
                cumulative=_d("-3889.44"),
            ),
            FormRow(Say("bridge-booked"), cumulative=_d("43533.27"), total=True),
        ),
        parked=(FormRow(Say("parked-costs", {"share": "Verso", "category": SALARIES}), cumulative=_d("35.52")),),
    ),
    notes=(Say("claim-parked"),),
    activities="Kunnissa pidettiin <kolme> työpajaa & kaksi koulutusta.",
    signatories=(
        ("Raija Rahoitus", Wording(fi="rahoituskoordinaattori", sv="finansieringskoordinator")),
        ("Aino Esimerkki", Wording(fi="projektijohtaja", sv="projektdirektör")),
    ),
    synthetic=True,
)
CHANGE = ChangePaper(
    id="change-2014-1",
    kind="carry-over",
    project=PROJECT,
    programme=Wording(fi="Kaste 2012–2015", sv="Kaste 2012–2015"),
    authority=Wording(fi="Lounais-Suomen aluehallintovirasto", sv="Regionförvaltningsverket i Sydvästra Finland"),
    applicant=CITY,
    diary="LSAVI/1234/05.15.02/2013",
    decided=date(2013, 3, 22),
    made=date(2014, 11, 15),
    start=date(2015, 1, 1),
    reason="Työpajat <siirtyvät> & kevät 2015",
    total_reason=None,
    cells=(
        ChangedCell("Verso", SERVICES, 2014, _d("40000.00"), _d("-4000.00")),
        ChangedCell("Verso", SERVICES, 2015, _d("42000.00"), _d("4000.00")),
    ),
    years=(ChangedYear(2014, _d("-3000.00"), _d("-1000.00")), ChangedYear(2015, _d("3000.00"), _d("1000.00"))),
    before=_d("800000.00"),
    effect=_d("0.00"),
    rate=_d("0.75"),
    supported=Supported(7, date(2014, 12, 2), 4, "Esitetään siirtoa.", None),
    signatories=(("Aino Esimerkki", Wording(fi="projektijohtaja", sv="projektdirektör")),),
    synthetic=True,
)
EXTRACT = ExtractPaper(replace(MINUTES, items=MINUTES.items[:1], absent=()))
ATTENDANCE = AttendancePaper(HEADING, invited=AGENDA.invited)
OPEN = Table(
    "actions",
    date(2014, 11, 15),
    Say("actions"),
    (Column("what"), Column("who"), Column("due", "date")),
    (Row(("Luonnos tilastoksi", "Aino Esimerkki", date(2014, 12, 1))),),
)
REPORT = ReportPaper("Tampereen kaupunki", PROJECT, OPEN)
PACK = PackPaper(AGENDA, date(2014, 11, 15), (OPEN, replace(OPEN, rows=())))
PAPERS = {
    "agenda": AGENDA,
    "minutes": MINUTES,
    "extract": EXTRACT,
    "attendance": ATTENDANCE,
    "pack": PACK,
    "report": REPORT,
    "invoice-specification": CREDIT_NOTE,
    "claim": CLAIM,
    "budget-change": CHANGE,
}
