"""A page that has an answer open, as the editor would: a Yjs document and a socket."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, TransactionEvent, XmlElement, XmlFragment, XmlText
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from commonweal.answers.methods import wire
from commonweal.answers.yjs import SCHEMA

PATIENCE_SECONDS = 10.0


@dataclass
class Page:
    """One open page. Everything it was told is kept in ``told``; ``doc`` is its copy of the text."""

    socket: ClientConnection
    doc: Doc[Any] = field(default_factory=Doc)
    told: list[dict[str, Any]] = field(default_factory=list)
    n_sent: int = 0
    n_saved: int = 0
    close_code: int | None = None
    presences: dict[int, Any] = field(default_factory=dict)
    on_change: Callable[[bytes], None] = lambda _update: None
    on_saved: Callable[[dict[str, Any]], None] = lambda _message: None
    _outgoing: list[bytes] = field(default_factory=list)
    _text: XmlText | None = None

    def __post_init__(self) -> None:
        self.fragment: XmlFragment = self.doc.get("default", type=XmlFragment)
        self._is_remote = False
        self.doc.observe(self._changed)

    # What the page does

    async def greet(self, schema: int = SCHEMA.version) -> dict[str, Any]:
        """Say hello and wait for the server's."""
        await self.socket.send(json.dumps({"type": "hello", "schema": schema, "client": self.doc.client_id}))
        hello = await self.wait_for(lambda: self.first("hello"))
        await self.socket.send(wire.sync_frame(wire.Step.STATE, self.doc.get_state()))
        return hello

    async def send_update(self, update: bytes) -> None:
        """Send an update whatever is in it; it counts as a change."""
        self.n_sent += 1
        await self.socket.send(wire.sync_frame(wire.Step.UPDATE, update))

    async def type(self, text: str) -> None:
        """Type at the end of the page's own paragraph, which it makes first."""
        if self._text is None:
            paragraph = self.fragment.children.append(XmlElement("paragraph"))
            self._text = paragraph.children.append(XmlText(""))
        self._text += text
        await self.flush()

    async def take_back(self, n_characters: int) -> None:
        """Delete what was typed last; plain letters only."""
        assert self._text is not None
        del self._text[len(self._text) - n_characters : len(self._text)]
        await self.flush()

    async def flush(self) -> None:
        """Send what changed here."""
        waiting, self._outgoing = self._outgoing, []
        for update in waiting:
            await self.send_update(update)

    # What the page sees

    @property
    def text(self) -> str:
        """The whole text with its tags."""
        return str(self.fragment)

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The messages of one kind."""
        return [message for message in self.told if message["type"] == kind]

    def first(self, kind: str) -> dict[str, Any] | None:
        """The first message of a kind."""
        return next(iter(self.all(kind)), None)

    async def wait_for(self, condition: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
        """Wait until a condition is true and return its value."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if value := condition():
                return value
            await asyncio.sleep(0.005)
        raise AssertionError(f"It did not happen in {seconds} s. Last told: {self.told[-3:]}")

    async def wait_until_saved(self) -> None:
        """Wait until everything sent is said to be saved."""
        await self.wait_for(lambda: self.n_saved == self.n_sent)

    async def wait_until_closed(self) -> int:
        """Wait for the server to close the socket and return its code."""
        return int(await self.wait_for(lambda: self.close_code))

    async def read(self) -> None:
        """Take in frames until the socket is closed."""
        try:
            async for frame in self.socket:
                await self._take(frame)
        except ConnectionClosed:
            pass
        self.close_code = self.socket.close_code or 1006

    async def _take(self, content: str | bytes) -> None:
        if isinstance(content, str):
            message = json.loads(content)
            self.told.append(message)
            if message["type"] == "saved":
                self.n_saved = message["n"]
                self.on_saved(message)
            return
        frame = wire.parse_frame(content)
        if frame.kind is wire.Kind.AWARENESS:
            self.presences |= {one.client: one.state for one in wire.parse_presences(frame.payload, most=1000)}
        elif frame.kind is wire.Kind.STATE:
            self.n_sent += 1
            self._outgoing.clear()
            await self.socket.send(wire.sync_frame(wire.Step.MISSING, self.doc.get_update(frame.payload)))
        else:
            self._is_remote = True
            self.doc.apply_update(frame.payload)
            self._is_remote = False
            self.on_change(frame.payload)

    def _changed(self, event: TransactionEvent) -> None:
        if not self._is_remote:
            self._outgoing.append(event.update)


@asynccontextmanager
async def open_page(port: int, answer: str, cookie: str, doc: Doc[Any] | None = None) -> AsyncIterator[Page]:
    """Open the socket of an answer; the page still has to greet."""
    headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{port}"}
    address = f"ws://127.0.0.1:{port}/ws/answers/{answer}/"
    async with connect(address, additional_headers=headers, max_size=None, compression=None) as socket:
        page = Page(socket, doc or Doc())
        reading = asyncio.create_task(page.read())
        try:
            yield page
        finally:
            reading.cancel()
