from django.urls import path

from commonweal.answers.consumers import AnswerConsumer

websocket_urlpatterns = [path("ws/answers/<uuid:uid>/", AnswerConsumer.as_asgi())]
