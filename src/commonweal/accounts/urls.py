from django.urls import path

from commonweal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/link/", views.link_request, name="link-request"),
    path("sign-in/link/sent/", views.link_sent, name="link-sent"),
    path("sign-in/link/<str:token>/", views.link_confirm, name="link-confirm"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language_set, name="language-set"),
    path("theme/", views.theme_set, name="theme-set"),
]
