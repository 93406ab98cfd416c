"""Real sockets to real web processes, on SQLite and on PostgreSQL where it is installed."""

import asyncio
import time
from base64 import b64decode
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from shutil import which

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from commonweal.answers.methods import wire
from commonweal.answers.methods.wire import clocks_by_client
from commonweal.answers.yjs import SCHEMA
from scripts.postgres import throw_away_cluster
from scripts.system_deps import postgres_programs
from tests.answers.pages import Page, open_page
from tests.answers.servers import Stage, cookie_of, throw_away_redis

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

WRITER, OTHER, THIRD, READER, STRANGER = 0, 1, 2, -2, -1


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stage(request, tmp_path_factory):
    """One database with three writers, a reader and a stranger, and two web processes."""
    with ExitStack() as stack:
        address = ""
        if request.param == "postgres":
            if postgres_programs() is None:
                pytest.skip("PostgreSQL is not installed")
            address = stack.enter_context(throw_away_cluster())
        stage = Stage(tmp_path_factory.mktemp(request.param), address)
        stack.callback(stage.close)
        stage.set_up(3)
        stage.start_server()
        stage.start_server()
        yield stage


def first_port(stage):
    return next(iter(stage.servers))


@asynccontextmanager
async def page_of(stage, person, *, port=None, doc=None, greet=True, schema=SCHEMA.version):
    async with open_page(port or first_port(stage), stage.facts["answer"], cookie_of(stage.facts, person), doc) as page:
        if greet:
            await page.greet(schema)
            await page.wait_for(lambda: page.n_sent)
        yield page


async def type_for_a_while(page: Page, letter: str, n_keys: int):
    for _key in range(n_keys):
        await page.type(letter)
        await asyncio.sleep(0.02)


def stored_text(stage):
    return stage.query(f"str(log.replica_of({stage.facts['answer_id']})._fragment)")


def test_writers_at_two_processes_converge_and_everything_is_stored(stage):
    async def play():
        ports = [*stage.servers]
        async with AsyncExitStack() as stack:
            pages = [
                await stack.enter_async_context(page_of(stage, person, port=ports[person % 2])) for person in range(3)
            ]
            await asyncio.gather(*(type_for_a_while(page, "abc"[n], 40) for n, page in enumerate(pages)))
            await asyncio.gather(*(page.wait_until_saved() for page in pages))
            await pages[0].wait_for(lambda: len({page.text for page in pages}) == 1)
            return pages[0].text

    text = asyncio.run(play())
    assert all(letter * 40 in text for letter in "abc")
    assert stored_text(stage) == text


def test_every_key_said_to_be_saved_is_there_after_kill_9(stage):
    async def play(doc):
        port = stage.start_server()
        async with page_of(stage, WRITER, port=port, doc=doc) as page:
            typing = asyncio.create_task(type_for_a_while(page, "k", 200))
            await page.wait_for(lambda: len(page.all("saved")) > 4)
            stage.kill_server(port)
            await asyncio.gather(typing, return_exceptions=True)
            return page.all("saved")[-1]["sv"]

    doc = Doc()
    promised = clocks_by_client(b64decode(asyncio.run(play(doc))))[doc.client_id]
    state = stage.query(f"log.replica_of({stage.facts['answer_id']}).state_vector().hex()")
    assert promised > 5
    assert clocks_by_client(bytes.fromhex(state))[doc.client_id] >= promised

    async def come_back():
        async with page_of(stage, WRITER, doc=doc) as page:
            await page.wait_until_saved()
            return page.text

    assert asyncio.run(come_back()) == stored_text(stage)


def test_a_reader_reads_and_changes_nothing(stage):
    async def play():
        async with page_of(stage, READER) as reader, page_of(stage, WRITER) as writer:
            await reader.type("reader was here")
            refused = await reader.wait_for(lambda: reader.first("refused"))
            await writer.type("for the reader")
            await reader.wait_for(lambda: "for the reader" in reader.text)
            return refused, writer.text

    refused, text = asyncio.run(play())
    assert (refused["code"], refused["fatal"]) == ("viewer", False)
    assert "reader was here" not in text + stored_text(stage)


@pytest.mark.parametrize("person", [STRANGER, None])
def test_an_answer_one_may_not_see_does_not_exist(stage, person):
    async def play():
        cookie = cookie_of(stage.facts, person) if person else "sessionid=nonsense"
        async with open_page(first_port(stage), stage.facts["answer"], cookie) as page:
            return await page.wait_until_closed(), page.told

    assert asyncio.run(play()) == (4404 if person else 4401, [])


