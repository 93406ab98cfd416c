from django.urls import path

from commonweal.frameworks import content_views, current_views, upload_views, views

app_name = "frameworks"
urlpatterns = [
    path("", views.edition_list, name="editions"),
    path("uploads/", upload_views.upload_list, name="uploads"),
    path("uploads/<uuid:uid>/", upload_views.upload_detail, name="upload"),
    path("uploads/<uuid:uid>/take/", upload_views.upload_take, name="upload-take"),
    path("uploads/<uuid:uid>/forget/", upload_views.upload_forget, name="upload-forget"),
    path("sheets/<uuid:uid>/", upload_views.sheet_file, name="sheet-file"),
    path("around/<slug:kind>/<slug:slug>/", content_views.content_detail, name="content"),
    path("around/<slug:kind>/<slug:slug>/download/", content_views.content_download, name="content-download"),
    path("around/<slug:kind>/<slug:slug>/sheet/", upload_views.content_sheet_request, name="content-sheet"),
    path("around/<slug:kind>/<slug:slug>/<slug:edition>/", content_views.content_detail, name="content"),
    path(
        "around/<slug:kind>/<slug:slug>/<slug:edition>/download/",
        content_views.content_download,
        name="content-download",
    ),
    path(
        "around/<slug:kind>/<slug:slug>/<slug:edition>/sheet/",
        upload_views.content_sheet_request,
        name="content-sheet",
    ),
    path("compare/<slug:slug>/", views.compare, name="compare"),
    path("<slug:slug>/<slug:edition>/", views.edition_detail, name="edition"),
    path("<slug:slug>/<slug:edition>/current/", current_views.make_current, name="make-current"),
    path("<slug:slug>/<slug:edition>/values/", views.value_list, name="values"),
    path("<slug:slug>/<slug:edition>/terms/", views.term_list, name="terms"),
    path("<slug:slug>/<slug:edition>/search/", views.search, name="search"),
    path("<slug:slug>/<slug:edition>/print/", views.edition_print, name="print"),
    path("<slug:slug>/<slug:edition>/download/", upload_views.edition_download, name="download"),
    path("<slug:slug>/<slug:edition>/sheet/", upload_views.sheet_request, name="sheet"),
    path("<slug:slug>/<slug:edition>/<slug:item>/", views.item_detail, name="item"),
]
