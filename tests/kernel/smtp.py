"""A tiny mail server on loopback that can be told to fail, so that mail is tested over a real connection."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default as policy


@dataclass
class MailServer:
    """Takes letters, or answers the next recipients with the given faults: ``451``, ``550`` or ``drop``."""

    port: int = 0
    faults: list[str] = field(default_factory=list)
    letters: list[tuple[str, Message]] = field(default_factory=list)
    n_connections: int = 0

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.n_connections += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._converse(reader, writer)
        writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(line.encode() + b"\r\n")
            await writer.drain()

        to = ""
        await say("220 loopback")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                to = line.decode().partition("<")[2].partition(">")[0]
                fault = self.faults.pop(0) if self.faults else "250"
                if fault == "drop":
                    return
                await say(f"{fault} {to}")
            elif word == b"DATA":
                await say("354 go on")
                letter = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                self.letters.append((to, message_from_bytes(letter, policy=policy)))
                await say("250 taken")
            elif word == b"QUIT":
                await say("221 bye")
                return
            else:
                await say("250 loopback")


@contextmanager
def running_server() -> Iterator[MailServer]:
    """A server in a thread of its own, on a free port of 127.0.0.1."""
    server, loop, is_ready = MailServer(), asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def serve() -> None:
        listener = await asyncio.start_server(server._serve, "127.0.0.1", 0)
        server.port = listener.sockets[0].getsockname()[1]
        is_ready.set()
        async with listener:
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    assert is_ready.wait(5)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()
