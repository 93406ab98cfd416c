from django.urls import path

from commonweal.measures import views

app_name = "measures"
urlpatterns = [
    path("measures/", views.measure_list, name="list"),
    path("measures/import/", views.workbook_import, name="import"),
    path("measures/import/<uuid:uid>/undo/", views.import_undo, name="import-undo"),
    path("measures/<slug:key>/", views.measure_detail, name="measure"),
    path("places/", views.place_list, name="places"),
    path("places/leave/", views.place_leave, name="place-leave"),
]