def test_a_page_of_another_site_opens_nothing(stage):
    async def play():
        address = f"ws://127.0.0.1:{first_port(stage)}/ws/answers/{stage.facts['answer']}/"
        headers = {"Cookie": cookie_of(stage.facts, WRITER), "Origin": "https://evil.example"}
        async with connect(address, additional_headers=headers):
            pass

    with pytest.raises(InvalidStatus):
        asyncio.run(play())


def hostile(write):
    doc = Doc()
    write(doc, doc.get("default", type=XmlFragment))
    return wire.sync_frame(wire.Step.UPDATE, doc.get_update())


def _script(_doc, fragment):
    fragment.children.append(XmlElement("script"))


def _link(_doc, fragment):
    paragraph = fragment.children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).format(0, 1, {"link": {"href": "javascript:alert(1)"}})


def _other_root(doc, _fragment):
    doc.get("secret", type=XmlFragment).children.append(XmlElement("paragraph"))


NESTED = b"\x01\x01\x05\x00\x08\x01\x07default\x01" + b"\x75\x01" * 200_000 + b"\x7e\x00"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"hello, this is no frame", "malformed"),
        (b"", "malformed"),
        (bytes(2_000_000), "size"),
        ("not binary", "malformed"),
        (hostile(_script), "schema"),
        (hostile(_link), "schema"),
        (hostile(_other_root), "schema"),
        (wire.sync_frame(wire.Step.UPDATE, NESTED), "schema"),
    ],
    ids=["noise", "empty", "2 MB", "text", "script", "link", "another root", "nested 200,000 deep"],
)
def test_what_may_not_be_is_refused_in_words_and_others_write_on(stage, frame, code):
    async def play():
        async with page_of(stage, OTHER) as bystander, page_of(stage, WRITER) as page:
            before = bystander.text
            await page.socket.send(frame)
            refused = await page.wait_for(lambda: page.first("refused"))
            closed = await page.wait_until_closed()
            await bystander.type("still here ")
            await bystander.wait_until_saved()
            return refused, closed, before, bystander.text

    refused, closed, before, after = asyncio.run(play())
    assert (refused["code"], refused["fatal"]) == (code, True)
    assert refused["message"]
    assert 4400 <= closed < 4500
    assert len(after) > len(before)
    assert "script" not in after


def test_a_page_that_does_not_greet_is_refused(stage):
    async def play():
        async with page_of(stage, WRITER, greet=False) as page:
            await page.socket.send(wire.sync_frame(wire.Step.STATE, b"\x00"))
            return await page.wait_until_closed()

    assert asyncio.run(play()) == 4400


def test_an_old_page_is_told_to_reload_and_writes_nothing(stage):
    async def play():
        async with page_of(stage, WRITER, schema=0) as page:
            await page.type("from the past")
            await page.wait_for(lambda: page.first("refused"))
            return page.first("reload"), page.first("hello")

    reload, hello = asyncio.run(play())
    assert (bool(reload["message"]), hello["can_write"]) == (True, False)
    assert "from the past" not in stored_text(stage)


def test_a_role_taken_away_while_writing_stops_the_writing(stage):
    person = stage.facts["keys"][THIRD]

    def set_role(role):
        stage.query(f"Membership.objects.filter(user_id={person}).update(role={role!r})")

    async def play():
        async with page_of(stage, THIRD) as page:
            await page.type("allowed ")
            await page.wait_until_saved()
            await asyncio.to_thread(set_role, "reader")
            await page.type("forbidden")
            access = await page.wait_for(lambda: page.first("access"))
            await page.type("forbidden")
            refused = await page.wait_for(lambda: page.first("refused"))
            await asyncio.to_thread(set_role, "writer")
            given = await page.wait_for(lambda: page.all("access")[1:])
            return access, refused, given[0]

    access, refused, given = asyncio.run(play())
    assert (access["can_write"], refused["code"] in {"role", "viewer"}, given["can_write"]) == (False, True, True)
    text = stored_text(stage)
    assert "allowed" in text
    assert "forbidden" not in text


def test_a_member_removed_is_sent_away(stage):
    person = stage.facts["keys"][THIRD]
    where = f"user_id={person}"

    async def play():
        async with page_of(stage, THIRD) as page:
            await asyncio.to_thread(stage.query, f"Membership.objects.filter({where}).update(role='reader')")
            await asyncio.to_thread(stage.query, f"Membership.objects.filter({where}).delete()[0]")
            return await page.wait_until_closed()

    try:
        assert asyncio.run(play()) == 4403
    finally:
        stage.query(f"str(Membership.objects.create(community=Community.objects.get(), {where}, role='writer'))")


