from django.urls import path

from commonweal.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.edition_list, name="editions"),
    path("compare/<slug:slug>/", views.compare, name="compare"),
    path("<slug:slug>/<slug:edition>/", views.edition_detail, name="edition"),
    path("<slug:slug>/<slug:edition>/values/", views.value_list, name="values"),
    path("<slug:slug>/<slug:edition>/terms/", views.term_list, name="terms"),
    path("<slug:slug>/<slug:edition>/search/", views.search, name="search"),
    path("<slug:slug>/<slug:edition>/print/", views.edition_print, name="print"),
    path("<slug:slug>/<slug:edition>/<slug:item>/", views.item_detail, name="item"),
]
