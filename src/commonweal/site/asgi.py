"""Pages and sockets in one process: what each web process of ``commonweal serve`` runs."""

from commonweal.site.boot import set_up_django

set_up_django()

from channels.routing import ProtocolTypeRouter  # noqa: E402 -- needs the packages loaded
from django.conf import settings  # noqa: E402

from commonweal.site.page_handler import PageHandler  # noqa: E402
from commonweal.site.sockets import socket_application  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": PageHandler(n_threads=settings.N_PAGE_THREADS, max_body_bytes=settings.REQUEST_MAX_BYTES),
        "websocket": socket_application(),
    }
)