def test_a_page_whose_session_ended_elsewhere_is_closed(stage):
    key = cookie_of(stage.facts, READER).rpartition("=")[2]
    ending = f"Session.objects.filter(pk='{key}').update(expire_date=timezone.now() + timezone.timedelta(days={{}}))"
    sessions = "(Session := __import__('django.contrib.sessions.models', fromlist=['Session']).Session) and "

    async def play():
        async with page_of(stage, READER) as page:
            await asyncio.to_thread(stage.query, sessions + ending.format(-1))
            return await page.wait_until_closed()

    try:
        assert asyncio.run(play()) == 4401
    finally:
        stage.query(sessions + ending.format(14))


RESTORE = """str(services.restore_version(
    answer_id={answer_id},
    event_uid=Event.objects.filter(verb="answer.edited").earliest("at").uid,
    by=User.objects.get(pk={person}),
    now=timezone.now(),
))"""


def test_a_version_restored_by_a_page_request_reaches_the_open_pages(stage):
    restore = RESTORE.format(answer_id=stage.facts["answer_id"], person=stage.facts["keys"][WRITER])

    async def play():
        async with page_of(stage, WRITER) as page:
            await page.type("to be taken back")
            await page.wait_until_saved()
            await asyncio.to_thread(stage.query, restore)
            await page.wait_for(lambda: page.text == "")

    asyncio.run(play())
    assert stored_text(stage) == ""


def test_carets_travel_and_say_only_what_the_server_vouches_for(stage):
    async def play():
        async with page_of(stage, WRITER) as page, page_of(stage, OTHER) as other:
            state = {"user": {"name": "The Mayor"}, "cursor": {"anchor": 1}}
            await page.socket.send(wire.presence_frame([wire.Presence(page.doc.client_id, 1, state)]))
            seen = await other.wait_for(lambda: other.presences.get(page.doc.client_id))
            await page.socket.close()
            await other.wait_for(lambda: other.presences[page.doc.client_id] is None)
            return seen

    seen = asyncio.run(play())
    assert (seen["user"]["name"], seen["cursor"]) == ("Writer Zero", {"anchor": 1})


def test_a_page_that_does_not_read_is_dropped_and_the_others_never_wait(stage):
    async def play():
        async with page_of(stage, OTHER) as slow, page_of(stage, WRITER) as page:
            slow.socket.transport.pause_reading()
            await page.type("begin")
            longest = 0.0
            for _round in range(120):
                began = time.monotonic()
                await page.type("x" * 100_000)
                await page.wait_until_saved()
                await page.take_back(100_000)
                await page.wait_until_saved()
                longest = max(longest, time.monotonic() - began)
            slow.socket.transport.resume_reading()
            return await slow.wait_until_closed(), longest

    code, longest = asyncio.run(play())
    assert code in {4408, 1006}
    assert longest < 2.0


def test_the_text_readers_read_follows_within_seconds(stage):
    async def play():
        async with page_of(stage, WRITER) as page:
            await page.type("at last")
            await page.wait_until_saved()
        await asyncio.sleep(2.5)

    asyncio.run(play())
    last, drawn = stage.query("list(Answer.objects.values_list('last_seq', 'materialised_seq')[0])")
    assert last == drawn


@pytest.fixture(params=["postgres", "redis"])
def announced(request, tmp_path):
    """Two web processes that tell each other: by PostgreSQL itself, or by Redis beside SQLite."""
    with ExitStack() as stack:
        if request.param == "postgres":
            if postgres_programs() is None:
                pytest.skip("PostgreSQL is not installed")
            stage = Stage(tmp_path, stack.enter_context(throw_away_cluster()))
        else:
            if which("redis-server") is None:
                pytest.skip("Redis is not installed")
            stage = Stage(tmp_path, "", variables={"COMMONWEAL_REDIS_URL": stack.enter_context(throw_away_redis())})
        stack.callback(stage.close)
        stage.set_up(2)
        stage.start_server()
        stage.start_server()
        yield stage


def test_words_and_carets_travel_between_processes(announced):
    async def play():
        here, there = announced.servers
        async with page_of(announced, WRITER, port=here) as page, page_of(announced, OTHER, port=there) as other:
            await page.type("from here")
            await other.wait_for(lambda: "from here" in other.text)
            await other.type("from there")
            await page.wait_for(lambda: "from there" in page.text)
            await page.socket.send(
                wire.presence_frame([wire.Presence(page.doc.client_id, 1, {"cursor": {"anchor": 1}})])
            )
            return await other.wait_for(lambda: other.presences.get(page.doc.client_id))

    assert asyncio.run(play())["user"]["name"] == "Writer Zero"
