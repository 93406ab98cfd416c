"""What stands outside any one community: how a person comes into one."""

from django.urls import path

from commonweal.communities import invitation_views

app_name = "entrance"
urlpatterns = [
    path("invitation/<str:token>/", invitation_views.invitation, name="invitation"),
]
