"""Pages alone, for an installation that runs WSGI processes for pages and ASGI ones for sockets."""

from django.core.handlers.wsgi import WSGIHandler

from commonweal.site.boot import set_up_django

set_up_django()
application = WSGIHandler()
