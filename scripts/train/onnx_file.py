"""Writes a copy of a model folder with a model.onnx made from its weights.

    python onnx_file.py MODEL_FOLDER OUT_FOLDER [--float]

The weights are those of model.safetensors if the folder has one, as after training, or else those that `whosaid models export` makes from the int8
file.

Writes int8 weights, as shipped, measuring the activations on corpus/articles; or float weights, to see what int8 costs.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
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
    """Writes model.onnx from the model.safetensors, config.json and tokenizer.json in the folder."""
    config = json.loads((folder / "config.json").read_text())
    model = JointModel(config).eval()
    stored = load_file(folder / "model.safetensors")
    theirs = {name: f"bert.{hf_name(name)}" if hf_name(name) else name for name in model.state_dict()}
    state = {name: stored[there].float() for name, there in theirs.items() if there in stored}
    model.load_state_dict(state, strict=False)  # an older model lacks a head, and exported weights lack the transitions
    heads = {name: labels for name, labels in HEADS.items() if f"heads.{name}.weight" in stored}
    state |= {name: value for name, value in stored.items() if name.startswith("reference.")}
    if quantised:
        texts = [path.read_text() for path in sorted(ARTICLES.glob("*.txt"))]
        state = smooth(state, smoothing_factors(state, largest(model, Encoder(folder / "tokenizer.json"), texts)))
    onnx.save(build(config, state, heads, quantised), folder / "model.onnx")


def add_floats(model, folder):
    """Adds config.json and model.safetensors to the folder, from the model's int8 file."""
    with tempfile.TemporaryDirectory() as temporary:
        exported = Path(temporary) / "exported"
        subprocess.run(["cargo", "run", "--quiet", "--release", "--", "models", "export", model, exported], check=True)
        for name in ("config.json", "model.safetensors"):
            shutil.copy(exported / name, folder / name)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--float", action="store_true")
    arguments = arguments.parse_args()
    copy_model(arguments.model, arguments.out)
    if not (arguments.out / "model.safetensors").exists():
        add_floats(arguments.model, arguments.out)
    write_onnx(arguments.out, not arguments.float)
    write_spec(arguments.out, read_spec(arguments.out))


if __name__ == "__main__":
    main()
