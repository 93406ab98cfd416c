"""Addresses of application copies; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import copy_views, figure_places_views, figure_views

urlpatterns = [
    path("profile/copies/", copy_views.copy_list, name="copies"),
    path("profile/copies/<uuid:uid>/", copy_views.copy_detail, name="copy"),
    path("profile/copies/<uuid:uid>/<slug:ref_slug>/", copy_views.copy_write, name="copy-write"),
    path(
        "profile/copies/<uuid:uid>/<slug:ref_slug>/figures/",
        figure_places_views.copy_figure_places,
        name="copy-figure-places",
    ),
    path(
        "profile/copies/<uuid:uid>/<slug:ref_slug>/figures/new/", figure_views.copy_figure_add, name="copy-figure-add"
    ),
    path("profile/copies/<uuid:uid>/<slug:ref_slug>/offer/", copy_views.copy_offer, name="copy-offer"),
    path("profile/copies/<uuid:uid>/<slug:ref_slug>/take/", copy_views.offer_take, name="offer-take"),
    path("profile/copies/<uuid:uid>/<slug:ref_slug>/decline/", copy_views.offer_decline, name="offer-decline"),
    path("profile/copies/<uuid:uid>/<slug:ref_slug>/renew/", copy_views.copy_renew, name="copy-renew"),
]
