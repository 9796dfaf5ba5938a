"""Notes on disk -> a searchable collection."""

import os

# Every process of daycite imports this package first, and what it starts inherits these: no library reports anything.
os.environ.update(
    ANONYMIZED_TELEMETRY="False",  # Chroma
    HF_HUB_DISABLE_TELEMETRY="1",
    ORT_DISABLE_TELEMETRY="1",  # ONNX Runtime, on Linux too from 1.31 on; after its import it is too late
    OTEL_SDK_DISABLED="true",  # OpenTelemetry, which Chroma, FastAPI and MCP speak where it is configured
)
