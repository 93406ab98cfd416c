"""A room by itself: what is typed reaches the others and the store."""

from datetime import timedelta

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from commonweal.answers import members
from commonweal.answers.methods import wire
from commonweal.answers.store import Receipt
from commonweal.answers.yjs import NO_STATE, Replica
from tests.answers.conftest import document_of
from tests.answers.room_pages import commit, enter, open_room
from tests.conftest import NOW


def test_a_newcomer_gets_hello_and_the_text():
    page = enter(open_room("Four towns."))
    assert page.told[0]["type"] == "hello"
    assert (page.told[0]["can_write"], page.told[0]["person"]["initials"]) == (True, "AP")
    assert page.text == "<paragraph>Four towns.</paragraph>"


def test_what_one_types_reaches_the_others_merged_and_never_comes_back():
    room = open_room()
    ada, ben, eve = enter(room), enter(room, pk=2), enter(room, pk=3)
    before = [page.n_frames for page in (ada, ben, eve)]
    ada.type("one")
    ada.type("two")
    ben.type("three")
    room.tick(NOW)
    assert [page.n_frames - n for page, n in zip((ada, ben, eve), before, strict=True)] == [1, 1, 1]
    assert ada.text == ben.text == eve.text
    assert "two" in eve.text


def test_saved_is_said_after_the_commit_and_counts_frames():
    room = open_room()
    ada = enter(room)
    ada.type("one")
    ada.type("two")
    room.tick(NOW)
    assert ada.all("saved") == []
    draft = commit(room)
    assert len(draft.batch.contributions) == 1
    saved = ada.all("saved")[-1]
    assert (saved["n"], saved["words"], saved["at"]) == (2, 2, NOW.isoformat())


def test_an_answer_without_changes_is_acknowledged_at_once():
    room = open_room("text")
    ada = enter(room)
    ada.send(ada.doc.get_update(), step=wire.Step.MISSING)
    room.tick(NOW)
    assert ada.all("saved")[-1]["n"] == 1
    assert not room.has_unsaved


def test_a_frame_without_changes_waits_for_those_before_it():
    room = open_room()
    ada = enter(room)
    ada.type("one")
    room.tick(NOW)
    draft = room.draft(with_document=False)
    ada.send(b"\x00\x00")
    room.tick(NOW)
    assert ada.all("saved") == []
    room.stored(draft, Receipt(0, 1), NOW)
    assert ada.all("saved")[-1]["n"] == 2


def test_what_the_store_did_not_take_is_kept_in_order_and_tried_again():
    room = open_room()
    ada, ben = enter(room), enter(room, pk=2)
    ada.type("one")
    room.tick(NOW)
    draft = room.draft(with_document=False)
    ada.type("two")
    ben.type("three")
    room.tick(NOW)
    room.returned(draft)
    assert [message["type"] for message in ada.told if message["type"] in {"waiting", "saved"}] == ["waiting"]
    batch = commit(room).batch
    stored = Replica(one.update for one in batch.contributions)
    assert len(stored.document()["content"]) == 3
    assert (ada.all("saved")[-1]["n"], ben.all("saved")[-1]["n"]) == (2, 1)


def test_what_a_leaving_writer_wrote_is_still_stored():
    room = open_room()
    ada = enter(room)
    ada.type("last words")
    room.tick(NOW)
    room.leave(ada.member, NOW)
    assert not room.is_idle
    assert len(commit(room).batch.contributions) == 1
    assert room.is_idle


def test_the_whole_text_is_encoded_once_however_often_it_is_asked_for():
    room = open_room("text")
    ada = enter(room)
    first, second = (room._text.missing(NO_STATE) for _ask in range(2))
    assert first is second
    ada.type("more")
    room.tick(NOW)
    assert Replica([room._text.missing(NO_STATE)]).document() == document_of("text", "more")


def test_changes_wait_for_what_they_build_on():
    room = open_room()
    lost, kept = Doc(), Doc()
    lost.get("default", type=XmlFragment).children.append(
        XmlElement("paragraph", contents=[XmlText("lost by a crash")])
    )
    kept.get("default", type=XmlFragment)
    kept.apply_update(lost.get_update())
    ada = enter(room, doc=kept)
    ada.type("typed before the room's question was answered")
    room.tick(NOW)
    assert (ada.member.n_accepted, ada.closed) == (0, None)
    ada.send(kept.get_update(), step=wire.Step.MISSING)
    room.tick(NOW + timedelta(seconds=1))
    assert (ada.member.n_accepted, commit(room).words) == (2, 11)


def test_changes_that_wait_are_tried_again_when_something_new_comes_and_not_at_every_tick():
    room = open_room()
    lost = Doc()
    lost.get("default", type=XmlFragment).children.append(XmlElement("paragraph"))
    known = lost.get_state()
    lost["default"].children.append(XmlElement("paragraph"))
    ada = enter(room)
    ada.send(lost.get_update(known))
    room.tick(NOW)
    assert room.writers(NOW) == []
    assert room.writers(NOW + members.REST) == [ada.member]
    ada.send(lost.get_update(), step=wire.Step.MISSING)
    assert room.writers(NOW) == [ada.member]


def test_entries_of_another_process_reach_everyone_once():
    room = open_room("text")
    ada = enter(room)
    elsewhere = Replica([room._text.missing(NO_STATE)])
    update = elsewhere.rewrite(document_of("text", "from elsewhere"))
    n_frames = ada.n_frames
    room.take_entries([(2, update)])
    room.take_entries([(2, update)])
    assert (ada.n_frames - n_frames, room.seen_seq) == (1, 2)
    assert "from elsewhere" in ada.text


def test_a_burst_keeps_the_text_from_before_it_once():
    room = open_room("before")
    ada = enter(room)
    ada.type("one")
    room.tick(NOW)
    first = commit(room).batch.contributions[0]
    ada.type("two", at=NOW + timedelta(minutes=1))
    room.tick(NOW + timedelta(minutes=1))
    second = commit(room).batch.contributions[0]
    ada.type("three", at=NOW + timedelta(minutes=5))
    room.tick(NOW + timedelta(minutes=5))
    third = commit(room).batch.contributions[0]
    assert (first.before, second.before) == (document_of("before"), None)
    assert third.before == document_of("before", "one", "two")
