"""Who is in a room, and where."""

from pycrdt import Doc

from commonweal.answers.enums import CloseCode
from commonweal.answers.methods import wire
from commonweal.answers.presence import MOST_NUMBERS, Presences
from tests.answers.room_pages import enter, open_room
from tests.conftest import NOW


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
