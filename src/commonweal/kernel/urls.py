from django.urls import path

from commonweal.kernel import views

app_name = "kernel"
urlpatterns = [
    path("jobs/<uuid:uid>/", views.job_detail, name="job"),
    path("operations/jobs/", views.job_list, name="jobs"),
    path("operations/jobs/<uuid:uid>/retry/", views.job_retry, name="job-retry"),
    path("operations/mail/", views.mail_list, name="mail"),
    path("operations/mail/release/", views.mail_release, name="mail-release"),
    path("operations/mail/discard/", views.mail_discard, name="mail-discard"),
    path("operations/mail/<uuid:uid>/retry/", views.mail_retry, name="mail-retry"),
]
below_a_community = (
    [path("jobs/<uuid:uid>/", views.job_detail, name="job")],
    "work",
)
"""The progress of one's own work, at an address of the community it is for: the page keeps its menu and name."""
