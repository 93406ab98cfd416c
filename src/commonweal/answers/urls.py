from django.urls import path

from commonweal.answers import (
    assignment_urls,
    comment_urls,
    copy_urls,
    document_urls,
    glossary_urls,
    import_urls,
    key_factor_urls,
    layout_urls,
    review_urls,
    version_urls,
    views,
)

app_name = "answers"
urlpatterns = [
    *document_urls.urlpatterns,
    *import_urls.urlpatterns,
    *version_urls.urlpatterns,
    *layout_urls.urlpatterns,
    *copy_urls.urlpatterns,
    *assignment_urls.urlpatterns,
    *review_urls.urlpatterns,
    *comment_urls.urlpatterns,
    *key_factor_urls.urlpatterns,
    *glossary_urls.urlpatterns,
    path("profile/", views.profile, name="profile"),
    path("profile/<slug:ref_slug>/", views.write, name="write"),
    path("profile/<slug:ref_slug>/history/", views.history, name="history"),
    path("profile/<slug:ref_slug>/history/<uuid:event_uid>/", views.version_compare, name="compare"),
    path("profile/<slug:ref_slug>/history/<uuid:event_uid>/restore/", views.version_restore, name="restore"),
]
