"""What one person may do to a web process with sockets: ask for everything again and again, open very many pages."""

import asyncio
import time
from contextlib import AsyncExitStack, suppress

import pytest
from websockets.exceptions import ConnectionClosed

from commonweal.answers.allowance import BYTES_PER_SECOND, MOST_BYTES
from commonweal.answers.enums import CloseCode
from commonweal.answers.hub import MOST_PAGES
from commonweal.answers.methods import wire
from commonweal.answers.yjs import NO_STATE
from tests.answers.pages import PATIENCE_SECONDS, open_page
from tests.answers.servers import Stage, cookie_of

pytestmark = pytest.mark.slow

WRITER, READER = 0, -2
N_KEYS = 20
LONG_PATIENCE_SECONDS = 60.0
LONG_TEXT = "word " * 40_000


@pytest.fixture
def stage(tmp_path):
    stage = Stage(tmp_path, "")
    stage.set_up(2)
    stage.start_server()
    yield stage
    stage.close()


def page_of(stage, person):
    return open_page(next(iter(stage.servers)), stage.facts["answer"], cookie_of(stage.facts, person))


async def ask_for_ever(stage, n_bytes):
    """Ask for the whole text without end, as fast as the socket takes it, and begin anew when it is closed."""
    while True:
        async with page_of(stage, READER) as page:
            page.on_change = lambda update: n_bytes.append(len(update))
            await page.greet()
            with suppress(ConnectionClosed):
                while True:
                    await page.socket.send(wire.sync_frame(wire.Step.STATE, NO_STATE))


def test_a_reader_who_asks_for_the_text_without_end_gets_their_share_and_the_writers_are_served(stage):
    async def play():
        async with page_of(stage, WRITER) as writer:
            await writer.greet()
            await writer.type(LONG_TEXT)
            await writer.wait_for(lambda: writer.n_saved == writer.n_sent, LONG_PATIENCE_SECONDS)
            began, n_bytes = time.monotonic(), []
            asking = asyncio.create_task(ask_for_ever(stage, n_bytes))
            await writer.wait_for(lambda: n_bytes, LONG_PATIENCE_SECONDS)
            for _key in range(N_KEYS):
                await writer.type("k")
                await writer.wait_for(lambda: writer.n_saved == writer.n_sent, LONG_PATIENCE_SECONDS)
            asking.cancel()
            return sum(n_bytes), time.monotonic() - began

    n_bytes, seconds = asyncio.run(play())
    assert len(LONG_TEXT) <= n_bytes < MOST_BYTES + seconds * BYTES_PER_SECOND + 1_000_000


def test_very_many_pages_of_one_person_are_refused_in_words_and_others_write_on(stage):
    async def play():
        async with AsyncExitStack() as stack:
            for _page in range(MOST_PAGES):
                page = await stack.enter_async_context(page_of(stage, READER))
                await page.greet()
            async with page_of(stage, READER) as one_more, page_of(stage, WRITER) as writer:
                await one_more.socket.send('{"type": "hello", "schema": 1, "client": 7}')
                code = await one_more.wait_until_closed()
                await writer.greet()
                await writer.type("still here")
                await writer.wait_until_saved()
                await page.wait_for(lambda: "still here" in page.text, PATIENCE_SECONDS)
                return one_more.first("refused"), code

    refused, code = asyncio.run(play())
    assert (refused["code"], refused["fatal"], code) == ("many", True, CloseCode.MANY)
    assert "Close some others" in refused["message"]
