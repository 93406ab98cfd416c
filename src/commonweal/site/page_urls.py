from django.urls import path

from commonweal.site import search_views, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("search/", search_views.search, name="search"),
    path("c/<slug:slug>/search/", search_views.search, name="community-search"),
    path("palette/", search_views.palette_choices, name="palette"),
    path("c/<slug:slug>/palette/", search_views.palette_choices, name="community-palette"),
    path("help/", views.about, {"page": "help"}, name="help"),
    path("accessibility/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("privacy/", views.about, {"page": "privacy"}, name="privacy"),
]
