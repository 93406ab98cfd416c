"""What stands outside any one community: the catalogue that the measures of all follow."""

from django.urls import path

from commonweal.measures import catalogue_views

app_name = "catalogues"
urlpatterns = [
    path("operations/measures/", catalogue_views.catalogue_list, name="list"),
    path("operations/measures/<uuid:uid>/use/", catalogue_views.catalogue_use, name="use"),
    path("operations/measures/<uuid:uid>/take-back/", catalogue_views.catalogue_take_back, name="take-back"),
]
