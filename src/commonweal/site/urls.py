"""Every address. Each package's own addresses stand in its ``urls.py``."""

from django.urls import include, path

from commonweal.kernel import urls as kernel_urls

urlpatterns = [
    path("", include("commonweal.site.page_urls")),
    path("", include("commonweal.kernel.urls")),
    path("", include("commonweal.accounts.urls")),
    path("", include("commonweal.documents.urls")),
    path("", include("commonweal.measures.catalogue_urls")),
    path("framework/", include("commonweal.frameworks.urls")),
    path("", include("commonweal.communities.entrance_urls")),
    path("c/<slug:slug>/", include(kernel_urls.below_a_community)),
    path("c/<slug:slug>/", include("commonweal.communities.urls")),
    path("c/<slug:slug>/", include("commonweal.measures.urls")),
    path("c/<slug:slug>/", include("commonweal.answers.urls")),
]
handler400 = "commonweal.site.views.bad_request"
handler403 = "commonweal.site.views.permission_denied"
handler404 = "commonweal.site.views.not_found"
handler500 = "commonweal.site.views.server_error"
