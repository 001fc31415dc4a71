"""Gives a model folder a head for attributions within contents, on an encoder that stays as it is.

    python nested_head.py MODEL DATA

The head (`heads.nested`, with transitions) learns from the labels of corpus/nested, a gold content of PolNeAR train at a time, since that is what the command
decodes. It is added to model.int8.safetensors and model.json, and to model.safetensors; nothing else changes. About five minutes on two cores.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from crf import crf_loss, decode
from data import ATTRIBUTION_LABELS, IGNORED, Encoder, label_pieces, piece_range, read_polnear
from folder import read_spec, write_spec
from int8_file import NAME, WEIGHT_BITS, quantise
from measure import exact_f1, spans_of
from model import JointModel, hf_name, transition_penalty
from nested import read_nested
from windows import inference_windows, stitch

EPOCHS = 30
BATCH = 256
RATE = 1e-2
DROPOUT = 0.1
WEIGHT_DECAY = 0.01
# How sure an attribution within a content has to be: at 0.5 seven in ten that are found in polnear-dev are right.
NESTED = {"score": 0.5}


def load_encoder(folder):
    """The folder's encoder in 32 bits; its heads are fresh."""
    model = JointModel(json.loads((folder / "config.json").read_text())).eval()
    stored = load_file(folder / "model.safetensors")
    for name, parameter in model.named_parameters():
        if hf_name(name):
            parameter.data.copy_(stored[f"bert.{hf_name(name)}"].float())
    return model


@torch.no_grad()
def vectors(model, encoder, pieces):
    """The encoder's output for every piece of a text."""
    windows, rows = inference_windows(len(pieces)), []
    for start, end in windows:
        ids = torch.tensor([[encoder.cls, *pieces.ids[start:end], encoder.sep]])
        rows.append(model(ids, torch.tensor([[0, *pieces.casing[start:end], 0]]))[0, 1:-1].numpy())
    return stitch(len(pieces), windows, rows)


def contents(model, encoder, data, part):
    """Of every gold content of the articles that were read: its article, pieces, vectors, and gold spans in it."""
    known, seen = read_nested(f"polnear-{part}"), set()
    for article in read_polnear(data / "polnear" / part, first_annotator_only=True):
        nested = known.get(article.id.rsplit("_", 1)[0])
        if nested is None or article.id in seen:
            continue
        seen.add(article.id)
        pieces = encoder.encode(article.text)
        rows = vectors(model, encoder, pieces)
        spans = [(*span, role.capitalize()) for a in nested for role in ("source", "cue", "content") for span in getattr(a, role)]
        for start, end in sorted({span for a in article.attributions for span in a.content}):
            first, last = piece_range(pieces, start, end)
            if first < last:
                yield article, pieces.part(first, last), torch.tensor(rows[first:last]), [s for s in spans if start <= s[0] and s[1] <= end]


def train(examples, width):
    """The head and its transitions, by cross-entropy and the CRF loss."""
    torch.manual_seed(1)
    head = torch.nn.Linear(width, len(ATTRIBUTION_LABELS))
    moves = torch.nn.Parameter(torch.zeros(len(ATTRIBUTION_LABELS), len(ATTRIBUTION_LABELS)))
    optimizer = torch.optim.AdamW([*head.parameters(), moves], RATE, weight_decay=WEIGHT_DECAY)
    penalty = transition_penalty(ATTRIBUTION_LABELS)
    tags = [torch.tensor(label_pieces(pieces, spans, ATTRIBUTION_LABELS)) for _, pieces, _, spans in examples]
    rows = [vector for _, _, vector, _ in examples]
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(BATCH):
            x = torch.nn.utils.rnn.pad_sequence([rows[i] for i in batch], batch_first=True)
            y = torch.nn.utils.rnn.pad_sequence([tags[i] for i in batch], batch_first=True, padding_value=IGNORED)
            logits = head(F.dropout(x, DROPOUT))
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=IGNORED)
            loss = loss + crf_loss(logits, moves + penalty, y.clamp(min=0), y != IGNORED)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head, (moves + penalty).detach()


def show_dev(head, moves, examples):
    gold, found = [], []
    with torch.no_grad():
        for article, pieces, rows, spans in examples:
            gold.append(set(spans))
            found.append(set(decode(ATTRIBUTION_LABELS, head(rows).numpy(), moves.numpy(), pieces, article.text)))
    for label in ("Source", "Cue", "Content"):
        print(f"nested {label.lower()} {exact_f1([spans_of(label, g) for g in gold], [spans_of(label, f) for f in found]):.1f}", flush=True)


def write(head, moves, folder):
    weight, bias = head.weight.detach(), head.bias.detach()
    values, scales = quantise(weight, WEIGHT_BITS)
    with safe_open(folder / NAME, "pt") as stored:
        metadata = stored.metadata()
    added = {"heads.nested.weight": values, "heads.nested.scales": scales, "heads.nested.bias": bias}
    save_file(load_file(folder / NAME) | added, folder / NAME, metadata=metadata)
    halves = {"heads.nested.weight": weight.half(), "heads.nested.bias": bias.half(), "transitions.nested": moves.clamp(min=-1e4).half()}
    save_file(load_file(folder / "model.safetensors") | halves, folder / "model.safetensors", metadata={"format": "pt"})
    spec = read_spec(folder)
    spec["heads"]["nested"] = {"labels": ATTRIBUTION_LABELS, "transitions": [[max(-1e4, round(float(x), 4)) for x in row] for row in moves]}
    write_spec(folder, spec | {"nested": NESTED})


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("data", type=Path)
    arguments = arguments.parse_args()
    model, encoder = load_encoder(arguments.model), Encoder(arguments.model / "tokenizer.json")
    examples = list(contents(model, encoder, arguments.data, "train"))
    print(f"{len(examples)} contents", flush=True)
    head, moves = train(examples, model.config["hidden_size"])
    show_dev(head, moves, list(contents(model, encoder, arguments.data, "dev")))
    write(head, moves, arguments.model)


if __name__ == "__main__":
    main()
