"""The two pictures by which an invoice is paid: the bank barcode (Code 128) and the EPC QR code, as PNG."""

import struct
import zlib
from collections.abc import Sequence

from barcode.codex import Code128
from segno import helpers

from govtool.domain.money import cents
from govtool.domain.reference_number import barcode, creditor
from govtool.render.amounts import Lang
from govtool.render.picture import Picture
from govtool.render.words import Words
from govtool.reports.money_paper import Payment

_BAR, _HEIGHT, _BAR_QUIET = 4, 160, 10
_SQUARE, _SQUARE_QUIET = 6, 4
"""Pixels of the thinnest bar, of its height and of a square; modules left white around."""

_BARCODE_WIDTH, _QR_WIDTH = 13.0, 3.2
"""Centimetres on the page."""


def digits_of(payment: Payment) -> str:
    """Return the virtual bank barcode of a payment; nothing when the account is not Finnish."""
    if not payment.iban.startswith("FI"):
        return ""
    return barcode(payment.iban, cents(payment.amount), payment.reference, payment.due)


def pictures(payment: Payment | None, payee: str, lang: Lang) -> dict[str, Picture]:
    """Return the pictures of a payment by name, each with what a screen reader says; none without a payment.

    Without the name of a payee there is no QR code, which must tell it.
    """
    if payment is None:
        return {}
    words, digits, made = Words(lang), digits_of(payment), dict[str, Picture]()
    name = " ".join(payee.split())[:70]  # a line end would begin the next field of the code
    if name:
        said = words.say("paper", "qr-picture", {"amount": payment.amount})
        made["qr"] = Picture(_qr(payment, name), _QR_WIDTH, said)
    if digits:
        said = words.say("paper", "barcode-picture", {"digits": digits})
        made["barcode"] = Picture(_bars(digits), _BARCODE_WIDTH, said)
    return made


def _qr(payment: Payment, name: str) -> bytes:
    code = helpers.make_epc_qr(
        name=name,
        iban=payment.iban,
        amount=payment.amount,
        reference=creditor(payment.reference),
        bic=payment.bic,
        encoding="utf-8",
    )
    white, side = "0" * _SQUARE_QUIET, len(code.matrix) + 2 * _SQUARE_QUIET
    rows = [f"{white}{''.join(map(str, row))}{white}" for row in code.matrix]
    empty = ["0" * side] * _SQUARE_QUIET
    return _png([*empty, *rows, *empty], _SQUARE, _SQUARE)


def _bars(digits: str) -> bytes:
    """Draw *digits* as Code 128."""
    white = "0" * _BAR_QUIET
    return _png([f"{white}{Code128(digits).build()[0]}{white}"], _BAR, _HEIGHT)


def _png(rows: Sequence[str], wide: int, high: int) -> bytes:
    """Draw *rows* of modules, 1 for black, each so many pixels wide and high."""
    lines = bytearray()
    width = wide * len(rows[0])
    for row in rows:
        bits = "".join(("1" if module == "0" else "0") * wide for module in row).ljust(-(-width // 8) * 8, "1")
        lines += (b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")) * high
    header = struct.pack(">IIBBBBB", width, high * len(rows), 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
