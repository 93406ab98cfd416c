"""The log for operators: one line for an event, its name and its fields, and nothing personal.

What people did is in the database (the Event table) and is read in the application. This log says how
the machine fared, and may be read by people who may not read the content.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being answered, the same in its ``X-Request-ID`` header; empty outside one."""

PERSONAL_FIELDS = frozenset(
    {"address", "body", "email", "full_name", "html", "password", "person", "query", "text", "title", "token", "to"}
)
"""Names under which content or personal data would arrive; their values never reach the log."""

REMOVED = "[removed]"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK_TOKEN = re.compile(r"(/(?:sign-in/link|invitation|inbox/letters|account/delete|account/address)/)[^/\s?]+")
_QUERY = re.compile(r"\?[^\s\"']+")
_OWN_ATTRIBUTES = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request_id"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What would begin a new line or move the cursor of the terminal in which somebody reads the log."""
_SAFE_VALUE = re.compile(r"[\w.:/<>+-]+\Z")


def without_personal_data(text: str) -> str:
    """The text without e-mail addresses, sign-in tokens and query strings.

    >>> without_personal_data("Not Found: /sign-in/link/s3cr3t/?next=/c/x/ for ana@example.org")
    'Not Found: /sign-in/link/[removed]/?[removed] for [removed]'
    """
    text = _EMAIL.sub(REMOVED, text)
    text = _LINK_TOKEN.sub(rf"\g<1>{REMOVED}", text)
    return _QUERY.sub(f"?{REMOVED}", text)


class RequestFilter(logging.Filter):
    """Adds the id of the present request to each record, and drops tracebacks of requests that Django refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record."""
        record.request_id = request_id.get()
        if record.name.startswith("django.security"):
            # A visitor sent too much or something suspicious. The traceback shows Django at work, not a fault.
            record.exc_info = None
        return True


class FieldFormatter(logging.Formatter):
    """``2026-11-24T15:00:00Z WARNING commonweal.answers.writer update.refused code=size request=4f1a``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows on lines of its own."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = [moment, record.levelname, record.name, without_personal_data(record.getMessage())]
        words += [f"{name}={_shown(name, value)}" for name, value in sorted(_fields_of(record).items())]
        line = _CONTROL.sub(" ", " ".join(words))
        if record.exc_info:
            line += "\n" + without_personal_data(self.formatException(record.exc_info))
        return line


def _fields_of(record: logging.LogRecord) -> dict[str, object]:
    fields = {name: value for name, value in vars(record).items() if name not in _OWN_ATTRIBUTES}
    # Django adds the request object and the status; the route and the status say enough.
    fields.pop("request", None)
    if number := getattr(record, "request_id", ""):
        fields["request"] = number
    return fields


def _shown(name: str, value: object) -> str:
    if name in PERSONAL_FIELDS:
        return REMOVED
    text = without_personal_data(str(value))
    return text if _SAFE_VALUE.match(text) else json.dumps(text, ensure_ascii=False)


def configuration(level: str) -> dict[str, object]:
    """The ``LOGGING`` setting: everything to the standard error output from ``level`` upwards."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestFilter}},
        "formatters": {"fields": {"()": FieldFormatter}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "fields", "filters": ["request"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # A missing page is the visitor's affair, not the operator's.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "ERROR"},
        },
    }
