"""Addresses of imported Profiles; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import import_views

urlpatterns = [
    path("profile/import/", import_views.import_start, name="import"),
    path("profile/import/<uuid:uid>/", import_views.import_detail, name="import-detail"),
    path("profile/import/<uuid:uid>/end/", import_views.import_end, name="import-end"),
    path("profile/import/<uuid:uid>/<int:number>/place/", import_views.piece_place, name="piece-place"),
    path("profile/import/<uuid:uid>/<int:number>/take-back/", import_views.piece_take_back, name="piece-take-back"),
    path("profile/import/<uuid:uid>/<int:number>/aside/", import_views.piece_set_aside, name="piece-aside"),
]
