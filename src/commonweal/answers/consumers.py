"""The web socket of one open answer: who it is, the handshake, then frames to and from the room."""

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseFault
from django.utils import timezone

from commonweal.accounts.models import User
from commonweal.answers import phrases, selectors
from commonweal.answers.enums import CloseCode, Refusal
from commonweal.answers.hub import Hub, hub_of_this_loop
from commonweal.answers.members import Member
from commonweal.answers.rooms import AnswerFacts, Room
from commonweal.answers.sockets import Ear, Receive, SocketOutlet
from commonweal.answers.yjs import SCHEMA
from commonweal.communities.rules import role_in
from commonweal.communities.viewing_session import SESSION_KEY

logger = logging.getLogger(__name__)

HELLO_BYTES = 4096
MOST_INCOMING_BYTES = 2 * SCHEMA.frame_bytes
"""What a page may send ahead of the room; then its socket is not read until the room has taken it."""
LARGEST_CLIENT = 2**53


class AnswerConsumer(AsyncWebsocketConsumer):
    """One socket. Text frames are control messages in JSON, binary frames are y-protocols."""

    hub: Hub
    facts: AnswerFacts
    user: User
    role: str
    ear: Ear
    taken: asyncio.Event
    outlet: SocketOutlet | None = None
    member: Member | None = None
    room: Room | None = None

    async def __call__(self, scope: Any, receive: Receive, send: Any) -> None:
        """Run the socket to its end."""
        self.ear = Ear(receive)
        await super().__call__(scope, self.ear.receive, send)

    async def connect(self) -> None:
        """Accept, so that the page learns the reason if the socket is closed at once."""
        await self.accept()
        if not self.scope["user"].is_authenticated:
            await self.close(CloseCode.SIGNED_OUT)
            return
        found = await self._look_up()
        if found is None:
            await self.close(CloseCode.NOT_FOUND)
            return
        self.facts, self.user, self.role = found
        self.hub = hub_of_this_loop()
        self.taken = asyncio.Event()
        self.outlet = SocketOutlet(self._send_frame, self._close_with)

    async def disconnect(self, _code: int) -> None:
        """Leave the room; what was written stays and will be stored."""
        if self.outlet:
            self.outlet.stop()
        if self.room and self.member:
            self.hub.leave(self.room, self.member)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take one frame."""
        if self.outlet is None:
            return
        if self.member is None or self.room is None:
            await self._greet(self.outlet, text_data)
        elif bytes_data is not None:
            self.hub.receive(self.room, self.member, bytes_data)
            await self._wait_for_room(self.member)
            await self._wait_for_allowance(self.member)
        else:
            self.member.refuse(Refusal.MALFORMED, phrases.MALFORMED, is_fatal=True)

    async def _greet(self, outlet: SocketOutlet, text: str | None) -> None:
        """Take the page's hello; an old page may read, and is told to reload before it can write."""
        said = _hello(text)
        allowance = self.hub.allowance_of(self.user.pk)
        member = Member(self.user, said["client"] if said else 0, self.role, outlet, allowance)
        if said is None:
            member.refuse(Refusal.MALFORMED, phrases.MALFORMED, is_fatal=True)
            return
        if said["schema"] != SCHEMA.version:
            member.tell("reload", phrases.RELOAD)
            member.is_old = True
        member.on_taken = self.taken.set
        member.session_key = self.scope["session"].session_key or ""
        try:
            await self._wait_for_allowance(member)
            room = await self.hub.join(self.facts, member)
        except DatabaseFault:
            logger.exception("answers.not_opened")
            outlet.close(CloseCode.SLOW)
            return
        if not member.is_out:
            self.member, self.room = member, room

    async def _wait_for_room(self, member: Member) -> None:
        while member.n_incoming_bytes > MOST_INCOMING_BYTES:
            self.taken.clear()
            await self.taken.wait()

    async def _wait_for_allowance(self, member: Member) -> None:
        while not member.is_out and (seconds := member.allowance.seconds_to_wait(timezone.now())):
            self.taken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.taken.wait(), seconds)

    @database_sync_to_async
    def _look_up(self) -> tuple[AnswerFacts, User, str] | None:
        """The answer, the person and their role, if they may see it; nobody writes while looking as somebody else."""
        if self.scope["session"].get(SESSION_KEY):
            return None
        user = User.objects.filter(pk=self.scope["user"].pk, is_active=True).first()
        uid = self.scope["url_route"]["kwargs"]["uid"]
        answer = selectors.answers_visible_to(user).filter(uid=uid).first() if user else None
        if user is None or answer is None:
            return None
        role = role_in(user, answer.community)
        return (AnswerFacts(answer.pk, answer.uid, answer.community_id), user, role) if role else None

    async def _send_frame(self, frame: bytes | str) -> None:
        if isinstance(frame, str):
            await self.send(text_data=frame)
        else:
            await self.send(bytes_data=frame)

    async def _close_with(self, code: CloseCode) -> None:
        await self.ear.close(lambda: self.close(int(code)))


def _hello(text: str | None) -> dict[str, Any] | None:
    """The page's hello, if it is one."""
    if text is None or len(text) > HELLO_BYTES:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("type") != "hello" or not isinstance(said.get("schema"), int):
        return None
    client = said.get("client")
    is_client = isinstance(client, int) and not isinstance(client, bool) and 0 <= client < LARGEST_CLIENT
    return said if is_client else None
