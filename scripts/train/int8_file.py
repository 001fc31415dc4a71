"""Writes the int8 weights that the native engine runs: model.int8.safetensors, from the model.safetensors beside it.

    python int8_file.py MODEL_FOLDER

Weights are quantised to WEIGHT_BITS bits with one scale for every output, so that four products of a weight and a seven-bit activation fit into 16
bits, in which processors without VNNI add them. Activations are quantised at run time with one scale for every row; the factors their columns are
first multiplied by are measured on corpus/articles (see smooth.py).
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from data import Encoder
from folder import read_spec
from model import HEADS, JointModel, hf_name, transition_penalty
from smooth import TAKEN_BY, largest, run, smooth, smoothing_factors, takers

ARTICLES = Path(__file__).resolve().parents[2] / "corpus/articles"
NAME = "model.int8.safetensors"
WEIGHT_BITS = 7
# Added to the diagonal of the correlations, as a share of its mean (the paper's choice).
DAMPING = 0.01


def quantise(weight, bits, correlations=None):
    """Returns symmetric integers of some bits with one scale for every row: weight ~ values * scales[:, None].

    With the correlations of the layer's inputs, the error of rounding one weight is compensated by those not yet rounded (GPTQ, Frantar et al. 2023,
    algorithm 1).
    """
    most = 2 ** (bits - 1) - 1
    scales = weight.abs().amax(1).clamp(min=1e-8) / most
    if correlations is None:
        return (weight / scales[:, None]).round().clamp(-most, most).to(torch.int8), scales
    damped = correlations + DAMPING * correlations.diagonal().mean() * torch.eye(len(correlations), dtype=correlations.dtype)
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    rest, values = weight.double(), torch.empty(weight.shape, dtype=torch.int8)
    for column in range(weight.shape[1]):
        rounded = (rest[:, column] / scales).round().clamp(-most, most)
        values[:, column] = rounded.to(torch.int8)
        error = (rest[:, column] - rounded * scales) / inverse[column, column]
        rest[:, column:] -= error[:, None] * inverse[column, column:]
    return values, scales


def input_correlations(model, encoder, texts):
    """Returns, for every linear layer, the products of its input columns with one another, summed over all pieces of some texts."""
    found = {}

    def watch(name):
        def look(_module, inputs, _output):
            rows = inputs[0].flatten(0, -2).double()
            found[name] = found.get(name, 0) + rows.T @ rows

        return look

    hooks = [module.register_forward_hook(watch(name)) for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)]
    run(model, encoder, texts, heads=True)
    for hook in hooks:
        hook.remove()
    return found


def float_state(folder):
    """Returns the configuration, the model and the folder's weights in 32 bits under the names of model.py, with those of the reference head if there
    is one. The transitions are read from model.json if the weights lack them, as after `whosaid models export`."""
    config = json.loads((folder / "config.json").read_text())
    model = JointModel(config).eval()
    stored = load_file(folder / "model.safetensors")
    heads = {} if "transitions.attribution" in stored else read_spec(folder)["heads"]
    stored |= {f"transitions.{name}": torch.tensor(heads[name]["transitions"]) - transition_penalty(HEADS[name]) for name in HEADS if name in heads}
    state = {name: stored[f"bert.{hf_name(name)}" if hf_name(name) else name].float() for name in model.state_dict()}
    model.load_state_dict(state)
    return config, model, state | {name: value.float() for name, value in stored.items() if name.startswith("reference.")}


def int8_tensors(state, correlations):
    """Returns integers and scales for the matrices, floats for the rest."""
    tensors = {}
    for name, value in state.items():
        module = name.removesuffix(".weight")
        if name.startswith("transitions"):
            continue
        if module == "words":
            tensors[name], tensors["words.scales"] = quantise(value, 8)
        elif name.endswith(".weight") and value.dim() == 2 and module not in ("positions", "casing"):
            tensors[name], tensors[f"{module}.scales"] = quantise(value, WEIGHT_BITS, correlations.get(module))
        else:
            tensors[name] = value
    return {name: value.contiguous() for name, value in tensors.items()}


def rounded_anew(tensors, state, changed):
    """Returns an int8 file's tensors with those of `state` for the names that `changed` accepts, rounded to the nearest; activations are smoothed as
    before."""
    new = {}
    for name in filter(changed, state):
        module = name.removesuffix(".weight")
        if f"{module}.scales" not in tensors:
            new[name] = state[name]
            continue
        layer, part = ".".join(module.split(".")[:2]), ".".join(module.split(".")[2:])
        activation = next((activation for activation, parts in TAKEN_BY.items() if part in parts), None)
        smoothing = tensors.get(f"{layer}.{activation}.smoothing", torch.ones(1))
        new[name], new[f"{module}.scales"] = quantise(state[name] / smoothing, WEIGHT_BITS)
    return tensors | {name: value.contiguous() for name, value in new.items()}


def write_int8(folder):
    config, model, state = float_state(folder)
    encoder, texts = Encoder(folder / "tokenizer.json"), [path.read_text() for path in sorted(ARTICLES.glob("*.txt"))]
    factors = smoothing_factors(state, largest(model, encoder, texts))
    correlations = input_correlations(model, encoder, texts)
    if "reference.weight" in state:
        correlations["reference"] = correlations["link"]
    for activation, divisors in factors.items():
        for module in takers(activation):
            correlations[module] = correlations[module] / (divisors[:, None] * divisors)
    metadata = {"attention_heads": config["num_attention_heads"], "layers": config["num_hidden_layers"], "norm_epsilon": config["layer_norm_eps"]}
    tensors = int8_tensors(smooth(state, factors), correlations)
    save_file(tensors, folder / NAME, metadata={name: str(value) for name, value in metadata.items()})


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    folder = arguments.parse_args().model
    write_int8(folder)
    described = json.loads((folder / "model.json").read_text())
    described["files"][NAME] = hashlib.sha256((folder / NAME).read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(described, indent=1) + "\n")


if __name__ == "__main__":
    main()
