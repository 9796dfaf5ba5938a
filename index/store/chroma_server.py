"""A Chroma server instead of the embedded one: where it is, one collection on it, and patience when it is away.

Only the Rust server of `chroma run` is meant (the Python server of 1.0.0 to 1.5.9 can be made to run others' code).
Nothing that the server says of embedding functions is used: the vectors are ready-made.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from index.errors import DamagedError, StoreError, UsageError
from index.machine import is_here
from index.store.chroma_library import chroma_library

_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 3.2)  # seconds between one try and the next
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Server:
    """One collection on a server. `token` is sent as a bearer token; "" where none is needed."""

    url: str
    collection: str
    token: str = ""
    tenant: str = "default_tenant"
    database: str = "default_database"
    allowed: bool = True
    """Whether vectors of notes may be sent there: not to another machine, where its user has not said so."""

    def __repr__(self) -> str:
        return f"Server({self.url}, {self.collection})"  # never the token


def open_on(server: Server) -> Any:
    """The collection, created where there is none. Raises StoreError, also where nothing may be sent there."""
    host, port, tls = _address(server.url)
    if not server.allowed:
        message = f"{server.url} is not on this machine, and the vectors of your notes would be sent there"
        raise StoreError(message, "To allow it, set DAYCITE_ALLOW_REMOTE_CHROMA=true, or unset DAYCITE_CHROMA")
    client = patiently(lambda: _client(server, host, port, tls), server)
    return patiently(
        lambda: client.get_or_create_collection(
            server.collection,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"made_by": "daycite"},
        ),
        server,
    )


def remove_from(server: Server) -> None:
    """Drops the collection, if it is there."""
    from chromadb.errors import NotFoundError

    host, port, tls = _address(server.url)
    client = patiently(lambda: _client(server, host, port, tls), server)
    try:
        patiently(lambda: client.delete_collection(server.collection), server)
    except NotFoundError:
        return
    finally:
        client._server._session.close()


def close(collection: Any) -> None:
    """Ends the connections that a collection keeps open."""
    collection._client._session.close()


def patiently(work: Callable[[], _Result], server: Server, opened: bool = False) -> _Result:
    """What `work` gives; a server that is away is waited for some ten seconds.

    Raises StoreError; DamagedError where the server no longer knows a collection that was `opened` on it.
    """
    import httpx
    from chromadb.errors import ChromaAuthError, ChromaError, NotFoundError

    for wait in (*_WAITS, None):
        try:
            return work()
        except NotFoundError as error:
            if "atabase" in str(error) or "enant" in str(error):
                raise _store_error(error, server) from error
            if not opened:
                raise
            raise DamagedError(
                f"the Chroma server at {server.url} no longer has the vectors", "Run daycite doctor --repair"
            ) from error
        except ChromaAuthError as error:
            raise StoreError(
                f"the Chroma server at {server.url} refuses daycite", "Check DAYCITE_CHROMA_TOKEN"
            ) from error
        except (httpx.HTTPError, ValueError, ChromaError, OSError) as error:
            if wait is None or not _may_pass(error):
                raise _store_error(error, server) from error
            time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _client(server: Server, host: str, port: int, tls: bool) -> Any:
    chromadb = chroma_library()
    if is_here(server.url):
        _never_by_proxy(host)
    settings = chromadb.Settings(_env_file=None, anonymized_telemetry=False)
    headers = {"Authorization": f"Bearer {server.token}"} if server.token else None
    return chromadb.HttpClient(host, port, tls, headers, settings, tenant=server.tenant, database=server.database)


def _never_by_proxy(host: str) -> None:
    """A proxy that the environment names for all addresses would otherwise get what is meant for this machine."""
    for name in ("NO_PROXY", "no_proxy"):
        known = os.environ.get(name, "")
        if host not in known.split(","):
            os.environ[name] = ",".join(filter(None, (known, host)))


def _address(url: str) -> tuple[str, int, bool]:
    """("https://vectors.example:8443") -> ("vectors.example", 8443, True)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"DAYCITE_CHROMA is not an address ({error})", "Write it as http://127.0.0.1:8000") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise UsageError(f"DAYCITE_CHROMA is not an address: {url!r}", "Write it as http://127.0.0.1:8000")
    tls = parts.scheme == "https"
    return parts.hostname, port or (443 if tls else 8000), tls


def _may_pass(error: Exception) -> bool:
    """Whether the next try may go better: the server is starting, busy or away, and has not refused the request."""
    if _untrusted(error):
        return False
    message = str(error).lower()
    passing = ("connect", "timed out", "timeout", "disconnected", "503", "502", "429", "reset", "refused", "eof")
    return any(sign in message for sign in passing) or type(error).__name__ in ("ReadError", "RemoteProtocolError")


def _store_error(error: Exception, server: Server) -> StoreError:
    if _untrusted(error):
        return StoreError(
            f"the certificate of the Chroma server at {server.url} is not trusted",
            "Set SSL_CERT_FILE to the certificate file of the authority that signed it",
        )
    reason = " ".join(str(error).split())[:150] or type(error).__name__
    if "tenant" in reason.lower() or "database" in reason.lower():
        return StoreError(
            f"the Chroma server at {server.url} has no database {server.database!r} of tenant {server.tenant!r}",
            "Create it there, or set DAYCITE_CHROMA_DATABASE and DAYCITE_CHROMA_TENANT",
        )
    return StoreError(
        f"the Chroma server at {server.url} does not answer ({reason})",
        "Start it with chroma run, or unset DAYCITE_CHROMA. What was indexed is kept, and the next run goes on",
    )


def _untrusted(error: BaseException | None) -> bool:
    """Whether it failed for a certificate, of which Chroma's client says "could not connect"."""
    while error is not None:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
