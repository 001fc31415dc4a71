"""SmoothQuant (Xiao et al. 2023, section 4): before int8, what few columns of an activation hold in excess moves into the weights.

A tensor's activations share one scale. A column that is 15 times as large as the others, as behind MiniLM's layer norms, leaves those a fifteenth
of the 256 values. Divided by a factor for every column, with the weights multiplied by it, all columns are of about one size, and the product is
the same.
"""

import torch

from windows import inference_windows

# How much of the difficulty moves to the weights; of 0.4, 0.5 and 0.6 what comes closest to float weights on PolNeAR dev, and the paper's choice.
STRENGTH = 0.5
SMALLEST = 1e-3
# Activations by their names in the ONNX graph, with the linear layers that take them. That of `down` is left as it is: with it smoothed, int8
# came out further from float (contents 67.5 against 68.4).
TAKEN_BY = {"input": ["attention.query", "attention.key", "attention.value"], "joined": ["attention.output"], "up": ["up"]}


def run(model, encoder, texts, heads=False):
    """Runs a model on texts for what its hooks see, the heads as well if they are wanted."""
    with torch.no_grad():
        for text in texts:
            pieces = encoder.encode(text)
            for start, end in inference_windows(len(pieces)):
                ids = [encoder.cls, *pieces.ids[start:end], encoder.sep]
                vectors = model(torch.tensor([ids]), torch.tensor([[0, *pieces.casing[start:end], 0]]))
                for name in (*model.heads, "link") if heads else ():
                    model.logits(name, vectors)


def largest(model, encoder, texts):
    """The largest magnitude of every column of every activation, by the activation's name."""
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
    """What every column of an activation is divided by, by the activation's name, from the largest magnitudes of its columns."""
    found = {}
    for activation, magnitudes in activations.items():
        weights = torch.stack([state[f"{module}.weight"].abs().amax(0) for module in takers(activation)]).amax(0)
        found[activation] = magnitudes.clamp(min=SMALLEST) ** STRENGTH / weights.clamp(min=SMALLEST) ** (1 - STRENGTH)
    return found


def takers(activation):
    """The linear layers that take an activation."""
    layer, _, name = activation.rpartition(".")
    return [f"{layer}.{module}" for module in TAKEN_BY[name]]


def smooth(state, factors):
    """Weights that take smaller activations, with what those are to be multiplied by as `<activation>.smoothing`; `joined` is made smaller by
    the weights of the values that it mixes."""
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
