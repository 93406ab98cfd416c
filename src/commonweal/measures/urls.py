from django.urls import path

from commonweal.measures import value_views, views

app_name = "measures"
urlpatterns = [
    path("measures/", views.measure_list, name="list"),
    path("measures/import/", views.file_import, name="import"),
    path("measures/import/<uuid:uid>/", views.import_preview, name="import-preview"),
    path("measures/import/<uuid:uid>/confirm/", views.import_confirm, name="import-confirm"),
    path("measures/import/<uuid:uid>/discard/", views.import_discard, name="import-discard"),
    path("measures/import/<uuid:uid>/undo/", views.import_undo, name="import-undo"),
    path("measures/values/", value_views.value_list, name="values"),
    path("measures/values/sheet/", value_views.template_request, name="value-template"),
    path("measures/values/sheet/<uuid:uid>/", value_views.template_file, name="value-template-file"),
    path("measures/values/given/<uuid:uid>/", value_views.sheet_preview, name="sheet-preview"),
    path("measures/values/given/<uuid:uid>/enter/", value_views.sheet_enter, name="sheet-enter"),
    path("measures/values/given/<uuid:uid>/discard/", value_views.sheet_discard, name="sheet-discard"),
    path("measures/values/<uuid:uid>/undo/", value_views.value_undo, name="value-undo"),
    path("measures/<slug:key>/values/new/", value_views.value_add, name="value-add"),
    path("measures/<slug:key>/", views.measure_detail, name="measure"),
    path("places/", views.place_list, name="places"),
    path("places/leave/", views.place_leave, name="place-leave"),
]
