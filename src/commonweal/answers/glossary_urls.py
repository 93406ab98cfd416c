"""Addresses of the glossary; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import glossary_views

urlpatterns = [
    path("profile/glossary/", glossary_views.glossary, name="glossary"),
    path("profile/glossary/<uuid:uid>/", glossary_views.term_change, name="term-change"),
    path("profile/glossary/<uuid:uid>/take-out/", glossary_views.term_take_out, name="term-take-out"),
]
