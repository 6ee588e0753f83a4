"""The two pictures by which an invoice is paid: the bank barcode (Code 128) and the EPC QR code, as PNG."""

import io
import struct
import zlib

from barcode.codex import Code128
from segno import helpers

from govtool.domain.money import cents
from govtool.domain.reference_number import barcode, creditor
from govtool.render.amounts import Lang
from govtool.render.picture import Picture
from govtool.render.words import Words
from govtool.reports.money_paper import Payment

_MODULE, _HEIGHT, _QUIET = 4, 160, 10
"""Pixels of the thinnest bar and of the height; modules left white at either end."""

_BARCODE_WIDTH, _QR_WIDTH = 13.0, 3.2
"""Centimetres on the page."""


def digits_of(payment: Payment) -> str:
    """Return the virtual bank barcode of a payment; nothing when the account is not Finnish."""
    if not payment.iban.startswith("FI"):
        return ""
    return barcode(payment.iban, cents(payment.amount), payment.reference, payment.due)


def pictures(payment: Payment | None, payee: str, lang: Lang) -> dict[str, Picture]:
    """Return the pictures of a payment by name, each with what a screen reader says; none without a payment."""
    if payment is None:
        return {}
    words, digits = Words(lang), digits_of(payment)
    made = {"qr": Picture(_qr(payment, payee), _QR_WIDTH, words.say("paper", "qr-picture", {"amount": payment.amount}))}
    if digits:
        said = words.say("paper", "barcode-picture", {"digits": digits})
        made["barcode"] = Picture(_bars(digits), _BARCODE_WIDTH, said)
    return made


def _qr(payment: Payment, payee: str) -> bytes:
    code = helpers.make_epc_qr(
        name=payee[:70],
        iban=payment.iban,
        amount=payment.amount,
        reference=creditor(payment.reference),
        bic=payment.bic,
        encoding="utf-8",
    )
    out = io.BytesIO()
    code.save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def _bars(digits: str) -> bytes:
    """Draw *digits* as Code 128: one row of black and white, repeated."""
    modules = "0" * _QUIET + Code128(digits).build()[0] + "0" * _QUIET
    bits = "".join("0" if module == "1" else "1" for module in modules for _ in range(_MODULE))
    padded = bits.ljust(-len(bits) % 8 + len(bits), "1")
    row = b"\0" + int(padded, 2).to_bytes(len(padded) // 8, "big")
    header = struct.pack(">IIBBBBB", len(bits), _HEIGHT, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * _HEIGHT, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
