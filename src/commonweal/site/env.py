"""The one place where the environment is read. It fails loudly, with a sentence, on nonsense."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from commonweal.site.data_folder import DEFAULT as DEFAULT_DATA
from commonweal.site.data_folder import data_folder

PREFIX = "COMMONWEAL_"
DEFAULTS = {
    "COMMONWEAL_DATA": DEFAULT_DATA,
    "COMMONWEAL_DATABASE_URL": "",
    "COMMONWEAL_DATABASE_POOL": "0",
    "COMMONWEAL_URL": "http://127.0.0.1:8000",
    "COMMONWEAL_SECRET_KEY": "",
    "COMMONWEAL_REDIS_URL": "",
    "COMMONWEAL_EMAIL_URL": "",
    "COMMONWEAL_TRUSTED_PROXIES": "0",
    "COMMONWEAL_PAGE_THREADS": "4",
    "COMMONWEAL_LOG_LEVEL": "WARNING",
    "COMMONWEAL_BACKUPS": "7",
}
"""Every variable an operator may set, and what holds where it is not set (empty: see the documentation)."""

OTHER_READERS = frozenset({"COMMONWEAL_TEST_DATABASE_URL", "COMMONWEAL_SHARED"})
"""Variables of the test suite, which are no settings of an installation."""

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the environment decides. Each field is documented in docs/reference/settings.md."""

    data: Path
    database: Mapping[str, object]
    n_pooled_connections: int
    url: str
    secret_key: str
    redis_url: str
    email: Mapping[str, object]
    n_trusted_proxies: int
    n_page_threads: int
    log_level: str
    n_backups_kept: int

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
    _refuse_unknown(variables)
    values = {name: variables.get(name, "").strip() or default for name, default in DEFAULTS.items()}
    data = data_folder(variables)
    environment = Environment(
        data=data,
        database=_database(values["COMMONWEAL_DATABASE_URL"], data),
        n_pooled_connections=_whole_number("COMMONWEAL_DATABASE_POOL", values),
        url=_url(values["COMMONWEAL_URL"]),
        secret_key=_secret(values["COMMONWEAL_SECRET_KEY"], data),
        redis_url=_redis(values["COMMONWEAL_REDIS_URL"]),
        email=_email(values["COMMONWEAL_EMAIL_URL"], data),
        n_trusted_proxies=_whole_number("COMMONWEAL_TRUSTED_PROXIES", values),
        n_page_threads=_whole_number("COMMONWEAL_PAGE_THREADS", values, at_least=1),
        log_level=_log_level(values["COMMONWEAL_LOG_LEVEL"]),
        n_backups_kept=_whole_number("COMMONWEAL_BACKUPS", values),
    )
    _check_together(environment)
    return environment


def _refuse_unknown(variables: Mapping[str, str]) -> None:
    """A misspelt name would silently leave its default in force."""
    known = DEFAULTS.keys() | OTHER_READERS
    unknown = sorted(name for name in variables if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise ImproperlyConfigured(f"{unknown[0]} is not a setting. The settings are: {', '.join(sorted(DEFAULTS))}.")


def _check_together(environment: Environment) -> None:
    if environment.is_https and not environment.n_trusted_proxies:
        raise ImproperlyConfigured(
            "COMMONWEAL_URL begins with https, so a proxy that holds the certificate stands in front. "
            "Say how many proxies there are with COMMONWEAL_TRUSTED_PROXIES=1 (docs/how-to/deploy.md)."
        )
    is_sqlite = environment.database["ENGINE"] == "django.db.backends.sqlite3"
    if is_sqlite and environment.n_pooled_connections:
        raise ImproperlyConfigured("COMMONWEAL_DATABASE_POOL is for PostgreSQL; remove it or set a PostgreSQL address.")


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


def _redis(address: str) -> str:
    if address and not address.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("COMMONWEAL_REDIS_URL must begin with redis://, for example redis://localhost/0.")
    return address


def _email(address: str, data: Path) -> dict[str, object]:
    """Django's mail settings; without an address, mails are written to files in the data folder."""
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
        }
    if urlsplit(address).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(
            "COMMONWEAL_EMAIL_URL must name a mail server, for example smtp+tls://name:password@mail.example:587."
        )
    return dict(environ.Env.email_url_config(address))


def _whole_number(name: str, values: Mapping[str, str], *, at_least: int = 0) -> int:
    text = values[name]
    if not text.isdecimal() or int(text) < at_least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {at_least}, not {text!r}.")
    return int(text)


def _log_level(text: str) -> str:
    known = {"DEBUG", "INFO", "WARNING", "ERROR"}
    if text.upper() not in known:
        raise ImproperlyConfigured(f"COMMONWEAL_LOG_LEVEL must be one of {', '.join(sorted(known))}, not {text!r}.")
    return text.upper()


def _secret(given: str, data: Path) -> str:
    if not given:
        return _kept_secret(data)
    if len(given) < 50:
        raise ImproperlyConfigured(
            "COMMONWEAL_SECRET_KEY must have 50 characters or more. Leave it out, and one is made in the data folder."
        )
    return given


def _kept_secret(data: Path) -> str:
    """The installation's own secret: made once, kept readable by its owner only."""
    path = data / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError as problem:
        raise ImproperlyConfigured(f"The file {path} cannot be read ({problem.strerror}).") from None
    try:
        data.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: two processes that start together agree on one secret.
        draft = data / f".secret-key-{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        _link_once(draft, path)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {data} cannot be written ({problem.strerror}). Choose another with COMMONWEAL_DATA."
        ) from None
    return path.read_text(encoding="ascii").strip()


def _link_once(draft: Path, path: Path) -> None:
    """Give the draft its final name unless another process was first."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
