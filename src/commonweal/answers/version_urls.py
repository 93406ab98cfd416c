"""Addresses of kept versions of the Profile; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import version_views

urlpatterns = [
    path("profile/versions/", version_views.version_list, name="versions"),
    path("profile/versions/<uuid:uid>/", version_views.version_detail, name="version"),
    path("profile/versions/<uuid:uid>/differences/", version_views.version_differences, name="version-differences"),
]
