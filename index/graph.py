"""An ONNX graph -> a faster one: operators fused, weights in eight bits. Used once, by `export.py`."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.session import new_session, sentence_vector

if TYPE_CHECKING:
    import numpy as np

_BERT_LIKE = {"bert", "roberta", "xlm-roberta", "camembert", "distilbert", "electra", "mpnet"}


def embed(path: Path, inputs: Sequence[str], ids: Sequence[Sequence[int]]) -> "np.ndarray":
    """The unit vectors that the graph gives for texts of these token ids."""
    import numpy as np

    session = new_session(path.read_bytes())
    return np.stack([sentence_vector(session, inputs, row) for row in ids])


def fuse(source: Path, target: Path, config: Any) -> bool:
    """Attention, layer norms and activations as one operator each, for the architectures that ONNX Runtime knows."""
    if getattr(config, "model_type", "") not in _BERT_LIKE:
        return False
    from onnxruntime.transformers import optimizer

    logging.getLogger("onnxruntime").setLevel(logging.ERROR)
    model = optimizer.optimize_model(
        str(source), "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size, opt_level=0
    )
    model.save_model_to_file(str(target))
    return True


def quantise(source: Path, target: Path) -> None:
    """Weights as int8 with a scale for each column: with one scale a matrix, cosines fall from 0.994 to 0.95."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
