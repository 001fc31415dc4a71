"""SmoothQuant (Xiao et al. 2023, section 4): before quantising to int8, moves the excess of a few large columns of an activation into the weights.

Activations share one scale (per tensor in the ONNX graph, per row in the native engine). A column 15 times as large as the others, as occurs after
MiniLM's layer norms, leaves those a fifteenth of the integer range. Dividing every column by a factor of its own, and multiplying the weights by it,
makes all columns about equally large without changing the product.
"""

import torch

from windows import inference_windows

# How much of the difficulty moves to the weights: the one of 0.4, 0.5 and 0.6 that comes closest to float weights on PolNeAR dev, and the paper's
# choice.
STRENGTH = 0.5
SMALLEST = 1e-3
# Activations by their names in the ONNX graph, with the linear layers that take them. The input of `down` is not smoothed: with smoothing, int8 came
# out further from float (contents 67.5 against 68.4).
TAKEN_BY = {"input": ["attention.query", "attention.key", "attention.value"], "joined": ["attention.output"], "up": ["up"]}


def run(model, encoder, texts, heads=False):
    """Runs a model on texts so that its hooks see the activations, including those of the heads if `heads` is set."""
    with torch.no_grad():
        for text in texts:
            pieces = encoder.encode(text)
            for start, end in inference_windows(len(pieces)):
                ids = [encoder.cls, *pieces.ids[start:end], encoder.sep]
                vectors = model(torch.tensor([ids]), torch.tensor([[0, *pieces.casing[start:end], 0]]))
                for name in (*model.heads, "link") if heads else ():
                    model.logits(name, vectors)


def largest(model, encoder, texts):
    """Returns the largest magnitude of every column of every activation, by the activation's name."""
    found = {}

    def watch(name):
        def look(_module, inputs, _output):
            magnitudes = inputs[0].flatten(0, -2).abs().amax(0)
            found[name] = torch.maximum(found.get(name, magnitudes), magnitudes)

        return look

    modules = dict(model.named_modules())
    for number in range(len(model.layers)):
        for name, (first, *_) in TAKEN_BY.items():
            modules[f"layers.{number}.{first}"].register_forward_hook(watch(f"layers.{number}.{name}"))
    run(model, encoder, texts)
    return found


def smoothing_factors(state, activations):
    """Returns the divisors of every activation's columns, by the activation's name, given the largest magnitudes of the columns."""
    found = {}
    for activation, magnitudes in activations.items():
        weights = torch.stack([state[f"{module}.weight"].abs().amax(0) for module in takers(activation)]).amax(0)
        found[activation] = magnitudes.clamp(min=SMALLEST) ** STRENGTH / weights.clamp(min=SMALLEST) ** (1 - STRENGTH)
    return found


def takers(activation):
    """Returns the linear layers that take an activation."""
    layer, _, name = activation.rpartition(".")
    return [f"{layer}.{module}" for module in TAKEN_BY[name]]


def smooth(state, factors):
    """Returns weights for smoothed activations, with the factors of the activations as `<activation>.smoothing`; `joined` is scaled by the weights of
    the values it mixes."""
    state = dict(state)
    for activation, divisors in factors.items():
        layer, _, name = activation.rpartition(".")
        for module in takers(activation):
            state[f"{module}.weight"] = state[f"{module}.weight"] * divisors
        if name == "joined":
            values = f"{layer}.attention.value"
            state[f"{values}.weight"] = state[f"{values}.weight"] / divisors[:, None]
            state[f"{values}.bias"] = state[f"{values}.bias"] / divisors
        else:
            state[f"{activation}.smoothing"] = 1 / divisors
    return state
