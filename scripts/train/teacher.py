"""Trains one teacher on the gold labels, and writes down what it says of every text.

    python teacher.py DATA WORK --seed N

WORK holds corpus.npz. Writes WORK/teacher-N.soft.npy, the logits of both heads for every piece of the corpus. On an H200 a teacher takes two and a half
minutes; on two cores three hours.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from batches import Collator
from compute import autocast, device
from corpus import CONLL_VARIANTS, FILE, Corpus
from files import written_whole
from loop import Rates, Run
from losses import LINK_WEIGHT, gold_loss, link_loss
from measure import show
from mpnet import load_mpnet
from reading import dev_figures, read_texts

EPOCHS = 9
BATCH = 24
AVERAGE_DECAY = 0.995
RATES = Rates(encoder=6e-5, heads=1e-3, transitions=5e-3, warm_up=120, shape=lambda done: max(0.01, 1.0 - done))


def losses(model, batch, where):
    """Of the one head that the batch's texts have labels for."""
    head = batch.windows[0].text.task
    with autocast(where):
        hidden = model(batch.ids, batch.casing, batch.mask)
        logits = model.logits(head, hidden).float()
        named = {head: gold_loss(model, head, logits, batch.tags[head])}
        if head == "attribution":
            named["links"] = LINK_WEIGHT * link_loss(model, hidden, batch.links)
    return named


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = arguments.parse_args()
    name = f"teacher-{arguments.seed}"
    where = device()
    torch.manual_seed(arguments.seed)
    corpus = Corpus(arguments.work / FILE)
    run = Run(load_mpnet().to(where), RATES, AVERAGE_DECAY, arguments.work / f"{name}.state")
    model = run.train(
        lambda epoch: corpus.of("polnear train", f"conll train {epoch % CONLL_VARIANTS}"),
        arguments.epochs, BATCH, arguments.seed, Collator(corpus, where), lambda model, batch: losses(model, batch, where),
    )  # fmt: skip
    print(f"{name}: {show(dev_figures(model, corpus, arguments.data, where))}", flush=True)
    with written_whole(arguments.work / f"{name}.soft.npy") as file:
        np.save(file, read_texts(model, corpus, corpus.texts, where))


if __name__ == "__main__":
    main()
