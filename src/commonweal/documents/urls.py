from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commonweal.documents import booklet_views, look_views, views


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
    path("operations/documents/", look_views.look_list, name="looks"),
    path("operations/documents/own/", look_views.look_own, name="look-own"),
    path("operations/documents/<uuid:uid>/", look_views.look_detail, name="look"),
    path("operations/documents/<uuid:uid>/use/", look_views.look_use, name="look-use"),
    path("operations/documents/<uuid:uid>/pages/<int:number>/", look_views.look_page, name="look-page"),
]
