"""Addresses of key factors; ``urls.py`` puts them before its own."""

from django.urls import path

from commonweal.answers import key_factor_views

ONE = "profile/<slug:ref_slug>/key-factors/<uuid:uid>"
urlpatterns = [
    path("profile/key-factors/", key_factor_views.key_factors, name="key-factors"),
    path("profile/<slug:ref_slug>/key-factors/", key_factor_views.answer_factors, name="answer-factors"),
    path(f"{ONE}/put-back/", key_factor_views.factor_act, {"act": "put-back"}, name="factor-put-back"),
    path(f"{ONE}/retire/", key_factor_views.factor_act, {"act": "retire"}, name="factor-retire"),
]
