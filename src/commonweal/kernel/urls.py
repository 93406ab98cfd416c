from django.urls import path

from commonweal.kernel import views

app_name = "kernel"
urlpatterns = [path("jobs/<uuid:uid>/", views.job_detail, name="job")]
