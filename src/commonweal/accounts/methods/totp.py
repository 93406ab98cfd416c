"""Codes of an authenticator app: six digits that change every thirty seconds. Pure functions: no Django, no clock.

Written out instead of taken from a library because a code must say *which* step it belongs to: a step that was
used once is refused, also within its thirty seconds.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

N_SECRET_BYTES = 20
"""As long as the output of SHA-1, which is what authenticator apps take."""
N_DIGITS = 6
STEP_SECONDS = 30
N_STEPS_OFF = 1
"""A phone's clock may be a step before or behind ours."""


def new_secret() -> str:
    """160 random bits in base 32, as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(N_SECRET_BYTES)).decode()


def step_at(at: datetime) -> int:
    """The number of the thirty seconds in which a moment lies, from 1970 on."""
    return int(at.timestamp()) // STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """The code of a step.

    Source: RFC 4226, section 5.3 (truncation), and RFC 6238, section 4 (the step as counter).
    """
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**N_DIGITS:0{N_DIGITS}}"


def step_of_code(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The step a code belongs to, if it is one of now and not older than the step used last; else None."""
    now = step_at(at)
    steps = [step for step in range(now - N_STEPS_OFF, now + N_STEPS_OFF + 1) if step > after]
    fits = [step for step in steps if hmac.compare_digest(code_of(secret, step).encode(), code.encode())]
    return fits[0] if fits else None


def address_for_app(secret: str, *, account: str, issuer: str) -> str:
    """What the picture holds that an app reads.

    >>> address_for_app("ABC", account="ada@example.org", issuer="Bend")
    'otpauth://totp/Bend:ada%40example.org?secret=ABC&issuer=Bend'
    """
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode({'secret': secret, 'issuer': issuer})}"
