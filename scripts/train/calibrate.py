"""Calibrates scores: how often the gold labels also have an attribution with a given score.

    python calibrate.py MODEL DATA [--command PATH]

Runs the command with MODEL on PolNeAR dev and puts `calibration` into its model.json: points (score, probability) of a curve that never falls
(isotonic regression by pooling adjacent violators, Ayer et al. 1955), joined by straight lines. An attribution is right if the sources overlap and
the contents share half of their characters (`is_found` in measure.py). Nested attributions have a curve of their own, from the articles that
corpus/nested has labels for.
"""

import argparse
import json
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from data import read_polnear
from folder import read_spec, write_spec
from measure import attribution_items, is_found
from nested import read_nested

BINS = 12
# With fewer outcomes than this, nothing is fitted.
FEWEST = 100
ERROR_BINS = 10


def annotate(command, model, articles, out):
    """Writes what the command finds in some articles to a file, one JSON record per line; with the command's own model if none is given."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "articles.jsonl"
        texts.write_text("".join(json.dumps({"id": a.id, "text": a.text}) + "\n" for a in articles))
        chosen = ["--model", model] if model else []
        subprocess.run([command, "extract", texts, *chosen, "--quiet", "--any-language", "--annotations", out], stdout=subprocess.DEVNULL, check=True)


def read_annotations(file):
    """Returns the attributions that were found in every article, by its id."""
    return {record["id"]: record["attributions"] for record in map(json.loads, file.read_text().splitlines())}


def extract(command, model, articles):
    """Returns the attributions that the command finds in some articles, by their ids."""
    with tempfile.TemporaryDirectory() as folder:
        annotate(command, model, articles, Path(folder) / "annotations.jsonl")
        return read_annotations(Path(folder) / "annotations.jsonl")


def outcomes(articles, found, nested=False):
    """Returns (score, whether it matches a gold attribution not taken by one with a higher score) for every attribution of one layer; `articles` have
    the gold of that layer."""
    places = lambda span: frozenset() if span is None else frozenset([(span["start"], span["end"])])  # noqa: E731
    rows = []
    for article in articles:
        left = set(attribution_items(article.attributions))
        layer = [one for one in found.get(article.id, []) if (one["nested_in"] is not None) == nested]
        for one in sorted(layer, key=lambda one: -one["score"]):
            content = frozenset((span["start"], span["end"]) for span in one["content"]["spans"])
            gold = next((gold for gold in left if is_found(gold, (places(one["source"]), None, content))), None)
            left.discard(gold)
            rows.append((one["score"], gold is not None))
    return np.array(sorted(rows), dtype=float).reshape(-1, 2)


def calibration(outer, nested):
    """Returns the calibration of both layers for model.json, as far as there are enough outcomes."""
    return {name: isotonic(rows) for name, rows in (("attribution", outer), ("nested", nested)) if len(rows) >= FEWEST}


def isotonic(rows):
    """Returns points of the non-falling curve that is closest to the outcomes: the means of about BINS groups of equal size, pooled until they rise."""
    groups = [(part[:, 0].mean(), part[:, 1].mean(), len(part)) for part in np.array_split(rows, BINS)]
    pooled = []
    for group in groups:
        pooled.append(group)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (x0, y0, n0), (x1, y1, n1) = pooled[-2:]
            pooled[-2:] = [((x0 * n0 + x1 * n1) / (n0 + n1), (y0 * n0 + y1 * n1) / (n0 + n1), n0 + n1)]
    return [[round(float(x), 4), round(float(y), 4)] for x, y, _ in pooled]


def calibration_error(rows, points):
    """Returns the expected calibration error: how far the probability lies from the share that is right, averaged over tenths of the probability."""
    chances = np.interp(rows[:, 0], *np.array(points).T)
    parts = [(chances >= low) & (chances < low + 1 / ERROR_BINS + (low > 0.85)) for low in np.arange(ERROR_BINS) / ERROR_BINS]
    return sum(abs(chances[part].mean() - rows[part, 1].mean()) * part.sum() for part in parts if part.any()) / len(rows)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--command", default="target/release/whosaid")
    arguments = arguments.parse_args()
    spec = read_spec(arguments.model)
    spec.pop("calibration", None)
    write_spec(arguments.model, spec)
    articles = read_polnear(arguments.data / "polnear/dev", first_annotator_only=True)
    known = read_nested("polnear-dev")
    stem = lambda article: article.id.rsplit("_", 1)[0]  # noqa: E731
    read = [replace(article, attributions=known[stem(article)]) for article in articles if stem(article) in known]
    found = extract(arguments.command, arguments.model, articles)
    layers = outcomes(articles, found), outcomes(read, found, nested=True)
    for name, rows in zip(("attributions", "nested attributions"), layers):
        show(name, rows)
    write_spec(arguments.model, spec | {"calibration": calibration(*layers)})


def show(name, rows):
    """Prints the expected calibration errors, including that of a curve fitted on one half and measured on the other."""
    if len(rows) < FEWEST:
        print(f"{len(rows)} {name}: too few to tell what their scores are worth")
        return
    halves = rows[0::2], rows[1::2]
    held_out = [calibration_error(halves[1 - i], isotonic(halves[i])) for i in (0, 1)]
    print(f"{len(rows)} {name}, {rows[:, 1].mean():.3f} right; expected calibration error {calibration_error(rows, [[0, 0], [1, 1]]):.3f} before, "
          f"{calibration_error(rows, isotonic(rows)):.3f} after, {np.mean(held_out):.3f} fitted on one half and measured on the other")  # fmt: skip


if __name__ == "__main__":
    main()
