"""A security key in software: it makes a passkey and signs with it, as a device would. For tests of our own checks."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key for one site. What it claims can be set wrong, to see whether that is noticed."""

    origin: str
    host: str
    flags: int = PRESENT | VERIFIED
    count: int = 1
    credential_id: bytes = b"a key of sixteen"
    handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, question: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.create``."""
        self.handle = question["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        said = AuthenticatorData.create(self._site(), self.flags | HAS_KEY, self.count, credential)
        attestation = AttestationObject.create("none", said, {})
        return self._answer(
            clientDataJSON=self._client("webauthn.create", question), attestationObject=bytes(attestation)
        )

    def sign(self, question: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.get``."""
        said = AuthenticatorData.create(self._site(), self.flags, self.count)
        client = self._client("webauthn.get", question)
        signature = self.key.sign(bytes(said) + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = self._answer(clientDataJSON=client, authenticatorData=bytes(said), signature=signature)
        answer["response"]["userHandle"] = self.handle
        return answer

    def _site(self) -> bytes:
        return sha256(self.host.encode()).digest()

    def _client(self, kind: str, question: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": question["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        identity = websafe_encode(self.credential_id)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return {"id": identity, "rawId": identity, "type": "public-key", "response": response}
