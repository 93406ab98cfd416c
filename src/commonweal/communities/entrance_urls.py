"""What stands outside any one community: how a person comes into one."""

from django.urls import path

from commonweal.communities import community_views, invitation_views, viewing_views

app_name = "entrance"
urlpatterns = [
    path("invitation/<str:token>/", invitation_views.invitation, name="invitation"),
    path("operations/communities/", community_views.community_list, name="communities"),
    path("operations/communities/new/", community_views.found, name="found"),
    path("view-as/stop/", viewing_views.view_stop, name="view-stop"),
]
