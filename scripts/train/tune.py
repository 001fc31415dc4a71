#!/usr/bin/env python3
"""Tunes a model on your own hand labels.

    scripts/train/tune.py GOLD OUT [--from models/news] [--folds 4] [--command whosaid]

GOLD is anything that `whosaid eval --gold` takes, such as a folder of brat or native labels. OUT is a folder for `--model`. First the articles are
split into folds, each fold is read by a model tuned on the others, and `whosaid eval` compares the result with what the given model finds. Then OUT
is tuned on all articles, and its scores are calibrated on what the folds' models found (calibrate.py).

The top layers are trained, and the heads for attributions, nested attributions and names, each if the gold has labels for it. All other outputs of
the model (the vectors that link spans, heads without labels) are held close to the given model's on the same texts, and the final weights are the
mean of the given and the tuned ones, so that little is forgotten. The score that nested attributions need is chosen again, from what the given model
finds in the articles used for tuning.
"""

import argparse
import copy
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch.nn.utils.rnn import pad_sequence

import calibrate
from calibrate import annotate, extract, outcomes, read_annotations
from data import IGNORED, Article, Encoder, label_pieces, read_native, spans_of_parts
from export import head
from folder import copy_model, read_spec, write_spec
from int8_file import NAME, float_state, rounded_anew
from losses import divergence, gold_loss
from measure import attribution_items
from mix import mean
from model import HEADS
from windows import inference_windows

ROOT = Path(__file__).resolve().parents[2]
TOP_LAYERS = 1
STEPS, BATCH, SEED = 60, 6, 1
LAYER_RATE, HEAD_RATE = 3e-4, 3e-3
# The share of the tuned weights in the result; the rest are the given ones (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
SHARE = 0.5
# With fewer nested attributions than this, no score is chosen.
FEWEST_NESTED = 20


@dataclass(eq=False)
class Window:
    """A part of an article: the input of the top layers, their output in the given model, and the tags of the heads to train."""

    taken: torch.Tensor
    given: torch.Tensor
    tags: dict[str, torch.Tensor]


@dataclass(eq=False)
class Labelled:
    """An article with its attributions, and with its nested ones."""

    article: Article
    nested: Article
    windows: list[Window]


def read_gold(folder):
    """Returns every article of a folder of native labels with its attributions, with its nested ones, and (spans by head), leaving out heads without
    any labels."""
    found = []
    for attributed, named, inner in read_native(folder):
        nested = replace(attributed, spans=spans_of_parts(inner), attributions=inner)
        found.append((attributed, nested, {"attribution": attributed.spans, "nested": nested.spans, "entities": named.spans}))
    labelled = [name for name in HEADS if any(spans[name] for *_, spans in found)]
    if "attribution" not in labelled:
        raise SystemExit(f"none of the {len(found)} articles of the gold has an attribution with a source, cue or content")
    return [(article, nested, {name: spans[name] for name in labelled}) for article, nested, spans in found]


@torch.no_grad()
def encoded(model, encoder, article, nested, spans):
    pieces = encoder.encode(article.text)
    tags = {name: label_pieces(pieces, spans[name], HEADS[name]) for name in spans}
    windows = []
    for start, end in inference_windows(len(pieces)):
        ids, casing = [encoder.cls, *pieces.ids[start:end], encoder.sep], [0, *pieces.casing[start:end], 0]
        taken = model.through(model.layers[:-TOP_LAYERS], model.embedded(torch.tensor([ids]), torch.tensor([casing])))
        given = model.through(model.layers[-TOP_LAYERS:], taken)
        tagged = {name: torch.tensor([IGNORED, *rows[start:end], IGNORED]) for name, rows in tags.items()}
        windows.append(Window(taken[0], given[0], tagged))
    return Labelled(article, nested, windows)


