import json
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from commonweal.kernel import snapshots
from commonweal.kernel.errors import SnapshotRefused
from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.models import Snapshot

decimals = st.decimals(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.uuids() | st.dates() | decimals,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("aábz\n\x00"), inner, max_size=4),
    max_leaves=10,
)

ADDRESS = "769ae8ea552b9f00612f35fed80b53a7fe686e443bd6fd6c01edabf5013ad604"
"""What ``sha256sum`` says of ``{"kind":"answer","value":{…}}`` written by hand."""
VALUE = {"título": "Población", "rate": Decimal("16.40"), "answer": UUID(int=7), "n": [1, None, True]}


class AddressTest(HypothesisTestCase):
    """Run on both databases; the address depends on neither, for it is made before anything is stored."""

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(value=values)
    def test_content_has_one_address_also_after_export_and_import(self, value):
        kept = snapshots.keep("answer", value)
        exported = snapshots.export_bytes([kept])
        read_back = snapshots.value_of(Snapshot.objects.get(address=kept.address))
        Snapshot.objects.all().delete()
        (imported,) = snapshots.import_bytes(exported)
        stored = Snapshot.objects.get()
        assert (stored.address, stored.kind) == (kept.address, "answer")
        assert content_address(bytes(stored.content)) == stored.address == imported.address
        assert snapshots.value_of(stored) == read_back
        assert snapshots.keep("answer", value) == stored


@pytest.mark.django_db
def test_address_is_this_one_on_every_machine_and_database():
    assert snapshots.keep("answer", VALUE).address == ADDRESS


@pytest.mark.django_db
def test_snapshots_travel_together_and_are_taken_in_once():
    kept = [snapshots.keep("answer", n) for n in range(3)]
    exported = snapshots.export_bytes(kept)
    assert snapshots.import_bytes(exported) == kept
    assert Snapshot.objects.count() == 3
    assert snapshots.import_bytes(snapshots.export_bytes([])) == []


def exported_with(content: bytes) -> bytes:
    """An export whose hash is right, whatever the content."""
    return b"\n".join([snapshots.HEAD, content_address(content).encode(), content, b""])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "exported",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04", id="another kind of file"),
        pytest.param(snapshots.HEAD, id="cut off in the head"),
        pytest.param(exported_with(b'{"kind":"a","value":1}')[:-9], id="cut off"),
        pytest.param(exported_with(b'{"kind":"a","value":1}').replace(b"1}", b"2}"), id="content changed"),
        pytest.param(exported_with(b'{"value":1,"kind":"a"}'), id="keys out of order"),
        pytest.param(exported_with(b'{"kind":"a","kind":"b","value":1}'), id="a key twice"),
        pytest.param(exported_with(b'{"kind":"a","value":1.5}'), id="float"),
        pytest.param(exported_with(b'{"kind":7,"value":1}'), id="kind is no text"),
        pytest.param(
            exported_with(json.dumps({"kind": "a" * 61, "value": 1}, separators=(",", ":")).encode()), id="long kind"
        ),
        pytest.param(exported_with(b'{"value":1}'), id="no kind"),
        pytest.param(exported_with(b"[" * 100_000 + b"]" * 100_000), id="too deep"),
        pytest.param(exported_with(b"\xff\xfe"), id="no text"),
    ],
)
def test_file_that_is_not_what_was_exported_is_refused(exported):
    with pytest.raises(SnapshotRefused):
        snapshots.import_bytes(exported)
    assert not Snapshot.objects.exists()


@pytest.mark.django_db
def test_one_changed_snapshot_keeps_the_others_out():
    kept = [snapshots.keep("answer", "first"), snapshots.keep("answer", "second")]
    exported = snapshots.export_bytes(kept).replace(b"second", b"Second")
    Snapshot.objects.all().delete()
    with pytest.raises(SnapshotRefused):
        snapshots.import_bytes(exported)
    assert not Snapshot.objects.exists()
