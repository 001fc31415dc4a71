"""Makes model.onnx beside this file: the shipped model's inputs and outputs, with made-up numbers between them.

    python tests/tiny_model/make.py    (needs numpy and onnx)

Beside the shipped model's other files it runs as that model does, in next to no time, and finds claims: a few senseless ones an article. It is for
tests of everything around the model.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

ROWS = 251  # word pieces share rows, by their id
WIDTH = 6
HEADS = {"entities": 9, "attribution": 7, "link": 256, "reference": 128}
LABELLED = ("entities", "attribution")
NO_LABEL = 3.0  # how far "O", the first label, is ahead: one piece in five has another label
OPSET = 17


def main():
    random = np.random.default_rng(6)
    constants = {
        "rows": np.array(ROWS, dtype=np.int64),
        "words": random.normal(size=(ROWS, WIDTH)).astype(np.float32),
        "casing": random.normal(size=(4, WIDTH)).astype(np.float32),
        "weights": random.normal(size=(WIDTH, sum(HEADS.values()))).astype(np.float32),
        "bias": np.zeros(sum(HEADS.values()), dtype=np.float32),
        "sizes": np.array(list(HEADS.values()), dtype=np.int64),
    }
    start = 0
    for head, width in HEADS.items():
        if head in LABELLED:
            constants["bias"][start] = NO_LABEL
        start += width
    nodes = [
        helper.make_node("Mod", ["input_ids", "rows"], ["row"]),
        helper.make_node("Gather", ["words", "row"], ["word"]),
        helper.make_node("Gather", ["casing", "token_type_ids"], ["shape"]),
        helper.make_node("Add", ["word", "shape"], ["piece"]),
        helper.make_node("MatMul", ["piece", "weights"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["logits"]),
        helper.make_node("Split", ["logits", "sizes"], list(HEADS), axis=-1),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("input_ids", "token_type_ids")]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", width]) for name, width in HEADS.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, [numpy_helper.from_array(value, name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, Path(__file__).with_name("model.onnx"))


if __name__ == "__main__":
    main()
