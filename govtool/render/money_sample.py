"""Papers of invented money, as realistic as a city office would send them; amounts and persons are made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period
from govtool.domain.invoice import Invoice, InvoiceLine
from govtool.domain.wording import Wording
from govtool.render.meeting_sample import PROJECT
from govtool.reports.change_paper import ChangedCell, ChangedYear, ChangePaper, Supported
from govtool.reports.claim_form import ClaimForm, FormRow
from govtool.reports.money_paper import (
    ClaimPaper,
    CorrectedInvoice,
    InvoicedCategory,
    InvoicePaper,
    Party,
    Payment,
    Voucher,
)
from govtool.reports.table import Say

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


def _line(category: Wording, actual: str, instalments: str, amount: str) -> InvoicedCategory:
    return InvoicedCategory(category, _d(actual), _d(instalments), _d(amount))


def _claimed(label: Say, *, total: bool = False) -> FormRow:
    return FormRow(label, _d("50000"), _d("0"), _d("43533.27"), _d("43533.27"), _d("43533.27"), total)


CREDIT = Invoice(
    id="verso-2014-q2",
    scheme="verso-settlement",
    issuer="verso",
    receiver="tampere",
    kind="credit-note",
    period=Period(start=date(2014, 4, 1), end=date(2014, 6, 30)),
    date=date(2014, 7, 20),
    due=date(2014, 8, 10),
    known_on=date(2014, 7, 20),
    service=Wording(
        fi="Kehittämissuunnittelijan työ Päijät-Hämeessä, kuukausierien tasaus toteutuneisiin kustannuksiin",
        sv="Utvecklingsplanerarens arbete i Päijänne-Tavastland, utjämning av månadsrater till faktiska kostnader",
    ),
    vat="outside-scope",
    line=(InvoiceLine(category="salaries", amount=_d("-2349.32")),),
    total=_d("-2349.32"),
)
CREDIT_NOTE = InvoicePaper(
    invoice=CREDIT,
    number=None,
    project=PROJECT,
    issuer=Party("Päijät-Hämeen osaamiskeskus Verso & kumppanit", "2345678-0", "Kirkkokatu 16, 15140 Lahti"),
    receiver=CITY,
    agreement=Wording(
        fi="Yhteistyösopimus 26.8.2013, TRE:5432/05.00/2013", sv="Samarbetsavtal 26.8.2013, TRE:5432/05.00/2013"
    ),
    vat_basis="Sopimuksen 7 §",
    lines=(
        _line(SALARIES, "10744.12", "13050.00", "-2305.88"),
        _line(RENTS, "900.00", "900.00", "0.00"),
        _line(OFFICE, "106.56", "150.00", "-43.44"),
    ),
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

PAYMENT = Payment(
    iban="FI1480001900966160",
    bic="DABAFIHH",
    reference="201400014",
    amount=Decimal("1234.56"),
    due=date(2014, 12, 20),
    late_interest="Viivästyskorko korkolain mukaan",
)
INVOICE = replace(
    CREDIT_NOTE,
    invoice=CREDIT.replace(
        kind="actual",
        line=(InvoiceLine(category="salaries", amount=Decimal("1234.56")),),
        total=Decimal("1234.56"),
    ),
    number="2014-0001",
    lines=(InvoicedCategory(SALARIES, Decimal("1334.56"), None, Decimal("1234.56"), deferred=Decimal("100.00")),),
    remarks=(
        Say(
            "invoice-split",
            {"amount": Decimal("100.00"), "share": "verso", "raised": Say("raised-by-new-level", {"share": "verso"})},
        ),
    ),
    corrects=(),
    legal=True,
    payment=PAYMENT,
)

_PARKED = {
    "share": "Verso",
    "category": SALARIES,
    "voucher": "MU4007",
    "month": "2013-11",
    "reason": Wording(fi="selvitettävänä", sv="utreds", en="under inquiry"),
}
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
            _claimed(Say("named", {"name": SALARIES})),
            _claimed(Say("total"), total=True),
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
        parked=(FormRow(Say("parked-costs", _PARKED), cumulative=_d("35.52")),),
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
