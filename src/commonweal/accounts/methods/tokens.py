"""Tokens of mailed links. Only the hash of a token is kept: a stolen database signs nobody in."""

import hashlib
import secrets

N_TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits, as text that fits an address."""
    return secrets.token_urlsafe(N_TOKEN_BYTES)


def hash_of(token: str) -> str:
    """SHA-256 in hexadecimal. A plain hash is enough for a random token; a password would need a slow one."""
    return hashlib.sha256(token.encode()).hexdigest()
