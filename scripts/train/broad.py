"""Trains a network of a student's size on the gold labels alone.

    python broad.py DATA WORK [--epochs N]

Teachers and their students read PolNeAR better, but news unlike it worse (other_news.py): this one labels what is plain there, and gives the others
soft labels for it (soft.py). WORK holds corpus.npz. Writes WORK/broad.pt (averaged weights). Takes about an hour on two cores of an AMD EPYC with
bfloat16 instructions.
"""

import argparse
from pathlib import Path

import torch

from batches import Collator
from compute import device
from corpus import FILE, Corpus
from files import written_whole
from loop import Rates, Run
from measure import show
from model import load_pretrained
from other_news import other_news_figures
from reading import dev_figures
from teacher import losses, texts_of

LAYERS = range(6)
EPOCHS = 6
BATCH = 8
SEED = 1
AVERAGE_DECAY = 0.998
RATES = Rates(encoder=2e-4, heads=1e-3, transitions=5e-3, warm_up=150, shape=lambda done: max(0.01, 1.0 - done))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = arguments.parse_args()
    where = device()
    torch.manual_seed(SEED)
    corpus = Corpus(arguments.work / FILE)
    collate = Collator(corpus, where)
    run = Run(load_pretrained(LAYERS).to(where), RATES, AVERAGE_DECAY, arguments.work / "broad.state")
    model = run.train(
        lambda epoch: texts_of(corpus, epoch), arguments.epochs, BATCH, SEED, collate, lambda model, batch: losses(model, batch, where)
    )
    with written_whole(arguments.work / "broad.pt") as file:
        torch.save({name: value.cpu() for name, value in model.state_dict().items()}, file)
    print(f"broad: {show(dev_figures(model, corpus, arguments.data, collate) | other_news_figures(model, where))}", flush=True)


if __name__ == "__main__":
    main()
