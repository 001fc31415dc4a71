"""Model folders: `model.json` with the SHA-256 of the other files, and the outputs of `model.onnx` for a text."""

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from data import Encoder
from windows import inference_windows, stitch

# The encoder's last hidden state, which is a node of the graph but not an output of the file.
ENCODED = "encoded"


def read_spec(folder):
    return json.loads((folder / "model.json").read_text())


def write_spec(folder, spec):
    """Writes model.json with the hashes of the files it names and of the scorers of its heads."""
    names = {*spec["files"], *(head["scorer"] for head in spec["heads"].values() if "scorer" in head)}
    spec["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(names)}
    (folder / "model.json").write_text(json.dumps(spec, indent=1) + "\n")


def copy_model(model, out):
    """Copies model.json and the files it names; does nothing if both are the same folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name in [*read_spec(model)["files"], "model.json"]:
        if (model / name).resolve() != (out / name).resolve():
            shutil.copy(model / name, out / name)


class Runner:
    """Runs a folder's int8 file over texts, one window at a time, on every core."""

    def __init__(self, folder, outputs):
        self.encoder = Encoder(folder / "tokenizer.json")
        self.outputs = outputs
        graph = onnx.load(folder / "model.onnx")
        if ENCODED in outputs:
            last = read_last_norm(graph)
            graph.graph.node.append(helper.make_node("Identity", [last], [ENCODED]))
            graph.graph.output.append(helper.make_tensor_value_info(ENCODED, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(graph.SerializeToString(), options)

    def read(self, text):
        """Returns the pieces of a text and, by output, a row for each piece."""
        pieces = self.encoder.encode(text)
        windows = inference_windows(len(pieces))
        rows = [self._window(pieces, start, end) for start, end in windows]
        return pieces, {name: stitch(len(pieces), windows, list(parts)) for name, parts in zip(self.outputs, zip(*rows))}

    def read_all(self, texts):
        """`read` for every text, in order."""
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            yield from workers.map(self.read, texts)

    def _window(self, pieces, start, end):
        ids = np.array([[self.encoder.cls, *pieces.ids[start:end], self.encoder.sep]], dtype=np.int64)
        casing = np.array([[0, *pieces.casing[start:end], 0]], dtype=np.int64)
        results = self.session.run(self.outputs, {"input_ids": ids, "token_type_ids": casing})
        return [rows[0, 1:-1] for rows in results]


def read_last_norm(graph):
    """Returns the name of the last layer norm's output."""
    return [node for node in graph.graph.node if node.op_type == "LayerNormalization"][-1].output[0]
