"""Averages the weights of models fine-tuned from one another (model soups, Wortsman et al. 2022): better than each, and as broad as the broadest.

    python mix.py OUT CHECKPOINT[*WEIGHT]...

A head that only some of them have is averaged over those.
"""

import argparse
from pathlib import Path

import torch

from files import written_whole


def mean(states, weights):
    """Returns the weighted mean of every tensor over the states that have it."""
    mixed = {}
    for name in {name: None for state in states for name in state}:
        have = [(state[name].float(), weight) for state, weight in zip(states, weights) if name in state]
        mixed[name] = sum(value * weight for value, weight in have) / sum(weight for _, weight in have)
    return mixed


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("checkpoints", nargs="+", help="a file, and * with a weight where it is not 1")
    arguments = arguments.parse_args()
    files, weights = zip(*(one.partition("*")[::2] for one in arguments.checkpoints))
    states = [torch.load(file, weights_only=True, map_location="cpu") for file in files]
    with written_whole(arguments.out) as file:
        torch.save(mean(states, [float(weight or 1.0) for weight in weights]), file)


if __name__ == "__main__":
    main()
