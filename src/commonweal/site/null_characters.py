"""PostgreSQL stores no NUL character, and nobody types one: it is dropped where it arrives.

Without this, a search for ``%00`` or a text pasted from a broken PDF would end in an error page on PostgreSQL, and
on SQLite a text could not be moved there.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.decorators import sync_only_middleware

GetResponse = Callable[[HttpRequest], HttpResponse]
NULL = "\0"
IN_ADDRESS = "%00"


@sync_only_middleware
def without_null_characters(get_response: GetResponse) -> GetResponse:
    """Drop NUL from queries and forms, cookies that hold one, and pages whose address does."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if NULL not in value}
        if IN_ADDRESS in request.META.get("QUERY_STRING", ""):
            request.GET = QueryDict(_without_null(request.GET))
        return get_response(request)

    def process_view(request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> None:
        if any(isinstance(value, str) and NULL in value for value in kwargs.values()):
            raise Http404
        if request.method == "POST" and _has_null(request.POST):
            request.POST = QueryDict(_without_null(request.POST))

    respond.process_view = process_view  # type: ignore[attr-defined]
    return respond


def _has_null(values: QueryDict) -> bool:
    return any(NULL in text for name, texts in values.lists() for text in (name, *texts))


def _without_null(values: QueryDict) -> str:
    """The same values as a query string, without NUL."""
    return urlencode(
        [(name.replace(NULL, ""), [text.replace(NULL, "") for text in texts]) for name, texts in values.lists()],
        doseq=True,
    )
