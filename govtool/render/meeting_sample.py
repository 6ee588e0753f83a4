"""Papers of an invented meeting, as realistic as a city office would send them; persons are made up.

Templates are tried with them: every list in them has something in it, every text says something.
"""

from dataclasses import replace
from datetime import date, time

from govtool.domain.meeting import Archive, Capacity
from govtool.domain.role import RoleName
from govtool.domain.vote import Vote
from govtool.domain.wording import Wording
from govtool.reports.meeting_excerpt import AttendancePaper, CallPaper, ExtractPaper, PackPaper
from govtool.reports.meeting_paper import (
    AgendaItem,
    AgendaPaper,
    DecidedItem,
    Heading,
    LatePaper,
    MinutesItem,
    MinutesPaper,
    Participant,
    QuorumFound,
)
from govtool.reports.report_paper import ReportPaper
from govtool.reports.table import Column, Row, Say, Table

PROJECT = Wording(
    fi="LasSe – Lastensuojelutarpeen selvityksen kehittäminen Väli-Suomessa",
    sv="LasSe – Utveckling av utredningen av barnskyddsbehovet i Mellersta Finland",
)
BODY = Wording(fi="Ohjausryhmä", sv="Styrgruppen", en="Steering group")


def _person(
    name: str, organisation: str, fi: str, sv: str, *, role: RoleName | None = None, capacity: Capacity = "member"
) -> Participant:
    return Participant(name, organisation, Wording(fi=fi, sv=sv), capacity, role)


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
    replace(_person("Vilho Varalla", "Aava", "sosiaalipäällikkö", "socialchef", role="vice-chair"), remote=True),
    replace(_person("Essi Esteellinen", "Verso", "johtaja", "direktör"), left=time(14, 10), last_item=3),
    replace(
        _person("Åke Österbotten", "Mustasaari", "johtava sosiaalityöntekijä", "ledande socialarbetare"), first_item=2
    ),
    _person("Lauri Lastensuoja", "Seinäjoki", "lastensuojelun johtaja", "chef för barnskyddet"),
    _person("Aino Esimerkki", "Pikassos", "projektijohtaja", "projektdirektör", capacity="presenter"),
    _person("Seppo Sihteeri", "Pikassos", "projektikoordinaattori", "projektkoordinator", capacity="secretary"),
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
    late=(LatePaper("agenda", date(2014, 11, 18), date(2014, 11, 20)),),
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
            motions=(
                (
                    "Vilho Varalla",
                    Wording(fi="Asia palautetaan valmisteluun.", sv="Ärendet återremitteras."),
                    ("Åke Österbotten",),
                ),
            ),
            votes=(
                Vote(
                    question=Wording(fi="Palautetaanko asia valmisteluun?", sv="Ska ärendet återremitteras?"),
                    votes_for=2,
                    votes_against=8,
                    votes_blank=1,
                ),
            ),
            dissents=(("Vilho Varalla", Wording(fi="Luvut ovat vanhoja.", sv="Siffrorna är gamla.")),),
            actions=(
                (
                    Wording(fi="Sovitaan työpajojen ajat", sv="Tiderna för verkstäderna avtalas"),
                    "Seppo Sihteeri",
                    date(2015, 1, 15),
                ),
            ),
            checkers=("Lauri Lastensuoja",),
            checked=date(2014, 12, 2),
            corrections=(Say("corrects", {"number": 6, "item": 4, "stood": "2 394,32", "stands": "2 349,32"}),),
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
    corrections=(
        Say(
            "corrected-since",
            {
                "number": 6,
                "item": 2,
                "day": date(2014, 10, 20),
                "stood": "ksäkuu",
                "stands": "kesäkuu",
                "decider": "Pirkko Puheenvuoro",
                "power": "kirjoitusvirhe",
            },
        ),
    ),
)
CALL = CallPaper(AGENDA)
EXTRACT = ExtractPaper(replace(MINUTES, items=MINUTES.items[1:2], absent=()))
ATTENDANCE_TO_SIGN = AttendancePaper(HEADING, invited=AGENDA.invited)
ATTENDANCE = AttendancePaper(HEADING, present=PRESENT, absent=ABSENT)
OPEN = Table(
    "actions",
    date(2014, 11, 15),
    Say("actions"),
    (Column("what"), Column("who"), Column("due", "date")),
    (Row(("Työpajojen ajat", "Seppo Sihteeri", date(2015, 1, 15))),),
    (Say("actions-count", {"open": 1, "late": 0}),),
)
REPORT = ReportPaper("Tampereen kaupunki", PROJECT, OPEN)
BROAD_REPORT = replace(REPORT, table=replace(OPEN, columns=OPEN.columns * 7, rows=(Row(OPEN.rows[0].cells * 7),)))
PACK = PackPaper(AGENDA, date(2014, 11, 15), (OPEN, replace(OPEN, rows=())))
