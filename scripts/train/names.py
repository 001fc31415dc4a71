"""Retrains the head for names on a frozen encoder.

    python names.py DATA WORK NAME --from CHECKPOINT --names CHECKPOINT [--steps N]

PolNeAR has no labels for names, so a model trained on its attributions unlearns them there, which no dev split shows: of the mentions of some
politicians in PolNeAR dev, version 4 found 64 % before this step and 92 % after it (mentions.py). The head learns from the gold labels of CoNLL-2003
and web text, and on unlabelled texts from another model's predictions (--names): on PolNeAR from those alone, on raw news from the mean of both
models'. Reads WORK/corpus.npz, writes WORK/NAME.pt. Takes 12 minutes on two busy cores.
"""

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F

from batches import Collator, epoch_batches
from compute import device
from corpus import FILE, Corpus
from data import IGNORED
from files import written_whole
from losses import partial_loss
from measure import show
from model import load_checkpoint
from other_news import other_news_figures
from reading import dev_figures

HEAD = "entities"
# How many texts of each kind, with gold labels and without.
GOLD = {"conll train 0": 946, "conll train 1": 946, "web": 200}
UNLABELLED = {"polnear train": 250, "raw": 400, "wire": 400}
SEED, BATCH = 5, 16
STEPS, RATE, PIECES = 1500, 2e-3, 4096
WEB_WEIGHT = 0.5


def drawn(corpus, kind, count, rng):
    texts = [text for text in corpus.of(kind) if kind != "raw" or not text.heads]
    rng.shuffle(texts)
    return texts[:count]


@torch.no_grad()
def read(texts, collate, model, names=None):
    """Returns the encoder's output for every piece, with its gold label or another model's prediction."""
    hidden, labels = [], []
    for windows in epoch_batches(texts, BATCH, SEED):
        batch = collate(windows)
        inside = batch.places >= 0
        hidden.append(model(batch.ids, batch.casing, batch.mask)[inside])
        said = batch.tags[HEAD] if names is None else names.logits(HEAD, names(batch.ids, batch.casing, batch.mask)).softmax(-1)
        labels.append(said[inside])
    return torch.cat(hidden), torch.cat(labels)


def fit(head, gold, unlabelled, where, steps):
    """Trains the head on random pieces of every kind."""
    noise = torch.Generator().manual_seed(SEED)
    optimiser = torch.optim.Adam(head.parameters())

    def some(rows):
        chosen = torch.randint(len(rows[0]), (PIECES,), generator=noise).to(where)
        return head(rows[0][chosen]), rows[1][chosen]

    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        loss = 0.0
        for logits, wanted in map(some, unlabelled.values()):
            loss = loss - (wanted * logits.log_softmax(-1)).sum(-1).mean()
        for kind, rows in gold.items():
            logits, tags = some(rows)
            if kind == "web":
                loss = loss + WEB_WEIGHT * partial_loss(logits, tags)
            else:
                loss = loss + F.cross_entropy(logits, tags, ignore_index=IGNORED) / (len(gold) - 1)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("name")
    arguments.add_argument("--from", dest="checkpoint", type=Path, required=True)
    arguments.add_argument("--names", type=Path, required=True)
    arguments.add_argument("--steps", type=int, default=STEPS)
    arguments = arguments.parse_args()
    where, rng = device(), random.Random(SEED)
    corpus = Corpus(arguments.work / FILE)
    collate = Collator(corpus, where)
    model, names = (load_checkpoint(file).to(where).eval() for file in (arguments.checkpoint, arguments.names))
    gold = {kind: read(drawn(corpus, kind, count, rng), collate, model) for kind, count in GOLD.items()}
    unlabelled = {kind: read(drawn(corpus, kind, count, rng), collate, model, names) for kind, count in UNLABELLED.items()}
    for kind in ("raw", "wire"):
        hidden, said = unlabelled[kind]
        with torch.no_grad():
            unlabelled[kind] = hidden, (said + model.heads[HEAD](hidden).softmax(-1)) / 2
    fit(model.heads[HEAD], gold, unlabelled, where, arguments.steps)
    with written_whole(arguments.work / f"{arguments.name}.pt") as file:
        torch.save({name: value.cpu() for name, value in model.state_dict().items()}, file)
    print(f"{arguments.name}: {show(dev_figures(model, corpus, arguments.data, collate) | other_news_figures(model, where))}", flush=True)


if __name__ == "__main__":
    main()
