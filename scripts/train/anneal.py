"""Continues a student on the gold labels alone, at a low rate that falls to nothing, once for every seed; writes the mean of their weights.

    python anneal.py DATA WORK NAME --from CHECKPOINT

WORK holds corpus.npz, CHECKPOINT is what student.py wrote. Writes WORK/NAME.pt. A seed takes 25 minutes on two cores.
"""

import argparse
import random
from pathlib import Path

import torch

from batches import Collator
from compute import device
from corpus import CONLL_VARIANTS, FILE, Corpus
from files import written_whole
from loop import Rates, Run
from measure import show
from model import load_checkpoint
from reading import dev_figures
from teacher import losses

SEEDS = (1, 2)
BATCH = 8
AVERAGE_DECAY = 0.97
RATES = Rates(encoder=4e-5, heads=1.2e-4, transitions=4e-4, warm_up=10, shape=lambda done: max(0.02, 1.0 - done))
# What lies below stays as it is: it has nothing more to learn from so few texts, and costs a third of the time.
FROZEN_LAYERS = 2
CONLL_SHARE = 1.0  # of CoNLL's articles, so that the names stay what they were


def freeze(model):
    for module in (model.words, model.positions, model.casing, model.norm, *model.layers[:FROZEN_LAYERS]):
        module.requires_grad_(False)


def texts_of(corpus, seed):
    conll = corpus.of(f"conll train {seed % CONLL_VARIANTS}")
    nested = [text for text in corpus.of("raw") if text.heads]
    return [*corpus.of("polnear train"), *nested, *random.Random(seed).sample(conll, int(CONLL_SHARE * len(conll)))]


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
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    model.load_state_dict(mean)
    with written_whole(arguments.work / f"{arguments.name}.pt") as file:
        torch.save({name: value.cpu() for name, value in mean.items()}, file)
    print(f"{arguments.name}: {show(dev_figures(model, corpus, arguments.data, collate))}", flush=True)


if __name__ == "__main__":
    main()
