"""What a room refuses: texts it cannot hold, people who may not write, more than their share."""

from datetime import timedelta

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from commonweal.answers import rooms
from commonweal.answers.allowance import MOST_BYTES
from commonweal.answers.enums import CloseCode
from commonweal.answers.methods import wire
from commonweal.answers.yjs import NO_STATE
from tests.answers.room_pages import commit, enter, open_room
from tests.conftest import NOW


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
