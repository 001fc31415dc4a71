"""Trains one teacher on the gold labels, and writes its predictions for every text.

    python teacher.py DATA WORK --seed N

WORK holds corpus.npz. Writes WORK/teacher-N.soft.npy, the logits of all heads for every piece of the corpus. Nine epochs are about 2,100 steps: on an
H200 80 ms each, or 300 ms if three teachers share the card; on two cores three hours. A teacher has to be trained to the end: students of teachers
stopped after 560 steps had 84 / 76 / 72 on PolNeAR dev, but found 46 % of the cues of corpus/gold, since such teachers miss them in news unlike
PolNeAR.
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
from losses import LINK_WEIGHT, gold_loss, link_loss, partial_loss, soft_loss
from measure import show
from model import HEADS
from mpnet import load_mpnet
from reading import dev_figures, read_texts

EPOCHS = 9
BATCH = 24
AVERAGE_DECAY = 0.995
RATES = Rates(encoder=6e-5, heads=1e-3, transitions=5e-3, warm_up=120, shape=lambda done: max(0.01, 1.0 - done))


def losses(model, batch, where, soft=None):
    """Returns the losses of the gold labels that the batch's texts have, by head, and that of soft labels for the corpus, if given."""
    with autocast(where):
        hidden = model(batch.ids, batch.casing, batch.mask)
        named = {"links": LINK_WEIGHT * link_loss(model, hidden, batch.links)} if len(batch.links) else {}
        logits = {head: model.logits(head, hidden).float() for head in (HEADS if soft is not None else batch.tags)}
    for head, tags in batch.tags.items():
        is_partial = batch.windows[0].text.kind == "web" and head == "entities"
        named[head] = partial_loss(logits[head], tags) if is_partial else gold_loss(model, head, logits[head], tags)
    if soft is not None:
        named["soft"] = soft_loss(logits, soft[batch.places.clamp(min=0)].float(), batch.places >= 0)
    return named


def texts_of(corpus, epoch):
    """Returns all texts with gold labels, CoNLL-2003 in one of its line-break variants."""
    kinds = {"polnear train", f"conll train {epoch % CONLL_VARIANTS}", "web", "raw"}
    return [text for text in corpus.texts if text.kind in kinds and text.heads]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments.add_argument("--seconds", type=float, help="end by then, with rates that fall as if that were the last epoch")
    arguments = arguments.parse_args()
    name = f"teacher-{arguments.seed}"
    where = device()
    torch.manual_seed(arguments.seed)
    corpus = Corpus(arguments.work / FILE)
    collate = Collator(corpus, where)
    run = Run(load_mpnet().to(where), RATES, AVERAGE_DECAY, arguments.work / f"{name}.state")
    model = run.train(
        lambda epoch: texts_of(corpus, epoch), arguments.epochs, BATCH, arguments.seed, collate, lambda model, batch: losses(model, batch, where),
        arguments.seconds,
    )  # fmt: skip
    print(f"{name}: {show(dev_figures(model, corpus, arguments.data, collate))}", flush=True)
    with written_whole(arguments.work / f"{name}.soft.npy") as file:
        np.save(file, read_texts(model, corpus, corpus.texts, collate))


if __name__ == "__main__":
    main()
