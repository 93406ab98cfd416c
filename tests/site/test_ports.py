import socket

import pytest

from commonweal.site import ports


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_taken_port_is_named_with_a_way_out(taken_port):
    fault = ports.why_not_listen("127.0.0.1", taken_port)
    other = taken_port + 1
    way_out = f"Stop it, or choose another: PORT={other} (make) or --port {other}."
    assert fault == f"Port {taken_port} is in use by another program. {way_out}"


def test_free_port_has_no_fault():
    assert ports.why_not_listen("127.0.0.1", 0) is None


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_number_that_is_no_port_is_named(port):
    assert ports.why_not_listen("127.0.0.1", port) == f"{port} is not a port. Choose a number from 1024 to 65535."


def test_unknown_host_is_named():
    assert "The host no-such-host.invalid is not known here." in ports.why_not_listen("no-such-host.invalid", 80)


def test_something_answers_only_where_something_listens(taken_port):
    assert ports.answers("127.0.0.1", taken_port)
    assert ports.answers("0.0.0.0", taken_port)
    assert not ports.answers("127.0.0.1", 1)
