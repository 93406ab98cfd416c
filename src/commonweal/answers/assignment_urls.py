from django.urls import path

from commonweal.answers import assignment_views

urlpatterns = [
    path("profile/<slug:ref_slug>/assign/", assignment_views.assign, name="assign"),
    path("profile/<slug:ref_slug>/take/", assignment_views.take, name="take"),
    path("profile/<slug:ref_slug>/give-back/", assignment_views.give_back, name="give-back"),
]
