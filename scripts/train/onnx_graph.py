"""The joint model as an ONNX graph, in float or with int8 weights.

Written node by node, so that an engine sees exactly this: activations are quantised at run time (one scale per tensor), weights per output channel,
and everything between the linear layers stays in float.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 23  # the first with an Attention operator, which engines run without copying heads


class Graph:
    """Collects the nodes and constants of a graph."""

    def __init__(self, quantised, smoothing):
        self.quantised, self.smoothing = quantised, smoothing
        self.nodes, self.constants = [], {}

    def constant(self, name, array):
        self.constants.setdefault(name, numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, kind, inputs, name, outputs=1, **attributes):
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, **attributes))
        return name if outputs == 1 else names

    def quantise(self, x, name):
        """Returns an activation as (uint8 tensor, scale, zero point), for the linear layers that share it."""
        if not self.quantised:
            return x
        if name in self.smoothing:
            x = self.node("Mul", [x, self.constant(f"{name}.smoothing", self.smoothing[name])], f"{name}.smooth")
        return self.node("DynamicQuantizeLinear", [x], f"{name}.quantised", outputs=3)

    def linear(self, x, name, weight, bias):
        """Computes x W^T + b; `x` comes from `quantise`."""
        bias = self.constant(f"{name}.bias", bias)
        if not isinstance(x, list):
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        else:
            values, scales = quantise_weight(weight)
            values = self.constant(f"{name}.weight", values.T)
            zero = self.constant("weight_zero", np.zeros((), np.int8))
            scale = self.node("Mul", [x[1], self.constant(f"{name}.scales", scales)], f"{name}.scale")
            whole = self.node("MatMulInteger", [x[0], values, x[2], zero], f"{name}.integer")
            whole = self.node("Cast", [whole], f"{name}.cast", to=TensorProto.FLOAT)
            product = self.node("Mul", [whole, scale], f"{name}.product")
        return self.node("Add", [product, bias], f"{name}.sum")


def quantise_weight(weight):
    """Returns symmetric int8 values with one scale for every output: weight ~ values * scales[:, None]."""
    scales = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8), scales.astype(np.float32)


def build(config, state, heads, quantised):
    """Builds the ONNX model: inputs input_ids and token_type_ids [batch, length]; an output for every head, `link`, and `reference` if trained.

    `state` may hold `<activation>.smoothing` (see smooth.py).
    """
    state = {name: value.float().numpy() for name, value in state.items()}
    count = config["num_attention_heads"]
    epsilon = config["layer_norm_eps"]
    suffix = ".smoothing"
    graph = Graph(quantised, {name.removesuffix(suffix): value for name, value in state.items() if name.endswith(suffix)})

    def shape(name, *sizes):
        return graph.constant(name, np.array(sizes, dtype=np.int64))

    def norm(x, name):
        inputs = [x, graph.constant(f"{name}.weight", state[f"{name}.weight"]), graph.constant(f"{name}.bias", state[f"{name}.bias"])]
        return graph.node("LayerNormalization", inputs, f"{name}.out", epsilon=epsilon)

    def linear(x, name):
        return graph.linear(x, name, state[f"{name}.weight"], state[f"{name}.bias"])

    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    rows = [graph.constant("positions", state["positions.weight"]), shape("first_row", 0), length, shape("row_axis", 0)]
    positions = graph.node("Slice", rows, "position_rows")
    words = embed(graph, state["words.weight"], quantised)
    casing = graph.node("Gather", [graph.constant("casing", state["casing.weight"]), "token_type_ids"], "casing_rows")
    x = norm(graph.node("Add", [graph.node("Add", [words, casing], "words_casing"), positions], "embedded"), "norm")

    for number in range(config["num_hidden_layers"]):
        layer = f"layers.{number}"
        shared = graph.quantise(x, f"{layer}.input")
        parts = [linear(shared, f"{layer}.attention.{part}") for part in ("query", "key", "value")]
        mixed = graph.node("Attention", parts, f"{layer}.joined", q_num_heads=count, kv_num_heads=count)
        mixed = linear(graph.quantise(mixed, f"{layer}.joined"), f"{layer}.attention.output")
        x = norm(graph.node("Add", [mixed, x], f"{layer}.attention.residual"), f"{layer}.attention_norm")
        up = graph.node("Gelu", [linear(graph.quantise(x, f"{layer}.up"), f"{layer}.up")], f"{layer}.gelu")
        down = linear(graph.quantise(up, f"{layer}.down"), f"{layer}.down")
        x = norm(graph.node("Add", [down, x], f"{layer}.residual"), f"{layer}.norm")

    outputs = []
    vectors = [(name, name) for name in ("link", "reference") if f"{name}.weight" in state]
    for name, module in [*((head, f"heads.{head}") for head in heads), *vectors]:
        logits = graph.linear(x, module, state[f"{module}.weight"], state[f"{module}.bias"])
        graph.node("Identity", [logits], name)
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", state[f"{module}.weight"].shape[0]]))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("input_ids", "token_type_ids")]
    body = helper.make_graph(graph.nodes, "whosaid", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    return model


def embed(graph, table, quantised):
    """Looks up rows of the word table; with int8 weights, there is one scale for every word."""
    if not quantised:
        return graph.node("Gather", [graph.constant("words", table), "input_ids"], "word_rows")
    values, scales = quantise_weight(table)
    rows = graph.node("Gather", [graph.constant("words", values), "input_ids"], "word_values")
    rows = graph.node("Cast", [rows], "word_floats", to=TensorProto.FLOAT)
    scale = graph.node("Gather", [graph.constant("word_scales", scales[:, None]), "input_ids"], "word_scale")
    return graph.node("Mul", [rows, scale], "word_rows")
