"""Trains a student on the teachers' predictions for every text, gold and raw, and on the gold labels where there are any.

    python student.py DATA WORK NAME --layers 0,1,2,3,4,5 [--from CHECKPOINT] [--epochs N] [--seconds S]

WORK holds corpus.npz and teacher-*.soft.npy; the student learns from the mean of the latter. It starts from the given layers of the pretrained
encoder, or of another student. Writes WORK/NAME.pt (averaged weights). An epoch of 6.6 million pieces takes half a minute on an H200 and most of an
hour on two cores.
"""

import argparse
import math
from pathlib import Path

import numpy as np
import torch

from batches import Collator
from compute import autocast, device
from corpus import CONLL_VARIANTS, FILE, Corpus
from files import written_whole
from loop import Rates, Run
from losses import LINK_WEIGHT, chain_loss, link_loss, soft_loss
from measure import show
from model import HEADS, load_layers, load_pretrained
from other_news import other_news_figures
from reading import dev_figures

EPOCHS = 20
BATCH = 128
SEED = 7
AVERAGE_DECAY = 0.998
RATES = Rates(encoder=4e-4, heads=1e-3, transitions=5e-3, warm_up=300, shape=lambda done: max(0.005, 0.5 * (1 + math.cos(math.pi * done))))


def mean_of_teachers(work):
    files = sorted(work.glob("teacher-*.soft.npy"))
    if not files:
        raise SystemExit(f"no teacher-*.soft.npy in {work}: run teacher.py first")
    return torch.from_numpy(sum(np.load(file).astype(np.float32) for file in files) / len(files)).half()


class Losses:
    """The losses of a batch, by name."""

    def __init__(self, soft, where):
        self.soft, self.where = soft.to(where), where

    def __call__(self, model, batch):
        inside = batch.places >= 0
        soft = self.soft[batch.places.clamp(min=0)].float()
        with autocast(self.where):
            hidden = model(batch.ids, batch.casing, batch.mask)
            logits = {head: model.logits(head, hidden).float() for head in HEADS}
            named = {"links": LINK_WEIGHT * link_loss(model, hidden, batch.links)} if len(batch.links) else {}
        named["soft"] = soft_loss(logits, soft, inside)
        if batch.windows[0].text.kind != "web":
            named |= {head: chain_loss(model, head, logits[head], tags) for head, tags in batch.tags.items()}
        return named


def texts_of(corpus, epoch):
    """Returns PolNeAR twice, CoNLL-2003 in one of its line-break variants, and all other texts."""
    return [*2 * corpus.of("polnear train"), *corpus.of(f"conll train {epoch % CONLL_VARIANTS}", "web", "raw", "wire")]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("name")
    arguments.add_argument("--layers", type=lambda text: [int(number) for number in text.split(",")], default=list(range(6)))
    arguments.add_argument("--from", dest="checkpoint", type=Path, help="a student to begin with [default: the pretrained encoder]")
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments.add_argument("--seconds", type=float, help="end by then, with rates that fall as if that were the last epoch")
    arguments = arguments.parse_args()
    where = device()
    torch.manual_seed(SEED)
    corpus = Corpus(arguments.work / FILE)
    model = load_layers(arguments.checkpoint, arguments.layers) if arguments.checkpoint else load_pretrained(arguments.layers)
    run = Run(model.to(where), RATES, AVERAGE_DECAY, arguments.work / f"{arguments.name}.state")
    losses, collate = Losses(mean_of_teachers(arguments.work), where), Collator(corpus, where)
    model = run.train(lambda epoch: texts_of(corpus, epoch), arguments.epochs, BATCH, SEED, collate, losses, arguments.seconds)
    with written_whole(arguments.work / f"{arguments.name}.pt") as file:
        torch.save({name: value.cpu() for name, value in model.state_dict().items()}, file)
    print(f"{arguments.name}: {show(dev_figures(model, corpus, arguments.data, collate) | other_news_figures(model, where))}", flush=True)


if __name__ == "__main__":
    main()
