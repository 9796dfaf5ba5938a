"""Notes on disk -> a searchable collection."""

import os

# ONNX Runtime (from 1.31 on, also on Linux) reports its use to its makers unless this is set before its first import.
# Every process of daycite imports this package first, and what it starts inherits the variable.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
