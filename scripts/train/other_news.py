"""Measures how well a network reads news unlike PolNeAR's: the spans of corpus/gold, which it never learns from.

PolNeAR's dev split does not show what is lost there. Students of teachers that miss cues in other news had 84 / 76 / 72 on it and found 17 to 46 % of
the cues of corpus/gold, while version 3, which learned from labels alone, finds 84 %.
"""

from pathlib import Path

import torch

from crf import decode
from data import Encoder, read_native
from measure import prf, spans_of
from model import HEADS, PRETRAINED
from windows import inference_windows, stitch

GOLD = Path(__file__).resolve().parents[2] / "corpus/gold"


@torch.no_grad()
def other_news_figures(model, device):
    """Returns exact F1 of spans of top-level attributions and names, and the share of the gold cues that are found."""
    encoder = Encoder(PRETRAINED / "tokenizer.json")
    counts = {}
    for attributed, named, _ in read_native(GOLD):
        pieces = encoder.encode(attributed.text)
        rows = read_text(model, device, encoder, pieces)
        found = {
            head: decode(HEADS[head], rows[head], model.moves(head).detach().float().cpu().numpy(), pieces, attributed.text)
            for head in ("attribution", "entities")
        }
        pairs = {label.lower(): (spans_of(label, attributed.spans), spans_of(label, found["attribution"])) for label in ("Source", "Cue", "Content")}
        pairs["names"] = set(named.spans), set(found["entities"])
        for name, (gold, predicted) in pairs.items():
            count = counts.setdefault(name, [0, 0, 0])
            for i, size in enumerate((len(gold & predicted), len(predicted), len(gold))):
                count[i] += size
    return {f"other {name}": prf(*count) for name, count in counts.items()} | {"other cues found": 100.0 * counts["cue"][0] / counts["cue"][2]}


def read_text(model, device, encoder, pieces):
    """Returns the logits of every head for a text's pieces."""
    windows = inference_windows(len(pieces))
    parts = {head: [] for head in HEADS}
    for start, end in windows:
        ids = torch.tensor([[encoder.cls, *pieces.ids[start:end], encoder.sep]], device=device)
        casing = torch.tensor([[0, *pieces.casing[start:end], 0]], device=device)
        hidden = model(ids, casing)
        for head in HEADS:
            parts[head].append(model.logits(head, hidden)[0, 1:-1].float().cpu().numpy())
    return {head: stitch(len(pieces), windows, rows) for head, rows in parts.items()}
