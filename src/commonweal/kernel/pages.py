"""Long lists, a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: QuerySet[Any], n_on_a_page: int) -> Page[Any]:
    """The page of a list that ``?page=`` asks for; a number that is none gives the first or the last.

    One query where all rows stand on the first page, as they mostly do; else one more counts them.
    """
    asked = request.GET.get("page")
    if asked is not None:
        return Paginator(rows, n_on_a_page).get_page(asked)
    newest = list(rows[: n_on_a_page + 1])
    has_more = len(newest) > n_on_a_page
    return Page(newest[:n_on_a_page], 1, Paginator(rows if has_more else newest, n_on_a_page))
