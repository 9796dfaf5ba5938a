"""An ONNX graph in floating point -> the quickest graph that gives the same vectors. Used once a model."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

from index.embedding.cpu import has_exact_int8
from index.embedding.model_files import Precision, Variant
from index.embedding.quantise import by_blocks, by_rows
from index.embedding.session import new_session, sentence_vector

PROBES = (
    "",
    "CNN",
    "what did I learn about convolutional networks last week?",
    "Morgens Lauf im Wald, danach Tränen gelacht: 晴れのち曇り 🙂 — naïve café №5",
    "MLPs flatten the image and lose spatial features; each CNN neuron sees a local region of its input.",
    "- [ ] call the bank\n- [x] send the parcel\n\n    for i in range(10):\n        total += i * 0.5\n" * 3,
    "Today I read about gradient descent and wrote down what puzzled me. " * 12,
    "The garden needs water, the roof needs a new gutter, and the cat has learned to open the door. " * 60,
)
"""Texts by which graphs are compared: empty, short, foreign, lists, code, longer than a model reads."""

LETTER_PROBES = (
    "e\u0301 u\u0308\u0301 \u0301",
    "\u1100\u1161\u11a8",
    "ﾊﾟ ﾋﾞ",
    "  ﬁ½ ５０％ ～\u3000\t\u200b\ufeffx\x01 ",
)
"""Letters in every form: marks apart from them, Korean in its parts, half and full width, spaces of all kinds."""

_BIG = 4_000_000  # bytes of a table that is worth a file of its own
_ALIGNED = 1 << 16  # where a part of a file can be mapped, on every system
_CLOSE = 0.99  # cosine that an int8 graph must reach on each; real sentences come to 0.999, an empty text to less
_QUICK, _QUICK_IF_BIG = 1.2, 2.0  # times the fp32 graph's time that the int8 graph may take at most
_BIG_GRAPH = 200_000_000  # bytes that the fp32 graph has more: they are memory of a server, too


def embed(path: Path, inputs: Sequence[str], ids: Sequence[Sequence[int]]) -> np.ndarray:
    """The unit vectors that the graph gives for texts of these token ids."""
    session = new_session(path)
    return np.stack([sentence_vector(session, inputs, row) for row in ids])


def seconds(path: Path, inputs: Sequence[str], ids: Sequence[int], rounds: int = 7) -> float:
    """How many seconds of a processor the graph takes for one text, at best: other work beside it counts less."""
    session = new_session(path)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        sentence_vector(session, inputs, ids)
        times.append(time.process_time() - start)
    return min(times)


def optimise(source: Path, target: Path) -> None:
    """Writes the graph as ONNX Runtime would rewrite it at each start, so that it need not."""
    new_session(source, write_to=target)


def write_fastest(
    plain: Path, target: Path, precision: Precision, inputs: Sequence[str], ids: Sequence[Sequence[int]]
) -> Variant:
    """Writes the graph to use in place of `plain` as `target`; which variant it is. `ids` are the probes'."""
    fp32 = plain.with_name("fp32.optimised")
    optimise(plain, fp32)
    expected = embed(plain, inputs, ids)
    raw, int8 = plain.with_name("int8.raw"), plain.with_name("int8.optimised")
    for variant in _int8_variants() if precision == "int8" else ():
        if variant == "int8-rows":
            by_rows(plain, raw, inputs, ids)
        else:
            by_blocks(plain, raw)
        optimise(raw, int8)
        close = cosines(embed(int8, inputs, ids), expected).min() >= _CLOSE
        # Without quick kernels for this processor, eight bits are several times slower.
        saved = fp32.stat().st_size - int8.stat().st_size
        slower = _QUICK_IF_BIG if saved > _BIG_GRAPH else _QUICK
        if close and seconds(int8, inputs, ids[-2]) < slower * seconds(fp32, inputs, ids[-2]):
            int8.replace(target)
            return variant
    fp32.replace(target)
    return "fp32"


def tables_aside(path: Path) -> list[str]:
    """Moves the big tables of the graph in `path` into a file beside it, and returns the names of what was written.

    ONNX Runtime maps that file into memory: of 250,000 rows it then reads those that a text has.
    """
    model = onnx.load(str(path))
    gathered = {node.input[0] for node in model.graph.node if node.op_type == "Gather"}
    big = [item for item in model.graph.initializer if item.name in gathered and item.ByteSize() >= _BIG]
    if not big:
        return []
    beside = path.with_suffix(".words")
    with beside.open("wb") as file:
        for table in big:
            data = numpy_helper.to_array(table).tobytes()
            entries = {"location": beside.name, "offset": str(file.tell()), "length": str(len(data))}
            file.write(data + bytes(-len(data) % _ALIGNED))
            table.ClearField("raw_data")
            table.data_location = TensorProto.EXTERNAL
            for key, value in entries.items():
                table.external_data.add(key=key, value=value)
    onnx.save(model, str(path))
    return [beside.name]


def cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """The cosine of each pair of unit vectors; -1 for a pair that is not a number."""
    likeness: np.ndarray = np.nan_to_num((ours * theirs).sum(axis=1), nan=-1.0)
    return likeness


def _int8_variants() -> tuple[Variant, ...]:
    """In the order they are tried, the quickest first."""
    return ("int8-rows", "int8-blocks") if has_exact_int8() else ("int8-blocks",)
