"""The one place where the environment is read. It fails loudly, with a sentence, on nonsense."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DEFAULT_DATA = "var"
DEFAULT_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the environment decides. Each field is documented in docs/reference/settings.md."""

    data: Path
    database: Mapping[str, object]
    url: str
    secret_key: str
    redis_url: str
    email_url: str
    n_trusted_proxies: int

    @property
    def is_https(self) -> bool:
        """Whether people reach the site by https; cookies and headers follow."""
        return urlsplit(self.url).scheme == "https"

    @property
    def host(self) -> str:
        """The name people reach the site by, without the port."""
        return urlsplit(self.url).hostname or "127.0.0.1"


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment.

    Raises:
        ImproperlyConfigured: naming the variable, what is wrong and what to write instead.
    """
    data = Path(variables.get("COMMONWEAL_DATA", DEFAULT_DATA)).expanduser().resolve()
    return Environment(
        data=data,
        database=_database(variables.get("COMMONWEAL_DATABASE_URL", ""), data),
        url=_url(variables.get("COMMONWEAL_URL", DEFAULT_URL)),
        secret_key=variables.get("COMMONWEAL_SECRET_KEY") or _kept_secret(data),
        redis_url=variables.get("COMMONWEAL_REDIS_URL", ""),
        email_url=variables.get("COMMONWEAL_EMAIL_URL", ""),
        n_trusted_proxies=_whole_number("COMMONWEAL_TRUSTED_PROXIES", variables.get("COMMONWEAL_TRUSTED_PROXIES", "0")),
    )


def _database(address: str, data: Path) -> dict[str, object]:
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data / "commonweal.sqlite3")}
    if not address.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured(
            "COMMONWEAL_DATABASE_URL must begin with postgres:// or sqlite:///, for example "
            "postgres://name:password@localhost/commonweal."
        )
    return dict(environ.Env.db_url_config(address))


def _url(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"COMMONWEAL_URL must be a whole address such as https://commonweal.example, not {address!r}."
        )
    return address.rstrip("/")


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _kept_secret(data: Path) -> str:
    """The installation's own secret: made once, kept readable by its owner only."""
    path = data / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    try:
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {data} cannot be written ({problem.strerror}). Choose another with COMMONWEAL_DATA."
        ) from None
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
    return secret
