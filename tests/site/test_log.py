import logging

import pytest
from django.core.exceptions import RequestDataTooBig
from django.urls import reverse

from commonweal.site.log import FieldFormatter, RequestFilter, request_id, without_personal_data
from tests.guards.test_public_views import patterns

MAILED = [name for name, pattern in patterns().items() if "<str:token>" in str(pattern.pattern)]


def line(message: str, **fields: object) -> str:
    record = logging.makeLogRecord({"name": "commonweal.answers", "levelname": "INFO", "msg": message, **fields})
    RequestFilter().filter(record)
    return FieldFormatter().format(record).split(" ", 1)[1]


def test_line_is_event_and_sorted_fields():
    assert (
        line("answer.saved", n_updates=3, code="size") == "INFO commonweal.answers answer.saved code=size n_updates=3"
    )


def test_line_carries_the_id_of_the_request():
    token = request_id.set("4f1a")
    try:
        assert line("answer.saved") == "INFO commonweal.answers answer.saved request=4f1a"
    finally:
        request_id.reset(token)


@pytest.mark.parametrize("field", ["email", "full_name", "text", "token", "password", "html", "title"])
def test_personal_field_never_reaches_the_log(field):
    assert line("person.added", **{field: "Ana Reyes"}) == f"INFO commonweal.answers person.added {field}=[removed]"


@pytest.mark.parametrize(
    "name", [name for name, pattern in patterns().items() if "<str:token>" in str(pattern.pattern)]
)
def test_the_token_of_no_mailed_address_reaches_the_log(name):
    address = reverse(name, args=["s3cr3t-token_0"])
    assert "s3cr3t" not in line(f"Forbidden (CSRF token missing.): {address}", route=address)


def test_address_and_token_are_removed_from_messages_values_and_tracebacks():
    try:
        raise ValueError("Key (email)=(ana@example.org) exists")
    except ValueError as error:
        exc_info = (type(error), error, error.__traceback__)
    written = line("Not Found: /sign-in/link/abc123/?next=/c/x/", to_whom="ana@example.org", exc_info=exc_info)
    assert "ana@" not in written
    assert "abc123" not in written
    assert "next=" not in written


def test_line_break_in_a_value_cannot_forge_a_line():
    assert "\n" not in line("upload.refused", file_name="a\n2026 INFO forged")
    assert "\n" not in line("a\nforged")


@pytest.mark.parametrize("control", ["\r", "\x1b[2J", "\x9b2J", "\u2028", "\x7f"])
def test_what_a_visitor_sent_moves_no_cursor_in_the_terminal_of_who_reads_the_log(control):
    assert control[0] not in line("upload.refused", file_name=f"a{control}forged") + line(f"a{control}forged")


def test_a_request_that_django_refused_is_one_line():
    try:
        raise RequestDataTooBig
    except RequestDataTooBig as refusal:
        exc_info = (type(refusal), refusal, refusal.__traceback__)
    written = line("Request body exceeded", name="django.security.RequestDataTooBig", exc_info=exc_info)
    assert written == "INFO django.security.RequestDataTooBig Request body exceeded"


def test_plain_text_stays_as_it_is():
    assert without_personal_data("release.imported in 3 s") == "release.imported in 3 s"
