from django.urls import path

from commonweal.measures import views

app_name = "measures"
urlpatterns = [
    path("measures/", views.measure_list, name="list"),
    path("measures/import/", views.file_import, name="import"),
    path("measures/import/<uuid:uid>/", views.import_preview, name="import-preview"),
    path("measures/import/<uuid:uid>/confirm/", views.import_confirm, name="import-confirm"),
    path("measures/import/<uuid:uid>/discard/", views.import_discard, name="import-discard"),
    path("measures/import/<uuid:uid>/undo/", views.import_undo, name="import-undo"),
    path("measures/<slug:key>/", views.measure_detail, name="measure"),
    path("places/", views.place_list, name="places"),
    path("places/leave/", views.place_leave, name="place-leave"),
]
