from django.urls import path

from commonweal.communities import views

app_name = "communities"
urlpatterns = [
    path("", views.start, name="start"),
    path("people/", views.people, name="people"),
    path("people/<uuid:uid>/role/", views.role_change, name="role-change"),
    path("people/<uuid:uid>/remove/", views.member_remove, name="member-remove"),
]
