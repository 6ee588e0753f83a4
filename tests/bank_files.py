"""Small bank statements for tests."""

from collections.abc import Sequence

SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


def amount(euros: str, currency: str = "EUR", sign: str = "DBIT") -> str:
    return f'<Amt Ccy="{currency}">{euros}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'


def detail(euros: str = "", reference: str = "", iban: str = "", name: str = "", currency: str = "EUR") -> str:
    own = f'<AmtDtls><TxAmt><Amt Ccy="{currency}">{euros}</Amt></TxAmt></AmtDtls>' if euros else ""
    party = f"<Cdtr><Nm>{name}</Nm></Cdtr>" if name else ""
    account = f"<CdtrAcct><Id><IBAN>{iban}</IBAN></Id></CdtrAcct>" if iban else ""
    strd = f"<RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf>" if reference else ""
    return f"<TxDtls>{own}<RltdPties>{party}{account}</RltdPties>{strd}</TxDtls>"


def entry(money: str, details: Sequence[str] = (), day: str = "2014-11-10", status: str = "BOOK") -> str:
    inside = f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else ""
    return f"<Ntry>{money}<Sts>{status}</Sts><BookgDt><Dt>{day}</Dt></BookgDt>{inside}</Ntry>"


def balance(kind: str, money: str) -> str:
    return f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{money}</Bal>"


def statement(*parts: str, space: str = SPACE) -> bytes:
    return f'<Document xmlns="{space}"><BkToCstmrStmt><Stmt>{"".join(parts)}</Stmt></BkToCstmrStmt></Document>'.encode()
