"""What stands outside any one community: how a person comes into one."""

from django.urls import path

from commonweal.communities import invitation_views, viewing_views

app_name = "entrance"
urlpatterns = [
    path("invitation/<str:token>/", invitation_views.invitation, name="invitation"),
    path("view-as/stop/", viewing_views.view_stop, name="view-stop"),
]
