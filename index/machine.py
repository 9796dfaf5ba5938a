"""Whether an address is of this machine, or what is sent there leaves it."""

import ipaddress
import socket
from typing import Literal
from urllib.parse import urlsplit

_ANY_PORT = 9


def whereabouts(url: str) -> Literal["here", "elsewhere", "nowhere"]:
    """Of a server's address: on this machine, on another, or known to nobody. Names are looked up."""
    try:
        host = urlsplit(url if "//" in url else f"http://{url}").hostname or "127.0.0.1"
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, ValueError):
        return "nowhere"
    return "here" if found and all(map(_is_own, found)) else "elsewhere"


def is_here(url: str) -> bool:
    """Whether the address is this machine's own, whatever name it goes by."""
    return whereabouts(url) == "here"


def _is_own(address: str) -> bool:
    """Of a loopback address or one of this machine's interfaces: what is sent there comes from it. Nothing is sent."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
        if ip.is_loopback or ip.is_unspecified:
            return True
        with socket.socket(socket.AF_INET6 if ip.version == 6 else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((address, _ANY_PORT))
            return bool(probe.getsockname()[0] == str(ip))
    except (OSError, ValueError):
        return False
