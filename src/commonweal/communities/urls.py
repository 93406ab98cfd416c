from django.urls import path

from commonweal.communities import community_views, invitation_views, viewing_views, views

app_name = "communities"
urlpatterns = [
    path("", views.start, name="start"),
    path("settings/", community_views.change_settings, name="settings"),
    path("settings/archive/", community_views.archive, name="archive"),
    path("settings/bring-back/", community_views.bring_back, name="bring-back"),
    path("people/", views.people, name="people"),
    path("people/invitations/", invitation_views.invitation_list, name="invitations"),
    path("people/invitations/<uuid:uid>/send/", invitation_views.invitation_send, name="invitation-send"),
    path("people/invitations/<uuid:uid>/revoke/", invitation_views.invitation_revoke, name="invitation-revoke"),
    path("people/view-as/", viewing_views.view_as, name="view-as"),
    path("people/looked/", viewing_views.viewing_list, name="viewings"),
    path("people/roles/", views.roles, name="roles"),
    path("people/<uuid:uid>/role/", views.role_change, name="role-change"),
    path("people/<uuid:uid>/remove/", views.member_remove, name="member-remove"),
]
