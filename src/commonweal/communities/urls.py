from django.urls import path

from commonweal.communities import (
    boundary_views,
    community_views,
    invitation_views,
    organization_views,
    viewing_views,
    views,
)

app_name = "communities"
urlpatterns = [
    path("", views.start, name="start"),
    path("first-steps/", views.steps, name="steps"),
    path("settings/", community_views.change_settings, name="settings"),
    path("settings/archive/", community_views.archive, name="archive"),
    path("settings/bring-back/", community_views.bring_back, name="bring-back"),
    path("boundary/", boundary_views.boundary_page, name="boundary"),
    path("boundary/include/", boundary_views.place_include, name="place-include"),
    path("boundary/<uuid:uid>/exclude/", boundary_views.place_exclude, name="place-exclude"),
    path("boundary/<uuid:uid>/forget/", boundary_views.inclusion_forget, name="inclusion-forget"),
    path("organizations/", organization_views.organization_list, name="organizations"),
    path("organizations/add/", organization_views.organization_add, name="organization-add"),
    path("organizations/<uuid:uid>/", organization_views.organization_page, name="organization"),
    path("organizations/<uuid:uid>/edit/", organization_views.organization_edit, name="organization-edit"),
    path("organizations/<uuid:uid>/archive/", organization_views.organization_archive, name="organization-archive"),
    path("organizations/<uuid:uid>/restore/", organization_views.organization_restore, name="organization-restore"),
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
