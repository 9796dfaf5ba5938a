"""Whose program a connection comes from, on real sockets."""

import os
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from api.parts.own_user import Address, comes_from_own_user

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


def _asked(host: str, program: str = "pass") -> bool:
    """What is said of a connection from this process, or from one that runs `program` first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as listener:
        listener.bind((host, 0))
        listener.listen()
        listener.settimeout(20)
        address = listener.getsockname()[:2]
        loads = "import os, socket; 'x'.encode('idna')"  # before the user is another one, who may load nothing
        connects = f"{loads}; {program}; s = socket.socket({int(family)}); s.connect({address!r}); s.recv(1)"
        other = subprocess.Popen([sys.executable, "-c", connects])
        connection, client = listener.accept()
        with closing(connection):
            answer = comes_from_own_user((client[0], client[1]), (address[0], address[1]))
        other.wait(30)
        return answer


@pytest.mark.process
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_program_of_the_same_user_is_told(host: str) -> None:
    try:
        assert _asked(host)
    except OSError:
        pytest.skip("there is no such address here")


@pytest.mark.process
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_program_of_another_user_is_not(host: str) -> None:
    try:
        assert not _asked(host, "os.setgroups([]); os.setgid(65534); os.setuid(65534)")
    except OSError:
        pytest.skip("there is no such address here")


@pytest.mark.parametrize(
    ("client", "server"),
    [
        (("192.0.2.1", 80), ("127.0.0.1", 8765)),
        (("testclient", 50000), ("testserver", 80)),
        (("127.0.0.1", 1), ("127.0.0.1", 2)),
        (("", 0), ("", 0)),
        (("127.0.0.1", 1), ("::1", 2)),
    ],
)
def test_what_is_no_connection_of_ours_is_not(client: Address, server: Address) -> None:
    assert not comes_from_own_user(client, server)
