from django.urls import path

from commonweal.answers import review_views

urlpatterns = [
    path("profile/<slug:ref_slug>/review/", review_views.review, name="review"),
    path("profile/<slug:ref_slug>/review/agree/", review_views.agree, name="agree"),
    path("profile/<slug:ref_slug>/review/people/", review_views.ask, name="review-ask"),
    path("profile/<slug:ref_slug>/review/take-back/", review_views.take_back, name="review-take-back"),
]
