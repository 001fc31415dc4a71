"""Writes a copy of a model folder whose model.onnx is made anew from the weights in its model.safetensors.

    python onnx_file.py MODEL_FOLDER OUT_FOLDER [--float]

With int8 weights, as shipped, for which activations are measured on the articles of corpus/articles; or in float, to see what int8 costs.
"""

import argparse
import json
from pathlib import Path

import onnx
from safetensors.torch import load_file

from data import Encoder
from folder import copy_model, read_spec, write_spec
from model import HEADS, JointModel, hf_name
from onnx_graph import build
from smooth import largest, smooth, smoothing_factors

ARTICLES = Path(__file__).resolve().parents[2] / "corpus/articles"


def write_onnx(folder, quantised=True):
    """Writes model.onnx from the model.safetensors, config.json and tokenizer.json beside it."""
    config = json.loads((folder / "config.json").read_text())
    model = JointModel(config).eval()
    stored = load_file(folder / "model.safetensors")
    state = {name: stored[f"bert.{hf_name(name)}" if hf_name(name) else name].float() for name in model.state_dict()}
    model.load_state_dict(state)
    state |= {name: value for name, value in stored.items() if name.startswith("reference.")}
    if quantised:
        texts = [path.read_text() for path in sorted(ARTICLES.glob("*.txt"))]
        state = smooth(state, smoothing_factors(state, largest(model, Encoder(folder / "tokenizer.json"), texts)))
    onnx.save(build(config, state, HEADS, quantised), folder / "model.onnx")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--float", action="store_true")
    arguments = arguments.parse_args()
    copy_model(arguments.model, arguments.out)
    write_onnx(arguments.out, not arguments.float)
    write_spec(arguments.out, read_spec(arguments.out))


if __name__ == "__main__":
    main()
