"""What an Ollama server tells of its models: which it has, what they are, and which are loaded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.errors import LLMError
from rag.llm.models import Installed, billions
from rag.llm.server import ModelMissing, failed

if TYPE_CHECKING:
    import ollama

# What the client raises on bodies that are not JSON, or JSON of another shape: it checks neither.
UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)  # of a reply: no JSON, of another shape, too deep
_UNKNOWN_HOST = "a machine of others'"


def loaded_windows(client: "ollama.Client") -> dict[str, int]:
    """Model -> tokens of the window that it is loaded with; none where the server is too old to say."""
    import httpx
    import ollama

    try:
        told = client._request_raw("GET", "/api/ps").json()  # type: ignore[no-untyped-call]
        rows = [(row["name"], row.get("context_length")) for row in told["models"]]
    except (httpx.HTTPError, OSError, ollama.ResponseError, KeyError, *UNREADABLE):
        return {}
    return {str(name): tokens for name, tokens in rows if isinstance(tokens, int) and tokens > 0}


def chats(model: "ShownModel") -> bool:
    """Servers older than 0.6.4 report no capabilities: there the metadata has to do."""
    shown = model.told
    info = shown.modelinfo or {}
    if shown.capabilities is not None:
        return "completion" in shown.capabilities
    return not any(key.endswith(".pooling_type") for key in info)


def installed_models(client: "ollama.Client", url: str) -> list[Installed]:
    import httpx
    import ollama

    try:
        # Raw, because the client's types leave out where a model runs.
        told = client._request_raw("GET", "/api/tags").json()  # type: ignore[no-untyped-call]
        hosts = {str(row.get("model")): _host(row) for row in told["models"]}
        listed = ollama.ListResponse(**told).models
    except (httpx.HTTPError, OSError) as error:
        raise failed(f"Ollama at {url}", error) from error
    except (ollama.ResponseError, KeyError, *UNREADABLE) as error:
        reason = " ".join(str(error).split())[:120]
        raise LLMError(
            f"{url} is not an Ollama server ({reason})", "Set DAYCITE_OLLAMA_URL, or use --no-llm"
        ) from error
    return [_listed(model, hosts.get(model.model, "")) for model in listed if model.model]


def _listed(model: Any, host: str) -> Installed:
    details = model.details
    size = billions((details and details.parameter_size) or "", int(model.size or 0))
    name = str(model.model)
    # Models "in the cloud" are a few hundred bytes here that name another host.
    looks_so = name.endswith(("-cloud", ":cloud")) or 0 < int(model.size or 0) < 1_000_000
    return Installed(name, (details and details.family) or "", size, host or (_UNKNOWN_HOST if looks_so else ""))


def _host(told: dict[str, Any]) -> str:
    """The machine that a model is said to run on, "" for the server itself."""
    host, model = told.get("remote_host"), told.get("remote_model")
    return str(host) if host else _UNKNOWN_HOST if model else ""


@dataclass(frozen=True, slots=True)
class ShownModel:
    """What /api/show tells of a model."""

    told: "ollama.ShowResponse"
    remote_host: str


def shown_model(client: "ollama.Client", name: str, url: str) -> ShownModel:
    import httpx
    import ollama

    try:
        told = client._request_raw("POST", "/api/show", json={"model": name}).json()  # type: ignore[no-untyped-call]
        return ShownModel(ollama.ShowResponse(**told), _host(told))
    except ollama.ResponseError as error:
        if error.status_code == 404:
            raise ModelMissing(f"Ollama has no model '{name}'", f"Run: ollama pull {name}") from error
        raise LLMError(f"Ollama: {' '.join(str(error.error).split())[:300]}", "See its log, or use --no-llm") from error
    except (httpx.HTTPError, OSError) as error:
        raise failed(f"Ollama at {url}", error) from error
    except UNREADABLE as error:
        raise LLMError(f"Ollama at {url} sent an unreadable reply", "See its log, or use --no-llm") from error
