"""Addresses of figures and of the printed Profile; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import document_views, figure_places_views, figure_views

urlpatterns = [
    path("figures/<uuid:uid>/", figure_views.figure_detail, name="figure"),
    path("profile/print/", document_views.profile_print, name="print"),
    path("profile/pdf/", document_views.profile_pdf, name="pdf"),
    path("profile/pdf/<uuid:uid>/", document_views.profile_file, name="pdf-file"),
    path("profile/<slug:ref_slug>/figures/", figure_places_views.figure_places, name="figure-places"),
    path("profile/<slug:ref_slug>/figures/new/", figure_views.figure_add, name="figure-add"),
]
