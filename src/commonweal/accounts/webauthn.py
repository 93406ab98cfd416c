"""Passkeys as the browser and the site speak of them (WebAuthn), checked by the library fido2.

A passkey counts as both steps of a sign-in: the device has the key, and it asked for a finger, a face or a PIN
(*user verification*), without which no answer is taken.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "Commonweal"
Json = dict[str, Any]
MALFORMED = (KeyError, TypeError, AttributeError, IndexError, struct.error)
"""What the library raises, besides ``ValueError``, over an answer that no browser gives."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A passkey that a device made: its public parts, and how often it signed."""

    credential_id: str
    public_data: bytes
    sign_count: int


def is_possible(site_url: str) -> bool:
    """Whether browsers offer passkeys at this address: under https or on this machine, and never for a bare number.

    >>> [is_possible(url) for url in ("https://bend.example", "http://localhost:8000", "http://127.0.0.1:8000")]
    [True, True, False]
    """
    parts = urlsplit(site_url)
    host = parts.hostname or ""
    return (parts.scheme == "https" or host == "localhost") and not _is_number(host)


def ask_for_new(
    site_url: str, *, handle: bytes, email: str, full_name: str, known: Sequence[bytes]
) -> tuple[Json, Json]:
    """What the browser is told to make a passkey, and what to remember for checking it. A device makes one only."""
    options, state = _server(site_url).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=email, display_name=full_name),
        [AttestedCredentialData(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _plain(options), _plain(state)


def check_new(site_url: str, *, state: Json, answer: Mapping[str, Any]) -> NewKey:
    """The passkey of a browser's answer.

    Raises:
        ValueError: if the answer is none, or not to this question, this site, and a person that was verified.
    """
    try:
        made = _server(site_url).register_complete(state, RegistrationResponse.from_dict(answer))
    except MALFORMED as fault:
        raise ValueError("Not an answer of an authenticator.") from fault
    if made.credential_data is None:
        raise ValueError("An answer without a key.")
    key = made.credential_data
    return NewKey(websafe_encode(key.credential_id), bytes(key), made.counter)


def ask_for_known(site_url: str) -> tuple[Json, Json]:
    """What the browser is told to let a person choose one of their passkeys, and what to remember for checking it."""
    options, state = _server(site_url).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return _plain(options), _plain(state)


def named_in(answer: Mapping[str, Any]) -> tuple[str, bytes | None]:
    """Which passkey an answer claims to be of, and whose: its id, and the handle of the person where one is given.

    Raises:
        ValueError: if it is no answer.
    """
    try:
        said = AuthenticationResponse.from_dict(answer)
    except MALFORMED as fault:
        raise ValueError("Not an answer of an authenticator.") from fault
    return websafe_encode(said.raw_id), said.response.user_handle


def check_known(site_url: str, *, state: Json, public_data: bytes, answer: Mapping[str, Any]) -> int:
    """Check an answer against the public key of its passkey; return how often the passkey has signed by now.

    Raises:
        ValueError: if the signature, the question, the site or the person does not fit.
    """
    said = AuthenticationResponse.from_dict(answer)
    _server(site_url).authenticate_complete(state, [AttestedCredentialData(public_data)], said)
    return said.response.authenticator_data.counter


def _server(site_url: str) -> Fido2Server:
    parts = urlsplit(site_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    site = PublicKeyCredentialRpEntity(id=parts.hostname or "", name=NAME)
    return Fido2Server(site, verify_origin=lambda said: said == origin)


def _plain(value: Any) -> Any:
    """The library's objects as plain JSON values, bytes in base 64 as browsers and sessions take them."""
    match value:
        case bytes():
            return websafe_encode(value)
        case str() | int() | None:
            return str(value) if isinstance(value, str) else value
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case Sequence():
            return [_plain(item) for item in value]
    raise TypeError(type(value))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