class Held:
    """The given model's outputs that the gold has no labels for, which must not change."""

    def __init__(self, model, reference, learned):
        self.heads = {name: copy.deepcopy(model.heads[name]) for name in HEADS if name not in learned}
        self.vectors = [copy.deepcopy(model.link), reference]

    def loss(self, hidden, given, inside):
        """Returns how far the outputs have moved: the Kullback-Leibler divergence of labels, and the squared distance of vectors relative to their
        variance."""
        loss = sum(divergence(head(hidden), head(given), inside) for head in self.heads.values())
        for project in self.vectors:
            wanted = project(given)[inside]
            loss = loss + F.mse_loss(project(hidden)[inside], wanted) / wanted.var()
        return loss


def fit(model, reference, windows):
    """Trains the top layers and the heads on random windows."""
    learned = list(windows[0].tags)
    held = Held(model, reference, learned)
    layers = list(model.layers[-TOP_LAYERS:].parameters())
    heads = [weight for name in learned for weight in (*model.heads[name].parameters(), model.transitions[name])]
    optimiser = torch.optim.Adam([{"params": layers, "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}])
    falling = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, STEPS)
    noise = torch.Generator().manual_seed(SEED)
    for _ in range(STEPS):
        chosen = [windows[at] for at in torch.randperm(len(windows), generator=noise)[:BATCH]]
        inside = pad_sequence([torch.ones(len(window.taken), dtype=torch.bool) for window in chosen], batch_first=True)
        hidden = model.through(model.layers[-TOP_LAYERS:], pad_sequence([window.taken for window in chosen], batch_first=True), inside)
        loss = held.loss(hidden, pad_sequence([window.given for window in chosen], batch_first=True), inside)
        for name in learned:
            tags = pad_sequence([window.tags[name] for window in chosen], batch_first=True, padding_value=IGNORED)
            loss = loss + gold_loss(model, name, model.logits(name, hidden), tags)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        falling.step()


def write(model, given, learned, out):
    """Writes the given folder with the trained weights in place of its own; its scores are not calibrated yet."""
    copy_model(given, out)
    spec, first = read_spec(given), len(model.layers) - TOP_LAYERS
    changed = (*(f"layers.{number}." for number in range(first, len(model.layers))), *(f"heads.{name}." for name in learned))
    tensors = rounded_anew(load_file(given / NAME), model.state_dict(), lambda name: name.startswith(changed))
    with safe_open(given / NAME, "pt") as file:
        save_file(tensors, out / NAME, metadata=file.metadata())
    for name in learned:
        spec["heads"][name] = head(model, name)
    spec.pop("calibration", None)
    write_spec(out, spec | {"name": f"{spec['name']}-tuned", "dev_figures": {}})


def surest(articles, found, given):
    """Returns the lowest score to accept for nested attributions, for the best F1 of what was found in some articles; the given one if too few are
    labelled."""
    rows = outcomes([one.nested for one in articles], found, nested=True)[::-1]
    gold = sum(len(attribution_items(one.nested.attributions)) for one in articles)
    if min(len(rows), gold) < FEWEST_NESTED:
        return given
    halves_of_f1 = rows[:, 1].cumsum() / (np.arange(1, len(rows) + 1) + gold)
    return {"score": round(float(rows[halves_of_f1.argmax(), 0]), 3)}


class Tuning:
    """The inputs of tuning: the given folder, its model in floats, and the gold, encoded."""

    def __init__(self, command, given, gold, work):
        self.command, self.given, self.gold, self.work = command, given, work / "gold", work
        self.run("convert", gold, "--to", "native", "-o", self.gold)
        labelled = read_gold(self.gold)
        self.run("models", "export", given, work / "floats")
        shutil.copy(given / "model.json", work / "floats")
        _, self.model, state = float_state(work / "floats")
        self.state = copy.deepcopy(self.model.state_dict())
        self.reference = partial(F.linear, weight=state["reference.weight"], bias=state["reference.bias"])
        encoder = Encoder(given / "tokenizer.json")
        self.articles = [encoded(self.model, encoder, *one) for one in labelled]
        self.found = self.unsure(work / "open")

    def unsure(self, out):
        """Returns what the given model finds if nested attributions may have any score."""
        copy_model(self.given, out)
        spec = read_spec(out) | {"nested": {"score": 0.0}}
        spec.pop("calibration", None)
        write_spec(out, spec)
        return extract(self.command, out, [one.article for one in self.articles])

    def run(self, *arguments):
        """Runs the command. Exit code 1 means that it left something out, which it has reported."""
        if subprocess.run([self.command, "--quiet", *arguments], check=False).returncode not in (0, 1):
            raise SystemExit("stopped, since the command could not go on: see above")

    def tune(self, articles, out):
        self.model.load_state_dict(self.state)
        windows = [window for article in articles for window in article.windows]
        fit(self.model, self.reference, windows)
        self.model.load_state_dict(mean([self.model.state_dict(), self.state], [SHARE, 1 - SHARE]))
        write(self.model, self.given, list(windows[0].tags), out)
        spec = read_spec(out)
        write_spec(out, spec | {"nested": surest(articles, self.found, spec["nested"])})


def folds_of(articles, count):
    """Deals articles into folds to hold out."""
    return [articles[fold::count] for fold in range(count)]


def held_out(tuning, count):
    """Returns what models tuned on the other folds find in each fold, and prints how it compares with what the given model finds."""
    before, after = tuning.work / "before.jsonl", tuning.work / "after.jsonl"
    annotate(tuning.command, tuning.given, [one.article for one in tuning.articles], before)
    with open(after, "w", encoding="utf-8") as together:
        for number, fold in enumerate(folds_of(tuning.articles, count)):
            model, found = tuning.work / f"model-{number}", tuning.work / f"found-{number}.jsonl"
            tuning.tune([one for one in tuning.articles if one not in fold], model)
            annotate(tuning.command, model, [one.article for one in fold], found)
            together.write(found.read_text(encoding="utf-8"))
    print(f"{before.stem}: the given model; {after.stem}: tuned on the other articles, {count} folds", flush=True)
    tuning.run("eval", "--gold", tuning.gold, "--predictions", before, "--predictions", after)
    return read_annotations(after)


def calibration(tuning, found):
    """Returns the calibration from what was found in held-out articles, and the given model's where there is too little."""
    outer = outcomes([one.article for one in tuning.articles], found)
    nested = [one.nested for one in tuning.articles]
    inner = outcomes(nested, found, nested=True) if any(one.attributions for one in nested) else []
    return read_spec(tuning.given).get("calibration", {}) | calibrate.calibration(outer, inner)


def check(arguments):
    """Reports errors before anything slow begins."""
    if arguments.out.exists():
        raise SystemExit(f"{arguments.out} is there already: name a folder that is not")
    if not (arguments.given / NAME).exists():
        raise SystemExit(f"{arguments.given} is not a folder of a model: it has no {NAME}")
    if shutil.which(arguments.command) is None:
        raise SystemExit(f"there is no command {arguments.command}: name the program with --command, such as target/release/whosaid")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--from", dest="given", type=Path, default=ROOT / "models/news", help="the model to begin with [default: %(default)s]")
    arguments.add_argument("--folds", type=int, default=4, help="0: tune, and measure nothing [default: %(default)s]")
    arguments.add_argument("--command", default="whosaid", help="[default: %(default)s]")
    arguments = arguments.parse_args()
    check(arguments)
    with tempfile.TemporaryDirectory() as work:
        tuning = Tuning(arguments.command, arguments.given, arguments.gold, Path(work))
        folds = min(arguments.folds, len(tuning.articles))
        found = held_out(tuning, folds) if folds > 1 else {}
        tuning.tune(tuning.articles, arguments.out)
        write_spec(arguments.out, read_spec(arguments.out) | {"calibration": calibration(tuning, found)})
    print(f"{len(tuning.articles)} articles; the model is in {arguments.out}")


if __name__ == "__main__":
    main()
