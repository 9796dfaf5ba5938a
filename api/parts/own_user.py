"""Whose program a connection on this machine comes from, as Linux tells it."""

import os
import platform
import socket
import struct
from pathlib import Path

_SERVED = "01"  # TCP_ESTABLISHED, include/net/tcp_states.h
Address = tuple[str, int]


def comes_from_own_user(client: Address, server: Address) -> bool:
    """Whether the other end, at `client`, is a program of the user who runs this one.

    Linux lists the user of each socket of this machine (proc(5), /proc/net/tcp). False where nothing is known: on other
    systems, and for connections from elsewhere.
    """
    if platform.system() == "Linux":
        table = Path("/proc/net/tcp6" if ":" in client[0] else "/proc/net/tcp")
        return _is_in(table, client, server, os.geteuid())
    return False


def _is_in(table: Path, client: Address, server: Address, user: int) -> bool:
    """A row is: number, local address, remote address, state, queues, timer, retransmissions, user, …"""
    try:
        ends = [_as_listed(client), _as_listed(server)]
        with table.open(encoding="ascii") as rows:
            fields = map(str.split, rows)
            return any(row[1:3] == ends and row[3] == _SERVED and int(row[7]) == user for row in fields)
    except (OSError, ValueError):
        return False


def _as_listed(address: Address) -> str:
    """("127.0.0.1", 80) -> "0100007F:0050": words of four bytes in the machine's order."""
    packed = socket.inet_pton(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, address[0])
    words = struct.unpack(f"={len(packed) // 4}I", packed)
    return "".join(f"{word:08X}" for word in words) + f":{address[1]:04X}"
