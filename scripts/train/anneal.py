"""Continues training a student on the gold labels alone, at a low rate that falls to nearly zero, once per seed; writes the mean of their weights.

    python anneal.py DATA WORK NAME --from CHECKPOINT

WORK holds corpus.npz; CHECKPOINT was written by student.py or mix.py. Writes WORK/NAME.pt. A seed takes 8 minutes on two cores of an AMD EPYC with
bfloat16 instructions, 25 without.
"""

import argparse
from pathlib import Path

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
from teacher import losses

SEEDS = (1, 2)
BATCH = 8
AVERAGE_DECAY = 0.97
RATES = Rates(encoder=8e-5, heads=2.4e-4, transitions=4e-4, warm_up=10, shape=lambda done: max(0.02, 1.0 - done))
# The lower layers are frozen: they have nothing more to learn from so few texts, and would take a third of the time.
FROZEN_LAYERS = 2


def freeze(model):
    for module in (model.words, model.positions, model.casing, model.norm, *model.layers[:FROZEN_LAYERS]):
        module.requires_grad_(False)


def texts_of(corpus, seed):
    """Returns all texts with gold labels, CoNLL-2003 in one of its line-break variants."""
    nested = [text for text in corpus.of("raw") if text.heads]
    return [*corpus.of("polnear train", f"conll train {seed % CONLL_VARIANTS}", "web"), *nested]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("name")
    arguments.add_argument("--from", dest="checkpoint", type=Path, required=True)
    arguments = arguments.parse_args()
    where = device()
    corpus = Corpus(arguments.work / FILE)
    collate = Collator(corpus, where)
    states = []
    for seed in SEEDS:
        model = load_checkpoint(arguments.checkpoint).to(where)
        freeze(model)
        run = Run(model, RATES, AVERAGE_DECAY, arguments.work / f"{arguments.name}-{seed}.state")
        trained = run.train(
            lambda _, seed=seed: texts_of(corpus, seed), 1, BATCH, seed, collate, lambda model, batch: losses(model, batch, where)
        )
        states.append(trained.state_dict())
    mixed = mean(states, [1.0] * len(states))
    model.load_state_dict(mixed)
    with written_whole(arguments.work / f"{arguments.name}.pt") as file:
        torch.save({name: value.cpu() for name, value in mixed.items()}, file)
    print(f"{arguments.name}: {show(dev_figures(model, corpus, arguments.data, collate) | other_news_figures(model, where))}", flush=True)


if __name__ == "__main__":
    main()
