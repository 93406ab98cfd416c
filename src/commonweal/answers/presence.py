"""Who is in a room and where their carets are. Nothing of this is stored."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from commonweal.answers.members import JSONObject, Member
from commonweal.answers.methods import wire

LONGEST_PRESENCE = 4096
"""Bytes of one presence message; a caret takes about 200."""
MOST_CLIENTS = 8
"""Clients one message may speak of; a page speaks for itself alone."""
MOST_NUMBERS = 200
"""Client numbers of one person that are remembered; each page that is opened has a new one."""
GONE_AFTER = timedelta(seconds=30)
"""After this long without a word, the y-protocols count a client as gone."""


class Presences:
    """The last word of each client, and which of them are news since the last tick."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[wire.Presence, datetime]] = {}
        self._news: dict[int, wire.Presence] = {}
        self._from_afar: set[int] = set()
        self._owners: dict[int, object] = {}
        """Whose each client number is, by the person's uid, oldest first."""

    @property
    def has_news(self) -> bool:
        """Whether a caret moved since it was last told."""
        return bool(self._news)

    def bind(self, client: int, person: JSONObject) -> bool:
        """Make a client number a person's for as long as the room is open; False if it is somebody else's.

        Pages choose their numbers by chance, so the same number from another person is no accident. It stays
        theirs after they left: a page that lost its connection comes back with the number it had.
        """
        uid = person["uid"]
        if client in self._owners:
            return self._owners[client] == uid
        self._owners[client] = uid
        own = [number for number, owner in self._owners.items() if owner == uid]
        for number in own[:-MOST_NUMBERS]:
            del self._owners[number]
        return True

    def receive(self, member: Member, payload: bytes, at: datetime) -> None:
        """Note where a member's caret is. Who they are is the server's word; all else they say is dropped.

        Raises:
            MalformedFrame: if the payload is too long or not a presence.
        """
        if len(payload) > LONGEST_PRESENCE:
            raise wire.MalformedFrame("a presence is too long")
        for one in wire.parse_presences(payload, most=MOST_CLIENTS):
            if one.client == member.client:
                state = one.state and {"user": member.person, "cursor": one.state.get("cursor")}
                self.note(wire.Presence(one.client, one.clock, state), at)

    def note(self, presence: wire.Presence, at: datetime) -> None:
        """Note the word of one client."""
        self._news[presence.client] = presence
        self._from_afar.discard(presence.client)
        if presence.state is None:
            self._known.pop(presence.client, None)
        else:
            self._known[presence.client] = (presence, at)

    def note_from_afar(self, presences: Iterable[wire.Presence], at: datetime) -> None:
        """Note what another process told; it is told to the members here and not sent back.

        A client number that is somebody else's here is dropped: two people cannot have drawn the same.
        """
        for one in presences:
            person = one.state.get("user") if one.state else None
            if person is None or self.bind(one.client, person):
                self.note(one, at)
                self._from_afar.add(one.client)

    def note_gone(self, client: int, at: datetime) -> None:
        """Note that a client left without saying so."""
        if known := self._known.get(client):
            self.note(wire.Presence(client, known[0].clock + 1, None), at)

    def frame_for_newcomer(self, at: datetime) -> bytes:
        """Everybody heard of lately, as one frame; empty when nobody."""
        heard = [one for one, since in self._known.values() if at - since < GONE_AFTER]
        return wire.presence_frame(heard) if heard else b""

    def tell(self, members: Iterable[Member]) -> list[wire.Presence]:
        """Tell the news to the members, and return what the other processes do not know."""
        news = list(self._news.values())
        ours = [one for one in news if one.client not in self._from_afar]
        self._news.clear()
        self._from_afar.clear()
        frame = wire.presence_frame(news) if news else b""
        for member in members:
            if frame and member.is_synced and any(one.client != member.client for one in news):
                member.send(frame)
        return ours
