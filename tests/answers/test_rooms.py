"""A room by itself: no socket, no database."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from commonweal.accounts.models import User
from commonweal.answers import members, rooms
from commonweal.answers.allowance import MOST_BYTES, Allowance
from commonweal.answers.enums import CloseCode
from commonweal.answers.members import Member
from commonweal.answers.methods import wire
from commonweal.answers.presence import MOST_NUMBERS, Presences
from commonweal.answers.rooms import AnswerFacts, Room
from commonweal.answers.store import Receipt
from commonweal.answers.yjs import NO_STATE, Replica
from tests.answers.conftest import document_of
from tests.conftest import NOW


@dataclass
class Page:
    """One page without a socket: a Yjs document, and what the room sent."""

    room: Room
    member: Member
    doc: Doc[Any]
    told: list[dict] = field(default_factory=list)
    closed: CloseCode | None = None
    n_frames: int = 0
    written: list[bytes] = field(default_factory=list)

    def put(self, frame):
        if isinstance(frame, str):
            self.told.append(json.loads(frame))
            return
        self.n_frames += 1
        read = wire.parse_frame(frame)
        if read.kind is wire.Kind.CHANGES:
            self.doc.apply_update(read.payload)
            self.written.clear()

    def close(self, code):
        self.closed = code

    def send(self, update, step=wire.Step.UPDATE, at=NOW):
        self.room.receive(self.member, wire.sync_frame(step, update), at)

    def type(self, text, at=NOW):
        """Write a paragraph at the end and send it."""
        before = self.doc.get_state()
        self.doc["default"].children.append(XmlElement("paragraph", contents=[XmlText(text)]))
        self.send(self.doc.get_update(before), at=at)

    @property
    def text(self):
        return str(self.doc["default"])

    def all(self, kind):
        return [message for message in self.told if message["type"] == kind]


def open_room(*texts):
    update = Replica().rewrite(document_of(*texts)) if texts else None
    return Room(AnswerFacts(1, uuid4(), 1), [(1, update)] if update else [])


def enter(room, name="Ada Person", pk=1, role="writer", doc=None, *, is_old=False):
    doc = doc or Doc()
    doc.get("default", type=XmlFragment)
    user = User(pk=pk, full_name=name, email=f"{pk}@example.org")
    page = Page(room, None, doc)
    page.member = Member(user, doc.client_id, role, page, Allowance(NOW), is_old=is_old)
    room.join(page.member, NOW)
    room.receive(page.member, wire.sync_frame(wire.Step.STATE, doc.get_state()), NOW)
    return page


def commit(room, at=NOW):
    """Pretend that the store took everything."""
    draft = room.draft(with_document=False)
    receipt = Receipt(room.seen_seq, room.seen_seq + len(draft.batch.contributions))
    room.stored(draft, receipt, at)
    return draft


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


def hostile_update(tag="script"):
    doc = Doc()
    doc.get("default", type=XmlFragment).children.append(XmlElement(tag))
    return doc.get_update()


def test_a_culprit_is_refused_and_the_others_write_on():
    room = open_room("safe")
    ada, eve = enter(room), enter(room, pk=2)
    eve.send(hostile_update("tableRow"))
    ada.type("mine")
    room.tick(NOW)
    assert (eve.closed, eve.all("refused")[0]["code"]) == (CloseCode.SCHEMA, "schema")
    assert ada.closed is None
    assert commit(room).words == 2
    assert "tableRow" not in enter(room, pk=3).text


def test_an_element_nobody_knows_is_refused_before_it_is_tried():
    room = open_room()
    eve = enter(room)
    eve.send(hostile_update())
    assert eve.closed is CloseCode.SCHEMA
    assert room.writers(NOW) == []


def test_a_link_that_leads_astray_is_refused():
    room = open_room()
    eve = enter(room)
    before = eve.doc.get_state()
    text = XmlText("click")
    eve.doc["default"].children.append(XmlElement("paragraph", contents=[text]))
    text.format(0, 5, {"link": {"href": "javascript:alert(1)"}})
    eve.send(eve.doc.get_update(before))
    room.tick(NOW)
    assert (eve.closed, room.has_unsaved) == (CloseCode.SCHEMA, False)


@pytest.mark.parametrize("content", [b"", b"\x00", b"\x07\x07", b"\x00\x02\x03abc", b"\x00\x00\x01\x09"])
def test_frames_that_are_none_close_the_socket(content):
    room = open_room("safe")
    eve = enter(room)
    room.receive(eve.member, content, NOW)
    assert (eve.closed, eve.all("refused")[0]["fatal"]) == (CloseCode.MALFORMED, True)


def test_a_frame_over_the_limit_is_refused_as_too_large():
    room = open_room()
    eve = enter(room)
    room.receive(eve.member, bytes(1_000_001), NOW)
    assert (eve.closed, eve.all("refused")[0]["code"]) == (CloseCode.SIZE, "size")


def test_a_text_over_the_limit_is_refused_as_too_large():
    room = open_room()
    eve = enter(room)
    eve.type("a" * 400_001)
    room.tick(NOW)
    assert (eve.closed, eve.all("refused")[0]["code"]) == (CloseCode.SIZE, "size")


def test_too_many_elements_at_once_are_refused_or_taken_in_turns(monkeypatch):
    monkeypatch.setattr("commonweal.answers.members.MOST_ELEMENTS", 4)
    monkeypatch.setattr(rooms, "MOST_ELEMENTS", 4)
    room = open_room()
    ada, ben = enter(room), enter(room, pk=2)
    for word in ("one", "two", "three"):
        ada.type(word)
    ben.type("four")
    room.tick(NOW)
    assert len(ada.member.incoming) == 1
    room.tick(NOW)
    assert (ada.member.n_accepted, ben.member.n_accepted) == (3, 1)


def test_a_reader_is_told_and_not_sent_away():
    room = open_room("text")
    eve = enter(room, role="reader")
    eve.type("mine")
    room.tick(NOW)
    assert (eve.closed, room.has_unsaved) == (None, False)
    assert (eve.all("refused")[0]["code"], eve.all("refused")[0]["fatal"]) == ("viewer", False)


def test_a_readers_answer_without_changes_is_no_change():
    room = open_room("text")
    eve = enter(room, role="reader")
    eve.send(eve.doc.get_update(), step=wire.Step.MISSING)
    assert (eve.all("refused"), eve.all("saved")[-1]["n"]) == ([], 1)


def test_the_whole_text_is_encoded_once_however_often_it_is_asked_for():
    room = open_room("text")
    ada = enter(room)
    first, second = (room._text.missing(NO_STATE) for _ask in range(2))
    assert first is second
    ada.type("more")
    room.tick(NOW)
    assert Replica([room._text.missing(NO_STATE)]).document() == document_of("text", "more")


def test_asking_again_and_again_uses_up_what_the_person_may_ask():
    room = open_room("word " * 50_000)
    eve = enter(room, role="reader")
    for _ask in range(40):
        room.receive(eve.member, wire.sync_frame(wire.Step.STATE, NO_STATE), NOW)
    assert eve.closed is None
    assert eve.member.allowance.seconds_to_wait(NOW) > 5


def test_a_readers_answers_that_hold_changes_use_up_more_than_their_length():
    room = open_room("word " * 50_000)
    eve = enter(room, role="reader")
    own = Doc()
    own.get("default", type=XmlFragment).children.append(XmlElement("paragraph", contents=[XmlText("mine")]))
    for _try in range(8):
        eve.send(own.get_update(), step=wire.Step.MISSING)
    assert [message["code"] for message in eve.all("refused")] == ["viewer"] * 8
    assert "mine" not in enter(room, pk=3).text
    assert eve.member.allowance.seconds_to_wait(NOW) > 5


def test_what_a_writer_types_uses_up_nearly_nothing():
    room = open_room("text")
    ada = enter(room)
    for second in range(200):
        ada.type("word", at=NOW + timedelta(seconds=second / 4))
        room.tick(NOW)
    assert ada.member.allowance.n_bytes > MOST_BYTES * 0.98


def test_an_old_page_may_read_and_not_write():
    room = open_room("text")
    old = enter(room, is_old=True)
    old.type("mine")
    room.tick(NOW)
    assert old.told[0]["can_write"] is False
    assert (old.all("refused")[0]["code"], room.has_unsaved) == ("schema", False)


def test_a_role_taken_away_refuses_what_was_not_accepted_yet():
    room = open_room("text")
    ada = enter(room)
    ada.type("accepted")
    room.tick(NOW)
    ada.type("too late")
    room.set_roles({1: "reader"})
    room.tick(NOW)
    assert ada.all("access")[0]["can_write"] is False
    assert ada.all("refused")[0]["code"] == "role"
    (contribution,) = commit(room).batch.contributions
    assert b"accepted" in contribution.update
    assert b"too late" not in contribution.update


def test_who_is_no_member_any_more_is_sent_away():
    room = open_room("text")
    ada = enter(room)
    room.set_roles({1: None})
    assert (ada.closed, ada.all("access")[0]["can_write"]) == (CloseCode.ROLE, False)


def test_a_reader_who_may_write_now_is_told():
    room = open_room()
    ada = enter(room, role="reader")
    room.set_roles({1: "lead", 99: None})
    ada.type("mine")
    room.tick(NOW)
    assert (ada.all("access")[0]["can_write"], room.has_unsaved) == (True, True)


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


def test_changes_do_not_wait_for_ever():
    room = open_room()
    other = Doc()
    other.get("default", type=XmlFragment).children.append(XmlElement("paragraph"))
    unknown = other.get_state()
    other["default"].children.append(XmlElement("paragraph"))
    eve = enter(room)
    eve.send(other.get_update(unknown))
    room.tick(NOW)
    room.tick(NOW + rooms.LONGEST_WAIT + timedelta(seconds=1))
    assert eve.closed is CloseCode.MALFORMED


def test_words_written_in_the_name_of_another_page_do_not_make_that_page_lose_its_own():
    room = open_room("text")
    ada, eve = enter(room), enter(room, pk=2)
    thief = Doc(client_id=ada.doc.client_id)
    thief.get("default", type=XmlFragment).children.append(XmlElement("paragraph", contents=[XmlText("stolen")]))
    eve.send(thief.get_update(), step=wire.Step.MISSING)
    ada.type("mine")
    room.tick(NOW)
    assert ada.closed is CloseCode.MALFORMED or "mine" in enter(room, pk=3).text


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


def presence(page, state, clock=1):
    one = wire.Presence(page.doc.client_id, clock, state)
    page.room.receive(page.member, wire.presence_frame([one]), NOW)


def test_presence_is_the_servers_word_on_who_and_the_pages_on_where():
    room = open_room()
    ada, ben = enter(room), enter(room, pk=2)
    presence(ada, {"user": {"name": "The Mayor"}, "cursor": {"anchor": 1}, "html": "<b>"})
    (told,) = room.presences.tell(room.members)
    assert told.state == {"user": ada.member.person, "cursor": {"anchor": 1}}
    assert ben.n_frames > ada.n_frames


def test_nobody_speaks_for_another_client():
    room = open_room()
    ada, eve = enter(room), enter(room, pk=2)
    frame = wire.presence_frame([wire.Presence(ada.doc.client_id, 9, {"cursor": None})])
    room.receive(eve.member, frame, NOW)
    assert not room.presences.has_news


def test_nobody_takes_over_the_client_number_of_another():
    room = open_room()
    ada = enter(room)
    presence(ada, {"cursor": None})
    eve = enter(room, pk=2, doc=Doc(client_id=ada.doc.client_id))
    presence(eve, {"cursor": None}, clock=99)
    assert (eve.closed, eve.all("hello")) == (CloseCode.MALFORMED, [])
    room.leave(eve.member, NOW)
    assert [one.state["user"] for one in room.presences.tell(room.members)] == [ada.member.person]


def test_a_number_stays_its_owners_while_their_connection_is_lost():
    room = open_room()
    ada = enter(room)
    room.leave(ada.member, NOW)
    assert enter(room, pk=2, doc=Doc(client_id=ada.doc.client_id)).closed is CloseCode.MALFORMED
    assert room.presences.bind(ada.doc.client_id, ada.member.person)


def test_of_one_person_only_the_latest_numbers_are_remembered():
    presences = Presences()
    assert all(presences.bind(number, {"uid": "ada"}) for number in range(MOST_NUMBERS + 1))
    assert [presences.bind(number, {"uid": "eve"}) for number in (1, 0)] == [False, True]


def test_who_leaves_is_gone_for_the_others():
    room = open_room()
    ada = enter(room)
    presence(ada, {"cursor": None})
    room.presences.tell(room.members)
    room.leave(ada.member, NOW)
    (told,) = room.presences.tell(room.members)
    assert (told.state, told.clock) == (None, 2)


def test_presence_from_afar_is_not_sent_back():
    room = open_room()
    enter(room)
    room.presences.note_from_afar([wire.Presence(77, 1, {"cursor": None})], NOW)
    assert room.presences.tell(room.members) == []


def test_presence_from_afar_under_somebody_elses_number_is_dropped():
    room = open_room()
    ada = enter(room)
    room.presences.note_from_afar([wire.Presence(ada.doc.client_id, 9, {"user": {"uid": "eve"}})], NOW)
    assert not room.presences.has_news
