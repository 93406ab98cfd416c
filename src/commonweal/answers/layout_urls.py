"""Address of the pages that the Profile takes; ``urls.py`` puts it before its own."""

from django.urls import path

from commonweal.answers import layout_views

urlpatterns = [path("profile/pages/", layout_views.profile_pages, name="pages")]
