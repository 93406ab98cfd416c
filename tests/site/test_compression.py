import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from commonweal.site.compression import MOST_PADDING, SMALLEST, compression, gzipped

PAGE = "<p>Prairie Bend County</p>" * 100
ASKS = {"Accept-Encoding": "gzip, deflate, br"}


def answer(response, headers=ASKS):
    return compression(lambda request: response)(RequestFactory().get("/", headers=headers))


def test_a_page_leaves_compressed():
    response = answer(HttpResponse(PAGE))
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"
    assert len(response.content) < len(PAGE) / 5
    assert gzip.decompress(response.content).decode() == PAGE


def test_a_browser_without_gzip_gets_it_plain():
    response = answer(HttpResponse(PAGE), headers={})
    assert response.content.decode() == PAGE
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<p>" + "a" * (SMALLEST - 4)),
        HttpResponse(PAGE, content_type="application/pdf"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        FileResponse([PAGE.encode()], content_type="text/html"),
    ],
)
def test_what_is_small_a_file_or_compressed_already_passes_as_it_is(response):
    assert answer(response).headers.get("Content-Encoding") in (None, "br")


def test_the_length_does_not_tell_how_well_it_compressed():
    lengths = {len(gzipped(PAGE.encode())) for _ in range(60)}
    assert len(lengths) > 10
    assert max(lengths) - min(lengths) < MOST_PADDING


@pytest.mark.django_db
def test_every_page_is_compressed_for_those_who_take_it(client):
    assert client.get("/sign-in/", headers=ASKS).headers["Content-Encoding"] == "gzip"
