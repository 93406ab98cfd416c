from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commonweal.documents import booklet_views, views


class AddressConverter(StringConverter):
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(AddressConverter, "address")

EDITION = "framework/<slug:slug>/<slug:edition>/"

app_name = "documents"
urlpatterns = [
    path("figures/<address:address>/", views.drawing_detail, name="drawing"),
    path(f"{EDITION}booklet/", booklet_views.booklet, name="booklet"),
    path(f"{EDITION}booklet/<uuid:uid>/", booklet_views.booklet_file, name="booklet-file"),
]
