"""The joint model as an ONNX graph, in float or with int8 weights.

Written node by node, so that what an engine sees is exactly this: the activations are quantised at run time (one scale a tensor), the weights
per output channel, and everything between the linear layers stays in float.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20


class Graph:
    """Collects nodes and constants."""

    def __init__(self, quantised):
        self.quantised = quantised
        self.nodes, self.constants = [], {}

    def constant(self, name, array):
        self.constants.setdefault(name, numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, kind, inputs, name, outputs=1, **attributes):
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, **attributes))
        return name if outputs == 1 else names

    def quantise(self, x, name):
        """An activation as (uint8 tensor, scale, zero point), for the linear layers that share it."""
        return self.node("DynamicQuantizeLinear", [x], f"{name}.quantised", outputs=3) if self.quantised else x

    def linear(self, x, name, weight, bias):
        """x W^T + b; `x` comes from `quantise`."""
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
    """Symmetric int8 values with one scale for every output: weight ~ values * scales[:, None]."""
    scales = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8), scales.astype(np.float32)


def build(config, state, heads, quantised):
    """The ONNX model: inputs input_ids and token_type_ids [batch, length]; an output for every head and `link`."""
    state = {name: value.float().numpy() for name, value in state.items()}
    width, count = config["hidden_size"], config["num_attention_heads"]
    epsilon = config["layer_norm_eps"]
    graph = Graph(quantised)

    def shape(name, *sizes):
        return graph.constant(name, np.array(sizes, dtype=np.int64))

    def norm(x, name):
        inputs = [x, graph.constant(f"{name}.weight", state[f"{name}.weight"]), graph.constant(f"{name}.bias", state[f"{name}.bias"])]
        return graph.node("LayerNormalization", inputs, f"{name}.out", epsilon=epsilon)

    def linear(x, name):
        return graph.linear(x, name, state[f"{name}.weight"], state[f"{name}.bias"])

    def split_heads(x, name, order):
        x = graph.node("Reshape", [x, shape("split", 0, 0, count, width // count)], f"{name}.split")
        return graph.node("Transpose", [x], f"{name}.heads", perm=order)

    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    rows = [graph.constant("positions", state["positions.weight"]), shape("first_row", 0), length, shape("row_axis", 0)]
    positions = graph.node("Slice", rows, "position_rows")
    words = embed(graph, state["words.weight"], quantised)
    casing = graph.node("Gather", [graph.constant("casing", state["casing.weight"]), "token_type_ids"], "casing_rows")
    x = norm(graph.node("Add", [graph.node("Add", [words, casing], "words_casing"), positions], "embedded"), "norm")

    for number in range(config["num_hidden_layers"]):
        layer = f"layers.{number}"
        shared = graph.quantise(x, f"{layer}.input")
        # The scale of the scores goes into the query's weights, which saves a pass over the scores.
        scale = (width // count) ** -0.5
        query = graph.linear(shared, f"{layer}.attention.query", state[f"{layer}.attention.query.weight"] * scale, state[f"{layer}.attention.query.bias"] * scale)
        query = split_heads(query, f"{layer}.query", [0, 2, 1, 3])
        key = split_heads(linear(shared, f"{layer}.attention.key"), f"{layer}.key", [0, 2, 3, 1])
        value = split_heads(linear(shared, f"{layer}.attention.value"), f"{layer}.value", [0, 2, 1, 3])
        scores = graph.node("Softmax", [graph.node("MatMul", [query, key], f"{layer}.scores")], f"{layer}.softmax", axis=-1)
        mixed = graph.node("Transpose", [graph.node("MatMul", [scores, value], f"{layer}.mixed")], f"{layer}.merged", perm=[0, 2, 1, 3])
        mixed = graph.node("Reshape", [mixed, shape("merge", 0, 0, width)], f"{layer}.joined")
        mixed = linear(graph.quantise(mixed, f"{layer}.joined"), f"{layer}.attention.output")
        x = norm(graph.node("Add", [mixed, x], f"{layer}.attention.residual"), f"{layer}.attention_norm")
        up = graph.node("Gelu", [linear(graph.quantise(x, f"{layer}.up"), f"{layer}.up")], f"{layer}.gelu")
        down = linear(graph.quantise(up, f"{layer}.down"), f"{layer}.down")
        x = norm(graph.node("Add", [down, x], f"{layer}.residual"), f"{layer}.norm")

    outputs = []
    for name, module in [*((head, f"heads.{head}") for head in heads), ("link", "link")]:
        logits = graph.linear(x, module, state[f"{module}.weight"], state[f"{module}.bias"])
        graph.node("Identity", [logits], name)
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", state[f"{module}.weight"].shape[0]]))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("input_ids", "token_type_ids")]
    body = helper.make_graph(graph.nodes, "whosaid", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def embed(graph, table, quantised):
    """Rows of the word table; with int8 weights, one scale for every word."""
    if not quantised:
        return graph.node("Gather", [graph.constant("words", table), "input_ids"], "word_rows")
    values, scales = quantise_weight(table)
    rows = graph.node("Gather", [graph.constant("words", values), "input_ids"], "word_values")
    rows = graph.node("Cast", [rows], "word_floats", to=TensorProto.FLOAT)
    scale = graph.node("Gather", [graph.constant("word_scales", scales[:, None]), "input_ids"], "word_scale")
    return graph.node("Mul", [rows, scale], "word_rows")
