from django.urls import path

from commonweal.site import gallery_views, help_views, inbox_views, search_views, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("search/", search_views.search, name="search"),
    path("c/<slug:slug>/search/", search_views.search, name="community-search"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/count/", inbox_views.notice_count, name="inbox-count"),
    path("inbox/read/", inbox_views.inbox_read, name="inbox-read"),
    path("inbox/undo/", inbox_views.inbox_undo, name="inbox-undo"),
    path("inbox/choices/", inbox_views.inbox_choices, name="inbox-choices"),
    path("inbox/letters/<str:token>/", inbox_views.mail_stop, name="mail-stop"),
    path("inbox/<uuid:uid>/", inbox_views.notice, name="notice"),
    path("inbox/<uuid:uid>/mark/", inbox_views.notice_mark, name="notice-mark"),
    path("palette/", search_views.palette_choices, name="palette"),
    path("c/<slug:slug>/palette/", search_views.palette_choices, name="community-palette"),
    path("help/", help_views.help_list, name="help"),
    path("help/words/", help_views.word_list, name="words"),
    path("help/<slug:topic>/", help_views.help_topic, name="help-topic"),
    path("operations/components/", gallery_views.gallery, name="components"),
    path("accessibility/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("privacy/", views.about, {"page": "privacy"}, name="privacy"),
]
