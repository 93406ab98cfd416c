from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commonweal.documents import views


class AddressConverter(StringConverter):
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(AddressConverter, "address")

app_name = "documents"
urlpatterns = [path("figures/<address:address>/", views.drawing_detail, name="drawing")]
