import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from commonweal.site.log import request_id
from commonweal.site.request_log import request_log


def answer(headers: dict[str, str] | None = None, view=lambda _request: HttpResponse("ok")):
    return request_log(view)(RequestFactory().get("/c/prairie-bend/profile/?q=secret", headers=headers or {}))


def test_every_answer_has_an_id_of_its_own():
    first, second = answer()["X-Request-ID"], answer()["X-Request-ID"]
    assert len(first) == len(second) == 16
    assert first != second


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("4f1a2b3c-proxy", True),
        ("short", False),
        ("x" * 65, False),
        ("with space and more", False),
        ("id\r\nX-Evil: 1", False),
    ],
)
def test_proxy_id_is_kept_only_if_it_is_harmless(given, is_kept):
    assert (answer({"X-Request-ID": given})["X-Request-ID"] == given) is is_kept


def test_id_is_known_during_the_request_and_gone_after_it():
    seen = []

    def view(_request):
        seen.append(request_id.get())
        return HttpResponse("ok")

    assert answer(view=view)["X-Request-ID"] == seen[0]
    assert request_id.get() == ""


def test_page_may_use_no_device():
    assert "camera=()" in answer()["Permissions-Policy"]
    assert answer()["Cross-Origin-Resource-Policy"] == "same-origin"


def test_log_names_the_route_and_never_the_address(caplog):
    with caplog.at_level(logging.INFO, logger="commonweal.site.request_log"):
        answer()
    record = caplog.records[0]
    assert (record.message, record.method, record.status, record.route) == ("request.answered", "GET", 200, "-")
    assert not any("secret" in str(value) or "prairie" in str(value) for value in vars(record).values() if value)
