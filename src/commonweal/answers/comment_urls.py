from django.urls import path

from commonweal.answers import comment_views

ONE = "profile/<slug:ref_slug>/comments/<uuid:uid>"
urlpatterns = [
    path("profile/<slug:ref_slug>/comments/", comment_views.comments, name="comments"),
    path(f"{ONE}/change/", comment_views.comment_change, name="comment-change"),
    path(f"{ONE}/remove/", comment_views.comment_act, {"act": "remove"}, name="comment-remove"),
    path(f"{ONE}/resolve/", comment_views.comment_act, {"act": "resolve"}, name="comment-resolve"),
    path(f"{ONE}/reopen/", comment_views.comment_act, {"act": "reopen"}, name="comment-reopen"),
]
