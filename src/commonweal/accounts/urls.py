from django.urls import path

from commonweal.accounts import account_views, deletion_views, passkey_views, password_views, two_step_views, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/link/", views.link_request, name="link-request"),
    path("sign-in/link/sent/", views.link_sent, name="link-sent"),
    path("sign-in/link/<str:token>/", views.link_confirm, name="link-confirm"),
    path("sign-in/code/", two_step_views.second_step, name="second-step"),
    path("sign-in/passkey/", passkey_views.sign_in_passkey, name="sign-in-passkey"),
    path("sign-in/passkey/question/", passkey_views.sign_in_question, name="sign-in-question"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language_set, name="language-set"),
    path("account/", account_views.account, name="account"),
    path("account/confirm/", password_views.confirm, name="confirm"),
    path("account/password/", password_views.password, name="password"),
    path("account/password/set/", password_views.password_set, name="password-set"),
    path("account/password/strength/", password_views.password_strength, name="password-strength"),
    path("account/two-step/", two_step_views.two_step, name="two-step"),
    path("account/two-step/codes/", two_step_views.recovery_codes, name="recovery-codes"),
    path("account/two-step/off/", two_step_views.two_step_off, name="two-step-off"),
    path("account/passkeys/add/", passkey_views.passkey_add, name="passkey-add"),
    path("account/passkeys/question/", passkey_views.passkey_question, name="passkey-question"),
    path("account/passkeys/<uuid:uid>/rename/", passkey_views.passkey_rename, name="passkey-rename"),
    path("account/passkeys/<uuid:uid>/remove/", passkey_views.passkey_remove, name="passkey-remove"),
    path("account/data/", deletion_views.data, name="data"),
    path("account/delete/", deletion_views.delete, name="delete"),
    path("account/delete/undo/", deletion_views.deletion_undo, name="deletion-undo"),
    path("account/delete/<str:token>/", deletion_views.deletion_confirm, name="deletion-confirm"),
    path("account/devices/end/", account_views.devices_end, name="devices-end"),
    path("account/devices/<uuid:uid>/end/", account_views.device_end, name="device-end"),
    path("theme/", views.theme_set, name="theme-set"),
]
