from django.urls import path

from commonweal.answers import comment_views, suggestion_views

ONE = "profile/<slug:ref_slug>/comments/<uuid:uid>"
SUGGESTION = "profile/<slug:ref_slug>/suggestions/<uuid:uid>"
urlpatterns = [
    path("profile/<slug:ref_slug>/comments/", comment_views.comments, name="comments"),
    path(f"{ONE}/change/", comment_views.comment_change, name="comment-change"),
    path(f"{ONE}/remove/", comment_views.comment_act, {"act": "remove"}, name="comment-remove"),
    path(f"{ONE}/resolve/", comment_views.comment_act, {"act": "resolve"}, name="comment-resolve"),
    path(f"{ONE}/reopen/", comment_views.comment_act, {"act": "reopen"}, name="comment-reopen"),
    path("profile/<slug:ref_slug>/suggestions/", suggestion_views.suggestion_make, name="suggest"),
    path(f"{SUGGESTION}/accept/", suggestion_views.suggestion_accept, name="suggestion-accept"),
    path(f"{SUGGESTION}/decline/", suggestion_views.suggestion_decline, name="suggestion-decline"),
    path(f"{SUGGESTION}/withdraw/", suggestion_views.suggestion_withdraw, name="suggestion-withdraw"),
]
