from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.answers.methods.wire import (
    Frame,
    Kind,
    MalformedFrame,
    Presence,
    Reader,
    Step,
    clocks_by_client,
    number_bytes,
    parse_frame,
    parse_presences,
    presence_payload,
    ranges_by_client,
    sync_frame,
)

numbers = st.integers(0, 2**53 - 1)


@given(numbers)
def test_numbers_are_read_as_they_were_written(value):
    assert Reader(number_bytes(value)).number() == value


@given(st.sampled_from(Step), st.binary(max_size=300))
def test_sync_frames_are_read_as_they_were_written(step, payload):
    kind = Kind.STATE if step is Step.STATE else Kind.CHANGES
    assert parse_frame(sync_frame(step, payload)) == Frame(kind, step, payload)


@given(st.lists(st.builds(Presence, numbers, numbers, st.none() | st.dictionaries(st.text(), st.integers()))))
def test_presences_are_read_as_they_were_written(presences):
    assert parse_presences(presence_payload(presences), most=1000) == presences


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    for read in (parse_frame, clocks_by_client, ranges_by_client, lambda them: parse_presences(them, most=8)):
        with suppress(MalformedFrame):
            read(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", b"\x00\x03\x00", b"\x02\x00", b"\x00\x02\x05ab", b"\x00\x02\x01ab", b"\xff" * 20, b"\x01\x7f"],
)
def test_frames_cut_short_or_unknown_are_refused(content):
    with pytest.raises(MalformedFrame):
        parse_frame(content)


@pytest.mark.parametrize("state", [b"[1]", b"{", b"\xff", b"[" * 3000])
def test_a_presence_that_is_no_object_is_refused(state):
    payload = number_bytes(1) + number_bytes(7) + number_bytes(0) + number_bytes(len(state)) + state
    with pytest.raises(MalformedFrame):
        parse_presences(payload, most=8)


def test_a_page_does_not_speak_for_a_crowd():
    with pytest.raises(MalformedFrame):
        parse_presences(presence_payload([Presence(n, 0, None) for n in range(9)]), most=8)
