"""Continues training a student on the gold labels, and with --soft on soft labels of raw news, at a low rate that falls to nearly zero, once per seed;
writes the mean of their weights.

    python anneal.py DATA WORK NAME --from CHECKPOINT [--soft] [--epochs N] [--seed N]...

WORK holds corpus.npz, and for --soft soft.npy; CHECKPOINT was written by student.py, broad.py, mix.py or this script. Writes WORK/NAME.pt. On one core
of an AMD EPYC with bfloat16 instructions an epoch takes 8 minutes a seed, 16 with soft labels.
"""

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from batches import Collator
from compute import device
from corpus import CONLL_VARIANTS, FILE, Corpus
from files import written_whole
from loop import Rates, Run
from measure import show
from mix import mean
from model import load_checkpoint
from other_news import other_news_figures
from reading import dev_figures
from soft import SOFT
from teacher import losses

SEEDS = [1, 2]
BATCH = 8
WIRE_TEXTS = 2500  # an epoch
AVERAGE_DECAY = 0.97
RATES = Rates(encoder=8e-5, heads=2.4e-4, transitions=4e-4, warm_up=10, shape=lambda done: max(0.02, 1.0 - done))
# The lower layers are frozen: they have nothing more to learn from so few texts, and would take a third of the time.
FROZEN_LAYERS = 2


def freeze(model):
    for module in (model.words, model.positions, model.casing, model.norm, *model.layers[:FROZEN_LAYERS]):
        module.requires_grad_(False)


def texts_of(corpus, soft, seed, epoch):
    """Returns all texts with gold labels, CoNLL-2003 in one of its line-break variants, and those with soft labels; of the wire, a draw."""
    known = {kind: [text for text in corpus.of(kind) if text.heads or soft is not None and soft[text.start].any()] for kind in ("raw", "wire")}
    wire = random.Random(f"{seed} {epoch}").sample(known["wire"], min(WIRE_TEXTS, len(known["wire"])))
    return [*corpus.of("polnear train", f"conll train {(seed + epoch) % CONLL_VARIANTS}", "web"), *known["raw"], *wire]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("name")
    arguments.add_argument("--from", dest="checkpoint", type=Path, required=True)
    arguments.add_argument("--soft", action="store_true", help="learn from the soft labels, too")
    arguments.add_argument("--seed", dest="seeds", type=int, action="append", help="[default: 1 and 2]")
    arguments.add_argument("--epochs", type=int, default=1)
    arguments = arguments.parse_args()
    where = device()
    corpus = Corpus(arguments.work / FILE)
    collate = Collator(corpus, where)
    soft = torch.from_numpy(np.load(arguments.work / SOFT)).to(where) if arguments.soft else None
    states = []
    for seed in arguments.seeds or SEEDS:
        model = load_checkpoint(arguments.checkpoint).to(where)
        freeze(model)
        run = Run(model, RATES, AVERAGE_DECAY, arguments.work / f"{arguments.name}-{seed}.state")
        trained = run.train(
            lambda epoch, seed=seed: texts_of(corpus, soft, seed, epoch), arguments.epochs, BATCH, seed, collate,
            lambda model, batch: losses(model, batch, where, soft),
        )  # fmt: skip
        states.append(trained.state_dict())
    mixed = mean(states, [1.0] * len(states))
    model.load_state_dict(mixed)
    with written_whole(arguments.work / f"{arguments.name}.pt") as file:
        torch.save({name: value.cpu() for name, value in mixed.items()}, file)
    print(f"{arguments.name}: {show(dev_figures(model, corpus, arguments.data, collate) | other_news_figures(model, where))}", flush=True)


if __name__ == "__main__":
    main()
