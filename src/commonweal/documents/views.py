from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commonweal.documents import selectors


def drawing_detail(request: HttpRequest, address: str) -> HttpResponse:
    """One drawing, or what stands in its place while the job process has not drawn it yet; 204 to a page that waits.

    Sign-in is required, membership is not: the address is a hash over the values themselves, so
    only somebody who has already seen the values can name it, and it tells nobody anything new.
    """
    drawing = get_object_or_404(selectors.drawings(), address=address)
    if request.htmx and drawing.is_awaited:
        return HttpResponse(status=204)
    template = "documents/drawing.html" if request.htmx else "documents/drawing_page.html"
    return render(request, template, {"drawing": drawing})
