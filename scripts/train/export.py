"""Writes a model folder, which the Rust command runs and other tools can load.

    python export.py CHECKPOINT OUT_FOLDER

It holds model.onnx (int8 weights), model.safetensors + config.json (half precision, Hugging Face names), tokenizer.json, and model.json, which
describes them all. link.py and reference.py add their scorers, int8_file.py the weights for the native engine, figures.py the command's scores.
"""

import argparse
import json
from pathlib import Path

from safetensors.torch import save_file

from data import CASING, PARAGRAPH_TOKEN
from folder import write_spec
from model import HEADS, LINK_WIDTH, PRETRAINED, hf_name, load_checkpoint, transition_penalty
from onnx_file import write_onnx
from windows import OVERLAP, WINDOW

VERSION = "4.2"
# How many tokens of articles are run together: few at first, so that the first records come at once; each takes 3 KB of output in memory.
BATCH = {"first": 1 << 10, "largest": 10 << 10}
# The lowest score at which a nested attribution is accepted.
NESTED = {"score": 0.5}
TRAINED_ON = [
    "PolNeAR 1.0 (train)", "CoNLL-2003 English (train)", "Universal NER English Web Treebank (train)", "corpus/nested (own labels on PolNeAR train and BBC)",
    "Reuters-21578, BBC, GUM, TimeBank, FactAppeal (texts only)",
]  # fmt: skip
LICENCE = "Apache-2.0 (the encoder's); the labelled texts belong to their publishers and are not part of the model"


def tokenizer(target):
    """Writes the pretrained tokenizer without truncation and padding, which the encoder does itself."""
    described = json.loads((PRETRAINED / "tokenizer.json").read_text())
    described["truncation"] = described["padding"] = None
    target.write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")))


def hugging_face(model, folder):
    """Writes the encoder under BertModel's names and the heads under their own, in half precision."""
    weights = {}
    for name, value in model.state_dict().items():
        encoder_name = hf_name(name)
        weights[f"bert.{encoder_name}" if encoder_name else name] = value.half().contiguous()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = {key: value for key, value in model.config.items() if not key.startswith("_")}
    config |= {"architectures": ["BertModel"], "torch_dtype": "float16"}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def head(model, name):
    transitions = model.transitions[name].detach() + transition_penalty(HEADS[name])
    return {"labels": HEADS[name], "transitions": [[round(float(x), 4) for x in row] for row in transitions]}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("out", type=Path)
    arguments = arguments.parse_args()
    out = arguments.out
    out.mkdir(parents=True, exist_ok=True)

    model = load_checkpoint(arguments.checkpoint)
    hugging_face(model, out)
    tokenizer(out / "tokenizer.json")
    write_onnx(out)

    files = ["model.onnx", "model.safetensors", "config.json", "tokenizer.json"]
    described = {
        "name": "whosaid-news",
        "version": VERSION,
        "max_length": WINDOW,
        "overlap": OVERLAP,
        "tokens": {"first": "[CLS]", "last": "[SEP]", "paragraph": PARAGRAPH_TOKEN},
        "casing": CASING,
        "language": "eng",
        "batch": BATCH,
        "nested": NESTED,
        "heads": {name: head(model, name) for name in HEADS} | {"link": {"width": LINK_WIDTH}},
        "trained_on": TRAINED_ON,
        "licence": LICENCE,
        "dev_figures": {},
        "files": dict.fromkeys(files),
    }
    write_spec(out, described)
    for name in files:
        print(f"{name:20} {(out / name).stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
